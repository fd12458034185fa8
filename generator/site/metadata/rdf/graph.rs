//! Statements that are held, so that they can be written twice: as Turtle, and as JSON-LD with its context inside.

use std::collections::BTreeMap;
use std::io;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{NamedNodeRef, Term, Triple, TripleRef};
use serde_json::{Map, Value, json};

use super::vocabulary::PREFIXES;
use super::{Statements, Subject, Turtle};
use crate::site::metadata::json;

/// Statements, those about one thing behind each other.
#[derive(Debug, Default)]
pub(in crate::site::metadata) struct Graph(Vec<Triple>);

/// What several things speak of, each described once.
#[derive(Debug, Default, Clone)]
pub(in crate::site::metadata) struct Terms(BTreeMap<String, Vec<Triple>>);

impl Statements for Vec<Triple> {
    fn say(&mut self, triple: TripleRef<'_>) -> io::Result<()> {
        self.push(triple.into_owned());
        Ok(())
    }
}

impl Graph {
    /// Begins to speak of something of a class.
    pub fn subject<'t>(&'t mut self, iri: &'t str, class: NamedNodeRef<'_>) -> io::Result<Subject<'t>> {
        Subject::new(&mut self.0, iri, class)
    }

    /// Adds the statements of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// Adds what is said of terms, in the order of their addresses.
    pub fn extend_terms(&mut self, terms: &Terms) {
        self.0.extend(terms.0.values().flatten().cloned());
    }

    /// As Turtle.
    ///
    /// # Errors
    /// None that writing to memory has.
    pub fn turtle(&self) -> io::Result<Vec<u8>> {
        let mut turtle = Turtle::new()?;
        self.0.iter().try_for_each(|triple| turtle.say(triple.as_ref()))?;
        turtle.finish()
    }

    /// As JSON-LD 1.1: nodes beside each other, and a context of nothing but prefixes.
    pub fn json_ld(&self) -> Vec<u8> {
        let context: Map<String, Value> =
            PREFIXES.iter().map(|&(prefix, iri)| (prefix.to_owned(), json!(iri))).collect();
        let nodes = self.0.chunk_by(|one, next| one.subject == next.subject).map(node);
        json::bytes(&json!({ "@context": context, "@graph": nodes.collect::<Vec<_>>() }))
    }
}

impl Terms {
    /// Describes a term of a class, unless it is described already.
    pub fn describe(
        &mut self,
        iri: &str,
        class: NamedNodeRef<'_>,
        say: impl FnOnce(&mut Subject<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        if !self.0.contains_key(iri) {
            let mut triples = Vec::new();
            say(&mut Subject::new(&mut triples, iri, class)?)?;
            self.0.insert(iri.to_owned(), triples);
        }
        Ok(())
    }

    /// Adds other terms.
    pub fn extend(&mut self, other: Self) {
        for (iri, triples) in other.0 {
            self.0.entry(iri).or_insert(triples);
        }
    }
}

/// What is said of one thing.
fn node(triples: &[Triple]) -> Value {
    let mut node: Map<String, Value> = Map::new();
    for triple in triples {
        let id = triple.subject.to_string();
        node.entry("@id").or_insert_with(|| json!(id.trim_start_matches('<').trim_end_matches('>')));
        let (key, value) = match &triple.object {
            Term::NamedNode(class) if triple.predicate.as_ref() == rdf::TYPE => {
                ("@type".to_owned(), json!(compact(class.as_str())))
            }
            object => (compact(triple.predicate.as_str()), value(object)),
        };
        let values = node.entry(key).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(value);
        }
    }
    Value::Object(node)
}

fn value(object: &Term) -> Value {
    match object {
        Term::NamedNode(node) => json!({ "@id": node.as_str() }),
        Term::Literal(literal) => match literal.language() {
            Some(language) => json!({ "@language": language, "@value": literal.value() }),
            None if literal.datatype() == xsd::STRING => json!(literal.value()),
            None => json!({ "@type": compact(literal.datatype().as_str()), "@value": literal.value() }),
        },
        // No statement here is about anything without an address.
        Term::BlankNode(node) => json!({ "@id": node.to_string() }),
    }
}

/// An address behind a prefix of the context, where there is one for it.
fn compact(iri: &str) -> String {
    let plain = |rest: &&str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let found = PREFIXES.iter().find_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start).filter(plain)?)));
    found.map_or_else(|| iri.to_owned(), |(prefix, rest)| format!("{prefix}:{rest}"))
}
