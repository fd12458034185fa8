//! What the scripts are given beside the page: a program, the sentences of its nodes, and the words they say.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::rules::phrase::{Phrases, Statement};
use crate::rules::program::part::Part;
use crate::site::base64::base64_into;
use crate::site::render::{Html, Renderer};
use crate::site::routes::Address;
use crate::site::words::Words;

/// The words the scripts say, without `check_`.
const SAID: [&str; 51] = [
    "check_answered",
    "check_remaining",
    "check_last_question",
    "check_change",
    "check_answer_now",
    "check_holds",
    "check_fails",
    "check_open",
    "check_met",
    "check_unmet",
    "check_unclear",
    "check_judged",
    "check_you_said",
    "check_perhaps",
    "check_depends",
    "check_range",
    "check_year",
    "check_month",
    "check_money",
    "check_free_of_charge",
    "check_fee_unknown",
    "check_fee_open",
    "check_total",
    "check_total_known",
    "check_left",
    "check_over",
    "check_due_today",
    "check_if",
    "check_if_today",
    "check_eligible_short",
    "check_agency_short",
    "check_unknown_short",
    "check_unfit_short",
    "check_saved",
    "check_erased",
    "check_copied",
    "check_address",
    "check_unfit_n",
    "check_why",
    "check_at_least",
    "check_at_most",
    "check_fee_perhaps",
    "check_none_short",
    "check_none_stated",
    "check_takes",
    "check_as_of",
    "check_dropped",
    "check_saved_others",
    "check_not_saved",
    "check_lead",
    "check_all_lead",
];

/// Those of them that are counted; a language may have words of its own for one, under `<key>_one`.
const COUNTED: [&str; 2] = ["check_left_one", "check_over_one"];

/// Where the scripts and the module are, from a page; nothing where the module has not been built.
#[derive(Debug, Serialize)]
pub(super) struct Engine {
    script: Option<String>,
    wasm: Option<String>,
    style: String,
}

impl Engine {
    pub fn new(renderer: &Renderer<'_>, page: &Address) -> Self {
        let asset = |name| renderer.theme.asset(name).map(|address| renderer.href(page, address));
        Self {
            script: asset("scripts/eligibility/check.js"),
            wasm: asset("pkg/rules_bg.wasm"),
            style: asset("styles/eligibility.css").unwrap_or_default(),
        }
    }
}

#[derive(Serialize)]
struct Data<'a> {
    /// The code of the procedure.
    code: &'a str,
    /// The program, as base64, or where it is.
    program: String,
    /// What each node requires.
    nodes: BTreeMap<usize, Told>,
    words: BTreeMap<&'a str, &'a str>,
}

/// A sentence, or a list behind what leads to it. Where that says more than how the parts are joined, an empty text comes
/// first: the parts cannot be told in another way then.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Line(String),
    List(Vec<Told>),
}

impl From<Statement> for Told {
    fn from(statement: Statement) -> Self {
        if statement.parts.is_empty() {
            return Self::Line(statement.text);
        }
        let mark = (!statement.is_group).then(|| Self::Line(String::new()));
        let parts = statement.parts.into_iter().map(Self::from);
        Self::List(mark.into_iter().chain([Self::Line(statement.text)]).chain(parts).collect())
    }
}

/// What the page of one procedure holds.
pub(super) fn of_procedure(part: &Part, phrases: &Phrases<'_>, words: &Words) -> Html {
    let program = &part.program;
    let procedure = &program.procedures[0];
    let mut bytes = String::new();
    base64_into(&program.to_bytes(), &mut bytes);
    let told = program.reachable(procedure.conditions.iter().map(|condition| condition.node));
    let sentence = |node: usize| (node, Told::from(phrases.told(part.nodes[node])));
    let nodes = told.into_iter().map(|node| node.0 as usize).filter(|&node| node > 1).map(sentence).collect();
    json(&Data { code: &procedure.code, program: bytes, nodes, words: said(words) })
}

/// What the page of the whole catalogue holds; the program is fetched.
pub(super) fn of_catalogue(program: String, words: &Words) -> Html {
    json(&Data { code: "", program, nodes: BTreeMap::new(), words: said(words) })
}

fn said(words: &Words) -> BTreeMap<&'static str, &str> {
    let counted = COUNTED.iter().filter(|key| words.texts().contains_key(**key));
    SAID.iter().chain(counted).map(|key| (key.strip_prefix("check_").unwrap_or(key), words.say(key))).collect()
}

/// JSON that may stand in a script element: nothing in it can end that.
fn json(data: &Data<'_>) -> Html {
    // Texts and numbers alone: no key of it can fail.
    Html(serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;
    use crate::site::Theme;

    #[test]
    fn no_text_can_end_the_element_it_stands_in() {
        let theme = Theme::embedded().unwrap();
        let html = of_catalogue("</script><!--".to_owned(), theme.words(Language::Vi));
        assert!(!html.0.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&html.0).unwrap();
        assert_eq!(read["program"], "</script><!--");
    }
}
