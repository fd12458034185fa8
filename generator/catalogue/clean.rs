//! The words of a record as pages show them: the same words, without the dirt of where they were typed.
//!
//! In: a procedure as it was published, after it was checked. Out: the same with one spelling of every letter,
//! nothing invisible, bullets every font has, and names without stray spaces. It never changes a word.

use std::borrow::Cow;

use super::field::Field;
use super::named::Named;
use super::procedure::Procedure;
use super::site::Catalogue;
use super::text::{Bilingual, Prose};
use crate::language::normalise;

/// Cleans every text of `procedure` in place. A clean text costs a look and no allocation.
pub fn clean(procedure: &mut Procedure) {
    procedure.each_text_mut(&mut clean_text);
    each_name(procedure, &mut trim);
}

/// Cleans every other text that pages show: of the site, its sources, agencies, pages, changes and withdrawn procedures.
pub fn clean_catalogue(catalogue: &mut Catalogue) {
    let site = &mut catalogue.site;
    let of_site = [Some(&mut site.title), Some(&mut site.description), site.publisher.as_mut()];
    of_site.into_iter().flatten().for_each(|text| clean_both(text, clean_name));
    site.hotline.iter_mut().for_each(clean_name);
    catalogue.sources.iter_mut().for_each(|source| clean_both(&mut source.title, clean_name));
    for agency in &mut catalogue.agencies {
        clean_both(&mut agency.name, clean_name);
        agency.aliases.iter_mut().chain(&mut agency.hotline).for_each(clean_name);
        agency.address.iter_mut().for_each(|address| clean_both(address, clean_text));
    }
    for page in &mut catalogue.pages {
        let titles = [&mut page.title.vi, &mut page.title.en];
        titles.into_iter().flatten().for_each(|title| clean_name(&mut title.value));
        for body in [&mut page.body.vi, &mut page.body.en].into_iter().flatten() {
            match &mut body.value {
                Prose::Plain(text) | Prose::Markdown(text) => clean_text(text),
            }
        }
    }
    for change in &mut catalogue.changes {
        clean_name(&mut change.name);
        change.note.iter_mut().for_each(|note| clean_both(note, clean_text));
    }
    catalogue.published.iter_mut().for_each(|published| clean_name(&mut published.name));
}

fn clean_both(text: &mut Bilingual, clean: fn(&mut Box<str>)) {
    clean(&mut text.vi);
    text.en.iter_mut().for_each(clean);
}

fn clean_text(text: &mut Box<str>) {
    compose(text);
    if may_be_strange(text)
        && let Cow::Owned(plain) = plain(text)
    {
        *text = plain.into();
        // A mark may have met its letter.
        compose(text);
    }
}

fn clean_name(name: &mut Box<str>) {
    clean_text(name);
    trim(name);
}

fn trim(name: &mut Box<str>) {
    if has_stray_spaces(name) {
        *name = name.split_whitespace().collect::<Vec<_>>().join(" ").into();
    }
}

fn compose(text: &mut Box<str>) {
    if let Cow::Owned(normal) = normalise(text) {
        *text = normal.into();
    }
}

/// Calls `change` with every text that is a name: one line, without spaces around it.
fn each_name(procedure: &mut Procedure, change: &mut dyn FnMut(&mut Box<str>)) {
    for name in [&mut procedure.name.vi, &mut procedure.name.en].into_iter().flatten() {
        change(&mut name.value);
    }
    let mut named = |named: &mut Named| {
        change(&mut named.name.vi);
        named.name.en.iter_mut().for_each(&mut *change);
    };
    if let Some(publisher) = &mut procedure.publisher {
        named(&mut publisher.value);
    }
    let lists: [&mut Field<Vec<Named>>; 7] = [
        &mut procedure.fields,
        &mut procedure.audiences,
        &mut procedure.executing,
        &mut procedure.competent,
        &mut procedure.authorised,
        &mut procedure.delegated,
        &mut procedure.coordinating,
    ];
    lists.into_iter().flatten().flat_map(|list| &mut list.value).for_each(&mut named);
    if let Some(groups) = &mut procedure.groups {
        groups.value.iter_mut().for_each(|group| change(&mut group.name.vi));
    }
    if let Some(decision) = &mut procedure.decision {
        change(&mut decision.value.number);
    }
}

fn has_stray_spaces(name: &str) -> bool {
    let bytes = name.as_bytes();
    let outside = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let pair = |pair: &[u8]| pair[0] == b' ' && pair[1] == b' ';
    outside(bytes.first())
        || outside(bytes.last())
        || bytes.iter().any(|&byte| byte != b' ' && byte.is_ascii_whitespace())
        || bytes.windows(2).any(pair)
}

/// Whether a text may hold what [`plain`] changes, from its bytes alone: a control, a private character,
/// or one of the separators U+2028 and U+2029.
fn may_be_strange(text: &str) -> bool {
    let strange = |first: u8, second: u8, third: u8| {
        ((first < 0x20) & (first != b'\n') & (first != b'\t'))
            | (first == 0x7f)
            | (first & 0xfe == 0xee)
            | ((first == 0xc2) & (second < 0xa0))
            | ((first == 0xe2) & (second == 0x80) & (third & 0xfe == 0xa8))
    };
    // Without a way out of the loop, so that it is done many bytes at a time.
    let bytes = text.as_bytes();
    let inside = bytes.windows(3).fold(false, |found, next| found | strange(next[0], next[1], next[2]));
    inside
        || match *bytes {
            [.., first, second] => strange(first, second, 0) || strange(second, 0, 0),
            [first] => strange(first, 0, 0),
            [] => false,
        }
}

/// The text with a bullet for the private characters that begin its lines or its items, a line break for the controls
/// that break lines, and without the other controls, which no XML may hold.
fn plain(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut line_begins = true;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '\n' | '\t' => None,
            '\r' if text[at + 1..].starts_with('\n') => Some(""),
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some("\n"),
            // A minus of Symbol; everything else there that begins a line is meant as a bullet.
            '\u{f02d}' if line_begins => Some("-"),
            '\u{e000}'..='\u{f8ff}' if line_begins || is_bullet(c) && stands_alone(text, at) => Some("•"),
            c if c.is_control() => Some(""),
            _ => None,
        };
        if let Some(instead) = instead {
            out.push_str(&text[kept..at]);
            out.push_str(instead);
            kept = at + c.len_utf8();
        }
        line_begins = matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
            || line_begins && (c.is_whitespace() || c.is_control());
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// The characters of Symbol and Wingdings that Word offers as bullets.
fn is_bullet(c: char) -> bool {
    matches!(c, '\u{f0b7}' | '\u{f0fc}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' | '\u{f0a8}' | '\u{f06e}')
}

/// Whether there are spaces around a private character: a list whose lines were put together.
fn stands_alone(text: &str, at: usize) -> bool {
    const LENGTH: usize = '\u{e000}'.len_utf8();
    let (before, after) = (&text[..at], &text[at + LENGTH..]);
    before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::{
        Agency, AgencyId, Change, ChangeKind, Localised, Origin, Page, Published, Site, SourceId, SourceInfo, Sourced,
    };
    use crate::files::{FileTable, Location};
    use crate::language::Date;

    fn sourced<T>(value: T) -> Sourced<T> {
        let location = Location::whole(FileTable::default().add("1.001193.json"));
        Sourced::new(value, Origin { source: SourceId(0), location })
    }

    fn cleaned(name: &str, text: &str) -> (String, String) {
        let mut procedure = Procedure::new("1.001193", sourced(()).origin);
        procedure.name = Localised::vi(sourced(name.into()));
        procedure.requirements = Localised::vi(sourced(Prose::Plain(text.into())));
        clean(&mut procedure);
        let (name, text) = (procedure.name.vi.unwrap().value, procedure.requirements.vi.unwrap().value);
        (name.into(), text.source().to_owned())
    }

    #[test]
    fn letters_are_composed_and_what_is_invisible_goes() {
        let (name, text) = cleaned("Ða\u{306}ng k\u{200e}y\u{301}", "Vie\u{323}\u{302}t\u{a0}Nam");
        assert_eq!((&*name, &*text), ("Đăng ký", "Việt Nam"));
    }

    #[test]
    fn names_have_single_spaces_and_other_texts_keep_theirs() {
        let (name, text) = cleaned("\tĐăng ký\n khai  sinh ", " - Bước  1\n   a) ");
        assert_eq!((&*name, &*text), ("Đăng ký khai sinh", " - Bước  1\n   a) "));
    }

    #[test]
    fn private_characters_that_begin_lines_become_bullets() {
        let (_, text) = cleaned("x", "\u{f0fc}\tTrường hợp\n  \u{f02d} 5 \u{f0b3} 3: \u{f0fc}\tHồ sơ\u{f0fc}");
        assert_eq!(text, "•\tTrường hợp\n  - 5 \u{f0b3} 3: •\tHồ sơ\u{f0fc}");
    }

    #[test]
    fn controls_that_break_lines_break_them_and_others_go() {
        assert_eq!(cleaned("x", "a\r\nb\u{b}c\u{2028}d\u{7}\u{9c}e").1, "a\nb\nc\nde");
    }

    #[test]
    fn texts_outside_procedures_are_cleaned_too() {
        let dirty = "\tVie\u{323}\u{302}t  Nam\u{7}\n";
        let both = || Bilingual { vi: dirty.into(), en: Some(dirty.into()) };
        let location = sourced(()).origin.location;
        let site = Site {
            title: both(),
            description: both(),
            base_url: None,
            english: true,
            publisher: Some(both()),
            publisher_url: None,
            hotline: Some(dirty.into()),
            report: None,
            official: false,
            search: true,
        };
        let agency = Agency {
            id: AgencyId("a".into()),
            name: both(),
            aliases: vec![dirty.into()],
            level: None,
            parent: None,
            url: None,
            hotline: Some(dirty.into()),
            address: Some(Bilingual::vi(dirty)),
            at: location,
        };
        let page = Page {
            id: "a".into(),
            title: Localised::vi(sourced(dirty.into())),
            body: Localised::vi(sourced(Prose::Markdown(dirty.into()))),
            at: location,
        };
        let change = Change {
            date: Date::new(2026, 7, 1).unwrap(),
            code: "1".into(),
            name: dirty.into(),
            kind: ChangeKind::Added,
            fields: Vec::new(),
            note: Some(both()),
        };
        let published = Published {
            code: "1".into(),
            name: dirty.into(),
            withdrawn: None,
            successor: None,
            editorial: false,
            at: location,
        };
        let mut catalogue = Catalogue {
            site,
            procedures: Vec::new(),
            laws: Vec::new(),
            agencies: vec![agency],
            pages: vec![page],
            changes: vec![change],
            published: vec![published],
            published_datasets: Vec::new(),
            redirects: Vec::new(),
            lexicon: Vec::new(),
            sources: vec![SourceInfo { title: both(), retrieved: None, official: true }],
            files: FileTable::default(),
        };
        clean_catalogue(&mut catalogue);
        let shown = format!("{catalogue:?}");
        assert_eq!(shown.matches("Việt").count(), 20);
        assert!(!shown.contains('\u{323}') && !shown.contains("\\u{7}"), "{shown}");
        assert_eq!(&*catalogue.site.title.vi, "Việt Nam");
        assert_eq!(catalogue.pages[0].body.vi.as_ref().unwrap().value.source(), "\tViệt  Nam\n");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(name in any::<String>(), text in "[a-zà-ỹ \n\r\t\u{0}-\u{9f}\u{300}\u{e000}-\u{f8ff}\u{2028}\u{200b}]*") {
            let once = cleaned(&name, &text);
            prop_assert_eq!(cleaned(&once.0, &once.1), once.clone());
            prop_assert!(!once.1.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }

        #[test]
        fn a_text_that_looks_clean_is_clean(text in any::<String>()) {
            prop_assert!(may_be_strange(&text) || matches!(plain(&text), Cow::Borrowed(_)));
        }
    }
}
