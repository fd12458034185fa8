//! What a page costs. `SITE=<folder> cargo test --release --lib site::tests::measure -- --ignored --nocapture`

use super::super::*;
use crate::files::{DiscardSink, DiskFiles};

/// Time of the processor, which others who use the machine do not change.
struct Cpu(std::time::Duration);

impl Cpu {
    fn now() -> Self {
        let used = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_SELF).unwrap();
        let time = used.user_time();
        Self(std::time::Duration::new(time.tv_sec() as u64, time.tv_usec() as u32 * 1000))
    }

    fn elapsed(&self) -> std::time::Duration {
        Self::now().0 - self.0
    }
}

#[test]
#[ignore = "for measuring, in release"]
fn measure() {
    let files = DiskFiles::new(std::env::var("SITE").unwrap()).unwrap();
    let checked = crate::check_site(&files, None);
    let catalogue = checked.catalogue;
    let rules = SiteRules { book: &checked.rules.book, program: &checked.rules.program };
    let theme = Theme::embedded().unwrap();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one.install(|| {
        let start = Cpu::now();
        let index = Index::new(&catalogue);
        println!("index {:?}", start.elapsed());
        for _ in 0..3 {
            let start = Cpu::now();
            let report =
                write(&catalogue, rules, SiteDatasets::default(), &theme, &SiteOptions::default(), &DiscardSink)
                    .unwrap();
            println!("all {:?} {} pages", start.elapsed(), report.page_count());
        }
        let renderer = Renderer::new(
            &index,
            Eligibility::new(&index, rules),
            SiteDatasets::default(),
            &theme,
            &SiteOptions::default(),
            &DiscardSink,
        );
        for what in ["procedures", "lists", "single", "history"] {
            let start = Cpu::now();
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
        let start = Cpu::now();
        for procedure in &catalogue.procedures {
            std::hint::black_box(record_json(&catalogue, procedure));
        }
        println!("records {:?}", start.elapsed());
        let start = Cpu::now();
        for procedure in &catalogue.procedures {
            let url = format!("https://motcua.example.vn/thu-tuc/{}/", procedure.code);
            std::hint::black_box(renderer.qr_codes.image(&url));
        }
        println!("qr {:?}", start.elapsed());
    });
}
