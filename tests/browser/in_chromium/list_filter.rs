//! web/scripts/list-filter.js

use crate::harness::{Browser, Page, Site};

const HEAD: &str = r#"
<meta name="motcua-module" content="pkg/motcua.js" data-wasm="motcua_bg.wasm">
<script src="scripts/list-filter.js" type="module"></script>"#;

/// As a page is that must also be quiet when it is opened from a folder.
const CLASSIC: &str = r#"
<meta name="motcua-module" content="pkg/motcua.js">
<script src="scripts/list-filter.js" defer></script>"#;

const LIST: &str = r#"
<ul data-filter-list data-filter-label="Lọc danh sách" data-filter-count="{n} thủ tục">
<li>Đăng ký khai sinh</li>
<li>Đăng ký lại khai sinh</li>
<li>Đăng ký kết hôn</li>
<li>Cấp thẻ căn cước<ul><li>Cấp lần đầu</li><li>Cấp đổi</li></ul></li>
<li>Khai sinh có yếu tố nước ngoài</li>
</ul>"#;

const LETTERS: &str = r#"
<div data-filter-list data-filter-label="Lọc" data-filter-count="{n}">
<section data-filter-group><h2>C</h2><ul><li>Chứng thực chữ ký</li></ul></section>
<section data-filter-group><h2>Đ</h2><ul><li>Đổi giấy phép lái xe</li></ul></section>
</div>"#;

const ITEMS: &str = "[data-filter-list] > li";
const BOX: &str = ".list-filter input";
const COUNT: &str = ".list-filter [role=status]";

/// Types, and waits until the list says how much is left.
fn filter(page: &Page, query: &str, count: &str) {
    page.type_into(BOX, query);
    page.wait_until(&format!("document.querySelector('{COUNT}').textContent === '{count}'"));
}

#[test]
fn text_typed_without_marks_finds_text_with_them() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", HEAD, LIST);
    let page = browser.open(&site.url("list.html"));
    filter(&page, "dang ky", "3 thủ tục");
    assert_eq!(page.visible_texts(ITEMS), ["Đăng ký khai sinh", "Đăng ký lại khai sinh", "Đăng ký kết hôn"]);
    assert_eq!(page.evaluate("document.querySelectorAll('li[hidden]').length"), 2);
    page.assert_clean();
}

#[test]
fn every_word_must_be_found_in_any_order() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", HEAD, LIST);
    let page = browser.open(&site.url("list.html"));
    filter(&page, "  khai sinh ĐĂNG ", "2 thủ tục");
    assert_eq!(page.visible_texts(ITEMS), ["Đăng ký khai sinh", "Đăng ký lại khai sinh"]);
}

#[test]
fn an_emptied_box_shows_the_whole_list_and_says_nothing() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", HEAD, LIST);
    let page = browser.open(&site.url("list.html"));
    filter(&page, "xyz", "0 thủ tục");
    assert!(page.visible_texts(ITEMS).is_empty());
    filter(&page, "", "");
    assert_eq!(page.visible_texts(ITEMS).len(), 5);
    page.assert_clean();
}

#[test]
fn a_letter_goes_when_nothing_under_it_is_left() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("letters.html", HEAD, LETTERS);
    let page = browser.open(&site.url("letters.html"));
    filter(&page, "lai xe", "1");
    assert_eq!(page.visible_texts("h2"), ["Đ"]);
}

#[test]
fn the_box_is_named_by_its_label_and_fits_a_telephone() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", HEAD, LIST);
    let page = browser.open(&site.url("list.html"));
    page.set_viewport(320, 640);
    page.wait_until("!!document.querySelector('.list-filter input')");
    let label = page.evaluate("document.querySelector('.list-filter input').labels[0].textContent");
    assert_eq!(label, "Lọc danh sách");
    assert_eq!(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
}

#[test]
fn two_lists_share_one_module() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("two.html", HEAD, &format!("{LIST}{LETTERS}"));
    let page = browser.open(&site.url("two.html"));
    filter(&page, "dang ky", "3 thủ tục");
    assert_eq!(page.visible_texts("h2"), ["C", "Đ"]);
    let modules = page.requests().iter().filter(|url| url.ends_with(".wasm")).count();
    assert_eq!(modules, 1);
}

#[test]
fn a_page_whose_module_is_gone_has_its_list_and_no_box() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", HEAD, LIST).without("pkg/motcua_bg.wasm");
    let page = browser.open(&site.url("list.html"));
    page.wait_until("!document.querySelector('.list-filter')");
    assert_eq!(page.visible_texts(ITEMS).len(), 5);
    let problems = page.problems();
    assert!(problems.iter().all(|problem| problem.contains("404")), "{problems:#?}");
}

#[test]
fn a_page_opened_from_a_folder_is_whole_and_quiet() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", CLASSIC, LIST);
    let page = browser.open(&site.file_url("list.html"));
    assert_eq!(page.visible_texts(ITEMS).len(), 5);
    assert_eq!(page.evaluate("document.querySelector('.list-filter')"), serde_json::Value::Null);
    page.assert_clean();
}

#[test]
fn the_script_works_loaded_either_way() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("list.html", CLASSIC, LIST);
    let page = browser.open(&site.url("list.html"));
    filter(&page, "can cuoc", "1 thủ tục");
    page.assert_clean();
}
