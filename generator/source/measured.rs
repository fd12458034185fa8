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

/// What two readings of the same thing say, how often they agree, and the first disagreements.
#[derive(Default)]
struct Agreement(std::collections::BTreeMap<&'static str, (usize, usize, Vec<String>)>);

impl Agreement {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, what: &'static str, code: &str, ours: &T, truth: &T) {
        let entry = self.0.entry(what).or_default();
        entry.1 += 1;
        if ours == truth {
            entry.0 += 1;
        } else {
            entry.2.push(format!("{code}:\n      crawl {ours:?}\n      truth {truth:?}"));
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn crawled_pages_agree_with_the_records_behind_them() {
    use crate::catalogue::{ChannelKind, FeeAmount, ProcessingTime};
    use crate::language::{Currency, Money, duration, legal, portal_fee_in};
    use serde_json::Value;

    let Some(reading) = readings("portal-crawl", ".ndjson", portal_crawl::read) else { return };
    let files = DiskFiles::new(std::env::var("MOTCUA_PORTAL_DATA").unwrap()).unwrap();
    let mut found = Agreement::default();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| squeezed(value.as_str().unwrap_or_default());
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    for record in &reading.records {
        let code = &*record.code;
        let Ok(bytes) = files.read(&format!("portal-details/{code}.json")) else { continue };
        let truth: Value = serde_json::from_slice(&bytes).unwrap();
        let truth = &truth["data"];

        let mut ours = Vec::new();
        let mut forms = Vec::new();
        for group in record.documents.iter().flat_map(|field| &field.value) {
            let heading = squeezed(group.name.as_ref().map_or("", |name| &name.vi));
            for document in &group.documents {
                ours.push((heading.clone(), squeezed(&document.name.vi), document.originals, document.copies));
                forms.push(document.forms.iter().map(|form| squeezed(&form.name)).collect::<Vec<_>>());
            }
        }
        let mut theirs = Vec::new();
        let mut their_forms = Vec::new();
        for case in list(&truth["executionCases"]) {
            for item in list(&case["profileComponents"]) {
                let quantities = (number(&item["originalQty"]), number(&item["copyQty"]));
                let heading = Some(text(&case["name"])).filter(|name| name != "--").unwrap_or_default();
                theirs.push((heading, text(&item["name"]), quantities.0, quantities.1));
                their_forms.push(list(&item["attachments"]).iter().map(|file| text(&file["fileName"])).collect());
            }
        }
        found.compare("documents: how many", code, &ours.len(), &theirs.len());
        ours.sort();
        theirs.sort();
        found.compare("documents: headings, names, quantities", code, &ours, &theirs);
        forms.sort();
        their_forms.sort();
        found.compare("documents: files of forms", code, &forms, &their_forms);

        let ours: Vec<_> = record.channels.iter().flat_map(|field| &field.value).collect();
        let theirs = list(&truth["executionMethods"]);
        found.compare("channels: how many", code, &ours.len(), &theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let kind = match theirs["submissionMethod"].as_str() {
                Some("ONLINE") => ChannelKind::Online,
                Some("POSTAL") => ChannelKind::Post,
                _ => ChannelKind::InPerson,
            };
            found.compare("channels: way", code, &ours.kind, &kind);
            let unit = match theirs["processingTimeUnit"].as_str() {
                Some("WORKING_DAY") => "ngày làm việc",
                Some("DAY") => "ngày",
                Some("HOUR") => "giờ",
                Some("MONTH") => "tháng",
                _ => "",
            };
            let amount = &theirs["processingTime"];
            let time = match unit {
                "" if amount == 0 => None,
                "" => Some(ProcessingTime::Verbatim(amount.to_string().into())),
                _ => duration::parse(&format!("{amount} {unit}")).map(ProcessingTime::Quantity),
            };
            found.compare("channels: time", code, &ours.time, &time);
            let amounts: Vec<FeeAmount> = ours.fees.iter().map(|fee| fee.amount).collect();
            let fees: Vec<FeeAmount> = list(&theirs["fees"])
                .iter()
                .map(|fee| {
                    let note = fee["description"].as_str().unwrap_or_default();
                    let currency = fee["currencyName"].as_str().and_then(Currency::parse).unwrap_or(Currency::Vnd);
                    match portal_fee_in(currency, fee["value"].as_i64(), note) {
                        crate::language::PortalFee::Free => FeeAmount::Free,
                        // The page says "Miễn phí" for a zero without a note, which the record alone does not.
                        _ if note.trim().is_empty() && fee["value"] == 0 => FeeAmount::Free,
                        crate::language::PortalFee::Unknown => FeeAmount::Unknown,
                        crate::language::PortalFee::Known(Money { currency, amount }) => {
                            FeeAmount::Known(Money { currency, amount })
                        }
                    }
                })
                .collect();
            found.compare("channels: fees", code, &amounts, &fees);
            let description = text(&theirs["description"]);
            let note = squeezed(ours.note.as_ref().map_or("", |note| &note.vi));
            found.compare("channels: description", code, &note.ends_with(&description), &true);
        }

        let mut ours: Vec<String> = record
            .legal_basis
            .iter()
            .flat_map(|field| &field.value)
            .map(|it| it.number.as_deref().unwrap_or("?").into())
            .collect();
        let mut theirs: Vec<String> = list(&truth["legalBasisesDetails"])
            .iter()
            .map(|it| legal::parse(it["code"].as_str().unwrap_or_default()).map_or("?".into(), |it| it.number))
            .collect();
        ours.sort();
        theirs.sort();
        found.compare("legal basis: numbers", code, &ours, &theirs);
        let mut ours: Vec<String> =
            record.legal_basis.iter().flat_map(|field| &field.value).map(|it| squeezed(&it.name.vi)).collect();
        let mut theirs: Vec<String> = list(&truth["legalBasisesDetails"]).iter().map(|it| text(&it["name"])).collect();
        ours.sort();
        theirs.sort();
        found.compare("legal basis: names", code, &ours, &theirs);

        let mut ours: Vec<_> = record
            .results
            .iter()
            .flat_map(|field| &field.value)
            .map(|it| (squeezed(it.code.as_deref().unwrap_or_default()), squeezed(&it.name.vi)))
            .collect();
        let mut theirs: Vec<_> =
            list(&truth["resultsDetails"]).iter().map(|it| (text(&it["code"]), text(&it["name"]))).collect();
        ours.sort();
        theirs.sort();
        found.compare("results: codes and names", code, &ours, &theirs);

        let mut ours = String::new();
        for step in record.steps.iter().flat_map(|field| &field.value) {
            ours += &squeezed(step.name.as_ref().map_or("", |name| &name.vi));
            ours += &squeezed(step.text.source());
        }
        let theirs: String =
            list(&truth["executionSteps"]).iter().map(|it| text(&it["name"]) + &text(&it["description"])).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        found.compare("steps: all their words", code, &letters(&ours), &letters(&theirs));

        let mut ours: Vec<String> =
            record.executing.iter().flat_map(|field| &field.value).map(|it| squeezed(&it.name.vi)).collect();
        let mut theirs: Vec<String> = ["departmentsExecuting", "unitGroupsExecuting"]
            .iter()
            .flat_map(|key| list(&truth[key]))
            .map(|it| text(&it["name"]))
            .collect();
        ours.sort();
        theirs.sort();
        if !ours.is_empty() {
            found.compare("executing, where the page names any", code, &ours, &theirs);
        }
        let mut ours: Vec<String> =
            record.audiences.iter().flat_map(|field| &field.value).map(|it| squeezed(&it.name.vi)).collect();
        let mut theirs: Vec<String> = list(&truth["subjectTypesDetails"]).iter().map(|it| text(&it["name"])).collect();
        ours.sort();
        theirs.sort();
        found.compare("audiences", code, &ours, &theirs);
    }
    for (what, (agreed, all, differ)) in &found.0 {
        println!("{what}: {agreed} of {all} ({:.1} %)", *agreed as f64 * 100.0 / *all as f64);
        for difference in differ.iter().take(if std::env::var("MOTCUA_DIFFER").is_ok() { 5 } else { 0 }) {
            println!("    {difference}");
        }
    }
}

#[test]
fn crawled_lists_of_names_agree_with_the_catalogue_and_the_exported_lists() {
    use std::collections::BTreeMap;
    let names = |field: &crate::catalogue::Field<Vec<crate::catalogue::Named>>| -> Vec<String> {
        let mut names: Vec<String> =
            field.iter().flat_map(|field| &field.value).map(|name| squeezed(&name.name.vi)).collect();
        names.sort();
        names
    };
    let (Some(crawl), Some(rows), Some(lists)) = (
        readings("portal-crawl", ".ndjson", portal_crawl::read),
        readings("", "portal-catalog.jsonl", portal_catalogue::read),
        readings("portal-lists", ".xlsx", portal_list::read),
    ) else {
        return;
    };
    let by_code = |reading: Reading| -> BTreeMap<Box<str>, Procedure> {
        reading.records.into_iter().map(|record| (record.code.clone(), record)).collect()
    };
    let (rows, lists) = (by_code(rows), by_code(lists));
    let mut found = Agreement::default();
    for record in &crawl.records {
        if let Some(row) = rows.get(&record.code) {
            found.compare(
                "audiences, against the catalogue",
                &record.code,
                &names(&record.audiences),
                &names(&row.audiences),
            );
            found.compare("fields, against the catalogue", &record.code, &names(&record.fields), &names(&row.fields));
        }
        if let Some(row) = lists.get(&record.code)
            && record.executing.is_some()
            && row.executing.is_some()
        {
            // Only where both name the same agencies: how they are cut is the question here.
            let length = |names: Vec<String>| names.concat().replace(',', "").chars().count();
            if length(names(&record.executing)) != length(names(&row.executing)) {
                continue;
            }
            found.compare(
                "executing, against the lists",
                &record.code,
                &names(&record.executing),
                &names(&row.executing),
            );
        }
    }
    for (what, (agreed, all, differ)) in &found.0 {
        println!("{what}: {agreed} of {all} ({:.1} %)", *agreed as f64 * 100.0 / *all as f64);
        for difference in differ.iter().take(if std::env::var("MOTCUA_DIFFER").is_ok() { 12 } else { 0 }) {
            println!("    {difference}");
        }
    }
}
