//! `MOTCUA_RELEVANCE=queries.tsv MOTCUA_SITE=folder cargo bench --bench relevance [-- --quick | --worst]`
//!
//! How well search does on graded questions over a site's sources: nDCG@10 and S@1 (a best answer comes first), for all
//! and by kind; the same questions without marks; and without each ingredient in turn. Without a table, questions are made
//! of the site's own names. Nothing is written.

#[path = "../bench/queries.rs"]
#[allow(dead_code, reason = "the bench of search needs more of it")]
mod queries;
mod set;
#[path = "../bench/words.rs"]
#[allow(dead_code, reason = "the bench of search needs more of it")]
mod words;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use motcua::catalogue::{Catalogue, Language};
use motcua::files::DiskFiles;
use motcua::language::fold;
use motcua::search::analysis::syllables;
use motcua::search::engine::{Engine, Weights};
use motcua::search::local;
use motcua::search::writer::{Layout, PARTS, Report};
use motcua::site::Theme;
use set::{Graded, first_is_right, ndcg};

type Store = BTreeMap<String, Vec<u8>>;

fn main() {
    let Some(site) = std::env::var_os("MOTCUA_SITE") else {
        println!("relevance: set MOTCUA_SITE to a site's folder, and MOTCUA_RELEVANCE to graded questions");
        return;
    };
    let files = DiskFiles::new(PathBuf::from(site)).expect("the site's folder can be read");
    let catalogue = motcua::check_site(&files, None).catalogue;
    let set = match std::env::var_os("MOTCUA_RELEVANCE") {
        Some(queries) => set::read(&std::fs::read_to_string(queries).expect("the questions can be read")),
        None => set::read(&queries::table(&queries::known_items(&catalogue, 50, 2))),
    };
    let (theme, _) = Theme::load(&files, &mut motcua::files::FileTable::default());
    let index = |layout: &Layout| {
        let store = Mutex::new(Store::new());
        let start = Instant::now();
        let put = |name: &str, bytes: &[u8]| -> Result<(), Infallible> {
            store.lock().expect("no thread panicked").insert(name.to_owned(), bytes.to_vec());
            Ok(())
        };
        let Ok(report) = motcua::site::search::write_index(&catalogue, &theme, layout, &put);
        (store.into_inner().expect("no thread panicked"), report, start.elapsed().as_secs_f64())
    };
    let whole = layout();
    let (store, report, seconds) = index(&whole);
    sizes(&report, seconds);
    let arguments: Vec<String> = std::env::args().collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);

    let full = weights();
    by_kind(&store, &set, full, has("--worst"));
    doubts(&store, &set);
    bytes(&store, &set);
    known(&catalogue, &store, has("--worst"));
    if has("--quick") {
        return;
    }
    let none = Weights { pair: 0, key: 0, typed: false, correct: false, ..full };
    let bare = Layout { pairs: false, keys: false, aliases: false, ..whole };
    let (bare_store, ..) = index(&bare);
    let (unsaid_store, ..) = index(&Layout { aliases: false, ..whole });
    println!("\n{:<26} {:>8} {:>7} {:>9}", "one after another", "nDCG@10", "S@1", "stripped");
    row("folded syllables", &bare_store, &set, none);
    row("+ pairs", &unsaid_store, &set, Weights { pair: full.pair, ..none });
    row("+ keys", &unsaid_store, &set, Weights { pair: full.pair, key: full.key, ..none });
    row("+ Telex and VNI", &unsaid_store, &set, Weights { correct: false, ..full });
    row("+ lexicon", &store, &set, Weights { correct: false, ..full });
    row("+ typing errors", &store, &set, full);
    println!("\n{:<26} {:>8} {:>7} {:>9}", "all but", "nDCG@10", "S@1", "stripped");
    row("pairs", &store, &set, Weights { pair: 0, ..full });
    row("keys", &store, &set, Weights { key: 0, ..full });
    row("Telex and VNI", &store, &set, Weights { typed: false, ..full });
    row("lexicon", &unsaid_store, &set, full);
    row("typing errors", &store, &set, Weights { correct: false, ..full });
    row("titles' length", &store, &set, Weights { title: 0, ..full });
    row("static rank", &store, &set, Weights { rank: 0, ..full });
    row("order of titles", &store, &set, Weights { refine: 0, ..full });
}

/// Settings of `MOTCUA_SETTINGS`: `pair=12,cap=64`, for experiments.
fn set_of(key: &str, value: &mut u32) {
    let settings = std::env::var("MOTCUA_SETTINGS").unwrap_or_default();
    let found = settings.split(',').filter_map(|setting| setting.split_once('=')).find(|(of, _)| *of == key);
    if let Some(given) = found.and_then(|(_, given)| given.parse().ok()) {
        *value = given;
    }
}

fn weights() -> Weights {
    let mut weights = Weights::default();
    for (key, value) in [
        ("pair", &mut weights.pair),
        ("key", &mut weights.key),
        ("initials", &mut weights.initials),
        ("words", &mut weights.words),
        ("second", &mut weights.second),
        ("prefix", &mut weights.prefix),
        ("title", &mut weights.title),
        ("whole", &mut weights.whole),
        ("rank", &mut weights.rank),
        ("complete", &mut weights.complete),
        ("refine", &mut weights.refine),
    ] {
        set_of(key, value);
    }
    weights
}

fn layout() -> Layout {
    let mut layout = Layout::default();
    let Layout { cap, pair_cap, strong_cap, terms: [first, second], files, block, head, .. } = &mut layout;
    let [most_first, most_second] = files;
    for (key, value) in [
        ("cap", cap),
        ("pair_cap", pair_cap),
        ("strong_cap", strong_cap),
        ("terms", first),
        ("terms2", second),
        ("files", most_first),
        ("files2", most_second),
        ("block", block),
        ("head", head),
    ] {
        let mut given = *value as u32;
        set_of(key, &mut given);
        *value = given as usize;
    }
    const FIELDS: [&str; 7] = ["title", "alias", "keyword", "code", "related", "summary", "body"];
    for (at, field) in FIELDS.iter().enumerate() {
        set_of(&format!("f_{field}"), &mut layout.fields[at]);
        set_of(&format!("b_{field}"), &mut layout.lengths[at]);
    }
    set_of("half", &mut layout.half);
    layout
}

fn engine(store: &Store, weights: Weights) -> Engine {
    local::open(&|name| store.get(name).cloned()).expect("the index opens").with_weights(weights)
}

fn codes(engine: &mut Engine, store: &Store, text: &str) -> (Vec<String>, local::Took) {
    engine.ask(text, "");
    let took = local::fill(engine, &|name| store.get(name).cloned());
    (engine.hits().into_iter().map(|hit| hit.code).collect(), took)
}

fn scores(store: &Store, set: &[Graded], weights: Weights, stripped: bool) -> Vec<(f64, bool)> {
    let mut engine = engine(store, weights);
    set.iter()
        .map(|graded| {
            let text = if stripped { fold(&graded.text) } else { graded.text.clone() };
            let (codes, _) = codes(&mut engine, store, &text);
            (ndcg(graded, &codes), first_is_right(graded, &codes))
        })
        .collect()
}

fn means(scores: &[(f64, bool)]) -> (f64, f64) {
    let count = scores.len().max(1) as f64;
    (
        scores.iter().map(|(ndcg, _)| ndcg).sum::<f64>() / count,
        scores.iter().filter(|(_, first)| *first).count() as f64 / count,
    )
}

fn row(what: &str, store: &Store, set: &[Graded], weights: Weights) {
    let (ndcg, first) = means(&scores(store, set, weights, false));
    let (stripped, _) = means(&scores(store, set, weights, true));
    println!("{what:<26} {ndcg:>8.3} {first:>7.3} {stripped:>9.3}");
}

fn by_kind(store: &Store, set: &[Graded], weights: Weights, worst: bool) {
    let scored = scores(store, set, weights, false);
    let stripped = scores(store, set, weights, true);
    let mut kinds: Vec<&str> = Vec::new();
    for graded in set {
        if !kinds.contains(&graded.kind.as_str()) {
            kinds.push(&graded.kind);
        }
    }
    println!("\n{:<12} {:>5} {:>8} {:>7} {:>9}", "kind", "count", "nDCG@10", "S@1", "stripped");
    for kind in kinds.iter().copied().chain(["all"]) {
        let of = |scores: &[(f64, bool)]| -> Vec<(f64, bool)> {
            let these = set.iter().zip(scores).filter(|(graded, _)| kind == "all" || graded.kind == kind);
            these.map(|(_, score)| *score).collect()
        };
        let (these, without) = (of(&scored), of(&stripped));
        let ((ndcg, first), (stripped, _)) = (means(&these), means(&without));
        println!("{kind:<12} {:>5} {ndcg:>8.3} {first:>7.3} {stripped:>9.3}", these.len());
    }
    if worst {
        println!();
        let mut engine = engine(store, weights);
        for (graded, (score, _)) in set.iter().zip(&scored).filter(|(_, (score, _))| *score < 0.7) {
            println!("{score:.2} {} {} {}", graded.id, graded.kind, graded.text);
            let (_, took) = codes(&mut engine, store, &graded.text);
            println!(
                "       {} files, {} rounds, {} bytes; {:?}",
                took.files,
                took.rounds,
                took.bytes,
                engine.corrected()
            );
            for hit in engine.hits().into_iter().take(4) {
                let grade = graded.grades.get(&hit.code).copied().unwrap_or(0);
                println!("       {grade} {:>8} {} {}", hit.score, hit.code, hit.title);
            }
        }
    }
}

/// How often results are called only near, of questions that are answered first and of those that are not.
fn doubts(store: &Store, set: &[Graded]) {
    let mut engine = engine(store, weights());
    let mut counts = [[0usize; 2]; 2];
    for graded in set {
        let (codes, _) = codes(&mut engine, store, &graded.text);
        counts[usize::from(first_is_right(graded, &codes))][usize::from(engine.is_near())] += 1;
    }
    for (what, [sure, near]) in ["wrong", "right"].iter().zip(counts) {
        println!("{:<12} {:>5} of them called near: {near}", format!("first {what}"), sure + near);
    }
}

/// What a first question of the search page costs on an empty cache, without page, scripts and module: until its results
/// are there, and until its filters are counted.
fn bytes(store: &Store, set: &[Graded]) {
    let root = store.get("root.bin").map_or(0, Vec::len);
    let read = |name: &str| store.get(name).cloned();
    let mut took: [Vec<(usize, usize, usize)>; 2] = Default::default();
    let mut times: Vec<f64> = Vec::new();
    for graded in set {
        let mut engine = engine(store, weights());
        engine.ask(&graded.text, "instant=1");
        let first = local::fill_until(&mut engine, &read, Engine::is_shown);
        let mut rest = local::fill(&mut engine, &read);
        engine.ask(&graded.text, "facets=1");
        let counts = local::fill(&mut engine, &read);
        rest.bytes += counts.bytes;
        rest.files += counts.files;
        rest.rounds += counts.rounds;
        for (took, rest) in took.iter_mut().zip([local::Took::default(), rest]) {
            took.push((root + first.bytes + rest.bytes, first.files + rest.files + 1, first.rounds + rest.rounds + 1));
        }
        let start = Instant::now();
        engine.ask(&graded.text, "instant=1");
        let _ = engine.answer();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("\n{:<22} {:>8} {:>8} {:>8} {:>6} {:>6}", "cold, stored", "median", "p95", "worst", "files", "rounds");
    for (what, took) in ["first results, KB", "with filters, KB"].iter().zip(&mut took) {
        took.sort_unstable();
        let at = |part: usize| took[(took.len() - 1) * part / 100].0 as f64 / 1e3;
        let most = |of: fn(&(usize, usize, usize)) -> usize| took.iter().map(of).max().unwrap_or(0);
        println!(
            "{what:<22} {:>8.1} {:>8.1} {:>8.1} {:>6} {:>6}",
            at(50),
            at(95),
            at(100),
            most(|took| took.1),
            most(|took| took.2)
        );
    }
    times.sort_by(f64::total_cmp);
    println!("warm: median {:.2} ms, p95 {:.2} ms", times[times.len() / 2], times[(times.len() - 1) * 95 / 100]);
}

/// Questions made of the site's own names: whether they find the procedure they were taken from.
fn known(catalogue: &Catalogue, store: &Store, worst: bool) {
    let mut engine = engine(store, weights());
    let items = queries::known_items(catalogue, 200, 1);
    let mut ranks: Vec<(usize, Option<usize>)> = Vec::new();
    for item in &items {
        let (codes, _) = codes(&mut engine, store, &item.text);
        let rank = codes.iter().position(|code| *code == item.code);
        if worst && rank != Some(0) {
            println!("{} {rank:?} {}: {} {:?}", queries::KINDS[item.kind], item.text, item.code, engine.corrected());
        }
        ranks.push((item.kind, rank));
    }
    println!("\n{:<22} {:>8} {:>8}", "known items", "first", "in ten");
    for (kind, name) in queries::KINDS.iter().enumerate() {
        let these: Vec<Option<usize>> = ranks.iter().filter(|(of, _)| *of == kind).map(|(_, rank)| *rank).collect();
        let share = |least: usize| {
            these.iter().flatten().filter(|rank| **rank < least).count() as f64 / these.len().max(1) as f64
        };
        println!("{name:<22} {:>8.3} {:>8.3}", share(1), share(10));
    }
    let (mut titles, mut lost) = (0, 0);
    // Of a large site, some six thousand.
    let step = (catalogue.procedures.len() / 6000).max(1);
    for procedure in catalogue.procedures.iter().filter(|procedure| queries::is_listed(procedure)).step_by(step) {
        let Some((name, _)) = procedure.name.get(Language::Vi) else { continue };
        titles += 1;
        let _ = codes(&mut engine, store, &name.value);
        let hits = engine.hits();
        let first = hits.first().map_or(0, |hit| hit.score);
        let is_first = hits.iter().any(|hit| hit.score == first && hit.code == *procedure.code)
            || hits.first().is_some_and(|hit| syllables(&hit.title) == syllables(&name.value));
        if !is_first {
            lost += 1;
            if worst {
                let at = hits.iter().position(|hit| hit.code == *procedure.code);
                println!("{at:?} {} {}: {:?}", procedure.code, name.value, hits.first().map(|hit| &hit.title));
            }
        }
    }
    println!("{titles} names, each asked: {lost} do not find themselves first or level");
}

fn sizes(report: &Report, seconds: f64) {
    println!("{} documents, {} terms, {seconds:.2} s", report.documents, report.terms);
    for (part, (files, bytes)) in PARTS.iter().zip(report.sizes) {
        println!("{part:<10} {files:>5} files {:>9.1} KB", bytes as f64 / 1e3);
    }
}
