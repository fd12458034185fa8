//! The portal's catalogue: one row a procedure, as its search lists it, in JSON Lines.
//!
//! In: lines. Out: records with the name, the agencies, the fields, the audiences, the state and the kind.
//! The row's own technical ids (`categoryIds`, `departmentPromulgateId`) name nothing a person could look up
//! and are not kept; `id` is kept as the address of the procedure's page, which it is part of.

use super::row::{Row, Words};
use super::vocabulary::{self, Cut};
use super::{Input, Reading, Understood};
use crate::catalogue::{Field, FieldName, Localised, Named, Origin, Procedure, Sourced};
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// Where the portal shows the procedure with an id.
pub(super) const PAGE: &str = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/";

/// The keys of a row.
const KEYS: [&str; 12] = [
    "id",
    "name",
    "code",
    "codeNotation",
    "categories",
    "categoryIds",
    "departments",
    "departmentPromulgate",
    "departmentPromulgateId",
    "formalityTargetType",
    "state",
    "type",
];

/// The rule of what was kept in the note.
const LEFT_OVER: &str = "catalogue/not-understood";

/// Reads a row.
pub(super) fn read(input: &Input<'_>, out: &mut Reading) {
    let Some(mut row) = Row::read(input, "code", out) else { return };
    let mut record = row.procedure();
    out.count(FieldName::Code, Understood::Yes);

    let name = row.text("name");
    out.count(FieldName::Name, present(&name));
    record.name = name.map_or_else(Default::default, |name| Localised::vi(sourced(name)));

    let id = row.text("id");
    let page = id.filter(|id| id.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    out.count(FieldName::OfficialPage, present(&page));
    if page.is_none() && row.value("id").is_some() {
        row.leave("id");
    }
    record.official_page = page.map(|id| Sourced::new(format!("{PAGE}{}", id.text).into(), id.origin()));

    record.fields = named(&mut row, "categories", FieldName::Fields, out);
    record.executing = named(&mut row, "departments", FieldName::Executing, out);
    let publisher = row.text("departmentPromulgate");
    out.count(FieldName::Publisher, present(&publisher));
    record.publisher = publisher.map(|name| Sourced::new(Named::new(name.text.trim()), name.origin()));
    audiences(&mut row, &mut record, out);

    record.state = word(&mut row, "state", FieldName::State, vocabulary::state, out);
    record.kind = word(&mut row, "type", FieldName::Kind, vocabulary::kind, out);
    if row.text("codeNotation").is_some_and(|notation| notation.text != row.code()) {
        row.leave("codeNotation");
    }
    row.leftovers(&KEYS, LEFT_OVER, &mut record, out);
    out.records.push(record);
}

fn present<T>(value: &Option<T>) -> Understood {
    if value.is_some() { Understood::Yes } else { Understood::Missing }
}

fn sourced(words: Words) -> Sourced<Box<str>> {
    let origin = words.origin();
    Sourced::new(words.text.into(), origin)
}

/// A list of names.
fn named(row: &mut Row<'_>, key: &str, field: FieldName, out: &mut Reading) -> Field<Vec<Named>> {
    let names = row.texts(key);
    let items: Vec<Named> = names.iter().map(|name| Named::new(name.text.trim())).collect();
    let how = if items.is_empty() { Understood::Missing } else { Understood::Yes };
    out.count(field, if row.has_left(key) { Understood::Verbatim } else { how });
    (!items.is_empty()).then(|| Sourced::new(items, origin(row, key)))
}

/// Rows give a list; elsewhere the same values stand in one text with commas.
fn audiences(row: &mut Row<'_>, record: &mut Procedure, out: &mut Reading) {
    const KEY: &str = "formalityTargetType";
    let single = row.value(KEY).is_some_and(|value| value.text().is_some());
    let mut items = Vec::new();
    let mut doubtful = Vec::new();
    for words in row.texts(KEY) {
        if single {
            let Cut { items: parts, doubtful: doubts } = vocabulary::audiences(&words.text);
            items.extend(parts.into_iter().map(|part| Named::new(&words.text[part])));
            doubtful.extend(doubts.into_iter().map(|part| words.place(part)));
        } else {
            items.push(Named::new(words.text.trim()));
        }
    }
    let how = if items.is_empty() { Understood::Missing } else { Understood::Yes };
    let certain = doubtful.is_empty() && !row.has_left(KEY);
    out.count(FieldName::Audiences, if certain { how } else { Understood::Verbatim });
    doubtful.into_iter().for_each(|place| doubt(place, row.code(), out));
    record.audiences = (!items.is_empty()).then(|| Sourced::new(items, origin(row, KEY)));
}

fn doubt(place: Location, code: &str, out: &mut Reading) {
    let message = "this may be several audiences: it is kept as one, word for word";
    out.diagnostics.push(Diagnostic::note("catalogue/audiences-not-understood", place, message).about(code));
}

/// A closed value; a word nobody knows goes to the note.
fn word<T>(
    row: &mut Row<'_>,
    key: &str,
    field: FieldName,
    parse: fn(&str) -> Option<T>,
    out: &mut Reading,
) -> Field<T> {
    let Some(words) = row.text(key) else {
        out.count(field, Understood::Missing);
        return None;
    };
    let value = parse(&words.text);
    if value.is_none() {
        row.leave(key);
    }
    out.count(field, if value.is_some() { Understood::Yes } else { Understood::Verbatim });
    value.map(|value| Sourced::new(value, words.origin()))
}

fn origin(row: &Row<'_>, key: &str) -> Origin {
    Origin { source: row.input().source, location: row.place(key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Kind, SourceId, State};
    use crate::files::{At, FileTable};

    fn read_line(line: &str) -> Reading {
        let file = FileTable::default().add("rows.jsonl");
        let mut out = Reading::default();
        let input = Input { source: SourceId(0), file, path: "rows.jsonl", bytes: line.as_bytes(), base: 100 };
        read(&input, &mut out);
        out
    }

    const ROW: &str = r#"{"id":"01-ab","name":"Cấp phép mẫu","code":"9.000001","codeNotation":"9.000001","categories":["Đất đai"],"categoryIds":["x"],"departments":["Sở Mẫu",""],"departmentPromulgate":"UBND tỉnh Mẫu","departmentPromulgateId":"y","formalityTargetType":["Doanh nghiệp"],"state":"UPDATED","type":"SPECIFIC"}"#;

    #[test]
    fn a_row_gives_every_field_with_its_place() {
        let out = read_line(ROW);
        let record = &out.records[0];
        assert_eq!(out.diagnostics, []);
        assert_eq!(&*record.code, "9.000001");
        assert_eq!(record.kind.as_ref().unwrap().value, Kind::Specific);
        assert_eq!(record.state.as_ref().unwrap().value, State::Active);
        assert_eq!(record.executing.as_ref().unwrap().value, [Named::new("Sở Mẫu")]);
        assert_eq!(&*record.official_page.as_ref().unwrap().value, format!("{PAGE}01-ab"));
        let name = record.name.vi.as_ref().unwrap();
        assert_eq!(name.origin.location.at(), At::Bytes { start: 121, len: 19 });
        assert!(out.tally.iter().all(|(_, counts)| counts.understood + counts.missing == 1));
    }

    #[test]
    fn what_nobody_knows_stays_in_the_note() {
        let out = read_line(
            r#"{"code":" 1.014325","name":"A","state":"SLEEPING","colour":{"a":1},"departments":["X",7],"note":null}"#,
        );
        let record = &out.records[0];
        assert_eq!(&*record.code, " 1.014325");
        let note = record.note.vi.as_ref().unwrap().value.source();
        assert_eq!(note, "departments: [\"X\",7]\nstate: SLEEPING\ncolour: {\"a\":1}");
        assert_eq!(out.diagnostics.len(), 3);
        assert!(out.diagnostics.iter().all(|found| found.rule == LEFT_OVER));
        assert_eq!(record.executing.as_ref().unwrap().value, [Named::new("X")]);
    }

    #[test]
    fn a_line_that_is_no_record_is_rejected_with_its_place() {
        for (line, rule) in [
            ("{\"code\":\"1\"", "source/not-json"),
            ("[1]", "source/not-a-record"),
            ("{\"code\":\"Không có thông tin\"}", "source/no-code"),
            ("{}", "source/not-a-record"),
        ] {
            let out = read_line(line);
            assert_eq!((out.records.len(), out.rejected, out.diagnostics[0].rule), (0, 1, rule), "{line}");
        }
    }

    #[test]
    fn a_byte_order_mark_moves_no_place() {
        let out = read_line(&format!("\u{feff}{ROW}"));
        let name = out.records[0].name.vi.as_ref().unwrap();
        assert_eq!(name.origin.location.at(), At::Bytes { start: 124, len: 19 });
    }
}
