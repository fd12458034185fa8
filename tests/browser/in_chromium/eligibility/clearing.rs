//! Clearing: on a computer that is shared, nobody sees what those before them answered.

use super::*;

const STARTED: &str = "document.querySelector('#check-begin').checkVisibility()";

/// Clears, and waits for the start.
fn clear(page: &Page<'_>) {
    page.evaluate("document.querySelector('#check-restart').click()");
    page.wait_until(STARTED);
}

/// Nothing of [`LATE`] is in the page, in its address or in its fields.
fn assert_forgotten(page: &Page<'_>) {
    assert_eq!(page.evaluate("location.hash"), "");
    assert_eq!(page.evaluate("document.querySelector('.other').hash"), "");
    assert_eq!(page.evaluate("document.querySelectorAll('#check-form :checked').length"), 0);
    let typed =
        page.evaluate("[...document.querySelectorAll('#check-form [type=text]')].map(({ value }) => value).join('')");
    assert_eq!(typed, "");
    assert!(!read(page, "body").contains("07/02/2019"));
}

#[test]
fn clearing_forgets_everything_in_every_entry_of_the_history() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    let first = asked(&page);
    page.evaluate("document.querySelector('#check-save').click()");
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    clear(&page);
    assert_forgotten(&page);
    assert_eq!(page.evaluate("localStorage.length"), 0, "what was kept is erased as well");
    // Back, to the result and to the question before it.
    for _ in 0..2 {
        let depth = page.evaluate("history.state.depth");
        page.back();
        page.wait_until(&format!("history.state.depth < {depth}"));
        page.wait_until(STARTED);
        assert_forgotten(&page);
    }
    // The next one begins, and nothing of it is lost.
    page.evaluate("document.querySelector('#check-begin').click()");
    page.wait_until(&format!("!['', 'x{first}'].includes({ASKED})"));
    assert_eq!(
        page.evaluate("document.querySelector('#check-progress').textContent.startsWith('Đã trả lời 0 câu')"),
        true
    );
    page.reload();
    asked(&page);
    assert!(!read(&page, "body").contains("07/02/2019"));
    page.assert_clean();
}

#[test]
fn an_entry_that_is_loaded_anew_after_clearing_is_empty_too() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    asked(&page);
    // Another page that knows the answers, by its link.
    page.leave_by("document.querySelector('[href*=\"/kiem-tra/\"][data-carry]').click()");
    page.wait_until(&format!(
        "location.pathname === '/kiem-tra/' && document.readyState === 'complete' && ({DONE} || {ASKED} !== '')"
    ));
    assert_ne!(page.evaluate("location.hash"), "");
    clear(&page);
    page.leave_by("history.go(-2)");
    page.wait_until(&format!("location.pathname !== '/kiem-tra/' && document.readyState === 'complete' && {STARTED}"));
    assert_forgotten(&page);
    page.assert_clean();
}

#[test]
fn topics_are_cleared_and_those_that_do_not_exist_are_none() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("kiem-tra/#-topics=nope"));
    page.wait_until(STARTED);
    page.evaluate("document.querySelector('#check-topics [value=co-con-nho]').click()");
    assert_eq!(page.evaluate("location.hash"), "#-topics=co-con-nho");
    page.evaluate("document.querySelector('#check-begin').click()");
    asked(&page);
    clear(&page);
    assert_eq!(page.evaluate("document.querySelectorAll('#check-topics :checked').length"), 0);
    page.assert_clean();
}

#[test]
fn a_question_that_is_gone_since_leads_to_one_that_is_there() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    let here = asked(&page);
    page.evaluate("history.replaceState({ ...history.state, view: 'gone' }, '')");
    page.reload();
    page.wait_until(&format!("{ASKED} === '{here}'"));
    page.assert_clean();
}
