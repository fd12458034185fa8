use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::super::Lexicon;
use super::super::phrases::Keys;
use super::*;
use crate::language::fold;

/// More names than this, and a phrase tells nobody anything.
const TOO_BROAD: usize = 400;

fn areas() -> impl Iterator<Item = (&'static str, Entry)> {
    AREAS.into_iter().flat_map(|(area, text)| parse(text).0.into_iter().map(move |entry| (area, entry)))
}

#[test]
fn the_files_have_no_mistakes() {
    for (area, text) in AREAS {
        let (entries, mistakes) = parse(text);
        assert_eq!(mistakes, [], "{area}");
        assert!(entries.len() >= 10, "{area}");
    }
    assert!(entries().count() >= 700);
}

#[test]
fn no_entry_stands_twice_or_says_a_thing_twice() {
    let mut headings = BTreeSet::new();
    let mut wrong = Vec::new();
    for (area, entry) in areas() {
        let keys = |phrases: &[Box<str>]| phrases.iter().map(|phrase| Keys::of(phrase)).collect::<BTreeSet<_>>();
        if !headings.insert((keys(&entry.means), keys(&entry.not))) {
            wrong.push(format!("{area}: {:?} stands twice", entry.means));
        }
        let mut said = BTreeMap::new();
        for phrase in &entry.say {
            if let Some(other) = said.insert(fold(phrase), phrase) {
                wrong.push(format!("{area}: {:?} says {other} and {phrase}", entry.means));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_people_say_leads_to_what_officials_write() {
    let lexicon = Lexicon::built_in();
    let said = |title: &str, phrase: &str| lexicon.aliases([title]).contains(&phrase);
    assert!(said("Cấp Giấy xác nhận tình trạng hôn nhân", "giấy độc thân"));
    assert!(said("CẤP ĐỔI THẺ CĂN CƯỚC", "cmnd"));
    assert!(said("Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất", "sổ đỏ"));
    assert!(said("Cấp lại giấy phép lái xe", "mất gplx"));
    assert!(!said("Cấp Giấy phép lái xe quốc tế", "mất gplx"));
}

#[test]
fn to_bring_in_goods_is_not_to_move_house() {
    let lexicon = Lexicon::built_in();
    assert!(lexicon.aliases(["Đăng ký thường trú"]).contains(&"nhập khẩu"));
    assert!(!lexicon.aliases(["Xóa đăng ký thường trú"]).contains(&"nhập khẩu"));
    let goods = lexicon.aliases(["Kiểm tra chất lượng hàng hóa nhập khẩu"]);
    assert!(goods.contains(&"hàng nhập") && !goods.contains(&"hộ khẩu"));
}

/// Holds the official side against the names of a real catalogue: `MOTCUA_PORTAL_DATA` names the folder with
/// `portal-catalog.jsonl`. Agencies and fields have pages too.
#[test]
fn every_entry_matches_some_real_name_and_not_too_many() {
    let Some(folder) = std::env::var_os("MOTCUA_PORTAL_DATA").map(PathBuf::from).filter(|path| path.is_dir()) else {
        return eprintln!("skipped: MOTCUA_PORTAL_DATA names no folder");
    };
    let text = std::fs::read_to_string(folder.join("portal-catalog.jsonl")).unwrap();
    let (mut names, mut others) = (Vec::new(), BTreeSet::new());
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        names.push(record["name"].as_str().unwrap().to_owned());
        others.extend(record["departmentPromulgate"].as_str().map(str::to_owned));
        let lists = ["departments", "categories"].into_iter().filter_map(|key| record[key].as_array()).flatten();
        others.extend(lists.filter_map(|text| text.as_str()).map(str::to_owned));
    }
    let keys_of_names: Vec<Keys> = names.iter().map(|name| Keys::of(name)).collect();
    let keys_of_others: Vec<Keys> = others.iter().map(|name| Keys::of(name)).collect();
    let mut wrong = Vec::new();
    for (area, entry) in areas() {
        let (hits, elsewhere) = (matches(&entry, &keys_of_names), matches(&entry, &keys_of_others));
        if show() {
            println!("# {hits} {} {:?}", entry.say.len(), entry.means);
        }
        match hits {
            0 if elsewhere == 0 && area != "elsewhere" => {
                wrong.push(format!("{area}: {:?} matches nothing", entry.means))
            }
            hits if hits > TOO_BROAD => wrong.push(format!("{area}: {:?} matches {hits} names", entry.means)),
            _ => {}
        }
    }
    report(&names);
    assert!(wrong.is_empty(), "{} entries:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many texts an entry matches, found the slow way: without the matcher.
fn matches(entry: &Entry, texts: &[Keys]) -> usize {
    let keys = |phrases: &[Box<str>]| phrases.iter().map(|phrase| Keys::of(phrase)).collect::<Vec<_>>();
    let (means, not) = (keys(&entry.means), keys(&entry.not));
    let fits = |text: &&Keys| means.iter().all(|phrase| text.has(phrase)) && !not.iter().any(|phrase| text.has(phrase));
    texts.iter().filter(fits).count()
}

fn report(names: &[String]) {
    let entries: Vec<Entry> = entries().collect();
    let spoken: BTreeSet<&str> = entries.iter().flat_map(|entry| &entry.say).map(|say| &**say).collect();
    eprintln!("{} entries, {} different spoken phrases", entries.len(), spoken.len());
    let start = std::time::Instant::now();
    let lexicon = Lexicon::built_in();
    let ready = start.elapsed();
    let start = std::time::Instant::now();
    let aliases: Vec<Vec<&str>> = names.iter().map(|name| lexicon.aliases([name.as_str()])).collect();
    let took = start.elapsed();
    let given = aliases.iter().filter(|aliases| !aliases.is_empty()).count();
    let most = aliases.iter().map(Vec::len).max().unwrap_or_default();
    let all: usize = aliases.iter().map(Vec::len).sum();
    let bytes: usize = aliases.iter().flatten().map(|alias| alias.len()).sum();
    eprintln!("{given} of {} names have aliases: {all} in all, {bytes} bytes, at most {most}", names.len());
    eprintln!("made ready in {ready:?}, applied in {took:?}");
    if show() {
        for (name, aliases) in names.iter().zip(&aliases) {
            println!("{name}\n    {}", aliases.join(", "));
        }
    }
}

/// Whether to print what matched, for whoever works on the words.
fn show() -> bool {
    std::env::var_os("MOTCUA_LEXICON_SHOW").is_some()
}
