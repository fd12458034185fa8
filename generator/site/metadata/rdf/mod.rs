//! Statements about things that have addresses: written as Turtle, or held and written as Turtle and JSON-LD.

mod graph;
mod turtle;
pub(super) mod vocabulary;

use std::io;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{LiteralRef, NamedNode, NamedNodeRef, TermRef, TripleRef};

pub(super) use self::graph::{Graph, Terms};
pub(super) use self::turtle::Turtle;
use crate::catalogue::{Bilingual, Language};
use crate::language::Date;

/// What takes statements.
pub(super) trait Statements {
    /// Takes one.
    fn say(&mut self, triple: TripleRef<'_>) -> io::Result<()>;
}

/// What is spoken of.
pub(super) struct Subject<'t> {
    statements: &'t mut dyn Statements,
    subject: NamedNodeRef<'t>,
}

impl<'t> Subject<'t> {
    /// Begins to speak of something of a class.
    pub(super) fn new(
        statements: &'t mut dyn Statements,
        iri: &'t str,
        class: NamedNodeRef<'_>,
    ) -> io::Result<Subject<'t>> {
        let mut subject = Subject { statements, subject: NamedNodeRef::new_unchecked(iri) };
        subject.is(class)?;
        Ok(subject)
    }

    fn says<'o>(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<TermRef<'o>>) -> io::Result<&mut Self> {
        self.statements.say(TripleRef::new(self.subject, predicate, object.into()))?;
        Ok(self)
    }

    /// A class it is of.
    pub(super) fn is(&mut self, class: NamedNodeRef<'_>) -> io::Result<&mut Self> {
        self.says(rdf::TYPE, class)
    }

    /// A statement about another thing, by its address.
    pub(super) fn link(&mut self, predicate: NamedNodeRef<'_>, iri: &str) -> io::Result<&mut Self> {
        self.says(predicate, NamedNodeRef::new_unchecked(iri))
    }

    /// A statement about an address of the web that others wrote; nothing where it is no address.
    pub(super) fn web(&mut self, predicate: NamedNodeRef<'_>, address: &str) -> io::Result<&mut Self> {
        match NamedNode::new(address) {
            Ok(iri) => self.says(predicate, &iri),
            Err(_) => Ok(self),
        }
    }

    /// A text without a language: an identifier.
    pub(super) fn plain(&mut self, predicate: NamedNodeRef<'_>, text: &str) -> io::Result<&mut Self> {
        self.says(predicate, LiteralRef::new_simple_literal(text))
    }

    /// A text in a language; nothing where it is blank.
    pub(super) fn text(
        &mut self,
        predicate: NamedNodeRef<'_>,
        text: &str,
        language: Language,
    ) -> io::Result<&mut Self> {
        match text.trim() {
            "" => Ok(self),
            text => self.says(predicate, LiteralRef::new_language_tagged_literal_unchecked(text, language.tag())),
        }
    }

    /// A text in each language it has, each cut as `cut` does.
    pub(super) fn texts(
        &mut self,
        predicate: NamedNodeRef<'_>,
        text: &Bilingual,
        cut: fn(&str) -> &str,
    ) -> io::Result<&mut Self> {
        self.text(predicate, cut(&text.vi), Language::Vi)?;
        self.text(predicate, cut(text.en.as_deref().unwrap_or_default()), Language::En)
    }

    /// A day.
    pub(super) fn date(&mut self, predicate: NamedNodeRef<'_>, date: Date) -> io::Result<&mut Self> {
        self.typed(predicate, &date.iso(), xsd::DATE)
    }

    /// A length of time, as `xsd:duration` has it.
    pub(super) fn duration(&mut self, predicate: NamedNodeRef<'_>, text: &str) -> io::Result<&mut Self> {
        self.typed(predicate, text, xsd::DURATION)
    }

    /// A whole number, in the type that CPSV-AP wants of values.
    pub(super) fn double(&mut self, predicate: NamedNodeRef<'_>, number: i64) -> io::Result<&mut Self> {
        self.typed(predicate, &number.to_string(), xsd::DOUBLE)
    }

    /// A value of a type.
    pub(super) fn typed(
        &mut self,
        predicate: NamedNodeRef<'_>,
        text: &str,
        datatype: NamedNodeRef<'_>,
    ) -> io::Result<&mut Self> {
        self.says(predicate, LiteralRef::new_typed_literal(text, datatype))
    }
}
