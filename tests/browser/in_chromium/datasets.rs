//! The page of all datasets, filtered as one looks.

use crate::harness::{Browser, Page, Site};

const ROWS: &str = "Mã,Tên\r\n1,Một\r\n2,Hai\r\n";

fn description(title: &str, publisher: &str, more: &str) -> String {
    format!("title = \"{title}\"\npublisher = \"{publisher}\"\nlicence = \"CC0-1.0\"\nfile = \"a.csv\"\n{more}")
}

fn site() -> Option<Site> {
    let [roads, floods, schools] = [
        description("Đường tỉnh", "Sở Giao thông", "frequency = \"annual\"\nmodified = 2026-03-01"),
        description("Ngập lụt", "Sở Nông nghiệp", "frequency = \"daily\"\nmodified = 2026-05-01"),
        description("Trường học", "Sở Giao thông", "frequency = \"daily\"\nmodified = 2026-01-01"),
    ];
    Site::of_datasets(&[
        ("duong", &roads, "a.csv", ROWS),
        ("ngap", &floods, "a.csv", ROWS),
        ("truong", &schools, "a.csv", ROWS),
    ])
}

fn titles(page: &Page<'_>) -> Vec<String> {
    page.visible_texts("#datasets > li > a")
}

#[test]
fn words_and_values_leave_what_fits_and_the_address_keeps_them() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url("du-lieu/"));
    assert_eq!(titles(&page), ["Đường tỉnh", "Ngập lụt", "Trường học"]);
    page.evaluate("document.getElementById('facets').open = true");
    page.evaluate(
        "[...document.querySelectorAll('.facets label')].find((x) => x.textContent.includes('Giao thông')).click()",
    );
    assert_eq!(titles(&page), ["Đường tỉnh", "Trường học"]);
    let daily = "[...document.querySelectorAll('.facets label')].find((x) => x.textContent.includes('hằng ngày'))";
    assert_eq!(page.evaluate(&format!("{daily}.querySelector('.count').textContent")), "1", "counts follow");
    page.type_into(".found input", "truong");
    page.wait_until("document.querySelector('.total').textContent === '1 bộ dữ liệu'");
    assert_eq!(page.evaluate("location.search"), "?q=truong&publisher=so-giao-thong");
    let again = browser.open(page.evaluate("location.href").as_str().expect("an address"));
    assert_eq!(titles(&again), ["Trường học"]);
    page.evaluate("document.querySelector('.total + button').click()");
    assert_eq!(titles(&page).len(), 3);
    page.assert_clean();
    again.assert_clean();
}

#[test]
fn without_scripts_each_value_and_order_has_a_page() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = Page::blank(&browser);
    page.set_scripts(false);
    page.go_to(&site.url("du-lieu/"));
    page.set_scripts(true);
    let link = |text: &str| {
        let found = page.evaluate(&format!(
            "[...document.querySelectorAll('main a')].find((x) => x.textContent.includes('{text}')).href"
        ));
        found.as_str().expect("a link").to_owned()
    };
    let (publisher, latest) = (link("Giao thông"), link("mới cập nhật"));
    page.set_scripts(false);
    page.go_to(&publisher);
    page.set_scripts(true);
    assert_eq!(titles(&page), ["Đường tỉnh", "Trường học"]);
    page.go_to(&latest);
    assert_eq!(titles(&page), ["Ngập lụt", "Đường tỉnh", "Trường học"]);
}
