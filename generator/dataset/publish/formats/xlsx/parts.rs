//! The small parts of a workbook, and its dictionary.

use std::borrow::Cow;

use super::sheet::{Sheet, escape, letters};
use super::style::{Cell, Styles};
use crate::dataset::columns::schema::Column;
use crate::dataset::file::workbook::dictionary;
use crate::dataset::publication::Unfit;
use crate::dataset::publish::formats::csv::heading;
use crate::dataset::read::dataset::Dataset;
use crate::table::{Kind, Value};

/// The part with the rows, and the one with the dictionary.
pub const ROWS: &str = "xl/worksheets/sheet1.xml";
pub const DICTIONARY: &str = "xl/worksheets/sheet2.xml";
/// How wide the columns of the dictionary are, in characters.
const WIDTHS: [u32; dictionary::HEADINGS.len()] = [20, 30, 30, 16, 14, 50, 50, 40, 60];
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The most units of UTF-16 that a cell of the dictionary has; a spreadsheet takes 32,767.
const LONGEST: usize = 32_000;
/// Characters across a column, at most.
const WIDEST: u32 = 60;

/// The parts that say what a workbook has, with their names.
pub fn parts(title: &str, styles: &Styles, columns: usize, rows: u64) -> [(&'static str, String); 6] {
    let types = format!(
        r#"{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/{ROWS}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/{DICTIONARY}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    );
    let relations = |list: &[(&str, &str)]| {
        let mut out =
            format!(r#"{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#);
        for (at, (kind, target)) in list.iter().enumerate() {
            let at = at + 1;
            out.push_str(&format!(
                r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}"/>"#
            ));
        }
        out + "</Relationships>"
    };
    let package = relations(&[
        ("officeDocument/2006/relationships/officeDocument", "xl/workbook.xml"),
        ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
    ]);
    let sheet = "officeDocument/2006/relationships/worksheet";
    let book = relations(&[
        (sheet, "worksheets/sheet1.xml"),
        (sheet, "worksheets/sheet2.xml"),
        ("officeDocument/2006/relationships/styles", "styles.xml"),
    ]);
    let core = format!(
        r#"{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"#,
        escaped(title)
    );
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", package),
        ("docProps/core.xml", core),
        ("xl/workbook.xml", workbook(columns, rows)),
        ("xl/_rels/workbook.xml.rels", book),
        ("xl/styles.xml", styles.xml()),
    ]
}

fn workbook(columns: usize, rows: u64) -> String {
    let (data, dictionary) = (dictionary::DATA, dictionary::SHEET);
    // A filter has a name of its own, or Excel repairs the file.
    let range = format!("'{data}'!$A$1:${}${rows}", letters(columns.saturating_sub(1)));
    format!(
        r#"{XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView/></bookViews><sheets><sheet name="{data}" sheetId="1" r:id="rId1"/><sheet name="{dictionary}" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{range}</definedName></definedNames></workbook>"#
    )
}

fn escaped(text: &str) -> String {
    let mut out = Vec::new();
    escape(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// How wide the columns of the rows are, in characters.
pub fn widths(dataset: &Dataset) -> Vec<u32> {
    let width = |(at, column): (usize, &Column)| {
        let profile = dataset.profile.columns.get(at);
        let text = profile.and_then(|profile| profile.length).map_or(0, |(_, most)| most);
        let number =
            profile.and_then(|profile| profile.digits).map_or(0, |digits| u32::from(digits.precision()) * 4 / 3 + 1);
        let heading = heading(column).chars().count() as u32;
        // Room for the button of the filter.
        text.max(number).max(heading + 2).clamp(10, WIDEST) + 1
    };
    dataset.plan.schema.columns.iter().enumerate().map(width).collect()
}

/// The sheet that says what the columns are, in Vietnamese and in English.
pub fn dictionary(dataset: &Dataset, unfit: impl Fn(usize) -> Option<Unfit>) -> Vec<u8> {
    let columns = &dataset.plan.schema.columns;
    let rows = columns.len() as u64 + 1;
    let mut sheet = Sheet::new(dictionary::HEADINGS.into_iter(), &WIDTHS, rows);
    for (at, column) in columns.iter().enumerate() {
        let note = column.note.as_ref();
        let title = note.and_then(|note| note.title.as_ref());
        let description = note.and_then(|note| note.description.as_ref());
        let codes = note.map(|note| &*note.codes).unwrap_or_default();
        let codes: Vec<String> = codes.iter().map(|(code, meaning)| format!("{code} = {meaning}")).collect();
        let codes = codes.join("\n");
        let cells = [
            &*column.id,
            heading(column),
            title.and_then(|title| title.en.as_deref()).unwrap_or_default(),
            column.kind.word(),
            column.unit.as_deref().unwrap_or_default(),
            description.map_or("", |text| &text.vi),
            description.and_then(|text| text.en.as_deref()).unwrap_or_default(),
            &codes,
            &said(column.kind, unfit(at)),
        ];
        let style = Cell::text();
        let cells = cells.map(cut);
        let value = |text| if str::is_empty(text) { Value::Null } else { Value::Text(text) };
        sheet.row(cells.iter().map(|text| (value(text), &style)));
    }
    sheet.end();
    sheet.text
}

/// A text that a cell has room for: its beginning, where it is longer.
fn cut(text: &str) -> Cow<'_, str> {
    let mut units = 0;
    let is_beyond = |(_, c): &(usize, char)| {
        units += c.len_utf16();
        units > LONGEST
    };
    match text.char_indices().find(is_beyond) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// What one has to know of a column's cells.
fn said(kind: Kind, unfit: Option<Unfit>) -> String {
    match unfit {
        Some(Unfit::Digits(digits)) => format!(
            "Là văn bản, vì có số dài hơn {digits} chữ số mà bảng tính sẽ làm tròn / Text: a spreadsheet would round numbers of more than {digits} digits"
        ),
        Some(Unfit::Days) => "Là văn bản, vì bảng tính không biết ngày trước 1/3/1900 / Text: spreadsheets know no days before 1 March 1900".into(),
        None if kind == Kind::Percent => "12,5 là 12,5 % / 12.5 is 12.5 %".into(),
        None if kind == Kind::Month => "Tháng, ghi bằng ngày đầu tháng / A month, as its first day".into(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_the_dictionary_is_as_long_as_spreadsheets_take() {
        let longest = "ế".repeat(LONGEST);
        assert_eq!(cut(&longest), longest);
        // A character that takes two units is not halved.
        let cut = cut(&format!("a{}", "😀".repeat(LONGEST))).into_owned();
        assert_eq!(cut.encode_utf16().count(), LONGEST);
        assert!(cut.ends_with("😀…"));
    }
}
