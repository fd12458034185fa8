//! web/scripts/eligibility/ on the sample portal, with the real engine: what a person does and is told.

mod answers;
mod clearing;
mod journeys;
mod pages;
mod places;
mod verdicts;

use crate::harness::{Browser, Page, Site};

/// The sample portal.
fn portal() -> Option<(Browser, Site)> {
    Some((Browser::start()?, Site::of_portal()?))
}

/// A child whose birth is registered late.
const LATE: &str = "#birth_registered=no&child_abandoned=no&child_birth_date=2019-02-07&parent_abroad=no";

/// The page of a procedure that asks, opened with what stands behind `#`.
fn open<'b>(browser: &'b Browser, site: &Site, code: &str, hash: &str) -> Page<'b> {
    let page = browser.open(&site.url(&format!("thu-tuc/{code}/kiem-tra/{hash}")));
    page.set_viewport(360, 740);
    page
}

/// The id of the question that is shown; empty where none is.
const ASKED: &str = "(document.querySelector('#check-form:not([hidden]) > fieldset:not([hidden])')?.id ?? '').slice(2)";
/// Whether a result is shown.
const DONE: &str = "!document.querySelector('#check-result').hidden";

/// Waits for a question and tells which.
fn asked(page: &Page<'_>) -> String {
    page.wait_until(&format!("{ASKED} !== ''"));
    page.evaluate(ASKED).as_str().expect("an id").to_owned()
}

/// Presses Tab until the focus is on what fits.
fn tab_to(page: &Page<'_>, selector: &str) {
    let is_there = format!("document.activeElement.matches({})", serde_json::json!(selector));
    for _ in 0..120 {
        page.press("Tab");
        if page.evaluate(&is_there) == true {
            return;
        }
    }
    panic!("Tab never comes to {selector}");
}

/// Answers the question that is shown by keyboard: a choice, a number, or a date as `d m y`.
fn answer(page: &Page<'_>, id: &str, answer: &str) {
    let fields = format!("#q-{id} input");
    if page.evaluate(&format!("document.querySelector('{fields}').type")) == "text" && answer != "?" {
        for part in answer.split(' ') {
            tab_to(page, &fields);
            page.type_here(part);
        }
        page.press("Enter");
        return;
    }
    tab_to(page, &fields);
    let wanted = format!("document.activeElement.matches('#q-{id} [value=\"{answer}\"]')");
    for _ in 0..20 {
        if page.evaluate(&wanted) == true {
            page.press(" ");
            page.press("Enter");
            return;
        }
        let is_radio = page.evaluate("document.activeElement.type") == "radio";
        page.press(if is_radio { "ArrowDown" } else { "Tab" });
    }
    panic!("no way to {answer} of {id}");
}

/// Answers every question by keyboard until there is a result; tells which were asked.
fn interview(page: &Page<'_>, answers: &[(&str, &str)]) -> Vec<String> {
    let mut met = Vec::new();
    loop {
        let waiting = met.last().cloned().unwrap_or_default();
        page.wait_until(&format!("{DONE} || !['', '{waiting}'].includes({ASKED})"));
        if page.evaluate(DONE) == true {
            return met;
        }
        let id = asked(page);
        let known = answers.iter().find(|(known, _)| *known == id);
        let (_, given) = known.unwrap_or_else(|| panic!("{id} was not to be asked after {met:?}"));
        answer(page, &id, given);
        met.push(id);
    }
}

/// What is read in a part of the page, in one line.
fn read(page: &Page<'_>, selector: &str) -> String {
    let text = page.evaluate(&format!("document.querySelector({}).innerText", serde_json::json!(selector)));
    text.as_str().expect("text").split_whitespace().collect::<Vec<_>>().join(" ")
}
