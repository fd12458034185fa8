//! Findings as a person reads them in a terminal: place, line, caret, help.
//!
//! Lines of portal data run to hundreds of thousands of characters, so a line is shown as a window
//! around the place. Carets count terminal cells, because Vietnamese may come decomposed and tabs exist.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use super::json::Place;
use super::{Diagnostic, Severity};
use crate::files::{At, FileId, FileTable, Files, LineIndex, Location};

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// A terminal that shows colours.
    On,
    /// A pipe, a file, or `NO_COLOR`.
    Off,
}

/// How much of a long line is shown on each side of the place, in characters.
const WINDOW: usize = 48;

/// How many files are held.
const KEPT: usize = 4;

/// Writes `diagnostics` in the order given.
pub fn render_text(
    diagnostics: &[Diagnostic],
    table: &FileTable,
    files: &dyn Files,
    colours: Colours,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut places = Places::new(table, files);
    let paint = Paint(colours);
    for alike in diagnostics.chunk_by(is_one_remedy) {
        let Some(diagnostic) = alike.first() else { continue };
        let colour = match diagnostic.severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Note => AnsiColor::Cyan,
        };
        for diagnostic in alike {
            let head = paint.bold(colour, &format!("{}[{}]", diagnostic.severity.word(), diagnostic.rule));
            writeln!(out, "{head}: {}", visible(&diagnostic.message))?;
        }
        let subject = diagnostic.subject.as_ref().map(|code| format!("  ({})", visible(code))).unwrap_or_default();
        writeln!(out, "  {} {}{subject}", paint.bold(AnsiColor::Blue, "-->"), places.shown(diagnostic.location))?;
        if let Some(excerpt) = places.excerpt(diagnostic.location) {
            let bar = paint.bold(AnsiColor::Blue, "|");
            writeln!(out, "   {bar} {}", excerpt.text)?;
            writeln!(out, "   {bar} {}{}", " ".repeat(excerpt.indent), paint.bold(colour, &"^".repeat(excerpt.width)))?;
        }
        for (location, words) in &diagnostic.related {
            writeln!(out, "   = {} at {}", visible(words), places.shown(*location))?;
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "   = {}: {}", paint.bold(AnsiColor::Green, "help"), visible(help))?;
        }
        for line in alike.iter().filter_map(|diagnostic| diagnostic.paste.as_ref()).flat_map(|lines| lines.lines()) {
            writeln!(out, "     {}", visible(line))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Whether two findings about the same file as a whole ask for lines in the same place: they are shown as one, so that their lines
/// can be pasted at once.
fn is_one_remedy(one: &Diagnostic, other: &Diagnostic) -> bool {
    let is_plain = |finding: &Diagnostic| {
        finding.location.at() == At::Whole
            && finding.paste.is_some()
            && finding.subject.is_none()
            && finding.related.is_empty()
    };
    is_plain(one)
        && is_plain(other)
        && (one.severity, one.location, &one.help) == (other.severity, other.location, &other.help)
}

struct Paint(Colours);

impl Paint {
    fn bold(&self, colour: AnsiColor, text: &str) -> String {
        match self.0 {
            Colours::Off => text.to_owned(),
            Colours::On => {
                let style = Style::new().bold().fg_color(Some(colour.into()));
                format!("{style}{text}{style:#}")
            }
        }
    }
}

/// Turns locations into lines and columns; holds the texts of the files met last, because findings come sorted by file,
/// a source may be large, and related places are mostly in the same few other files.
pub(super) struct Places<'a> {
    table: &'a FileTable,
    files: &'a dyn Files,
    open: Vec<(FileId, Vec<u8>, LineIndex)>,
}

/// A line of a file with a mark under it.
struct Excerpt {
    text: String,
    indent: usize,
    width: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(table: &'a FileTable, files: &'a dyn Files) -> Self {
        Self { table, files, open: Vec::new() }
    }

    fn text(&mut self, file: FileId) -> (&[u8], &LineIndex) {
        let at = match self.open.iter().position(|(open, ..)| *open == file) {
            Some(at) => at,
            None => {
                if self.open.len() == KEPT {
                    self.open.pop();
                }
                // A file that has vanished since shows its findings without line and column.
                let bytes = self.files.read(self.table.path(file)).unwrap_or_default();
                let lines = LineIndex::new(&bytes);
                self.open.push((file, bytes, lines));
                self.open.len() - 1
            }
        };
        self.open[..=at].rotate_right(1);
        let (_, bytes, lines) = &self.open[0];
        (bytes, lines)
    }

    pub(super) fn place(&mut self, location: Location) -> Place {
        let mut place = Place { file: self.table.path(location.file).to_owned(), line: None, column: None, cell: None };
        match location.at() {
            At::Whole => {}
            At::Bytes { start, .. } => {
                let (text, lines) = self.text(location.file);
                let position = lines.position(text, start as usize);
                (place.line, place.column) = (Some(position.line), Some(position.column));
            }
            At::Cell { row, column, .. } => place.cell = Some(At::cell_name(row, column)),
            At::Line { line, column } => {
                (place.line, place.column) = (usize::try_from(line).ok(), usize::try_from(column).ok());
            }
        }
        place
    }

    fn shown(&mut self, location: Location) -> String {
        let place = self.place(location);
        match (place.line, place.column, place.cell) {
            (Some(line), Some(column), _) => format!("{}:{line}:{column}", place.file),
            (_, _, Some(cell)) => format!("{}:{cell}", place.file),
            _ => place.file,
        }
    }

    fn excerpt(&mut self, location: Location) -> Option<Excerpt> {
        let At::Bytes { start, len } = location.at() else { return None };
        let (text, lines) = self.text(location.file);
        let start = usize::try_from(start).ok().filter(|&start| start <= text.len())?;
        let (_, line) = lines.line(text, start);
        if line.is_empty() {
            return None;
        }
        // A place may be the line break itself.
        let start = start.min(line.end);
        let end = (start + len as usize).min(line.end).max(start);
        let before = String::from_utf8_lossy(&text[line.start..start.min(line.end)]);
        let marked = String::from_utf8_lossy(&text[start.min(line.end)..end]);
        let after = String::from_utf8_lossy(&text[end..line.end]);

        let mut shown = String::new();
        let skipped = before.chars().count().saturating_sub(WINDOW);
        if skipped > 0 {
            shown.push('…');
        }
        push_visible(&mut shown, before.chars().skip(skipped));
        let indent = width(&shown);
        push_visible(&mut shown, marked.chars().take(WINDOW));
        let marked_width = (width(&shown) - indent).max(1);
        if marked.chars().nth(WINDOW).is_some() {
            shown.push('…');
        } else {
            push_visible(&mut shown, after.chars().take(WINDOW));
            if after.chars().nth(WINDOW).is_some() {
                shown.push('…');
            }
        }
        Some(Excerpt { text: shown, indent, width: marked_width })
    }
}

/// A text as a terminal can show it in a line.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    push_visible(&mut shown, text.chars());
    shown
}

/// Adds characters as a terminal can show them in a line: tabs as spaces, other controls as their pictures.
fn push_visible(shown: &mut String, chars: impl Iterator<Item = char>) {
    for c in chars {
        match c {
            '\t' => shown.push_str("    "),
            c if (c as u32) < 0x20 => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?')),
            c if c.is_control() || is_invisible(c) => shown.push('·'),
            c => shown.push(c),
        }
    }
}

/// Characters that would turn or hide the rest of the line.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFiles;

    fn shown(text: &str, marked: &str) -> String {
        let mut table = FileTable::default();
        let file = table.add("a.md");
        let files = MemoryFiles::default().with("a.md", text);
        let start = text.find(marked).unwrap() as u64;
        let location = Location::bytes(file, start..start + marked.len() as u64);
        let finding =
            Diagnostic::warning("text/example", location, "what is wrong").help("what to do").about("1.001193");
        let mut out = Vec::new();
        render_text(&[finding], &table, &files, Colours::Off, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_caret_stands_under_decomposed_letters() {
        assert_eq!(
            shown("x\n\tname = \"Vie\u{302}\u{323}t Nam\"\n", "Nam"),
            "warning[text/example]: what is wrong\n  --> a.md:2:17  (1.001193)\n   |     name = \"Vie\u{302}\u{323}t Nam\"\n   |                  ^^^\n   = help: what to do\n\n"
        );
    }

    #[test]
    fn what_is_mended_in_one_place_is_shown_as_one() {
        let mut table = FileTable::default();
        let file = table.add("a.toml");
        let finding =
            |rule, line: &str| Diagnostic::warning(rule, Location::whole(file), "lacks").help("add:").paste(line);
        let other = Diagnostic::warning("c/c", Location::whole(file), "odd").help("look");
        let mut out = Vec::new();
        let all = [finding("a/a", "a = 1"), finding("b/b", "b = 2"), other];
        render_text(&all, &table, &MemoryFiles::default(), Colours::Off, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "warning[a/a]: lacks\nwarning[b/b]: lacks\n  --> a.toml\n   = help: add:\n     a = 1\n     b = 2\n\n\
             warning[c/c]: odd\n  --> a.toml\n   = help: look\n\n"
        );
    }

    #[test]
    fn a_place_on_a_line_break_of_windows_is_shown() {
        let out = shown("+++\r\nnote = 'x\r\n+++\r\n", "\n+++\r");
        assert!(out.contains("a.md:2:11"), "{out}");
    }

    #[test]
    fn a_message_cannot_command_the_terminal() {
        let mut table = FileTable::default();
        let finding =
            Diagnostic::note("text/example", Location::whole(table.add("a")), "key \u{1b}]0;x\u{7}").help("\u{9b}2J");
        let mut out = Vec::new();
        render_text(&[finding], &table, &MemoryFiles::default(), Colours::Off, &mut out).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains(['\u{1b}', '\u{7}', '\u{9b}']));
    }

    proptest::proptest! {
        #[test]
        fn no_place_in_any_bytes_panics(bytes: Vec<u8>, start in 0u64..80, len in 0u64..80) {
            let mut table = FileTable::default();
            let finding = Diagnostic::note("text/example", Location::bytes(table.add("a"), start..start + len), "x");
            let files = MemoryFiles::default().with("a", bytes);
            render_text(&[finding], &table, &files, Colours::Off, &mut Vec::new()).unwrap();
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_shown_as_a_window() {
        let text = format!("{}ĐÂY{}", "a".repeat(600_000), "b".repeat(600_000));
        let out = shown(&text, "ĐÂY");
        assert!(out.len() < 600, "{} bytes", out.len());
        assert!(out.contains("a.md:1:600001"));
    }
}
