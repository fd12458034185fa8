//! What a table of a million rows takes: to write, to store, and to look at.
//!
//! `cargo bench --bench table` makes 1,000,000 rows of 12 columns from a seed, writes the table, asks it twenty typical
//! questions natively and, where there is Chromium and web/pkg is built, in a page's worker. `-- 100000` makes fewer rows,
//! `-- --write FOLDER 1000000` writes a table and nothing else, `-- --ask FOLDER QUERY` asks one, and
//! `-- --questions FOLDER 1000000 200` answers random questions for `tests/table/duckdb`.

#[allow(dead_code, unused_imports, reason = "the tests in Chromium need more of it")]
#[path = "../browser/harness/mod.rs"]
mod harness;
#[allow(dead_code, reason = "the other benches need more of it")]
mod process;
#[path = "../table/questions.rs"]
mod questions;
mod ranges;
#[path = "../table/seeded.rs"]
mod seeded;

use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use motcua::table::Engine;
use motcua::table::local::{Fetched, fetch, unpack};
use motcua::table::writer::{Layout, ROOT, Report, Writer};
use nix::sys::resource::UsageWho;
use process::{remove, tell};
use ranges::Ranges;
use seeded::{Row, Seeds, columns};
use serde_json::Value as Json;

/// Views that people would ask for.
const VIEWS: [&str; 20] = [
    "",
    "sort=ten",
    "sort=-von",
    "sort=-ngay",
    "tinh=eq:H%C3%A0+N%E1%BB%99i",
    "tinh=eq:C%C3%A0+Mau&sort=-von",
    "tinh_trang=eq:T%E1%BA%A1m+ng%E1%BB%ABng&sort=ngay",
    "ma=eq:0100012345",
    "ma=begins:01000",
    "von=ge:100000000000",
    "von=ge:1000000000&von=le:5000000000&sort=-lao_dong",
    "lao_dong=gt:10&lao_dong=lt:500",
    "ngay=eq:2019",
    "ngay=ge:2015-06&sort=-von",
    "dai_dien=has:nguyen+van+an",
    "ten=has:xay+dung&tinh=eq:%C4%90%C3%A0+N%E1%BA%B5ng",
    "q=thuy+san+ca+mau&sort=ten",
    "dia_chi=has:le+loi&sort=-ngay",
    "ty_le=some:&tinh=eq:Hu%E1%BA%BF&nganh=begins:4&sort=ty_le",
    "tinh_trang=ne:%C4%90ang+ho%E1%BA%A1t+%C4%91%E1%BB%99ng&lao_dong=null:&von=gt:500000000&sort=dai_dien&page=3",
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let given: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let count = |number: &str| number.parse::<u32>().map_err(|_| io::Error::other(format!("{number} is not a number")));
    match given[..] {
        ["--write", folder, rows] => {
            let start = Instant::now();
            let report = write(Path::new(folder), count(rows)?)?;
            eprintln!("{report:?}");
            tell(start.elapsed(), UsageWho::RUSAGE_SELF)
        }
        ["--ask", folder, query] => {
            let (answer, fetched) = ask(&mut open(Path::new(folder))?, Path::new(folder), query);
            println!("{answer:#}\n{fetched:?}");
            Ok(())
        }
        ["--questions", folder, rows, questions] => {
            let (folder, rows) = (Path::new(folder), count(rows)?);
            let table = folder.join("table");
            write(&table, rows)?;
            questions::rows(folder, rows)?;
            let mut engine = open(&table)?;
            let mut asked = |query: &str| ask(&mut engine, &table, query).0;
            questions::questions(folder, rows, count(questions)?.into(), &mut asked)
        }
        [] => all(1_000_000),
        [rows] => all(count(rows)?),
        _ => Err(io::Error::other("see the head of tests/bench/table.rs")),
    }
}

/// Writes a table of so many rows into a folder.
fn write(folder: &Path, rows: u32) -> io::Result<Report> {
    fs::create_dir_all(folder)?;
    let mut put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes);
    let mut writer = Writer::new(columns(), rows, Layout::default(), &mut put).map_err(io::Error::other)?;
    let (mut seeds, mut row) = (Seeds::new(1), Row::default());
    for at in 0..rows {
        row.next(at.into(), &mut seeds);
        writer.push(&row.values()).map_err(io::Error::other)?;
    }
    writer.finish().map_err(io::Error::other)
}

fn open(folder: &Path) -> io::Result<Engine> {
    let root = unpack(&fs::read(folder.join(ROOT))?).map_err(io::Error::other)?;
    Engine::new(&root).map_err(io::Error::other)
}

fn ask(engine: &mut Engine, folder: &Path, query: &str) -> (Json, Fetched) {
    engine.ask(query);
    let fetched = fetch(engine, &|name| fs::read(folder.join(name)).ok());
    (serde_json::from_str(&engine.answer()).unwrap_or_default(), fetched)
}

fn all(rows: u32) -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("motcua-table-{}", std::process::id()));
    let table = folder.join("table");
    println!("{rows} rows of {} columns", columns().len());
    let this = std::env::current_exe()?;
    let command = [this.to_string_lossy(), "--write".into(), table.to_string_lossy(), rows.to_string().into()];
    let output = std::process::Command::new(&*command[0]).args(command[1..].iter().map(|part| &**part)).output()?;
    let figures = process::parse(&output.stdout)?;
    println!("written in {:.1} s ({:.1} s of CPU), {:.0} MB at most", figures.wall, figures.cpu, figures.peak);
    println!("{}", String::from_utf8_lossy(&output.stderr));
    let (files, bytes) = process::tree(&table)?;
    println!("{files} files, {:.1} MB", bytes as f64 / 1e6);
    let root = fs::metadata(table.join(ROOT))?.len() as usize;
    println!("root: {root} bytes");
    println!("\n| view | rows | KB | requests | rounds | native ms | warm ms |\n|---|---|---|---|---|---|---|");
    for query in VIEWS {
        let mut engine = open(&table)?;
        let start = Instant::now();
        let (answer, fetched) = ask(&mut engine, &table, query);
        let cold = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        ask(&mut engine, &table, query);
        let warm = start.elapsed().as_secs_f64() * 1e3;
        println!(
            "| `{query}` | {} | {:.0} | {} | {} | {cold:.0} | {warm:.1} |",
            answer["total"],
            (fetched.bytes + root) as f64 / 1e3,
            fetched.requests + 1,
            fetched.rounds + 1,
        );
    }
    if let Some(browser) = harness::Browser::start() {
        ranges::measure(&browser, &Ranges::serve(&table)?, &VIEWS);
    }
    remove(&folder)
}
