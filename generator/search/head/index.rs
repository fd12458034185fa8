//! An index of tinysearch, given to it as it reads one that was stored.
//!
//! Building one by its own hand takes sets and maps of texts, whose code is a tenth of the browser module. Here terms are
//! put in order by their numbers, as all lists of this room are, and tinysearch reads the outcome in the order in which it
//! stores an index: the posts, the terms, and the postings of each.

use std::fmt;
use std::vec::IntoIter;

use serde::Deserialize as _;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer as _, SeqAccess, VariantAccess, Visitor,
};
use tinysearch::SearchIndex;

use crate::search::order;

/// The first of tinysearch's kinds of index: exact postings.
const EXACT: u32 = 0;

/// The index of so many documents and of their terms, each with the place of its document, by which tinysearch will call
/// it; terms in the order of their documents.
pub(super) fn index(documents: u32, terms: Vec<(String, u32)>) -> Option<SearchIndex> {
    let mut order: Vec<u32> = (0..terms.len() as u32).collect();
    let longest = terms.iter().map(|(term, _)| term.len()).max().unwrap_or(0);
    // The last eight bytes first, so that in the end the first ones decide.
    for part in (0..longest.div_ceil(8)).rev() {
        order::by(&mut order, |&at| eight_bytes(&terms[at as usize].0, part));
    }
    let mut texts: Vec<String> = Vec::new();
    for document in 0..documents {
        texts.extend([String::new(), document.to_string(), String::new()]);
    }
    let posts = texts.len();
    let (mut postings, mut count_at) = (Vec::new(), 0);
    for at in order {
        let (term, document) = &terms[at as usize];
        if texts.len() == posts || texts.last() != Some(term) {
            texts.push(term.clone());
            count_at = postings.len();
            postings.push(0);
        }
        if postings[count_at] == 0 || postings.last() != Some(document) {
            postings.push(*document);
            postings[count_at] += 1;
        }
    }
    let terms = (texts.len() - posts) as u32;
    let numbers = [[documents, terms, terms].as_slice(), &postings].concat();
    SearchIndex::deserialize(&mut Stored { texts: texts.into_iter(), numbers: numbers.into_iter() }).ok()
}

/// Eight bytes of a term as a number that sorts as they do.
fn eight_bytes(term: &str, part: usize) -> u64 {
    let bytes = term.bytes().skip(part * 8).chain([0; 8]).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// What is left to read: the texts, and the numbers, where how many there are stands before the things themselves.
struct Stored {
    texts: IntoIter<String>,
    numbers: IntoIter<u32>,
}

/// This is not the order in which tinysearch stores an index.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not as tinysearch stores an index")
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for &mut Stored {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items { stored: self, left: fields.len() })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let left = self.numbers.next().ok_or(Unfit)? as usize;
        visitor.visit_seq(Items { stored: self, left })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(self)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_string(self.texts.next().ok_or(Unfit)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_u64(self.numbers.next().ok_or(Unfit)?.into())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 f64 char str bytes byte_buf option unit unit_struct newtype_struct
        tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for &mut Stored {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Unfit> {
        Ok((seed.deserialize(EXACT.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Stored {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Err(Unfit)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unfit> {
        Err(Unfit)
    }
}

/// The fields of a structure, or the items of a list.
struct Items<'a> {
    stored: &'a mut Stored,
    left: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.stored).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tinysearch::{IndexKind, IndexedDocument, PostId, search};

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_index_that_tinysearch_builds(
            documents in proptest::collection::vec(proptest::collection::vec("[a-cα]{1,20}", 0..12), 0..12),
            asked in "[a-cα]{0,8}",
        ) {
            let built = IndexKind::Exact.backend().build(
                documents.iter().enumerate().map(|(at, terms)| {
                    let post = PostId { title: String::new(), url: at.to_string(), meta: String::new() };
                    IndexedDocument::new(post, terms.iter().cloned())
                }).collect(),
            );
            let terms = documents.iter().zip(0..).flat_map(|(terms, at)| terms.iter().map(move |term| (term.clone(), at)));
            let ours = index(documents.len() as u32, terms.collect()).unwrap();
            prop_assert_eq!(serde_json::to_string(&ours).unwrap(), serde_json::to_string(&built).unwrap());
            prop_assert_eq!(search(&ours, &asked, 20), search(&built, &asked, 20));
        }
    }
}
