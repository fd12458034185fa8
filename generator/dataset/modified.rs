//! Whether `modified` can be true: it is older than what the data or its recorded versions show.

use super::profile::Profile;
use super::read::Dataset;
use super::schema::Schema;
use crate::diagnostic::Diagnostic;
use crate::files::Location;
use crate::language::Date;
use crate::table::Kind;

/// What speaks against the `modified` of a dataset.
pub fn outdated(dataset: &Dataset) -> Vec<Diagnostic> {
    let Some(modified) = dataset.description.listing.modified else { return Vec::new() };
    let at = dataset.description.listing.modified_at.unwrap_or(Location::whole(dataset.description.file));
    [against_versions(dataset, modified), against_data(dataset, modified)]
        .into_iter()
        .flatten()
        .map(|(message, help)| Diagnostic::warning("dataset/modified", at, message).help(help))
        .collect()
}

type Words = (String, String);

/// A file that differs from what was recorded on a day changed on that day or later.
fn against_versions(dataset: &Dataset, modified: Date) -> Option<Words> {
    // The latest version differs from the one before it; a file that was not recorded yet, from the latest.
    let before = dataset.versions.get(usize::from(!dataset.unrecorded))?.id;
    let message =
        || format!("`modified` says {}, and the data is another than that of version {before}", modified.iso());
    (modified < before.date)
        .then(|| (message(), "bring it up to date, or remove it: the day of the version stands in".to_owned()))
}

/// Data that is not about the future was changed after the last day it is about.
fn against_data(dataset: &Dataset, modified: Date) -> Option<Words> {
    let Dataset { description, plan, profile, .. } = dataset;
    let (name, last) = last_day(&plan.schema, profile)?;
    if last <= description.temporal.1.map_or(modified, |end| end.max(modified)) {
        return None;
    }
    let message = format!("`modified` says {}, and \"{name}\" goes to {}", modified.iso(), last.iso());
    let help = format!(
        "bring it up to date; where the data is about days to come, say so: temporal = {{ end = {} }}",
        last.iso()
    );
    Some((message, help))
}

/// The last day that a column of days, months or years has surely reached, and the column's name.
fn last_day<'d>(schema: &'d Schema, profile: &Profile) -> Option<(&'d str, Date)> {
    let first_of = |kind: Kind, text: &str| match kind {
        Kind::Date => Date::parse_iso(text),
        Kind::Month => Date::parse_iso(&format!("{text}-01")),
        Kind::Year => Date::parse_iso(&format!("{text}-01-01")),
        _ => None,
    };
    let columns = schema.columns.iter().zip(&profile.columns);
    let days = columns
        .filter_map(|(column, profile)| Some((&*column.name, first_of(column.kind, &profile.spread.as_ref()?.max)?)));
    days.max_by_key(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use crate::dataset::read_datasets;
    use crate::files::{FileTable, MemoryFiles};

    fn found(toml: &str, data: &str) -> Vec<String> {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", format!("title = \"Thử\"\nfile = \"a.csv\"\n{toml}"))
            .with("datasets/a/a.csv", data);
        let (datasets, found) = read_datasets(&files, &mut FileTable::default());
        assert_eq!(datasets.len(), 1, "{found:?}");
        found.into_iter().map(|found| format!("{}: {}", found.rule, found.message)).collect()
    }

    #[test]
    fn data_from_after_the_last_change_is_told() {
        let data = "tên,ngày\na,2026-03-01\nb,2026-05-20\n";
        let told = ["dataset/modified: `modified` says 2026-01-31, and \"ngày\" goes to 2026-05-20"];
        assert_eq!(found("modified = 2026-01-31\n", data), told);
        let period = "modified = 2026-01-31\ntemporal = { start = 2026-01-01, end = 2026-04-30 }\n";
        assert_eq!(found(period, data), told);
        for toml in ["", "modified = 2026-05-20\n", "modified = 2026-01-31\ntemporal = { end = 2026-12-31 }\n"] {
            assert!(found(toml, data).is_empty(), "{toml}");
        }
        // A year has begun in January, and may be over before it is published.
        let years = "tên,năm\na,2025\nb,2026\n";
        assert!(found("modified = 2026-01-31\n", years).is_empty());
        assert_eq!(found("modified = 2025-07-01\n", years).len(), 1);
    }
}
