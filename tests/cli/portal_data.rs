//! The national portal's real records, where somebody has them: all are imported and none is lost.
//!
//! `MOTCUA_PORTAL_DATA` names a folder with `portal-details/`, `portal-catalog.jsonl`, `portal-crawl/` and
//! `portal-lists/`. The records are counted here once more, by other means than the program's.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx};

use crate::{Run, Site};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The code of a line that holds a record, found as text: `"key": "code"`.
fn code_after(text: &str, key: &str) -> Option<String> {
    let rest = &text[text.find(&format!("\"{key}\""))? + key.len() + 2..];
    let rest = rest.trim_start_matches([' ', ':']).strip_prefix('"')?;
    Some(rest[..rest.find('"')?].to_owned())
}

/// The first cells of the rows below the heading.
fn list_codes(path: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let first = |row: &[calamine::Data]| row.first().map(ToString::to_string).unwrap_or_default();
    range.rows().map(first).skip_while(|code| code != "Mã số").skip(1).filter(|code| !code.is_empty()).collect()
}

/// The codes of all records, by a parser of three lines for each kind.
fn codes(data: &Path) -> Vec<String> {
    let mut codes = Vec::new();
    for path in files(&data.join("portal-details")) {
        let text = fs::read_to_string(path).unwrap();
        codes.push(code_after(&text[text.find("\"data\"").unwrap()..], "code").unwrap());
    }
    for line in fs::read_to_string(data.join("portal-catalog.jsonl")).unwrap().lines() {
        codes.push(code_after(line, "code").unwrap());
    }
    for path in files(&data.join("portal-crawl")) {
        for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.trim().is_empty()) {
            codes.push(code_after(line, "ma_thu_tuc").unwrap());
        }
    }
    codes.extend(files(&data.join("portal-lists")).iter().flat_map(|path| list_codes(path)));
    codes
}

#[test]
fn every_record_of_the_portal_is_a_procedure_merged_or_rejected() {
    let Some(data) = std::env::var_os("MOTCUA_PORTAL_DATA").map(PathBuf::from) else {
        return eprintln!("skipped: MOTCUA_PORTAL_DATA does not name a folder of the portal's records");
    };
    let site = Site::new();
    let mut command = site.command("import -o portal --keep-going");
    for folder in ["portal-details", "portal-crawl", "portal-lists"] {
        command.args(files(&data.join(folder)));
    }
    let imported = Run::of("import", &command.arg(data.join("portal-catalog.jsonl")).output().unwrap());
    let checked = site.run("check portal --level error");

    let codes = codes(&data);
    let distinct: BTreeSet<&String> = codes.iter().collect();
    let understood = imported.count("understood");
    let rejected = imported.count("rejected");
    assert_eq!(understood + rejected, codes.len());
    assert_eq!(checked.count("records = "), codes.len());
    assert_eq!(checked.count("procedures + "), distinct.len());
    let merged = checked.count("merged into another");
    assert_eq!(distinct.len() + merged + checked.count("rejected"), codes.len());
    // All of it goes out as a table, and none of it is an edit when it comes back.
    site.run("export portal -o all.csv").ends(0);
    let back = site.run("import all.csv -o portal").ends(0);
    assert_eq!(back.count("unchanged"), distinct.len());
    assert!(site.files("portal/content/procedures").is_empty());
    // Every file is kept as it was published.
    for path in files(&data.join("portal-details")) {
        let kept = format!("portal/catalogue/portal-json/{}", path.file_name().unwrap().to_str().unwrap());
        assert_eq!(site.bytes(&kept), fs::read(path).unwrap(), "{kept}");
    }
}
