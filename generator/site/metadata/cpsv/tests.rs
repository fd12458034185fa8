//! The file is Turtle that stands by itself: whatever is spoken of is described in it.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use super::PATH;
use super::v;
use crate::catalogue::{Bilingual, Catalogue, LegalDocument};
use crate::files::MemorySink;
use crate::site::{SiteDatasets, SiteOptions, SiteRules, Theme, fixture, write};

fn triples(catalogue: &Catalogue) -> Vec<Triple> {
    let sink = MemorySink::default();
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    write(catalogue, rules, SiteDatasets::default(), &Theme::embedded().unwrap(), &SiteOptions::default(), &sink)
        .unwrap();
    let files = sink.into_files();
    let bytes = files.iter().find(|(path, _)| **path == *PATH).map(|(_, bytes)| bytes.clone()).unwrap_or_default();
    TurtleParser::new().for_slice(&bytes).collect::<Result<_, _>>().unwrap()
}

fn iri(node: &NamedOrBlankNode) -> &str {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(_) => panic!("a blank node differs from build to build"),
    }
}

#[test]
fn whatever_is_spoken_of_has_a_class() {
    let triples = triples(&fixture::catalogue());
    let typed: BTreeSet<&str> = triples
        .iter()
        .filter(|triple| triple.predicate.as_ref() == rdf::TYPE)
        .map(|triple| iri(&triple.subject))
        .collect();
    for triple in triples.iter().filter(|triple| ![rdf::TYPE, v::PAGE].contains(&triple.predicate.as_ref())) {
        if let Term::NamedNode(object) = &triple.object {
            assert!(typed.contains(object.as_str()), "{triple}");
        }
    }
}

#[test]
fn every_listed_procedure_is_a_service_with_what_cpsv_ap_wants() {
    let catalogue = fixture::catalogue();
    let triples = triples(&catalogue);
    let mut services: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut is_service = BTreeSet::new();
    for triple in &triples {
        services.entry(iri(&triple.subject)).or_default().insert(triple.predicate.as_str());
        if triple.object == Term::from(v::PUBLIC_SERVICE) {
            is_service.insert(iri(&triple.subject));
        }
    }
    let index = crate::site::index::Index::new(&catalogue);
    assert_eq!(is_service.len(), index.cards.iter().filter(|card| card.listed).count());
    for service in is_service {
        for wanted in [v::IDENTIFIER, v::TITLE, v::DESCRIPTION, v::HAS_COMPETENT_AUTHORITY] {
            assert!(services[service].contains(wanted.as_str()), "{service} lacks {wanted}");
        }
    }
}

#[test]
fn lengths_of_time_are_those_xsd_knows() {
    let triples = triples(&fixture::catalogue());
    let durations = triples.iter().filter_map(|triple| match &triple.object {
        Term::Literal(literal) if literal.datatype() == xsd::DURATION => Some(literal.value()),
        _ => None,
    });
    for text in durations {
        assert!(text.parse::<jiff::Span>().is_ok() && !text.contains(['.', 'W']), "{text}");
    }
}

#[test]
fn a_site_without_a_base_has_no_addresses_to_speak_of() {
    let mut catalogue = fixture::catalogue();
    catalogue.site.base_url = None;
    assert_eq!(triples(&catalogue), []);
}

#[test]
fn a_law_is_one_however_its_number_is_written() {
    let mut catalogue = fixture::catalogue();
    let laws = |catalogue: &Catalogue| {
        let triples = triples(catalogue);
        triples.iter().filter(|triple| triple.object == Term::from(v::LEGAL_RESOURCE)).count()
    };
    let mut add = |number: Option<&str>, name: &str| {
        let basis = catalogue.procedures.iter_mut().find_map(|procedure| procedure.legal_basis.as_mut()).unwrap();
        let law = basis.value[0].clone();
        basis.value.push(LegalDocument { number: number.map(Into::into), name: Bilingual::vi(name), ..law });
        laws(&catalogue)
    };
    let first = add(None, "Luật Hộ tịch số 61/2014/QH13");
    assert_eq!(add(Some("61/2014/QH13"), "Luật Hộ tịch"), first);
    assert_eq!(add(Some("62/2014/QH13"), "Luật Hộ tịch"), first + 1);
}
