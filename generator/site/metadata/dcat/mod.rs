//! Datasets as DCAT-AP 3.0.1, <https://semiceu.github.io/DCAT-AP/releases/3.0.1/>, in Turtle and JSON-LD.
//!
//! `catalog.ttl` and `catalog.jsonld` have all datasets as they are now, since who harvests them makes a dataset of each;
//! `dcat.ttl` beside the data has its versions, too. Whatever is spoken of has a class in the same file, and an address: blank
//! nodes would be new things with every harvest.

mod authority;
mod dataset;
mod file;

use std::io;

use self::authority as a;
pub(super) use self::dataset::{Described, describe};
use super::rdf::vocabulary as v;
use super::rdf::{Graph, Terms};
use super::record::Record;
use crate::catalogue::{Bilingual, Language};
use crate::site::publisher::{exact_slug, identity};
use crate::site::render::Renderer;
use crate::site::routes::{Address, Section, escape};

/// All datasets, as Turtle.
pub(super) const TURTLE: &str = "catalog.ttl";
/// All datasets, as JSON-LD.
pub(super) const JSON_LD: &str = "catalog.jsonld";
/// One dataset, beside its data.
pub(super) const BESIDE: &str = "dcat.ttl";

/// The catalogue with its datasets.
pub(super) fn catalogue(
    renderer: &Renderer<'_>,
    base: &str,
    records: &[Record<'_>],
    described: Vec<Described>,
) -> Graph {
    let (mut graph, mut terms) = (Graph::default(), Terms::default());
    // Holding statements cannot fail.
    let _ = itself(renderer, base, records, &mut graph, &mut terms);
    for described in described {
        graph.extend(&described.now);
        terms.extend(described.terms);
    }
    graph.extend_terms(&terms);
    graph
}

fn itself(
    renderer: &Renderer<'_>,
    base: &str,
    records: &[Record<'_>],
    graph: &mut Graph,
    terms: &mut Terms,
) -> io::Result<()> {
    let site = &renderer.index.catalogue.site;
    let iri = format!("{base}{TURTLE}#catalog");
    let text = Some(&site.description).filter(|text| !text.vi.trim().is_empty()).unwrap_or(&site.title);
    let page = Address::section(Section::Dataset, Language::Vi).absolute(base);
    let mut catalogue = graph.subject(&iri, v::CATALOG)?;
    catalogue.texts(v::TITLE, &site.title, str::trim)?.texts(v::DESCRIPTION, text, str::trim)?;
    catalogue.link(v::PUBLISHER, &agent(base, site.publisher.as_ref().unwrap_or(&site.title), terms)?)?;
    catalogue.link(v::HOMEPAGE, &page)?;
    document(terms, &page, &site.title)?;
    catalogue.link(v::THEME_TAXONOMY, a::THEMES)?;
    a::scheme(terms, a::THEMES)?;
    for &language in renderer.languages() {
        catalogue.link(v::LANGUAGE, &a::language(terms, language)?)?;
    }
    catalogue.link(v::SPATIAL, v::VIETNAM.as_str())?;
    terms.describe(v::VIETNAM.as_str(), v::LOCATION, |_| Ok(()))?;
    if let Some(modified) = records.iter().filter_map(|record| record.modified()).max() {
        catalogue.date(v::MODIFIED, modified)?;
    }
    for record in records {
        catalogue.link(v::DATASET_OF, &dataset::iri(*record, base))?;
    }
    Ok(())
}

/// A publisher; its address.
fn agent(base: &str, name: &Bilingual, terms: &mut Terms) -> io::Result<String> {
    let iri = format!("{base}{TURTLE}#agent-{}", escape(&exact_slug(&identity(name))));
    terms.describe(&iri, v::AGENT, |agent| agent.texts(v::NAME, name, str::trim).map(drop))?;
    Ok(iri)
}

/// A page.
fn document(terms: &mut Terms, address: &str, title: &Bilingual) -> io::Result<()> {
    terms.describe(address, v::DOCUMENT, |document| document.texts(v::TITLE, title, str::trim).map(drop))
}
