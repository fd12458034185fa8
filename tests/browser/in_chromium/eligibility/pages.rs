//! What the pages are before, without and despite scripts.

use super::*;

#[test]
fn without_scripts_the_conditions_are_text() {
    let Some((browser, site)) = portal() else { return };
    let page = Page::blank(&browser);
    page.set_scripts(false);
    page.go_to(&site.url("thu-tuc/1.001193/kiem-tra/"));
    let text = read(&page, "main");
    for part in [
        "Việc sinh chưa được đăng ký lần nào",
        "Theo: 60/2014/QH13 Điều 15.1",
        "60 ngày",
        "Văn bản của người làm chứng",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in ["Bắt đầu", "Tôi không biết", "Trả lời vài câu"] {
        assert!(!text.contains(part), "{part} is promised: {text}");
    }
    page.go_to(&site.url("kiem-tra/"));
    assert!(read(&page, "main").contains("Đăng ký khai sinh"));
}

#[test]
fn a_line_that_breaks_leaves_the_text_and_a_way_to_try_again() {
    let Some((browser, site)) = portal() else { return };
    let wasm = site.asset("rules_bg.");
    let whole = site.read(&wasm).expect("the module");
    let site = site.with(&wasm, b"broken");
    let page = open(&browser, &site, "1.001193", "");
    page.evaluate("document.querySelector('#check-begin').click()");
    page.wait_until("document.querySelector('#check-failed').checkVisibility()");
    assert_eq!(page.evaluate("document.activeElement.id"), "check-again", "the button that was pressed is gone");
    assert!(read(&page, "#check-text").contains("Việc sinh chưa được đăng ký"));
    let site = site.with(&wasm, &whole);
    page.evaluate("document.querySelector('#check-again').click()");
    assert_ne!(asked(&page), "");
    drop(site);
}

#[test]
fn every_view_fits_a_telephone() {
    let Some((browser, site)) = portal() else { return };
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    for path in ["thu-tuc/1.014027/kiem-tra/", "kiem-tra/", "en/check/"] {
        let page = browser.open(&site.url(path));
        page.set_viewport(320, 640);
        assert_eq!(page.evaluate(fits), true, "{path}");
        page.evaluate("document.querySelector('#check-begin').click()");
        asked(&page);
        assert_eq!(page.evaluate(fits), true, "{path}, a question");
        page.evaluate("document.querySelector('#check-finish').click()");
        page.wait_until(DONE);
        assert_eq!(page.evaluate(fits), true, "{path}, the result");
        page.assert_clean();
    }
}

#[test]
fn links_that_lead_elsewhere_do_not_carry_answers() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", "#child_birth_date=2019-02-07");
    asked(&page);
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    let carrying = page.evaluate(
        "[...document.querySelectorAll('a')].filter(({ href }) => href.includes('2019')).map(({ className, pathname }) => pathname)",
    );
    assert_eq!(carrying, serde_json::json!(["/en/procedures/1.001193/check/", "/kiem-tra/"]));
}
