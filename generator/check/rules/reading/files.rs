//! What is wrong with files of sources, whatever they say: see `generator/source`.

use crate::check::rule::rule;

rule! {
    /// A row of a list without a code
    ///
    /// A procedure is published under its code.
    ///
    /// **Example:** a row whose cell under "Mã số" is blank.
    ///
    /// **To mend:** ask the source for the code, or remove the row.
    LIST_NO_CODE: "list/no-code", Error, Elsewhere
}

rule! {
    /// A workbook in which no sheet is a list
    ///
    /// A list of the portal is known by its headings.
    ///
    /// **Example:** a workbook with a chart alone.
    ///
    /// **To mend:** give it the headings "Mã số" and "Tên", as the portal's exports have them.
    LIST_NO_HEADINGS: "list/no-headings", Error, Elsewhere
}

rule! {
    /// A column of a list that has no field
    ///
    /// Nothing of an official record is dropped: the words go to the note.
    ///
    /// **Example:** a column the portal's exports do not have.
    ///
    /// **To mend:** nothing has to be done.
    LIST_UNKNOWN_COLUMN: "list/unknown-column", Note, Elsewhere
}

rule! {
    /// A record without a code
    ///
    /// A procedure is published under its code, and records are laid over each other by it.
    ///
    /// **Example:** a JSON file of another kind.
    ///
    /// **To mend:** retrieve the record again, or take the file out of the source.
    PORTAL_NO_CODE: "portal/no-code", Error, Elsewhere
}

rule! {
    /// An item of a record that cannot be shown
    ///
    /// An item without a name or a code was left out of its list.
    ///
    /// **Example:** a document whose name is empty.
    ///
    /// **To mend:** compare the page with the official one, and write the item in an overlay where it matters.
    PORTAL_NO_NAME: "portal/no-name", Note, Elsewhere
}

rule! {
    /// A number that is no whole one
    ///
    /// Copies and originals are counted, and what is no whole number is not read.
    ///
    /// **Example:** `1.5` copies.
    ///
    /// **To mend:** compare the document with the official page.
    PORTAL_NOT_WHOLE: "portal/not-whole", Note, Elsewhere
}

rule! {
    /// A key of the portal that motcua does not know
    ///
    /// The portal added something to its records since motcua was written.
    ///
    /// **Example:** a key that is new.
    ///
    /// **To mend:** nothing has to be done. Tell the authors of motcua where it matters.
    PORTAL_UNKNOWN_KEY: "portal/unknown-key", Note, Elsewhere
}

rule! {
    /// A word of the portal that motcua does not know
    ///
    /// Where a record has one of a few words, another was met.
    ///
    /// **Example:** a way to apply that is neither in person, online nor by post.
    ///
    /// **To mend:** compare the page with the official one.
    PORTAL_UNKNOWN_WORD: "portal/unknown-word", Note, Elsewhere
}

rule! {
    /// A code that a spreadsheet made a number
    ///
    /// Spreadsheet programs take `1.001200` for a number and forget its last zeros.
    ///
    /// **Example:** a cell with the number 1.0012.
    ///
    /// **To mend:** correct the code as the help says, and format the column as text.
    SHEET_CODE_IS_A_NUMBER: "sheet/code-is-a-number", Warning, Elsewhere
}

rule! {
    /// A workbook that is damaged
    ///
    /// It cannot be unpacked or its parts do not fit together.
    ///
    /// **Example:** a file whose download broke off.
    ///
    /// **To mend:** open it in a spreadsheet program and save it again, or fetch it again.
    SHEET_DAMAGED: "sheet/damaged", Error, Elsewhere
}

rule! {
    /// A sheet that is not there
    ///
    /// A source names a sheet of a workbook, and the workbook has no such sheet.
    ///
    /// **Example:** `sheet = "Sheet2"` where there is one sheet.
    ///
    /// **To mend:** use one of the names the help lists.
    SHEET_NO_SHEET: "sheet/no-sheet", Error, Elsewhere
}

rule! {
    /// A file that is no XLSX workbook
    ///
    /// Older workbooks and those of other programs are written otherwise.
    ///
    /// **Example:** an `.xls` file under the name `.xlsx`.
    ///
    /// **To mend:** save it as `.xlsx`. A file that was cut has to be fetched again.
    SHEET_NOT_XLSX: "sheet/not-xlsx", Error, Elsewhere
}

rule! {
    /// A workbook with a password
    ///
    /// Its bytes are encrypted.
    ///
    /// **Example:** a file that asks for a password when it is opened.
    ///
    /// **To mend:** save it again without a password.
    SHEET_PASSWORD: "sheet/password", Error, Elsewhere
}

rule! {
    /// A workbook with too many cells
    ///
    /// Lists of procedures are held in memory as a whole.
    ///
    /// **Example:** a table of millions of rows.
    ///
    /// **To mend:** keep one list in it, and publish large tables as datasets.
    SHEET_TOO_LARGE: "sheet/too-large", Error, Elsewhere
}

rule! {
    /// A file that is not JSON
    ///
    /// A source of this kind has JSON files, and this one cannot be read as such.
    ///
    /// **Example:** a download that broke off.
    ///
    /// **To mend:** download the record again.
    SOURCE_JSON: "source/json", Error, Elsewhere
}

rule! {
    /// A line that is too long for a record
    ///
    /// Each line of such a file is one record.
    ///
    /// **Example:** a file in which all records stand in one line.
    ///
    /// **To mend:** write each record in a line of its own.
    SOURCE_LINE_TOO_LONG: "source/line-too-long", Error, Elsewhere
}

rule! {
    /// A record without a code
    ///
    /// A procedure is published under its code.
    ///
    /// **Example:** a row that says "Không có thông tin" for its code.
    ///
    /// **To mend:** retrieve it again, or remove the line.
    SOURCE_NO_CODE: "source/no-code", Error, Elsewhere
}

rule! {
    /// A source without files
    ///
    /// `path` of a `[[source]]` matches nothing. Paths are relative to the site's folder, and `*` stands for any part of a
    /// name.
    ///
    /// **Example:** `path = "portl/*.json"`.
    ///
    /// **To mend:** correct the path, or remove the source.
    SOURCE_NO_FILES: "source/no-files", Warning, Elsewhere
}

rule! {
    /// A line that is no record
    ///
    /// It is JSON, but not what a record of this source is.
    ///
    /// **Example:** `[1]`.
    ///
    /// **To mend:** take it out, or choose the `kind` that fits the file.
    SOURCE_NOT_A_RECORD: "source/not-a-record", Error, Elsewhere
}

rule! {
    /// A line that is not JSON
    ///
    /// Each line of such a file is one record in JSON.
    ///
    /// **Example:** a line that was cut.
    ///
    /// **To mend:** retrieve it again, or remove the line.
    SOURCE_NOT_JSON: "source/not-json", Error, Elsewhere
}

rule! {
    /// A file that cannot be read
    ///
    /// The system does not give it, or its bytes are not text in UTF-8.
    ///
    /// **Example:** a file without permission to read it, or one saved as UTF-16.
    ///
    /// **To mend:** do what the help says.
    SOURCE_UNREADABLE: "source/unreadable", Error, Elsewhere
}

rule! {
    /// A page of another procedure
    ///
    /// What was crawled is not the page of the code it was crawled for.
    ///
    /// **Example:** a page that says that there is no such procedure.
    ///
    /// **To mend:** retrieve it again.
    SOURCE_WRONG_PAGE: "source/wrong-page", Warning, Elsewhere
}

rule! {
    /// A row of a table without a code
    ///
    /// A procedure is published under its code.
    ///
    /// **Example:** a blank cell in the column of codes.
    ///
    /// **To mend:** write the code, or remove the row.
    TABLE_NO_CODE: "table/no-code", Error, Elsewhere
}

rule! {
    /// A column that `site.toml` names and the table does not have
    ///
    /// `columns` of a source says under which heading a field stands.
    ///
    /// **Example:** a heading that was renamed.
    ///
    /// **To mend:** correct `columns`, or the heading.
    TABLE_NO_COLUMN: "table/no-column", Warning, Elsewhere
}

rule! {
    /// A table without a heading for the code
    ///
    /// The row of headings is known by that of the code.
    ///
    /// **Example:** a table that begins with its first row.
    ///
    /// **To mend:** add a row of headings, or name the heading in `columns` of the source.
    TABLE_NO_HEADINGS: "table/no-headings", Error, Elsewhere
}

rule! {
    /// A cell that is not understood as a whole
    ///
    /// What fits no field goes to the note, word for word.
    ///
    /// **Example:** a word that is none of those a field may have.
    ///
    /// **To mend:** correct the cell. The message has the words.
    TABLE_NOT_UNDERSTOOD: "table/not-understood", Note, Elsewhere
}

rule! {
    /// A quote that is never closed
    ///
    /// In CSV a cell that begins with a quote goes on to the next one: all that follows would be one cell.
    ///
    /// **Example:** `"Hộ tịch` without a quote at its end.
    ///
    /// **To mend:** close the quote, or take it away.
    TABLE_UNCLOSED_QUOTE: "table/unclosed-quote", Error, Elsewhere
}

rule! {
    /// A column of a table that has no field
    ///
    /// No field has this heading, and `columns` of the source does not name it; the words of its cells go to the note.
    ///
    /// **Example:** a column "Ghi chú nội bộ".
    ///
    /// **To mend:** name the heading in `columns` of the source, rename it, or remove the column.
    TABLE_UNKNOWN_COLUMN: "table/unknown-column", Note, Elsewhere
}

rule! {
    /// A file of the theme that cannot be used
    ///
    /// A template, style or table of words below `web/` has a mistake.
    ///
    /// **Example:** a template with an unclosed block.
    ///
    /// **To mend:** mend it, or delete the file to use the built-in one.
    THEME_INVALID: "theme/invalid", Error, Elsewhere
}

rule! {
    /// A file below `web/` that no theme has a use for
    ///
    /// Its folder or name may be mistyped, so that the built-in file is used.
    ///
    /// **Example:** `web/template/home.html`.
    ///
    /// **To mend:** rename it, or remove it.
    THEME_UNUSED: "theme/unused", Warning, Elsewhere
}

rule! {
    /// A file that is not TOML
    ///
    /// Files of content and configuration are written in TOML, and this one cannot be read as such.
    ///
    /// **Example:** a text without its second quote.
    ///
    /// **To mend:** mend the place that is shown. The help says what is most likely missing.
    TOML_SYNTAX: "toml/syntax", Error, Elsewhere
}

rule! {
    /// A key that nobody knows
    ///
    /// What it says would be lost without a word.
    ///
    /// **Example:** `nmae = "..."`.
    ///
    /// **To mend:** correct the key. The help names the nearest.
    TOML_UNKNOWN_KEY: "toml/unknown-key", Error, Elsewhere
}

rule! {
    /// A word that is none of those a key may have
    ///
    /// Some keys take one of a few words.
    ///
    /// **Example:** `state = "aktive"`.
    ///
    /// **To mend:** use one of the words the help lists.
    TOML_UNKNOWN_WORD: "toml/unknown-word", Error, Elsewhere
}

rule! {
    /// A value of another kind than the key takes
    ///
    /// Texts stand in quotes, numbers, days and `true` without.
    ///
    /// **Example:** `amount = "8000"`.
    ///
    /// **To mend:** write it as the help says.
    TOML_WRONG_KIND: "toml/wrong-kind", Error, Elsewhere
}

rule! {
    /// A file that is not UTF-8
    ///
    /// Files of content and of sources are text in UTF-8. Letters of another encoding would be read as others.
    ///
    /// **Example:** a file that was saved as UTF-16 ("Unicode").
    ///
    /// **To mend:** save the file again with the encoding UTF-8. Text in TCVN3, VNI or windows-1258 has to be converted first.
    SOURCE_NOT_UTF8: "source/not-utf8", Error, Elsewhere
}
