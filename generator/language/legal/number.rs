//! The number of a legal document, as Decree 30/2020/NĐ-CP composes it: serial, year, abbreviation of
//! the kind, abbreviation of the issuer (`123/2015/NĐ-CP`, `2670/QĐ-UBND`, `60/2014/QH13`).
//!
//! Portals glue such numbers to the words around them (`NĐ-CPNghị định`, `QH1473/2021/QH14`). The issuers
//! that issue most are therefore known by name; of others a capital before a small letter is taken to
//! begin the next word.

use super::LegalKind;
use crate::language::letters::{is_word, upper};

/// What the abbreviation after the year says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamp {
    /// The kind.
    Kind(LegalKind),
    /// The National Assembly's term: laws and resolutions alike.
    Assembly,
    /// The Standing Committee's term: ordinances and resolutions alike.
    Committee,
}

/// A number at the front of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As it should be written.
    pub text: String,
    /// Bytes read.
    pub length: usize,
    pub stamp: Stamp,
}

const KINDS: [(&str, &str, LegalKind); 12] = [
    ("NĐ", "NĐ", LegalKind::Decree),
    ("ND", "NĐ", LegalKind::Decree),
    ("TT", "TT", LegalKind::Circular),
    ("TTLT", "TTLT", LegalKind::JointCircular),
    ("NQ", "NQ", LegalKind::Resolution),
    ("NQLT", "NQLT", LegalKind::JointResolution),
    ("QĐ", "QĐ", LegalKind::Decision),
    ("QD", "QĐ", LegalKind::Decision),
    ("CT", "CT", LegalKind::Directive),
    ("PL", "PL", LegalKind::Ordinance),
    ("L", "L", LegalKind::Order),
    ("VBHN", "VBHN", LegalKind::Consolidation),
];

/// Issuers whose abbreviation ends where it ends, whatever letter follows.
const ISSUERS: &str = " CP TTg UBND HĐND CTN UBTVQH QH HĐNN HĐBT HĐTP TANDTC VKSNDTC KTNN TTCP VPCP VPQH NHNN UBDT \
BHXH BHXHVN TCHQ BCA BCT BTC BTCTW BTP BNG BNV BXD BYT BQP BKH BKHĐT BKHCN BLĐTBXH BGTVT BVHTTDL BVHTT \
BNN BNNPTNT BNNMT BTNMT BTTTT BGDĐT BDTTG BCN BTM BTS UBTƯMTTQVN ";

/// Reads a number off the front of a text that begins with its digits.
pub(super) fn read(text: &str) -> Option<Number> {
    let mut cursor = Cursor { rest: text };
    let serial = cursor.digits();
    if serial.is_empty() || serial.len() > 5 {
        return None;
    }
    let mut out = serial.to_owned();
    // 66.7/2025/NQ-CP is a series of resolutions; elsewhere a point ends the sentence before the number.
    let dotted = cursor.take('.') && {
        let part = cursor.digits();
        if !part.is_empty() {
            out.push('.');
            out.push_str(part);
        }
        !part.is_empty()
    };
    if let Some(letter) = cursor.peek().filter(char::is_ascii_alphabetic) {
        cursor.take(letter);
        out.push(letter);
    }
    cursor.slash()?;
    out.push('/');
    let year = cursor.digits();
    if !year.is_empty() {
        if year.len() != 4 || !("1945".."2100").contains(&year) {
            return None;
        }
        out.push_str(year);
        cursor.slash()?;
        out.push('/');
    }
    let stamp = cursor.stamp(&mut out, !year.is_empty())?;
    if dotted && stamp != Stamp::Kind(LegalKind::Resolution) {
        return None;
    }
    Some(Number { text: out, length: text.len() - cursor.rest.len(), stamp })
}

/// What is left to read.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self, character: char) -> bool {
        let mut ahead = self.rest.chars();
        let found = ahead.next() == Some(character);
        if found {
            self.rest = ahead.as_str();
        }
        found
    }

    fn digits(&mut self) -> &'a str {
        let all = self.rest;
        self.rest = all.trim_start_matches(|c: char| c.is_ascii_digit());
        &all[..all.len() - self.rest.len()]
    }

    /// At most one blank, as in `35 /2025`.
    fn blank(&mut self) -> bool {
        self.take(' ') || self.take('\u{A0}')
    }

    fn slash(&mut self) -> Option<()> {
        self.blank();
        let found = self.take('/');
        self.blank();
        found.then_some(())
    }

    /// A run of capitals, each as it should be written.
    fn capitals(&mut self) -> String {
        let mut run = String::new();
        let mut ahead = self.rest.chars();
        while let Some(letter) = ahead.next().and_then(capital) {
            run.push(letter);
            self.rest = ahead.as_str();
        }
        run
    }

    /// Goes so many characters further.
    fn skip(&mut self, characters: usize) {
        let mut ahead = self.rest.chars();
        for _ in 0..characters {
            ahead.next();
        }
        self.rest = ahead.as_str();
    }

    /// The abbreviations after the last slash.
    fn stamp(&mut self, out: &mut String, dated: bool) -> Option<Stamp> {
        let start = *self;
        let run = self.capitals();
        if let Some(&(_, written, kind)) = KINDS.iter().find(|(name, ..)| *name == run) {
            out.push_str(written);
            let mut issued = false;
            while self.issuer(out) {
                issued = true;
            }
            let known = match kind {
                // Short abbreviations that forms bear as well; one body issues them.
                LegalKind::Order => out.ends_with("L-CTN"),
                LegalKind::Ordinance => out.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("PL-UBTVQH"),
                // "55/2026/QĐ" is met; without year or issuer it may be anything.
                _ => issued || (dated && !self.peek().is_some_and(is_word)),
            };
            return known.then_some(Stamp::Kind(kind));
        }
        for (name, stamp) in [("UBTVQH", Stamp::Committee), ("QH", Stamp::Assembly)] {
            if dated && run.starts_with(name) {
                *self = start;
                self.skip(name.len());
                out.push_str(name);
                self.take('-');
                return self.term(out).then_some(stamp);
            }
        }
        None
    }

    /// A separator and an issuer's abbreviation; nothing is taken where none comes.
    fn issuer(&mut self, out: &mut String) -> bool {
        let mut ahead = *self;
        let before = ahead.blank();
        let separator = match ahead.peek() {
            Some('/') => '/',
            Some('-' | '–' | '‑' | '_') => '-',
            _ => return false,
        };
        ahead.skip(1);
        let spaced = ahead.blank() || before;
        let start = ahead;
        let run = ahead.capitals();
        let next = ahead.peek();
        let name = match known_prefix(&run, next) {
            Some(name) => name,
            None if spaced => return false,
            // The last capital begins the next word.
            None if next.is_some_and(|next| upper(next) != next) => {
                let mut letters = run.chars();
                letters.next_back();
                letters.as_str()
            }
            None => run.as_str(),
        };
        if name.is_empty() {
            return false;
        }
        *self = start;
        self.skip(name.chars().count());
        out.push(separator);
        out.push_str(name);
        if matches!(name, "QH" | "UBTVQH" | "HĐNN") {
            self.term(out);
        } else if name.len() == 1 {
            // A department of the Ministry of Public Security: C06.
            let mut unit = *self;
            let digits = unit.digits();
            if digits.len() == 2 {
                out.push_str(digits);
                *self = unit;
            }
        }
        true
    }

    /// The number of a term: one digit, or two where the first is 1. More digits begin another number.
    fn term(&mut self, out: &mut String) -> bool {
        let Some(first) = self.peek().filter(char::is_ascii_digit) else {
            return false;
        };
        self.skip(1);
        out.push(first);
        if first == '1'
            && let Some(second) = self.peek().filter(char::is_ascii_digit)
        {
            self.skip(1);
            out.push(second);
        }
        true
    }
}

/// A capital of an abbreviation. Eth stands for Đ in many records, and now and then a Cyrillic letter for
/// the Latin one it looks like.
fn capital(character: char) -> Option<char> {
    Some(match character {
        'A'..='Z' | 'Đ' | 'Ư' | 'Ơ' => character,
        '\u{D0}' | '\u{189}' => 'Đ',
        '\u{410}' => 'A',
        '\u{412}' => 'B',
        '\u{421}' => 'C',
        '\u{41D}' => 'H',
        '\u{41A}' => 'K',
        '\u{420}' => 'P',
        '\u{422}' => 'T',
        _ => return None,
    })
}

/// The longest known issuer a run of capitals begins with, where `next` follows the run.
fn known_prefix(run: &str, next: Option<char>) -> Option<&'static str> {
    let whole = match next {
        // QĐ-TTg: the one abbreviation with a small letter.
        Some('g') if run.ends_with("TT") => return (run == "TT").then_some("TTg"),
        _ => ISSUERS.split(' ').filter(|name| !name.is_empty()),
    };
    if run == "TTG" {
        return Some("TTg");
    }
    whole.filter(|name| run.starts_with(name)).max_by_key(|name| name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        read(text).map(|number| number.text)
    }

    #[test]
    fn numbers_of_every_kind_are_read() {
        for text in [
            "123/2015/NĐ-CP",
            "85/2019/TT-BTC",
            "44/2026/QĐ-UBND",
            "66.7/2025/NQ-CP",
            "05/2024/UBTVQH15",
            "31/2024/QH15",
            "02/2014/TTLT-TANDTC-VKSNDTC-BTP-BTC",
            "21/2014/L-CTN",
            "2670/QĐ-UBND",
            "163/QĐ-BTP",
            "38/2001/PL-UBTVQH10",
            "46/2005/TTLT/BYT-BQP",
            "27/VBHN-VPQH",
            "01/2014/NQLT-CP-UBTƯMTTQVN",
            "55/2026/QĐ",
            "3191/QĐ-BCA-C06",
            "40/2007/NQ-QH11",
            "15a/2020/TT-BYT",
            "13/CT-TTg",
            "108/QĐ-SXD",
        ] {
            assert_eq!(number(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn numbers_are_written_as_they_should_be() {
        for (text, written) in [
            ("57/2018/N\u{D0}-CP", "57/2018/NĐ-CP"),
            ("35 /2025/NQ-HĐND", "35/2025/NQ-HĐND"),
            ("09./2025/NQ-HĐND", "09/2025/NQ-HĐND"),
            ("10/2020/ND-CP", "10/2020/NĐ-CP"),
            ("54/2019/QH-14", "54/2019/QH14"),
            ("31/2025/TT_BCA", "31/2025/TT-BCA"),
            ("22/2020/QĐ-TTG", "22/2020/QĐ-TTg"),
            ("15/2020/TT - BTP", "15/2020/TT-BTP"),
            ("85/2024/TT-BT\u{421}151/2025/TT-BTC", "85/2024/TT-BTC"),
        ] {
            assert_eq!(number(text).as_deref(), Some(written));
        }
    }

    #[test]
    fn words_glued_to_a_number_are_no_part_of_it() {
        for (text, written) in [
            ("12/2015/NĐ-CPNghị định", "12/2015/NĐ-CP"),
            ("12/2015/NĐ-CPLUẬT", "12/2015/NĐ-CP"),
            ("53/2025/TT-BCAngày 01/7", "53/2025/TT-BCA"),
            ("73/2021/QH1473/2021/QH14", "73/2021/QH14"),
            ("10/2020/QĐ-TTgThông tư", "10/2020/QĐ-TTg"),
            ("10/2020/QĐ-SXDQuyết", "10/2020/QĐ-SXD"),
            ("12/2015/NĐ-CP1 bản chính", "12/2015/NĐ-CP"),
            ("10/2020/QĐ-UBND-DatDai", "10/2020/QĐ-UBND"),
            ("26/2005/PL-UBTVQH1126/2005", "26/2005/PL-UBTVQH11"),
            ("06/2020/TT-BTC05 TNDN", "06/2020/TT-BTC"),
        ] {
            assert_eq!(number(text).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn other_numbers_with_slashes_are_none() {
        for text in [
            "15/11/2015",
            "01/TB-HT",
            "05/QĐHT",
            "10/QH",
            "01/MGTH",
            "60/QH13",
            "2/2014/QH",
            "1.79/2024/TT-BCA",
            "123456/QĐ-UBND",
            "1/3000/QĐ-UBND",
            "12/TT",
            "5/",
            "01/2025/LLTP",
            "20/2015/L-XYZ",
            "01/PL-BT",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
