//! The search page.

use super::{INPUT, portal, results};

const TITLES: &str = "#search-results h3";
const HEADING: &str = "#search-count";

#[test]
fn the_address_asks_the_question() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai+sinh");
    assert_eq!(page.visible_texts(HEADING), ["Kết quả: 2"]);
    assert_eq!(
        page.visible_texts(TITLES),
        ["Đăng ký khai sinh", "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh"]
    );
    assert_eq!(page.visible_texts("#search-results li:first-child h3 mark"), ["khai", "sinh"]);
    assert_eq!(
        page.visible_texts("#search-results li:first-child small"),
        ["Thủ tục · Bộ Tư pháp · Hộ tịch · 1.001193"]
    );
    assert_eq!(page.evaluate("document.querySelector('#search-results a').pathname"), "/thu-tuc/1.001193/");
    assert_eq!(page.evaluate("document.querySelector('#search-browse').checkVisibility()"), false);
    assert_eq!(page.evaluate(&format!("document.querySelector('{INPUT}').value")), "khai sinh");
    page.wait_until("document.querySelector('#search-status').textContent === 'Kết quả: 2'");
    page.assert_clean();
}

#[test]
fn typing_keeps_the_address_and_only_what_was_meant_is_come_back_to() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("tim-kiem/"));
    let length = page.evaluate("history.length").as_u64().expect("a number");
    let count = |text: &str, count: usize, search: &str| {
        page.type_into(INPUT, text);
        page.wait_until(&format!("document.querySelectorAll('{TITLES}').length === {count}"));
        page.wait_until(&format!("location.search === '{search}'"));
    };
    count("khai", 3, "?q=khai");
    count("khai sinh", 2, "?q=khai+sinh");
    assert_eq!(page.evaluate("history.length"), length + 1);
    page.press("Enter");
    count("giay", 10, "?q=giay");
    assert_eq!(page.evaluate("history.length"), length + 2);
    page.back();
    page.wait_until(&format!("document.querySelectorAll('{TITLES}').length === 2"));
    assert_eq!(page.evaluate(&format!("document.querySelector('{INPUT}').value")), "khai sinh");
    page.back();
    page.wait_until("document.querySelector('#search-browse').checkVisibility()");
    page.assert_clean();
}

#[test]
fn a_filter_narrows_and_can_be_taken_back() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=giay");
    page.set_viewport(1280, 800);
    page.wait_until("document.querySelectorAll('#search-choices input').length === 5");
    page.wait_until("document.querySelector('#search-facets').open");
    assert_eq!(page.visible_texts("legend"), ["Lĩnh vực", "Cấp thực hiện"]);
    page.evaluate("document.querySelector('#search-field-ho-tich').focus()");
    page.press(" ");
    page.wait_until("document.querySelector('#search-count').textContent.startsWith('Kết quả: 12')");
    assert_eq!(page.evaluate("location.search"), "?q=giay&field=ho-tich");
    assert_eq!(page.evaluate("document.activeElement.id"), "search-field-ho-tich");
    assert_eq!(page.evaluate("document.querySelector('#search-field-ho-tich').checked"), true);
    page.back();
    page.wait_until("document.querySelector('#search-count').textContent.startsWith('Kết quả: 24')");
    page.wait_until("!document.querySelector('#search-field-ho-tich').checked");
    page.assert_clean();
}

#[test]
fn filters_are_folded_on_a_telephone_and_open_on_a_desk() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=giay");
    page.set_viewport(360, 700);
    let shown = "document.querySelector('#search-choices').checkVisibility({ contentVisibilityAuto: true })";
    page.wait_until(&format!("!{shown}"));
    assert_eq!(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    page.set_viewport(1280, 700);
    page.wait_until(shown);
}

#[test]
fn pages_are_links_and_the_focus_follows() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=giay");
    assert_eq!(page.visible_texts("#search-parts li"), ["1", "2", "3"]);
    let second = "#search-parts a[href='?q=giay&page=2']";
    page.evaluate(&format!("document.querySelector(\"{second}\").click()"));
    page.wait_until("document.querySelector('[aria-current=page]').textContent === '2'");
    assert_eq!(page.evaluate("location.search"), "?q=giay&page=2");
    page.wait_until("document.activeElement.id === 'search-count'");
    assert_eq!(page.visible_texts(HEADING), ["Kết quả: 24 trang 2/3"]);
    page.back();
    page.wait_until("document.querySelector('[aria-current=page]').textContent === '1'");
}

#[test]
fn the_order_is_kept_in_the_address() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai&sort=name");
    assert_eq!(page.evaluate("document.querySelector('#search-sort').value"), "name");
    assert_eq!(page.visible_texts(TITLES)[0], "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh");
    page.evaluate(
        "{ const sort = document.querySelector('#search-sort'); sort.value = 'rank';
           sort.dispatchEvent(new Event('change')) }",
    );
    page.wait_until("document.querySelector('#search-results h3').textContent === 'Đăng ký khai sinh'");
    assert_eq!(page.evaluate("location.search"), "?q=khai");
}

#[test]
fn a_corrected_question_says_so_and_can_be_asked_as_it_was() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai+xinh");
    assert_eq!(page.visible_texts("#search-note p"), ["Đang hiển thị kết quả cho khai sinh. Chỉ tìm “khai xinh”"]);
    let told = "Đang hiển thị kết quả cho khai sinh. Kết quả: 2";
    page.wait_until(&format!("document.querySelector('#search-status').textContent === '{told}'"));
    page.evaluate("document.querySelector('#search-note a').click()");
    page.wait_until("document.querySelector('#search-count').textContent === 'Không tìm thấy “khai xinh”'");
    assert_eq!(page.evaluate("location.search"), "?q=khai+xinh&literal=1");
}

#[test]
fn a_question_about_a_part_leads_to_that_part() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=dang+ky+khai+sinh+can+giay+to+gi");
    assert_eq!(page.visible_texts(".jump a"), ["→ Giấy tờ cần chuẩn bị"]);
    page.leave_by("document.querySelector('.jump a').click()");
    page.wait_until("location.pathname + location.hash === '/thu-tuc/1.001193/#documents'");
    page.wait_until("!!document.querySelector('#documents')");
}

#[test]
fn nothing_found_leads_on() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=zzz");
    assert_eq!(page.visible_texts(HEADING), ["Không tìm thấy “zzz”"]);
    assert_eq!(page.visible_texts("#search-note a"), ["Lĩnh vực Hộ tịch"]);
    assert_eq!(page.evaluate("document.querySelector('#search-browse').checkVisibility()"), true);
}

#[test]
fn what_nothing_answers_is_said_to_be_near_and_leads_on() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai+sinh+xe");
    assert_eq!(page.visible_texts(HEADING), ["Không có trang nào viết riêng về “khai sinh xe”. Gần nhất:"]);
    assert_eq!(
        page.visible_texts("#search-results li:first-child small"),
        ["Thủ tục · Bộ Tư pháp · Hộ tịch · 1.001193", "Thiếu: xe"]
    );
    assert_eq!(page.evaluate("document.querySelector('#search-browse').checkVisibility()"), true);
    page.type_into(INPUT, "khai sinh");
    // Ways to browse go at the first letter, the heading follows with the results.
    page.wait_until(&format!("document.querySelector('{HEADING}').textContent === 'Kết quả: 2'"));
    assert_eq!(page.evaluate("document.querySelector('#search-browse').checkVisibility()"), false);
    page.assert_clean();
}

#[test]
fn words_of_another_language_say_so() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("en/search/?q=giay"));
    page.set_viewport(1280, 800);
    page.wait_until("document.querySelectorAll('#search-choices label [lang=vi]').length === 5");
    let page = browser.open(&site.url("en/search/?q=zzz"));
    page.wait_until("!!document.querySelector('#search-note a[lang=vi]')");
    let page = results(&browser, &site, "q=giay");
    page.set_viewport(1280, 800);
    page.wait_until("document.querySelectorAll('#search-choices label').length === 5");
    assert_eq!(page.evaluate("!!document.querySelector('#search-choices [lang]')"), false);
}

#[test]
fn excerpts_come_from_the_records_of_what_is_seen() {
    let Some((browser, site)) = portal() else { return };
    let page = results(&browser, &site, "q=khai+sinh");
    page.wait_until("!!document.querySelector('#search-results li:first-child .excerpt mark')");
    assert_eq!(site.times_asked("thu-tuc/1.001193/index.json"), 1);
    page.assert_clean();
}

#[test]
fn excerpts_are_not_fetched_where_data_is_dear() {
    let Some((browser, site)) = portal() else { return };
    let page = crate::harness::Page::blank(&browser);
    page.set_save_data(true);
    page.go_to(&site.url("tim-kiem/?q=khai+sinh"));
    page.wait_until(&format!("document.querySelectorAll('{TITLES}').length === 2"));
    page.evaluate("new Promise((done) => setTimeout(done, 300))");
    assert_eq!(site.times_asked("index.json"), 0);
}

#[test]
fn nothing_jumps_while_results_come() {
    let Some((browser, site)) = portal() else { return };
    for (width, height) in [(360, 700), (1280, 800)] {
        let page = crate::harness::Page::blank(&browser);
        page.set_viewport(width, height);
        page.slow_down();
        page.go_to(&site.url("tim-kiem/?q=giay&field=ho-tich"));
        page.wait_until("!!document.querySelector('#search-results .excerpt mark')");
        let shifts = page.evaluate(
            "new Promise((done) => {
                const shifts = [];
                const tell = ({ value, sources }) => {
                    const names = sources.map(({ node, previousRect, currentRect }) =>
                        `${node?.nodeName} ${node?.id} ${node?.className}: ${previousRect.y} to ${currentRect.y}`);
                    shifts.push([value, names]);
                };
                new PerformanceObserver((list) => list.getEntries().forEach(tell))
                    .observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(shifts), 500);
            })",
        );
        let sum: f64 = shifts.as_array().expect("a list").iter().filter_map(|shift| shift[0].as_f64()).sum();
        assert!(sum < 0.02, "{width}: {shifts:#}");
    }
}
