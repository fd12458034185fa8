//! Text from before Unicode: four Vietnamese encodings still met in data files and documents, and the one under
//! their fonts.
//!
//! In: bytes, or text whose bytes were read as windows-1252. Out: Unicode with each letter as one code
//! point. Decoding never fails: a byte without a meaning becomes U+FFFD, or what windows-1252 says of it
//! where the encoding is a font over windows-1252. Nothing is guessed here: which encoding it is, is the
//! caller's to know.
//!
//! Sources: TCVN 5712:1993 as glibc has it (`TCVN5712-1`); VISCII is
//! RFC 1456, <https://www.rfc-editor.org/rfc/rfc1456>; windows-1258 is
//! <https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1258.TXT>; VNI-Windows is the table of
//! its fonts, which no standard gives.

use super::letters::push_mark;

/// An encoding older than Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// TCVN3, also called ABC: one byte a letter, in fonts named `.Vn...`. Capitals with tones were
    /// lower-case letters in a capitals font (`.VnTimeH`); that information is not in the bytes.
    Tcvn3,
    /// VNI-Windows: a letter, then a byte for its marks, in fonts named `VNI-...`.
    VniWindows,
    /// windows-1258: Latin letters, then combining tones.
    Windows1258,
    /// VISCII (RFC 1456): one byte a letter, six of them in the control range.
    Viscii,
    /// windows-1252: what Western Europe wrote, and no Vietnamese.
    Windows1252,
}

/// Bytes 0xA0 to 0xFF. The fonts had no toned capitals; those of TCVN 5712 VN1 stand in their places.
const TCVN3: &str = "\
    \u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ\
    ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò\
    ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ\
";

/// Bytes 0x80 to 0xFF.
const VISCII: &str = "\
    ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
    ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư\
    àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ\
";

/// Bytes 0x80 to 0x9F; the five unassigned ones are the control characters, as in the WHATWG encoding.
const WINDOWS_1252: &str = "\
    €\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
";

/// Bytes 0x80 to 0xFF of windows-1258 that differ from windows-1252; U+FFFD where unassigned.
const WINDOWS_1258: &[(u8, char)] = &[
    (0x81, '\u{FFFD}'),
    (0x8A, '\u{FFFD}'),
    (0x8D, '\u{FFFD}'),
    (0x8E, '\u{FFFD}'),
    (0x8F, '\u{FFFD}'),
    (0x90, '\u{FFFD}'),
    (0x9A, '\u{FFFD}'),
    (0x9D, '\u{FFFD}'),
    (0x9E, '\u{FFFD}'),
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

/// VNI-Windows letters of one byte, as windows-1252 shows them, lower case.
const VNI_LETTERS: &[(char, char)] =
    &[('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('ì', 'ì'), ('í', 'í'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// VNI-Windows mark bytes, as windows-1252 shows them, lower case, with the letters they follow and
/// the combining marks they stand for.
const VNI_MARKS: &[(char, &str, &str)] = &[
    ('ù', "aeouyơư", "\u{301}"),
    ('ø', "aeouyơư", "\u{300}"),
    ('û', "aeouyơư", "\u{309}"),
    ('õ', "aeouyơư", "\u{303}"),
    ('ï', "aeouyơư", "\u{323}"),
    ('â', "aeo", "\u{302}"),
    ('á', "aeo", "\u{302}\u{301}"),
    ('à', "aeo", "\u{302}\u{300}"),
    ('å', "aeo", "\u{302}\u{309}"),
    ('ã', "aeo", "\u{302}\u{303}"),
    ('ä', "aeo", "\u{302}\u{323}"),
    ('ê', "a", "\u{306}"),
    ('é', "a", "\u{306}\u{301}"),
    ('è', "a", "\u{306}\u{300}"),
    ('ú', "a", "\u{306}\u{309}"),
    ('ü', "a", "\u{306}\u{303}"),
    ('ë', "a", "\u{306}\u{323}"),
];

/// Decodes bytes of a known encoding.
///
/// ```
/// # use motcua::language::legacy::{Encoding, decode};
/// assert_eq!(decode(b"Vi\xD6t Nam", Encoding::Tcvn3), "Việt Nam");
/// ```
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => decode_table(bytes, &(WINDOWS_1252.to_owned() + TCVN3), &[]),
        Encoding::Windows1258 => decode_table(bytes, &windows_1252(), WINDOWS_1258),
        Encoding::Windows1252 => decode_table(bytes, &windows_1252(), &[]),
        Encoding::Viscii => {
            let low = [(2, 'Ẳ'), (5, 'Ẵ'), (6, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];
            decode_table(bytes, VISCII, &low)
        }
        Encoding::VniWindows => {
            let high: Vec<char> = windows_1252().chars().collect();
            decode_vni(bytes.iter().map(|&byte| match byte {
                0..=0x7F => char::from(byte),
                _ => high[usize::from(byte - 0x80)],
            }))
        }
    }
}

/// Bytes 0x80 to 0xFF.
fn windows_1252() -> String {
    WINDOWS_1252.chars().chain('\u{A0}'..='\u{FF}').collect()
}

/// Decodes by the table of the upper 128 bytes, with exceptions that come before it.
fn decode_table(bytes: &[u8], high: &str, exceptions: &[(u8, char)]) -> String {
    let mut table: Vec<char> = ('\0'..='\x7F').chain(high.chars()).collect();
    for &(byte, character) in exceptions {
        table[usize::from(byte)] = character;
    }
    let mut out = String::with_capacity(bytes.len() * 3 / 2);
    for &byte in bytes {
        match table[usize::from(byte)] {
            mark @ '\u{300}'..='\u{36F}' => push_mark(&mut out, mark),
            character => out.push(character),
        }
    }
    out
}

/// Repairs TCVN3 text that was read as windows-1252. Characters windows-1252 does not have are kept.
///
/// ```
/// # use motcua::language::legacy::tcvn3_from_latin;
/// assert_eq!(tcvn3_from_latin("Tr­êng hîp"), "Trường hợp");
/// ```
pub fn tcvn3_from_latin(text: &str) -> String {
    let table: Vec<char> = TCVN3.chars().collect();
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{A0}'..='\u{FF}' => match table[character as usize - 0xA0] {
                mark @ '\u{300}'..='\u{36F}' => push_mark(&mut out, mark),
                letter => out.push(letter),
            },
            other => out.push(other),
        }
    }
    out
}

/// Repairs VNI-Windows text that was read as windows-1252.
///
/// ```
/// # use motcua::language::legacy::vni_windows_from_latin;
/// assert_eq!(vni_windows_from_latin("Vieät Nam"), "Việt Nam");
/// ```
pub fn vni_windows_from_latin(text: &str) -> String {
    decode_vni(text.chars())
}

fn decode_vni(shown: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    // The letter a mark byte may follow, lower case: none after a letter that has its marks.
    let mut open = None;
    for character in shown {
        let small = lower_latin(character);
        let marks = VNI_MARKS.iter().find(|(mark, after, _)| {
            *mark == small && open.is_some_and(|open| after.chars().any(|letter| letter == open))
        });
        if let Some((_, _, marks)) = marks {
            for mark in marks.chars() {
                push_mark(&mut out, mark);
            }
            open = None;
            continue;
        }
        let letter = VNI_LETTERS.iter().find(|(byte, _)| *byte == small).map(|(_, letter)| *letter);
        out.push(match letter {
            Some(letter) if small != character => super::letters::upper(letter),
            Some(letter) => letter,
            None => character,
        });
        open = Some(letter.unwrap_or(small));
    }
    out
}

/// Lower case within windows-1252 letters.
fn lower_latin(character: char) -> char {
    match character {
        'A'..='Z' | '\u{C0}'..='\u{DE}' => super::letters::lower(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vni_capitals_keep_their_case_whatever_case_the_mark_has() {
        assert_eq!(vni_windows_from_latin("COÄNG HOØA"), "CỘNG HÒA");
        assert_eq!(vni_windows_from_latin("Coâng ÑÖÔØNG Ñaø"), "Công ĐƯỜNG Đà");
    }

    #[test]
    fn a_vni_mark_byte_after_no_vowel_is_itself() {
        assert_eq!(vni_windows_from_latin("bâ ê"), "bâ ê");
    }

    #[test]
    fn windows_quotes_survive_the_fonts_over_windows_1252() {
        assert_eq!(decode(b"\x93h\xE9 t\xDEch\x94 \x96", Encoding::Tcvn3), "“hộ tịch” –");
        assert_eq!(tcvn3_from_latin("“hé tÞch” –"), "“hộ tịch” –");
        assert_eq!(decode(b"\x93ho\xE4\x94", Encoding::VniWindows), "“hộ”");
    }

    #[test]
    fn western_text_is_read_as_it_was_written() {
        assert_eq!(decode(b"caf\xE9 \x80", Encoding::Windows1252), "café €");
    }

    #[test]
    fn an_unassigned_byte_is_the_replacement_character() {
        assert_eq!(decode(b"a\x81", Encoding::Windows1258), "a\u{FFFD}");
    }
}
