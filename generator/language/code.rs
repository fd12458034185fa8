//! The codes of procedures: a digit, a point, six digits (`1.001193`).

use super::letters::is_blank;

/// A procedure code as a source wrote it, cleaned of what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeParse<'a> {
    /// The code. Where it is not [`valid`](Self::valid), all that was written.
    pub code: &'a str,
    /// The agency's identifier that some lists append (`000.00.00.H19`, Decision 20/2020/QĐ-TTg).
    pub agency: Option<&'a str>,
    /// Whether the code has the national form.
    pub valid: bool,
}

/// Reads a procedure code. It never fails: a code of another form is kept as it is and marked.
///
/// ```
/// # use motcua::language::procedure_code;
/// let parsed = procedure_code(" 1.001193.000.00.00.H19");
/// assert_eq!((parsed.code, parsed.agency, parsed.valid), ("1.001193", Some("000.00.00.H19"), true));
/// assert!(!procedure_code("1.0011933").valid);
/// ```
pub fn procedure_code(text: &str) -> CodeParse<'_> {
    let text = text.trim_matches(is_blank);
    if let Some((code, rest)) = text.split_at_checked(8)
        && shaped(code, "0.000000")
    {
        if rest.is_empty() {
            return CodeParse { code, agency: None, valid: true };
        }
        if let Some(agency) = rest.strip_prefix('.')
            && shaped(agency, "000.00.00.A00")
        {
            return CodeParse { code, agency: Some(agency), valid: true };
        }
    }
    CodeParse { code: text, agency: None, valid: false }
}

/// Whether a text has a shape, in which 0 is any digit, A any capital, all else itself.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'0' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_uppercase(),
            _ => byte == shape,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_around_a_code_are_no_part_of_it() {
        assert_eq!(procedure_code("\u{FEFF}\u{A0}2.000815\u{200B}\n").code, "2.000815");
    }

    #[test]
    fn any_text_is_kept() {
        for text in ["", "đ.đđđđđđ", "1.00119é", "1.001193.H19", "1.001193."] {
            let parsed = procedure_code(text);
            assert_eq!((parsed.code, parsed.valid), (text, false));
        }
    }
}
