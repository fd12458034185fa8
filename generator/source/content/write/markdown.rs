//! Plain text as Markdown that shows the same words in the same lines.

/// Escapes `text`: whatever Markdown would take for markup stays a character, and a line break stays one.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        line_into(line, &mut out);
        let goes_on = !line.is_empty() && lines.peek().is_some_and(|next| !next.is_empty());
        if goes_on {
            out.push('\\');
        }
        if lines.peek().is_some() {
            out.push('\n');
        }
    }
    out
}

fn line_into(line: &str, out: &mut String) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in line.char_indices() {
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' => true,
            '#' | '>' | '-' | '+' | '=' => at == 0,
            '.' | ')' => digits > 0 && at == digits,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::escaped;

    /// The lines a reader of the Markdown sees.
    fn shown(markdown: &str) -> String {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::HardBreak => out.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph) if !out.is_empty() => out.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(_) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        out
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(escaped("1. Nộp\n- đơn *\n\nHết"), "1\\. Nộp\\\n\\- đơn \\*\n\nHết");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_what_was_written(text in "([-+*#>=_~`|&<\\[\\]\\\\!:.)0-9a-zà-ỹ ]{0,12}\n?){0,8}|(?s)[ -~\n]{0,60}") {
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(shown(&escaped(text.trim())), lines.join("\n"));
        }
    }
}
