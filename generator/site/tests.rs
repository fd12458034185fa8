//! The whole site in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::files::MemorySink;

fn site_of(catalogue: &Catalogue) -> BTreeMap<String, String> {
    let theme = Theme::embedded().unwrap();
    let sink = MemorySink::default();
    let report = write(catalogue, &theme, &SiteOptions::default(), &sink).unwrap();
    let files = sink.into_files();
    assert_eq!(report.files(), files.len());
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap_or_default())).collect()
}

#[test]
fn the_embedded_theme_is_right() {
    assert_eq!(check_templates(&Theme::embedded().unwrap()), []);
}

#[test]
#[ignore = "for looking at"]
fn look() {
    let out = std::path::PathBuf::from(std::env::var("OUT").unwrap());
    for (path, text) in site_of(&fixture::catalogue()) {
        std::fs::create_dir_all(out.join(&path).parent().unwrap()).unwrap();
        std::fs::write(out.join(path), text).unwrap();
    }
}
