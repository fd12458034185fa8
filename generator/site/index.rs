//! What lists know: a small card for every procedure, and who belongs to whom. Built once.
//!
//! In: the catalogue. Out: numbers into it. No page's text is held here, and nothing is rendered.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::directory::{Collector, Directory, Entry};
use super::routes::{Address, Codes, Section};
use crate::catalogue::{Catalogue, Field, Kind, Language, Law, Level, Named, Procedure, State};
use crate::language::{fold, sort_key};

/// Who and what belongs to whom.
#[derive(Debug)]
pub struct Index<'c> {
    /// The catalogue it is of.
    pub catalogue: &'c Catalogue,
    /// A card for every procedure, in the catalogue's order.
    pub cards: Vec<Card<'c>>,
    /// The procedures of citizens' lists, in the order of their names in each language.
    pub order: [Vec<u32>; 2],
    /// The same, by the letter they stand under; what begins with none comes first.
    pub letters: [Vec<(Option<char>, Vec<u32>)>; 2],
    /// The agencies.
    pub agencies: Directory<'c>,
    /// The fields of administration.
    pub fields: Directory<'c>,
    /// The groups of services for citizens.
    pub citizen_groups: Vec<u32>,
    /// The groups of services for businesses.
    pub business_groups: Vec<u32>,
    /// All groups of services.
    pub groups: Directory<'c>,
    /// The legal documents, in the order of the catalogue.
    pub laws: Directory<'c>,
    /// The procedures of each level, in Vietnamese order.
    pub levels: [Vec<u32>; Level::ALL.len()],
    /// The changes of each procedure that has any, by their places in the catalogue.
    pub changes: BTreeMap<u32, Vec<u32>>,
    /// The place of each legal document, by its identity.
    pub law_of: BTreeMap<&'c str, u32>,
    /// The codes that were ever recorded.
    pub published: BTreeSet<&'c str>,
    /// The segments of codes in addresses.
    pub codes: Codes,
}

/// What a list shows of a procedure.
#[derive(Debug)]
pub struct Card<'c> {
    /// Its name in lists, in each language; the Vietnamese one where there is no other.
    pub names: [Cow<'c, str>; 2],
    /// Whether it has a name in each language.
    pub has: [bool; 2],
    /// The last part of its address.
    pub segment: Box<str>,
    /// Whether it stands in citizens' lists.
    pub listed: bool,
    /// Its place in the Vietnamese order of names; after all others where it stands in no list.
    pub place: u32,
    /// Whether it is abolished.
    pub abolished: bool,
    /// The agency that issued it.
    pub publisher: Option<u32>,
    /// The agencies that carry it out in any of the first four roles.
    pub executing: Box<[u32]>,
    /// The agencies that carry it out, decide, are authorised, were delegated to, and help.
    pub roles: [Box<[u32]>; 5],
    /// The fields it belongs to.
    pub fields: Box<[u32]>,
    /// The groups it belongs to.
    pub groups: Box<[u32]>,
}

impl Card<'_> {
    /// Its page in `language`, else the Vietnamese one, with the language that page is in.
    pub fn address(&self, language: Language) -> (Address, Language) {
        let language = if self.has[language as usize] { language } else { Language::Vi };
        (Address::item(Section::Procedure, language, &self.segment), language)
    }
}

impl<'c> Index<'c> {
    /// The index of a catalogue.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let english = catalogue.site.english;
        let procedures = &catalogue.procedures;
        let titles: Vec<Title<'c>> = procedures.par_iter().map(|procedure| Title::new(procedure, english)).collect();
        let cards = || {
            let published = catalogue.published.iter().map(|published| &*published.code);
            let codes = Codes::new(procedures.iter().map(|procedure| &*procedure.code).chain(published));
            let mut collect = Collectors::default();
            let card = |(procedure, title)| collect.card(procedure, title, &codes);
            let cards: Vec<Card<'c>> = procedures.iter().zip(&titles).map(card).collect();
            (codes, collect, cards)
        };
        let ((codes, collect, mut cards), order) = rayon::join(cards, || order(&titles));
        for (place, &at) in (0..).zip(&order[0]) {
            cards[at as usize].place = place;
        }
        let letters = Language::ALL.map(|language| by_letter(&cards, &order[language as usize], language));
        let (mut agencies, agency_of) = collect.agencies.finish(&catalogue.agencies);
        let (mut fields, field_of) = collect.fields.finish(&[]);
        let (mut groups, group_of) = collect.groups.finish(&[]);
        for card in &mut cards {
            card.publisher = card.publisher.map(|at| agency_of[at as usize]);
            card.roles.iter_mut().for_each(|role| resolve(role, &agency_of));
            card.executing = card.roles[..4].concat().into();
            dedup(&mut card.executing);
            resolve(&mut card.fields, &field_of);
            resolve(&mut card.groups, &group_of);
        }
        let (mut laws, law_of) = laws(&catalogue.laws);
        let mut levels: [Vec<u32>; Level::ALL.len()] = Default::default();
        for &at in &order[0] {
            let card = &cards[at as usize];
            for &agency in &card.executing {
                agencies.entries[agency as usize].members.push(at);
            }
            if let Some(publisher) = card.publisher.filter(|publisher| !card.executing.contains(publisher)) {
                agencies.entries[publisher as usize].issued.push(at);
            }
            card.fields.iter().for_each(|&field| fields.entries[field as usize].members.push(at));
            card.groups.iter().for_each(|&group| groups.entries[group as usize].members.push(at));
            for law in procedures[at as usize].legal_basis.iter().flat_map(|basis| &basis.value) {
                let Some(&law) = law.identity().and_then(|identity| law_of.get(&*identity)) else { continue };
                let members = &mut laws.entries[law as usize].members;
                if members.last() != Some(&at) {
                    members.push(at);
                }
            }
            if let Some(set) = &procedures[at as usize].levels {
                set.value.iter().for_each(|level| levels[level as usize].push(at));
            }
        }
        let of_kind = |wanted: &[u32]| {
            let mut found: Vec<u32> = wanted.iter().map(|&at| group_of[at as usize]).collect();
            found.sort_unstable();
            found.dedup();
            found.retain(|&at| !groups.entries[at as usize].members.is_empty());
            found
        };
        let (citizen_groups, business_groups) = (of_kind(&collect.citizen), of_kind(&collect.business));
        let changes = BTreeMap::new();
        let mut index = Self {
            catalogue,
            cards,
            order,
            letters,
            agencies,
            fields,
            citizen_groups,
            business_groups,
            groups,
            laws,
            law_of,
            levels,
            changes,
            published: catalogue.published.iter().map(|published| &*published.code).collect(),
            codes,
        };
        for (at, change) in (0..).zip(&catalogue.changes) {
            if let Some(procedure) = index.find(&change.code) {
                index.changes.entry(procedure).or_default().push(at);
            }
        }
        index
    }

    /// The changes of the procedure at `at`, newest first.
    pub fn changes_of(&self, at: u32) -> &[u32] {
        self.changes.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The card of a procedure by its place in the catalogue.
    pub fn card(&self, at: u32) -> &Card<'c> {
        &self.cards[at as usize]
    }

    /// The place of a procedure by its code.
    pub fn find(&self, code: &str) -> Option<u32> {
        let at = self.catalogue.procedures.binary_search_by(|procedure| (*procedure.code).cmp(code)).ok()?;
        u32::try_from(at).ok()
    }
}

/// The legal documents as a directory, and their places by identity.
fn laws(laws: &[Law]) -> (Directory<'_>, BTreeMap<&str, u32>) {
    let mut entries = Vec::with_capacity(laws.len());
    for law in laws {
        let (id, name) = (law.id.clone(), &law.title);
        entries.push(Entry { id, name, agency: None, members: Vec::new(), issued: Vec::new() });
    }
    (Directory { entries }, laws.iter().map(|law| &*law.identity).zip(0..).collect())
}

#[derive(Default)]
struct Collectors<'c> {
    agencies: Collector<'c>,
    fields: Collector<'c>,
    groups: Collector<'c>,
    citizen: Vec<u32>,
    business: Vec<u32>,
}

impl<'c> Collectors<'c> {
    /// The card of a procedure, with mentions where entries will be.
    fn card(&mut self, procedure: &'c Procedure, title: &Title<'c>, codes: &Codes) -> Card<'c> {
        let publisher = procedure.publisher.as_ref().and_then(|publisher| self.agencies.see(&publisher.value));
        let roles = [
            &procedure.executing,
            &procedure.competent,
            &procedure.authorised,
            &procedure.delegated,
            &procedure.coordinating,
        ];
        let roles = roles.map(|role| items(role).filter_map(|named| self.agencies.see(named)).collect());
        let fields = items(&procedure.fields).filter_map(|named| self.fields.see(named)).collect();
        let groups = procedure.groups.iter().flat_map(|groups| &groups.value).filter_map(|group| {
            let at = self.groups.see_name(None, &group.name)?;
            match group.kind {
                crate::catalogue::ServiceGroupKind::Citizen => self.citizen.push(at),
                crate::catalogue::ServiceGroupKind::Business => self.business.push(at),
            }
            Some(at)
        });
        Card {
            names: title.names.clone(),
            has: title.has,
            segment: codes.segment(&procedure.code).into(),
            listed: title.listed,
            place: u32::MAX,
            abolished: procedure.state.as_ref().is_some_and(|state| state.value == State::Abolished),
            publisher,
            executing: Box::default(),
            roles,
            groups: groups.collect(),
            fields,
        }
    }
}

/// What a procedure is called in lists, and in which.
struct Title<'c> {
    names: [Cow<'c, str>; 2],
    has: [bool; 2],
    listed: bool,
}

impl<'c> Title<'c> {
    fn new(procedure: &'c Procedure, english: bool) -> Self {
        let name = |language| procedure.name.get(language).map_or(&*procedure.code, |(name, _)| &name.value);
        Self {
            names: Language::ALL.map(|language| listed_name(name(language))),
            has: [true, english && procedure.name.en.is_some()],
            listed: procedure.kind.as_ref().is_none_or(|kind| kind.value != Kind::Internal),
        }
    }
}

fn items(field: &Field<Vec<Named>>) -> impl Iterator<Item = &Named> {
    field.iter().flat_map(|field| &field.value)
}

fn resolve(mentions: &mut Box<[u32]>, meant: &[u32]) {
    mentions.iter_mut().for_each(|mention| *mention = meant[*mention as usize]);
    dedup(mentions);
}

/// Drops what comes again, and keeps the order.
fn dedup(entries: &mut Box<[u32]>) {
    let mut once: Vec<u32> = Vec::with_capacity(entries.len());
    entries.iter().for_each(|&entry| {
        if !once.contains(&entry) {
            once.push(entry);
        }
    });
    *entries = once.into();
}

/// The listed procedures in the order of their names, for each language.
fn order(titles: &[Title<'_>]) -> [Vec<u32>; 2] {
    let keys: Vec<Vec<u8>> = titles.par_iter().map(|title| sort_key(&title.names[0])).collect();
    let listed = || (0..).zip(titles).filter(|(_, title)| title.listed).map(|(at, _)| at);
    let mut vi: Vec<u32> = listed().collect();
    vi.par_sort_unstable_by(|&a, &b| (&keys[a as usize], a).cmp(&(&keys[b as usize], b)));
    if !titles.iter().any(|title| title.has[1]) {
        return [vi.clone(), vi];
    }
    let mut keys = keys;
    for (key, title) in keys.iter_mut().zip(titles).filter(|(_, title)| title.has[1]) {
        *key = sort_key(&title.names[1]);
    }
    let mut en: Vec<u32> = listed().collect();
    en.par_sort_unstable_by(|&a, &b| (&keys[a as usize], a).cmp(&(&keys[b as usize], b)));
    [vi, en]
}

fn by_letter(cards: &[Card<'_>], order: &[u32], language: Language) -> Vec<(Option<char>, Vec<u32>)> {
    let mut letters: Vec<(Option<char>, Vec<u32>)> = Vec::new();
    for &at in order {
        let here = letter(&cards[at as usize].names[language as usize]);
        // Other scripts come after the letters and join what comes before them.
        match letters.iter_mut().rev().find(|(letter, _)| *letter == here) {
            Some((_, members)) => members.push(at),
            None => letters.push((here, vec![at])),
        }
    }
    letters
}

/// A name as lists show it: without the "Thủ tục" that would put a third of them under T, and without what
/// a slip of the keyboard left before it.
pub(super) fn listed_name(name: &str) -> Cow<'_, str> {
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '.' | ',' | ':' | ';' | '-'));
    let mut words = name.splitn(3, ' ');
    let starts = |word: Option<&str>, wanted: &[&str]| word.is_some_and(|word| wanted.contains(&word));
    let is_prefixed =
        starts(words.next(), &["Thủ", "THỦ", "thủ"]) && starts(words.next(), &["tục", "TỤC", "Tục", "tục:"]);
    let rest = words.next().map(str::trim).filter(|rest| {
        let next = rest.split(' ').next().unwrap_or_default();
        is_prefixed && rest.starts_with(char::is_alphabetic) && !["hành", "HÀNH", "Hành"].contains(&next)
    });
    let name = rest.unwrap_or(name);
    match name.chars().next() {
        Some(first) if first.is_lowercase() => {
            let mut upper: String = first.to_uppercase().collect();
            upper.push_str(&name[first.len_utf8()..]);
            Cow::Owned(upper)
        }
        _ => Cow::Borrowed(name),
    }
}

/// The letter a name stands under: a capital without marks, `Đ` apart from `D`; `None` for all else.
pub(super) fn letter(name: &str) -> Option<char> {
    let first = name.chars().next()?;
    if matches!(first, 'Đ' | 'đ') {
        return Some('Đ');
    }
    let folded = fold(first.encode_utf8(&mut [0; 4]));
    folded.chars().next().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase())
}

/// The last part of the address of a letter's list.
pub(super) fn letter_segment(letter: Option<char>) -> String {
    match letter {
        Some('Đ') => "dd".to_owned(),
        Some(letter) => letter.to_ascii_lowercase().to_string(),
        None => "0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_drop_the_word_procedure() {
        assert_eq!(listed_name("Thủ tục đăng ký khai sinh"), "Đăng ký khai sinh");
        assert_eq!(listed_name("\tCấp giấy phép"), "Cấp giấy phép");
        assert_eq!(listed_name("Thủ tục hành chính về đất đai"), "Thủ tục hành chính về đất đai");
        assert_eq!(listed_name("Thủ tục"), "Thủ tục");
        assert_eq!(listed_name(""), "");
    }

    #[test]
    fn names_stand_under_letters_and_dd_is_its_own() {
        assert_eq!(
            ["Ấn định", "Đổi", "Dừng", "ủy quyền", "3D", ""].map(letter),
            [Some('A'), Some('Đ'), Some('D'), Some('U'), None, None]
        );
        assert_eq!(letter_segment(Some('Đ')), "dd");
    }
}
