//! The whole site in memory.

mod datasets;
mod eligibility;
mod hostile;
mod links;
mod measure;
mod pages;
mod wording;

use std::collections::BTreeMap;

use super::*;
use crate::files::MemorySink;
use crate::rules::Program;
use crate::rules::model::RuleBook;

/// A site's files by path; what is no text is empty.
fn site_of(catalogue: &Catalogue, options: &SiteOptions) -> BTreeMap<String, String> {
    site_with(catalogue, &fixture::rules(), options)
}

/// The same with other rules.
fn site_with(
    catalogue: &Catalogue,
    (book, program): &(RuleBook, Program),
    options: &SiteOptions,
) -> BTreeMap<String, String> {
    let theme = Theme::embedded().unwrap();
    let sink = MemorySink::default();
    let report =
        write(catalogue, SiteRules { book, program }, SiteDatasets::default(), &theme, options, &sink).unwrap();
    let files = sink.into_files();
    assert_eq!(report.files(), files.len());
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap_or_default())).collect()
}

/// The sample site, into a sink.
fn write_sample(sink: &MemorySink) -> Result<SiteReport, Vec<FileError>> {
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    let options = SiteOptions::default();
    write(&fixture::catalogue(), rules, SiteDatasets::default(), &Theme::embedded().unwrap(), &options, sink)
}

fn sample() -> BTreeMap<String, String> {
    site_of(&fixture::catalogue(), &SiteOptions::default())
}

/// The text of a page's main part: tags dropped, lines of spaces one space.
fn text_of(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = String::new();
    for piece in main.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_embedded_theme_is_right() {
    assert_eq!(check_templates(&Theme::embedded().unwrap()), []);
}

#[test]
fn a_mistake_in_an_override_is_found_where_it_is() {
    let files = crate::files::MemoryFiles::default().with("web/templates/gone.html", "<p>\n{{ p.nothing }}");
    let (_, found) = Theme::load(&files, &mut crate::files::FileTable::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "theme/invalid");
    assert_eq!(found[0].location.at(), crate::files::At::Bytes { start: 4, len: 15 });
}

#[test]
fn threads_do_not_change_a_byte() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let three = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(one.install(sample), three.install(sample));
}

#[test]
fn threads_do_not_change_the_order_of_errors() {
    // A sink that holds every file already.
    let full = || {
        let sink = MemorySink::default();
        write_sample(&sink).unwrap();
        write_sample(&sink).unwrap_err()
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let three = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(one.install(full), three.install(full));
}

#[test]
#[ignore = "for looking at: OUT=<folder>"]
fn look() {
    let out = std::path::PathBuf::from(std::env::var("OUT").unwrap());
    let sink = MemorySink::default();
    write_sample(&sink).unwrap();
    for (path, bytes) in sink.into_files() {
        std::fs::create_dir_all(out.join(&path).parent().unwrap()).unwrap();
        std::fs::write(out.join(path), bytes).unwrap();
    }
}
