//! The words of the interface are there, in both languages, and are used.

use std::collections::BTreeSet;

use super::*;
use crate::site::assets::TEMPLATES;

/// The sources of this room, where words are said by key.
const SOURCES: [&str; 20] = [
    include_str!("../changes.rs"),
    include_str!("../directories.rs"),
    include_str!("../eligibility/all.rs"),
    include_str!("../eligibility/data.rs"),
    include_str!("../eligibility/fields.rs"),
    include_str!("../eligibility/page.rs"),
    include_str!("../eligibility/places.rs"),
    include_str!("../eligibility/text.rs"),
    include_str!("../home.rs"),
    include_str!("../lists.rs"),
    include_str!("../pages.rs"),
    include_str!("../render.rs"),
    include_str!("../search/corpus.rs"),
    include_str!("../search_page.rs"),
    include_str!("../procedure/about.rs"),
    include_str!("../procedure/channels.rs"),
    include_str!("../procedure/documents.rs"),
    include_str!("../procedure/mod.rs"),
    include_str!("../procedure/people.rs"),
    include_str!("../procedure/texts.rs"),
];

fn keys(language: Language) -> BTreeSet<String> {
    let theme = Theme::embedded().unwrap();
    // A form for one is English alone.
    theme.words(language).texts().keys().filter(|key| !key.ends_with("_one")).cloned().collect()
}

/// The keys templates name as `t.key`.
fn keys_of_templates() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (_, bytes) in TEMPLATES {
        // `t` after a letter or a dot is the end of another name.
        let source = std::str::from_utf8(bytes).unwrap().replace("{t.", "{ t.");
        for piece in source.split(" t.").skip(1) {
            used.insert(piece.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap().to_owned());
        }
    }
    used
}

#[test]
fn both_languages_have_the_same_keys() {
    assert_eq!(keys(Language::Vi), keys(Language::En));
}

#[test]
fn texts_have_places_for_the_same_values() {
    let theme = Theme::embedded().unwrap();
    let [vi, en] = Language::ALL.map(|language| theme.words(language).texts());
    for (key, text) in vi {
        for place in ["{n}", "{from}", "{to}"] {
            assert_eq!(text.contains(place), en[key].contains(place), "{key}");
        }
    }
}

#[test]
fn templates_use_known_words() {
    let known = keys(Language::Vi);
    let unknown: Vec<String> = keys_of_templates().into_iter().filter(|key| !known.contains(key)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn sources_use_known_words_and_no_word_is_idle() {
    let known = keys(Language::Vi);
    let mut used = keys_of_templates();
    for source in SOURCES {
        let said = source.split('"').skip(1).step_by(2);
        used.extend(said.filter(|text| known.contains(*text)).map(str::to_owned));
        for call in ["say(\"", "say_with(\"", "count(\""] {
            for key in source.split(call).skip(1).map(|piece| piece.split('"').next().unwrap()) {
                assert!(known.contains(key), "{key}");
            }
        }
    }
    let idle: Vec<_> = known.difference(&used).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
