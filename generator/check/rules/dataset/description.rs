//! What is wrong with `dataset.toml` itself, whatever its file holds: see `generator/dataset/description`.

use crate::check::rule::rule;

rule! {
    /// A folder whose name cannot be part of an address
    ///
    /// The name of the folder below `datasets/` is the id of the dataset, and stands in its address.
    ///
    /// **Example:** `datasets/Dân số/`.
    ///
    /// **To mend:** rename it: small letters without marks, digits and hyphens.
    ID: "dataset/id", Error, Elsewhere
}

rule! {
    /// A dataset without a title
    ///
    /// Its page and every list need one.
    ///
    /// **Example:** a `dataset.toml` with `file` alone.
    ///
    /// **To mend:** add `title = { vi = "...", en = "..." }`.
    NO_TITLE: "dataset/no-title", Error, Elsewhere
}

rule! {
    /// A file outside the folder of its dataset
    ///
    /// A dataset is one folder, so that it can be moved and kept as a whole.
    ///
    /// **Example:** `file = "../a.csv"`.
    ///
    /// **To mend:** copy the file beside `dataset.toml`.
    FILE_OUTSIDE: "dataset/file-outside", Error, Elsewhere
}

rule! {
    /// A licence nobody knows by that name
    ///
    /// Readers and catalogues have to know what they may do. Ids are those of SPDX.
    ///
    /// **Example:** `licence = "CC BY"`: it is `CC-BY-4.0`.
    ///
    /// **To mend:** write the id, or `LicenseRef-name` for a licence of your own.
    LICENCE: "dataset/licence", Error, Elsewhere
}

rule! {
    /// An address that leads nowhere
    ///
    /// `contact` and `source_url` begin with `https://`, `http://`, `mailto:` or `tel:`.
    ///
    /// **Example:** `contact = "phong-cntt"`.
    ///
    /// **To mend:** write the whole address.
    LINK: "dataset/link", Error, Elsewhere
}

rule! {
    /// A period that ends before it begins
    ///
    /// `temporal` has the first and the last day the data is about.
    ///
    /// **Example:** `{ start = 2025-12-31, end = 2025-01-01 }`.
    ///
    /// **To mend:** exchange the two.
    TEMPORAL: "dataset/temporal", Error, Elsewhere
}

rule! {
    /// A column whose id cannot stand in files
    ///
    /// It is the heading of the published CSV and stands in addresses.
    ///
    /// **Example:** `id = "Dân số"`.
    ///
    /// **To mend:** write small letters without marks, digits and underscores: `dan_so`.
    COLUMN_ID: "dataset/column-id", Error, Elsewhere
}

rule! {
    /// A description of no column
    ///
    /// A `[[column]]` says which heading of the file it is about.
    ///
    /// **Example:** a `[[column]]` with `title` alone.
    ///
    /// **To mend:** add `source = "..."` with the heading as the file has it.
    COLUMN_SOURCE: "dataset/column-source", Error, Elsewhere
}

rule! {
    /// A dataset of a file, and of the site
    ///
    /// `derive` makes the rows of what the site knows, `file` has them from a file.
    ///
    /// **Example:** `file = "a.csv"` beside `derive = "procedures"`.
    ///
    /// **To mend:** remove one of the two.
    FILE_AND_DERIVE: "dataset/file-and-derive", Error, Elsewhere
}

rule! {
    /// A table nobody describes
    ///
    /// A folder below `datasets/` is a dataset once it has a `dataset.toml`. Until then nothing of it is published.
    ///
    /// **Example:** `datasets/dan-so/dan-so.csv` alone.
    ///
    /// **To mend:** save the lines that `motcua check` shows as `dataset.toml` beside it.
    UNDESCRIBED: "dataset/undescribed", Warning, Elsewhere
}

rule! {
    /// A table beside the one that is published
    ///
    /// A dataset has one file, which `file` names. Other tables in its folder are not read.
    ///
    /// **Example:** `2023.csv` beside `2024.csv`.
    ///
    /// **To mend:** give it a folder of its own, or put the rows of both into one file, with a column for the year.
    OTHER_FILE: "dataset/other-file", Note, Elsewhere
}
