use super::*;

fn lexicon(text: &str) -> Lexicon {
    let (entries, mistakes) = parse(text);
    assert_eq!(mistakes, []);
    Lexicon::new(entries)
}

#[test]
fn all_phrases_of_an_entry_must_stand_in_the_title() {
    let said = lexicon("cấp lại + giấy phép lái xe\n  mất bằng lái\n");
    assert_eq!(said.aliases(["Cấp lại Giấy phép lái xe"]), ["mất bằng lái"]);
    assert_eq!(said.aliases(["Giấy phép lái xe: cấp lại"]), ["mất bằng lái"]);
    assert!(said.aliases(["Cấp Giấy phép lái xe"]).is_empty());
}

#[test]
fn keywords_count_as_the_title_does() {
    let said = lexicon("cấp lại + giấy phép lái xe - quốc tế\n  mất bằng lái\n");
    assert_eq!(said.aliases(["Giấy phép lái xe", "cấp lại"]), ["mất bằng lái"]);
    assert!(said.aliases(["Cấp lại giấy phép lái xe", "quốc tế"]).is_empty());
    assert!(said.aliases(["Cấp", "lại giấy phép lái xe"]).is_empty());
}

#[test]
fn a_phrase_in_the_title_is_no_alias_of_it() {
    let said = lexicon("khai tử\n  khai tử, giấy báo tử, Báo Tử\n");
    assert_eq!(said.aliases(["Đăng ký khai tử", "báo tử"]), ["giấy báo tử"]);
}

#[test]
fn each_is_said_once_in_the_order_of_the_entries() {
    let said = lexicon("tử\n  b, a\nkhai\n  a, c, hoà\nkhai tử\n  hòa, d\n");
    assert_eq!(said.aliases(["khai tử"]), ["b", "a", "c", "hoà", "d"]);
}

#[test]
fn marks_tell_official_phrases_apart_but_not_where_they_stand() {
    let said = lexicon("hộ khẩu\n  x\nhoá đơn\n  y\nkĩ sư\n  z\n");
    assert!(said.aliases(["hộ khâu", "hờ khẩu", "ho khau"]).is_empty());
    assert_eq!(said.aliases(["HÓA ĐƠN của kỹ sư"]), ["y", "z"]);
    assert_eq!(said.aliases(["ho\u{323}\u{302} kha\u{302}\u{309}u"]), ["x"]);
}

#[test]
fn half_a_syllable_is_nothing() {
    let said = lexicon("an\n  x\nly hôn\n  y\n");
    assert!(said.aliases(["ban, lan, an1", "ly hônn"]).is_empty());
}

#[test]
fn a_sites_entries_come_after_the_built_in_ones() {
    let own = Entry { means: vec!["khai tử".into()], not: vec![], say: vec!["báo tử ở xã ta".into()] };
    let said = Lexicon::with([own]);
    assert_eq!(said.aliases(["Đăng ký khai tử"]).last(), Some(&"báo tử ở xã ta"));
    assert_eq!(said.len(), Lexicon::built_in().len() + 1);
}

#[test]
fn an_entry_without_letters_never_matches() {
    let entry = |means: &[&str]| Entry {
        means: means.iter().map(|&phrase| phrase.into()).collect(),
        not: vec![],
        say: vec!["x".into()],
    };
    let said = Lexicon::new([entry(&[]), entry(&["?"]), entry(&["a", "–"])]);
    assert!(said.is_empty());
    assert!(said.aliases(["a – b ?"]).is_empty());
}
