//! Writing changed fields into a file that is there: their lines alone are new. What the editor wrote beside them, comments
//! and rules above all, stays to the byte.
//!
//! In: the text of a file, and the procedure before and after. Out: the new text; nothing where the lines of a field also
//! hold rules that have no place in the new ones. The reader tells whether the text says what it should.

use super::{ORDER, body, changed_fields, keys, lists};
use crate::catalogue::{FieldName, Procedure};

/// The keys by which an item of a list says when it applies.
const RULES: [&str; 5] = ["when", "cases", "from", "until", "cite"];

/// A key at the top of a file, or a table with its keys.
struct Item<'t> {
    /// Empty lines and comments above it.
    lead: &'t str,
    /// It, with what stands inside.
    text: &'t str,
    name: &'t str,
    is_table: bool,
    /// The keys of a table, each with its lines.
    keys: Vec<(&'t str, &'t str)>,
}

/// `text`, which says `before`, so that it says `after`.
pub fn edited(text: &str, before: &Procedure, after: &Procedure) -> Option<String> {
    let (front, rest) = front_matter(text)?;
    let (items, tail) = items(&text[front.clone()]);
    let mut out = Pieces::of(&items);
    let changed = changed_fields(before, after);
    for field in ORDER.into_iter().filter(|field| changed.contains(field)) {
        out.replace(field, &items, after)?;
    }
    let mut front_text = out.text(&items);
    front_text.push_str(tail);
    let mut whole = format!("{}{front_text}{}", &text[..front.start], &text[front.end..rest]);
    if changed.contains(&FieldName::Body) {
        if !whole.ends_with('\n') {
            whole.push('\n');
        }
        body(&after.body.vi, &mut whole);
    } else {
        whole.push_str(&text[rest..]);
    }
    Some(whole)
}

/// Where the front matter stands, and where what follows it begins.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut fences = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = if at == 0 { line.trim_start_matches('\u{feff}') } else { line };
        if bare.trim_end() == "+++" {
            fences.push(at..at + line.len());
        }
        at += line.len();
    }
    let (open, close) = (fences.first()?, fences.get(1)?);
    Some((open.end..close.start, close.end))
}

/// The items of a text of TOML, and the empty lines and comments at its end.
fn items(text: &str) -> (Vec<Item<'_>>, &str) {
    let mut items: Vec<Item<'_>> = Vec::new();
    let (mut at, mut lead, mut start) = (0, 0, 0);
    while at < text.len() {
        let end = at + statement(&text[at..]);
        let line = text[at..end].trim_start();
        let is_head = line.starts_with('[');
        let name = line.trim_start_matches(['[', ' ']);
        let first =
            &name[..name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(name.len())];
        let begins = match items.last() {
            _ if line.is_empty() || line.starts_with('#') => {
                at = end;
                continue;
            }
            // A table inside that of its name: `[[document.forms]]`.
            Some(last) if is_head => {
                !(last.is_table && last.name == first && name[first.len()..].trim_start().starts_with('.'))
            }
            Some(last) => !last.is_table,
            None => true,
        };
        if begins {
            start = at;
            items.push(Item {
                lead: &text[lead..at],
                text: &text[at..end],
                name: first,
                is_table: is_head,
                keys: Vec::new(),
            });
        } else if let Some(last) = items.last_mut() {
            last.text = &text[start..end];
            last.keys.push((first, &text[at..end]));
        }
        (at, lead) = (end, end);
    }
    (items, &text[lead..])
}

/// The bytes of the statement, comment or empty line that `text` begins with.
fn statement(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        let rest = &text[at..];
        at += match bytes[at] {
            b'\n' if depth == 0 => return at + 1,
            b'#' => rest.find('\n').unwrap_or(rest.len()),
            b'"' | b'\'' => string(rest),
            b'[' | b'{' => {
                depth += 1;
                1
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                1
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    text.len()
}

/// The bytes of the string that `text` begins with.
fn string(text: &str) -> usize {
    let quote = &text[..1];
    let long = quote.repeat(3);
    let is_long = text.starts_with(&long);
    let close = if is_long { long.as_str() } else { quote };
    let mut at = close.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            // A long string may end in quotes of its own.
            let more = if is_long {
                rest[3..].bytes().take(2).take_while(|byte| *byte == quote.as_bytes()[0]).count()
            } else {
                0
            };
            return at + close.len() + more;
        }
        let escape = quote == "\"" && rest.starts_with('\\');
        at += rest.chars().take(if escape { 2 } else { 1 }).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

/// What becomes of the items.
struct Pieces {
    /// What stands in the place of an item that is gone.
    instead: Vec<Option<String>>,
    /// What is new before each item, and behind the last: keys, then tables.
    before: Vec<[String; 2]>,
}

impl Pieces {
    fn of(items: &[Item<'_>]) -> Self {
        Self { instead: vec![None; items.len()], before: vec![Default::default(); items.len() + 1] }
    }

    /// Puts the lines of a field where those of before stood, else behind the fields that come before it.
    fn replace(&mut self, field: FieldName, items: &[Item<'_>], after: &Procedure) -> Option<()> {
        let (mut key_lines, mut tables) = (String::new(), String::new());
        keys(field, after, &mut key_lines);
        lists::tables(field, after, &mut tables);
        let old: Vec<usize> = (0..items.len()).filter(|&at| owner(&items[at]) == Some(field)).collect();
        if field == FieldName::Documents {
            tables = with_rules(&tables, old.iter().map(|&at| &items[at]))?;
        }
        old.iter().for_each(|&at| self.instead[at] = Some(String::new()));
        for (is_table, new) in [(false, key_lines), (true, tables)] {
            match old.iter().find(|&&at| items[at].is_table == is_table) {
                Some(&at) => self.instead[at] = Some(new),
                None => self.before[place(field, is_table, items)][usize::from(is_table)].push_str(&new),
            }
        }
        Some(())
    }

    fn text(&self, items: &[Item<'_>]) -> String {
        let mut out = String::new();
        for ((item, instead), before) in items.iter().zip(&self.instead).zip(&self.before) {
            before.iter().for_each(|new| out.push_str(new));
            match instead {
                None => {
                    out.push_str(item.lead);
                    out.push_str(item.text);
                }
                // Comments stay; the empty line before a table is the table's own.
                Some(new) if item.lead.contains('#') => {
                    out.push_str(item.lead);
                    out.push_str(new.trim_start_matches('\n'));
                }
                Some(new) => out.push_str(new),
            }
        }
        self.before.last().into_iter().flatten().for_each(|new| out.push_str(new));
        out
    }
}

/// Before which item the lines of a field stand that the file does not have yet.
fn place(field: FieldName, is_table: bool, items: &[Item<'_>]) -> usize {
    let rank = |field: FieldName| ORDER.iter().position(|other| *other == field);
    let is_earlier =
        |item: &Item<'_>| item.is_table == is_table && owner(item).is_some_and(|other| rank(other) < rank(field));
    let first_table = items.iter().take_while(|item| !item.is_table).count();
    items.iter().rposition(is_earlier).map_or(if is_table { first_table } else { 0 }, |at| at + 1)
}

/// The field an item is of; none for those of rules and for keys nobody writes anew.
fn owner(item: &Item<'_>) -> Option<FieldName> {
    Some(match item.name {
        "code" => return None,
        "business_groups" => FieldName::Groups,
        "decision_date" => FieldName::Decision,
        "step" => FieldName::Steps,
        "channel" => FieldName::Channels,
        "fee" if is_rule_fee(item) => return None,
        "fee" => FieldName::Channels,
        "document" => FieldName::Documents,
        "service_case" => FieldName::ServiceCases,
        "result" => FieldName::Results,
        "legal" => FieldName::LegalBasis,
        key => return FieldName::ALL.into_iter().find(|field| field.key() == key),
    })
}

/// As the reader of rules has it: one with an id, or that says when it applies and names no way to apply.
fn is_rule_fee(item: &Item<'_>) -> bool {
    let value = |key: &str| item.keys.iter().find(|(name, _)| *name == key).map(|(_, lines)| value(lines));
    let reckoned = value("amount").is_some_and(|amount| amount.starts_with(['"', '\'']));
    value("id").is_some() || ((reckoned || says_when(item)) && value("channel").is_none())
}

fn says_when(item: &Item<'_>) -> bool {
    item.keys.iter().any(|(name, _)| RULES.contains(name))
}

/// What stands behind `key =`.
fn value(lines: &str) -> &str {
    lines.split_once('=').map_or("", |(_, value)| value.trim())
}

/// New documents, each with what the old one of its id says of when it applies; nothing where one of those is gone.
fn with_rules<'i>(tables: &str, old: impl Iterator<Item = &'i Item<'i>>) -> Option<String> {
    let id = |item: &Item<'_>| {
        let lines = item.keys.iter().find(|(name, _)| *name == "id").map(|(_, lines)| *lines)?;
        Some(value(lines).trim_matches(['"', '\'']).to_owned())
    };
    let mut ruled: Vec<(&Item<'_>, String)> = Vec::new();
    for item in old.filter(|item| says_when(item)) {
        // What changes a document of the official record is known by two names.
        let is_alone = item.keys.iter().all(|(name, _)| *name != "ref");
        ruled.push((item, id(item).filter(|_| is_alone)?));
    }
    let (new, _) = items(tables);
    let mut out = String::new();
    for item in &new {
        out.push_str(item.lead);
        out.push_str(item.text);
        let own = id(item);
        if let Some(at) = ruled.iter().position(|(_, id)| Some(id) == own.as_ref()) {
            let (from, _) = ruled.swap_remove(at);
            from.keys.iter().filter(|(name, _)| RULES.contains(name)).for_each(|(_, lines)| out.push_str(lines));
        }
    }
    ruled.is_empty().then_some(out)
}
