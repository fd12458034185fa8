//! What kind of character stands at a place: as a number whose bits can be asked together.

/// A small letter.
pub(super) const LOWER: u8 = 1;
/// A capital.
pub(super) const UPPER: u8 = 1 << 1;
/// A vowel with a tone.
pub(super) const TONED: u8 = 1 << 2;
/// A letter beyond ASCII.
pub(super) const MARKED: u8 = 1 << 3;
pub(super) const DIGIT: u8 = 1 << 4;
pub(super) const SLASH: u8 = 1 << 5;
pub(super) const STRANGE: u8 = 1 << 6;
pub(super) const ETH: u8 = 1 << 7;

/// Whether a character is a vowel with a tone.
pub(super) fn is_toned(c: char) -> bool {
    class_of(c) & TONED != 0
}

/// The class of a character.
pub(super) fn class_of(c: char) -> u8 {
    let mut utf8 = [0; 4];
    match *c.encode_utf8(&mut utf8).as_bytes() {
        [lead @ 0xc3..=0xc6, next] => LATIN[usize::from(lead - 0xc3) << 6 | usize::from(next & 0x3f)],
        [0xe1, second, third] => vietnamese(second, third),
        [ascii] => ASCII[usize::from(ascii)],
        _ => 0,
    }
}

/// U+1E00 to U+1EFF, where capitals and small letters take turns; from U+1EA0 on they are Vietnamese and have tones.
#[inline(always)]
pub(super) fn vietnamese(second: u8, third: u8) -> u8 {
    if second & 0xfc != 0xb8 {
        return 0;
    }
    let case = if third & 1 == 0 { UPPER } else { LOWER };
    let toned = second == 0xbb || second == 0xba && third >= 0xa0;
    MARKED | case | if toned { TONED } else { 0 }
}

/// Whether a character is a letter of a word.
pub(super) fn is_letter(c: char) -> bool {
    class_of(c) & (LOWER | UPPER) != 0 || !c.is_ascii() && c.is_alphabetic()
}

/// The classes of ASCII.
pub(super) static ASCII: [u8; 128] = {
    let mut classes = [0; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'/' => SLASH,
            b'\t' | b'\n' | b'\r' => 0,
            0..=0x1f | 0x7f => STRANGE,
            _ => 0,
        };
        at += 1;
    }
    classes
};

/// The classes of U+00C0 to U+01BF.
pub(super) static LATIN: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        let code = at as u32 + 0xc0;
        classes[at] = match code {
            0xd7 | 0xf7 => 0,
            0xd0 | 0x189 => MARKED | UPPER | ETH,
            0xf0 => MARKED | LOWER | ETH,
            0xc0..=0xde => MARKED | UPPER,
            0xdf..=0xff => MARKED | LOWER,
            // Đ ĩ ũ ơ ư and the other letters in use take turns here, capitals first.
            0x1af => MARKED | UPPER,
            0x1b0 => MARKED | LOWER,
            0x102 | 0x110 | 0x128 | 0x168 | 0x1a0 => MARKED | UPPER,
            0x100..=0x17f | 0x1a1 => MARKED | LOWER,
            _ => 0,
        };
        // À Á Ã È É Ì Í Ò Ó Õ Ù Ú Ý and Ĩ Ũ: the vowels here that have a tone.
        let toned = match code & !0x20 {
            0xc0 | 0xc1 | 0xc3 | 0xc8 | 0xc9 | 0xcc | 0xcd | 0xd2 | 0xd3 | 0xd5 | 0xd9 | 0xda | 0xdd => code < 0x100,
            _ => matches!(code, 0x128 | 0x129 | 0x168 | 0x169),
        };
        if toned {
            classes[at] |= TONED;
        }
        at += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_case_and_tone() {
        for c in "aăâđeêioôơuưyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ".chars()
        {
            let upper = c.to_uppercase().next().unwrap();
            let tone = !"aăâđeêioôơuưy".contains(c);
            assert_eq!(class_of(c) & (LOWER | UPPER), LOWER, "{c}");
            assert_eq!(class_of(upper) & (LOWER | UPPER), UPPER, "{upper}");
            assert_eq!((is_toned(c), is_toned(upper)), (tone, tone), "{c}");
        }
    }
}
