//! Official records are kept byte for byte as they were published: the portal is the one who changes them.

use std::collections::BTreeMap;

use super::configure::{home, with_source};
use super::plan::{Configured, FileReport, Plan, What, Wishes, unconfigured};
use crate::diagnostic::Diagnostic;
use crate::files::{Files, Location};
use crate::source::config::{SITE_FILE, SourceKind};
use crate::source::{Input, read_input};

/// Plans to keep official files where a source reads them, and to say in the configuration when they were retrieved.
pub(super) fn official(
    site: &dyn Files,
    configured: &Configured,
    given: &[(Input<'_>, SourceKind)],
    wishes: &Wishes,
    plan: &mut Plan,
) {
    let mut homes: BTreeMap<String, &[u8]> = BTreeMap::new();
    let mut dated: Vec<(SourceKind, String)> = Vec::new();
    for (input, kind) in given {
        let name = match file_name(input.path) {
            Ok(name) => name,
            Err(why) => {
                let place = Location::whole(input.file);
                plan.diagnostics.push(Diagnostic::error("import/name", place, why).help("rename the file"));
                continue;
            }
        };
        let home = home(&configured.config.sources, *kind, name);
        if homes.insert(home.path.clone(), input.bytes).is_some_and(|other| other != input.bytes) {
            let message = format!("another file that was given is called {name} too, and says something else");
            let place = Location::whole(input.file);
            plan.diagnostics.push(Diagnostic::error("import/same-name", place, message).help("rename one of them"));
            continue;
        }
        let found = plan.diagnostics.len();
        read(input, *kind, plan);
        let is_empty = plan.reports.last().is_some_and(|report| report.records == 0);
        if is_empty && plan.diagnostics.len() == found {
            let place = Location::whole(input.file);
            let help = "is it the right file? Retrieve it again";
            plan.diagnostics.push(Diagnostic::error("import/empty", place, "the file has no record").help(help));
        }
        if plan.reports.last().is_some_and(|report| report.records == report.rejected) {
            continue;
        }
        let before = plan.writes.len();
        plan.put(site, &home.path, input.bytes.to_vec(), What::Updated);
        let source = (*kind, home.pattern);
        if (plan.writes.len() > before || wishes.dated) && !dated.contains(&source) {
            dated.push(source);
        }
    }
    configure(site, configured, &dated, wishes, plan);
}

fn read(input: &Input<'_>, kind: SourceKind, plan: &mut Plan) {
    let config = unconfigured(kind, input.path, input.file);
    let reading = read_input((input.source, &config), input);
    plan.reports.push(FileReport {
        path: input.path.to_owned(),
        kind,
        records: reading.records.len() + reading.rejected,
        rejected: reading.rejected,
        tally: reading.tally,
    });
    plan.diagnostics.extend(reading.diagnostics);
}

/// The last name of a path, if the site can hold a file of that name.
fn file_name(path: &str) -> Result<&str, String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "" => Err("the file has no name".into()),
        hidden if hidden.starts_with('.') => {
            Err(format!("{name} begins with a dot: hidden files are nobody's content"))
        }
        _ if name.contains(['\\', '*']) || name.chars().any(char::is_control) => {
            Err(format!("{name:?} has a character that a site's paths cannot have"))
        }
        _ => Ok(name),
    }
}

fn configure(
    site: &dyn Files,
    configured: &Configured,
    dated: &[(SourceKind, String)],
    wishes: &Wishes,
    plan: &mut Plan,
) {
    let mut text = configured.text.clone();
    for (kind, pattern) in dated {
        match with_source(&text, *kind, pattern, wishes.retrieved) {
            Some(edited) => text = edited,
            None => plan.by_hand.push(format!(
                "[[source]]\nkind = \"{}\"\npath = \"{pattern}\"\nretrieved = {}",
                kind.word(),
                wishes.retrieved.iso()
            )),
        }
    }
    if text != configured.text {
        plan.put(site, SITE_FILE, text.into_bytes(), What::Updated);
    }
}
