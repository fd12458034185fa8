//! `motcua search`: the very index the browser uses, from a terminal.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, Stop, report};
use crate::files::{DiskFiles, Files};
use crate::search::engine::{Reason, Sign};
use crate::search::local;
use crate::site::search::FOLDER;

/// Searches a site that was built
///
/// Reads the index the browser reads and prints the same results in the same order.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  motcua search dang ky khai sinh
  motcua search --explain \"giấy độc thân\"
  motcua search --filter level:commune --format json tam tru")]
pub(super) struct Search {
    /// What to look for; several words need no quotes.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// The folder the site was written to.
    #[arg(long, value_name = "FOLDER", default_value = "public")]
    site: PathBuf,
    /// How many results.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=100))]
    limit: u8,
    /// Only what has this value of a facet, such as field:ho-tich; may be repeated.
    #[arg(long, value_name = "FACET:VALUE", value_parser = filter)]
    filter: Vec<String>,
    /// The language of titles.
    #[arg(long, value_enum, default_value_t = Lang::Vi)]
    lang: Lang,
    /// Say where each score comes from.
    #[arg(long)]
    explain: bool,
    /// How the answer is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A facet and one of its values, as the address of the search page has them.
fn filter(text: &str) -> Result<String, String> {
    let fits = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte))
    };
    match text.split_once(':') {
        Some((facet, value)) if fits(facet) && fits(value) => Ok(text.to_owned()),
        _ => Err("write a facet and a value, such as level:commune or field:ho-tich".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    Vi,
    En,
}

impl Search {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let files = DiskFiles::new(&self.site)?;
        let read = |name: &str| files.read(&format!("{FOLDER}/{name}")).ok();
        let mut engine = local::open(&read).map_err(|error| {
            let folder = self.site.display();
            Stop::failed(
                format!("{folder} has no search index that can be read: {error}"),
                "build the site first, with this version: motcua build -o public",
            )
        })?;
        let lang = if self.lang == Lang::En { "en" } else { "vi" };
        // As the search page asks: with all matches, so that the order is the page's.
        let mut options = format!("lang={lang}&size={}&facets=1", self.limit);
        self.filter.iter().for_each(|filter| options.push_str(&format!("&filter={filter}")));
        engine.ask(&self.query.join(" "), &options);
        let took = local::fill(&mut engine, &read);
        if self.format == Format::Json {
            println!("{}", engine.answer());
            return Ok(());
        }
        self.print(&engine);
        let (total, exact) = engine.total();
        let about = if exact { "" } else { "about " };
        report::say(
            global,
            format!(
                "{about}{total} found; {} files, {:.1} KB in {} rounds",
                took.files,
                took.bytes as f64 / 1e3,
                took.rounds
            ),
        );
        Ok(())
    }

    fn print(&self, engine: &crate::search::Engine) {
        if let Some(corrected) = engine.corrected() {
            println!("Showing results for: {corrected}\n");
        }
        for (at, hit) in (1..).zip(engine.hits()) {
            println!("{at:>2}. {}{}{}", hit.code, if hit.code.is_empty() { "" } else { "  " }, hit.title);
            let anchor = engine.section().map(|section| format!("#{section}")).unwrap_or_default();
            println!("    {}{anchor}", hit.address);
            if self.explain {
                println!("    {} =", hit.score);
                for Reason { sign, added } in engine.explain(hit.id) {
                    println!("      {added:>7}  {}", describe(&sign));
                }
            }
        }
    }
}

fn describe(sign: &Sign) -> String {
    match sign {
        Sign::Term { term, documents, idf, impact } => {
            let idf = f64::from(*idf) / 16.0;
            format!("{term:<28} in {documents} documents, idf {idf:.1}, impact {impact}")
        }
        Sign::Complete => "has every word".to_owned(),
        Sign::Title => "its title says little else".to_owned(),
        Sign::Rank => "is commonly needed".to_owned(),
        Sign::Order => "its title says what was asked, in that order".to_owned(),
    }
}
