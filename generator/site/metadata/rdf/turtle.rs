//! Statements as Turtle, a subject at a time.

use std::io;

use oxrdf::{NamedNodeRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;

use super::vocabulary::PREFIXES;
use super::{Statements, Subject};

/// Statements that are being written.
pub(in crate::site::metadata) struct Turtle(WriterTurtleSerializer<Vec<u8>>);

impl Turtle {
    /// No statements yet.
    pub fn new() -> io::Result<Self> {
        let serializer = PREFIXES.iter().try_fold(TurtleSerializer::new(), |serializer, (prefix, iri)| {
            serializer.with_prefix(*prefix, *iri).map_err(io::Error::other)
        });
        Ok(Self(serializer?.for_writer(Vec::new())))
    }

    /// A document.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        self.0.finish()
    }

    /// The statements alone, to stand behind a document: parts can be written beside each other.
    pub fn finish_part(self) -> io::Result<Vec<u8>> {
        let mut bytes = self.finish()?;
        let prefixes = bytes.split_inclusive(|&byte| byte == b'\n').take_while(|line| line.starts_with(b"@"));
        let head = prefixes.map(<[u8]>::len).sum();
        Ok(bytes.split_off(head))
    }

    /// Begins to speak of something of a class.
    pub fn subject<'t>(&'t mut self, iri: &'t str, class: NamedNodeRef<'_>) -> io::Result<Subject<'t>> {
        Subject::new(self, iri, class)
    }
}

impl Statements for Turtle {
    fn say(&mut self, triple: TripleRef<'_>) -> io::Result<()> {
        self.0.serialize_triple(triple)
    }
}
