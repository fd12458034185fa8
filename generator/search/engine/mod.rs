//! The engine: a question and files in, which files are wanted and an answer out.
//!
//! A question is answered in stages: from the head as soon as that is there; from tier 1 and the blocks of the page; then,
//! where it filters or counts, from the columns, and where tier 1 does not fill the page, from tier 2. What tier 2 adds
//! comes after what tier 1 found, so that nothing that is seen moves. [`Engine::wanted`] names the files of the next
//! stage, [`Engine::answer`] says at any time what is known. Files are kept over questions. A file that is damaged is
//! refused by [`Engine::supply`]; one that [`Engine::failed`] is done without, and the answer is not exact.
//!
//! | module | for |
//! |---|---|
//! | `words` | which files a question needs |
//! | `rank` | a score for every document |
//! | `correct` | what was meant by a misspelled word |
//! | `ranked` | these three together: the documents in order |
//! | `facets` | filters, counts, other orders |
//! | `refine` | the first results once more, by their titles |
//! | `page` | the results that are seen, and what is wanted for them |
//! | `explain` | where a score comes from |
//! | `answer`, `json` | all of it as JSON |

mod answer;
mod correct;
mod excerpt;
mod explain;
mod facets;
mod json;
mod options;
mod page;
mod rank;
mod ranked;
mod refine;
mod shelf;
mod words;

use std::cell::OnceCell;

pub use self::answer::Hit;
pub use self::explain::{Reason, Sign};
pub use self::options::{Options, Sort};
use self::page::Page;
pub use self::rank::Weights;
use self::ranked::{Ranked, Second};
use self::shelf::Shelf;
use super::format::column::Column;
use super::format::root::{Hash, Root};
use super::format::terms::Terms;
use super::format::{Corrupt, file_name, shown};
use super::head::Head;
use super::question::{Question, Wording};

/// Bytes of unpacked terms that are kept from question to question; past it, what the next does not need is dropped.
const KEPT: usize = 24 << 20;

/// Characters of a question that are looked at; few titles are longer.
const LONGEST: usize = 1500;

/// A search over one index.
#[derive(Debug)]
pub struct Engine {
    root: Root,
    files: Files,
    wording: Wording,
    weights: Weights,
    /// [`KEPT`], but in tests.
    pub(super) kept: usize,
    generation: u32,
    asked: Asked,
}

/// The files that are there.
#[derive(Debug, Default)]
struct Files {
    terms: Shelf<Terms>,
    blocks: Shelf<Vec<shown::Entry>>,
    columns: Shelf<Column>,
    head: Option<Head>,
    failed: Vec<Hash>,
}

/// The question at hand, and what was worked out from the files that are there.
#[derive(Debug, Default)]
struct Asked {
    question: Question,
    options: Options,
    /// Dropped when a file of terms comes.
    ranked: OnceCell<Ranked>,
    second: OnceCell<Second>,
    /// Dropped when any file comes.
    page: OnceCell<Page>,
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
            kept: KEPT,
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
        // A question longer than any title is cut, so that no paste can hold up the page.
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        let root = &self.root;
        let telex = self.weights.typed;
        let mut question = self.wording.read(text, &|term| !telex || root.commonness(term) > 0);
        // A question that is being typed is another title with each key, whose file would be fetched for nothing.
        if options.instant {
            question.title = None;
        }
        // What could not be had a question ago may be had now.
        self.files.failed.clear();
        self.asked = Asked { question, options, ..Asked::default() };
        self.drop_old();
        self.generation
    }

    /// The names of the files that the question at hand needs next, best first; none when the answer is all there is.
    pub fn wanted(&self) -> Vec<String> {
        self.page().wanted.iter().map(|&hash| file_name(hash)).collect()
    }

    /// Takes a file, unpacked. False where it is damaged or none of this index: then it may be fetched once more.
    pub fn supply(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        let Some(hash) = hash_of(name) else { return false };
        let is_terms = bytes.get(2) == Some(&super::format::terms::LETTER);
        let taken = self.take(hash, bytes);
        if taken {
            self.files.failed.retain(|failed| *failed != hash);
            self.forget(is_terms);
        }
        taken
    }

    fn take(&mut self, hash: Hash, bytes: Vec<u8>) -> bool {
        let Root { first, second, blocks, columns, head, block, .. } = &self.root;
        let files = &mut self.files;
        match bytes.get(2) {
            Some(&super::format::terms::LETTER) => {
                let places = first.iter().chain(second).filter(|(_, known)| *known == hash);
                let read = Terms::open(bytes).ok().filter(|terms| places.clone().any(|(first, _)| terms.begins(first)));
                read.map(|terms| files.terms.put(hash, terms)).is_some()
            }
            Some(&shown::BLOCK) if blocks.contains(&hash) => {
                let read = shown::read(&bytes, shown::BLOCK).ok().filter(|read| read.len() <= *block as usize);
                read.map(|read| files.blocks.put(hash, read)).is_some()
            }
            Some(&super::format::column::LETTER) if columns.iter().any(|(_, known)| *known == hash) => {
                Column::open(&bytes).map(|column| files.columns.put(hash, column)).is_ok()
            }
            Some(&shown::HEAD) if *head == hash => {
                let read = shown::read(&bytes, shown::HEAD).map(Head::new);
                read.map(|read| files.head = Some(read)).is_ok()
            }
            _ => false,
        }
    }

    /// Says that a file cannot be had: the answer does without it.
    pub fn failed(&mut self, name: &str) {
        if let Some(hash) = hash_of(name) {
            self.files.failed.push(hash);
            self.forget(true);
        }
    }

    fn forget(&mut self, ranked: bool) {
        self.asked.page.take();
        if ranked {
            self.asked.ranked.take();
            self.asked.second.take();
        }
    }

    /// Whether a file was asked for in vain.
    fn is_lost(&self, hash: &Hash) -> bool {
        self.files.failed.contains(hash)
    }

    /// Forgets the least needed files once too much is kept. Never in the midst of a question: what is dropped then
    /// might be wanted again for ever.
    fn drop_old(&mut self) {
        if self.files.terms.all().map(Terms::size).sum::<usize>() > self.kept {
            let needed = self.files_first(&self.asked.question);
            self.files.terms.retain(|hash| needed.contains(&hash));
        }
    }

    /// The documents in order, as far as the files here tell.
    fn ranked(&self) -> &Ranked {
        self.asked.ranked.get_or_init(|| self.rank_first())
    }

    /// What tier 2 adds to them.
    fn second(&self) -> &Second {
        self.asked.second.get_or_init(|| self.rank_second())
    }

    /// The results that are seen, as far as the files here tell.
    fn page(&self) -> &Page {
        self.asked.page.get_or_init(|| self.turn_to())
    }
}

/// The hash a file is named by: nothing else than what [`file_name`] writes is a name.
fn hash_of(name: &str) -> Option<Hash> {
    let hash = Hash::from_str_radix(name.strip_suffix(".bin")?, 16).ok()?;
    (file_name(hash) == name).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::hash_of;

    #[test]
    fn a_file_has_one_name() {
        assert_eq!(hash_of("00000000ff.bin"), Some(0xff));
        for name in ["ff.bin", "+0000000ff.bin", "00000000FF.bin", "000000000ff.bin", "00000000ff", ".bin", "zz.bin"] {
            assert_eq!(hash_of(name), None, "{name}");
        }
    }
}
