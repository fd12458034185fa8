//! Statements as Turtle, a subject at a time.

use std::io;

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{LiteralRef, NamedNode, NamedNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;

use super::vocabulary::PREFIXES;
use crate::catalogue::{Bilingual, Language};
use crate::language::Date;

/// Statements that are being written.
pub(super) struct Turtle(WriterTurtleSerializer<Vec<u8>>);

impl Turtle {
    /// No statements yet.
    pub(super) fn new() -> io::Result<Self> {
        let serializer = PREFIXES.iter().try_fold(TurtleSerializer::new(), |serializer, (prefix, iri)| {
            serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)
        });
        Ok(Self(serializer?.for_writer(Vec::new())))
    }

    /// A document.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        self.0.finish()
    }

    /// The statements alone, to stand behind a document: parts can be written beside each other.
    pub(super) fn finish_part(self) -> io::Result<Vec<u8>> {
        let mut bytes = self.finish()?;
        let prefixes = bytes.split_inclusive(|&byte| byte == b'\n').take_while(|line| line.starts_with(b"@"));
        let head = prefixes.map(<[u8]>::len).sum();
        Ok(bytes.split_off(head))
    }

    /// Begins to speak of something of a class.
    pub(super) fn subject<'t>(&'t mut self, iri: &'t str, class: NamedNodeRef<'_>) -> io::Result<Subject<'t>> {
        let mut subject = Subject { turtle: self, subject: NamedNodeRef::new_unchecked(iri) };
        subject.says(rdf::TYPE, class)?;
        Ok(subject)
    }
}

/// What is spoken of.
pub(super) struct Subject<'t> {
    turtle: &'t mut Turtle,
    subject: NamedNodeRef<'t>,
}

impl Subject<'_> {
    fn says<'o>(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<TermRef<'o>>) -> io::Result<()> {
        self.turtle.0.serialize_triple(TripleRef::new(self.subject, predicate, object.into()))
    }

    /// A statement about another thing, by its address.
    pub(super) fn link(&mut self, predicate: NamedNodeRef<'_>, iri: &str) -> io::Result<&mut Self> {
        self.says(predicate, NamedNodeRef::new_unchecked(iri))?;
        Ok(self)
    }

    /// A statement about an address of the web that others wrote; nothing where it is no address.
    pub(super) fn web(&mut self, predicate: NamedNodeRef<'_>, address: &str) -> io::Result<&mut Self> {
        if let Ok(iri) = NamedNode::new(address) {
            self.says(predicate, &iri)?;
        }
        Ok(self)
    }

    /// A text without a language: an identifier.
    pub(super) fn plain(&mut self, predicate: NamedNodeRef<'_>, text: &str) -> io::Result<&mut Self> {
        self.says(predicate, LiteralRef::new_simple_literal(text))?;
        Ok(self)
    }

    /// A text in a language; nothing where it is blank.
    pub(super) fn text(
        &mut self,
        predicate: NamedNodeRef<'_>,
        text: &str,
        language: Language,
    ) -> io::Result<&mut Self> {
        let text = text.trim();
        if !text.is_empty() {
            self.says(predicate, LiteralRef::new_language_tagged_literal_unchecked(text, language.tag()))?;
        }
        Ok(self)
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
        self.says(predicate, LiteralRef::new_typed_literal(&date.iso(), xsd::DATE))?;
        Ok(self)
    }

    /// A length of time, as `xsd:duration` has it.
    pub(super) fn duration(&mut self, predicate: NamedNodeRef<'_>, text: &str) -> io::Result<&mut Self> {
        self.says(predicate, LiteralRef::new_typed_literal(text, xsd::DURATION))?;
        Ok(self)
    }

    /// A whole number, in the type that CPSV-AP wants of values.
    pub(super) fn double(&mut self, predicate: NamedNodeRef<'_>, number: i64) -> io::Result<&mut Self> {
        self.says(predicate, LiteralRef::new_typed_literal(&number.to_string(), xsd::DOUBLE))?;
        Ok(self)
    }
}
