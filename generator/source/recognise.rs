//! What kind of source a file is, by what it holds: names lie, and downloads have none.
//!
//! In: the bytes of a file. Out: the reader it is for, or why there is none, with the place.
//! A damaged file is recognised where enough of it is whole: its reader then says line by line what is wrong.

use super::config::SourceKind;
use super::json::{self, Node, Value};
use super::lines::MAX_LINE;
use super::sheet::workbook;
use super::vocabulary::plain;
use super::{Input, Reading};
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// How many lines are looked at before a file is given up.
const LOOKED_AT: usize = 50;

/// Keys only a whole record of the portal has, not a row of its catalogue.
const RECORD_KEYS: [&str; 4] = ["executionSteps", "executionMethods", "executionCases", "categoriesDetails"];

/// The headings of the lists the portal exports, in its order and without any other.
const LIST_HEADINGS: [&str; 5] = ["ma so", "ten", "co quan ban hanh", "co quan thuc hien", "linh vuc"];

/// The kind of source a file is.
pub fn recognise(input: &Input<'_>) -> Result<SourceKind, Box<Diagnostic>> {
    let bytes = input.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input.bytes);
    if let Some((what, help)) = foreign(bytes) {
        let message = format!("this is {what}, which cannot be imported");
        return Err(problem("import/not-a-source", Location::whole(input.file), message, help));
    }
    if bytes.starts_with(b"PK") {
        return of_workbook(input);
    }
    match bytes.trim_ascii_start().first() {
        None => Err(problem("import/empty", Location::whole(input.file), "the file is empty", "retrieve it again")),
        Some(b'{' | b'[') => of_json(input, bytes),
        // A BOM of UTF-16 has a zero in every letter.
        Some(_) if bytes.contains(&0) && !bytes.starts_with(b"\xff\xfe") && !bytes.starts_with(b"\xfe\xff") => {
            let at = bytes.iter().position(|&byte| byte == 0).unwrap_or(0);
            let help = "files of the portal are JSON or XLSX, and tables are CSV or XLSX";
            let place = input.place(at..at + 1);
            Err(problem("import/not-a-source", place, "this is neither text nor a workbook", help))
        }
        Some(_) => Ok(SourceKind::Table),
    }
}

/// Formats that are often mistaken for data, by the bytes they begin with.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    Some(match bytes {
        _ if begins(b"\x1f\x8b") => ("a file compressed with gzip", "unpack it first: gunzip FILE"),
        _ if begins(b"PK\x03\x04") && !holds(b"xl/") && !holds(b"[Content_Types].xml") => {
            ("a zip archive", "unpack it, and import the files in it")
        }
        _ if begins(b"\xd0\xcf\x11\xe0") => (
            "an old .xls workbook or one with a password",
            "open it in a spreadsheet program and save it as .xlsx, without a password",
        ),
        _ if begins(b"%PDF") => ("a PDF", "ask for the table itself, as XLSX or CSV"),
        _ if bytes.trim_ascii_start().starts_with(b"<") => {
            ("a page of HTML or XML", "perhaps the server sent an error page: open the file, and retrieve it again")
        }
        _ => return None,
    })
}

fn problem(rule: &'static str, place: Location, message: impl Into<String>, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(rule, place, message).help(help))
}

fn of_workbook(input: &Input<'_>) -> Result<SourceKind, Box<Diagnostic>> {
    let sheets = workbook(input, None)?;
    let is_list = |sheet: &super::sheet::Sheet| {
        sheet.rows.iter().take(LOOKED_AT).any(|row| {
            let words = row.cells.iter().filter(|cell| !cell.text.trim().is_empty()).map(|cell| plain(&cell.text));
            words.eq(LIST_HEADINGS)
        })
    };
    Ok(if sheets.iter().any(is_list) { SourceKind::PortalList } else { SourceKind::Table })
}

fn of_json(input: &Input<'_>, bytes: &[u8]) -> Result<SourceKind, Box<Diagnostic>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let mut out = Reading::default();
            super::read::utf8(input, &mut out);
            let shown = || Diagnostic::error("source/not-utf8", input.place(0..0), error.to_string());
            return Err(Box::new(out.diagnostics.pop().unwrap_or_else(shown)));
        }
    };
    // A record a line, if any of the first lines is one.
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let whole = lines.len() == 1;
    let line_kind = |line: &&str| {
        let object = (line.len() <= MAX_LINE).then(|| json::parse(line).ok()).flatten()?;
        of_record(&object).filter(|kind| whole || *kind != SourceKind::PortalJson)
    };
    if let Some(kind) = lines.iter().find_map(line_kind) {
        return Ok(kind);
    }
    if let Some(long) = lines.first().filter(|line| line.len() > MAX_LINE) {
        let message =
            format!("a line of {} MB; the longest a record may have is {} MB", long.len() >> 20, MAX_LINE >> 20);
        let help = "check that the file has a line break after each record";
        return Err(problem("source/line-too-long", input.place(0..80), message, help));
    }
    let skipped = input.bytes.len() - bytes.len();
    match json::parse(text) {
        Ok(root) => of_record(&root).ok_or_else(|| {
            let what = match &root.value {
                Value::Array(_) => "a JSON list",
                _ => "JSON, but no record of the portal",
            };
            let help = "each record stands in a file of its own, or on a line of its own, and has a `code`";
            problem("import/not-a-source", input.place(skipped..skipped + 1), format!("this is {what}"), help)
        }),
        Err(error) => {
            let at = (skipped + error.at).min(input.bytes.len());
            let place = input.place(at..(at + 1).min(input.bytes.len()));
            let help = "download the file again: it is damaged or was cut short";
            Err(problem("source/json", place, format!("this is not JSON: {}", error.message), help))
        }
    }
}

/// The kind of the source a JSON record comes from.
fn of_record(object: &Node<'_>) -> Option<SourceKind> {
    let has = |key: &str| object.get(key).is_some();
    let wrapped = object.get("data").is_some_and(|data| data.get("code").is_some());
    match () {
        () if has("ma_thu_tuc") => Some(SourceKind::PortalCrawl),
        () if wrapped || (has("code") && RECORD_KEYS.iter().any(|key| has(key))) => Some(SourceKind::PortalJson),
        () if has("code") && has("name") => Some(SourceKind::PortalCatalogue),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::SourceId;
    use crate::files::FileTable;

    fn kind(bytes: impl AsRef<[u8]>) -> Result<SourceKind, &'static str> {
        let file = FileTable::default().add("x");
        let input = Input { source: SourceId(0), file, path: "x", bytes: bytes.as_ref(), base: 0 };
        recognise(&input).map_err(|reason| reason.rule)
    }

    fn sheet(headings: &[&str]) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "DANH SÁCH").unwrap();
        sheet.write_row(1, 0, headings.iter().copied()).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn records_of_the_portal_are_told_apart() {
        assert_eq!(kind("{\n \"data\": {\"code\": \"1\"}\n}\n"), Ok(SourceKind::PortalJson));
        assert_eq!(kind("{\"code\": \"1\", \"executionSteps\": []}"), Ok(SourceKind::PortalJson));
        assert_eq!(
            kind("\u{feff}{\"code\": \"1\", \"name\": \"A\"}\n{\"code\": \"2\"}\n"),
            Ok(SourceKind::PortalCatalogue)
        );
        assert_eq!(kind("{\"ma_thu_tuc\": \"1\"}\n"), Ok(SourceKind::PortalCrawl));
    }

    #[test]
    fn one_bad_line_does_not_hide_what_the_others_are() {
        assert_eq!(kind("{\"ma_thu\n{\"ma_thu_tuc\": \"1\"}\n"), Ok(SourceKind::PortalCrawl));
    }

    #[test]
    fn the_portal_s_list_is_told_from_an_agency_s_table() {
        let list = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"];
        assert_eq!(kind(sheet(&list)), Ok(SourceKind::PortalList));
        assert_eq!(kind(sheet(&list[..4])), Ok(SourceKind::Table));
        assert_eq!(kind("Mã số,Tên\n1.000001,A\n"), Ok(SourceKind::Table));
    }

    #[test]
    fn what_is_no_source_is_told_by_name() {
        let workbook = sheet(&["Mã số", "Tên"]);
        for (bytes, rule) in [
            (&b"\x1f\x8b\x08"[..], "import/not-a-source"),
            (b"PK\x03\x04 a.json", "import/not-a-source"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import/not-a-source"),
            (b"<!doctype html>", "import/not-a-source"),
            (b"a\0b", "import/not-a-source"),
            (b"[{\"code\": \"1\"}]", "import/not-a-source"),
            (b" \n", "import/empty"),
            (b"{\"code\": ", "source/json"),
            (b"{\"code\": \"\xff\"}", "source/not-utf8"),
            (&workbook[..workbook.len() / 2], "sheet/not-xlsx"),
        ] {
            assert_eq!(kind(bytes), Err(rule), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
