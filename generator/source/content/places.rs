//! `content/places.csv`, or the tables that `[[places]]` of `site.toml` names: what places are called, and what former ones
//! are part of now.
//!
//! In: rows under the headings `code`, `name`, `name_en`, `level`, `parent`, `until`, `successor`; a row with a `successor` is
//! a place that is no more. Out: a [`Gazetteer`]. A row with a mistake is an error with its cell, and no place.

use super::columns::{Columns, Headings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{FileTable, Files, Location};
use crate::language::{Date, normalise};
use crate::rules::gazetteer::{Former, Gazetteer, Level, Place};
use crate::rules::model::{Placed, Words};
use crate::rules::program::places::is_path;
use crate::source::config::{PlaceColumn, PlacesConfig};
use crate::source::read::read_if_there;
use crate::source::sheet::SheetRow;

/// Where places are named when the configuration names no table.
const PLACES_FILE: &str = "content/places.csv";

const RULE: &str = "content/places";

/// Reads the tables of places.
pub fn read_places(
    files: &dyn Files,
    table: &mut FileTable,
    configured: &[PlacesConfig],
) -> (Gazetteer, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut rows = Rows::default();
    if configured.is_empty() {
        match read_if_there(files, PLACES_FILE) {
            Ok(Some(bytes)) => rows.read((PLACES_FILE, &bytes), &[], None, table, &mut found),
            Ok(None) => {}
            Err(error) => found.push(Diagnostic::from_file_error(table.add(PLACES_FILE), &error)),
        }
    }
    for places in configured {
        match files.read(&places.path) {
            Ok(bytes) => rows.read((&places.path, &bytes), &places.columns, places.until, table, &mut found),
            Err(error) => {
                let help = "name a CSV or XLSX file of the site, such as path = \"content/places.csv\"";
                found.push(Diagnostic::error(RULE, places.at, error.to_string()).help(help));
            }
        }
    }
    (Gazetteer::new(rows.now, rows.before, &mut found), found)
}

#[derive(Default)]
struct Rows {
    now: Vec<Place>,
    before: Vec<Former>,
}

impl Rows {
    fn read(
        &mut self,
        (path, bytes): (&str, &[u8]),
        columns: &[(PlaceColumn, Box<str>)],
        until: Option<Date>,
        files: &mut FileTable,
        found: &mut Vec<Diagnostic>,
    ) {
        let key = |column: PlaceColumn| PlaceColumn::ALL.iter().find(|one| one.1 == column).map_or("", |one| one.0);
        let named: Vec<(&'static str, Box<str>)> =
            columns.iter().map(|(column, heading)| (key(*column), heading.clone())).collect();
        let known = PlaceColumn::ALL.map(|column| column.0);
        let headings = Headings { rule: RULE, of: "places", known: &known, needed: &["name"], named: &named };
        let Some(columns) = headings.read(path, bytes, files, found) else { return };
        for row in columns.rows() {
            self.row(row, &columns, until, found);
        }
    }

    fn row(&mut self, row: &SheetRow, columns: &Columns, until: Option<Date>, found: &mut Vec<Diagnostic>) {
        let Some(start) = row.at() else { return };
        let errors = |found: &[Diagnostic]| found.iter().filter(|found| found.severity == Severity::Error).count();
        let before = errors(found);
        let name = columns.placed(row, "name");
        let successor = path(columns, row, "successor", found);
        let code = path(columns, row, "code", found);
        let parent = path(columns, row, "parent", found);
        let own_until = columns.day(row, "until", found);
        let level = level(columns, row, found);
        let mut refuse = |at: Location, message: &str, help: &str| {
            found.push(Diagnostic::error(RULE, at, message).help(help));
        };
        if name.is_none() {
            refuse(start, "a place without `name`", "each row names a place");
        }
        if code.is_none() && successor.is_none() && columns.cell(row, "code").is_none() {
            let help = "write its code, such as 01; of a place that is no more, its `successor`: the code of the place it is \
                        part of now";
            refuse(start, "a place without `code`", help);
        }
        if let (Some(at), None) = (columns.cell(row, "until"), &successor) {
            refuse(
                at.at,
                "a place that is no more, without `successor`",
                "write the code of the place it is part of now",
            );
        }
        let whole = match (&parent, &code) {
            (Some(parent), Some(code)) if code.text.starts_with(&format!("{}/", parent.text)) => {
                Some(code.text.clone())
            }
            (Some(_), Some(code)) if code.text.contains('/') => {
                let help = "leave `parent` out: what stands before the last / is the code of the place it lies in";
                refuse(code.at, "the code and `parent` say two things", help);
                None
            }
            (Some(parent), Some(code)) => Some(format!("{}/{}", parent.text, code.text).into()),
            (None, code) => code.as_ref().map(|code| code.text.clone()),
            (Some(_), None) => None,
        };
        if let (Some((level, at)), Some(whole), None) = (level, &whole, &successor)
            && level.is_top() == whole.contains('/')
        {
            let help = "a province or city has a code of its own; a ward, commune or special zone the province's before it, \
                        79/26734, or as `parent`";
            refuse(at, "the level does not go with the code", help);
        }
        let (Some(name), true) = (name, errors(found) == before) else { return };
        let text = |placed: Placed| -> Box<str> { normalise(&placed.text).as_ref().into() };
        let name = Words { vi: text(name), en: columns.placed(row, "name_en").map(text) };
        let level = level.map(|(level, _)| level);
        match (successor, code, whole) {
            (Some(successor), ..) => self.before.push(Former { name, level, successor, until: own_until.or(until) }),
            (None, Some(code), Some(path)) => self.now.push(Place { path, name, level, at: code.at }),
            _ => {}
        }
    }
}

/// A code; what is none is told.
fn path(columns: &Columns, row: &SheetRow, name: &str, found: &mut Vec<Diagnostic>) -> Option<Placed> {
    let cell = columns.cell(row, name)?;
    let text = cell.text.trim();
    let mut refuse = |message: String, help: &str| found.push(Diagnostic::error(RULE, cell.at, message).help(help));
    if cell.number {
        let help = "make the column's cells text, and write the zeros in front again: 01";
        refuse(format!("the code {text} is stored as a number, which has lost its zeros"), help);
        return None;
    }
    if !is_path(text) || !text.starts_with(|first: char| first.is_ascii_digit()) {
        let help = "a code has digits, such as 01; a commune's stands behind the province's: 01/00004";
        refuse(format!("\"{text}\" is no code of a place"), help);
        return None;
    }
    Some(Placed { text: text.into(), at: cell.at })
}

fn level(columns: &Columns, row: &SheetRow, found: &mut Vec<Diagnostic>) -> Option<(Level, Location)> {
    let cell = columns.cell(row, "level")?;
    let level = Level::of_word(&cell.text);
    if level.is_none() {
        let message = format!("\"{}\" is no level", cell.text.trim());
        let help = format!("write one of {}", Level::words().collect::<Vec<_>>().join(", "));
        found.push(Diagnostic::error(RULE, cell.at, message).help(help));
    }
    level.map(|level| (level, cell.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{At, MemoryFiles};

    fn read(csv: &str) -> (Gazetteer, Vec<String>) {
        let files = MemoryFiles::default().with(PLACES_FILE, csv);
        let (gazetteer, found) = read_places(&files, &mut FileTable::default(), &[]);
        let about = |found: Diagnostic| match found.location.at() {
            At::Bytes { start, len } => {
                format!("{}: {}", &csv[start as usize..][..len as usize], found.message)
            }
            _ => found.message,
        };
        (gazetteer, found.into_iter().map(about).collect())
    }

    const SOUND: &str = "\u{feff}code;name;name_en;level;parent;until;successor\n\
        01;Hà Nội;Hanoi;thành phố;;;\n00004;Ba Đình;;ward;01;;\n08;Tuyên Quang;;tỉnh;;;\n08/1;Hà Giang 1;;phường;;;\n\
        ;Hà Giang;;;;1/7/2025;08\n;Tuyên Quang;;;;1/7/2025;08\n";

    #[test]
    fn a_place_is_found_by_its_name_with_and_without_marks() {
        let (gazetteer, found) = read(SOUND);
        assert_eq!(found, [""; 0]);
        let of = |typed: &str| {
            let found = gazetteer.find(typed);
            found
                .iter()
                .map(|found| format!("{}{}", found.path, if found.former.is_some() { " now" } else { "" }))
                .collect::<Vec<_>>()
                .join(" ")
        };
        for typed in ["Hà Nội", "ha noi", "HA  NOI", "Hanoi", "TP. Hà Nội", "thành phố Hà Nội", "Hanoi city"]
        {
            assert_eq!(of(typed), "01", "{typed}");
        }
        for typed in ["Ba Đình", "phường Ba Đình", "ba dinh, ha noi", "Ba Đình, TP Hà Nội", "Ba Đình ward, Hanoi"]
        {
            assert_eq!(of(typed), "01/00004", "{typed}");
        }
        assert_eq!(
            (of("ha giang"), of("tỉnh Hà Giang"), of("tuyen quang")),
            ("08 now".into(), "08 now".into(), "08".into())
        );
        assert_eq!(of("Hà Nam"), "");
        assert_eq!(gazetteer.name("01/00004", false).unwrap(), "phường Ba Đình, Hà Nội");
        assert_eq!(gazetteer.name("01/00004", true).unwrap(), "Ba Đình ward, Hanoi");
        assert_eq!(gazetteer.former().map(|before| &*before.name.vi).collect::<Vec<_>>(), ["Hà Giang"]);
        assert_eq!(gazetteer.former().next().unwrap().until, Date::new(2025, 7, 1));
    }

    #[test]
    fn a_former_place_may_be_called_like_another_of_now() {
        let (gazetteer, _) = read("code,name,successor\n1,An Phú,\n2,Bình,\n,An Phu,2\n");
        let found = |typed| gazetteer.find(typed).iter().map(|found| found.path).collect::<Vec<_>>().join(" ");
        assert_eq!((found("an phu"), found("An Phú"), found("an phú")), ("2".into(), "1".into(), "1".into()));
        assert_eq!(found("AN phủ"), "1 2");
    }

    #[test]
    fn mistakes_are_shown_in_their_cells() {
        let csv = "code,name,level,parent,until,successor\n01,A,,,,\n01,B,,,,\nx,C,,,,\n,D,,,,\n02,,,,,\n03,E,village,,,\n\
            04,F,ward,,,\n05/1,G,,,,\n06/1,H,,07,,\n,I,,,tomorrow,01\n,J,,,1/7/2025,\n,K,,,,9\n08,A,,,,\n";
        assert_eq!(
            read(csv).1,
            [
                "x: \"x\" is no code of a place",
                "D: a place without `code`",
                "02: a place without `name`",
                "village: \"village\" is no level",
                "ward: the level does not go with the code",
                "06/1: the code and `parent` say two things",
                "tomorrow: \"tomorrow\" is no day",
                "J: a place without `code`",
                "1/7/2025: a place that is no more, without `successor`",
                "01: the code 01 stands twice",
                "05/1: G lies in 05, which is no place of these",
                "9: K belongs to 9, which is no place of these",
                "08: A stands twice",
            ]
        );
        assert_eq!(read("code,nmae\n01,A\n").1, ["nmae: \"nmae\" is no column of a table of places"]);
    }

    #[test]
    fn a_table_of_other_headings_is_read_by_those_that_are_named() {
        let site = "title = \"Cổng\"\n[[places]]\npath = \"a.csv\"\ncolumns = { code = \"Mã\", name = \"Tên\" }\n\
            [[places]]\npath = \"b.csv\"\nuntil = 2025-07-01\ncolumns = { name = \"Tên cũ\", successor = \"Mã mới\" }\n";
        let files = MemoryFiles::default()
            .with("content/site.toml", site)
            .with("a.csv", "Mã,Tên,Số\n01,Hà Nội,1\n")
            .with("b.csv", "Tên cũ,Mã mới\nHà Tây,01\n");
        let checked = crate::check_sources(&files, None);
        assert_eq!(checked.errors(), 0, "{:?}", checked.diagnostics);
        let gazetteer = &checked.rules.book.gazetteer;
        assert_eq!(gazetteer.find("ha tay")[0].former.unwrap().until, Date::new(2025, 7, 1));
        let files = files.with("b.csv", "Tên,Mã mới\nHà Tây,01\n");
        let found = crate::check_sources(&files, None).diagnostics;
        assert!(found.iter().any(|found| found.message == "the table has no column Tên cũ"), "{found:?}");
        let files = MemoryFiles::default().with("content/site.toml", site);
        let found = crate::check_sources(&files, None).diagnostics;
        assert_eq!(found.iter().filter(|found| found.rule == RULE).count(), 2, "{found:?}");
    }
}
