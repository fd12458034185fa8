//! The documents to bring, as a checklist; what is only a note stands apart.

use serde::Serialize;

use super::Making;
use crate::catalogue::{Document, DocumentGroup};
use crate::site::eligibility::DocumentRule;
use crate::site::prose::{bare, heading};
use crate::site::render::{Link, Said};
use crate::site::routes::is_web;

/// Documents under one heading.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Group<'a> {
    pub name: Option<Said<'a>>,
    pub documents: Vec<Item<'a>>,
    pub notes: Vec<Said<'a>>,
    /// What unfolds the notes, where they are many.
    folded: Option<String>,
}

/// How many notes stand open beside documents.
const OPEN: usize = 4;

/// A document to bring.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Item<'a> {
    pub name: Said<'a>,
    /// "1 bản chính, 1 bản sao"
    quantity: String,
    pub forms: Vec<Form<'a>>,
    note: Option<Said<'a>>,
    /// When it is to be brought: where one of these applies; always where there is none.
    rules: Vec<DocumentRule<'a>>,
    /// The procedure whose result it is.
    pub from: Option<Link<'a>>,
}

#[derive(Debug, Serialize)]
pub(in crate::site) struct Form<'a> {
    name: &'a str,
    href: Option<&'a str>,
}

impl<'a> Making<'_, 'a> {
    pub fn groups(&self) -> Vec<Group<'a>> {
        let groups = self.procedure.documents.iter().flat_map(|documents| &documents.value);
        groups
            .map(|group| self.group(group))
            .filter(|group| !group.documents.is_empty() || !group.notes.is_empty())
            .collect()
    }

    fn group(&self, group: &'a DocumentGroup) -> Group<'a> {
        let (mut documents, mut notes) = (Vec::with_capacity(group.documents.len()), Vec::new());
        for document in &group.documents {
            if document.is_note() && document.forms.is_empty() && self.document_rules(document).is_empty() {
                notes.push(self.plain_name(document));
            } else {
                documents.push(self.item(document));
            }
        }
        let name =
            group.name.as_ref().map(|name| Said::cut(name, self.language, heading)).filter(|name| !name.is_blank());
        in_order_of_letters(&mut documents);
        let words = self.renderer.words(self.language);
        let folded = (notes.len() > OPEN).then(|| words.count("notes_n", notes.len()));
        Group { name, documents, notes, folded }
    }

    fn plain_name(&self, document: &'a Document) -> Said<'a> {
        Said::cut(&document.name, self.language, bare)
    }

    fn item(&self, document: &'a Document) -> Item<'a> {
        let words = self.renderer.words(self.language);
        let part =
            |count: Option<u32>, key| count.filter(|&count| count > 0).map(|count| words.count(key, count as usize));
        let parts = [part(document.originals, "originals"), part(document.copies, "copies")];
        let form = |form: &'a crate::catalogue::FormFile| Form {
            name: &form.name,
            href: form.url.as_deref().filter(|url| is_web(url)),
        };
        Item {
            name: self.plain_name(document),
            quantity: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
            forms: document.forms.iter().map(form).collect(),
            note: document.note.as_ref().map(|note| Said::of(note, self.language)),
            rules: self.document_rules(document),
            from: self.produced_by(document),
        }
    }
}

/// Sources mix up documents that are lettered `a)`, `b)`, `c)`: where each has a letter of its own, that is their order.
fn in_order_of_letters(documents: &mut [Item<'_>]) {
    const ALPHABET: &str = "abcdđeghiklmnopqrstuvxyz";
    let letter = |item: &Item<'_>| {
        let mut letters = item.name.text.chars();
        let place = ALPHABET.chars().position(|letter| letters.as_str().starts_with(letter))?;
        letters.next();
        letters.as_str().starts_with([')', '.']).then_some(place)
    };
    let mut places: Vec<_> = documents.iter().map(letter).collect();
    places.sort_unstable();
    let are_distinct = places.windows(2).all(|pair| pair[0] != pair[1]) && places.first().is_some_and(Option::is_some);
    if are_distinct {
        documents.sort_by_key(letter);
    }
}
