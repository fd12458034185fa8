//! An import: each file that was given is recognised, and kept or laid over the content.

use super::plan::{Configured, Plan, Wishes};
use super::{GivenFiles, keep, rows};
use crate::catalogue::SourceId;
use crate::diagnostic::Diagnostic;
use crate::files::{Files, Location};
use crate::source::config::{SITE_FILE, SourceKind, read_config};
use crate::source::{Input, recognise};

/// Plans the import of `given` into `site`.
pub fn import(site: &dyn Files, given: &GivenFiles, wishes: &Wishes) -> Plan {
    let mut plan = Plan::default();
    let Some(configured) = configured(site, &mut plan) else { return plan };
    let (mut official, mut tables) = (Vec::new(), Vec::new());
    for file in &given.0 {
        let id = plan.files.add(&file.path);
        let input = Input { source: SourceId(0), file: id, path: &file.path, bytes: &file.bytes, base: 0 };
        match wishes.kind.map_or_else(|| recognise(&input), Ok) {
            // A mapping of columns says that it is a table, even one with the headings of a list of the portal.
            Ok(SourceKind::PortalList) if !wishes.columns.is_empty() && wishes.kind.is_none() => tables.push(input),
            Ok(SourceKind::Table | SourceKind::Content) => tables.push(input),
            Ok(kind) => official.push((input, kind)),
            Err(reason) => plan.diagnostics.push(*reason),
        }
    }
    keep::official(site, &configured, &official, wishes, &mut plan);
    rows::tables(site, &configured, &tables, wishes, &mut plan);
    crate::diagnostic::sort(&mut plan.diagnostics);
    plan
}

fn configured(site: &dyn Files, plan: &mut Plan) -> Option<Configured> {
    let file = plan.files.add(SITE_FILE);
    let bytes = match site.read(SITE_FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            let help = "name the folder of a site with -o; `motcua new DIR` makes one";
            let message = error.to_string();
            plan.diagnostics.push(Diagnostic::error("source/unreadable", Location::whole(file), message).help(help));
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (config, found) = read_config(file, &text);
    let broken = !found.is_empty();
    plan.diagnostics.extend(found);
    (!broken).then_some(Configured { text, config })
}
