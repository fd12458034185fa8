//! Pages an editor wrote, pages of withdrawn procedures, redirects, and the page of addresses that do not exist.

use serde::Serialize;

use super::markdown::markdown_into;
use super::prose::plain_into;
use super::render::{Head, Html, Link, Renderer, Said, other};
use super::routes::{Address, Section, inner_address, inner_target, is_web};
use crate::catalogue::{Language, Page, Prose, Published, Redirect};
use crate::files::{FileError, FileErrorKind};

#[derive(Serialize)]
struct TextPage<'a> {
    title: &'a str,
    body: Html,
}

#[derive(Serialize)]
struct GonePage<'a> {
    name: &'a str,
    code: &'a str,
    withdrawn: Option<String>,
    /// Whether an official source had it.
    official: bool,
    successor: Option<Link<'a>>,
}

#[derive(Serialize)]
struct RedirectPage<'a> {
    to: &'a str,
}

/// Writes an editor's page in each of its languages; returns how many in each.
pub(super) fn write(renderer: &Renderer<'_>, page: &Page) -> Result<[usize; 2], FileError> {
    let mut written = [0; 2];
    for &language in renderer.languages() {
        let Some((title, found)) = page.title.get(language) else { continue };
        if language == Language::En && found != language {
            continue;
        }
        let address = Address::page(language, &page.id);
        let body = page.body.get(language).and_then(|(text, shown)| {
            Html::passage(shown, language, text.value.source().len(), |out| match &text.value {
                Prose::Plain(text) => plain_into(text, out),
                Prose::Markdown(text) => {
                    markdown_into(text, 2, &|inner| renderer.inner_href(&address, inner), out);
                }
            })
        });
        let has_other = renderer.languages().contains(&other(language))
            && (other(language) == Language::Vi || page.title.en.is_some());
        let head = Head {
            other: has_other.then(|| Address::page(other(language), &page.id)),
            ..Head::new(&title.value, &*title.value)
        };
        renderer.put(
            "page.html",
            language,
            &address,
            head,
            &TextPage { title: &title.value, body: body.unwrap_or_default() },
        )?;
        written[language as usize] += 1;
    }
    Ok(written)
}

/// Writes the page that remains of a procedure which left the sources; `None` if it has not left them.
pub(super) fn write_gone(renderer: &Renderer<'_>, published: &Published) -> Result<bool, FileError> {
    let index = renderer.index;
    if index.find(&published.code).is_some() {
        return Ok(false);
    }
    let language = Language::Vi;
    let address = Address::item(Section::Procedure, language, &index.codes.segment(&published.code));
    let successor = published.successor.as_deref().and_then(|code| index.find(code)).map(|at| {
        let card = index.card(at);
        let (to, shown) = card.address(language);
        Link { href: renderer.href(&address, &to), text: Said::new(&*card.names[shown as usize], shown, language) }
    });
    let words = renderer.words(language);
    let content = GonePage {
        name: &published.name,
        code: &published.code,
        withdrawn: published.withdrawn.map(|date| words.date(date)),
        official: !published.editorial && index.catalogue.sources.iter().any(|source| source.official),
        successor,
    };
    let head =
        Head { section: Some(Section::Procedure), noindex: true, ..Head::new(&published.name, words.say("gone")) };
    renderer.put("gone.html", language, &address, head, &content)?;
    Ok(true)
}

/// Writes the page of an old address, which leads on by itself.
pub(super) fn write_redirect(renderer: &Renderer<'_>, redirect: &Redirect) -> Result<(), FileError> {
    let from = inner_address(&redirect.from).ok_or_else(|| not_an_address(&redirect.from))?;
    let to = match inner_target(&redirect.to) {
        Some((to, fragment)) => renderer.href(&from, &to) + fragment,
        None if is_web(&redirect.to) => redirect.to.to_string(),
        None => return Err(not_an_address(&redirect.to)),
    };
    let title = renderer.words(Language::Vi).say("moved");
    let head = Head { noindex: true, ..Head::new(title, title) };
    renderer.put("redirect.html", Language::Vi, &from, head, &RedirectPage { to: &to })
}

/// The addresses of redirects as a file that static hosts read: from, to, status.
pub(super) fn host_redirects(redirects: &[Redirect]) -> String {
    redirects.iter().map(|redirect| format!("{} {} 301\n", redirect.from, redirect.to)).collect()
}

fn not_an_address(text: &str) -> FileError {
    FileError::new(text, FileErrorKind::Io("not an address of this site: write /thu-tuc/1.001193/".to_owned()))
}

/// Writes the page a server shows for addresses that do not exist.
pub(super) fn write_not_found(renderer: &Renderer<'_>) -> Result<(), FileError> {
    let language = Language::Vi;
    let title = renderer.words(language).say("not_found");
    let head = Head { noindex: true, ..Head::new(title, title) };
    renderer.put_anywhere("not-found.html", language, &Address::file("404.html"), head)
}
