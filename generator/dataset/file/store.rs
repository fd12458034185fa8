//! The file of a dataset, opened: which kind of file it is, and its rows as often as they are wanted.

use std::io::{Cursor, Read};

use super::dialect;
use super::digest::{Content, Digested};
use super::raw::RawRow;
use super::records::{Dialect, LONGEST, RecordError, Records, WIDEST};
use super::workbook::{self, Declared, Hidden, MAX_BYTES, MAX_CELLS, Problem, Sheet};
use crate::dataset::description::{Description, Hints};
use crate::dataset::encoding::{Candidate, Confidence, Detected, Encoding, Text, detect};
use crate::dataset::file::folders;
use crate::dataset::notation::word::quoted;
use crate::diagnostic::Diagnostic;
use crate::files::{FileError, FileErrorKind, FileId, Files, Location, ReadSeek};

/// How many rows a sample has: those from which it is found where the table stands.
const SAMPLE: usize = 500;
/// How much of a text is looked at for its dialect, in bytes of UTF-8.
const HEAD: usize = 1 << 18;

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Delimited {
        /// Its encoding, and why.
        detected: Detected,
        /// Its dialect.
        dialect: Dialect,
    },
    /// A sheet of a workbook.
    Sheet {
        /// The name that was asked for.
        wanted: Option<Box<str>>,
        /// Which sheet it is, counted from zero.
        index: u16,
        /// Its name, where it was taken of several because it alone holds a table.
        chosen: Option<Box<str>>,
        /// What the workbook says of its columns.
        declared: Vec<Declared>,
    },
}

/// A file that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    /// Its path, relative to the root of the site.
    pub path: Box<str>,
    /// The file.
    pub file: FileId,
    /// How it is read.
    pub format: Format,
}

/// Rows as the file has them.
pub enum RawRows<'a> {
    /// Of a text, as they are read.
    Text(Box<Records<Digested<Box<dyn ReadSeek + 'a>>>>),
    /// Of a sheet.
    Sheet(std::vec::IntoIter<RawRow>, Option<Content>),
}

impl RawRows<'_> {
    /// Reads the next row into `row`; `false` at the end.
    pub fn next(&mut self, row: &mut RawRow) -> Result<bool, RecordError> {
        match self {
            Self::Text(records) => records.next(row),
            Self::Sheet(rows, _) => Ok(rows.next().map(|next| *row = next).is_some()),
        }
    }

    /// What the file has, once all rows were read, where it was digested.
    pub fn content(&self) -> Option<Content> {
        match self {
            Self::Text(records) => records.input().content(),
            Self::Sheet(_, content) => *content,
        }
    }
}

impl Store {
    /// Finds out how the file of a dataset is read.
    pub fn open(files: &dyn Files, description: &Description, file: FileId) -> Result<Self, Box<Diagnostic>> {
        let (path, said) = &description.path;
        if !files.exists(path) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let missing = Diagnostic::error("dataset/no-file", *said, format!("there is no file {path}"))
                .help(format!("put {name} beside dataset.toml, or correct the name"));
            let there = files.list(folder).paths;
            let names = there.iter().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
            return Err(folders::instead(missing, name, names).into());
        }
        let failed = |error: FileError| Diagnostic::from_file_error(file, &error);
        let io = |error: std::io::Error| failed(FileError::io(&**path, &error));
        let mut start = Vec::new();
        files.open(path).map_err(failed)?.take(8).read_to_end(&mut start).map_err(io)?;
        let hints = &description.hints;
        let format = if start.starts_with(b"PK\x03\x04") {
            let sheet = workbook::read(files.open(path).map_err(failed)?, hints.sheet.as_deref());
            let Sheet { index, chosen, declared, .. } = sheet.map_err(|problem| of_workbook(problem, file, hints))?;
            Format::Sheet { wanted: hints.sheet.clone(), index, chosen, declared }
        } else if start.starts_with(b"\xD0\xCF\x11\xE0") {
            let message = "an old .xls workbook, or one with a password";
            let help = "open it in a spreadsheet program and save it as .xlsx without a password";
            return Err(Diagnostic::error("dataset/format", Location::whole(file), message).help(help).into());
        } else {
            let detected = match hints.encoding {
                Some(encoding) => Detected { encoding, confidence: Confidence::Declared },
                None => {
                    let found = detect(&mut *files.open(path).map_err(failed)?).map_err(io)?;
                    found.map_err(|undecided| undecided_encoding(file, undecided.line, &undecided.candidates))?
                }
            };
            let mut text = Text::new(files.open(path).map_err(failed)?, detected.encoding);
            let dialect = dialect_of(&mut text, hints, file).map_err(io)??;
            Format::Delimited { detected, dialect }
        };
        Ok(Self { path: path.clone(), file, format })
    }

    /// The rows, from the first.
    pub fn rows<'a>(&self, files: &'a dyn Files) -> Result<RawRows<'a>, Box<Diagnostic>> {
        self.read(files, false)
    }

    /// The rows, from the first, and what the file has, once all were read.
    pub fn digested_rows<'a>(&self, files: &'a dyn Files) -> Result<RawRows<'a>, Box<Diagnostic>> {
        self.read(files, true)
    }

    fn read<'a>(&self, files: &'a dyn Files, digested: bool) -> Result<RawRows<'a>, Box<Diagnostic>> {
        let failed = |error: FileError| Diagnostic::from_file_error(self.file, &error);
        let mut input = files.open(&self.path).map_err(failed)?;
        match &self.format {
            Format::Delimited { detected, dialect } => {
                let text = Text::new(Digested::new(input, digested), detected.encoding);
                Ok(RawRows::Text(Box::new(Records::new(text, *dialect))))
            }
            Format::Sheet { wanted, .. } => {
                let mut content = None;
                if digested {
                    // Its parts are read in an order of their own: what is digested is what they are taken from.
                    let mut whole = Digested::new(input.take(MAX_BYTES + 1), true);
                    let mut bytes = Vec::new();
                    whole.read_to_end(&mut bytes).map_err(|error| failed(FileError::io(&*self.path, &error)))?;
                    content = whole.content();
                    input = Box::new(Cursor::new(bytes));
                }
                let sheet = workbook::read(input, wanted.as_deref());
                let rows = sheet.map_err(|problem| of_workbook(problem, self.file, &Hints::default()))?.rows;
                Ok(RawRows::Sheet(rows.into_iter(), content))
            }
        }
    }

    /// The first rows.
    pub fn sample(&self, files: &dyn Files) -> Result<Vec<RawRow>, Box<Diagnostic>> {
        let mut rows = self.rows(files)?;
        let (mut sample, mut bytes) = (Vec::new(), 0);
        let mut row = RawRow::default();
        while sample.len() < SAMPLE && bytes < LONGEST {
            match rows.next(&mut row) {
                Ok(true) => {
                    bytes += row.iter().map(str::len).sum::<usize>() + row.len();
                    sample.push(row.clone());
                }
                // What cannot be read is told when all rows are.
                Ok(false) | Err(_) => break,
            }
        }
        Ok(sample)
    }

    /// That it is not what it was when it was read first.
    pub fn changed(&self) -> FileError {
        FileError::new(&*self.path, FileErrorKind::Changed)
    }

    /// What the file itself says of a column: the one at this place, where it has this heading.
    pub fn declared(&self, index: usize, heading: &str) -> Option<&Declared> {
        match &self.format {
            Format::Sheet { declared, .. } => declared.get(index).filter(|column| *column.name == *heading),
            Format::Delimited { .. } => None,
        }
    }

    /// What the workbook hides: its sheets, and what of the sheet that is read; nothing of a text.
    pub fn hidden(&self, files: &dyn Files) -> Option<(Vec<String>, Hidden)> {
        let Format::Sheet { index, .. } = self.format else { return None };
        let sheets = workbook::hidden_sheets(files.open(&self.path).ok()?);
        let hidden = Hidden::of(files.open(&self.path).ok()?, index.into());
        let mut filled = Hidden::default();
        if hidden != filled {
            // Programs hide empty columns and rows, too.
            let (mut rows, mut row) = (self.rows(files).ok()?, RawRow::default());
            while rows.next(&mut row).ok()? {
                let columns = (0..row.len()).filter(|&index| row.is_filled(index)).map(|index| row.place(index).1);
                filled.columns.extend(columns.filter(|column| hidden.columns.contains(column)));
                filled.rows.extend(Some(row.line).filter(|line| hidden.rows.contains(line) && row.filled() > 0));
            }
        }
        Some((sheets, filled))
    }

    /// Whether it is a workbook.
    pub fn is_sheet(&self) -> bool {
        matches!(self.format, Format::Sheet { .. })
    }

    /// Where a cell of a row stands.
    pub fn place(&self, row: &RawRow, index: usize) -> Location {
        match self.format {
            Format::Delimited { .. } => {
                let (line, column) = row.place(index);
                Location::line(self.file, line, column)
            }
            Format::Sheet { index: sheet, .. } => {
                let line = u32::try_from(row.line.saturating_sub(1)).unwrap_or(u32::MAX);
                // Its cells follow each other from the first on.
                let column = row.place(0).1 as usize + index;
                Location::cell(self.file, sheet, line, u16::try_from(column).unwrap_or(u16::MAX))
            }
        }
    }

    /// What a row that cannot be read is.
    pub fn unreadable(&self, error: RecordError) -> Box<Diagnostic> {
        let at = |line, column| Location::line(self.file, line, column);
        Box::new(match error {
            RecordError::Unclosed { line, column } => {
                let message = "a quote that is never closed: all that follows it would be one cell";
                let help = "close it where the cell ends; a quote inside a quoted cell is written twice";
                Diagnostic::error("dataset/unclosed-quote", at(line, column), message).help(help)
            }
            RecordError::ClosedLate { line, column, end } => {
                let message = format!("a quote that is not closed before another cell's in line {end}");
                let help =
                    "close it where the cell ends, or take it away; a quote inside a quoted cell is written twice";
                Diagnostic::error("dataset/unclosed-quote", at(line, column), message).help(help)
            }
            RecordError::TooLong { line } => {
                let message = format!("a row of more than {LONGEST} bytes or {WIDEST} cells begins here");
                let help = "there is probably a quote that is never closed; or say quote = \"'\" or another delimiter";
                Diagnostic::error("dataset/long-record", at(line, 1), message).help(help)
            }
            RecordError::Io(error) => Diagnostic::from_file_error(self.file, &FileError::io(&*self.path, &error)),
        })
    }
}

fn dialect_of(
    text: &mut Text<Box<dyn ReadSeek + '_>>,
    hints: &Hints,
    file: FileId,
) -> std::io::Result<Result<Dialect, Box<Diagnostic>>> {
    let mut head = String::new();
    let mut more = true;
    while more && head.len() < HEAD {
        more = text.fill(&mut head)?;
    }
    if more && let Some(end) = head.rfind(['\n', '\r']) {
        head.truncate(end + 1);
    }
    let guessed = dialect::guess(&head, hints.delimiter, hints.quote);
    Ok(guessed.map_err(|dialect::Undecided(choices)| {
        let named =
            |delimiter: u8| if delimiter == b'\t' { "\\t".to_owned() } else { char::from(delimiter).to_string() };
        let told: Vec<String> =
            choices.iter().map(|(delimiter, width)| format!("\"{}\" ({width} columns)", named(*delimiter))).collect();
        let message = format!("cells may be parted by {}", told.join(" or by "));
        Diagnostic::error("dataset/delimiter", Location::line(file, 1, 1), message)
            .help("say which it is, in dataset.toml, above the first [[column]]")
            .paste(format!("delimiter = \"{}\"", choices.first().map_or_else(|| ",".into(), |choice| named(choice.0))))
            .into()
    }))
}

fn undecided_encoding(file: FileId, line: u64, candidates: &[Candidate]) -> Diagnostic {
    let told: Vec<String> = candidates
        .iter()
        .filter(|candidate| !candidate.example.is_empty())
        .map(|candidate| {
            let Candidate { encoding, share, example } = candidate;
            format!("{} ({share} % Vietnamese, such as {})", encoding.word(), quoted(example))
        })
        .collect();
    let read = if told.is_empty() { String::new() } else { format!("; read as {}", told.join(", ")) };
    let message = format!("the text is not UTF-8, and of no encoding it is known to be in{read}");
    let words: Vec<&str> = Encoding::WORDS.iter().map(|(word, _)| *word).collect();
    Diagnostic::error("dataset/encoding", Location::line(file, line, 1), message)
        .help(format!("say which it is, in dataset.toml, above the first [[column]]: {}", words.join(", ")))
        .paste("encoding = \"windows-1252\"")
}

fn of_workbook(problem: Problem, file: FileId, hints: &Hints) -> Diagnostic {
    let error = |rule, message: String| Diagnostic::error(rule, Location::whole(file), message);
    let sheet = |name: &str| format!("sheet = {}", crate::dataset::description::lines::toml_text(name));
    match problem {
        Problem::Password => error("dataset/format", "the workbook is protected by a password".into())
            .help("save it again without a password"),
        Problem::NotXlsx => error("dataset/format", "a ZIP file that is not an XLSX workbook".into())
            .help("save the table as .xlsx or as CSV in UTF-8; a file that was cut has to be fetched again"),
        Problem::Damaged(why) => error("dataset/format", format!("the workbook is damaged: {why}"))
            .help("open it in a spreadsheet program and save it again, or fetch it again"),
        Problem::Bytes(bytes) => {
            let (is, most) = (bytes >> 20, MAX_BYTES >> 20);
            let message = format!("the workbook has {is} MB, and {most} MB are the most: it cannot be read in pieces");
            error("dataset/too-large", message).help("save the sheet as CSV in UTF-8, which may be of any size")
        }
        Problem::Cells => error(
            "dataset/too-large",
            format!("the sheet has more than {MAX_CELLS} cells, which are held together: it cannot be read in pieces"),
        )
        .help("save the sheet as CSV in UTF-8, which may be of any size"),
        Problem::NoSheet(names) => {
            let wanted = hints.sheet.as_deref().unwrap_or_default();
            error("dataset/sheet", format!("there is no sheet {}", quoted(wanted)))
                .help(format!("the sheets are {}", names.join(", ")))
                .paste(sheet(names.first().map_or("", String::as_str)))
        }
        Problem::Several(choices) => {
            let told: Vec<String> = choices
                .iter()
                .map(|choice| {
                    format!(
                        "{} ({} × {})",
                        quoted(&choice.name),
                        counted(choice.rows, "row"),
                        counted(choice.columns, "column")
                    )
                })
                .collect();
            error("dataset/sheet", format!("{} sheets may be meant", choices.len()))
                .help(format!("say which it is, in dataset.toml, above the first [[column]]: {}", told.join(", ")))
                .paste(sheet(choices.first().map_or("", |choice| &choice.name)))
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
