//! Official text as HTML: lines with dashes, letters and numbers become nested lists.
//!
//! In: text as an authority published it, where `-`, `+`, `*`, `a)`, `1.` and `Bước 1:` at the start of a
//! line are all the structure there is. Out: paragraphs and lists, escaped, in one pass over the text.
//! Every word survives; bullets become bullets of lists; numbers and letters stay as text, because the law
//! cites them. This room never guesses a link and never fails.

/// Appends `text` escaped for HTML.
pub fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// What stands before a list item, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Marker {
    /// `Bước 1:`
    Step,
    /// `I.`
    Roman,
    /// `1.`, `1)`, `1.2.`: by how many numbers.
    Number(u8),
    /// `*`
    Star,
    /// `a)`, `đ.`
    Letter,
    /// `(i)`, `(1)`, `(a)`
    Bracket,
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `•` and its like, private ones too.
    Dot,
}

impl Marker {
    fn is_bullet(self) -> bool {
        matches!(self, Self::Star | Self::Dash | Self::Plus | Self::Dot)
    }
}

/// A line's marker and where its text begins.
fn marker(line: &str) -> Option<(Marker, usize)> {
    let mut letters = line.chars();
    let first = letters.next()?;
    let bullet = match first {
        '-' | '–' | '—' | '−' | '‐' | '‑' => Some(Marker::Dash),
        '+' => Some(Marker::Plus),
        '*' => Some(Marker::Star),
        '•' | '●' | '◦' | '▪' | '■' | '·' | '○' | '✓' | '\u{E000}'..='\u{F8FF}' => Some(Marker::Dot),
        _ => None,
    };
    if let Some(bullet) = bullet {
        let rest = letters.as_str();
        // "-5 %" and "--" are text; so is a bullet with nothing behind it.
        let is_item = rest
            .starts_with(|c: char| c.is_whitespace() || c.is_alphabetic() || matches!(c, '(' | '"' | '“'))
            && !rest.trim().is_empty();
        return is_item.then(|| (bullet, line.len() - rest.trim_start().len()));
    }
    numbered(line, first)
}

fn numbered(line: &str, first: char) -> Option<(Marker, usize)> {
    if matches!(first, 'B' | 'b')
        && let Some(end) = step(line)
    {
        return Some((Marker::Step, end));
    }
    let bytes = line.as_bytes();
    let (bracket, start) = if first == '(' { (true, 1) } else { (false, 0) };
    let label_end = line[start..].find([')', '.', ' ', ':', '/']).map(|at| start + at)?;
    let label = &line[start..label_end];
    if label.is_empty() || label.len() > 5 {
        return None;
    }
    let is_roman =
        |small| label.bytes().all(|byte| if small { b"ivx".contains(&byte) } else { b"IVX".contains(&byte) });
    if bracket {
        let fits = label.bytes().all(|byte| byte.is_ascii_digit()) || is_roman(true) || is_letter(label);
        return (bytes[label_end] == b')' && fits).then(|| (Marker::Bracket, spaced(line, label_end + 1)));
    }
    if first.is_ascii_digit() {
        return number(line);
    }
    match bytes[label_end] {
        b')' if is_letter(label) => Some((Marker::Letter, spaced(line, label_end + 1))),
        b'.' if is_letter(label) && followed_by_space(line, label_end + 1) => {
            Some((Marker::Letter, spaced(line, label_end + 1)))
        }
        b'.' if is_roman(false) && followed_by_space(line, label_end + 1) => {
            Some((Marker::Roman, spaced(line, label_end + 1)))
        }
        _ => None,
    }
}

/// One small letter: `a`, `đ`.
fn is_letter(label: &str) -> bool {
    let mut letters = label.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

fn followed_by_space(line: &str, at: usize) -> bool {
    line[at..].starts_with(char::is_whitespace)
}

fn spaced(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start().len()
}

/// `1.`, `1)`, `1.2`, `1.2.`, of numbers with at most two digits; neither `1.000 đồng` nor `15/2020/NĐ-CP`.
fn number(line: &str) -> Option<(Marker, usize)> {
    let bytes = line.as_bytes();
    let (mut at, mut numbers) = (0, 0u8);
    loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == start || at - start > 2 {
            break;
        }
        numbers += 1;
        match bytes.get(at) {
            Some(b')') if numbers == 1 => return Some((Marker::Number(1), spaced(line, at + 1))),
            Some(b'.') if numbers < 5 => at += 1,
            Some(b' ' | b'\t') if numbers > 1 => return Some((Marker::Number(numbers), spaced(line, at))),
            _ => return None,
        }
    }
    let closed = at > 0 && bytes[at - 1] == b'.' && followed_by_space(line, at);
    (numbers > 0 && closed).then(|| (Marker::Number(numbers), spaced(line, at)))
}

/// The end of `Bước 1:`, `Bước 1.` or `bước 1 -`.
fn step(line: &str) -> Option<usize> {
    let rest = ["Bước ", "bước ", "BƯỚC "].into_iter().find_map(|word| line.strip_prefix(word))?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = rest[digits..].trim_start();
    let closing = after.chars().next().filter(|c| matches!(c, ':' | '.' | '-' | '–' | ')'))?;
    (digits > 0).then(|| line.len() - after.len() + closing.len_utf8())
}

/// A line's text without its bullet; numbers and letters stay.
pub fn bare(text: &str) -> &str {
    let text = text.trim();
    match marker(text) {
        Some((kind, end)) if kind.is_bullet() => &text[end..],
        _ => text,
    }
}

/// A heading's text: without bullet, and without the colon that led to what follows.
pub fn heading(text: &str) -> &str {
    bare(text).trim_end_matches([':', ' ', '.'])
}

/// Renders official text.
pub fn plain_into(text: &str, out: &mut String) {
    let mut page = Writer { out, open: Vec::new(), paragraph: false, last: None };
    for line in text.lines() {
        page.line(line.trim());
    }
    page.close_all();
}

struct Writer<'o, 't> {
    out: &'o mut String,
    /// The lists around the current item, outermost first; at most one for each kind of marker.
    open: Vec<Marker>,
    /// Whether a paragraph outside lists is open.
    paragraph: bool,
    /// The line before, where it is not empty.
    last: Option<&'t str>,
}

impl<'t> Writer<'_, 't> {
    fn line(&mut self, line: &'t str) {
        if line.is_empty() {
            self.last = None;
            return;
        }
        match marker(line) {
            Some((kind, end)) => self.item(kind, line, end),
            None => self.text(line),
        }
        self.last = Some(line);
    }

    fn item(&mut self, kind: Marker, line: &str, end: usize) {
        self.close_paragraph();
        match self.open.iter().position(|&other| other == kind) {
            Some(at) => {
                self.close_to(at + 1);
                self.out.push_str("</li>\n<li>");
            }
            None => {
                // A wider marker begins a list of its own, unless the line before announced it.
                let announced = self.last.is_some_and(|last| last.ends_with(':'));
                while !announced && self.open.last().is_some_and(|&top| top > kind) {
                    self.close_to(self.open.len() - 1);
                }
                self.out.push_str(if kind.is_bullet() { "<ul>\n<li>" } else { "<ol class=\"as-is\">\n<li>" });
                self.open.push(kind);
            }
        }
        if kind == Marker::Step {
            self.out.push_str("<strong>");
            escape_into(&line[..end], self.out);
            self.out.push_str("</strong>");
            escape_into(&line[end..], self.out);
        } else {
            escape_into(if kind.is_bullet() { &line[end..] } else { line }, self.out);
        }
    }

    fn text(&mut self, line: &str) {
        let Some(last) = self.last else {
            self.close_all();
            self.out.push_str("<p>");
            self.paragraph = true;
            return escape_into(line, self.out);
        };
        // A sentence that was broken across lines is one again.
        let runs_on = !last.ends_with(['.', ';', ':', '!', '?', ')'])
            && line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        if runs_on {
            self.out.push(' ');
        } else if self.open.is_empty() {
            self.out.push_str("</p>\n<p>");
        } else {
            self.out.push_str("<br>\n");
        }
        escape_into(line, self.out);
    }

    fn close_paragraph(&mut self) {
        if std::mem::take(&mut self.paragraph) {
            self.out.push_str("</p>\n");
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(kind) = self.open.pop() {
                self.out.push_str(if kind.is_bullet() { "</li>\n</ul>\n" } else { "</li>\n</ol>\n" });
            }
        }
    }

    fn close_all(&mut self) {
        self.close_paragraph();
        self.close_to(0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(text: &str) -> String {
        let mut out = String::new();
        plain_into(text, &mut out);
        out.replace('\n', "")
    }

    #[test]
    fn plus_stands_under_dash() {
        assert_eq!(
            html("Gồm:\n- A\n+ một\n+ hai\n- B"),
            "<p>Gồm:</p><ul><li>A<ul><li>một</li><li>hai</li></ul></li><li>B</li></ul>"
        );
    }

    #[test]
    fn a_star_after_dashes_begins_anew() {
        assert_eq!(
            html("- A.\n* Lưu ý:\n- X\n- Y"),
            "<ul><li>A.</li></ul><ul><li>Lưu ý:<ul><li>X</li><li>Y</li></ul></li></ul>"
        );
    }

    #[test]
    fn numbers_announced_by_a_dash_stand_under_it() {
        assert_eq!(
            html("- A:\n1. một\n2. hai\n- B"),
            "<ul><li>A:<ol class=\"as-is\"><li>1. một</li><li>2. hai</li></ol></li><li>B</li></ul>"
        );
    }

    #[test]
    fn letters_and_numbers_stay_because_the_law_cites_them() {
        assert_eq!(html("a) một\nđ) hai"), "<ol class=\"as-is\"><li>a) một</li><li>đ) hai</li></ol>");
        assert_eq!(html("(i) Trường hợp"), "<ol class=\"as-is\"><li>(i) Trường hợp</li></ol>");
        assert_eq!(html("Bước 1: Nộp"), "<ol class=\"as-is\"><li><strong>Bước 1:</strong> Nộp</li></ol>");
    }

    #[test]
    fn what_only_looks_like_a_marker_is_text() {
        for line in ["-5 độ", "1.000 đồng", "15/2020/NĐ-CP quy định", "2026 là năm", "--- x", "-", "a", "ông. Bà"]
        {
            assert_eq!(html(line), format!("<p>{line}</p>"), "{line}");
        }
    }

    #[test]
    fn a_broken_sentence_is_joined_and_a_new_one_is_not() {
        assert_eq!(
            html("- nộp tại Trung\ntâm hành chính.\nNgười nộp ký."),
            "<ul><li>nộp tại Trung tâm hành chính.<br>Người nộp ký.</li></ul>"
        );
        assert_eq!(html("Một.\n\nHai.\nBa."), "<p>Một.</p><p>Hai.</p><p>Ba.</p>");
    }

    #[test]
    fn markup_is_only_text() {
        assert_eq!(html("<script>\"&'"), "<p>&lt;script&gt;&quot;&amp;&#39;</p>");
    }

    #[test]
    fn bullets_before_names_go() {
        assert_eq!(bare("- Văn bản ủy quyền"), "Văn bản ủy quyền");
        assert_eq!(heading("* Giấy tờ phải nộp:"), "Giấy tờ phải nộp");
        assert_eq!(bare("1. Đơn"), "1. Đơn");
    }

    /// The text of our own output: tags dropped, entities read.
    fn words(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            text.push_str(&rest[..at]);
            let end = rest[at..].find('>').unwrap() + at;
            if !rest[at..end].starts_with("<strong") && !rest[at..end].starts_with("</strong") {
                text.push(' ');
            }
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric() || "<>&\"'".contains(*c)).collect()
    }

    proptest! {
        #[test]
        fn every_word_survives_and_every_list_is_closed(text in "([-+*•]? ?([a-đ]\\) |[1-9]\\.|\\(i\\)|Bước [1-9]:)?[ a-zà-ỹ<>&\"'.:;0-9]{0,12}\n{1,2}){0,12}|(?s).{0,60}") {
            let out = html(&text);
            let kept = letters(&text.lines().map(str::trim).collect::<String>());
            prop_assert_eq!(letters(&words(&out)), kept);
            for tag in ["ul", "ol", "li", "p", "strong"] {
                let opened = out.matches(&format!("<{tag}>")).count() + out.matches(&format!("<{tag} ")).count();
                prop_assert_eq!(opened, out.matches(&format!("</{tag}>")).count());
            }
        }
    }
}
