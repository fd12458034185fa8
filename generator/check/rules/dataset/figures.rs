//! `[[chart]]` and `[[indicator]]` of `dataset.toml`, and what is drawn of rows. It is found while they are read: see
//! `generator/dataset/figures`.

use crate::check::rule::rule;

rule! {
    /// A chart that cannot be understood
    ///
    /// A `[[chart]]` needs a kind, a title, `x`, and `y` or `aggregate = "count"`; some keys exclude each other.
    ///
    /// **Example:** `series` beside two columns in `y`.
    ///
    /// **To mend:** add or remove the line the finding names.
    CHART: "dataset/chart", Error, Elsewhere
}

rule! {
    /// An id of a chart that cannot be part of an address
    ///
    /// The id of a `[[chart]]` or `[[indicator]]` is part of the names of files.
    ///
    /// **Example:** `id = "Xếp hạng"`.
    ///
    /// **To mend:** write small letters without marks, digits and hyphens.
    CHART_ID: "dataset/chart-id", Error, Elsewhere
}

rule! {
    /// Two charts with one id
    ///
    /// Files are called by it.
    ///
    /// **Example:** a `[[chart]]` that was copied.
    ///
    /// **To mend:** give each an id of its own.
    CHART_TWICE: "dataset/chart-twice", Error, Elsewhere
}

rule! {
    /// A chart or an indicator of a column that is not there
    ///
    /// Columns are named by their ids.
    ///
    /// **Example:** `y = "Dân số"` where the id is `dan_so`.
    ///
    /// **To mend:** write one of the ids the finding lists.
    CHART_COLUMN: "dataset/chart-column", Error, Elsewhere
}

rule! {
    /// A chart or an indicator of what is no number
    ///
    /// `y` and `value` name columns of numbers.
    ///
    /// **Example:** a column of counts with "chưa rõ" in it, which is read as text.
    ///
    /// **To mend:** say its type, or what stands for nothing in it, in its `[[column]]`.
    CHART_NUMBER: "dataset/chart-number", Error, Elsewhere
}

rule! {
    /// A line over something that is not time
    ///
    /// Names have no order in which a line could run.
    ///
    /// **Example:** a line over provinces.
    ///
    /// **To mend:** draw bars, or say that the column is a year, a month or a date.
    CHART_LINE: "dataset/chart-line", Error, Elsewhere
}

rule! {
    /// A filter no row fits
    ///
    /// Values are compared whole, as the clean CSV has them. One that no row has would leave something out without a word.
    ///
    /// **Example:** `filter = { nuoc = "Viet Nam" }` where the file has Việt Nam.
    ///
    /// **To mend:** write the value as the file has it, or remove it.
    CHART_FILTER: "dataset/chart-filter", Error, Elsewhere
}

rule! {
    /// Two numbers for one place of a chart
    ///
    /// Which of them to draw nobody can know.
    ///
    /// **Example:** population by year, of a file that has it by year and province.
    ///
    /// **To mend:** add `aggregate`, `series` or `filter`.
    CHART_POINT_TWICE: "dataset/chart-point-twice", Error, Elsewhere
}

rule! {
    /// A chart without a number
    ///
    /// No row is left, or none has a number.
    ///
    /// **Example:** a column that is empty in this version.
    ///
    /// **To mend:** look at `filter` and `y`, or remove the chart.
    CHART_EMPTY: "dataset/chart-empty", Error, Elsewhere
}

rule! {
    /// A chart with more than can be read
    ///
    /// So many bars, lines or parts cannot be told apart.
    ///
    /// **Example:** a line for each of 34 provinces.
    ///
    /// **To mend:** draw the largest (`limit`), a few (`filter`), or small multiples.
    CHART_TOO_MANY: "dataset/chart-too-many", Error, Elsewhere
}

rule! {
    /// A part that is less than nothing
    ///
    /// Parts make up a whole.
    ///
    /// **Example:** gains and losses in one bar.
    ///
    /// **To mend:** draw bars.
    CHART_NEGATIVE: "dataset/chart-negative", Error, Elsewhere
}

rule! {
    /// A sum with too many digits
    ///
    /// Sums are exact, to 38 digits.
    ///
    /// **Example:** identity numbers being summed.
    ///
    /// **To mend:** draw another column.
    CHART_SUM: "dataset/chart-sum", Error, Elsewhere
}

rule! {
    /// Rows that have no place in a chart
    ///
    /// A row without a time stands nowhere on a line; the page says how many there are.
    ///
    /// **Example:** a row whose year is not known.
    ///
    /// **To mend:** fill in the cell, or leave it.
    CHART_NO_X: "dataset/chart-no-x", Warning, Elsewhere
}

rule! {
    /// An indicator that cannot be understood
    ///
    /// An `[[indicator]]` needs a title, `value`, `time` and `direction`; numbers are written with a point.
    ///
    /// **Example:** `target = { value = "60 %" }`.
    ///
    /// **To mend:** add or correct the line the finding names.
    INDICATOR: "dataset/indicator", Error, Elsewhere
}

rule! {
    /// Two indicators with one id
    ///
    /// Links lead to it.
    ///
    /// **Example:** an `[[indicator]]` that was copied.
    ///
    /// **To mend:** give each an id of its own.
    INDICATOR_TWICE: "dataset/indicator-twice", Error, Elsewhere
}

rule! {
    /// An indicator without times
    ///
    /// `time` names a column of years, months or days.
    ///
    /// **Example:** a column of quarters, which is text.
    ///
    /// **To mend:** name another column, or say its type in its `[[column]]`.
    INDICATOR_TIME: "dataset/indicator-time", Error, Elsewhere
}

rule! {
    /// Two values of an indicator for one time
    ///
    /// An indicator has one value at a time.
    ///
    /// **Example:** a file with a row for each province and year.
    ///
    /// **To mend:** pick its own rows with `filter`.
    INDICATOR_POINT_TWICE: "dataset/indicator-point-twice", Error, Elsewhere
}

rule! {
    /// An indicator without a value
    ///
    /// Nothing was measured, so that there is nothing to say.
    ///
    /// **Example:** a target nobody reports on yet.
    ///
    /// **To mend:** remove the indicator until something is measured.
    INDICATOR_EMPTY: "dataset/indicator-empty", Error, Elsewhere
}

rule! {
    /// An indicator of a whole table
    ///
    /// It has one value at a time, and not fifty thousand.
    ///
    /// **Example:** an indicator without `filter`.
    ///
    /// **To mend:** pick its own rows.
    INDICATOR_TOO_MANY: "dataset/indicator-too-many", Error, Elsewhere
}

rule! {
    /// Values of an indicator without a time
    ///
    /// They are left out.
    ///
    /// **Example:** a row whose year is not known.
    ///
    /// **To mend:** fill in the cell.
    INDICATOR_NO_TIME: "dataset/indicator-no-time", Warning, Elsewhere
}
