//! The whole room at once: a corpus to files, files to answers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use proptest::prelude::*;

use super::analysis::TITLE;
use super::document::{Corpus, Document, Facet, Kind, Label, Suggestion};
use super::engine::{Engine, Sign, Weights};
use super::format::file_name;
use super::format::root::Root;
use super::local;
use super::writer::{self, Layout};

/// Documents of titles and bodies.
#[derive(Debug, Default)]
struct Titles(Vec<(String, String)>);

impl Titles {
    fn of(titles: &[&str]) -> Self {
        Self(titles.iter().map(|&title| (title.to_owned(), String::new())).collect())
    }
}

impl Corpus for Titles {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn document(&self, at: usize) -> Document<'_> {
        let (title, body) = &self.0[at];
        let mut document = Document::new(Kind::Procedure, title.as_str(), format!("{at}/"));
        document.code = format!("1.{at:06}").into();
        document.body = vec![body.as_str().into()];
        document.facets = vec![(0, at as u32 % 2)];
        document
    }

    fn columns(&self) -> Vec<Facet> {
        let value = |id: &str| (id.to_owned(), Label { vi: id.to_uppercase(), en: String::new() });
        let empty = |id: &str| Facet { id: id.into(), values: Vec::new() };
        vec![Facet { id: "field".into(), values: vec![value("even"), value("odd")] }, empty("level"), empty("online")]
    }

    fn suggestions(&self) -> Vec<Suggestion> {
        let label = |text: &str| Label { vi: text.into(), en: String::new() };
        vec![Suggestion { label: label("Hộ tịch"), address: label("linh-vuc/ho-tich/") }]
    }
}

type Store = BTreeMap<String, Vec<u8>>;

fn index(corpus: &dyn Corpus) -> Store {
    laid_out(corpus, &Layout::default())
}

fn laid_out(corpus: &dyn Corpus, layout: &Layout) -> Store {
    let store = Mutex::new(Store::new());
    let put = |name: &str, bytes: &[u8]| -> Result<(), Infallible> {
        assert!(store.lock().unwrap().insert(name.to_owned(), bytes.to_vec()).is_none(), "{name} is put twice");
        Ok(())
    };
    let Ok(_) = writer::write(corpus, layout, &put);
    store.into_inner().unwrap()
}

fn engine(store: &Store) -> Engine {
    local::open(&|name| store.get(name).cloned()).unwrap()
}

fn ask(engine: &mut Engine, store: &Store, text: &str, options: &str) -> Vec<String> {
    engine.ask(text, options);
    local::fill(engine, &|name| store.get(name).cloned());
    engine.hits().into_iter().map(|hit| hit.title).collect()
}

const NAMES: [&str; 8] = [
    "Đăng ký khai sinh",
    "Đăng ký khai sinh có yếu tố nước ngoài",
    "Đăng ký khai tử",
    "Cấp giấy xác nhận tình trạng hôn nhân",
    "Đăng ký tạm trú",
    "Cấp lại thẻ căn cước",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Khai báo tạm vắng",
];

fn first(text: &str) -> String {
    let store = index(&Titles::of(&NAMES));
    ask(&mut engine(&store), &store, text, "").into_iter().next().unwrap_or_default()
}

#[test]
fn what_no_document_answers_as_a_whole_is_said_to_be_near() {
    let store = index(&Titles(vec![
        ("Đăng ký nhận cha, mẹ, con".into(), "Người nuôi dưỡng con, bằng lái, gia hạn".into()),
        ("Đăng ký đất đai".into(), "Gia hạn, nộp bằng chuyển khoản; giấy khai sinh của con".into()),
        ("Đăng ký khai sinh cho con".into(), "Ở bệnh viện".into()),
    ]));
    let mut engine = engine(&store);
    let mut asked = |text: &str| {
        ask(&mut engine, &store, text, "");
        let missing = engine.hits().first().map(|first| engine.missing_words(first.id));
        (engine.is_near(), missing.unwrap_or_default())
    };
    // Its words stand here and there, or do not stand there at all.
    assert_eq!(asked("bang gia dat"), (true, String::new()));
    assert_eq!(asked("đăng ký nhận xe"), (true, "xe".to_owned()));
    // What is about the question may lack nothing, and have a word of several elsewhere.
    assert_eq!(asked("nhan cha me con"), (false, String::new()));
    assert_eq!(asked("đăng ký khai sinh viện"), (false, String::new()));
    assert_eq!(asked("dang ky khai xinh"), (false, String::new()));
    assert_eq!(asked(""), (false, String::new()));
    assert_eq!(asked("zzz"), (true, String::new()));
}

#[test]
fn initials_count_as_much_as_what_they_stand_for() {
    let mut titles: Vec<String> = (0..60).map(|at| format!("Giấy phép loại {at}")).collect();
    titles.extend((0..9).map(|at| format!("Cấp giấy loại {at} cho trẻ em")));
    titles.push("Cấp thẻ BHYT, đổi nơi khám".to_owned());
    let store = index(&Titles(titles.into_iter().map(|title| (title, String::new())).collect()));
    let first = |initials| {
        let mut engine = engine(&store).with_weights(Weights { initials, refine: 0, ..Weights::default() });
        ask(&mut engine, &store, "bhyt cho tre em", "")[0].contains("BHYT")
    };
    assert!(!first(16));
    assert!(first(Weights::default().initials));
}

#[test]
fn every_way_of_writing_finds_the_same_page() {
    for text in
        ["đăng ký khai sinh", "dang ky khai sinh", "đăng kí khai sinh", "ddawng kys khai sinh", "d9a8ng ky1 khai sinh"]
    {
        assert_eq!(first(text), NAMES[0], "{text}");
    }
    assert_eq!(first("1.000005"), NAMES[5]);
    assert_eq!(first("000005"), NAMES[5]);
    assert_eq!(first("1.00000"), NAMES[0]);
}

#[test]
fn misspelled_words_are_corrected_and_it_is_said() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    assert_eq!(ask(&mut engine, &store, "giấy sác nhận hôn nhân", "")[0], NAMES[3]);
    assert_eq!(engine.corrected().as_deref(), Some("giấy xác nhận hôn nhân"));
    assert_eq!(ask(&mut engine, &store, "đăng ký tạm chú", "")[0], NAMES[4]);
    assert_eq!(engine.corrected().as_deref(), Some("đăng ký tạm trú"));
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(first("tạm v"), NAMES[7]);
    assert_eq!(first("căn cướ"), NAMES[5]);
}

#[test]
fn a_section_is_told_and_the_page_found() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    assert_eq!(ask(&mut engine, &store, "đăng ký khai tử cần giấy tờ gì", "")[0], NAMES[2]);
    assert_eq!(engine.section(), Some("documents"));
}

#[test]
fn nothing_found_leads_somewhere() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    assert!(ask(&mut engine, &store, "xyzzyx", "").is_empty());
    let answer: serde_json::Value = serde_json::from_str(&engine.answer()).unwrap();
    assert_eq!(answer["total"], 0);
    assert_eq!(answer["stage"], "full");
    assert_eq!(answer["suggestions"][0]["label"], "Hộ tịch");
}

#[test]
fn facets_are_counted_and_narrow() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    ask(&mut engine, &store, "khai sinh", "facets=1");
    let answer: serde_json::Value = serde_json::from_str(&engine.answer()).unwrap();
    let values = answer["facets"][0]["values"].as_array().unwrap();
    assert_eq!(values.iter().map(|value| value["count"].as_u64().unwrap()).sum::<u64>(), answer["total"]);
    let odd = ask(&mut engine, &store, "khai sinh", "facets=1&filter=field:odd");
    assert_eq!(odd, [NAMES[1]]);
    let names = ask(&mut engine, &store, "", "sort=name");
    assert_eq!((names.len(), names[0].as_str()), (8, NAMES[6]));
}

#[test]
fn answers_come_in_stages_and_say_what_they_want() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    assert_eq!(engine.ask("khai sinh", "lang=vi"), 1);
    let wanted = engine.wanted();
    let stage = |engine: &Engine| serde_json::from_str::<serde_json::Value>(&engine.answer()).unwrap();
    // The head comes first and answers at once.
    assert!(engine.supply(&wanted[0], local::unpack(&store[&wanted[0]]).unwrap()));
    let answer = stage(&engine);
    assert_eq!((&answer["stage"], &answer["results"][0]["title"]), (&"head".into(), &NAMES[0].into()));
    assert_eq!(answer["results"][0]["marks"], serde_json::json!([[8, 17]]));
    local::fill(&mut engine, &|name| store.get(name).cloned());
    assert_eq!(stage(&engine)["stage"], "full");
    assert!(engine.wanted().is_empty());
}

#[test]
fn files_that_cannot_be_had_are_done_without() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    engine.ask("khai sinh", "facets=1");
    assert!(local::fill(&mut engine, &|_| None).rounds < 20);
    assert!(engine.hits().is_empty());
    assert!(!engine.supply("0123456789ab.bin", vec![1, 2, 3]));
}

#[test]
fn an_empty_corpus_is_an_index_too() {
    let store = index(&Titles::default());
    assert!(ask(&mut engine(&store), &store, "khai sinh", "facets=1&page=3").is_empty());
}

#[test]
fn the_same_corpus_makes_the_same_bytes_with_any_number_of_threads() {
    let words: Vec<&str> = "đăng ký cấp giấy phép xây dựng khai sinh đất đai căn cước hộ tịch".split(' ').collect();
    let text = |seed: usize| -> String {
        (0..40).map(|at| words[(seed * 7 + at * at * 3 + seed * at) % words.len()]).collect::<Vec<_>>().join(" ")
    };
    let corpus = Titles((0..700).map(|at| (text(at).chars().take(20).collect(), text(at + 1))).collect());
    let with =
        |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| index(&corpus));
    assert_eq!(with(1), with(2));
}

#[test]
fn where_a_score_comes_from_can_be_told() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    ask(&mut engine, &store, "khai tử", "");
    let hit = engine.hits().remove(0);
    assert_eq!(engine.explain(hit.id).iter().map(|reason| reason.added).sum::<u32>(), hit.score);
    assert_eq!(terms_of(&engine, hit.id), ["khai", "khai tu", "tu", "tu=tư3"]);
}

/// The terms that add to the score of a document.
fn terms_of(engine: &Engine, document: u32) -> Vec<String> {
    let term = |sign| match sign {
        Sign::Term { term, .. } => Some(term),
        _ => None,
    };
    engine.explain(document).into_iter().filter_map(|reason| term(reason.sign)).collect()
}

#[test]
fn a_word_counts_whatever_word_that_is_not_looked_up_is_written_alike() {
    let store = index(&Titles::of(&["Cấp lại giấy phép lái xe", "Cấp giấy phép xây dựng"]));
    let mut engine = engine(&store);
    ask(&mut engine, &store, "cấp lại giấy phép lái xe", "");
    let terms = terms_of(&engine, engine.hits()[0].id);
    for term in ["lai", "lai=lai1"] {
        assert!(terms.iter().any(|known| known == term), "{term} in {terms:?}");
    }
}

#[test]
fn a_word_that_is_said_twice_counts_once() {
    let store = index(&Titles::of(&NAMES));
    let mut engine = engine(&store);
    ask(&mut engine, &store, "khai sinh khai", "");
    let terms = terms_of(&engine, engine.hits()[0].id);
    assert_eq!(terms.iter().filter(|term| *term == "khai").count(), 1, "{terms:?}");
}

#[test]
fn a_long_title_is_looked_up_once_it_is_asked_and_not_while_it_is_typed() {
    let ends = ["ao", "vườn", "rừng", "đồi", "hồ", "sông", "biển", "đảo"];
    let names =
        ends.iter().flat_map(|one| ends.map(|two| format!("Cấp giấy xây dựng nhà ở riêng lẻ gần {one} hoặc {two}")));
    let titles = Titles(names.map(|name| (name, String::new())).collect());
    let store = laid_out(&titles, &Layout { terms: [200; 2], ..Layout::default() });
    let root = Root::open(&local::unpack(&store["root.bin"]).unwrap()).unwrap();
    let of_titles: Vec<String> = Root::route_all(&root.first, &[TITLE]).map(file_name).collect();
    assert!(of_titles.len() > 3);
    let mut engine = engine(&store);
    let fetched = RefCell::new(Vec::new());
    let mut fetch = |text: &str, options: &str| {
        engine.ask(text, options);
        let took = local::fill(&mut engine, &|name| {
            fetched.borrow_mut().push(name.to_owned());
            store.get(name).cloned()
        });
        assert!(took.rounds < 20);
        let first = engine.hits().first().map(|hit| hit.title.clone());
        (first, fetched.take().iter().filter(|name| of_titles.contains(name)).count())
    };
    let title = &titles.0[42].0;
    for (end, _) in title.char_indices().skip(1) {
        assert_eq!(fetch(&title[..end], "instant=1").1, 0, "{}", &title[..end]);
    }
    assert_eq!(fetch(title, "instant=1").1, 0);
    assert_eq!(fetch(title, ""), (Some(title.clone()), 1));
}

fn syllable() -> impl Strategy<Value = String> {
    prop::sample::select(
        "đăng ký cấp đổi giấy phép xây dựng nhà ở khai sinh hộ tịch đất đai căn cước xe máy thuế"
            .split(' ')
            .collect::<Vec<_>>(),
    )
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_title_finds_itself_first_or_tied(titles in prop::collection::vec(prop::collection::vec(syllable(), 1..8), 1..30)) {
        let titles: Vec<String> = titles.into_iter().map(|words| words.join(" ")).collect();
        let corpus = Titles(titles.iter().map(|title| (title.clone(), String::new())).collect());
        let store = index(&corpus);
        let mut engine = engine(&store);
        for title in &titles {
            ask(&mut engine, &store, title, "size=40");
            let hits = engine.hits();
            let own = hits.iter().find(|hit| hit.title == *title);
            // Impacts have fifteen steps: a title of the same words in another order may stand a step before it.
            prop_assert!(own.is_some_and(|own| own.score * 5 >= hits[0].score * 4), "{} in {:?}", title, hits);
        }
    }

    #[test]
    fn any_question_is_answered(text in "\\PC{0,60}", options in "[a-z0-9=&:]{0,30}", plain in "[ a-zđăâêôơư0-9./\"]{0,40}") {
        let store = index(&Titles::of(&NAMES));
        let mut engine = engine(&store);
        for text in [&text, &plain] {
            ask(&mut engine, &store, text, &options);
            let answer = engine.answer();
            prop_assert!(serde_json::from_str::<serde_json::Value>(&answer).is_ok(), "{}", answer);
            let _ = engine.excerpt(text);
        }
    }
}
