//! `cargo bench --bench build [-- 1000 6000]`: whole builds of synthetic sites, as a user runs them.
//!
//! For each size a seeded site is written, then `motcua build` runs as a process of its own: once into a new folder
//! (fresh) and once again (unchanged). Beside it, in the same run, the floor: the same sources read, the same pages
//! rendered by the same templates from a catalogue that is there already, and the same bytes written with plain file
//! calls on the same threads; nothing is parsed, merged, checked, hashed or compared. Where `hugo` is installed it builds
//! the same words as Markdown. Each figure is the median of the runs.
//!
//! `MOTCUA_BENCH_DIR` names the folder to work in (a RAM disk shows the program, a disk shows the disk as well);
//! `MOTCUA_BENCH_RUNS` the number of runs, 5 by default.

mod corpus;
mod process;
// The words of a site for searching are the other bench's.
#[allow(dead_code)]
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use motcua::files::{DiskFiles, FileError, Files, Sink, Written};
use motcua::site::{self, SiteOptions, Theme};
use nix::sys::resource::UsageWho;
use process::{Figures, measure, medians, parse, remove, run, tell, tree};
use rayon::prelude::*;
use words::Words;

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        // The bench calls itself, so that each figure is of one process alone.
        Some("--measure") => return measure(&arguments[1..]),
        Some("--floor") => return floor(Path::new(&arguments[1]), Path::new(&arguments[2])),
        _ => {}
    }
    if arguments.is_empty() {
        arguments = ["1000", "6000", "20000", "100000"].map(str::to_owned).to_vec();
    }
    let base = std::env::var_os("MOTCUA_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let runs = std::env::var("MOTCUA_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5);
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{processors} processors, {runs} runs, medians, in {}", base.display());
    println!(
        "{:>7} {:<18} {:>8} {:>8} {:>9} {:>8} {:>9}",
        "records", "what", "wall s", "cpu s", "peak MB", "files", "MB out"
    );
    for argument in arguments {
        let Ok(count) = argument.parse() else {
            return Err(io::Error::other(format!("{argument} is not a number of procedures")));
        };
        // Large sites take long: three runs show as much as five.
        bench(
            &base.join(format!("motcua-bench-{}", std::process::id())),
            count,
            if count > 20_000 { runs.min(3) } else { runs },
        )?;
    }
    Ok(())
}

fn bench(folder: &Path, count: usize, runs: usize) -> io::Result<()> {
    let (source, public) = (folder.join("source"), folder.join("public"));
    let source_bytes = corpus::write_site(&source, count, &Words::Few)?;
    let motcua = env!("CARGO_BIN_EXE_motcua");
    let build =
        || run(&[motcua, "build", "--quiet", &source.display().to_string(), "-o", &public.display().to_string()]);
    let clear = || ["public", ".public.previous"].iter().try_for_each(|name| remove(&folder.join(name)));

    let mut fresh = Vec::new();
    let mut unchanged = Vec::new();
    let mut floors = Vec::new();
    let me = std::env::current_exe()?;
    build()?;
    for _ in 0..runs {
        clear()?;
        fresh.push(build()?);
        unchanged.push(build()?);
        remove(&folder.join("floor"))?;
        floors.push(floor_of(&me, &source, &folder.join("floor"))?);
    }
    let (files, bytes) = tree(&public)?;
    let row = |what: &str, figures: &[Figures]| {
        let figures = medians(figures);
        println!(
            "{count:>7} {what:<18} {:>8.3} {:>8.2} {:>9.1} {files:>8} {:>9.1}",
            figures.wall,
            figures.cpu,
            figures.peak,
            bytes as f64 / 1e6
        );
        figures
    };
    let whole = row("build, fresh", &fresh);
    row("build, unchanged", &unchanged);
    let least = row("floor", &floors);
    println!(
        "{count:>7} fresh build / floor: {:.2}; sources {:.1} MB",
        whole.wall / least.wall,
        source_bytes as f64 / 1e6
    );
    if Command::new("hugo").arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
        && count <= 20_000
    {
        let hugo = folder.join("hugo");
        corpus::write_hugo_site(&hugo, count)?;
        let mut figures = Vec::new();
        for _ in 0..runs.min(3) {
            remove(&hugo.join("public"))?;
            figures.push(run(&["hugo", "--quiet", "-s", &hugo.display().to_string()])?);
        }
        row("hugo, fresh", &figures);
    }
    fs::remove_dir_all(folder)
}

fn floor_of(me: &Path, source: &Path, out: &Path) -> io::Result<Figures> {
    let output = Command::new(me).arg("--floor").arg(source).arg(out).stderr(Stdio::inherit()).output()?;
    parse(&output.stdout)
}

/// Reads the sources, renders the pages, writes the bytes.
fn floor(source: &Path, out: &Path) -> io::Result<()> {
    let files = DiskFiles::new(source).map_err(io::Error::other)?;
    let mut checked = motcua::check_sources(&files, None);
    let (theme, _) = Theme::load(&files, &mut checked.catalogue.files);
    let sink = PlainSink(out.to_owned());
    let start = Instant::now();
    let read: usize =
        files.list("content").paths.par_iter().map(|path| files.read(path).map_or(0, |bytes| bytes.len())).sum();
    assert!(read > 0);
    let rules = site::SiteRules { book: &checked.rules.book, program: &checked.rules.program };
    site::write(&checked.catalogue, rules, site::SiteDatasets::default(), &theme, &SiteOptions::default(), &sink)
        .map_err(|errors| io::Error::other(format!("{errors:?}")))?;
    tell(start.elapsed(), UsageWho::RUSAGE_SELF)
}

/// Plain writes, and nothing else.
struct PlainSink(PathBuf);

impl Sink for PlainSink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), FileError> {
        let full = self.0.join(path);
        let write = |()| fs::write(&full, bytes);
        fs::create_dir_all(full.parent().unwrap_or(&full)).and_then(write).map_err(|error| FileError::io(path, &error))
    }

    fn create(&self, path: &str) -> Result<Box<dyn io::Write + Send + '_>, FileError> {
        self.put(path, &[])?;
        let file = fs::File::create(self.0.join(path)).map_err(|error| FileError::io(path, &error))?;
        Ok(Box::new(io::BufWriter::new(file)))
    }

    fn reopen(&self, path: &str) -> Result<Option<Box<dyn io::Read + '_>>, FileError> {
        let file = fs::File::open(self.0.join(path)).map_err(|error| FileError::io(path, &error))?;
        Ok(Some(Box::new(file)))
    }

    fn take_back(&self, path: &str) -> Result<(), FileError> {
        fs::remove_file(self.0.join(path)).map_err(|error| FileError::io(path, &error))
    }

    fn commit(&self) -> Result<Written, FileError> {
        Ok(Written::default())
    }
}
