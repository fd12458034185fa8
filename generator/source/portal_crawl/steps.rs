//! The steps: prose, cut at the lines that begin with "Bước 1".

use std::ops::Range;

use super::super::vocabulary::trimmed;
use super::sections::Section;
use crate::catalogue::{Bilingual, Prose, Step};

/// The longest first line that is a title when more follows it, in characters.
const TITLE: usize = 120;
/// The longest heading before the first step on its line, in characters.
const HEADING: usize = 300;

/// Where a step begins: its line, and on it the name, to the end of the number.
struct Mark {
    line: usize,
    name: Range<usize>,
}

/// Cuts the text into steps. Text before the first, or without any, is a step without a name.
pub(super) fn read(section: &Section) -> Vec<Step> {
    let text = section.text.as_str();
    let marks = marks(text);
    let mut steps = Vec::new();
    let first = marks.first().map_or(text.len(), |mark| mark.line);
    push(section, None, 0..first, &mut steps);
    for (at, mark) in marks.iter().enumerate() {
        let end = marks.get(at + 1).map_or(text.len(), |next| next.line);
        let (name, body) = name_and_body(text, mark.name.clone(), end);
        push(section, Some(name), body, &mut steps);
    }
    steps
}

fn push(section: &Section, name: Option<Range<usize>>, body: Range<usize>, steps: &mut Vec<Step>) {
    let body = trimmed(&section.text, body);
    let name = name.map(|name| trimmed(&section.text, name)).filter(|name| !name.is_empty());
    if body.is_empty() && name.is_none() {
        return;
    }
    let start = name.as_ref().map_or(body.start, |name| name.start);
    steps.push(Step {
        at: section.place(start..body.end.max(start)),
        name: name.map(|name| Bilingual::vi(&section.text[name])),
        text: Prose::Plain(section.text[body].into()),
        text_en: None,
    });
}

/// What is the step's name and what its text: a short first line is a title where more lines follow.
fn name_and_body(text: &str, mark: Range<usize>, end: usize) -> (Range<usize>, Range<usize>) {
    let punctuation = text[mark.end..end].len() - text[mark.end..end].trim_start_matches([':', '.', ' ', ')']).len();
    let body = mark.end + punctuation;
    let line = text[body..end].find('\n').map_or(end, |at| body + at);
    let title = text[body..line].trim();
    // A line that a small letter follows is no title but the start of a sentence that was wrapped.
    let more = text[line..end].trim_start().starts_with(|c: char| !c.is_lowercase());
    if more && !title.is_empty() && title.chars().count() <= TITLE && !title.ends_with(',') {
        return (mark.start..line, line..end);
    }
    (mark.start..mark.end, body..end)
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive('\n') {
        let line = start;
        start += part.len();
        let name = line + part.len() - part.trim_start_matches(is_bullet).len();
        let body = &text[name..line + part.len()];
        // "a) Bước 1": a letter or number before the word.
        let label = body.find(')').filter(|&at| at <= 3).map_or(0, |at| at + 1);
        let label = label + (body[label..].len() - body[label..].trim_start().len());
        if let Some(length) = step_number(&body[label..]) {
            marks.push(Mark { line, name: name..name + label + length });
            continue;
        }
        // "Nộp hồ sơ Bước 1: ...": the heading of a sequence, which begins with its first step.
        let first = body.match_indices(" Bước").map(|(at, _)| at + 1).find_map(|at| {
            let length = step_number(&body[at..])?;
            let number = body[at..at + length].trim_start_matches("Bước").trim();
            let closed = body[at + length..].trim_start().starts_with([':', '.']);
            (number.trim_start_matches('0') == "1" && closed).then_some(at..at + length)
        });
        if let Some(first) = first.filter(|first| body[..first.start].chars().count() <= HEADING) {
            marks.push(Mark { line, name: name..name + first.end });
        }
    }
    marks
}

fn is_bullet(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '+' | '*' | '•' | '–' | '.')
}

/// The length of "Bước 1" where the text begins with it and nothing but a step follows: not "Bước 1 và bước 2".
fn step_number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("Bước")?;
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{A0}']).len();
    let digits = rest[blank..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let length = "Bước".len() + blank + digits;
    let after = text[length..].trim_start_matches([' ', '\u{A0}']);
    let opens = after.is_empty() || after.starts_with([':', '.', '\n', '-', ')']);
    (opens || after.starts_with(char::is_uppercase)).then_some(length)
}
