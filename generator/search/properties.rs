//! What holds for every question: over the sample portal and over corpora made by seed.
//!
//! `MOTCUA_QUESTIONS=1000000` asks so many questions instead of some thousands. `MOTCUA_PORTAL_DATA` names the folder with
//! `portal-catalog.jsonl`, for the titles of a real portal.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use rayon::prelude::*;

use super::document::{Corpus, Document, Facet, Kind, Label, Suggestion};
use super::engine::Engine;
use super::local;
use super::writer::{self, Layout};
use crate::catalogue::Catalogue;
use crate::files::{DiskFiles, FileTable, Files, MemoryFiles};
use crate::language::fold;
use questions::{Known, Seeded, Seeds, question};

#[path = "../../tests/browser/in_chromium/search/questions.rs"]
pub(super) mod questions;

/// The files of an index, unpacked.
pub(super) type Store = BTreeMap<String, Vec<u8>>;

pub(super) fn gather(write: &dyn Fn(&writer::Put<'_, Infallible>)) -> Store {
    let store = Mutex::new(Store::new());
    write(&|name, bytes| {
        store.lock().unwrap().insert(name.to_owned(), local::unpack(bytes).unwrap());
        Ok(())
    });
    store.into_inner().unwrap()
}

pub(super) fn seeded(documents: usize, layout: &Layout) -> (Store, Known) {
    let corpus = Seeded(documents);
    let store = gather(&|put| {
        let Ok(_) = writer::write(&corpus, layout, put);
    });
    let codes = vec!["1.000012".to_owned()];
    let filters = ["field:a", "field:b", "field:", "field:x", "x:y"].map(str::to_owned).to_vec();
    (store, Known { texts: corpus.titles(), codes, filters })
}

fn of_catalogue(catalogue: &Catalogue, files: &dyn Files) -> Store {
    let (theme, _) = crate::site::Theme::load(files, &mut FileTable::default());
    gather(&|put| {
        let Ok(_) = crate::site::search::write_index(catalogue, &theme, &Layout::default(), put);
    })
}

fn portal() -> (Store, Known) {
    let files = DiskFiles::new(env!("CARGO_MANIFEST_DIR")).unwrap();
    let store = of_catalogue(&crate::check_site(&files, None).catalogue, &files);
    let hits = all_hits(&store);
    let mut texts: Vec<String> = hits.iter().map(|(_, title, _)| title.clone()).collect();
    let said = super::lexicon::Lexicon::built_in();
    texts.extend(hits.iter().flat_map(|(_, title, _)| said.aliases([title.as_str()])).map(str::to_owned));
    let mut codes: Vec<String> = hits.into_iter().map(|(.., code)| code).filter(|code| !code.is_empty()).collect();
    codes.push("123/2015/NĐ-CP".to_owned());
    let filters = ["kind:procedure", "kind:page", "type:national", "field:ho-tich", "online:full", "level:", "x:y"]
        .map(str::to_owned);
    (store, Known { texts, codes, filters: filters.to_vec() })
}

fn all_hits(store: &Store) -> Vec<(u32, String, String)> {
    let mut engine = open(store);
    let mut hits = Vec::new();
    for page in 1.. {
        answer(&mut engine, store, "", &format!("size=100&page={page}"));
        let some = engine.hits();
        if some.is_empty() {
            break;
        }
        hits.extend(some.into_iter().map(|hit| (hit.id, hit.title, hit.code)));
    }
    hits
}

fn open(store: &Store) -> Engine {
    Engine::new(&store["root.bin"]).unwrap()
}

/// The final answer, without the number of the question.
fn answer(engine: &mut Engine, store: &Store, text: &str, options: &str) -> String {
    engine.ask(text, options);
    for _ in 0..60 {
        let wanted = engine.wanted();
        if wanted.is_empty() {
            let answer = engine.answer();
            return answer.split_once(',').map_or(String::new(), |(_, answer)| answer.to_owned());
        }
        for name in wanted {
            if !store.get(&name).is_some_and(|bytes| engine.supply(&name, bytes.clone())) {
                engine.failed(&name);
            }
        }
    }
    panic!("files are wanted for ever for {text:?} {options}");
}

#[test]
fn an_answer_does_not_depend_on_what_was_asked_before() {
    for ((store, known), asked) in [(portal(), 1000), (seeded(300, &Layout::default()), 100)] {
        let (mut keeps, mut drops) = (open(&store), open(&store));
        drops.kept = 40_000;
        let mut seeds = Seeds::new(1);
        let all: Vec<(String, String)> = (0..asked).map(|_| question(&mut seeds, &known)).collect();
        let fresh: Vec<String> =
            all.par_iter().map(|(text, options)| answer(&mut open(&store), &store, text, options)).collect();
        let mut differ = Vec::new();
        for ((text, options), fresh) in all.iter().zip(&fresh) {
            for (engine, what) in [(&mut keeps, "keeps"), (&mut drops, "drops")] {
                let warm = answer(engine, &store, text, options);
                if warm != *fresh {
                    differ.push(format!("{what} {text:?} {options}\n  fresh {fresh:.300}\n  warm  {warm:.300}"));
                }
            }
        }
        assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ[..differ.len().min(5)].join("\n"));
    }
}

/// Tells the question at hand when a test ends in the midst of it.
pub(super) struct Telling<'a>(pub(super) &'a str, pub(super) &'a str);

impl Drop for Telling<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("asked: {:?} {:?}", self.0, self.1);
        }
    }
}

/// A text with the places of what was asked for in it.
#[derive(serde::Deserialize)]
struct Marked {
    text: String,
    marks: Vec<(usize, usize)>,
}

impl Marked {
    /// Whether its marks stand in it, in UTF-16 units, one after another.
    fn is_sound(&self) -> bool {
        let units = self.text.encode_utf16().count();
        let mut after = 0;
        self.marks.iter().all(|&(start, end)| {
            let follows = after <= start && start < end;
            after = end;
            follows
        }) && after <= units
    }
}

fn assert_marked(json: &str) {
    assert!(serde_json::from_str::<Marked>(json).is_ok_and(|marked| marked.is_sound()), "{json}");
}

/// An answer that a page can take as it is.
fn assert_sound(json: &str) {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Result {
        title: String,
        marks: Vec<(usize, usize)>,
        summary: String,
        summary_marks: Vec<(usize, usize)>,
    }
    #[derive(serde::Deserialize)]
    struct Answer {
        stage: String,
        total: usize,
        pages: usize,
        results: Vec<Result>,
    }
    let answer: Answer = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert!(answer.stage == "full" && answer.pages > 0 && answer.results.len() <= answer.total.min(100), "{json}");
    for Result { title, marks, summary, summary_marks } in answer.results {
        assert!(Marked { text: title, marks }.is_sound(), "{json}");
        assert!(Marked { text: summary, marks: summary_marks }.is_sound(), "{json}");
    }
}

#[test]
fn no_question_harms() {
    let asked = std::env::var("MOTCUA_QUESTIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(3000);
    let indexes = [portal(), seeded(300, &Layout::default())];
    (0u64..u64::div_ceil(asked, 500)).into_par_iter().for_each(|seed| {
        let (store, known) = &indexes[(seed % 2) as usize];
        let (mut engine, mut seeds) = (open(store), Seeds::new(seed << 32));
        for _ in 0..500 {
            let (text, mut options) = question(&mut seeds, known);
            if seeds.below(10) == 0 {
                options = text.clone();
            }
            let _telling = Telling(&text, &options);
            answer(&mut engine, store, &text, &options);
            assert_sound(&engine.answer());
            if seeds.below(8) == 0 {
                let (other, _) = question(&mut seeds, known);
                assert_marked(&engine.excerpt(&other));
            }
        }
    });
}

/// The titles that do not find their own document first, or tied, or another of an equal title: with what came first.
fn lost(store: &Store) -> (usize, Vec<String>) {
    let all = all_hits(store);
    let lost = all.par_chunks(100).flat_map_iter(|some| {
        let mut engine = open(store);
        let mut lost = Vec::new();
        for (id, title, _) in some {
            answer(&mut engine, store, title, "");
            let hits = engine.hits();
            let words = |title: &str| super::analysis::syllables(title);
            let is_own = |at: &usize| hits[*at].id == *id || words(&hits[*at].title) == words(title);
            let best = hits.first().map_or(0, |hit| hit.score);
            let at = (0..hits.len()).find(is_own);
            // A list stands behind the procedures that are what it is called.
            let is_found = at.is_some_and(|at| {
                hits[at].score == best
                    || at < 5 && ["van-ban/", "nhom-dich-vu/"].iter().any(|list| hits[at].address.starts_with(list))
            });
            if !is_found && !words(title).is_empty() {
                lost.push(format!("{at:?} {title}\n    {:?}", hits.first().map(|hit| &hit.title)));
            }
        }
        lost
    });
    (all.len(), lost.collect())
}

#[test]
fn titles_of_the_sample_portal_and_of_seeded_ones_find_themselves() {
    let (titles, lost_ones) = lost(&portal().0);
    assert!(titles > 30 && lost_ones.is_empty(), "{} of {titles}:\n{}", lost_ones.len(), lost_ones.join("\n"));
    let (titles, lost_ones) = lost(&seeded(300, &Layout::default()).0);
    // Impacts have fifteen steps: a title that says its words twice may stand a step behind one of the same words.
    assert!(lost_ones.len() * 20 <= titles, "{} of {titles}:\n{}", lost_ones.len(), lost_ones.join("\n"));
}

#[test]
fn real_titles_find_themselves() {
    let Some(folder) =
        std::env::var_os("MOTCUA_PORTAL_DATA").map(std::path::PathBuf::from).filter(|path| path.is_dir())
    else {
        return eprintln!("skipped: MOTCUA_PORTAL_DATA names no folder");
    };
    let rows = std::fs::read(folder.join("portal-catalog.jsonl")).unwrap();
    let site = "title = \"Cổng\"\nbase_url = \"https://motcua.example/\"\n\n[[source]]\nkind = \"portal-catalogue-jsonl\"\npath = \"rows.jsonl\"\n";
    let files = MemoryFiles::default()
        .with("content/site.toml", site)
        .with("content/rows.jsonl", rows.clone())
        .with("rows.jsonl", rows);
    let catalogue = crate::check_site(&files, None).catalogue;
    let (titles, lost_ones) = lost(&of_catalogue(&catalogue, &files));
    println!("{} of {titles} titles are not first:\n{}", lost_ones.len(), lost_ones.join("\n"));
    // What may be left is a short name among many that say the same in other words.
    assert!(titles > 5000 && lost_ones.len() * 1000 <= titles, "{} of {titles}", lost_ones.len());
}
