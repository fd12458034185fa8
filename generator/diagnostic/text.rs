//! Findings as a person reads them in a terminal: place, line, caret, help.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::places::{Places, visible};
use super::{Diagnostic, Severity};
use crate::files::{At, FileTable, Files};

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// A terminal that shows colours.
    On,
    /// A pipe, a file, or `NO_COLOR`.
    Off,
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Location, MemoryFiles};

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
