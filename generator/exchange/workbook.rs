//! A table as an XLSX workbook for people: frozen headings, text that stays text, and a sheet that explains.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::columns;
use super::export::Table;

/// The sheet with the procedures.
pub const SHEET: &str = "Thủ tục";
/// The sheet that explains the columns.
const GUIDE: &str = "Hướng dẫn";

/// How to use the workbook, above the columns.
const RULES: [&str; 5] = [
    "Sửa ở trang “Thủ tục”, lưu lại, rồi chạy: motcua import TỆP.xlsx -o THƯ-MỤC. Thêm --dry-run để xem trước.",
    "Mỗi dòng là một thủ tục. Thêm dòng là thêm thủ tục; bớt dòng thì không xóa gì. Thứ tự dòng và cột tùy ý.",
    "Ô trống không xóa gì, trừ khi chạy với --clear-empty. Chỉ những ô khác với trang hiện nay mới được ghi lại.",
    "Giữ phần trong ngoặc ở đầu cột, ví dụ (name): nhờ nó mà cột được nhận ra.",
    "Trong danh sách, mỗi dòng của ô là một mục (Alt+Enter). Các phần cách nhau bằng dấu |; tiếng Anh viết [en: ...].",
];

/// The bytes of the workbook. `created` is when it says it was made, in seconds since 1970: equal tables and moments
/// give equal bytes.
pub fn xlsx(table: &Table, created: i64) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_timestamp(created)?;
    book.set_properties(&DocProperties::new().set_title(SHEET).set_creation_datetime(&created));
    procedures(book.add_worksheet(), table)?;
    guide(book.add_worksheet(), table)?;
    book.save_to_buffer()
}

fn heading() -> Format {
    Format::new().set_bold().set_background_color("#E5EEF7").set_text_wrap().set_align(FormatAlign::Top)
}

/// Text, whatever it looks like: a code is never a number, and nothing is a formula.
fn text() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top)
}

fn procedures(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    let (heading, text) = (heading(), text());
    for (at, (words, &column)) in (0u16..).zip(table.headings().iter().zip(&table.columns)) {
        sheet.set_column_width(at, columns::of(column).width)?;
        // The whole column, so that what is typed below the last row is text too.
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, words, &heading)?;
    }
    for (at, row) in (1u32..).zip(&table.rows) {
        for (column, cell) in (0u16..).zip(row) {
            if !cell.is_empty() {
                sheet.write_string_with_format(at, column, cell, &text)?;
            }
        }
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), last)?;
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn guide(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE)?;
    for (column, width) in [(0, 34.0), (1, 70.0), (2, 46.0)] {
        sheet.set_column_width(column, width)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut row = 0;
    for words in RULES {
        sheet.write_string(row, 0, words)?;
        row += 1;
    }
    row += 1;
    for (column, words) in (0u16..).zip(["Cột", "Cách ghi", "Ví dụ"]) {
        sheet.write_string_with_format(row, column, words, &heading())?;
    }
    for &column in &table.columns {
        row += 1;
        let guide = columns::of(column);
        sheet.write_string_with_format(row, 0, columns::heading(column), &wrapped)?;
        sheet.write_string_with_format(row, 1, guide.words, &wrapped)?;
        sheet.write_string_with_format(row, 2, guide.example, &wrapped)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Column;

    #[test]
    fn equal_tables_give_equal_bytes() {
        let table = Table { columns: Column::all().collect(), rows: vec![vec!["1.001193".into(), "=1+1".into()]] };
        assert_eq!(xlsx(&table, 0).unwrap(), xlsx(&table, 0).unwrap());
        assert_ne!(xlsx(&table, 0).unwrap(), xlsx(&table, 86_400).unwrap());
    }
}
