//! Templates as the engine is given them: without indentation, with the words of a language in them; and what it blames.

use tera::{ErrorKind, Tera};

use super::{Overrides, ThemeError, text};
use crate::site::assets;
use crate::site::prose::escape_into;
use crate::site::words::Words;

/// The prefixes under which templates are known, the site's first.
const PREFIXES: [&str; 2] = ["site/", "default/"];

/// Every template under its full name, without indentation, each known to parse.
pub(super) fn templates(site: &Overrides, errors: &mut Vec<ThemeError>) -> Vec<(String, String)> {
    let mut templates = Vec::new();
    let ours = assets::TEMPLATES.iter().copied();
    let all = ours.map(|file| (PREFIXES[1], file)).chain(site.folder("templates").map(|file| (PREFIXES[0], file)));
    for (prefix, (name, bytes)) in all {
        let full = format!("{prefix}{name}");
        let Some(source) = text(&template_path(&full), bytes, errors) else { continue };
        let source = compact(source);
        // Alone, a template lacks those it extends or includes; only its own syntax is looked at here.
        if let Err(error) = Tera::default().add_raw_template(&full, &source)
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            errors.push(template_error(&full, &error));
        }
        templates.push((full, source));
    }
    templates
}

pub(super) fn engine(templates: &[(String, String)], words: &Words) -> Result<Tera, ThemeError> {
    let mut engine = Tera::default();
    let built = engine
        .set_fallback_prefixes(PREFIXES)
        .and_then(|()| engine.add_raw_templates(templates.iter().map(|(name, source)| (name, spoken(source, words)))));
    built.map_err(|error| template_error("layout.html", &error))?;
    let global = engine.global_context();
    global.insert("t", words.texts());
    global.insert("lang", words.language().tag());
    Ok(engine)
}

/// A template with the words of a language in it: a page says some sixty, each of which would be looked up.
///
/// A word that does not exist is left for the engine to report, and so is one that would move the lines below it.
fn spoken(source: &str, words: &Words) -> String {
    let mut spoken = String::with_capacity(source.len() * 5 / 4);
    let mut rest = source;
    while let Some(at) = rest.find("{{ t.") {
        spoken.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
        let key = rest[5..end].trim_end_matches("}}").trim();
        // A brace could be taken for the engine's own.
        match words.texts().get(key).filter(|text| !text.contains(['\n', '{', '}'])) {
            Some(text) => escape_into(text, &mut spoken),
            None => spoken.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    spoken.push_str(rest);
    spoken
}

/// An error of the template engine, at the file it blames, else at `name`.
pub(in crate::site) fn template_error(name: &str, error: &tera::Error) -> ThemeError {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let path = template_path(report.map_or(name, |report| report.filename()));
    ThemeError { path, line: report.map(|report| report.span().start_line), message: error.to_string() }
}

/// The line that the engine's drawing of an error names: `--> default/list.html:13:52`.
pub(in crate::site) fn line_in(message: &str) -> Option<usize> {
    let place = message.split("--> ").nth(1)?.lines().next()?;
    place.rsplit(':').nth(1)?.parse().ok()
}

fn template_path(name: &str) -> String {
    let bare = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    format!("web/templates/{bare}")
}

/// A template without its indentation and without the lines that hold nothing but a tag.
///
/// Lines keep their numbers, for messages: the line break after a tag is left to the engine to trim.
fn compact(source: &str) -> String {
    let mut compacted = String::with_capacity(source.len());
    for line in source.lines() {
        let line = line.trim();
        match line.strip_suffix("%}").filter(|rest| line.starts_with("{%") && !rest.ends_with('-')) {
            Some(rest) => {
                compacted.push_str(rest);
                compacted.push_str("-%}");
            }
            None => compacted.push_str(line),
        }
        compacted.push('\n');
    }
    compacted
}
