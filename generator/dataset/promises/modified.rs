//! Whether `modified` can be true: it is older than what the data or its recorded versions show.

use crate::dataset::columns::schema::Schema;
use crate::dataset::description::{ChartKind, Description};
use crate::dataset::profile::Profile;
use crate::dataset::read::dataset::Dataset;
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

/// A file that differs from the edition before it changed after that one. When it did is known only where that edition says so
/// itself: the day it was recorded on may be long after, when a publisher keeps what older editions are still there.
fn against_versions(dataset: &Dataset, modified: Date) -> Option<Words> {
    // The latest version differs from the one before it; a file that was not recorded yet, from the latest.
    let before = dataset.versions.get(usize::from(!dataset.unrecorded))?;
    let said = before.description.listing.modified?;
    // A day may see two editions: both were recorded on it. Of one that is yet to be recorded nobody knows.
    let same_day = || !dataset.unrecorded && dataset.versions.first().is_some_and(|last| last.id.date == modified);
    if modified > said || (modified == said && same_day()) {
        return None;
    }
    let message =
        format!("`modified` says {}, and the data is another than that of version {}", modified.iso(), before.id);
    let help = format!(
        "that version, which came before, says {}: bring it up to date, or remove it, and the day of the version stands in",
        said.iso()
    );
    Some((message, help))
}

/// Data that is not about the future was changed after the last day it is about. Which days it is about its publisher says, who
/// draws or follows values over them: another column may have days to come in it, on which permits end.
fn against_data(dataset: &Dataset, modified: Date) -> Option<Words> {
    let Dataset { description, plan, profile, .. } = dataset;
    let (name, last) = last_day(description, &plan.schema, profile)?;
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

/// The last day that the time of an indicator or of a line has surely reached, and its column's name.
fn last_day<'d>(description: &Description, schema: &'d Schema, profile: &Profile) -> Option<(&'d str, Date)> {
    let lines = description.charts.iter().filter(|chart| chart.kind == ChartKind::Line).map(|chart| &chart.x.0);
    let times: Vec<&Box<str>> = description.indicators.iter().map(|indicator| &indicator.time.0).chain(lines).collect();
    let first_of = |kind: Kind, text: &str| match kind {
        Kind::Date => Date::parse_iso(text),
        Kind::Month => Date::parse_iso(&format!("{text}-01")),
        Kind::Year => Date::parse_iso(&format!("{text}-01-01")),
        _ => None,
    };
    let columns = schema.columns.iter().zip(&profile.columns).filter(|(column, _)| times.contains(&&column.id));
    let days = columns
        .filter_map(|(column, profile)| Some((&*column.name, first_of(column.kind, &profile.spread.as_ref()?.max)?)));
    days.max_by_key(|(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use crate::dataset::read_datasets;
    use crate::dataset::versions::record;
    use crate::files::{FileTable, Files, MemoryFiles};
    use crate::language::Date;

    fn found(toml: &str, data: &str) -> Vec<String> {
        let files = MemoryFiles::default()
            .with("datasets/a/dataset.toml", format!("title = \"Thử\"\nfile = \"a.csv\"\n{toml}"))
            .with("datasets/a/a.csv", data);
        let (datasets, found) = read_datasets(&files, &mut FileTable::default());
        assert_eq!(datasets.len(), 1, "{found:?}");
        found.into_iter().map(|found| format!("{}: {}", found.rule, found.message)).collect()
    }

    /// What is told of a dataset whose file was once `a`, recorded on a day, and then `b`, with lines of its own each; the second
    /// recorded too, or not yet.
    fn editions(a: (&str, &str), b: (&str, Option<&str>)) -> Vec<String> {
        let of = |files: MemoryFiles, toml: &str, data: &str| {
            files
                .with("datasets/a/dataset.toml", format!("title = \"Thử\"\nfile = \"a.csv\"\n{toml}"))
                .with("datasets/a/a.csv", format!("tên\n{data}\n"))
        };
        let recorded = |files: MemoryFiles, date: &str| {
            let (datasets, _) = read_datasets(&files, &mut FileTable::default());
            let date = Date::parse_iso(date).unwrap();
            let recording = record(&files, &datasets[0], date, u64::MAX).unwrap().unwrap();
            let (lock, text) = &recording.lock;
            let copies = recording.copies.iter();
            let copied = copies.fold(files, |files, (from, to)| {
                let bytes = files.read(from).unwrap();
                files.with(to, bytes)
            });
            copied.with(lock, text.as_str())
        };
        let mut files = recorded(of(MemoryFiles::default(), a.0, "một"), a.1);
        files = of(files, b.0, "hai");
        if let Some(date) = b.1 {
            files = recorded(files, date);
        }
        let (_, found) = read_datasets(&files, &mut FileTable::default());
        found.into_iter().filter(|found| found.rule == "dataset/modified").map(|found| found.message).collect()
    }

    #[test]
    fn editions_that_were_recorded_after_the_fact_are_no_contradiction() {
        let (first, second) = ("modified = 2024-12-31\n", "modified = 2025-12-31\n");
        for recorded in [Some("2026-02-01"), None] {
            assert_eq!(editions((first, "2026-02-01"), (second, recorded)), [""; 0], "{recorded:?}");
            // Without a day of its own the first may be of any.
            assert_eq!(editions(("", "2026-02-01"), (second, recorded)), [""; 0], "{recorded:?}");
            // Nobody brought it up to date, or the two are in the wrong order.
            let told = ["`modified` says 2024-12-31, and the data is another than that of version 2026-02-01"];
            assert_eq!(editions((first, "2026-02-01"), (first, recorded)), told, "{recorded:?}");
            assert_eq!(editions((second, "2026-02-01"), (first, recorded)), told, "{recorded:?}");
        }
        let day = "modified = 2026-02-01\n";
        assert_eq!(editions((day, "2026-02-01"), (day, Some("2026-02-01"))), [""; 0]);
    }

    #[test]
    fn a_day_that_stayed_what_it_was_is_told_before_the_version_is_recorded_and_after() {
        let day = "modified = 2026-10-05\n";
        let told = ["`modified` says 2026-10-05, and the data is another than that of version 2026-10-05"];
        for recorded in [None, Some("2026-11-23")] {
            assert_eq!(editions((day, "2026-10-05"), (day, recorded)), told, "{recorded:?}");
        }
    }

    const LINE: &str = "[[chart]]\nkind = \"line\"\ntitle = \"Theo thời gian\"\naggregate = \"count\"\n";

    #[test]
    fn data_from_after_the_last_change_is_told() {
        let data = "tên,ngày\na,2026-03-01\nb,2026-05-20\n";
        let line = |toml: &str| format!("{toml}{LINE}x = \"ngay\"\n");
        let told = ["dataset/modified: `modified` says 2026-01-31, and \"ngày\" goes to 2026-05-20"];
        assert_eq!(found(&line("modified = 2026-01-31\n"), data), told);
        let period = "modified = 2026-01-31\ntemporal = { start = 2026-01-01, end = 2026-04-30 }\n";
        assert_eq!(found(&line(period), data), told);
        for toml in ["", "modified = 2026-05-20\n", "modified = 2026-01-31\ntemporal = { end = 2026-12-31 }\n"] {
            assert_eq!(found(&line(toml), data), [""; 0], "{toml}");
        }
        // A year has begun in January, and may be over before it is published.
        let years = "năm,số\n2025,1\n2026,2\n";
        let indicator = |modified| {
            let indicator =
                "[[indicator]]\nid = \"so\"\ntitle = \"Số\"\nvalue = \"so\"\ntime = \"nam\"\ndirection = \"up\"\n";
            format!("modified = {modified}\n{indicator}")
        };
        assert_eq!(found(&indicator("2026-01-31"), years), [""; 0]);
        assert_eq!(found(&indicator("2025-07-01"), years).len(), 1);
    }

    #[test]
    fn days_to_come_that_the_data_is_not_about_are_no_contradiction() {
        let data = "tên,ngày hết hạn,ngày cấp\na,2030-03-01,2026-01-02\nb,2031-03-01,2026-01-03\n";
        assert_eq!(found("modified = 2026-01-31\n", data), [""; 0]);
        assert_eq!(found(&format!("modified = 2026-01-31\n{LINE}x = \"ngay_cap\"\n"), data), [""; 0]);
    }
}
