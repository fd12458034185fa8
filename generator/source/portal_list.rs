//! The portal's lists as it exports them: an XLSX sheet with a row a procedure.
//!
//! In: a workbook. Out: records with code, name, agencies and field. Above the list stands a banner of
//! whatever height: the row with the list's headings is found by its words. Every sheet may hold a list.

use super::row::identity;
use super::sheet::{Cell, Sheet, SheetRow, workbook};
use super::vocabulary::{agencies, heading};
use super::{Input, Reading, Understood, is_blank};
use crate::catalogue::{Field, FieldName, Localised, Named, Origin, Procedure, Sourced};
use crate::diagnostic::Diagnostic;
use crate::files::Location;

/// The fields a list has.
const FIELDS: [FieldName; 5] =
    [FieldName::Code, FieldName::Name, FieldName::Publisher, FieldName::Executing, FieldName::Fields];

/// Reads a workbook.
pub(super) fn read(input: &Input<'_>, out: &mut Reading) {
    let sheets = match workbook(input, None) {
        Ok(sheets) => sheets,
        Err(problem) => return out.reject(*problem),
    };
    let mut lists = 0;
    for sheet in &sheets {
        let Some((above, columns)) = headings(sheet) else { continue };
        lists += 1;
        for row in sheet.rows[above + 1..].iter().filter(|row| !row.is_blank()) {
            list_row(input, row, &columns, out);
        }
    }
    if lists == 0 {
        out.reject(
            Diagnostic::error("list/no-headings", Location::whole(input.file), "no sheet has the headings of a list")
                .help("one row must have the cells \"Mã số\" and \"Tên\", as the portal's exports have"),
        );
    }
}

/// The row of headings and the columns of the fields. A banner may have any of the words, but not two of them.
fn headings(sheet: &Sheet) -> Option<(usize, Vec<(FieldName, u16)>)> {
    sheet.rows.iter().enumerate().find_map(|(at, row)| {
        let mut columns: Vec<(FieldName, u16)> = Vec::new();
        for cell in &row.cells {
            if let Some(field) = heading(&cell.text).filter(|field| FIELDS.contains(field))
                && !columns.iter().any(|(known, _)| *known == field)
            {
                columns.push((field, cell.column));
            }
        }
        let has = |wanted| columns.iter().any(|(field, _)| *field == wanted);
        (has(FieldName::Code) && has(FieldName::Name)).then_some((at, columns))
    })
}

fn list_row(input: &Input<'_>, row: &SheetRow, columns: &[(FieldName, u16)], out: &mut Reading) {
    let cell = |field| {
        let (_, column) = columns.iter().find(|(known, _)| *known == field)?;
        row.get(*column).filter(|cell| !is_blank(&cell.text))
    };
    let Some(code) = cell(FieldName::Code) else {
        let at = row.at().unwrap_or(Location::whole(input.file));
        out.reject(
            Diagnostic::error("list/no-code", at, "a row without a code")
                .help("a procedure is published under its code; ask the source for it, or remove the row"),
        );
        return;
    };
    let from = |cell: &Cell| Origin { source: input.source, location: cell.at };
    let mut record = Procedure::new(identity(&code.text), from(code));
    if code.number {
        out.diagnostics.push(number_code(code));
    }
    out.count(FieldName::Code, Understood::Yes);

    let name = cell(FieldName::Name);
    count(FieldName::Name, name, out);
    record.name = name.map_or_else(Default::default, |cell| {
        Localised::vi(Sourced::new(cell.text.clone().into_boxed_str(), from(cell)))
    });
    let publisher = cell(FieldName::Publisher);
    count(FieldName::Publisher, publisher, out);
    record.publisher = publisher.map(|cell| Sourced::new(Named::new(one_line(&cell.text)), from(cell)));
    record.executing = names(FieldName::Executing, cell(FieldName::Executing), agencies, from, out);
    record.fields = names(FieldName::Fields, cell(FieldName::Fields), lines, from, out);

    // What stands beside the list in columns without a known heading is said, not dropped.
    for stray in row.cells.iter().filter(|cell| !columns.iter().any(|(_, column)| *column == cell.column)) {
        if !is_blank(&stray.text) {
            let words = format!("the list has no field for this column: \"{}\"", stray.text.trim());
            out.diagnostics.push(Diagnostic::note("list/unknown-column", stray.at, words).about(record.code.clone()));
        }
    }
    out.records.push(record);
}

/// A code that a spreadsheet stores as a number: 1.001190 and 1.00119 are the same to it.
pub(super) fn number_code(code: &Cell) -> Diagnostic {
    let text = &code.text;
    let whole = text.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 6);
    let (severe, message) = match whole {
        true => (false, format!("the code {text} is stored as a number")),
        false => (true, format!("the code {text} is stored as a number and may have lost zeros at its end")),
    };
    let help = "format the column as text and type the code again";
    let found = if severe { Diagnostic::warning } else { Diagnostic::note };
    found("sheet/code-is-a-number", code.at, message).help(help).about(text.as_str())
}

fn count(field: FieldName, cell: Option<&Cell>, out: &mut Reading) {
    out.count(field, if cell.is_some() { Understood::Yes } else { Understood::Missing });
}

fn names(
    field: FieldName,
    cell: Option<&Cell>,
    cut: fn(&str) -> Vec<std::ops::Range<usize>>,
    from: impl Fn(&Cell) -> Origin,
    out: &mut Reading,
) -> Field<Vec<Named>> {
    count(field, cell, out);
    let cell = cell?;
    let items = cut(&cell.text).into_iter().map(|item| Named::new(&cell.text[item])).collect();
    Some(Sourced::new(items, from(cell)))
}

/// The lines of a cell that say something.
pub(super) fn lines(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = super::vocabulary::trimmed(text, start..start + line.len());
        start += line.len();
        if !range.is_empty() {
            ranges.push(range);
        }
    }
    ranges
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;
    use crate::catalogue::SourceId;
    use crate::files::{At, FileTable};

    fn read_bytes(bytes: &[u8]) -> Reading {
        let file = FileTable::default().add("list.xlsx");
        let mut out = Reading::default();
        read(&Input { source: SourceId(0), file, path: "list.xlsx", bytes, base: 0 }, &mut out);
        out
    }

    fn list(rows: &[[&str; 5]]) -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 0, "Ghi chú").unwrap();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nDANH SÁCH").unwrap();
        let headings = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"];
        for (row, cells) in std::iter::once(&headings).chain(rows).enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(row as u32 + 3, column as u16, *cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_list_is_found_under_any_banner_and_on_any_sheet() {
        let out = read_bytes(&list(&[
            ["1.000001", "Cấp phép", "Bộ Mẫu", "Sở Mẫu\nThuế tỉnh, thành phố", "Đất đai"],
            ["", "", "", "", ""],
            [" 1.000002", "Thu hồi", "Bộ Mẫu", "Không có thông tin", "Đất đai"],
        ]));
        assert_eq!((out.records.len(), out.rejected), (2, 0));
        let executing = out.records[0].executing.as_ref().unwrap();
        assert_eq!(executing.value, [Named::new("Sở Mẫu"), Named::new("Thuế tỉnh, thành phố")]);
        assert_eq!(executing.origin.location.at(), At::Cell { sheet: 1, row: 4, column: 3 });
        assert_eq!(&*out.records[1].code, " 1.000002");
        assert!(out.records[1].executing.is_none());
        assert_eq!(out.tally.iter().find(|(field, _)| *field == FieldName::Executing).unwrap().1.missing, 1);
    }

    #[test]
    fn a_row_without_a_code_is_rejected_at_its_cell() {
        let out = read_bytes(&list(&[["", "Cấp phép", "Bộ Mẫu", "Sở Mẫu", "Đất đai"]]));
        assert_eq!((out.records.len(), out.rejected), (0, 1));
        assert_eq!(out.diagnostics[0].location.at(), At::Cell { sheet: 1, row: 4, column: 1 });
    }

    #[test]
    fn a_file_that_is_no_workbook_is_one_error() {
        let whole = list(&[["1.000001", "Cấp phép", "Bộ Mẫu", "Sở Mẫu", "Đất đai"]]);
        for bytes in [&b""[..], b"PK", b"a,b\n1,2\n", &whole[..whole.len() / 2], &whole[..whole.len() - 10]] {
            let out = read_bytes(bytes);
            assert_eq!((out.records.len(), out.rejected, out.diagnostics.len()), (0, 1, 1));
            assert_eq!(out.diagnostics[0].rule, "sheet/not-xlsx");
        }
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let whole = list(&[["1.000001", "Cấp phép", "Bộ Mẫu", "Sở Mẫu", "Đất đai"]]);
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x5A;
            let out = read_bytes(&bytes);
            assert!(out.records.len() + out.rejected > 0, "byte {at}");
        }
    }

    #[test]
    fn a_code_stored_as_a_number_may_have_lost_its_zeros() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["Mã số", "Tên"]).unwrap();
        for (row, code) in [1.001193, 1.00119].into_iter().enumerate() {
            sheet.write(row as u32 + 1, 0, code).unwrap();
            sheet.write(row as u32 + 1, 1, "Cấp phép").unwrap();
        }
        let out = read_bytes(&book.save_to_buffer().unwrap());
        let codes: Vec<&str> = out.records.iter().map(|record| &*record.code).collect();
        assert_eq!(codes, ["1.001193", "1.00119"]);
        let severities: Vec<&str> = out.diagnostics.iter().map(|found| found.severity.word()).collect();
        assert_eq!(severities, ["note", "warning"]);
    }
}
