//! Quality, from the data itself: what was counted and checked in every row, each with what it says. No score is made up.

use serde::Serialize;

use super::labels::column_title;
use super::written::{count, percent, said_in_data};
use crate::dataset::Dataset;
use crate::dataset::rows::repair::{RepairRule, RuleSummary};
use crate::site::render::Said;
use crate::site::words::Words;
use crate::table::Kind;

/// What was found out of a dataset.
#[derive(Serialize)]
pub(super) struct Quality<'a> {
    checks: Vec<Check<'a>>,
    repairs: Vec<Repaired<'a>>,
}

/// Something that was counted or checked.
#[derive(Serialize)]
struct Check<'a> {
    label: &'a str,
    value: String,
    /// What it says, in a sentence.
    meaning: &'a str,
}

/// Changes that reading made, for one reason.
#[derive(Serialize)]
struct Repaired<'a> {
    rule: &'a str,
    count: String,
    examples: Vec<Example<'a>>,
}

#[derive(Serialize)]
struct Example<'a> {
    line: String,
    before: Said<'a>,
    after: Said<'a>,
}

/// What was found out of a dataset.
pub(super) fn quality<'a>(words: &'a Words, dataset: &'a Dataset) -> Quality<'a> {
    let repairs = dataset.repairs.rules.iter();
    Quality {
        checks: checks(words, dataset),
        repairs: repairs.map(|(&rule, summary)| repaired(words, rule, summary)).collect(),
    }
}

fn checks<'a>(words: &'a Words, dataset: &Dataset) -> Vec<Check<'a>> {
    let mut checks = Vec::new();
    let mut say = |label, value: String, meaning| {
        checks.push(Check { label: words.say(label), value, meaning: words.say(meaning) });
    };
    let (schema, profile) = (&dataset.plan.schema.columns, &dataset.profile);
    let cells = profile.rows * schema.len() as u64;
    say("dataset_check_rows", words.say_with("dataset_all_of", &count(words, profile.rows)), "dataset_check_rows_why");
    let nulls: u64 = profile.columns.iter().map(|column| column.nulls).sum();
    let emptiest = schema.iter().zip(&profile.columns).filter(|(_, profile)| profile.nulls > 0);
    let emptiest = emptiest.max_by_key(|(column, profile)| (profile.nulls, std::cmp::Reverse(&column.id)));
    let mut empty = words
        .say("dataset_part_of")
        .replace("{n}", &format!("{} ({})", count(words, nulls), percent(words, nulls, cells)))
        .replace("{to}", &count(words, cells));
    if let Some((column, profile)) = emptiest {
        let title = column_title(column, words.language());
        let most = words.say("dataset_emptiest").replace("{from}", &title.text);
        empty = format!("{empty}; {}", most.replace("{n}", &count(words, profile.nulls)));
    }
    say("dataset_check_empty", empty, "dataset_check_empty_why");
    let typed = schema.iter().filter(|column| !matches!(column.kind, Kind::Text)).count();
    let part = |part: usize| {
        let text = words.say("dataset_part_of").replace("{n}", &words.number(part));
        text.replace("{to}", &words.number(schema.len()))
    };
    say("dataset_check_types", part(typed), "dataset_check_types_why");
    let keys = &dataset.description.keys;
    let named = |id: &str| {
        let column = schema.iter().find(|column| &*column.id == id);
        column.map_or_else(|| id.to_owned(), |column| column_title(column, words.language()).text.into_owned())
    };
    if keys.is_empty() {
        say("dataset_check_keys", words.say("dataset_no_keys").to_owned(), "dataset_check_keys_none");
    } else {
        let names: Vec<String> = keys.iter().map(|(key, _)| named(key)).collect();
        say("dataset_check_keys", words.say_with("dataset_unique_in_all", &names.join(", ")), "dataset_check_keys_why");
    }
    let notes = || schema.iter().filter_map(|column| column.note.as_ref());
    let references = notes().filter(|note| note.references.is_some()).count();
    if references > 0 {
        say("dataset_check_references", words.count("dataset_columns_n", references), "dataset_check_references_why");
    }
    let promised = notes()
        .map(|note| {
            let said = [note.required, note.unique, note.min.is_some(), note.max.is_some(), note.pattern.is_some()];
            said.into_iter().filter(|&said| said).count() + usize::from(!note.codes.is_empty())
        })
        .sum::<usize>();
    if promised > 0 {
        say("dataset_check_promises", words.count("dataset_promises_n", promised), "dataset_check_promises_why");
    }
    let repairs = dataset.repairs.total();
    say("dataset_check_repairs", count(words, repairs), "dataset_check_repairs_why");
    checks
}

fn repaired<'a>(words: &'a Words, rule: RepairRule, summary: &'a RuleSummary) -> Repaired<'a> {
    let example = |(line, before, after): &'a (u64, Box<str>, Box<str>)| Example {
        line: words.say_with("dataset_line", &count(words, *line)),
        before: said_in_data(words, &**before),
        after: said_in_data(words, &**after),
    };
    Repaired {
        rule: words.say(rule_word(rule)),
        count: count(words, summary.count),
        examples: summary.examples.iter().map(example).collect(),
    }
}

fn rule_word(rule: RepairRule) -> &'static str {
    match rule {
        RepairRule::Encoding => "dataset_repair_encoding",
        RepairRule::Letters => "dataset_repair_letters",
        RepairRule::Preamble => "dataset_repair_preamble",
        RepairRule::Heading => "dataset_repair_heading",
        RepairRule::ColumnNumbers => "dataset_repair_column_numbers",
        RepairRule::BlankRow => "dataset_repair_blank_row",
        RepairRule::Footnote => "dataset_repair_footnote",
        RepairRule::TotalRow => "dataset_repair_total_row",
        RepairRule::GroupRow => "dataset_repair_group_row",
        RepairRule::Group => "dataset_repair_group",
        RepairRule::HeadingAgain => "dataset_repair_heading_again",
        RepairRule::ShortRow => "dataset_repair_short_row",
        RepairRule::LongRow => "dataset_repair_long_row",
        RepairRule::BlankCell => "dataset_repair_blank_cell",
        RepairRule::MergedCell => "dataset_repair_merged_cell",
        RepairRule::Null => "dataset_repair_null",
        RepairRule::Quote => "dataset_repair_quote",
        RepairRule::Control => "dataset_repair_control",
        RepairRule::Unicode => "dataset_repair_unicode",
        RepairRule::Trim => "dataset_repair_trim",
        RepairRule::Number => "dataset_repair_number",
        RepairRule::Date => "dataset_repair_date",
        RepairRule::Boolean => "dataset_repair_boolean",
    }
}
