//! `motcua search`: the very index the browser uses, from a terminal.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Global, Stop, report};
use crate::diagnostic::distance;
use crate::files::{DiskFiles, FileErrorKind, Files};
use crate::language::slug;
use crate::search::engine::{Reason, Sign};
use crate::search::format::Corrupt;
use crate::search::writer::ROOT;
use crate::search::{Facet, local};
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
    filter: Vec<(String, String)>,
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
fn filter(text: &str) -> Result<(String, String), String> {
    let fits = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte))
    };
    match text.split_once(':') {
        Some((facet, value)) if fits(facet) && fits(value) => Ok((facet.to_owned(), value.to_owned())),
        _ => Err("write a facet and a value, such as level:commune or field:ho-tich".to_owned()),
    }
}

/// How many values of a facet a message names.
const NEAREST: usize = 8;

/// Whether the index has a facet, and that facet a value.
fn known(facet: &str, value: &str, facets: &[Facet]) -> Result<(), Stop> {
    let Some(found) = facets.iter().find(|known| known.id == facet) else {
        let ids: Vec<&str> = facets.iter().map(|facet| &*facet.id).collect();
        return Err(Stop::failed(
            format!("there is no facet {facet:?} to filter by"),
            format!("facets of this site: {}", ids.join(", ")),
        ));
    };
    if found.values.iter().any(|(id, _)| id == value) {
        return Ok(());
    }
    let mut nearest: Vec<(usize, &str)> =
        found.values.iter().map(|(id, label)| (remoteness(value, id, &label.vi), &**id)).collect();
    nearest.sort_by_key(|(remoteness, _)| *remoteness);
    let named: Vec<String> = nearest.iter().take(NEAREST).map(|(_, id)| format!("{facet}:{id}")).collect();
    let help = match (named.len(), nearest.len()) {
        (0, _) => format!("no document of this site has a {facet}"),
        (most, all) if most < all => format!("the nearest of {all}: {}", named.join(", ")),
        _ => format!("there are: {}", named.join(", ")),
    };
    Err(Stop::failed(format!("the facet {facet} has no value {value:?}"), help))
}

/// How far a value that was asked for is from one there is, or from what that one is called.
fn remoteness(asked: &str, id: &str, label: &str) -> usize {
    let asked = slug(asked);
    let letters: Vec<char> = asked.chars().collect();
    // One that is a part of the other is as good as next to it; nothing at all is no part.
    let is_part = |known: &str| !asked.is_empty() && known.contains(&asked);
    let from = |known: &str| if is_part(known) { 1 } else { distance(&letters, known) };
    from(id).min(from(&slug(label)))
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
        if let Err(error) = files.read(&format!("{FOLDER}/{ROOT}")) {
            return Err(if error.kind == FileErrorKind::Missing { self.no_index(&files) } else { error.into() });
        }
        let damaged = |error: Corrupt| {
            Stop::failed(
                format!("the search index in {} cannot be read: {error}", self.site.display()),
                "build the site again, with this version: motcua build -o public",
            )
        };
        let mut engine = local::open(&read).map_err(damaged)?;
        if !self.filter.is_empty() {
            let facets = local::facets(&engine, &read).map_err(damaged)?;
            self.filter.iter().try_for_each(|(facet, value)| known(facet, value, &facets))?;
        }
        let lang = if self.lang == Lang::En { "en" } else { "vi" };
        // As the search page asks: with all matches, so that the order is the page's.
        let mut options = format!("lang={lang}&size={}&facets=1", self.limit);
        self.filter.iter().for_each(|(facet, value)| options.push_str(&format!("&filter={facet}:{value}")));
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

    /// Why there is nothing to search, and what to do about it.
    fn no_index(&self, files: &DiskFiles) -> Stop {
        let folder = self.site.display();
        let has = |path: &str| files.read(path).is_ok();
        if has("content/site.toml") || has("site.toml") {
            Stop::failed(
                format!("{folder} holds the sources of a site, not the site that is built from them"),
                format!(
                    "build it, then search what was built: motcua build {folder} -o public; motcua search --site public ..."
                ),
            )
        } else if has("index.html") {
            Stop::failed(
                format!("the site in {folder} has no search index"),
                "build it again, without `search = false` in content/site.toml: motcua build -o public",
            )
        } else {
            Stop::failed(
                format!("there is no built site in {folder}"),
                "build one, or say where it is: motcua build -o public; motcua search --site public ...",
            )
        }
    }

    fn print(&self, engine: &crate::search::Engine) {
        if let Some(corrected) = engine.corrected() {
            println!("Showing results for: {corrected}\n");
        }
        if engine.is_near() && engine.total().0 > 0 {
            println!("No page is about that itself. Nearest:\n");
        }
        for (at, hit) in (1..).zip(engine.hits()) {
            println!("{at:>2}. {}{}{}", hit.code, if hit.code.is_empty() { "" } else { "  " }, hit.title);
            let anchor = engine.section().map(|section| format!("#{section}")).unwrap_or_default();
            println!("    {}{anchor}", hit.address);
            let missing = engine.missing_words(hit.id);
            if !missing.is_empty() {
                println!("    missing: {missing}");
            }
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
        Sign::Whole => "its title is what was asked".to_owned(),
        Sign::Complete => "has every word".to_owned(),
        Sign::Title => "its title says little else".to_owned(),
        Sign::Rank => "is commonly needed".to_owned(),
        Sign::Order => "its title says what was asked, in that order".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::remoteness;

    #[test]
    fn a_part_and_a_slip_are_near_and_nothing_is_near_to_nothing() {
        assert_eq!(remoteness("khai", "ho-tich", "Khai sinh"), 1);
        assert_eq!(remoteness("ho-tihc", "ho-tich", "Hộ tịch"), 1);
        assert_eq!(remoteness("._", "ho-tich", "Hộ tịch"), 7);
    }
}
