//! The whole site in memory.

use std::collections::BTreeMap;

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

struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: &str, bytes: &[u8]) -> Result<(), FileError> {
        std::hint::black_box(bytes);
        Ok(())
    }

    fn create(&self, _path: &str) -> Result<Box<dyn std::io::Write + '_>, FileError> {
        Ok(Box::new(std::io::sink()))
    }

    fn commit(&self) -> Result<crate::files::Written, FileError> {
        Ok(crate::files::Written::default())
    }
}

#[test]
#[ignore = "for measuring, in release"]
fn measure() {
    let files = crate::files::DiskFiles::new(std::env::var("SITE").unwrap()).unwrap();
    let catalogue = crate::check_site(&files, None).catalogue;
    let theme = Theme::embedded().unwrap();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| {
        let start = std::time::Instant::now();
        let index = Index::new(&catalogue);
        println!("index {:?}", start.elapsed());
        for _ in 0..3 {
            let start = std::time::Instant::now();
            let report = write(&catalogue, &theme, &SiteOptions::default(), &Nowhere).unwrap();
            println!("all {:?} {} pages", start.elapsed(), report.page_count());
        }
        let renderer = Renderer::new(&index, &theme, &SiteOptions::default(), &Nowhere);
        for what in ["procedures", "lists", "single", "history"] {
            let start = std::time::Instant::now();
            let mut writing = Writing::default();
            match what {
                "procedures" => writing.procedures(&renderer),
                "lists" => writing.lists(&renderer),
                "single" => writing.single_pages(&renderer),
                _ => writing.history(&renderer),
            }
            let pages = writing.report.page_count();
            println!(
                "{what} {:?}, {pages} pages, {:.1} µs each",
                start.elapsed(),
                start.elapsed().as_secs_f64() * 1e6 / pages.max(1) as f64
            );
        }
        let start = std::time::Instant::now();
        for procedure in &catalogue.procedures {
            std::hint::black_box(record_json(&catalogue, procedure));
        }
        println!("records {:?}", start.elapsed());
        let start = std::time::Instant::now();
        for procedure in &catalogue.procedures {
            std::hint::black_box(qr::path(&format!("https://motcua.example.vn/thu-tuc/{}/", procedure.code)));
        }
        println!("qr {:?}", start.elapsed());
    });
}
