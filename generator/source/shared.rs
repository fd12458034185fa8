//! Records that hold another procedure's page.
//!
//! A crawler that was led astray stores one page under several codes. Such records look sound one by one; together they
//! give themselves away, because an official page belongs to one procedure. The record whose code another source knows by
//! that page is the owner; the others tell citizens wrong things, so they are not used, and each is named.

use std::collections::{BTreeMap, BTreeSet};

use super::Sources;
use super::config::SourceKind;
use crate::catalogue::{Procedure, SourceId};
use crate::diagnostic::Diagnostic;

/// How many of the other codes a message names.
const NAMED: usize = 3;

/// Takes records that hold another procedure's page out of `sources`.
pub(super) fn reject_wrong_pages(sources: &mut Sources) {
    let mut codes: BTreeMap<(SourceId, Box<str>), BTreeSet<Box<str>>> = BTreeMap::new();
    let mut known: BTreeMap<Box<str>, BTreeSet<SourceId>> = BTreeMap::new();
    // Editors and agencies may well give one address for all; only a crawler claims to have read the page.
    let crawls: BTreeSet<SourceId> = (0..)
        .map(SourceId)
        .zip(&sources.config.sources)
        .filter(|(_, source)| source.kind == SourceKind::PortalCrawl)
        .map(|(id, _)| id)
        .collect();
    for (source, page, code) in sources.records.iter().filter_map(page).filter(|(source, ..)| crawls.contains(source)) {
        codes.entry((source, page.into())).or_default().insert(code.into());
    }
    codes.retain(|_, codes| codes.len() > 1);
    if codes.is_empty() {
        return;
    }
    for (source, page, code) in sources.records.iter().filter_map(page) {
        known.entry(format!("{code} {page}").into()).or_default().insert(source);
    }
    let mut wrong = Vec::new();
    sources.records.retain(|record| {
        let Some((source, page, code)) = page(record) else { return true };
        let Some(sharing) = codes.get(&(source, page.into())) else { return true };
        // Another source gives this code the same page: it is the owner.
        if known.get(format!("{code} {page}").as_str()).is_some_and(|sources| sources.len() > 1) {
            return true;
        }
        wrong.push((source, finding(record, sharing)));
        false
    });
    for (source, finding) in wrong {
        if let Some(report) = sources.reports.get_mut(usize::from(source.0)) {
            report.rejected += 1;
        }
        sources.diagnostics.push(finding);
    }
}

fn page(record: &Procedure) -> Option<(SourceId, &str, &str)> {
    let page = record.official_page.as_ref()?;
    Some((page.origin.source, &page.value, &record.code))
}

fn finding(record: &Procedure, sharing: &BTreeSet<Box<str>>) -> Diagnostic {
    let others: Vec<&str> = sharing.iter().map(|code| &**code).filter(|code| *code != &*record.code).collect();
    let more = others.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = others[..others.len().min(NAMED)].join(", ");
    let place = record.official_page.as_ref().map_or(record.records[0].location, |page| page.origin.location);
    Diagnostic::warning(
        "source/wrong-page",
        place,
        format!("this page was stored for {names}{more} too: the record is not used"),
    )
    .help("a page of the portal belongs to one procedure; fetch this procedure's own page again")
    .about(record.code.clone())
}

#[cfg(test)]
mod tests {
    use crate::files::MemoryFiles;
    use crate::source::read_sources;

    fn row(code: &str, page: &str) -> String {
        format!(
            "{{\"ma_thu_tuc\": \"{code}\", \"ten_thu_tuc\": \"Tên\", \"detail_url\": \"https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{page}\"}}\n"
        )
    }

    #[test]
    fn of_records_with_one_page_only_its_owner_is_used() {
        let config = "title = \"x\"\n[[source]]\nkind = \"portal-crawl\"\npath = \"a.ndjson\"\n[[source]]\nkind = \"portal-catalogue-jsonl\"\npath = \"b.jsonl\"\n";
        let files = MemoryFiles::default()
            .with("content/site.toml", config)
            .with("a.ndjson", row("1.000001", "aa") + &row("1.000002", "aa") + &row("1.000003", "bb"))
            .with("b.jsonl", "{\"code\": \"1.000002\", \"name\": \"Tên\", \"id\": \"aa\"}\n");
        let sources = read_sources(&files);
        let codes: Vec<&str> = sources.records.iter().map(|record| &*record.code).collect();
        assert_eq!(codes, ["1.000002", "1.000003", "1.000002"]);
        assert_eq!((sources.reports[0].records, sources.reports[0].rejected), (3, 1));
        let wrong: Vec<_> = sources.diagnostics.iter().filter(|found| found.rule == "source/wrong-page").collect();
        assert_eq!(wrong.len(), 1);
        assert_eq!(wrong[0].message, "this page was stored for 1.000002 too: the record is not used");
    }
}
