//! The expected results that are data: `tests/fixtures/language.json`, each group against its function.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::legacy::{Encoding, decode, tcvn3_from_latin, vni_windows_from_latin};
use super::{date, duration, legal, money, *};

fn group(name: &str) -> Vec<Value> {
    let fixture: Value = serde_json::from_str(include_str!("../../tests/fixtures/language.json")).unwrap();
    let cases = fixture[name]["cases"].as_array().unwrap_or_else(|| panic!("no group {name}"));
    assert!(!cases.is_empty());
    cases.clone()
}

/// The groups whose cases are pairs of texts.
fn pairs(name: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    group(name).iter().map(|case| (text(&case[0]), text(&case[1]))).collect()
}

fn maps(name: &str, function: impl Fn(&str) -> String) {
    for (input, expected) in pairs(name) {
        assert_eq!(function(&input), expected, "{name}: {input}");
    }
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn money_value(money: Money) -> Value {
    json!([money.currency.code(), money.amount])
}

#[test]
fn text_is_normalised() {
    maps("normalise", |text| normalise(text).into_owned());
    for (input, expected) in pairs("normalise") {
        assert_eq!(is_normalised(&input), input == expected, "{input}");
    }
}

#[test]
fn text_is_folded() {
    maps("fold", fold);
}

#[test]
fn syllables_have_keys() {
    maps("syllable_key", syllable_key);
    for (a, b) in pairs("syllable_key_equal") {
        assert_eq!(syllable_key(&a), syllable_key(&b), "{a} {b}");
    }
    for (a, b) in pairs("syllable_key_distinct") {
        assert_ne!(syllable_key(&a), syllable_key(&b), "{a} {b}");
    }
}

#[test]
fn typed_tokens_are_decoded() {
    maps("telex", |token| telex(token).into_owned());
    maps("vni", |token| vni(token).into_owned());
    for token in group("telex_unchanged") {
        let token = token.as_str().unwrap();
        assert_eq!(telex(token), token);
        assert_eq!(vni(token), token);
    }
    for case in group("telex_gate") {
        let known: Vec<&str> = case[1].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let token = case[0].as_str().unwrap();
        let decoded = decode_typed(token, |token| known.contains(&token));
        assert_eq!(decoded.as_deref().unwrap_or(token), case[2]);
    }
}

#[test]
fn legacy_encodings_are_decoded() {
    maps("tcvn3", tcvn3_from_latin);
    maps("vni_windows", vni_windows_from_latin);
    maps("windows_1258", |bytes| decode(&hex(bytes), Encoding::Windows1258));
    maps("viscii", |bytes| decode(&hex(bytes), Encoding::Viscii));
}

#[test]
fn every_byte_of_the_encodings_is_as_the_tables_of_others_say() {
    for (name, encoding, from) in [
        ("tcvn3_bytes", Encoding::Tcvn3, 0xA0..=0xFF_u8),
        ("viscii_bytes", Encoding::Viscii, 0..=0xFF),
        ("windows_1258_bytes", Encoding::Windows1258, 0..=0xFF),
    ] {
        for (byte, expected) in from.zip(group(name)) {
            assert_eq!(decode(&[byte], encoding), expected, "{name} {byte:#x}");
        }
    }
}

#[test]
fn lists_are_ordered() {
    for (name, order) in [
        ("order_letters", compare as fn(&str, &str) -> Ordering),
        ("order_places", compare),
        ("order_icu", compare),
        ("order_persons", compare_persons),
    ] {
        for list in group(name) {
            let list: Vec<&str> = list.as_array().unwrap().iter().filter_map(Value::as_str).collect();
            for pair in list.windows(2) {
                assert_eq!(order(pair[0], pair[1]), Ordering::Less, "{name}: {pair:?}");
            }
        }
    }
}

#[test]
fn numbers_are_written() {
    for case in group("number") {
        // The digits of the JSON number, so that no float is made of them.
        let (mantissa, scale) = number::parse_en(&case[0].to_string()).unwrap();
        assert_eq!(decimal(mantissa, scale), case[1]);
        if scale == 0 {
            assert_eq!(number(mantissa), case[1]);
        }
    }
}

#[test]
fn money_is_written_and_read() {
    for case in group("money") {
        assert_eq!(Money::vnd(case[0].as_i64().unwrap()).text_vi(), case[1]);
    }
    for case in group("money_parse") {
        let parsed = money::parse(case[0].as_str().unwrap()).map_or(Value::Null, money_value);
        assert_eq!(parsed, case[1], "{case}");
    }
    for case in group("portal_fee") {
        let said = match portal_fee(case[0].as_i64(), case[1].as_str().unwrap()) {
            PortalFee::Free => json!("free"),
            PortalFee::Unknown => json!("unknown"),
            PortalFee::Known(money) => money_value(money),
        };
        assert_eq!(said, case[2], "{case}");
    }
}

#[test]
fn dates_are_written_and_read() {
    maps("date", |iso| Date::parse_iso(iso).unwrap().short());
    maps("date_long", |iso| Date::parse_iso(iso).unwrap().long_vi());
    for case in group("date_parse") {
        let parsed = date::parse(case[0].as_str().unwrap()).map(Date::iso);
        assert_eq!(json!(parsed), case[1], "{case}");
    }
    for case in group("instant") {
        assert_eq!(json!(Date::from_epoch_millis(case[0].as_i64().unwrap()).map(Date::iso)), case[1]);
    }
}

#[test]
fn time_limits_are_read() {
    for case in group("duration_parse") {
        let parsed = duration::parse(case[0].as_str().unwrap()).unwrap();
        let basis = match parsed.basis {
            duration::Basis::Calendar => "calendar",
            duration::Basis::Working => "working",
            duration::Basis::SameWorkingDay => "same-working-day",
        };
        assert_eq!(json!([parsed.iso8601(), basis]), case[1], "{case}");
    }
}

#[test]
fn codes_and_references_are_read() {
    for case in group("procedure_code") {
        let parsed = procedure_code(case[0].as_str().unwrap());
        assert_eq!(json!({ "code": parsed.code, "agency": parsed.agency, "valid": parsed.valid }), case[1]);
    }
    for case in group("legal_reference") {
        let parsed = legal::parse(case[0].as_str().unwrap()).unwrap();
        let (date, kind) = (parsed.date.map(Date::iso), parsed.kind.map(LegalKind::id));
        assert_eq!(json!({ "number": parsed.number, "date": date, "kind": kind }), case[1]);
    }
}

#[test]
/// Here or, for the letters, in `properties`.
fn every_group_is_tested() {
    let fixture: Value = serde_json::from_str(include_str!("../../tests/fixtures/language.json")).unwrap();
    let source = concat!(include_str!("vectors.rs"), include_str!("properties.rs"));
    for name in fixture.as_object().unwrap().keys() {
        assert!(source.contains(&format!("\"{name}\"")), "{name} is not tested");
    }
}
