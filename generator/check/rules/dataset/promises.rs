//! What `dataset.toml` promises of a table and its rows do not keep. It is found while the rows are read: see
//! `generator/dataset`.

use crate::check::rule::rule;

rule! {
    /// A dataset whose file is not there
    ///
    /// `file` names a file beside `dataset.toml`.
    ///
    /// **Example:** a file that was not added to git.
    ///
    /// **To mend:** add the file, or correct the name.
    NO_FILE: "dataset/no-file", Error, Elsewhere
}

rule! {
    /// A column the file does not have
    ///
    /// `source` of a `[[column]]` is the heading as the file has it, of several rows joined by ` / `.
    ///
    /// **Example:** a heading that changed in a new version.
    ///
    /// **To mend:** write one of the headings the finding lists.
    COLUMN_UNKNOWN: "dataset/column-unknown", Error, Elsewhere
}

rule! {
    /// A column that is described twice
    ///
    /// Two `[[column]]` name the same heading or have the same id.
    ///
    /// **Example:** `source = "Tỉnh"` and `source = "tinh"`.
    ///
    /// **To mend:** remove one.
    COLUMN_TWICE: "dataset/column-twice", Error, Elsewhere
}

rule! {
    /// A key that is no column
    ///
    /// `keys` names columns by their ids.
    ///
    /// **Example:** `keys = ["Mã"]` where the id is `ma`.
    ///
    /// **To mend:** write one of the ids the finding lists.
    KEY_UNKNOWN: "dataset/key-unknown", Error, Elsewhere
}

rule! {
    /// Coordinates that are no columns of numbers
    ///
    /// `coordinates` names the columns of latitude and longitude, in degrees, by their ids; the dataset is published as GeoJSON then.
    ///
    /// **Example:** `coordinates = { latitude = "Vĩ độ", longitude = "Kinh độ" }` where the ids are `vi_do` and `kinh_do`.
    ///
    /// **To mend:** write ids of two columns of numbers, or remove the line.
    COORDINATES: "dataset/coordinates", Error, Elsewhere
}

rule! {
    /// A coordinate beyond the degrees there are
    ///
    /// Latitudes go from -90 to 90, longitudes from -180 to 180. With such a cell the dataset is not published as GeoJSON.
    ///
    /// **Example:** `208301` among latitudes such as `20.8172`.
    ///
    /// **To mend:** correct the cell; where the columns are no degrees, say `type = "decimal"`, or take `coordinates` out.
    DEGREES: "dataset/degrees", Warning, Elsewhere
}

rule! {
    /// A latitude and a longitude that are probably exchanged
    ///
    /// As they stand one is beyond the degrees there are, and the other way round both are possible. With such a row the
    /// dataset is not published as GeoJSON.
    ///
    /// **Example:** `106.6881` as latitude and `20.8172` as longitude.
    ///
    /// **To mend:** exchange the two cells.
    EXCHANGED: "dataset/exchanged", Warning, Elsewhere
}

rule! {
    /// Two rows with one key
    ///
    /// A key names one row: versions are compared by it.
    ///
    /// **Example:** the same province twice in one year, with `keys = ["tinh"]`.
    ///
    /// **To mend:** remove a row, or add the column that tells them apart.
    KEY_TWICE: "dataset/key-twice", Error, Elsewhere
}

rule! {
    /// An empty cell that may not be
    ///
    /// `required = true`, or the column is one of `keys`.
    ///
    /// **Example:** a province without a code.
    ///
    /// **To mend:** fill it.
    REQUIRED: "dataset/required", Error, Elsewhere
}

rule! {
    /// A value that comes twice
    ///
    /// `unique = true` promises that it does not.
    ///
    /// **Example:** two agencies with one tax number.
    ///
    /// **To mend:** correct one of them.
    UNIQUE: "dataset/unique", Error, Elsewhere
}

rule! {
    /// A value outside its bounds
    ///
    /// It is below `min` or above `max`.
    ///
    /// **Example:** a percentage of 120.
    ///
    /// **To mend:** correct the cell or the bound.
    RANGE: "dataset/range", Error, Elsewhere
}

rule! {
    /// A value that does not fit its pattern
    ///
    /// `pattern` is a regular expression for the whole value.
    ///
    /// **Example:** `7` where `pattern = '[0-9]{2}'`.
    ///
    /// **To mend:** correct the cell or the pattern.
    PATTERN: "dataset/pattern", Error, Elsewhere
}

rule! {
    /// A value that is none of the codes
    ///
    /// `codes` lists all values and what they mean.
    ///
    /// **Example:** `X` where there are `M` and `F`.
    ///
    /// **To mend:** correct the cell, or add the code.
    CODE: "dataset/code", Error, Elsewhere
}

rule! {
    /// A bound its column cannot have
    ///
    /// Numbers, dates and years have a least and a greatest value; texts have none.
    ///
    /// **Example:** `min = "a"`.
    ///
    /// **To mend:** remove it, or correct the type.
    BOUND: "dataset/bound", Error, Elsewhere
}

rule! {
    /// A reference to a column that is not there
    ///
    /// `references = "dataset.column"` names both by their ids.
    ///
    /// **Example:** a dataset that was renamed.
    ///
    /// **To mend:** correct the name.
    REFERENCES: "dataset/references", Error, Elsewhere
}

rule! {
    /// A value that is not in the column it refers to
    ///
    /// Whoever joins the two tables loses the row.
    ///
    /// **Example:** the code of a province that was merged into another.
    ///
    /// **To mend:** correct the cell, or add the row it refers to.
    REFERENCE_BROKEN: "dataset/reference-broken", Error, Elsewhere
}

rule! {
    /// More values than are compared
    ///
    /// Whether values are unique is checked for four million different ones.
    ///
    /// **Example:** a key of ten million rows.
    ///
    /// **To mend:** nothing: the rest is taken on trust.
    NOT_COMPARED: "dataset/not-compared", Note, Elsewhere
}
