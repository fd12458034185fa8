//! Files of forms, whose names the page's table glues to the name of the document.
//!
//! "Tờ khai theo mẫuMau 01.docx": a file ends with its extension and begins where two words are glued. Names of
//! documents are prose and hardly ever have glued words; names of files often do ("1.MuCT01banhnh.doc"). So the
//! file begins at the first place that is glued, if what follows looks like a file's name to its end.

use std::ops::Range;

/// The extensions forms have.
const EXTENSIONS: [&str; 15] =
    ["docx", "doc", "pdf", "xlsx", "xls", "rar", "zip", "jpeg", "jpg", "png", "rtf", "odt", "pptx", "ppt", "txt"];

/// The longest name of a file, in characters.
const LONGEST: usize = 170;

/// A document's name and its files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NameAndForms {
    pub name: Range<usize>,
    pub forms: Vec<Range<usize>>,
    /// A file's name ends the text, but where it begins is not certain: it stays in the name.
    pub doubtful: bool,
}

/// Cuts the files off the end of a document's name.
pub(super) fn cut(text: &str, range: Range<usize>) -> NameAndForms {
    let part = &text[range.clone()];
    let ends = extension_ends(part);
    if ends.last() != Some(&part.len()) {
        return NameAndForms { name: range, forms: Vec::new(), doubtful: false };
    }
    // Every file but the first begins where the one before ends.
    let Some(start) = first_start(part, ends[0]) else {
        return NameAndForms { name: range, forms: Vec::new(), doubtful: true };
    };
    let mut forms = Vec::new();
    let mut from = start;
    for end in ends {
        forms.push(range.start + from..range.start + end);
        from = end;
    }
    NameAndForms { name: range.start..range.start + start, forms, doubtful: false }
}

/// Where extensions end: at the end of the text, or where another file's name is glued to one.
fn extension_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (dot, _) in text.match_indices('.') {
        let rest = &text[dot + 1..];
        let letters = rest.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_uppercase()).unwrap_or(rest.len());
        let Some(extension) = EXTENSIONS
            .iter()
            .find(|extension| rest.get(..extension.len()).is_some_and(|start| start.eq_ignore_ascii_case(extension)))
        else {
            continue;
        };
        let after = &rest[extension.len()..];
        // "x.doc" is whole at the end, and "x.docMẫu 2.doc" has another behind it; "x.docs" is neither.
        let whole = after.is_empty()
            || after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || (after.starts_with(char::is_alphabetic) && letters == extension.len());
        if whole {
            ends.push(dot + 1 + extension.len());
        }
    }
    ends
}

/// Where the first file's name begins, given where it ends.
fn first_start(text: &str, end: usize) -> Option<usize> {
    let stem = &text[..text[..end].rfind('.')?];
    let looks_like_a_file = |&start: &usize| {
        let name = &stem[start..];
        name.chars().count() <= LONGEST && !name.contains([';', '\n', '/', ':']) && is_balanced(name)
    };
    let mut starts = glued(stem);
    starts.retain(looks_like_a_file);
    if let Some(&start) = starts.first() {
        return Some(start);
    }
    // Weaker signs count only where they are alone: a number glued to a word, "Mẫu" in small letters.
    let mut weak = weakly_glued(stem);
    weak.retain(looks_like_a_file);
    match weak.as_slice() {
        [start] => Some(*start),
        _ => None,
    }
}

fn is_balanced(name: &str) -> bool {
    let mut depth = 0_i32;
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// Places where a word certainly begins right after another: "dự ánMẫu", "NĐ-CPMẫu", "kèm theo;đơn", "04Mẫu".
fn glued(text: &str) -> Vec<usize> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| characters.get(index).map(|&(_, c)| c);
    let mut places = Vec::new();
    for index in 1..characters.len() {
        let (place, here) = characters[index];
        let before = characters[index - 1].1;
        let next_small = at(index + 1).is_some_and(char::is_lowercase);
        let cut = if before.is_lowercase() {
            here.is_uppercase()
        } else if before.is_uppercase() {
            // A capital before small letters begins a word, but "TTg" is one.
            here.is_uppercase() && next_small && !text[..place].ends_with("QĐ-T")
        } else if before.is_ascii_digit() {
            here.is_uppercase() && next_small
        } else if matches!(before, ';' | ')' | '”' | '"' | '…' | '!') {
            here.is_alphanumeric()
        } else {
            before == '.' && here.is_alphanumeric() && ends_a_sentence(&text[..place - 1])
        };
        if cut {
            places.push(place);
        }
    }
    places
}

/// Whether a point after these words ends a sentence, and not a number, an initial or a Roman numeral.
fn ends_a_sentence(words: &str) -> bool {
    let word = words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let roman = !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let initial = word.chars().count() == 1 && !word.chars().all(char::is_lowercase);
    let number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) && word.len() != 4;
    !(roman || initial || number)
}

/// Places where a word probably begins: "thay thếmẫu 84", "nước ngoài101-Mau".
fn weakly_glued(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = ["mẫu", "mau"]
        .iter()
        .flat_map(|word| text.match_indices(word))
        .map(|(at, _)| at)
        .filter(|&at| text[..at].ends_with(char::is_lowercase))
        .collect();
    let units = [" m", " cm", " km", " dm", "/m"];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after_comma = before == ',' && text[at..].contains('-');
        if c.is_ascii_digit()
            && (before.is_lowercase() || after_comma)
            && !units.iter().any(|unit| text[..at].ends_with(unit))
        {
            places.push(at);
        }
        before = c;
    }
    places.sort_unstable();
    places
}
