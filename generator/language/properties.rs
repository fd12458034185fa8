//! What holds of every text, not only of the examples.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::legacy::{Encoding, decode, tcvn3_from_latin, vni_windows_from_latin};
use super::{date, duration, legal, money, *};

fn fixture() -> Value {
    serde_json::from_str(include_str!("../../tests/fixtures/language.json")).unwrap()
}

/// Letters and their canonical decompositions, from Unicode's data.
fn letters() -> BTreeMap<char, String> {
    let fixture = fixture();
    let cases = fixture["letters"]["cases"].as_array().unwrap();
    cases
        .iter()
        .map(|case| {
            let (letter, decomposed) = (case[0].as_str().unwrap(), case[1].as_str().unwrap());
            (letter.chars().next().unwrap(), decomposed.to_owned())
        })
        .collect()
}

/// NFD of Vietnamese text.
fn decomposed(text: &str, letters: &BTreeMap<char, String>) -> String {
    text.chars().map(|c| letters.get(&c).cloned().unwrap_or_else(|| c.to_string())).collect()
}

/// Every text in the vectors, inputs and results alike.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(items) => items.values().for_each(|item| texts(item, out)),
        _ => {}
    }
}

/// Text near our letters: letters, bare marks, odd spaces, ASCII, and now and then anything.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(letters().into_keys().collect::<Vec<_>>()),
        6 => prop::char::range(' ', '~'),
        3 => prop::sample::select("\u{300}\u{301}\u{302}\u{303}\u{306}\u{308}\u{309}\u{31B}\u{323}\u{340}\u{341}".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("\u{A0}\u{AD}\u{200B}\u{FEFF}\u{202F}\u{3000}ÐðƉŸÿæßœŁ–“”…₫".chars().collect::<Vec<_>>()),
        2 => any::<char>(),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.into_iter().collect())
}

#[test]
fn decomposed_vectors_are_normalised_to_composed_ones() {
    let letters = letters();
    let mut all = Vec::new();
    texts(&fixture(), &mut all);
    for text in all {
        let composed = normalise(&text);
        let apart = decomposed(&composed, &letters);
        assert_eq!(normalise(&apart), composed);
        assert_eq!(is_normalised(&apart), apart == composed);
        // And however the marks are ordered.
        let turned: String = letters_turned(&apart);
        assert_eq!(normalise(&turned), composed, "{turned:?}");
    }
}

/// Each run of combining marks in the reverse order.
fn letters_turned(text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    let mut marks = 0;
    for character in text.chars() {
        if ('\u{300}'..='\u{36F}').contains(&character) {
            out.insert(out.len() - marks, character);
            marks += 1;
        } else {
            out.push(character);
            marks = 0;
        }
    }
    out.into_iter().collect()
}

proptest! {
    #[test]
    fn normalising_twice_is_normalising_once(text in text()) {
        let once = normalise(&text).into_owned();
        prop_assert!(is_normalised(&once), "{:?}", once);
        prop_assert_eq!(&normalise(&once), &once);
        prop_assert_eq!(is_normalised(&text), text == once);
        prop_assert!(matches!(normalise(&text), std::borrow::Cow::Borrowed(_)) == (text == once));
    }

    #[test]
    fn folding_twice_is_folding_once(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(&normalise(&text)), once);
    }

    #[test]
    fn folded_vietnamese_is_ascii(letters in prop::collection::vec(prop::sample::select(letters().into_keys().collect::<Vec<_>>()), 0..20)) {
        let text: String = letters.into_iter().collect();
        prop_assert!(fold(&text).is_ascii());
        prop_assert_eq!(fold(&text).len(), text.chars().count());
        prop_assert!(slug(&text).is_ascii());
    }

    #[test]
    fn a_syllable_key_is_the_same_however_the_text_is_encoded(text in text()) {
        prop_assert_eq!(syllable_key(&normalise(&text)), syllable_key(&text));
        prop_assert_eq!(fold(&slug(&text)), slug(&text));
    }

    #[test]
    fn sort_keys_compare_as_their_texts(a in text(), b in text(), c in text()) {
        prop_assert_eq!(compare(&a, &b), sort_key(&a).cmp(&sort_key(&b)));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
        prop_assert_eq!(compare(&a, &normalise(&a)), Ordering::Equal);
        let mut three = [a, b, c];
        three.sort_by(|a, b| compare(a, b));
        prop_assert!(compare(&three[0], &three[2]).is_le());
        three.sort_by(|a, b| compare_persons(a, b));
        prop_assert!(compare_persons(&three[0], &three[2]).is_le());
    }

    #[test]
    fn short_texts_collide_and_still_compare_as_their_keys(a in "[aAáăbĐ -]{0,4}", b in "[aAáăbĐ -]{0,4}") {
        prop_assert_eq!(compare(&a, &b), sort_key(&a).cmp(&sort_key(&b)));
        prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
    }

    #[test]
    fn legacy_decoders_read_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        for encoding in [Encoding::Tcvn3, Encoding::VniWindows, Encoding::Windows1258, Encoding::Viscii] {
            let text = decode(&bytes, encoding);
            prop_assert!(text.chars().count() <= bytes.len());
        }
        let latin: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        tcvn3_from_latin(&latin);
        vni_windows_from_latin(&latin);
    }

    #[test]
    fn no_reader_panics(text in text()) {
        telex(&text);
        vni(&text);
        date::parse(&text);
        duration::parse(&text);
        duration::find(&text);
        money::parse(&text);
        portal_fee(None, &text);
        procedure_code(&text);
        legal::parse(&text);
        number::parse(&text);
        number::parse_en(&text);
    }

    #[test]
    fn references_stand_where_they_are_said_to(text in "([0-9]{1,6}[./ ]?|/|2015|QĐ|NĐ|N\u{D0}|-|CP|QH1[0-9]|TTg|BTC|[a-zđ ]|Luật|ngày ){0,30}") {
        let mut end = 0;
        for (range, reference) in legal::find_all(&text) {
            prop_assert!(range.start >= end && range.start < range.end);
            end = range.end;
            prop_assert!(text.get(range).is_some());
            // What is read is written as it should be.
            let again = legal::parse(&reference.number).unwrap();
            prop_assert_eq!(again.number, reference.number);
        }
    }

    #[test]
    fn typed_syllables_are_decoded_to_themselves(token in "[a-z]{1,8}") {
        let decoded = telex(&token).into_owned();
        if decoded != token {
            // What came out is a syllable with marks; without them its letters were typed in order.
            prop_assert!(!decoded.is_empty());
            let mut typed = token.chars();
            let plain = fold(&decoded).replace('w', "u");
            prop_assert!(plain.chars().all(|c| typed.any(|t| t == c || (t == 'w' && c == 'u'))), "{} {}", token, decoded);
        }
    }

    #[test]
    fn dates_survive_being_written(days in -719_162..=2_932_896_i32) {
        let day = Date::from_days_since_epoch(days).unwrap();
        prop_assert_eq!(day.days_since_epoch(), days);
        prop_assert_eq!(Date::parse_iso(&day.iso()), Some(day));
        prop_assert_eq!(Date::from_epoch_millis(i64::from(days) * 86_400_000), Some(day));
        if day.year() >= 1000 {
            prop_assert_eq!(date::parse(&day.short()), Some(day));
            prop_assert_eq!(date::parse(&day.long_vi()), Some(day));
        }
    }

    #[test]
    fn decimals_survive_being_written(mantissa in any::<i64>(), scale in 0..25_u8) {
        prop_assert_eq!(number::parse(&decimal(mantissa, scale)), Some((mantissa, scale)));
        prop_assert_eq!(number::parse_en(&decimal_en(mantissa, scale)), Some((mantissa, scale)));
    }

    #[test]
    fn amounts_survive_being_written(amount in 0..i64::MAX) {
        let money = Money::vnd(amount);
        prop_assert_eq!(money::parse(&money.text_vi()), Some(money));
        prop_assert_eq!(money::parse(&money.text_en()), Some(money));
    }

    #[test]
    fn limits_survive_being_written(amount in 0..500_000_i64, unit in 0..6_usize, working in any::<bool>()) {
        use duration::{Basis, Unit};
        let unit = [Unit::Minute, Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year][unit];
        let basis = if working { Basis::Working } else { Basis::Calendar };
        let limit = Duration { thousandths: amount * 10, unit, basis };
        prop_assert_eq!(duration::parse(&limit.text_vi()), Some(limit));
        prop_assert_eq!(duration::parse(&limit.text_en()), Some(limit));
    }
}
