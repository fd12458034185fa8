//! The box of every page.

use super::{INPUT, portal};
use crate::harness::Page;

const OPTIONS: &str = "[role=option]";
const OPEN: &str = "document.querySelector('[role=listbox]').checkVisibility()";

/// Types, and waits until all answers are there.
fn find(page: &Page, text: &str, options: usize) {
    page.type_into(INPUT, text);
    page.wait_until(&format!("document.querySelectorAll('{OPTIONS}').length === {options}"));
}

fn attribute(page: &Page, name: &str) -> serde_json::Value {
    page.evaluate(&format!("document.querySelector('{INPUT}').getAttribute('{name}')"))
}

fn active(page: &Page) -> serde_json::Value {
    let expression = format!(
        "(() => {{
            const id = document.querySelector('{INPUT}').getAttribute('aria-activedescendant');
            const chosen = [...document.querySelectorAll('[aria-selected=true]')];
            if (chosen.length > 1 || chosen[0]?.id !== (id ?? undefined)) return 'disagree';
            return id && [...document.querySelectorAll('{OPTIONS}')].indexOf(chosen[0]);
        }})()"
    );
    page.evaluate(&expression)
}

#[test]
fn nothing_is_fetched_before_the_box_is_touched() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    let heavy = || ["root.bin", ".wasm"].map(|end| site.times_asked(end));
    assert_eq!((heavy(), site.times_asked(&site.asset("worker."))), ([0, 0], 0));
    page.evaluate("document.querySelector('[name=q]').focus()");
    page.wait_until("performance.getEntriesByType('resource').some(({ name }) => name.endsWith('root.bin'))");
    assert_eq!(heavy(), [1, 1]);
    page.assert_clean();
}

#[test]
fn what_is_typed_opens_a_list_of_options() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    assert_eq!(attribute(&page, "role"), "combobox");
    assert_eq!(attribute(&page, "aria-expanded"), "false");
    find(&page, "khai sinh", 3);
    assert_eq!(attribute(&page, "aria-expanded"), "true");
    assert_eq!(attribute(&page, "aria-controls"), "search-options");
    let texts = page.visible_texts(OPTIONS);
    assert_eq!(texts[0], "Đăng ký khai sinhBộ Tư pháp · Hộ tịch · 1.001193");
    assert_eq!(texts[2], "Xem tất cả kết quả cho “khai sinh”");
    assert_eq!(page.visible_texts("[role=option]:first-child mark"), ["khai", "sinh"]);
    page.wait_until("document.querySelector('.search [role=status]').textContent === 'Kết quả: 2'");
    page.assert_clean();
}

#[test]
fn arrows_choose_and_home_and_end_return_to_the_text() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    find(&page, "khai sinh", 3);
    assert_eq!(active(&page), serde_json::Value::Null);
    for (key, chosen) in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)] {
        page.press(key);
        assert_eq!(active(&page), chosen, "{key}");
    }
    page.press("ArrowUp");
    assert_eq!(active(&page), serde_json::Value::Null);
    page.press("ArrowUp");
    assert_eq!(active(&page), 2);
    page.press("ArrowDown");
    assert_eq!(active(&page), serde_json::Value::Null);
    for key in ["Home", "End"] {
        page.press("ArrowDown");
        page.press(key);
        assert_eq!(active(&page), serde_json::Value::Null, "{key}");
    }
    assert_eq!(page.evaluate("document.querySelector('[name=q]').selectionStart"), 9);
    assert_eq!(page.evaluate("document.activeElement.name"), "q");
}

#[test]
fn enter_opens_the_option_that_is_chosen() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.014061/"));
    find(&page, "khai sinh", 3);
    page.press("ArrowDown");
    page.press("Enter");
    page.wait_until("location.pathname === '/thu-tuc/1.001193/' && document.readyState === 'complete'");
    page.assert_clean();
}

#[test]
fn enter_without_an_option_leads_to_the_search_page() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.014061/"));
    find(&page, "khai sinh", 3);
    page.press("Enter");
    page.wait_until("location.pathname + location.search === '/tim-kiem/?q=khai+sinh'");
    page.wait_until("document.querySelectorAll('#search-results li').length === 2");
}

#[test]
fn the_last_option_leads_to_the_search_page() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    find(&page, "khai sinh", 3);
    page.press("ArrowUp");
    page.press("Enter");
    page.wait_until("location.pathname + location.search === '/tim-kiem/?q=khai+sinh'");
}

#[test]
fn escape_closes_and_then_clears() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    find(&page, "khai sinh", 3);
    page.press("Escape");
    assert_eq!(page.evaluate(OPEN), false);
    assert_eq!(page.evaluate("document.querySelector('[name=q]').value"), "khai sinh");
    page.press("ArrowDown");
    assert_eq!(page.evaluate(OPEN), true);
    page.press("Escape");
    page.press("Escape");
    assert_eq!(page.evaluate("document.querySelector('[name=q]').value"), "");
}

#[test]
fn tab_leaves_the_box_and_closes_the_list() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    find(&page, "khai sinh", 3);
    page.press("ArrowDown");
    page.press("Tab");
    assert_eq!(page.evaluate(OPEN), false);
    assert_eq!(attribute(&page, "aria-expanded"), "false");
    assert_eq!(active(&page), serde_json::Value::Null);
    assert_eq!(page.evaluate("document.activeElement.type"), "submit");
}

#[test]
fn a_slash_goes_to_the_box_unless_somebody_writes() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    page.press("/");
    assert_eq!(page.evaluate("document.activeElement.name"), "q");
    page.press("/");
    assert_eq!(page.evaluate("document.activeElement.value"), "/");
}

#[test]
fn the_slash_can_be_turned_off_on_the_search_page() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("tim-kiem/"));
    let kept = "Object.entries(localStorage).length";
    assert_eq!(page.evaluate("document.querySelector('#search-slash').checked"), true);
    let toggle = || page.evaluate("document.querySelector('#search-slash').click()");
    let leads_to_the_box = || {
        page.evaluate("document.activeElement.blur()");
        page.press("/");
        page.evaluate("document.activeElement.name === 'q'")
    };
    assert_eq!((leads_to_the_box(), page.evaluate(kept)), (true.into(), 0.into()), "nothing is kept of who is content");
    toggle();
    assert_eq!((leads_to_the_box(), page.evaluate(kept)), (false.into(), 1.into()));
    page.go_to(&site.url("thu-tuc/1.001193/"));
    assert_eq!(leads_to_the_box(), false);
    page.go_to(&site.url("tim-kiem/"));
    assert_eq!(page.evaluate("document.querySelector('#search-slash').checked"), false);
    toggle();
    assert_eq!((leads_to_the_box(), page.evaluate(kept)), (true.into(), 0.into()));
    page.assert_clean();
}

#[test]
fn a_word_is_looked_for_while_an_input_method_still_writes_it() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    page.evaluate("document.querySelector('[name=q]').focus()");
    page.compose("khai");
    page.wait_until(&format!("document.querySelectorAll('{OPTIONS}').length === 4"));
    page.compose("khai sinh");
    page.wait_until(&format!("document.querySelectorAll('{OPTIONS}').length === 3"));
    // Keys of a composition belong to the input method.
    page.evaluate(
        "document.querySelector('[name=q]').dispatchEvent(
            new KeyboardEvent('keydown', { key: 'ArrowDown', isComposing: true, bubbles: true }))",
    );
    assert_eq!(active(&page), serde_json::Value::Null);
    assert_eq!(page.evaluate("document.querySelector('[name=q]').value"), "khai sinh");
}

#[test]
fn nothing_found_is_said_and_leads_on() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    find(&page, "zzz", 1);
    assert_eq!(page.visible_texts(OPTIONS), ["Chưa thấy “zzz”. Xem các cách tìm khác"]);
}

#[test]
fn the_list_fits_a_telephone_and_moves_nothing() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    page.set_viewport(320, 640);
    let top = "document.querySelector('#situations').getBoundingClientRect().top";
    let before = page.evaluate(top);
    find(&page, "giay", 9);
    assert_eq!(page.evaluate(top), before);
    assert_eq!(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    let bottom =
        |selector: &str| page.evaluate(&format!("document.querySelector('{selector}').getBoundingClientRect().bottom"));
    let (all, list) = (bottom("[role=option]:last-child"), bottom("[role=listbox]"));
    assert!(all.as_f64() <= list.as_f64(), "the way to all results is in sight: {all} {list}");
    assert_eq!(
        page.evaluate(&format!(
            "[...document.querySelectorAll('{OPTIONS}')].every((option) => option.offsetHeight >= 44)"
        )),
        true
    );
}

#[test]
fn english_pages_ask_in_english() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("en/"));
    find(&page, "khai sinh", 3);
    let texts = page.visible_texts(OPTIONS);
    assert_eq!(texts[2], "See all results for “khai sinh”");
    assert_eq!(page.evaluate("document.querySelector('[role=option] span').lang"), "vi");
    page.press("ArrowDown");
    page.press("Enter");
    page.wait_until("location.pathname === '/thu-tuc/1.001193/'");
}
