//! What was published before, kept in the source tree, so that a build stays a pure function of it.
//!
//! `content/codes.lock` lists every address ever published, `content/changes/<date>.toml` what changed, and
//! `content/changes/digests.lock` what each field was like when it was last recorded. All three are committed.
//! This room turns a catalogue and the last record into new texts; it writes nothing itself.

mod digests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub use digests::{DIGESTS_FILE, Digests};

use crate::catalogue::{Bilingual, Catalogue, ChangeKind, Kind, Procedure, Published, PublishedDataset, Withdrawal};
use crate::language::Date;

/// What is to be written to the source tree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// Paths from the root of the site, with their new texts, in the order in which they have to be written;
    /// empty where nothing changed.
    pub files: Vec<(String, String)>,
    /// What happened to procedures, in the order of their codes; nothing at the first record.
    pub news: Vec<News>,
    /// Procedures that are new, changed, gone.
    pub counts: [usize; 3],
    /// Datasets of which the address, the title or the last version was not recorded yet.
    pub datasets: Vec<String>,
    /// Whether this is the first record: everything is known now, and nothing counts as new.
    pub first: bool,
}

/// What happened to a procedure since the last record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its code.
    pub code: String,
    /// Its name, the last it had where it is gone.
    pub name: String,
    /// What happened.
    pub kind: ChangeKind,
    /// The fields that changed.
    pub fields: Vec<String>,
}

/// A dataset as it is published now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetAddress {
    /// Its id.
    pub id: Box<str>,
    /// What it is called.
    pub title: Bilingual,
    /// Its last version.
    pub version: Option<Box<str>>,
}

/// Every dataset that was ever published, now that these are: what is said of withdrawn ones stays.
fn all_datasets<'a>(known: &'a [PublishedDataset], now: &'a [DatasetAddress]) -> Vec<Entry<'a>> {
    let there: BTreeSet<&str> = now.iter().map(|dataset| &*dataset.id).collect();
    let gone = known.iter().filter(|entry| !there.contains(&*entry.id)).map(|entry| Entry {
        id: &entry.id,
        title: &entry.title,
        version: entry.version.as_deref(),
        withdrawal: entry.withdrawal.as_ref(),
    });
    let here = now.iter().map(|dataset| Entry {
        id: &dataset.id,
        title: &dataset.title,
        version: dataset.version.as_deref(),
        withdrawal: None,
    });
    let mut all: Vec<Entry<'a>> = gone.chain(here).collect();
    all.sort_by_key(|entry| entry.id);
    all
}

/// An entry of a dataset in the list of addresses.
struct Entry<'a> {
    id: &'a str,
    title: &'a Bilingual,
    version: Option<&'a str>,
    withdrawal: Option<&'a Withdrawal>,
}

impl Entry<'_> {
    /// Whether it is what the list says already.
    fn is(&self, known: &PublishedDataset) -> bool {
        (self.id, self.title, self.version, self.withdrawal)
            == (&*known.id, &known.title, known.version.as_deref(), known.withdrawal.as_ref())
    }

    fn write(&self, text: &mut String) {
        let _ = write!(text, "\n[[dataset]]\nid = {}\ntitle = {}\n", quoted(self.id), both(self.title));
        if let Some(version) = self.version {
            let _ = writeln!(text, "version = {}", quoted(version));
        }
        if let Some(Withdrawal { date, reason, successor }) = self.withdrawal {
            let _ = writeln!(text, "withdrawn = {}", date.iso());
            if let Some(reason) = reason {
                let _ = writeln!(text, "reason = {}", both(reason));
            }
            if let Some(successor) = successor {
                let _ = writeln!(text, "successor = {}", quoted(successor));
            }
        }
    }
}

/// Compares `catalogue` and the datasets there are now with what was recorded last.
pub fn record(
    catalogue: &Catalogue,
    datasets: &[DatasetAddress],
    last: &Digests,
    date: Date,
    taken: &dyn Fn(&str) -> bool,
) -> Recording {
    let now = Digests::of(catalogue);
    let known: BTreeMap<&str, &Published> = catalogue.published.iter().map(|entry| (&*entry.code, entry)).collect();
    let names: BTreeMap<&str, &str> = catalogue.procedures.iter().map(|p| (&*p.code, name(p))).collect();
    let is_official =
        |p: &&Procedure| p.records.iter().any(|&record| catalogue.source(record).is_some_and(|source| source.official));
    let official: BTreeSet<&str> = catalogue.procedures.iter().filter(is_official).map(|p| &*p.code).collect();
    // Internal procedures are published, but news of them is nobody's.
    let silent: BTreeSet<&str> = catalogue
        .procedures
        .iter()
        .filter(|p| p.kind.as_ref().is_some_and(|kind| kind.value == Kind::Internal))
        .map(|p| &*p.code)
        .collect();

    let mut recording = Recording { first: known.is_empty(), ..Recording::default() };
    let mut changes = String::new();
    let mut codes = CODES_HEAD.to_owned();
    let all: BTreeSet<&str> = known.keys().chain(names.keys()).copied().collect();
    for code in all {
        let here = names.get(code).copied();
        let entry = known.get(code).copied();
        let withdrawn = if here.is_some() { None } else { entry.and_then(|entry| entry.withdrawn).or(Some(date)) };
        let shown = here.or(entry.map(|entry| &*entry.name)).unwrap_or_default();
        let editorial = match here {
            Some(_) => !official.contains(code),
            None => entry.is_some_and(|entry| entry.editorial),
        };
        let successor = entry.and_then(|entry| entry.successor.as_deref());
        write_code(&mut codes, (code, shown, editorial), withdrawn, successor);
        let news = match (entry, here) {
            (Some(entry), None) if entry.withdrawn.is_none() => Some((ChangeKind::Removed, Vec::new())),
            (Some(_), None) => None,
            (None, _) => Some((ChangeKind::Added, Vec::new())),
            (Some(entry), Some(_)) if entry.withdrawn.is_some() => Some((ChangeKind::Added, Vec::new())),
            (Some(_), Some(_)) => match last.changed(&now, code) {
                fields if fields.is_empty() => None,
                fields => Some((ChangeKind::Changed, fields)),
            },
        };
        if let Some((kind, fields)) = news
            && !recording.first
        {
            recording.counts[kind as usize] += 1;
            recording.news.push(News {
                code: code.to_owned(),
                name: shown.to_owned(),
                kind,
                fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            });
            if !silent.contains(code) {
                write_change(&mut changes, code, shown, kind, &fields);
            }
        }
    }
    // News first: where the writing stops half way, the next record tells some of it again, but none is lost.
    if !changes.is_empty() {
        recording.files.push((free_name(date, taken), changes));
    }
    let addresses = all_datasets(&catalogue.published_datasets, datasets);
    addresses.iter().for_each(|entry| entry.write(&mut codes));
    let is_known = |entry: &Entry<'_>| catalogue.published_datasets.iter().any(|known| entry.is(known));
    recording.datasets = addresses.iter().filter(|entry| !is_known(entry)).map(|entry| entry.id.to_owned()).collect();
    let any = recording.first || recording.counts != [0; 3] || *last != now;
    if any {
        recording.files.push((DIGESTS_FILE.to_owned(), now.to_text()));
    }
    if any || !recording.datasets.is_empty() {
        recording.files.push((crate::source::CODES_FILE.to_owned(), codes));
    }
    recording
}

const CODES_HEAD: &str = "\
# Every procedure and dataset that was ever published. Written by `motcua record`; commit it.
# A procedure that leaves the sources and is recorded with --withdraw keeps a page that says so; `editorial` is one that no
# official source had. Name by hand what took its place:
# successor = \"1.001193\"
# So does a dataset that is withdrawn. Say so by hand, and why, below its title, and keep its versions/:
# withdrawn = 2026-07-01
# reason = { vi = \"...\", en = \"...\" }
# successor = \"dan-so-2026\"
";

fn name(procedure: &crate::catalogue::Procedure) -> &str {
    procedure.name.get(crate::catalogue::Language::Vi).map_or("", |(name, _)| &name.value)
}

fn write_code(
    text: &mut String,
    (code, name, editorial): (&str, &str, bool),
    withdrawn: Option<Date>,
    successor: Option<&str>,
) {
    let _ = write!(text, "\n[[procedure]]\ncode = {}\nname = {}\n", quoted(code), quoted(name));
    if editorial {
        text.push_str("editorial = true\n");
    }
    if let Some(date) = withdrawn {
        let _ = writeln!(text, "withdrawn = {}", date.iso());
    }
    if let Some(successor) = successor {
        let _ = writeln!(text, "successor = {}", quoted(successor));
    }
}

/// A text in one language or two, as TOML.
fn both(text: &Bilingual) -> String {
    match &text.en {
        None => quoted(&text.vi),
        Some(en) => format!("{{ vi = {}, en = {} }}", quoted(&text.vi), quoted(en)),
    }
}

fn write_change(text: &mut String, code: &str, name: &str, kind: ChangeKind, fields: &[&str]) {
    let word = match kind {
        ChangeKind::Added => "added",
        ChangeKind::Changed => "changed",
        ChangeKind::Removed => "removed",
    };
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = write!(text, "[[change]]\ncode = {}\nname = {}\nkind = \"{word}\"\n", quoted(code), quoted(name));
    if !fields.is_empty() {
        let fields: Vec<_> = fields.iter().map(|field| quoted(field)).collect();
        let _ = writeln!(text, "fields = [{}]", fields.join(", "));
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A file of that day that is not there yet: a day may see several records.
fn free_name(date: Date, taken: &dyn Fn(&str) -> bool) -> String {
    let date = date.iso();
    let first = format!("content/changes/{date}.toml");
    std::iter::once(first)
        .chain((2..).map(|n| format!("content/changes/{date}-{n}.toml")))
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
