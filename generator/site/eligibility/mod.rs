//! Eligibility pages: "does this apply to me?" of a procedure, and "what can I get, what must I do?" of the catalogue.
//!
//! In: the rules as their authors wrote them and their program. Out: for each procedure a page that says its conditions as
//! text and holds its questions as a form, which the scripts show one at a time and answer with the program of that
//! procedure alone; and one page for all of them. Rules reach people as text from here, and nothing is decided here.

mod all;
mod checklist;
mod data;
mod fields;
mod page;
mod places;
mod text;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

pub(super) use self::all::write_all;
pub(super) use self::checklist::DocumentRule;
pub(super) use self::page::write;
pub(super) use self::text::RulesText;
use super::index::Index;
use super::prose::bare;
use super::render::Said;
use super::routes::{Address, RULES};
use crate::catalogue::Language;
use crate::hex::hex;
use crate::language::fold;
use crate::rules::Program;
use crate::rules::model::{RuleBook, Words};
use crate::rules::phrase::{self, Phrases};

/// The rules of a site.
#[derive(Debug, Clone, Copy)]
pub struct SiteRules<'a> {
    /// As their authors wrote them.
    pub book: &'a RuleBook,
    /// Compiled from them; its procedures are those of the book, in its order.
    pub program: &'a Program,
}

/// What can be answered on a site.
pub(super) struct Eligibility<'a> {
    rules: SiteRules<'a>,
    /// What conditions say, in each language.
    phrases: [Phrases<'a>; 2],
    /// The places in the program of the procedures that have a page, by their places in the catalogue.
    places: BTreeMap<u32, usize>,
    /// The procedures that give a paper, by its folded name.
    produced: BTreeMap<String, u32>,
    /// What the page of the whole catalogue fetches, and where it stands.
    pub bytes: (Address, Vec<u8>),
}

impl<'a> Eligibility<'a> {
    /// What can be answered; `None` where no procedure that people can apply for has rules.
    pub fn new(index: &Index<'_>, rules: SiteRules<'a>) -> Option<Self> {
        let mut places = BTreeMap::new();
        for (place, procedure) in rules.program.procedures.iter().enumerate() {
            if let Some(at) = index.find(&procedure.code)
                && index.card(at).listed
                && !index.card(at).abolished
            {
                places.insert(at, place);
            }
        }
        if places.is_empty() {
            return None;
        }
        let mut produced = BTreeMap::new();
        for (at, procedure) in (0..).zip(&index.catalogue.procedures) {
            if index.card(at).listed && !index.card(at).abolished {
                for result in procedure.results.iter().flat_map(|results| &results.value) {
                    produced.entry(paper(&result.name.vi)).or_insert(at);
                }
            }
        }
        let procedures = places.values().map(|&place| rules.program.procedures[place].clone()).collect();
        let bytes = Program { procedures, ..rules.program.clone() }.to_bytes();
        let hash = hex(&Sha256::digest(&bytes)[..6]);
        let address = Address::file(format!("{RULES}/program.{hash}.bin"));
        let phrases = [phrase::Language::Vietnamese, phrase::Language::English];
        let phrases = phrases.map(|language| Phrases::new(rules.program, rules.book, language));
        Some(Self { rules, phrases, places, produced, bytes: (address, bytes) })
    }

    /// The procedures that have a page, by their places in the catalogue.
    pub fn published(&self) -> impl Iterator<Item = u32> {
        self.places.keys().copied()
    }

    /// Whether the procedure at `at` has a page.
    pub fn has(&self, at: u32) -> bool {
        self.places.contains_key(&at)
    }
}

/// A paper by its name, so that one person's paper is known again in every list.
fn paper(name: &str) -> String {
    fold(bare(name)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an author wrote, in the language of a page.
fn said(words: &Words, page: Language) -> Said<'_> {
    match (page, &words.en) {
        (Language::En, Some(en)) => Said::new(&**en, Language::En, page),
        _ => Said::new(&*words.vi, Language::Vi, page),
    }
}
