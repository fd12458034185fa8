//! Everything editors write that is not a procedure: agencies, pages, redirects, and the recorded history.

use super::lexicon::{LEXICON_FILE, saying};
use super::rules::{LISTS_FILE, QUESTIONS_FILE, list, question};
use super::{id, name_parts, split};
use crate::catalogue::{
    Agency, AgencyId, Bilingual, Change, ChangeKind, Language, Level, Localised, Page, Prose, Published,
    PublishedDataset, Redirect, Saying, SourceId, Withdrawal,
};
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, FileTable, Files, Listing, Location};
use crate::language::Date;
use crate::rules::model::{List, Question};
use crate::source::config::link;
use crate::source::read::{matches, read_if_there, utf8};
use crate::source::toml::{Document, Table};
use crate::source::{Input, Reading};

/// Where agencies are described.
pub const AGENCIES_FILE: &str = "content/agencies.toml";
/// Where old addresses are led on.
pub const REDIRECTS_FILE: &str = "content/redirects.toml";
/// Where every published address is recorded.
pub const CODES_FILE: &str = "content/codes.lock";

/// What editors wrote besides procedures.
#[derive(Debug, Default)]
pub struct Editorial {
    /// The agencies.
    pub agencies: Vec<Agency>,
    /// The pages.
    pub pages: Vec<Page>,
    /// The changes, newest first.
    pub changes: Vec<Change>,
    /// The recorded addresses of procedures.
    pub published: Vec<Published>,
    /// The recorded datasets.
    pub published_datasets: Vec<PublishedDataset>,
    /// The redirects.
    pub redirects: Vec<Redirect>,
    /// What people say for what titles say.
    pub lexicon: Vec<Saying>,
    /// What people are asked.
    pub questions: Vec<Question>,
    /// What they are asked of each of several.
    pub lists: Vec<List>,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the editorial files; none of them has to exist.
pub fn read_editorial(files: &dyn Files, table: &mut FileTable) -> Editorial {
    let mut editorial = Editorial::default();
    read_tables(files, table, &mut editorial, AGENCIES_FILE, "agency", |out, doc, table, _| {
        out.agencies.extend(agency(doc, table));
    });
    read_tables(files, table, &mut editorial, REDIRECTS_FILE, "redirect", |out, doc, table, at| {
        out.redirects.extend(redirect(doc, table, at));
    });
    read_tables(files, table, &mut editorial, LEXICON_FILE, "entry", |out, doc, table, at| {
        out.lexicon.extend(saying(doc, table, at));
    });
    read_tables(files, table, &mut editorial, QUESTIONS_FILE, "question", |out, doc, table, at| {
        out.questions.extend(question(doc, table, at));
    });
    read_tables(files, table, &mut editorial, LISTS_FILE, "list", |out, doc, table, at| {
        out.lists.extend(list(doc, table, at));
    });
    read_document(files, table, &mut editorial, CODES_FILE, |out, doc, top| {
        each_table(doc, top, "procedure", |doc, table, at| out.published.extend(published(doc, table, at)));
        each_table(doc, top, "dataset", |doc, table, at| {
            out.published_datasets.extend(published_dataset(doc, table, at));
        });
    });
    let listing = listed(files, table, &mut editorial, "content/changes");
    for path in listing.paths.iter().filter(|path| matches("content/changes/*.toml", path)) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let date = name.get(..10).and_then(Date::parse_iso);
        match date {
            Some(date) => read_tables(files, table, &mut editorial, path, "change", |out, doc, table, _| {
                out.changes.extend(change(doc, table, date));
            }),
            None => {
                let file = table.add(path);
                let found = Diagnostic::error(
                    "content/change-date",
                    Location::whole(file),
                    format!("{name} does not begin with a date"),
                );
                editorial.diagnostics.push(found.help("name the file 2026-07-01.toml"));
            }
        }
    }
    editorial.changes.sort_by(|a, b| (b.date, &a.code).cmp(&(a.date, &b.code)));
    read_pages(files, table, &mut editorial);
    editorial
}

/// What a folder holds; what cannot be looked into is an error.
fn listed(files: &dyn Files, table: &mut FileTable, out: &mut Editorial, folder: &str) -> Listing {
    let listing = files.list(folder);
    for problem in &listing.problems {
        out.diagnostics.push(Diagnostic::from_file_error(table.add(&problem.path), problem));
    }
    listing
}

/// Reads a file of `[[key]]` tables, where it exists.
fn read_tables(
    files: &dyn Files,
    table: &mut FileTable,
    out: &mut Editorial,
    path: &str,
    key: &'static str,
    mut read: impl FnMut(&mut Editorial, &mut Document<'_>, &mut Table<'_>, Location),
) {
    read_document(files, table, out, path, |out, doc, top| {
        each_table(doc, top, key, |doc, table, at| read(out, doc, table, at));
    });
}

/// Reads a TOML file, where it exists.
fn read_document(
    files: &dyn Files,
    table: &mut FileTable,
    out: &mut Editorial,
    path: &str,
    read: impl FnOnce(&mut Editorial, &mut Document<'_>, &mut Table<'_>),
) {
    let bytes = match read_if_there(files, path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return,
        Err(error) => return out.diagnostics.push(Diagnostic::from_file_error(table.add(path), &error)),
    };
    let file = table.add(path);
    let Some(text) = text_of(&bytes, file, path, &mut out.diagnostics) else { return };
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    let (mut document, mut top) = Document::parse(&input, &text, 0);
    read(out, &mut document, &mut top);
    document.finish(top);
    out.diagnostics.extend(document.diagnostics);
}

/// Reads the `[[key]]` tables of a document.
fn each_table(
    doc: &mut Document<'_>,
    top: &mut Table<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut Document<'_>, &mut Table<'_>, Location),
) {
    for mut item in doc.tables(top, key).map(|(tables, _)| tables).unwrap_or_default() {
        let at = doc.place(&item.span);
        read(doc, &mut item, at);
        doc.finish(item);
    }
}

fn read_text(files: &dyn Files, file: FileId, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    match files.read(path) {
        Ok(bytes) => text_of(&bytes, file, path, diagnostics),
        Err(error) => {
            diagnostics.push(Diagnostic::from_file_error(file, &error));
            None
        }
    }
}

fn text_of(bytes: &[u8], file: FileId, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let mut reading = Reading::default();
    let input = Input { source: SourceId(0), file, path, bytes, base: 0 };
    let text = utf8(&input, &mut reading).map(str::to_owned);
    diagnostics.extend(reading.diagnostics);
    text
}

fn agency(doc: &mut Document<'_>, table: &mut Table<'_>) -> Option<Agency> {
    let span = table.span.clone();
    let id = id(doc, table, "id");
    let name = doc.bilingual(table, "name").map(|(name, _)| name);
    let levels = Level::ALL.map(|level| (level.id(), level));
    let agency = Agency {
        id: AgencyId(id.clone().unwrap_or_default()),
        name: name.clone().unwrap_or_default(),
        aliases: doc
            .texts(table, "aliases")
            .map(|(texts, _)| texts)
            .unwrap_or_default()
            .into_iter()
            .map(|(text, _)| text)
            .collect(),
        level: doc.word(table, "level", &levels).map(|(level, _)| level),
        parent: doc.text(table, "parent").map(|(id, _)| AgencyId(id)),
        url: link(doc, table, "url"),
        hotline: doc.text(table, "hotline").map(|(text, _)| text),
        address: doc.bilingual(table, "address").map(|(text, _)| text),
        at: doc.place(&span),
    };
    if (id.is_none() || name.is_none()) && !doc.failed() {
        doc.error(
            "content/agency",
            span,
            "an agency without `id` or `name`",
            "add both: id = \"bo-tu-phap\", name = \"Bộ Tư pháp\"",
        );
    }
    id.and(name).map(|_| agency)
}

fn redirect(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Redirect> {
    let span = table.span.clone();
    let from = doc.text(table, "from");
    let to = doc.text(table, "to");
    let (Some((from, from_span)), Some((to, to_span))) = (from, to) else {
        doc.error(
            "content/redirect",
            span,
            "a redirect without `from` or `to`",
            "add both: from = \"/cu/\", to = \"/thu-tuc/1.001193/\"",
        );
        return None;
    };
    let local = |address: &str| {
        address.starts_with('/') && !address.starts_with("//") && !address.split('/').any(|part| part == "..")
    };
    if !local(&from) {
        doc.error(
            "content/redirect",
            from_span,
            format!("`from` cannot be \"{from}\""),
            "an old address of this site begins with one `/`",
        );
        return None;
    }
    if !local(&to) && !to.starts_with("https://") && !to.starts_with("http://") {
        doc.error(
            "content/redirect",
            to_span,
            format!("`to` cannot be \"{to}\""),
            "write an address of this site, such as /thu-tuc/1.001193/, or one that begins with https://",
        );
        return None;
    }
    Some(Redirect { from, to, at })
}

fn published(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<Published> {
    let span = table.span.clone();
    let code = doc.text(table, "code").map(|(code, _)| code);
    let name = doc.text(table, "name").map(|(name, _)| name).unwrap_or_default();
    let withdrawn = doc.date(table, "withdrawn").map(|(date, _)| date);
    let successor = doc.text(table, "successor").map(|(code, _)| code);
    let editorial = doc.bool(table, "editorial").is_some_and(|(editorial, _)| editorial);
    if code.is_none() && !doc.failed() {
        doc.error("content/codes", span, "an entry without `code`", "add the code, or remove the entry");
    }
    code.map(|code| Published { code, name, withdrawn, successor, editorial, at })
}

fn published_dataset(doc: &mut Document<'_>, table: &mut Table<'_>, at: Location) -> Option<PublishedDataset> {
    let span = table.span.clone();
    let named = table.has("id");
    let id = id(doc, table, "id");
    let title = doc.bilingual(table, "title");
    let version = doc.text(table, "version").map(|(version, _)| version);
    let has_date = table.has("withdrawn");
    let date = doc.date(table, "withdrawn").map(|(date, _)| date);
    let reason = doc.bilingual(table, "reason");
    let successor = doc.text(table, "successor");
    for (key, said) in [("title", &title), ("reason", &reason)] {
        if let Some((_, span)) = said.as_ref().filter(|(text, _)| is_unsaid(text)) {
            let help = "fill it in: people who follow an old link read it";
            doc.error("content/codes", span.clone(), format!("`{key}` says nothing yet"), help);
        }
    }
    if !named {
        doc.error("content/codes", span, "a dataset without `id`", "add the id, or remove the entry");
    }
    if !has_date {
        let loose = [
            ("reason", reason.as_ref().map(|(_, span)| span)),
            ("successor", successor.as_ref().map(|(_, span)| span)),
        ];
        for (key, span) in loose.into_iter().filter_map(|(key, span)| Some((key, span?.clone()))) {
            let help = "add the day it was withdrawn, withdrawn = 2026-07-01, or take the line away";
            doc.error("content/codes", span, format!("`{key}` needs `withdrawn`"), help);
        }
    }
    let [title, reason] = [title, reason].map(|said| said.map(|(text, _)| text));
    let successor = successor.map(|(id, _)| id);
    let withdrawal = date.map(|date| Withdrawal { date, reason, successor });
    id.map(|id| PublishedDataset { title: title.unwrap_or_else(|| Bilingual::vi(&*id)), id, version, withdrawal, at })
}

/// Whether a text is what stands in lines to be filled in.
fn is_unsaid(text: &Bilingual) -> bool {
    [Some(&text.vi), text.en.as_ref()].into_iter().flatten().any(|text| matches!(text.trim(), "" | "..."))
}

fn change(doc: &mut Document<'_>, table: &mut Table<'_>, date: Date) -> Option<Change> {
    const KINDS: [(&str, ChangeKind); 3] =
        [("added", ChangeKind::Added), ("changed", ChangeKind::Changed), ("removed", ChangeKind::Removed)];
    let span = table.span.clone();
    let code = doc.text(table, "code").map(|(code, _)| code);
    let name = doc.text(table, "name").map(|(name, _)| name).unwrap_or_default();
    let kind = doc.word(table, "kind", &KINDS).map(|(kind, _)| kind);
    let fields = doc.texts(table, "fields").map(|(texts, _)| texts).unwrap_or_default();
    let note = doc.bilingual(table, "note").map(|(note, _)| note);
    if (code.is_none() || kind.is_none()) && !doc.failed() {
        doc.error(
            "content/change",
            span,
            "a change without `code` or `kind`",
            "a change has code = \"1.001193\" and kind = \"added\", \"changed\" or \"removed\"",
        );
    }
    let fields = fields.into_iter().map(|(field, _)| field).collect();
    Some(Change { date, code: code?, name, kind: kind?, fields, note })
}

fn read_pages(files: &dyn Files, table: &mut FileTable, out: &mut Editorial) {
    let listing = listed(files, table, out, "content/pages");
    for path in listing.paths.iter().filter(|path| matches("content/pages/*.md", path)) {
        let file = table.add(path);
        let Some(text) = read_text(files, file, path, &mut out.diagnostics) else { continue };
        let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
        let parts = match split(&input, &text) {
            Ok(parts) => parts,
            Err(reason) => {
                out.diagnostics.push(*reason);
                continue;
            }
        };
        let (id, language) = name_parts(path);
        let (mut document, mut top) = Document::parse(&input, parts.front.0, parts.front.1);
        let title = document.localised(&mut top, "title", language);
        if title.is_empty() && !document.failed() {
            document.error("content/page", 0..0, "a page without `title`", "add a line: title = \"...\"");
        }
        document.finish(top);
        out.diagnostics.extend(document.diagnostics);
        let body = Some(input.sourced(Prose::Markdown(parts.body.0.trim().into()), parts.body.1));
        let page = match out.pages.iter_mut().position(|page| &*page.id == id) {
            Some(at) => &mut out.pages[at],
            None => {
                let at = Location::whole(file);
                out.pages.push(Page { id: id.into(), title: Localised::default(), body: Localised::default(), at });
                out.pages.last_mut().expect("pushed above")
            }
        };
        page.title.vi = title.vi.or(page.title.vi.take());
        page.title.en = title.en.or(page.title.en.take());
        match language {
            Language::Vi => page.body.vi = body,
            Language::En => page.body.en = body,
        }
    }
}
