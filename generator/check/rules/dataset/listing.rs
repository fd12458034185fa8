//! What the description of a dataset lacks for catalogues of data: see `generator/dataset/description/missing.rs`.

use crate::check::rule::rule;

rule! {
    /// A dataset without a description
    ///
    /// DCAT-AP, data.json and search engines ask for one; they are given the title instead.
    ///
    /// **Example:** `dataset.toml` has a `title` and no `description`.
    ///
    /// **To mend:** say in a sentence or two what its rows are.
    NO_DESCRIPTION: "dataset/no-description", Warning, Elsewhere
}

rule! {
    /// A dataset nobody publishes
    ///
    /// Catalogues ask who answers for the data; they are given the name of the site instead.
    ///
    /// **Example:** there is no `publisher`, neither in `dataset.toml` nor in `site.toml`.
    ///
    /// **To mend:** name the agency.
    NO_PUBLISHER: "dataset/no-publisher", Warning, Elsewhere
}

rule! {
    /// A dataset without a licence
    ///
    /// What is published without one may be looked at and not used again. One of the publisher's own needs an address
    /// where it can be read.
    ///
    /// **Example:** `licence = "LicenseRef-nghi-dinh-47"` without `licence_url`.
    ///
    /// **To mend:** name the licence, and for one of your own its `licence_url`.
    NO_LICENCE: "dataset/no-licence", Warning, Elsewhere
}

rule! {
    /// A dataset without an address of mail
    ///
    /// data.json asks for one with each dataset, and leaves out what has none.
    ///
    /// **Example:** `contact` is the address of a page, and `report` in `site.toml` is missing.
    ///
    /// **To mend:** add `contact = "mailto:..."`, or the same as `report` to `site.toml`.
    NO_CONTACT: "dataset/no-contact", Warning, Elsewhere
}

rule! {
    /// A dataset without a day
    ///
    /// Feeds and data.json say when data changed, and leave out what says nothing.
    ///
    /// **Example:** none of `modified`, `issued` and `retrieved` is there.
    ///
    /// **To mend:** add the one that is known.
    NO_DAY: "dataset/no-day", Warning, Elsewhere
}

rule! {
    /// A day of change that the data contradicts
    ///
    /// `modified` is older than a day of the column over which an indicator or a line is drawn, and the data is not said to be
    /// about the future; or it is not after the `modified` of the version before, from which the data differs, unless both were
    /// recorded on that very day. Whoever harvests
    /// the catalogue would not fetch it again.
    ///
    /// **Example:** `modified = 2026-01-31` above a table whose indicator has a value of May 2026.
    ///
    /// **To mend:** bring `modified` up to date, or remove it; for plans and targets say `temporal = { end = ... }`.
    MODIFIED: "dataset/modified", Warning, Elsewhere
}
