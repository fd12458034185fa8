//! What reading the file of a dataset finds, described for those who publish it. It looks at files of any size row by row,
//! and so it is not run from here: see `generator/dataset`.

use crate::check::rule::rule;

rule! {
    /// A text whose encoding cannot be told
    ///
    /// The bytes are not UTF-8, and in none of the encodings that are known most words with marks would be
    /// Vietnamese. Read in the wrong one, letters would be lost without anybody noticing.
    ///
    /// **Example:** French in windows-1252, or a file of mixed encodings.
    ///
    /// **To mend:** add `encoding = "..."` to `dataset.toml`, or save the file as UTF-8.
    ENCODING: "dataset/encoding", Error, Elsewhere
}

rule! {
    /// A text that was read in an old encoding
    ///
    /// Nothing in its bytes says which; but in this one nearly all words with marks are Vietnamese.
    ///
    /// **Example:** a file of 1999 in TCVN3.
    ///
    /// **To mend:** look at the published file, and add the `encoding` that was found.
    READ_AS: "dataset/read-as", Note, Elsewhere
}

rule! {
    /// Texts in the letters of an old font
    ///
    /// The file is Unicode, but its words were written in a TCVN3 or VNI font, and stand in it as the Western letters
    /// their bytes are. Nobody without the font can read or find them.
    ///
    /// **Example:** `Céng hßa x· héi`, which is `Cộng hòa xã hội`.
    ///
    /// **To mend:** add `letters = "tcvn3"` or `letters = "vni-windows"`; every cell that changes is logged.
    LETTERS: "dataset/letters", Error, Elsewhere
}

rule! {
    /// Cells that may be parted by two characters
    ///
    /// Both give a table about as even as the other.
    ///
    /// **Example:** rows such as `a|b<tab>c`.
    ///
    /// **To mend:** add `delimiter = "..."`.
    DELIMITER: "dataset/delimiter", Error, Elsewhere
}

rule! {
    /// A file that is neither text nor a workbook
    ///
    /// It is an old `.xls`, another kind of ZIP file, protected by a password, or damaged.
    ///
    /// **Example:** a workbook that was cut while it was fetched.
    ///
    /// **To mend:** save it as `.xlsx` without a password, or as CSV in UTF-8.
    FORMAT: "dataset/format", Error, Elsewhere
}

rule! {
    /// A workbook that is too large
    ///
    /// A workbook cannot be read in pieces, so that all of it is held in memory: 64 MB or two million cells are the
    /// most.
    ///
    /// **Example:** an export of a database as `.xlsx`.
    ///
    /// **To mend:** save the sheet as CSV in UTF-8, which may be of any size.
    TOO_LARGE: "dataset/too-large", Error, Elsewhere
}

rule! {
    /// A workbook in which it is not clear which sheet is meant
    ///
    /// Several sheets hold tables, or the one that is named is not there. Hidden sheets do not count, nor do covers and notes
    /// beside tables.
    ///
    /// **Example:** a sheet a year.
    ///
    /// **To mend:** add `sheet = "..."`.
    SHEET: "dataset/sheet", Error, Elsewhere
}

rule! {
    /// Which of several sheets was read
    ///
    /// The others have cells too, but no table: a cover, or notes.
    ///
    /// **Example:** a workbook with the sheets `Bìa` and `Số liệu`.
    ///
    /// **To mend:** look whether it is the one that is meant, and add `sheet = "..."`.
    SHEET_CHOSEN: "dataset/sheet-chosen", Note, Elsewhere
}

rule! {
    /// A workbook that hides something
    ///
    /// Sheets, columns or rows are hidden. The file is published as it is, and its rows with all columns: what nobody sees who
    /// opens the workbook would be there for everybody.
    ///
    /// **Example:** a hidden column of telephone numbers.
    ///
    /// **To mend:** delete what the public is not to see, or add `hidden = "keep"`.
    HIDDEN: "dataset/hidden", Error, Elsewhere
}

rule! {
    /// A file without rows
    ///
    /// There is no cell that says anything, or every row below the headings is taken for a note or a signature.
    ///
    /// **Example:** an export that failed.
    ///
    /// **To mend:** fetch the file again.
    EMPTY: "dataset/empty", Error, Elsewhere
}

rule! {
    /// A table whose headings cannot be told from its rows
    ///
    /// The first row has numbers or dates where all others have them.
    ///
    /// **Example:** `Hà Nội,8` above `Huế,1`.
    ///
    /// **To mend:** add `header_rows = 0` where there are none, or `header_rows = 1` where the first row holds them.
    HEADER: "dataset/header", Error, Elsewhere
}

rule! {
    /// A quote that is never closed
    ///
    /// Everything after it would be one cell, or all rows down to the next cell that is quoted.
    ///
    /// **Example:** `"Hà Nội,8` without the second quote.
    ///
    /// **To mend:** close it, take it away, or write a quote inside a quoted cell twice.
    UNCLOSED_QUOTE: "dataset/unclosed-quote", Error, Elsewhere
}

rule! {
    /// A row that is longer than a row can be
    ///
    /// More than a megabyte or 16,384 cells: there is probably a quote that is never closed.
    ///
    /// **Example:** a stray quote at the beginning of a cell, in a file of many megabytes.
    ///
    /// **To mend:** close it, or add `quote = "'"` or `delimiter = "..."`.
    LONG_RECORD: "dataset/long-record", Error, Elsewhere
}

rule! {
    /// Numbers that can be read in two ways
    ///
    /// `1.234` is one thousand and some, or one and some, and no other number of the file decides it; or a column has
    /// both.
    ///
    /// **Example:** a column of `1.234` and `2.345`.
    ///
    /// **To mend:** add `decimal = ","` or `decimal = "."`, for the column or above the first `[[column]]` for all. Where a column
    /// has both, what most cells have is offered, and the others are to be corrected in the file.
    DECIMAL: "dataset/decimal", Error, Elsewhere
}

rule! {
    /// Dates that can be read in two ways
    ///
    /// `03/04/2025` is in April or in March, and no other date of the file decides it; or a column has both.
    ///
    /// **Example:** a column in which no number is above 12.
    ///
    /// **To mend:** add `dates = "dmy"` or `dates = "mdy"`.
    DATES: "dataset/dates", Error, Elsewhere
}

rule! {
    /// A column that is nearly all of one type
    ///
    /// Nine in ten cells, of ten at least, are numbers or dates and the rest are words; or all but days that no calendar
    /// has are dates; or some have a sign, such as %, and some have not.
    ///
    /// **Example:** `01/02/2024`, `31/02/2024`, `13/02/2024`; in a workbook also `45300` among dates.
    ///
    /// **To mend:** add `null = ["31/02/2024"]`, `type = "text"`, or the type that is meant, which names each odd row.
    MIXED_COLUMN: "dataset/mixed-column", Error, Elsewhere
}

rule! {
    /// A few cells for which a column is read as text
    ///
    /// Three in four cells, of four at least, are numbers or dates; or half are dates below a heading that speaks of days; or all
    /// are numbers with the same word behind them, or some with the mark of a note or a letter for a digit. As text they cannot be
    /// added up, drawn or sorted by size.
    ///
    /// **Example:** `12`, `15`, `chưa rõ`, `18`; `12 kg`, `15 kg`; `1.200*`, `1.300`.
    ///
    /// **To mend:** correct the cells, or add `null = ["chưa rõ"]`, the type that is meant, or `type = "text"`, and nothing
    /// is said any more.
    ODD_CELLS: "dataset/odd-cells", Warning, Elsewhere
}

rule! {
    /// A row that sums up others
    ///
    /// As a row of the table it would be counted twice by whoever adds the column up. It says so, or it is the last, without a
    /// name, and each of its numbers is the sum of those above.
    ///
    /// **Example:** `Tổng cộng,34`.
    ///
    /// **To mend:** add `totals = "drop"`, which leaves such rows out and logs them, or `totals = "keep"`.
    TOTAL_ROW: "dataset/total-row", Error, Elsewhere
}

rule! {
    /// Rows that name groups of others
    ///
    /// Where rows are numbered, those without a number, or numbered `I` and `II` or `A` and `B`, name the rows below them, and
    /// often sum them up. As rows of the table they would be counted twice.
    ///
    /// **Example:** `Huyện A` alone above `1,Xã Một,120`.
    ///
    /// **To mend:** add `groups = "column"`, which says the names in a column of its own; `groups = "drop"` leaves such rows out,
    /// `groups = "keep"` keeps them.
    GROUP_ROW: "dataset/group-row", Error, Elsewhere
}

rule! {
    /// Headings among the rows
    ///
    /// The row says what the headings do, cell by cell. It is left out, and what follows is read as rows of the same table.
    ///
    /// **Example:** headings that were printed on each page.
    ///
    /// **To mend:** where another table begins there, put it into a file of its own.
    HEADING_AGAIN: "dataset/heading-again", Warning, Elsewhere
}

rule! {
    /// A second table below the first
    ///
    /// Below a blank row or a note, a row of words begins with the first heading and has others of the table, and some that it
    /// has not: another table begins there, and its rows are none of the first.
    ///
    /// **Example:** `STT,Đơn vị,Kinh phí` below a line `Bảng 2` in a table with the headings `STT,Đơn vị,Số hồ sơ`.
    ///
    /// **To mend:** put it into a file of its own, or leave it out with `skip_end`; take the row out where it is the headings once
    /// more, in other words. `skip_end = 0` says that all rows are of one table.
    SECOND_TABLE: "dataset/second-table", Error, Elsewhere
}

rule! {
    /// A row that may number the columns
    ///
    /// Forms number their columns below the headings. Without brackets such a row looks like one of the table: it is left out
    /// where the rows below show that it is none, else kept.
    ///
    /// **Example:** `A,B,1,2` above `1,Sở Y tế,30,40`.
    ///
    /// **To mend:** add `column_numbers = "drop"`, which leaves it out and logs it, or `column_numbers = "keep"`.
    COLUMN_NUMBERS: "dataset/column-numbers", Warning, Elsewhere
}

rule! {
    /// Blank cells that may mean what stands above them
    ///
    /// Merged cells of a sheet that was saved as CSV leave all but the first blank. As the file has it, the others say nothing.
    ///
    /// **Example:** `Hà Nội,Ba Đình` above `,Đống Đa` and `,Hà Đông`.
    ///
    /// **To mend:** add `blank = "above"` to the column, which gives each the value above it and logs it, or `blank = "keep"`.
    BLANK_CELLS: "dataset/blank-cells", Warning, Elsewhere
}

rule! {
    /// A row that may be a note or one of the table
    ///
    /// A row with a single cell that looks like a note stands above rows of the table, and is kept as one of them; or a row
    /// below the table that fills its columns is left out as a note.
    ///
    /// **Example:** `Ghi chú: số sơ bộ` in the middle.
    ///
    /// **To mend:** move a note below the table; or say how many rows stand below it: `skip_end = 2`, and `skip_end = 0` where
    /// all are rows.
    NOTE_INSIDE: "dataset/note-inside", Warning, Elsewhere
}

rule! {
    /// A row with more cells than there are columns
    ///
    /// Cells were parted that belong together, or the row has slipped.
    ///
    /// **Example:** an address with a comma and without quotes.
    ///
    /// **To mend:** put quotes around the cell; `long_rows = "drop"` leaves the extra cells out and logs them.
    LONG_ROW: "dataset/long-row", Error, Elsewhere
}

rule! {
    /// A cell that is not of the type of its column
    ///
    /// The type stands in `dataset.toml`, or what parts its decimals does, and this cell cannot be read so.
    ///
    /// **Example:** `chưa rõ` in a column of type `integer`; `20,8301` where `decimal = "."`.
    ///
    /// **To mend:** correct the cell or the type; or `null`, where the text is no value at all.
    BAD_VALUE: "dataset/bad-value", Error, Elsewhere
}

rule! {
    /// A formula that failed
    ///
    /// The workbook shows an error in place of a value, or was written by a program that computes nothing. The cell counts as
    /// empty.
    ///
    /// **Example:** `#REF!`.
    ///
    /// **To mend:** correct the formula; open the workbook in a spreadsheet program and save it.
    ERROR_CELL: "dataset/error-cell", Warning, Elsewhere
}

rule! {
    /// Digits that a spreadsheet took away
    ///
    /// Zeros in front of a number, and digits behind the fifteenth, are gone once a spreadsheet takes a code for a number.
    ///
    /// **Example:** `912345678` among `0912345678`; an account of 19 digits.
    ///
    /// **To mend:** make the cells text and write them anew, or say that they are right: `type = "code"`.
    LOST_DIGITS: "dataset/lost-digits", Warning, Elsewhere
}

rule! {
    /// A cell across columns
    ///
    /// It is merged with the one to its left, whose value it may have or not. It counts as empty.
    ///
    /// **Example:** `120` over the columns of two years.
    ///
    /// **To mend:** split the cells in the workbook and fill each.
    MERGED_ACROSS: "dataset/merged-across", Warning, Elsewhere
}

rule! {
    /// A letter that was lost
    ///
    /// A cell has the sign that stands for bytes without a meaning.
    ///
    /// **Example:** `H� Nội`.
    ///
    /// **To mend:** fetch the file again in its own encoding, or correct `encoding`.
    LOST_LETTER: "dataset/lost-letter", Warning, Elsewhere
}

rule! {
    /// A text a spreadsheet may run
    ///
    /// It begins with `=`, `+`, `-` or `@`. Published files for spreadsheets guard it.
    ///
    /// **Example:** `=HYPERLINK("...")` in a column of names.
    ///
    /// **To mend:** remove the character where it is no part of the text.
    FORMULA: "dataset/formula", Warning, Elsewhere
}
