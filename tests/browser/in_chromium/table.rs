//! A table of a dataset in a page: first rows, filters, order, pages, a chart, the selection as CSV. The server here knows no
//! ranges and sends whole files.

use motcua::table::writer::{Layout, Writer};
use motcua::table::{Column, Decimal, Kind, Value};
use serde_json::json;

use crate::harness::{Browser, Page, Site};

const NAMES: [&str; 4] = ["Nguyễn Văn An", "Trần Thị Ánh", "Lê \"Ba\", Bình", "Đỗ Chi"];
const ROWS: u32 = 2000;

/// A page with the table of 2,000 rows, of which it shows two.
fn site() -> Option<Site> {
    let site = Site::of_scripts()?;
    let module = site.read("pkg/table.js")?;
    let worker = [module, site.read("scripts/table/worker.js")?].join(&b'\n');
    let mut site = Some(site.with("table-worker.js", &worker));
    let mut put = |name: &str, bytes: &[u8]| {
        site = site.take().map(|site| site.with(&format!("table/{name}"), bytes));
        Ok::<(), std::convert::Infallible>(())
    };
    let columns = [("ten", "Tên", Kind::Text), ("gia", "Giá", Kind::Money)];
    let columns = columns.map(|(id, name, kind)| Column { id: id.into(), name: name.into(), kind, scale: 0 });
    let mut writer = Writer::new(columns.to_vec(), ROWS, Layout::default(), &mut put).expect("a table");
    for at in 0..ROWS {
        let price = Value::Number(Decimal { mantissa: i128::from(at * 7 % 1999), scale: 0 });
        let name = NAMES[at as usize % 4];
        writer.push(&[Value::Text(name), if at == 5 { Value::Null } else { price }]).expect("a row");
    }
    writer.finish().expect("the table is written");
    let body = r#"<section data-table="table/" data-worker="table-worker.js" data-wasm="pkg/table_bg.wasm" data-file="x.csv">
        <table><thead><tr><th data-column="ten">Tên</th><th data-column="gia">Giá</th></tr></thead>
        <tbody><tr><td>đầu</td><td>1</td></tr><tr><td>hai</td><td>2</td></tr></tbody></table></section>"#;
    Some(site?.page("bang.html", r#"<script defer src="scripts/table/table.js"></script>"#, body))
}

/// The cells of a column, as they are seen.
fn cells(page: &Page<'_>, column: usize) -> Vec<String> {
    page.visible_texts(&format!("section > table:first-of-type tbody tr td:nth-child({column})"))
}

fn wait_for(page: &Page<'_>, status: &str) {
    page.wait_until(&format!(
        "document.querySelector('section').ariaBusy === 'false' && document.querySelector('[role=status]').textContent === {}",
        json!(status)
    ));
}

#[test]
fn a_view_is_filtered_sorted_paged_and_kept_in_the_address() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url("bang.html"));
    assert_eq!(cells(&page, 1), ["đầu", "hai"]);
    assert_eq!(site.times_asked("root.bin"), 0, "nothing is fetched before it is wanted");

    page.evaluate("document.querySelector('th[data-column=gia] button').click()");
    wait_for(&page, "2.000 dòng");
    assert_eq!(cells(&page, 2)[..3], ["0", "0", "1"]);
    page.evaluate("document.querySelector('th[data-column=gia] button').click()");
    page.wait_until(
        "location.search === '?sort=-gia' && document.querySelector('tbody td:nth-child(2)').textContent === '1998'",
    );

    page.type_into("input[type=search]", "nguyen an");
    page.press("Enter");
    wait_for(&page, "500 dòng");
    assert!(cells(&page, 1).iter().all(|name| name == "Nguyễn Văn An"));
    page.evaluate("document.querySelector('nav[aria-label] button:last-child').click()");
    page.wait_until("location.search.includes('page=2') && document.querySelector('section').ariaBusy === 'false'");
    let second = cells(&page, 2);
    assert_eq!(second.len(), 25);

    // The address is the view.
    let again = browser.open(page.evaluate("location.href").as_str().expect("an address"));
    wait_for(&again, "500 dòng");
    assert_eq!(cells(&again, 2), second);
    page.back();
    page.wait_until("document.querySelector('nav[aria-label] span').textContent.startsWith('Trang 1 ')");
    page.assert_clean();
    again.assert_clean();
}

#[test]
fn what_is_not_understood_is_said_and_what_is_selected_is_saved_as_it_is() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let page = browser.open(&site.url("bang.html?gia=ge:nhieu"));
    wait_for(&page, "Không hiểu được: gia=ge:nhieu");
    assert!(cells(&page, 1).is_empty());

    let page = browser.open(&site.url("bang.html?ten=has:binh&gia=le:30&chart=ten"));
    wait_for(&page, "7 dòng");
    assert_eq!(page.evaluate("document.querySelectorAll('details tr').length"), 4);
    page.evaluate(
        "globalThis.saved = new Promise((tell) => {
            URL.createObjectURL = (blob) => (blob.text().then(tell), 'blob:x');
            HTMLAnchorElement.prototype.click = () => {};
        });
        document.querySelector('nav[aria-label] + button').click()",
    );
    let saved = page.evaluate("saved");
    let lines: Vec<&str> = saved.as_str().expect("a text").split_terminator("\r\n").collect();
    assert_eq!((lines[0], lines.len()), ("Tên,Giá", 8));
    assert!(lines[1..].iter().all(|line| line.starts_with("\"Lê \"\"Ba\"\", Bình\",")), "{lines:?}");
    page.assert_clean();
}

#[test]
fn without_its_files_the_table_says_so_and_keeps_its_first_rows() {
    let (Some(browser), Some(site)) = (Browser::start(), site()) else { return };
    let site = site.without("table/root.bin");
    let page = browser.open(&site.url("bang.html?sort=gia"));
    wait_for(&page, "Không tải được dữ liệu. Hãy thử lại.");
    assert_eq!(cells(&page, 1), ["đầu", "hai"]);
}
