//! Lines to paste for what an official record does not say, after which all else of the record still stands.

use super::context::Context;
use super::views::editors_file;
use crate::catalogue::{Channel, ChannelKind, Origin, Procedure};
use crate::diagnostic::Diagnostic;

/// What is to be said of a channel: given the name by which a file calls it, the lines after that of its name.
type Said<'s> = &'s dyn Fn(&Channel, &str) -> Option<String>;

/// `[[channel]]` tables that lay what is said over channels: one for a kind where the same is said of all of that kind.
/// Where there is no channel, one that is made.
pub(super) fn channel_tables(channels: &[Channel], said: Said<'_>) -> String {
    let tables = [ChannelKind::InPerson, ChannelKind::Online, ChannelKind::Post].into_iter().flat_map(|kind| {
        let numbered = channels.iter().zip(Channel::references(channels)).filter(|(channel, _)| channel.kind == kind);
        let numbered: Vec<_> = numbered.collect();
        let alike: Vec<_> = numbered.iter().map(|(channel, _)| said(channel, kind.id())).collect();
        if alike.windows(2).all(|pair| pair[0] == pair[1]) {
            alike.into_iter().take(1).flatten().map(|lines| channel_table("ref", kind.id(), &lines)).collect()
        } else {
            let table = |(channel, name): (&Channel, String)| Some(channel_table("ref", &name, &said(channel, &name)?));
            numbered.into_iter().filter_map(table).collect::<Vec<_>>()
        }
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// A table of a channel: the line that names it, and what is said of it.
pub(super) fn channel_table(key: &str, name: &str, lines: &str) -> String {
    format!("[[channel]]\n{key} = \"{name}\"\n{lines}")
}

/// Whether a value stands in the file in which an editor says more of a procedure.
pub(super) fn is_own(context: &Context<'_>, procedure: &Procedure, origin: Origin) -> bool {
    context.catalogue.files.path(origin.location.file) == editors_file(procedure)
}

/// Gives a finding lines to paste into the file of an editor, which is given as a whole where it is not there yet.
pub(super) fn paste(finding: &mut Diagnostic, context: &Context<'_>, procedure: &Procedure, lines: &str) {
    let file = editors_file(procedure);
    let (help, lines) = if procedure.records.iter().any(|&record| is_own(context, procedure, record)) {
        (
            format!("add at the end of the front matter of {file}, above its second +++; all else stays:"),
            lines.to_owned(),
        )
    } else {
        (format!("write the file {file}; all else stays as it is published:"), format!("+++\n{lines}+++\n"))
    };
    finding.help = Some(help);
    finding.paste = Some(lines.into());
}

#[cfg(test)]
mod tests;
