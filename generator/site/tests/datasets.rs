//! What pages of datasets say, and that the page of all of them holds for none, one and many.

use super::*;
use crate::dataset::{Publication, read_datasets};
use crate::files::{FileTable, MemoryFiles};

const ROWS: &str = "Danh sách\r\nMã;Tên;Dân số;Ngày\r\n01;Hà Nội;8.500.000;01/07/2025\r\n04;Cao Bằng;-;25/07/2025\r\n";

fn description(at: usize) -> String {
    format!(
        r#"title = {{ vi = "Bộ {at}", en = "Set {at}" }}
publisher = {{ vi = "Cơ quan {}", en = "Agency {}" }}
licence = "CC-BY-4.0"
frequency = "monthly"
modified = 2026-07-{:02}
file = "a.csv"
keys = ["ma"]
[[column]]
source = "Mã"
type = "code"
description = {{ vi = "Mã <b>đơn vị</b>", en = "Code" }}
pattern = '[0-9]{{2}}'
[[column]]
source = "Dân số"
unit = "người"
"#,
        at % 3,
        at % 3,
        at % 28 + 1,
    )
}

fn of_published<'a>(published: &'a [Publication<'a>]) -> SiteDatasets<'a> {
    SiteDatasets { published, ..SiteDatasets::default() }
}

/// The pages of a site with so many datasets.
fn site_of_datasets(count: usize) -> BTreeMap<String, String> {
    let files = (0..count).fold(MemoryFiles::default(), |files, at| {
        files
            .with(&format!("datasets/bo-{at}/dataset.toml"), description(at))
            .with(&format!("datasets/bo-{at}/a.csv"), ROWS)
    });
    let (datasets, found) = read_datasets(&files, &mut FileTable::default());
    assert_eq!(datasets.len(), count, "{found:?}");
    let published: Vec<Publication<'_>> = fixture::publications(&files, &datasets);
    let sink = MemorySink::default();
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    let catalogue = fixture::catalogue();
    write(&catalogue, rules, of_published(&published), &Theme::embedded().unwrap(), &SiteOptions::default(), &sink)
        .unwrap();
    let files = sink.into_files();
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap_or_default())).collect()
}

#[test]
fn a_page_says_what_the_data_is_in_the_words_of_its_language() {
    let files = site_of_datasets(2);
    let page = text_of(&files["du-lieu/bo-1/index.html"]);
    for said in [
        "2 dòng × 4 cột",
        "Creative Commons Attribution 4.0",
        "01 Hà Nội 8.500.000 01/07/2025",
        "Bản này còn mới theo lời hứa đến hết ngày 02/08/2026.",
        "Mã &lt;b&gt;đơn vị&lt;/b&gt;",
        "xác định duy nhất mỗi dòng; theo mẫu [0-9]{2}.",
        "1 (12,5 %) trên 8; nhiều nhất ở “Dân số”: 1",
        "Dòng phía trên bảng",
        "dtype={\"ma\": \"string\", \"ten\": \"string\"}".replace('"', "&quot;").as_str(),
        "https://motcua.example.vn/du-lieu/bo-1/bo-1.csv",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let english = text_of(&files["en/datasets/bo-1/index.html"]);
    assert!(english.contains("8,500,000 1 July 2025") && english.contains("current until 2 August 2026"), "{english}");
    assert!(!files["du-lieu/bo-1/index.html"].contains("style="));
    // Words of data are Vietnamese on an English page too: in a row, and in what reading left out.
    let english = &files["en/datasets/bo-1/index.html"];
    for said in ["<td><span lang=\"vi\">Hà Nội</span></td>", "</span><span lang=\"vi\">Danh sách</span></del>"] {
        assert!(english.contains(said), "{said}: {english}");
    }
    assert!(files["du-lieu/bo-1/index.html"].contains("<td>Hà Nội</td>"));
}

#[test]
fn versions_stand_among_the_changes_and_in_their_feed() {
    let (files, datasets) = fixture::datasets();
    let published = fixture::publications(&files, &datasets);
    let sink = MemorySink::default();
    let (book, program) = fixture::rules();
    let rules = SiteRules { book: &book, program: &program };
    let mut catalogue = fixture::catalogue();
    for (change, day) in catalogue.changes.iter_mut().zip(["2025-07-01", "2025-03-01", "2024-12-31"]) {
        change.date = crate::language::Date::parse_iso(day).unwrap();
    }
    write(&catalogue, rules, of_published(&published), &Theme::embedded().unwrap(), &SiteOptions::default(), &sink)
        .unwrap();
    let files = sink.into_files();
    let read = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let page = read("thay-doi/index.html");
    let days: Vec<&str> = page.split("<time datetime=\"").skip(1).map(|rest| &rest[..10]).collect();
    assert!(days.is_sorted_by(|a, b| a >= b) && days.contains(&"2025-01-01"), "{days:?}");
    assert!(page.contains("href=\"../du-lieu/tinh/v/2025-07-01/thay-doi/\">Tỉnh, thành phố</a>"), "{page}");
    let text = text_of(&page);
    assert!(text.contains("Sửa dữ liệu: 9 thay đổi về cột, "), "columns first: {text}");
    assert!(text.contains("Dữ liệu mới: 3 dòng"), "{text}");
    assert!(text_of(&read("en/changes/index.html")).contains("New dataset: 3 rows"));
    let feed = read("en/changes/feed.xml");
    assert!(feed.contains("/en/datasets/tinh/v/2025-07-01/changes/#version-2025-07-01</id>"), "{feed}");
    assert!(read("index.html").contains("v/2025-07-01/thay-doi/"), "the home page has the latest");
}

#[test]
fn there_may_be_no_dataset_or_one_or_five_hundred() {
    let none = site_of_datasets(0);
    assert!(!none.keys().any(|path| path.starts_with("du-lieu/")));
    assert!(!none["index.html"].contains("du-lieu/"));
    let one = site_of_datasets(1);
    assert!(one["index.html"].contains("href=\"du-lieu/\"") && one["du-lieu/index.html"].contains("1 bộ dữ liệu"));
    assert!(!one.keys().any(|path| path.starts_with("du-lieu/loc/nha-xuat-ban/")), "one value tells nothing apart");
    let many = site_of_datasets(500);
    assert!(many["du-lieu/trang/3/index.html"].contains("bo-99/"), "500 on pages of 200");
    assert!(!many["du-lieu/index.html"].contains("all."), "no script over a part of a list");
    let agency = text_of(&many["du-lieu/loc/nha-xuat-ban/co-quan-1/index.html"]);
    assert!(
        agency.contains("Nhà xuất bản: Cơ quan 1. 167 bộ dữ liệu.")
            && agency.contains("Bộ 1 ")
            && !agency.contains("Bộ 3 ")
    );
    assert!(many["en/datasets/filter/publisher/co-quan-1/index.html"].contains("Agency 1"));
    let latest = &many["du-lieu/loc/sap-xep/ngay/index.html"];
    assert!(latest.find("bo-27/") < latest.find("bo-26/"));
}
