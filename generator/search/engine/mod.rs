//! The engine: a question and files in, which files are wanted and an answer out.
//!
//! A question is answered in stages: from the head as soon as that is there; from tier 1 and the blocks of the first
//! page; then, where counts or filters need every match, from tier 2 and the columns. [`Engine::wanted`] names the files
//! of the next stage, [`Engine::answer`] says at any time what is known. Files are kept over questions. A file that is
//! damaged is refused by [`Engine::supply`]; one that [`Engine::failed`] is done without, and the answer is not exact.

mod answer;
mod correct;
mod excerpt;
mod json;
mod options;
mod rank;
mod words;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub use self::options::{Options, Sort};
use self::rank::Ranking;
pub use self::rank::{Reason, Weights};
use super::format::column::Column;
use super::format::root::{Hash, RANKS, ROOT, Ranks, Root};
use super::format::terms::Terms;
use super::format::{Corrupt, file_name, shown};
use super::head::Head;
use super::question::{Question, Wording};

/// Bytes of unpacked files that are kept; past it, what the question at hand does not need is dropped.
const KEPT: usize = 24 << 20;

/// A search over one index.
#[derive(Debug)]
pub struct Engine {
    root: Root,
    files: Files,
    wording: Wording,
    weights: Weights,
    generation: u32,
    asked: Asked,
}

/// The files that are there.
#[derive(Debug, Default)]
struct Files {
    terms: BTreeMap<Hash, Terms>,
    blocks: BTreeMap<Hash, Vec<shown::Entry>>,
    columns: BTreeMap<Hash, Column>,
    ranks: Option<Ranks>,
    head: Option<Head>,
    failed: BTreeSet<Hash>,
}

/// The question at hand.
#[derive(Debug, Default)]
struct Asked {
    question: Question,
    options: Options,
    /// What was worked out from the files that are there; dropped when one comes.
    state: RefCell<Option<State>>,
}

/// What is known of the question at hand.
#[derive(Debug, Clone, Default)]
struct State {
    wanted: Vec<Hash>,
    /// The question the ranking is of: as it was asked, or as it was corrected.
    question: Question,
    corrected: bool,
    /// `None` while files of tier 1 are wanted.
    ranking: Option<Ranking>,
    /// The documents of the page, in order.
    page: Vec<u32>,
    total: usize,
    exact: bool,
    /// Whether every block of the page is there.
    shown: bool,
    facets: Vec<answer::FacetCounts>,
}

impl Engine {
    /// An engine over the index that this root names.
    ///
    /// # Errors
    /// [`Corrupt`]: the root is of another version, or damaged.
    pub fn new(root: &[u8]) -> Result<Self, Corrupt> {
        Ok(Self {
            root: Root::open(root)?,
            files: Files::default(),
            wording: Wording::default(),
            weights: Weights::default(),
            generation: 0,
            asked: Asked::default(),
        })
    }

    /// The same engine with other weights, for experiments.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// Asks a question, and gives its generation: an answer of another generation is stale.
    pub fn ask(&mut self, text: &str, options: &str) -> u32 {
        let options = Options::parse(options);
        self.generation = self.generation.wrapping_add(1);
        // A question longer than any is cut, so that no paste can hold up the page.
        let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        let root = &self.root;
        let telex = self.weights.typed;
        let question = self.wording.read(text, &|term| !telex || root.commonness(term) > 0);
        self.asked = Asked { question, options, state: RefCell::default() };
        self.generation
    }

    /// The names of the files that the question at hand needs next, best first; none when the answer is all there is.
    pub fn wanted(&self) -> Vec<String> {
        self.with_state(|state| state.wanted.iter().map(|&hash| file_name(hash)).collect())
    }

    /// Takes a file, unpacked. False where it is damaged or none of this index: then it may be fetched once more.
    pub fn supply(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        let Some(hash) = hash_of(name) else { return false };
        let taken = self.take(hash, bytes);
        if taken {
            self.files.failed.remove(&hash);
            self.asked.state.replace(None);
            self.drop_old();
        }
        taken
    }

    fn take(&mut self, hash: Hash, bytes: Vec<u8>) -> bool {
        let Root { first, second, blocks, columns, head, ranks, documents, block, .. } = &self.root;
        let files = &mut self.files;
        match bytes.get(2) {
            Some(&super::format::terms::LETTER) if first.iter().chain(second).any(|(_, known)| *known == hash) => {
                Terms::open(bytes).map(|terms| files.terms.insert(hash, terms)).is_ok()
            }
            Some(&shown::BLOCK) if blocks.contains(&hash) => {
                let read = shown::read(&bytes, shown::BLOCK).ok().filter(|read| read.len() <= *block as usize);
                read.map(|read| files.blocks.insert(hash, read)).is_some()
            }
            Some(&super::format::column::LETTER) if columns.iter().any(|(_, known)| *known == hash) => {
                Column::open(&bytes).map(|column| files.columns.insert(hash, column)).is_ok()
            }
            Some(&shown::HEAD) if *head == hash => {
                let read = shown::read(&bytes, shown::HEAD).map(Head::new);
                read.map(|read| files.head = Some(read)).is_ok()
            }
            Some(&RANKS) if *ranks == hash => {
                let read = Ranks::open(&bytes).ok().filter(|ranks| ranks.documents() == *documents as usize);
                read.map(|ranks| files.ranks = Some(ranks)).is_some()
            }
            Some(&ROOT) | Some(_) | None => false,
        }
    }

    /// Says that a file cannot be had: the answer does without it.
    pub fn failed(&mut self, name: &str) {
        if let Some(hash) = hash_of(name) {
            self.files.failed.insert(hash);
            self.asked.state.replace(None);
        }
    }

    /// The generation of the question at hand.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// Documents in the index.
    pub fn documents(&self) -> u32 {
        self.root.documents
    }

    /// Forgets the least needed files once too much is kept.
    fn drop_old(&mut self) {
        let size = |files: &Files| files.terms.values().map(Terms::size).sum::<usize>();
        if size(&self.files) > KEPT {
            let needed = self.needed_terms();
            self.files.terms.retain(|hash, _| needed.contains(hash));
        }
    }

    fn with_state<T>(&self, see: impl FnOnce(&State) -> T) -> T {
        let mut kept = self.asked.state.borrow_mut();
        see(kept.get_or_insert_with(|| self.work_out()))
    }
}

fn hash_of(name: &str) -> Option<Hash> {
    let digits = name.strip_suffix(".bin").filter(|digits| digits.len() == 12 && digits.is_ascii())?;
    let mut hash = Hash::default();
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(hash)
}
