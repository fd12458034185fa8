//! Values of content files that say more than a text: whether it is Markdown, which code a name has.

use crate::catalogue::{Bilingual, Field, Language, Localised, Named, Prose, Sourced};
use crate::source::toml::{Document, Table};

/// The languages in which a text is not Markdown.
#[derive(Debug, Clone, Copy, Default)]
struct Plain {
    vi: bool,
    en: bool,
}

/// `plain = "vi"` or `plain = ["vi", "en"]`: the text is as it was published, lines and dashes, and no Markdown.
fn plain(doc: &mut Document<'_>, table: &mut Table<'_>) -> Plain {
    let mut plain = Plain::default();
    for (language, span) in doc.texts(table, "plain").map(|(languages, _)| languages).unwrap_or_default() {
        match &*language {
            "vi" => plain.vi = true,
            "en" => plain.en = true,
            _ => {
                let help = "write plain = \"vi\", \"en\" or [\"vi\", \"en\"] where the text is no Markdown";
                doc.error("toml/unknown-word", span, format!("`plain` cannot be \"{language}\""), help);
            }
        }
    }
    plain
}

fn of_kind(plain: bool) -> fn(Box<str>) -> Prose {
    if plain { Prose::Plain } else { Prose::Markdown }
}

/// A longer text in `language`, or both as `{ vi = "...", en = "..." }`; Markdown unless it says otherwise.
pub(super) fn localised_prose(
    doc: &mut Document<'_>,
    table: &mut Table<'_>,
    key: &'static str,
    language: Language,
) -> Localised<Prose> {
    let Some((text, plain, span)) = doc.bilingual_with(table, key, self::plain) else { return Localised::default() };
    let Bilingual { vi, en } = match (language, text.en) {
        (Language::En, None) => Bilingual { vi: "".into(), en: Some(text.vi) },
        (_, en) => Bilingual { vi: text.vi, en },
    };
    let prose = |text: Box<str>, plain: bool| -> Field<Prose> {
        (!text.is_empty()).then(|| doc.sourced(of_kind(plain)(text), &span))
    };
    Localised { vi: prose(vi, plain.vi), en: en.and_then(|en| prose(en, plain.en)) }
}

/// The Vietnamese and the English of an item's longer text.
pub(super) fn two_proses(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> (Prose, Option<Prose>) {
    let (text, plain, _) = doc.bilingual_with(table, key, self::plain).unwrap_or_default();
    (of_kind(plain.vi)(text.vi), text.en.map(of_kind(plain.en)))
}

/// Things by name, and by code where they have one: `{ code = "G15", vi = "Bộ Tư pháp" }`.
/// An agency's id is resolved when pages are made.
pub(super) fn named(doc: &mut Document<'_>, table: &mut Table<'_>, key: &'static str) -> Field<Vec<Named>> {
    let code = |doc: &mut Document<'_>, table: &mut Table<'_>| doc.text(table, "code").map(|(code, _)| code);
    let (names, span) = doc.bilinguals_with(table, key, code)?;
    let named = names.into_iter().map(|(name, code)| Named { code, name }).collect();
    Some(Sourced::new(named, doc.sourced((), &span).origin))
}
