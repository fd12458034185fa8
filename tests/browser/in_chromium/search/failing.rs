//! What is left when something is missing.

use super::{INPUT, portal, results, stored};
use crate::harness::Page;

const NOTICE: &str = ".search-off";

/// The page is what it is without scripts.
fn assert_browsed(page: &Page) {
    page.wait_until(&format!("document.querySelector('{NOTICE}').checkVisibility()"));
    assert_eq!(page.evaluate("document.querySelector('#search-browse').checkVisibility()"), true);
    // Style sheets may come after the text.
    page.wait_until("!document.querySelector('#search-found').checkVisibility()");
}

#[test]
fn without_scripts_the_form_leads_to_ways_to_browse() {
    let Some((browser, site)) = portal() else { return };
    let page = Page::blank(&browser);
    page.set_scripts(false);
    page.go_to(&site.url("thu-tuc/1.001193/"));
    page.type_into(INPUT, "khai sinh");
    page.press("Enter");
    page.wait_until("location.pathname + location.search === '/tim-kiem/?q=khai+sinh'");
    page.wait_until("!!document.querySelector('#search-browse')");
    assert_browsed(&page);
    assert_eq!(page.visible_texts("#search-browse h2").len(), 5);
}

#[test]
fn without_the_index_the_page_offers_ways_to_browse() {
    let Some((browser, site)) = portal() else { return };
    let site = site.without("search/root.bin");
    let page = browser.open(&site.url("tim-kiem/?q=khai"));
    assert_browsed(&page);
    assert_eq!(site.times_asked("root.bin"), 2, "once more");
}

#[test]
fn without_the_module_the_box_is_a_form() {
    let Some((browser, site)) = portal() else { return };
    let module = site.asset("search_bg.");
    let site = site.without(&module);
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    page.type_into(INPUT, "khai sinh");
    page.evaluate("new Promise((done) => setTimeout(done, 300))");
    assert_eq!(page.evaluate("document.querySelector('[role=listbox]').checkVisibility()"), false);
    page.press("Enter");
    page.wait_until("location.pathname === '/tim-kiem/' && !!document.querySelector('.search-off')");
    assert_browsed(&page);
}

#[test]
fn an_index_of_another_version_is_not_read() {
    let Some((browser, site)) = portal() else { return };
    let site = site.with("search/root.bin", &stored("root 2"));
    let page = browser.open(&site.url("tim-kiem/?q=khai"));
    assert_browsed(&page);
    page.assert_clean();
}

#[test]
fn a_damaged_file_is_fetched_once_more_and_then_done_without() {
    let Some((browser, site)) = portal() else { return };
    let site = site.with("search/head.bin", &stored("bad")).with("search/t1.bin", b"no deflate");
    let page = browser.open(&site.url("tim-kiem/?q=khai"));
    page.wait_until("document.querySelector('#search-results').ariaBusy === 'false'");
    assert_eq!((site.times_asked("head.bin"), site.times_asked("t1.bin")), (2, 2));
    assert_eq!(page.visible_texts("#search-count"), ["Một phần dữ liệu chưa tải được, nên có thể thiếu kết quả."]);
    page.assert_clean();
}

#[test]
fn a_file_that_unpacks_to_more_than_any_of_ours_is_damaged() {
    let Some((browser, site)) = portal() else { return };
    let large = |size: usize| motcua::search::writer::pack(&vec![b'g'; size]);
    let site = site.with("search/t1.bin", &large(motcua::search::format::LARGEST));
    let page = results(&browser, &site, "q=khai");
    assert_eq!(page.visible_texts("#search-count"), ["Kết quả: 3"]);
    let site = site.with("search/t1.bin", &large(motcua::search::format::LARGEST + 1));
    let page = results(&browser, &site, "q=khai");
    assert_eq!(page.visible_texts("#search-count"), ["Kết quả: khoảng 1"], "what the head has");
    assert_eq!(site.times_asked("t1.bin"), 3);
    page.assert_clean();
}

#[test]
fn what_may_be_missing_is_said_and_can_be_tried_again() {
    let Some((browser, site)) = portal() else { return };
    let site = site.with("search/docs.bin", b"no deflate");
    let page = results(&browser, &site, "q=khai");
    let missing = "Một phần dữ liệu chưa tải được, nên có thể thiếu kết quả.";
    assert_eq!(page.visible_texts("#search-missing"), [format!("{missing} Thử lại")]);
    page.wait_until(&format!("document.querySelector('#search-status').textContent.endsWith('. {missing}')"));
    let site = site.with("search/docs.bin", &stored("good"));
    page.evaluate("document.querySelector('#search-again').click()");
    page.wait_until("document.querySelector('#search-count').textContent === 'Kết quả: 3'");
    page.wait_until("!document.querySelector('#search-missing').checkVisibility()");
    page.wait_until("document.activeElement.id === 'search-count'");
    page.wait_until("document.querySelector('#search-status').textContent === 'Kết quả: 3'");
    page.assert_clean();
    let site = site.with("search/docs.bin", b"no deflate");
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    page.type_into(INPUT, "khai");
    page.wait_until(&format!("document.querySelector('.search [role=status]').textContent.endsWith('. {missing}')"));
}

#[test]
fn a_missing_box_script_leaves_the_page_whole() {
    let Some((browser, site)) = portal() else { return };
    let script = site.asset("box.");
    let site = site.without(&script);
    let page = browser.open(&site.url("tim-kiem/?q=khai"));
    assert_browsed(&page);
}

#[test]
fn a_page_opened_from_a_folder_is_whole_and_quiet() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.file_url("tim-kiem/index.html"));
    assert_browsed(&page);
    page.type_into(INPUT, "khai");
    assert_eq!(page.visible_texts(".search-keys"), [""; 0]);
    page.assert_clean();
}

#[test]
fn only_the_last_question_is_answered() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai");
    for text in ["giay", "zzz", "khai sinh"] {
        page.type_into(INPUT, text);
    }
    page.wait_until("document.querySelectorAll('#search-results li').length === 2");
    page.evaluate("new Promise((done) => setTimeout(done, 200))");
    assert_eq!(page.visible_texts("#search-count"), ["Kết quả: 2"]);
}
