//! How to load a dataset in the programs people have, and how to cite it. Codes keep their leading
//! zeros, texts that look like nothing or like a number stay texts, days are days.

use serde::Serialize;

use super::facts::updated;
use crate::dataset::Publication;
use crate::dataset::description::FileFormat;
use crate::language::slug;
use crate::site::render::Renderer;
use crate::site::routes::Address;
use crate::site::words::Words;
use crate::table::Kind;

/// A few lines for a program.
#[derive(Serialize)]
pub(super) struct Snippet {
    program: &'static str,
    code: String,
}

/// How to load a dataset.
#[derive(Serialize)]
pub(super) struct Usage<'a> {
    snippets: Vec<Snippet>,
    excel: &'a str,
    text: String,
    bibtex: String,
}

/// How to load and cite a dataset whose page this is.
pub(super) fn usage<'a>(
    renderer: &Renderer<'_>,
    words: &'a Words,
    publication: &Publication<'_>,
    page: &Address,
) -> Usage<'a> {
    let file = |wanted: FileFormat| {
        let file = publication.distributions.iter().find(|file| file.format == wanted)?;
        // Without an address of the site, the file as it was saved.
        Some(match &renderer.base {
            Some(base) => Address::file(&*file.path).absolute(base),
            None => file.name().to_owned(),
        })
    };
    let csv = file(FileFormat::Csv).unwrap_or_default();
    let parquet = file(FileFormat::Parquet);
    let excel = if file(FileFormat::Xlsx).is_some() { "dataset_excel_xlsx" } else { "dataset_excel_csv" };
    let columns = &publication.dataset.plan.schema.columns;
    let of = |wanted: fn(Kind) -> bool| -> Vec<&str> {
        columns.iter().filter(|column| wanted(column.kind)).map(|column| &*column.id).collect()
    };
    let texts = of(is_text);
    let days = of(|kind| matches!(kind, Kind::Date));
    Usage {
        snippets: vec![
            Snippet { program: "Python (pandas)", code: python(&csv, &texts, &days) },
            Snippet { program: "R (readr)", code: r(&csv, &texts) },
            Snippet { program: "DuckDB", code: duckdb(&csv, parquet.as_deref(), &texts) },
        ],
        excel: words.say(excel),
        text: citation(renderer, words, publication, page),
        bibtex: bibtex(renderer, words, publication, page),
    }
}

/// Whether what programs guess of a column's values could be another thing than the text they are.
fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Code | Kind::Place | Kind::Url | Kind::Month)
}

/// Only what is empty is missing: `NA` may be a code.
fn python(csv: &str, texts: &[&str], days: &[&str]) -> String {
    let mut code = format!(
        "import pandas as pd\n\ndata = pd.read_csv(\n    \"{csv}\",\n    keep_default_na=False,\n    na_values=[\"\"],\n"
    );
    if !texts.is_empty() {
        let types: Vec<String> = texts.iter().map(|id| format!("\"{id}\": \"string\"")).collect();
        code.push_str(&format!("    dtype={{{}}},\n", types.join(", ")));
    }
    if !days.is_empty() {
        let days: Vec<String> = days.iter().map(|day| format!("\"{day}\"")).collect();
        code.push_str(&format!("    parse_dates=[{}],\n", days.join(", ")));
    }
    code.push(')');
    code
}

fn r(csv: &str, texts: &[&str]) -> String {
    let mut code = format!("library(readr)\n\ndata <- read_csv(\n  \"{csv}\",\n  na = \"\"");
    if !texts.is_empty() {
        // An id may be a number or a word of the language.
        let types: Vec<String> = texts.iter().map(|id| format!("`{id}` = col_character()")).collect();
        code.push_str(&format!(",\n  col_types = cols({})", types.join(", ")));
    }
    code.push_str("\n)");
    code
}

fn duckdb(csv: &str, parquet: Option<&str>, texts: &[&str]) -> String {
    if let Some(parquet) = parquet {
        return format!("SELECT * FROM read_parquet('{parquet}');");
    }
    if texts.is_empty() {
        return format!("SELECT * FROM read_csv('{csv}');");
    }
    let types: Vec<String> = texts.iter().map(|id| format!("'{id}': 'VARCHAR'")).collect();
    format!("SELECT * FROM read_csv('{csv}', types = {{{}}});", types.join(", "))
}

fn title<'a>(words: &Words, publication: &'a Publication<'_>) -> &'a str {
    publication.dataset.description.title.get(words.language()).0
}

fn publisher<'a>(renderer: &'a Renderer<'_>, words: &Words, publication: &'a Publication<'_>) -> &'a str {
    let site = &renderer.index.catalogue.site;
    let own = publication.dataset.description.publisher.as_ref().or(site.publisher.as_ref());
    own.unwrap_or(&site.title).get(words.language()).0
}

fn address(renderer: &Renderer<'_>, page: &Address) -> String {
    renderer.base.as_deref().map(|base| page.absolute(base)).unwrap_or_default()
}

/// `Publisher (18/07/2026). Title [Dataset]. Licence. Address`
fn citation(renderer: &Renderer<'_>, words: &Words, publication: &Publication<'_>, page: &Address) -> String {
    let mut text = publisher(renderer, words, publication).to_owned();
    if let Some(date) = updated(renderer, publication) {
        text.push_str(&format!(" ({})", words.date(date)));
    }
    text.push_str(&format!(". {} [{}].", title(words, publication), words.say("dataset_noun")));
    if let Some(licence) = &publication.dataset.description.licence {
        text.push_str(&format!(" {licence}."));
    }
    let address = address(renderer, page);
    if !address.is_empty() {
        text.push_str(&format!(" {address}"));
    }
    text
}

fn bibtex(renderer: &Renderer<'_>, words: &Words, publication: &Publication<'_>, page: &Address) -> String {
    let mut fields = vec![
        ("title", format!("{{{}}}", title(words, publication))),
        ("author", format!("{{{}}}", publisher(renderer, words, publication))),
    ];
    if let Some(date) = updated(renderer, publication) {
        fields.push(("year", date.iso()[..4].to_owned()));
        fields.push(("date", date.iso()));
    }
    let address = address(renderer, page);
    if !address.is_empty() {
        fields.push(("url", address));
    }
    if let Some(licence) = &publication.dataset.description.licence {
        fields.push(("note", licence.to_string()));
    }
    let key = slug(&publication.dataset.description.id);
    let lines: Vec<String> =
        fields.iter().map(|(name, value)| format!("  {name} = {{{}}}", bibtex_value(name, value))).collect();
    format!("@misc{{{key},\n{}\n}}", lines.join(",\n"))
}

/// A value in which only our own braces are braces. Addresses are taken as they stand.
fn bibtex_value(name: &str, value: &str) -> String {
    if name == "url" {
        return value.replace('{', "%7B").replace('}', "%7D");
    }
    let inner = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let escape = |text: &str| -> String {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '{' | '}' | '\\' => {}
                '%' | '&' | '#' | '$' => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out
    };
    inner.map_or_else(|| escape(value), |inner| format!("{{{}}}", escape(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_lose_no_text() {
        let python = python("a.csv", &["ma", "ten"], &["ngay"]);
        assert!(python.contains("keep_default_na=False,\n    na_values=[\"\"],\n"), "{python}");
        assert!(python.contains("dtype={\"ma\": \"string\", \"ten\": \"string\"},\n"), "{python}");
        let r = r("a.csv", &["2019", "in"]);
        assert!(r.contains("na = \"\",\n  col_types = cols(`2019` = col_character(), `in` = col_character())"), "{r}");
        assert!([Kind::Text, Kind::Code, Kind::Place, Kind::Url, Kind::Month].into_iter().all(is_text));
    }

    #[test]
    fn an_address_is_not_escaped() {
        assert_eq!(bibtex_value("url", "https://x.vn/a%20b#c_{d}"), "https://x.vn/a%20b#c_%7Bd%7D");
        assert_eq!(bibtex_value("title", "{50 % & {x}}"), "{50 \\% \\& x}");
    }
}
