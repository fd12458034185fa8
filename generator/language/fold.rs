//! Text without case and marks: what people type when they type no accents.

use super::letters::{Vowel, is_invisible, is_odd_space, lower};

/// The letters under U+00C0..=U+00DF and, 32 further, their lower case. `?` is looked up elsewhere.
const LATIN_1: &[u8; 32] = b"aaaaaa?ceeeeiiiidnooooo?ouuuuy??";
/// The letters under U+0100..=U+017F.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Lower case, without marks, đ as d; invisible characters gone and odd spaces plain.
///
/// `fold(normalise(text))` is `fold(text)`. Latin letters of other languages lose their marks too;
/// other scripts are lower-cased only.
///
/// ```
/// # use motcua::language::fold;
/// assert_eq!(fold("ỦY BAN NHÂN DÂN tỉnh Đắk Lắk"), "uy ban nhan dan tinh dak lak");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`], appended to a buffer the caller owns.
pub fn fold_into(text: &str, out: &mut String) {
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character.to_ascii_lowercase());
        } else {
            fold_other(character, out);
        }
    }
}

fn fold_other(character: char, out: &mut String) {
    let code = character as usize;
    match character {
        '\u{1EA0}'..='\u{1EF9}' => {
            out.extend(Vowel::of(character).map(|vowel| char::from(vowel.plain())));
        }
        'ơ' | 'Ơ' => out.push('o'),
        'ư' | 'Ư' => out.push('u'),
        '\u{189}' => out.push('d'),
        'Æ' | 'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'Œ' | 'œ' => out.push_str("oe"),
        'Ĳ' | 'ĳ' => out.push_str("ij"),
        'ÿ' => out.push('y'),
        '×' | '÷' => out.push(character),
        'Þ' | 'þ' => out.push('þ'),
        '\u{C0}'..='\u{FF}' => out.push(char::from(LATIN_1[code % 32])),
        '\u{100}'..='\u{17F}' => out.push(char::from(LATIN_A[code - 0x100])),
        '\u{300}'..='\u{36F}' => {}
        c if is_invisible(c) => {}
        c if is_odd_space(c) => out.push(' '),
        c => out.push(lower(c)),
    }
}

/// A piece of a web address: folded, everything but letters and digits one hyphen, none at the ends.
///
/// Characters of other scripts have no place in it; a text of nothing else gives the empty slug.
///
/// ```
/// # use motcua::language::slug;
/// assert_eq!(slug("Đăng ký, quản lý cư trú"), "dang-ky-quan-ly-cu-tru");
/// ```
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in fold(text).chars() {
        if character.is_ascii_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_latin_letters_lose_their_marks_too() {
        assert_eq!(fold("Straße Łódź Œuvre naïve Ÿ Ðà"), "strasse lodz oeuvre naive y da");
    }

    #[test]
    fn decomposed_text_folds_alike() {
        assert_eq!(fold("Vie\u{323}\u{302}t\u{A0}Nam\u{200B}"), "viet nam");
    }

    #[test]
    fn a_slug_has_no_hyphen_at_its_ends() {
        assert_eq!(slug("  (Cấp lại) Sổ đỏ – 2026! "), "cap-lai-so-do-2026");
        assert_eq!(slug("—"), "");
    }
}
