//! Agencies, fields and groups of services: one entry for each, whatever names and codes records give it.
//!
//! In: every mention of a name in the catalogue. Out: entries with an id for their address, and for each
//! mention the entry it means. An editor's agency is met by its id, alias, name or code; else an official
//! code joins the names that stand with it, else names are the same that read the same.
//! The outcome depends on nothing but the catalogue.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::routes::escape;
use crate::catalogue::{Agency, Bilingual, Named};
use crate::language::{fold, slug, sort_key, syllable_key};

/// An agency, a field or a group, with the procedures that belong to it.
#[derive(Debug)]
pub struct Entry<'c> {
    /// The last part of its address.
    pub id: Box<str>,
    /// Its name.
    pub name: &'c Bilingual,
    /// What an editor says of it.
    pub agency: Option<&'c Agency>,
    /// The procedures of this field or group, or carried out by this agency; in Vietnamese order.
    pub members: Vec<u32>,
    /// The procedures this agency issued for others to carry out; in Vietnamese order.
    pub issued: Vec<u32>,
}

/// All entries of one kind, in Vietnamese order of their names.
#[derive(Debug, Default)]
pub struct Directory<'c> {
    /// The entries.
    pub entries: Vec<Entry<'c>>,
}

/// Collects mentions of names; each different one is kept once.
#[derive(Default)]
pub(super) struct Collector<'c> {
    known: HashMap<(Option<&'c str>, &'c str), u32>,
    mentions: Vec<Mention<'c>>,
}

struct Mention<'c> {
    code: Option<&'c str>,
    name: &'c Bilingual,
    times: u32,
}

impl<'c> Collector<'c> {
    /// Notes a mention; `None` where there is neither name nor code.
    pub(super) fn see(&mut self, named: &'c Named) -> Option<u32> {
        self.see_name(named.code.as_deref().filter(|code| !code.trim().is_empty()), &named.name)
    }

    /// Notes a mention of a name that may have a code.
    pub(super) fn see_name(&mut self, code: Option<&'c str>, name: &'c Bilingual) -> Option<u32> {
        if name.vi.trim().is_empty() {
            return None;
        }
        let next = u32::try_from(self.mentions.len()).ok()?;
        let at = *self.known.entry((code, &name.vi)).or_insert(next);
        if at == next {
            self.mentions.push(Mention { code, name, times: 0 });
        }
        let mention = &mut self.mentions[at as usize];
        mention.times += 1;
        if mention.name.en.is_none() {
            mention.name = name;
        }
        Some(at)
    }

    /// The entries, and for each mention the entry it means.
    pub(super) fn finish(self, agencies: &'c [Agency]) -> (Directory<'c>, Vec<u32>) {
        let keys = self.keys(agencies);
        let mut groups: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            groups.entry(key).or_default().push(at);
        }
        let described: Vec<Key> = (0..agencies.len()).map(Key::Editor).collect();
        for key in &described {
            groups.entry(key).or_default();
        }
        let mut taken = BTreeSet::new();
        // Editors' ids come first (the order of `Key`), so that no derived id can take one of them.
        let mut entries: Vec<(Vec<u8>, Entry<'c>, &Key)> = Vec::with_capacity(groups.len());
        for (key, members) in &groups {
            // The usual name, of those that someone translated if any was.
            let rank = |mention: &&Mention<'c>| (mention.name.en.is_some(), mention.times, Reverse(&mention.name.vi));
            let usual = members.iter().map(|&at| &self.mentions[at]).max_by_key(rank);
            let agency = if let Key::Editor(at) = key { Some(&agencies[*at]) } else { None };
            let Some(name) = agency.map(|agency| &agency.name).or(usual.map(|mention| mention.name)) else { continue };
            let id = free_id(agency.map_or_else(|| key.id(name), |agency| escape(&agency.id.0)), &mut taken);
            let entry = Entry { id: id.into(), name, agency, members: Vec::new(), issued: Vec::new() };
            entries.push((sort_key(&name.vi), entry, key));
        }
        entries.sort_by(|a, b| (&a.0, &a.1.id).cmp(&(&b.0, &b.1.id)));
        let places: BTreeMap<&Key, u32> = entries.iter().zip(0..).map(|((_, _, key), at)| (*key, at)).collect();
        let meant = keys.iter().map(|key| places.get(key).copied().unwrap_or(u32::MAX)).collect();
        (Directory { entries: entries.into_iter().map(|(_, entry, _)| entry).collect() }, meant)
    }

    /// What each mention means.
    fn keys(&self, agencies: &'c [Agency]) -> Vec<Key> {
        let described = Described::new(agencies);
        let mut coded: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let words: Vec<String> = self.mentions.iter().map(|mention| reading(&mention.name.vi)).collect();
        for (mention, words) in self.mentions.iter().zip(&words) {
            if let Some(code) = mention.code {
                coded.entry(words.clone()).or_default().insert(code.trim().to_lowercase());
            }
        }
        let key = |(mention, words): (&Mention<'_>, String)| {
            if let Some(at) = described.find(mention) {
                return Key::Editor(at);
            }
            if let Some(code) = mention.code {
                return Key::Code(code.trim().to_lowercase());
            }
            // A name without a code means the one code that goes by it.
            match coded.get(&words).filter(|codes| codes.len() == 1).and_then(BTreeSet::first) {
                Some(code) => Key::Code(code.clone()),
                None => Key::Name(words),
            }
        };
        self.mentions.iter().zip(words).map(key).collect()
    }
}

/// What a mention means; in the order in which ids are given out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Editor(usize),
    Code(String),
    Name(String),
}

impl Key {
    fn id(&self, name: &Bilingual) -> String {
        match self {
            Self::Code(code) => escape(code),
            _ => match slug(&name.vi) {
                slug if slug.is_empty() => escape(&name.vi),
                slug => escape(&slug),
            },
        }
    }
}

/// `id`, or with a number behind it where it is taken.
fn free_id(id: String, taken: &mut BTreeSet<String>) -> String {
    let mut free = id.clone();
    let mut number = 2;
    while !taken.insert(free.to_ascii_lowercase()) {
        free = format!("{id}-{number}");
        number += 1;
    }
    free
}

/// The agencies of editors, by what records call them.
struct Described(BTreeMap<String, usize>);

impl Described {
    fn new(agencies: &[Agency]) -> Self {
        let mut by_name = BTreeMap::new();
        for (at, agency) in agencies.iter().enumerate() {
            let names = [&agency.id.0, &agency.name.vi].into_iter().chain(&agency.aliases);
            for name in names.chain(&agency.name.en) {
                by_name.entry(plain(name)).or_insert(at);
            }
        }
        Self(by_name)
    }

    fn find(&self, mention: &Mention<'_>) -> Option<usize> {
        if self.0.is_empty() {
            return None;
        }
        let by_code = mention.code.and_then(|code| self.0.get(&plain(code)));
        by_code.or_else(|| self.0.get(&plain(&mention.name.vi))).copied()
    }
}

fn plain(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as it reads: without case, spaces, punctuation and the places of its marks.
fn reading(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(syllable_key).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::AgencyId;

    fn ids(names: &[Named], agencies: &[Agency]) -> Vec<String> {
        let mut collector = Collector::default();
        let seen: Vec<_> = names.iter().filter_map(|named| collector.see(named)).collect();
        let (directory, meant) = collector.finish(agencies);
        seen.into_iter().map(|at| directory.entries[meant[at as usize] as usize].id.to_string()).collect()
    }

    #[test]
    fn names_that_read_the_same_are_one() {
        let names = ["Sở Y tế", "Sở y  tế", "Hoà giải", "Hòa giải", "Thú y", "Thu y"].map(Named::new);
        assert_eq!(ids(&names, &[]), ["so-y-te", "so-y-te", "hoa-giai", "hoa-giai", "thu-y-2", "thu-y"]);
    }

    #[test]
    fn a_code_joins_its_names_and_a_bare_name_finds_its_code() {
        let names = [Named::coded("G15", "Bộ Tư pháp"), Named::coded("G15", "Bộ tư pháp cũ"), Named::new("bộ tư pháp")];
        assert_eq!(ids(&names, &[]), ["g15", "g15", "g15"]);
    }

    #[test]
    fn an_editors_agency_is_met_by_alias_code_or_name() {
        let agency = Agency {
            id: AgencyId("bo-tu-phap".into()),
            name: Bilingual::vi("Bộ Tư pháp"),
            aliases: vec!["G15".into()],
            level: None,
            parent: None,
            url: None,
            hotline: None,
            address: None,
            at: crate::files::Location::whole(crate::files::FileTable::default().add("agencies.toml")),
        };
        let names = [Named::coded("g15", "Tư pháp"), Named::new("BỘ TƯ PHÁP"), Named::new("Bộ Y tế")];
        assert_eq!(ids(&names, &[agency]), ["bo-tu-phap", "bo-tu-phap", "bo-y-te"]);
    }
}
