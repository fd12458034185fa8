//! The readers on the portal's real records, which are not part of this repository: counts, and agreement with the
//! structured records of the same procedures. Set `MOTCUA_PORTAL_DATA` to the folder that has them.

use super::*;
use crate::catalogue::SourceId;
use crate::files::{DiskFiles, FileTable, Files};

/// The readings of the files below `folder` whose names end with `suffix`.
fn readings(folder: &str, suffix: &str, read: fn(&Input<'_>, &mut Reading)) -> Option<Reading> {
    let Ok(root) = std::env::var("MOTCUA_PORTAL_DATA") else {
        eprintln!("skipped: MOTCUA_PORTAL_DATA names no folder");
        return None;
    };
    let files = DiskFiles::new(root).unwrap();
    let mut table = FileTable::default();
    let mut all = Reading::default();
    for path in files.list(folder).paths.iter().filter(|path| path.ends_with(suffix)) {
        let bytes = files.read(path).unwrap();
        let input = Input { source: SourceId(0), file: table.add(path.clone()), path, bytes: &bytes, base: 0 };
        let mut out = Reading::default();
        if suffix == ".xlsx" {
            read(&input, &mut out);
        } else {
            lines::each_line(&input, &mut out, read);
        }
        all.append(out);
    }
    Some(all)
}

fn print(name: &str, reading: &Reading) {
    println!("{name}: {} records, {} rejected", reading.records.len(), reading.rejected);
    for (field, counts) in reading.tally.iter() {
        let total = counts.understood + counts.verbatim + counts.missing;
        println!(
            "  {:<14} understood {:>5}  verbatim {:>4}  missing {:>5}  = {total}",
            field.key(),
            counts.understood,
            counts.verbatim,
            counts.missing
        );
    }
    let mut rules: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for found in &reading.diagnostics {
        *rules.entry(found.rule).or_default() += 1;
    }
    println!("  {rules:?}");
    if let Ok(wanted) = std::env::var("MOTCUA_RULE") {
        for found in reading.diagnostics.iter().filter(|found| found.rule.contains(&wanted)) {
            println!("  {} {} {}", found.rule, found.subject.as_deref().unwrap_or(""), found.message);
        }
    }
}

#[test]
fn the_portals_records_are_counted() {
    for (name, folder, suffix, read) in [
        ("catalogue", "", "portal-catalog.jsonl", portal_catalogue::read as fn(&Input<'_>, &mut Reading)),
        ("crawl", "portal-crawl", ".ndjson", portal_crawl::read),
        ("lists", "portal-lists", ".xlsx", portal_list::read),
    ] {
        let Some(reading) = readings(folder, suffix, read) else { return };
        print(name, &reading);
        assert_eq!(reading.rejected, 0);
    }
}
