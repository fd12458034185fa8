//! Scripts as they are sent: without comments, and without the white space that says nothing.
//!
//! In: scripts of this project and those wasm-bindgen writes, which end their statements with semicolons and begin none
//! with a regular expression. Out: the same tokens in the same order but for commas behind the last of several, under the
//! same names, so that what a browser's developer tools show can still be read. Never for scripts of a site: those are
//! published as they are.

/// What a token was, as far as it says how to read the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A value may follow, and with it a regular expression: the start, an operator, an opening bracket, `return`.
    Operator,
    /// A name, a number, a text or a closing bracket, which a slash divides.
    Value,
}

/// Words behind which a value comes.
const OPERATORS: [&[u8]; 13] = [
    b"return", b"typeof", b"case", b"in", b"of", b"delete", b"void", b"throw", b"new", b"else", b"do", b"await",
    b"yield",
];

/// A script without its comments and needless white space.
pub(super) fn script(source: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len());
    let (mut at, mut before) = (0, Before::Operator);
    // Where braces of a text's `${…}` are open, how many of others are open within each.
    let mut inside_texts: Vec<usize> = Vec::new();
    let mut gap = Gap::None;
    while let Some(&byte) = source.get(at) {
        let rest = &source[at..];
        if let Some((length, broken)) = blank(rest) {
            gap = gap.max(if broken { Gap::Line } else { Gap::Space });
            at += length;
            continue;
        }
        let length = match byte {
            b'"' | b'\'' => quoted(rest, byte),
            b'`' => text(rest, 1, &mut inside_texts),
            b'}' if inside_texts.last() == Some(&0) => {
                inside_texts.pop();
                text(rest, 1, &mut inside_texts)
            }
            b'/' if before == Before::Operator => expression(rest),
            _ if is_word(byte) => rest.iter().take_while(|&&byte| is_word(byte)).count(),
            _ => 1,
        };
        let token = &rest[..length];
        if let Some(inside) = inside_texts.last_mut() {
            match token {
                b"{" => *inside += 1,
                b"}" => *inside -= 1,
                _ => {}
            }
        }
        // Not before `]`: there a comma may stand for a value that is not.
        if matches!(token, b")" | b"}") && out.last() == Some(&b',') {
            out.pop();
        }
        if let (Some(&last), true) = (out.last(), gap != Gap::None) {
            if gap == Gap::Line && matters(last, byte) {
                out.push(b'\n');
            } else if joins(last, byte) {
                out.push(b' ');
            }
        }
        out.extend_from_slice(token);
        before = match token {
            _ if OPERATORS.contains(&token) => Before::Operator,
            _ if is_word(byte) || length > 1 && !token.ends_with(b"${") => Before::Value,
            b")" | b"]" | b"}" => Before::Value,
            _ => Before::Operator,
        };
        (at, gap) = (at + length, Gap::None);
    }
    if !out.is_empty() {
        out.push(b'\n');
    }
    out
}

/// What stood between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// White space or a comment, and whether a line ends in it.
fn blank(rest: &[u8]) -> Option<(usize, bool)> {
    let until = |end: &[u8]| rest.windows(end.len()).skip(2).position(|found| found == end).map(|at| at + 2);
    if rest.starts_with(b"//") {
        return Some((until(b"\n").unwrap_or(rest.len()), true));
    }
    if rest.starts_with(b"/*") {
        let length = until(b"*/").map_or(rest.len(), |at| at + 2);
        return Some((length, rest[..length].contains(&b'\n')));
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    (length > 0).then(|| (length, rest[..length].contains(&b'\n')))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | 0x80..)
}

/// The length of a text in quotes.
fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

/// The length of a template's text from `at` to its end or to the next `${`, which is then open.
fn text(rest: &[u8], mut at: usize, open: &mut Vec<usize>) -> usize {
    while at < rest.len() {
        match rest[at] {
            b'`' => return at + 1,
            b'$' if rest.get(at + 1) == Some(&b'{') => {
                open.push(0);
                return at + 2;
            }
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a regular expression with its flags.
fn expression(rest: &[u8]) -> usize {
    let (mut at, mut in_class) = (1, false);
    while at < rest.len() && (rest[at] != b'/' || in_class) {
        match rest[at] {
            b'[' => in_class = true,
            b']' => in_class = false,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    let end = (at + 1).min(rest.len());
    end + rest[end..].iter().take_while(|&&byte| is_word(byte)).count()
}

/// Whether the end of a line may end a statement between two tokens, so that it has to stay.
fn matters(last: u8, next: u8) -> bool {
    let goes_on =
        matches!(last, b'{' | b'(' | b'[' | b',' | b';' | b':' | b'?' | b'=' | b'&' | b'|' | b'<' | b'>' | b'.')
            || matches!(next, b')' | b']' | b'}' | b',' | b';' | b':' | b'?' | b'.' | b'=' | b'&' | b'|');
    !goes_on
}

/// Whether two tokens would be another without a space.
fn joins(last: u8, next: u8) -> bool {
    is_word(last) && is_word(next) || last == next && matches!(last, b'+' | b'-' | b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minified(source: &str) -> String {
        String::from_utf8(script(source.as_bytes())).unwrap()
    }

    #[test]
    fn comments_and_blanks_go_and_tokens_stay() {
        let source =
            "// a\n/**\n * @param {x} y\n */\n  let a = \"// b\"; // c\n/** @type {T} */ (d);\n\n/* e\n*/ f();\n";
        assert_eq!(minified(source), "let a=\"// b\";(d);f();\n");
        assert_eq!(minified("if (a) {\n  b();\n} else {\n  return c;\n}\nd();"), "if(a){b();}else{return c;}\nd();\n");
        assert_eq!(
            minified("a + +b - -c;\nconst f = async () => ({ ...x });"),
            "a+ +b- -c;const f=async()=>({...x});\n"
        );
        assert_eq!(minified("x = a\n  ? b\n  : c;"), "x=a?b:c;\n");
        assert_eq!(minified("f(\n  a,\n  { b, },\n);\n[, a, ];"), "f(a,{b});[,a,];\n");
    }

    #[test]
    fn the_end_of_a_line_stays_where_it_may_end_a_statement() {
        assert_eq!(minified("let a\nlet b\na\n++b\n(c)"), "let a\nlet b\na\n++b\n(c)\n");
        assert_eq!(minified("class A {\n  b() {}\n  c() {}\n}"), "class A{b(){}\nc(){}}\n");
    }

    #[test]
    fn texts_and_regular_expressions_are_left_alone() {
        for whole in [
            "a=`x  // y ${b(`  ${c}  `,{d:1})} /* z */`;\n",
            "a=b.replace(/[/\"'] \\/ x/gu,\"  \");\n",
            "a=b/c/d;\n",
            "a=f(1)/g[2]/3;\n",
            "return/ a /.test(b);\n",
            "a='it\\'s  // b';\n",
            "a=/^[\\w./-]*$/u.test(b)?b:\"no  //  place\";\n",
            "a=`https://b//c  d`;\n",
        ] {
            assert_eq!(minified(whole), whole);
        }
    }

    #[test]
    fn what_is_sent_is_not_made_smaller_twice() {
        for (name, bytes) in crate::site::assets::TABLE_SCRIPTS.iter().chain(crate::site::assets::SEARCH_SCRIPTS) {
            let once = script(bytes);
            assert!(once.len() < bytes.len(), "{name}");
            assert_eq!(script(&once), once, "{name}");
        }
    }
}
