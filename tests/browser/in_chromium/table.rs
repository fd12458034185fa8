//! The table in the page of a dataset: filters, order, pages, a count, the selection as CSV; and the page without scripts. The
//! server here knows no ranges and sends whole files.

use std::fmt::Write as _;

use serde_json::json;

use crate::harness::{Browser, Page, Site};

const NAMES: [&str; 4] = ["Nguyễn Văn An", "Trần Thị Ánh", "Lê \"Ba\", Bình", "Đỗ Chi"];
const PLACES: [&str; 3] = ["Hà Nội", "Huế", "Cà Mau"];
const ROWS: u32 = 2000;

const DESCRIPTION: &str = r#"
title = { vi = "Người nộp", en = "Payers" }
publisher = { vi = "Cổng thử", en = "Trial" }
licence = "CC0-1.0"
frequency = "monthly"
retrieved = 2020-01-01
file = "nop.csv"
keys = ["ma"]

[[column]]
source = "Mã"
id = "ma"
type = "code"

[[column]]
source = "Tên"
id = "ten"

[[column]]
source = "Nơi"
id = "page"

[[column]]
source = "Giá"
id = "gia"
type = "money"
unit = "VND"
"#;

/// A site with a dataset of 2,000 rows.
fn site() -> Option<Site> {
    let mut rows = String::from("Mã,Tên,Nơi,Giá\r\n");
    for at in 0..ROWS {
        let name = NAMES[at as usize % 4].replace('"', "\"\"");
        let price = if at == 5 { String::new() } else { (at * 7 % 1999 * 1000).to_string() };
        let _ = write!(rows, "{at:05},\"{name}\",{},{price}\r\n", PLACES[at as usize % 3]);
    }
    Site::of_datasets(&[("nop", DESCRIPTION, "nop.csv", &rows)])
}

const PAGE: &str = "du-lieu/nop/";

/// The cells of a column, as they are seen.
fn cells(page: &Page<'_>, column: usize) -> Vec<String> {
    page.visible_texts(&format!(".scroll tbody tr > :nth-child({column})"))
}

/// Waits until the table is still, and says so.
fn wait_for(page: &Page<'_>, status: &str) {
    page.wait_until(&format!(
        "document.querySelector('.rows').ariaBusy === 'false' && document.querySelector('.rows [role=status]').textContent === {}",
        json!(status)
    ));
}

/// Presses the tab key until a thing has the cursor.
fn tab_to(page: &Page<'_>, selector: &str) {
    for _ in 0..80 {
        page.press("Tab");
        if page.evaluate(&format!("document.activeElement.matches({})", json!(selector))) == true {
            return;
        }
    }
    panic!("the tab key never comes to {selector}");
}

#[test]
fn a_view_is_filtered_sorted_paged_and_kept_in_the_address() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    assert_eq!(cells(&page, 1).len(), 20);
    assert_eq!(site.times_asked("root.bin"), 0, "nothing is fetched before it is wanted");

    page.evaluate("document.querySelector('th[data-column=gia] button').click()");
    wait_for(&page, "2.000 dòng. Trang 1 / 100");
    assert_eq!(cells(&page, 4)[..3], ["0", "0", "1.000"]);
    assert_eq!(page.evaluate("document.querySelector('th[data-column=gia]').ariaSort"), "ascending");
    page.evaluate("document.querySelector('th[data-column=gia] button').click()");
    page.wait_until(
        "location.search === '?sort=-gia' && document.querySelector('.scroll tbody td:nth-child(4)').textContent === '1.998.000'",
    );

    page.evaluate("document.querySelector('.tools').open = true");
    page.type_into(".tools input[type=search]", "nguyen an");
    wait_for(&page, "500 dòng. Trang 1 / 25");
    assert!(cells(&page, 2).iter().all(|name| name == "Nguyễn Văn An"));
    page.evaluate("document.querySelector('.pager button:last-child').click()");
    wait_for(&page, "500 dòng. Trang 2 / 25");
    assert_eq!(
        page.evaluate("document.querySelector('.scroll caption').textContent"),
        "Dòng 21–40 trong 500 dòng đã chọn"
    );
    let second = cells(&page, 4);

    // The address is the view.
    let again = browser.open(page.evaluate("location.href").as_str().expect("an address"));
    wait_for(&again, "500 dòng. Trang 2 / 25");
    assert_eq!(cells(&again, 4), second);
    page.back();
    wait_for(&page, "500 dòng. Trang 1 / 25");
    page.assert_clean();
    again.assert_clean();
}

#[test]
fn the_second_page_begins_where_the_first_rows_end() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    assert_eq!(cells(&page, 1).last().map(String::as_str), Some("00019"));
    page.evaluate("document.querySelector('.pager button:last-child').click()");
    wait_for(&page, "2.000 dòng. Trang 2 / 100");
    assert_eq!(cells(&page, 1)[0], "00020");
    page.back();
    page.wait_until("document.querySelector('.scroll tbody th').textContent === '00000'");
    page.assert_clean();
}

#[test]
fn each_column_is_filtered_by_what_fits_it() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    page.evaluate("document.querySelector('.tools').open = true");
    let choose = |column: &str| {
        page.evaluate(&format!(
            "{{ const select = document.querySelector('.tools select'); select.value = {}; select.dispatchEvent(new Event('change')) }}",
            json!(column)
        ));
    };
    // Few values are chosen from, with their counts; a column may be called like a word of the address.
    choose("page");
    page.wait_until("document.querySelectorAll('.choices input').length === 3");
    let mut choices = page.visible_texts(".choices label");
    choices.sort();
    assert_eq!(choices, ["Cà Mau 666", "Huế 667", "Hà Nội 667"]);
    page.evaluate("[...document.querySelectorAll('.choices label')].filter((x) => x.textContent.startsWith('H')).forEach((x) => x.click())");
    page.evaluate("document.querySelector('.tools form').requestSubmit()");
    wait_for(&page, "1.334 dòng. Trang 1 / 67");
    // What is chosen takes nothing away from what can be chosen.
    page.wait_until("document.querySelectorAll('.choices input:checked').length === 2 && document.querySelectorAll('.choices input').length === 3");

    // Numbers are written as people write them.
    choose("gia");
    page.type_into(".tools input[data-operator=le]", "30.000");
    page.evaluate("document.querySelector('.tools form').requestSubmit()");
    page.wait_until("location.search.includes('gia=le%3A30000')");
    page.wait_until("document.querySelector('.rows').ariaBusy === 'false'");
    assert!(!cells(&page, 4).is_empty());
    assert!(cells(&page, 4).iter().all(|price| price.replace('.', "").parse::<u32>().expect("a price") <= 30_000));
    assert_eq!(page.visible_texts(".chips button")[2], "Giá đến 30.000 ✕");

    choose("ma");
    page.type_into(".tools input[data-operator=begins]", "0000");
    page.press("Enter");
    page.wait_until(
        "location.search.includes('ma=begins%3A0000') && document.querySelector('.rows').ariaBusy === 'false'",
    );
    assert!(cells(&page, 1).iter().all(|code| code.starts_with("0000")));
    // All go together.
    page.evaluate("document.querySelector('.chips li:last-child button').click()");
    wait_for(&page, "2.000 dòng. Trang 1 / 100");
    page.assert_clean();
}

#[test]
fn what_is_not_understood_is_said_and_what_is_selected_is_counted_and_saved_as_it_is() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url("du-lieu/nop/?gia=ge:nhieu"));
    wait_for(&page, "Không hiểu được điều kiện lọc “Giá từ nhieu”.");
    assert_eq!(cells(&page, 1).len(), 20);

    let page = browser.open(&site.url("du-lieu/nop/?ten=has:binh&gia=le:30000&chart=ten"));
    wait_for(&page, "7 dòng. Trang 1 / 1");
    assert_eq!(page.visible_texts(".counted tbody th"), ["Lê \"Ba\", Bình"]);
    assert_eq!(page.visible_texts(".counted tbody td:nth-child(2)"), ["7"]);
    page.evaluate(
        "globalThis.saved = new Promise((tell) => {
            URL.createObjectURL = (blob) => (blob.text().then(tell), 'blob:x');
            HTMLAnchorElement.prototype.click = () => {};
        });
        [...document.querySelectorAll('.tools button')].at(-1).click()",
    );
    let saved = page.evaluate("saved");
    wait_for(&page, "Đã tải xong 7 dòng.");
    let lines: Vec<&str> = saved.as_str().expect("a text").split_terminator("\r\n").collect();
    assert_eq!((lines[0], lines.len()), ("ma,ten,page,gia", 8));
    assert!(lines[1..].iter().all(|line| line.contains(",\"Lê \"\"Ba\"\", Bình\",")), "{lines:?}");
    page.assert_clean();
}

/// Counts what is saved; orders, asks to save and chooses a column before the first answer can come.
const ORDER_SAVE_AND_CHOOSE: &str = "
    globalThis.saves = [];
    URL.createObjectURL = (blob) => (blob.text().then((text) => saves.push(text.split('\\r\\n').length)), 'blob:x');
    HTMLAnchorElement.prototype.click = () => {};
    document.querySelector('.tools').open = true;
    document.querySelector('th[data-column=gia] button').click();
    [...document.querySelectorAll('.tools button')].at(-1).click();
    globalThis.choose = () => {
        const select = document.querySelector('.tools select');
        select.value = 'page';
        select.dispatchEvent(new Event('change'));
    };
    choose();";

#[test]
fn what_is_asked_while_the_view_is_awaited_is_all_answered() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    page.evaluate(&format!("{{ {ORDER_SAVE_AND_CHOOSE} }}"));
    page.wait_until("document.querySelectorAll('.choices input').length === 3");
    page.wait_until("saves.length === 1");
    // The heading, the rows, and what stands behind the last line's end.
    assert_eq!(page.evaluate("saves[0]"), ROWS + 2);
    assert_eq!(page.evaluate("document.querySelector('th[data-column=gia]').ariaSort"), "ascending");
    page.assert_clean();
}

#[test]
fn who_goes_back_takes_back_what_they_asked_to_save() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    let left = format!(
        "new Promise((tell) => {{ {ORDER_SAVE_AND_CHOOSE} addEventListener('popstate', tell); history.back(); }}).then(() => 1)"
    );
    page.evaluate(&left);
    assert_eq!(page.evaluate("document.querySelector('.rows [role=status]').textContent"), "");
    page.evaluate("document.querySelector('th[data-column=ma] button').click()");
    wait_for(&page, "2.000 dòng. Trang 1 / 100");
    page.wait_until("document.querySelectorAll('.choices input').length === 3");
    assert_eq!(page.evaluate("saves.length"), 0);
    page.assert_clean();
}

#[test]
fn the_keyboard_alone_will_do() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    tab_to(&page, ".tools summary");
    page.press("Enter");
    page.wait_until("document.querySelector('.tools').open");
    tab_to(&page, ".tools input[type=search]");
    page.type_here("do chi");
    page.press("Enter");
    wait_for(&page, "500 dòng. Trang 1 / 25");
    tab_to(&page, "th[data-column=ten] button");
    page.press("Enter");
    page.wait_until("document.querySelector('th[data-column=ten]').ariaSort === 'ascending'");
    tab_to(&page, ".pager button");
    page.press("Enter");
    wait_for(&page, "500 dòng. Trang 2 / 25");
    assert_eq!(page.evaluate("document.activeElement.textContent"), "Trang sau");
    page.assert_clean();
}

#[test]
fn a_table_and_the_search_of_a_page_start_their_workers_by_one_policy() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    page.evaluate("document.querySelector('th[data-column=gia] button').click()");
    wait_for(&page, "2.000 dòng. Trang 1 / 100");
    page.type_into(".search input", "nguoi nop");
    page.wait_until("!!document.querySelector('.search [role=option]')");
    let texts = page.visible_texts(".search [role=option]");
    assert!(texts[0].contains("Người nộp"), "{texts:?}");
    assert_eq!(
        page.evaluate(
            "(() => { try { motcuaWorker('https://x.example/a.js') } catch (error) { return error.name } })()"
        ),
        "TypeError"
    );
    page.assert_clean();
}

#[test]
fn without_its_files_the_table_says_so_keeps_its_first_rows_and_tries_again() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let root = site.read("du-lieu/nop/table/root.bin").expect("the table");
    let site = site.without("du-lieu/nop/table/root.bin");
    let page = browser.open(&site.url("du-lieu/nop/?sort=gia"));
    page.wait_until("document.querySelector('.rows [role=status]').textContent.startsWith('Không tải được')");
    assert_eq!(cells(&page, 1)[0], "00000");
    let _site = site.with("du-lieu/nop/table/root.bin", &root);
    page.evaluate("document.querySelector('[role=status] + button').click()");
    wait_for(&page, "2.000 dòng. Trang 1 / 100");
}

#[test]
fn without_scripts_a_page_has_its_rows_files_and_facets_and_no_idle_control() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = Page::blank(&browser);
    page.set_scripts(false);
    page.go_to(&site.url(PAGE));
    page.set_scripts(true);
    assert_eq!(cells(&page, 1).len(), 20);
    assert_eq!(page.evaluate("document.querySelectorAll('.rows button, .rows input, .copy').length"), 0);
    assert_eq!(page.evaluate("document.querySelectorAll('#files ~ ul a[download]').length > 5"), true);
    assert_eq!(site.times_asked("root.bin"), 0);
}

#[test]
fn a_telephone_shows_the_page_without_scrolling_sideways() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url(PAGE));
    page.set_viewport(320, 640);
    page.evaluate("document.querySelector('.tools').open = true");
    assert_eq!(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    assert!(
        page.evaluate("document.querySelector('[data-due]').textContent")
            .as_str()
            .is_some_and(|late| late.contains("quá hạn"))
    );
}
