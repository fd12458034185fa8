//! The files of an index, from a corpus.
//!
//! In: documents, one by one, on any thread. Out: stored files through a function the caller gives. Memory is bounded:
//! documents become sorted runs of about a thousand (`runs`), which are merged term by term (`merge`); nothing holds all
//! texts or all postings unpacked. The same corpus makes the same bytes, with one thread or many.

mod field;
mod merge;
mod runs;

use std::collections::BTreeMap;

use libdeflater::{CompressionLvl, Compressor};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use self::runs::Run;
use super::document::{Corpus, Document, Shown};
use super::format::ranks::Ranks;
use super::format::root::{GROUP, Hash, Root, in_group};
use super::format::{column, file_name, shown};
use crate::language::{normalise, sort_key};

/// The name of the root, which names all other files.
pub const ROOT: &str = "root.bin";

/// How an index is laid out; the defaults are what was measured best.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Postings of a syllable in tier 1, besides those from titles.
    pub cap: usize,
    /// Postings of a pair in tier 1, besides those from titles.
    pub pair_cap: usize,
    /// Postings from titles that tier 1 keeps of any one term.
    pub strong_cap: usize,
    /// Bytes of a file of terms of each tier, before it is packed.
    pub terms: [usize; 2],
    /// How much more than that a file of tier 1 may have so that what begins with one syllable stays together, in
    /// sixteenths.
    pub slack: usize,
    /// How many times as large the files of codes and numbers are in tier 1: a question asks for one of them.
    pub numbers: usize,
    /// About the most files of each tier.
    pub files: [usize; 2],
    /// Documents of a block, at least.
    pub block: usize,
    /// The most blocks.
    pub blocks: usize,
    /// Documents of the head.
    pub head: usize,
    /// More documents than this are a large index.
    pub large: usize,
    /// Whether pairs are indexed.
    pub pairs: bool,
    /// Whether keys are indexed.
    pub keys: bool,
    /// Whether a pair of titles has one of two impacts instead of one of fifteen.
    pub coarse_pairs: bool,
    /// Whether long titles are terms of their own.
    pub titles: bool,
    /// Whether aliases are indexed.
    pub aliases: bool,
    /// Weights of title, alias, keyword, code, related, summary, body, times 256.
    pub fields: [u32; 7],
    /// How far the length of each matters, of 256.
    pub lengths: [u32; 7],
    /// The weight of half the highest impact, times 256.
    pub half: u32,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            cap: 16,
            pair_cap: 0,
            strong_cap: 4096,
            terms: [1 << 10, 3 << 10],
            slack: 16,
            numbers: 1,
            files: [1000, 450],
            block: 8,
            blocks: 1200,
            head: 128,
            large: 1 << 15,
            pairs: true,
            keys: true,
            coarse_pairs: false,
            titles: true,
            aliases: true,
            fields: [1536, 1700, 1024, 8192, 160, 205, 60],
            lengths: [200, 96, 64, 0, 64, 64, 150],
            half: 1600,
        }
    }
}

impl Layout {
    /// The same for a large index: no keys, no titles as terms, fewer files, and less of what a question fetches without needing it.
    fn for_many(&self) -> Self {
        Self {
            keys: false,
            titles: false,
            coarse_pairs: true,
            slack: 1,
            numbers: 5,
            files: [1000, 120],
            blocks: 750,
            ..*self
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents.
    pub documents: usize,
    /// Different terms, but pairs that were left out.
    pub terms: usize,
    /// Files and stored bytes of each of [`PARTS`].
    pub sizes: [(usize, usize); 6],
}

/// The names of [`Report::sizes`].
pub const PARTS: [&str; 6] = ["root", "head", "tier 1", "tier 2", "blocks", "columns"];

impl Report {
    /// All files.
    pub fn files(&self) -> usize {
        self.sizes.iter().map(|(files, _)| files).sum()
    }

    /// All stored bytes.
    pub fn bytes(&self) -> usize {
        self.sizes.iter().map(|(_, bytes)| bytes).sum()
    }
}

/// Puts a stored file, named below `search/`.
pub type Put<'a, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'a;

/// What ranking and columns keep of a document.
#[derive(Debug, Clone, Default)]
struct Kept {
    length: u8,
    rank: u8,
    updated: u16,
    facets: Vec<(usize, u32)>,
}

/// Writes the index of a corpus.
///
/// # Errors
/// The first error of `put`.
pub fn write<E: Send>(corpus: &dyn Corpus, layout: &Layout, put: &Put<'_, E>) -> Result<Report, E> {
    // Of very many documents, what is fetched for a question is kept small where little is lost: ranks are coarse, and the
    // marks of words are left to the titles of the first results.
    let is_large = corpus.len() > layout.large;
    let layout = &if is_large { layout.for_many() } else { *layout };
    let (runs, kept) = runs::runs(corpus, layout);
    let mut report = Report { documents: kept.len(), ..Report::default() };
    let mut store = Store { put, report: &mut report, done: BTreeMap::new() };
    let block = layout.block.max(kept.len().div_ceil(layout.blocks.max(1))).max(1);
    // Files that documents do not need make those of tier 2 smaller.
    let spare = layout.blocks.saturating_sub(kept.len().div_ceil(block));
    let files = [layout.files[0], layout.files[1] + spare];
    let merged = merge::merge(runs, &Layout { files, ..*layout }, &mut store)?;
    let blocks = store.blocks(corpus, block)?;
    let columns = store.columns(corpus, &kept)?;
    let head = store.head(corpus, layout, &kept)?;
    let root = Root {
        documents: kept.len() as u32,
        block: block as u32,
        first: merged.first,
        second: merged.second,
        blocks,
        columns,
        head,
        ranks: Ranks::of(kept.iter().map(|kept| (kept.length, kept.rank)), is_large),
        suggestions: corpus.suggestions(),
        syllables: merged.syllables,
    };
    let stored = pack(&root.write());
    (store.put)(ROOT, &stored)?;
    report.sizes[0] = (1, stored.len());
    report.terms = merged.terms;
    Ok(report)
}

/// A file as it is stored: raw deflate.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    pack_by(&mut packer(), bytes)
}

fn packer() -> Compressor {
    Compressor::new(CompressionLvl::best())
}

fn pack_by(packer: &mut Compressor, bytes: &[u8]) -> Vec<u8> {
    let mut stored = vec![0; packer.deflate_compress_bound(bytes.len())];
    // There is room for as much as it can become.
    let length = packer.deflate_compress(bytes, &mut stored).unwrap_or_default();
    stored.truncate(length);
    stored
}

type Digest = [u8; 32];

fn digest(stored: &[u8]) -> Digest {
    Sha256::digest(stored).into()
}

/// The digest of files that share their hash.
fn digest_of_all(files: &[(Digest, Vec<u8>)]) -> Digest {
    let digests: Vec<u8> = files.iter().flat_map(|(digest, _)| *digest).collect();
    digest(&digests)
}

/// The hash of their names.
fn short(digest: &Digest) -> [u8; 4] {
    std::array::from_fn(|at| digest[at])
}

/// Where files go, and what went there.
struct Store<'a, E> {
    put: &'a Put<'a, E>,
    report: &'a mut Report,
    /// The groups that were put, with the whole digest of each: two of one content are one, and a sink takes a file once.
    done: BTreeMap<[u8; 4], Digest>,
}

impl<E: Send> Store<'_, E> {
    fn put(&mut self, part: usize, bytes: &[u8]) -> Result<Hash, E> {
        Ok(self.put_all(part, 1, vec![bytes.to_vec()])?.pop().unwrap_or_default())
    }

    /// Packs and puts files in parallel, so many to a group; their names come in order.
    fn put_all(&mut self, part: usize, group: usize, files: Vec<Vec<u8>>) -> Result<Vec<Hash>, E> {
        let mut packed: Vec<(Digest, Vec<u8>)> = files
            .par_iter()
            .map_init(packer, |packer, bytes| {
                let stored = pack_by(packer, bytes);
                (digest(&stored), stored)
            })
            .collect();
        let mut names = Vec::with_capacity(packed.len());
        for (packed, files) in packed.chunks_mut(group).zip(files.chunks(group)) {
            let mut all = digest_of_all(packed);
            // Once in some thousand indexes two groups would have one hash: then one is packed otherwise.
            for level in (0..12).rev().filter_map(|level| CompressionLvl::new(level).ok()) {
                if self.done.get(&short(&all)).is_none_or(|known| *known == all) {
                    break;
                }
                let stored = pack_by(&mut Compressor::new(level), &files[0]);
                packed[0] = (digest(&stored), stored);
                all = digest_of_all(packed);
            }
            let is_new = self.done.insert(short(&all), all).is_none();
            for ((_, stored), place) in packed.iter().zip(0..) {
                let name = in_group(short(&all), place);
                names.push(name);
                if is_new {
                    (self.put)(&file_name(name), stored)?;
                    self.report.sizes[part].0 += 1;
                    self.report.sizes[part].1 += stored.len();
                }
            }
        }
        Ok(names)
    }

    fn blocks(&mut self, corpus: &dyn Corpus, block: usize) -> Result<Vec<Hash>, E> {
        let mut hashes = Vec::new();
        let starts: Vec<usize> = (0..corpus.len()).step_by(block).collect();
        for some in starts.chunks(8 * GROUP) {
            let files = some.par_iter().map(|&start| {
                let end = corpus.len().min(start + block);
                let entries: Vec<_> = (start..end).map(|at| entry(&corpus.shown(at), at - start, false)).collect();
                shown::write(shown::BLOCK, &entries)
            });
            let files = files.collect();
            hashes.extend(self.put_all(4, GROUP, files)?);
        }
        Ok(hashes)
    }

    fn columns(&mut self, corpus: &dyn Corpus, kept: &[Kept]) -> Result<Vec<(String, Hash)>, E> {
        let mut facets = corpus.columns();
        let count = facets.len();
        facets.extend([column::NAME, column::UPDATED].map(|id| super::Facet { id: id.into(), values: Vec::new() }));
        let keys: Vec<Vec<u8>> =
            (0..kept.len()).into_par_iter().map(|at| sort_key(&corpus.shown(at).vi.title)).collect();
        let mut order: Vec<usize> = (0..kept.len()).collect();
        order.par_sort_by(|&a, &b| (&keys[a], a).cmp(&(&keys[b], b)));
        drop(keys);
        let mut places = vec![0u32; kept.len()];
        order.iter().zip(0..).for_each(|(&at, place)| places[at] = place);
        let files = facets.par_iter().enumerate().map(|(column, facet)| {
            let numbers: Vec<Vec<u32>> = match column.checked_sub(count) {
                Some(0) => places.iter().map(|&place| vec![place]).collect(),
                Some(_) => kept.iter().map(|kept| vec![u32::from(kept.updated)]).collect(),
                None => kept.iter().map(|kept| values(kept, column)).collect(),
            };
            column::write(facet, &numbers)
        });
        let hashes = self.put_all(5, 1, files.collect())?;
        Ok(facets.into_iter().map(|facet| facet.id).zip(hashes).collect())
    }

    fn head(&mut self, corpus: &dyn Corpus, layout: &Layout, kept: &[Kept]) -> Result<Hash, E> {
        let mut best: Vec<usize> = (0..kept.len()).collect();
        best.sort_by_key(|&at| (std::cmp::Reverse(kept[at].rank), kept[at].length, at));
        best.truncate(layout.head);
        best.sort_unstable();
        let entries: Vec<_> = best.into_par_iter().map(|at| entry(&corpus.shown(at), at, true)).collect();
        self.put(1, &shown::write(shown::HEAD, &entries))
    }
}

fn values(kept: &Kept, column: usize) -> Vec<u32> {
    let mut values: Vec<u32> = kept.facets.iter().filter(|(of, _)| *of == column).map(|(_, value)| *value).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// A document as results show it.
fn entry(document: &Document<'_>, id: usize, head: bool) -> shown::Entry {
    let texts = |page: &Shown<'_>| shown::Texts {
        title: normalise(&page.title).into_owned(),
        address: page.address.clone(),
        detail: if head { String::new() } else { normalise(&page.detail).into_owned() },
        // Of a document with a record a page shows a passage that has what was asked for; it comes later, and only for
        // the results that are looked at.
        summary: if head || document.record { String::new() } else { normalise(&page.summary).into_owned() },
    };
    shown::Entry {
        id: id as u32,
        kind: document.kind,
        record: document.record,
        code: document.code.to_string(),
        vi: texts(&document.vi),
        en: document.en.as_ref().map(texts),
    }
}
