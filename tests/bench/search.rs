//! `cargo bench --bench search [-- SITE...]`: what a site's search costs, to make and to use.
//!
//! A SITE is a folder of sources, or a number: so many synthetic procedures of about 680 syllables (6000 by default). Each
//! is built with and without its index, then served on loopback as web servers do and asked in headless Chromium. Needs
//! `cargo xtask module`; without Chromium only the first table is made, without the `brotli` command bytes are unpacked.
//!
//! - Cold: the search page is loaded and at rest, the cache is off; a question is typed at once, or a key every 100 ms, at
//!   150 ms there and back, 1.6 Mbit/s and a quarter of the processor. Counted is all that is requested from the first key
//!   on, as the browser reports it; the page's own HTML, CSS and scripts are a figure of their own.
//! - Fresh: further questions on that page, which fetch what they need and no more.
//! - Warm: the same once more; nothing is fetched. From asking until the page has the final answer.
//!
//! `--ask QUESTION` adds a cold question; `MOTCUA_BENCH_DIR` and `MOTCUA_BENCH_RUNS` (3) as for `--bench build`.
//!
//! For `tests/compare`: `--corpus NUMBER FOLDER` writes a synthetic site, `--queries SITE [NUMBER]` prints questions whose
//! answers are known, `--measure COMMAND...` prints a command's seconds, processor seconds and peak megabytes (`motcua` is
//! the program itself), `--use FOLDER PAGE QUESTIONS` asks a page that has the elements and the face of the search page.

#[allow(dead_code, reason = "the bench of builds needs more of it")]
mod corpus;
mod counter;
#[allow(dead_code, unused_imports, reason = "the tests in Chromium need more of it")]
#[path = "../browser/harness/mod.rs"]
mod harness;
mod process;
mod published;
mod queries;
mod slowness;
#[allow(dead_code, reason = "the bench of builds needs the others")]
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use counter::{Cold, Request, Visit, bytes};
use harness::Browser;
use motcua::files::DiskFiles;
use motcua::search::format::file_name;
use motcua::search::format::root::Root;
use motcua::search::local;
use process::{Figures, measure, medians, remove, run, tree};
use published::Published;
use queries::{KINDS, KnownItem};
use serde_json::json;
use words::Words;

const MOTCUA: &str = env!("CARGO_BIN_EXE_motcua");
/// The page of every site that is asked.
const PAGE: &str = "tim-kiem/";
/// Questions of words that many names have, which no first tier of an index can hold all postings of.
const COMMON: [&str; 6] =
    ["đăng ký", "giấy phép", "cấp lại giấy chứng nhận", "thu tuc cap giay phep xay dung", "hồ sơ theo mẫu", "giay to"];
/// Procedures of whose names cold questions are made, and all others.
const COLD: usize = 6;
const FRESH: usize = 25;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let given: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match given[..] {
        ["--measure", command, ref rest @ ..] => {
            let command = if command == "motcua" { MOTCUA } else { command };
            let whole: Vec<String> = [command].iter().chain(rest).map(|part| (*part).to_owned()).collect();
            measure(&whole)
        }
        ["--corpus", number, folder] => {
            corpus::write_site(Path::new(folder), count(number)?, &Words::many()).map(|_| ())
        }
        ["--queries", site, ref number @ ..] => {
            let number = number.first().map_or(Ok(100), |number| count(number))?;
            print!("{}", queries::table(&known_items(Path::new(site), number)?));
            Ok(())
        }
        ["--use", folder, page, questions] => {
            println!("{}", use_page(Path::new(folder), page, &fs::read_to_string(questions)?)?);
            Ok(())
        }
        _ => all(&given),
    }
}

fn count(number: &str) -> io::Result<usize> {
    number.parse().map_err(|_| io::Error::other(format!("{number} is not a number")))
}

fn known_items(site: &Path, number: usize) -> io::Result<Vec<KnownItem>> {
    let files = DiskFiles::new(site).map_err(io::Error::other)?;
    Ok(queries::known_items(&motcua::check_site(&files, None).catalogue, number, 1))
}

fn all(arguments: &[&str]) -> io::Result<()> {
    let (mut sites, mut questions) = (Vec::new(), COMMON.to_vec());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--ask" => questions.extend(rest.next()),
            site => sites.push(site),
        }
    }
    if sites.is_empty() {
        sites.push("6000");
    }
    let base = std::env::var_os("MOTCUA_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = base.join(format!("motcua-search-{}", std::process::id()));
    for site in sites {
        let source = folder.join("source");
        match site.parse() {
            Ok(count) => corpus::write_site(&source, count, &Words::many()).map(|_| ())?,
            Err(_) => copy(Path::new(site), &source)?,
        }
        println!("\n## {site}");
        build(&folder)?;
        let items = known_items(&source, FRESH)?;
        let public = folder.join("public");
        match Browser::start() {
            Some(browser) if !items.is_empty() => use_it(&browser, &public, &items, &questions)?,
            _ => {}
        }
        remove(&folder)?;
    }
    Ok(())
}

/// Builds a site without and with its index, and tells the difference.
fn build(folder: &Path) -> io::Result<()> {
    let (source, public, about) =
        (folder.join("source"), folder.join("public"), folder.join("source/content/site.toml"));
    let runs = std::env::var("MOTCUA_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(3);
    let site = fs::read_to_string(&about)?;
    let [mut without, mut with] = [Vec::<Figures>::new(), Vec::new()];
    for _ in 0..runs {
        for (figures, line) in [(&mut without, "search = false\n"), (&mut with, "")] {
            fs::write(&about, format!("{line}{site}"))?;
            for name in ["public", ".public.previous"] {
                remove(&folder.join(name))?;
            }
            let (source, public) = (source.display().to_string(), public.display().to_string());
            figures.push(run(&[MOTCUA, "build", "--quiet", &source, "-o", &public])?);
        }
    }
    let (without, with) = (medians(&without), medians(&with));
    println!("\n| build, medians of {runs} | wall s | cpu s | peak MB |\n|---|---:|---:|---:|");
    let row = |what: &str, figures: Figures| {
        println!("| {what} | {:.2} | {:.2} | {:.0} |", figures.wall, figures.cpu, figures.peak);
    };
    row("without search", without);
    row("with search", with);
    row(
        "the index",
        Figures { wall: with.wall - without.wall, cpu: with.cpu - without.cpu, peak: with.peak - without.peak },
    );
    let (files, size) = tree(&public.join("search"))?;
    println!("\n`search/`: {files} files, {} KB.", kilobytes(size));
    for name in ["search_bg.", "worker.", "box.", "page."] {
        for entry in fs::read_dir(public.join("assets"))? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(name) {
                let unpacked = fs::read(entry.path())?;
                let packed = published::brotli(&unpacked).map_or(unpacked.len(), |packed| packed.len());
                println!(
                    "`{}`: {} KB, {} KB by brotli.",
                    entry.file_name().display(),
                    kilobytes(unpacked.len() as u64),
                    kilobytes(packed as u64)
                );
            }
        }
    }
    Ok(())
}

fn use_it(browser: &Browser, public: &Path, items: &[KnownItem], questions: &[&str]) -> io::Result<()> {
    let site = Published::serve(public)?;
    let parts = Parts::of(public);
    // The first visit packs what the server sends, and shows whether there is anything to ask.
    drop(Visit::open(browser, &site, PAGE, false));

    let known = items.iter().take(COLD * KINDS.len()).map(|item| &*item.text);
    let ask = |text: &str, pace| (text.to_owned(), Visit::open(browser, &site, PAGE, true).type_question(text, pace));
    let cold: Vec<(String, Cold)> = known.chain(questions.iter().copied()).map(|text| ask(text, None)).collect();
    let some = items.iter().map(|item| &*item.text).take(KINDS.len());
    let typed: Vec<(String, Cold)> = some.chain(["đăng ký"]).map(|text| ask(text, Some(100))).collect();

    let mut visit = Visit::open(browser, &site, PAGE, false);
    println!("\nThe search page: {}.", weight(&visit.page));
    println!("\n| cold, throttled | median | p95 | worst | worst of |\n|---|---:|---:|---:|---|");
    cold_rows("", &cold);
    cold_rows("typed, ", &typed);
    let (second, first): (Vec<_>, Vec<_>) = cold
        .iter()
        .cloned()
        .partition(|(_, cold)| cold.requests[1].iter().any(|one| parts.of_request(one) == "tier 2"));
    println!("\n{} of {} needed tier 2.", second.len(), cold.len());
    for (label, some) in [("without tier 2, ", first), ("with tier 2, ", second)] {
        if !some.is_empty() {
            println!("\n| cold, throttled | median | p95 | worst | worst of |\n|---|---:|---:|---:|---|");
            cold_rows(label, &some);
        }
    }
    parts.table(&cold);

    visit.type_question(&items[0].text, None);
    let fresh: Vec<(String, f64)> = items[1..]
        .iter()
        .map(|item| {
            let (_, _, requests) = visit.ask(&item.text);
            (item.text.clone(), bytes(&requests) as f64 / 1e3)
        })
        .collect();
    let memory = visit.memory();
    let mut ranks: BTreeMap<usize, Vec<Option<usize>>> = BTreeMap::new();
    let warm: Vec<(String, f64)> = items
        .iter()
        .map(|item| {
            let (time, codes, _) = visit.ask(&item.text);
            ranks.entry(item.kind).or_default().push(codes.iter().take(10).position(|code| *code == item.code));
            (item.text.clone(), time)
        })
        .collect();
    println!("\n| {} further questions | median | p95 | worst | worst of |\n|---|---:|---:|---:|---|", items.len());
    row("fresh, KB", &fresh, 1);
    row("warm, ms", &warm, 2);
    println!("\nThe worker holds {} KB.", kilobytes(memory));
    println!("\n| known item | first | in the first ten |\n|---|---:|---:|");
    for (kind, ranks) in ranks {
        let share =
            |least: usize| ranks.iter().flatten().filter(|rank| **rank < least).count() as f64 / ranks.len() as f64;
        println!("| {} | {:.2} | {:.2} |", KINDS[kind], share(1), share(10));
    }
    Ok(())
}

/// Asks a page the questions of a table: some of them cold, then all, then all once more for the time they take.
fn use_page(folder: &Path, page: &str, table: &str) -> io::Result<serde_json::Value> {
    let browser = Browser::start().ok_or_else(|| io::Error::other("there is no Chromium"))?;
    let site = Published::serve(folder)?;
    let questions: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split('\t').nth(2)).collect();
    drop(Visit::open(&browser, &site, page, false));
    let cold = questions.iter().step_by(questions.len().div_ceil(COLD * 2).max(1)).map(|text| {
        let cold = Visit::open(&browser, &site, page, true).type_question(text, None);
        json!({
            "ms": cold.shown,
            "kb": cold.requests.each_ref().map(|requests| bytes(requests) as f64 / 1e3),
            "requests": cold.requests.each_ref().map(Vec::len),
            "rounds": cold.rounds,
        })
    });
    let cold: Vec<serde_json::Value> = cold.collect();
    let mut visit = Visit::open(&browser, &site, page, false);
    // The first one wakes the worker.
    visit.type_question(questions.first().copied().unwrap_or_default(), None);
    let fresh: Vec<f64> = questions.iter().map(|text| bytes(&visit.ask(text).2) as f64 / 1e3).collect();
    let answers: Vec<(f64, Vec<String>)> =
        questions.iter().map(|text| visit.ask(text)).map(|(ms, codes, _)| (ms, codes)).collect();
    let (times, codes): (Vec<f64>, Vec<Vec<String>>) = answers.into_iter().unzip();
    Ok(json!({ "cold": cold, "fresh": fresh, "warm": times, "codes": codes }))
}

fn cold_rows(what: &str, cold: &[(String, Cold)]) {
    let of = |get: &dyn Fn(&Cold) -> f64| -> Vec<(String, f64)> {
        cold.iter().map(|(text, cold)| (text.clone(), get(cold))).collect()
    };
    for (at, until) in [(0, "first results"), (1, "final")] {
        row(&format!("{what}{until}, ms"), &of(&|cold| cold.shown[at]), 0);
        row(&format!("{what}{until}, KB"), &of(&|cold| bytes(&cold.requests[at]) as f64 / 1e3), 1);
        row(&format!("{what}{until}, requests"), &of(&|cold| cold.requests[at].len() as f64), 0);
        row(&format!("{what}{until}, round trips"), &of(&|cold| cold.rounds[at] as f64), 0);
    }
    row(&format!("{what}with records for excerpts, KB"), &of(&|cold| bytes(&cold.requests[2]) as f64 / 1e3), 1);
}

fn row(what: &str, values: &[(String, f64)], digits: usize) {
    let mut values: Vec<&(String, f64)> = values.iter().collect();
    values.sort_by(|a, b| a.1.total_cmp(&b.1));
    let at = |percent: usize| values[(values.len() - 1) * percent / 100].1;
    let (worst, value) = values[values.len() - 1];
    println!("| {what} | {:.digits$} | {:.digits$} | {value:.digits$} | {worst} |", at(50), at(95));
}

/// What each file of a site's search is for.
struct Parts(BTreeMap<String, &'static str>);

impl Parts {
    fn of(public: &Path) -> Self {
        let mut parts = BTreeMap::new();
        let root = fs::read(public.join("search/root.bin")).ok().and_then(|stored| local::unpack(&stored).ok());
        if let Some(root) = root.and_then(|bytes| Root::open(&bytes).ok()) {
            let mut put = |hash, part| {
                parts.insert(format!("search/{}", file_name(hash)), part);
            };
            root.first.iter().for_each(|(_, hash)| put(*hash, "tier 1"));
            root.second.iter().for_each(|(_, hash)| put(*hash, "tier 2"));
            root.blocks.iter().for_each(|hash| put(*hash, "blocks"));
            root.columns.iter().for_each(|(_, hash)| put(*hash, "columns"));
            put(root.head, "head");
        }
        Self(parts)
    }

    fn of_request<'a>(&self, request: &'a Request) -> &'a str {
        match &*request.path {
            "search/root.bin" => "root",
            path if path.starts_with("assets/worker.") => "worker",
            path if path.starts_with("assets/search_bg.") => "module",
            _ if request.is_record() => "records",
            path => self.0.get(path).copied().unwrap_or(path),
        }
    }

    /// What the bytes of cold questions were for, until the answer was final.
    fn table(&self, cold: &[(String, Cold)]) {
        let mut sums: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
        for request in cold.iter().flat_map(|(_, cold)| &cold.requests[1]) {
            let sum = sums.entry(self.of_request(request)).or_default();
            *sum = (sum.0 + 1, sum.1 + request.bytes);
        }
        println!("\n| a cold question, mean | requests | KB |\n|---|---:|---:|");
        let each = cold.len().max(1) as f64;
        for (part, (requests, bytes)) in sums {
            println!("| {part} | {:.1} | {:.1} |", requests as f64 / each, bytes as f64 / 1e3 / each);
        }
    }
}

fn weight(requests: &[Request]) -> String {
    let of = |end: &str| {
        kilobytes(bytes(&requests.iter().filter(|one| one.path.ends_with(end)).cloned().collect::<Vec<_>>()))
    };
    format!(
        "{} requests, {} KB as sent (HTML {}, CSS {}, scripts {})",
        requests.len(),
        kilobytes(bytes(requests)),
        of("/"),
        of(".css"),
        of(".js")
    )
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e3)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
