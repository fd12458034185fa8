//! Eligibility pages as they are read without scripts, and where there are none.

use super::*;
use crate::catalogue::{Document, Sourced};
use crate::rules::compile::compile;
use crate::rules::model::Rules;

const PAGE: &str = "thu-tuc/1.001193/kiem-tra/index.html";

/// The page as it is read, without what scripts show or are given.
fn read(page: &str) -> String {
    let form = page.find("<form class=\"ask\"").unwrap()..page.find("</form>\n<section").unwrap();
    let data = page.find("<script type=").unwrap()..page.rfind("</script>").unwrap();
    text_of(&format!("{}{}{}", &page[..form.start], &page[form.end..data.start], &page[data.end..]))
}

#[test]
fn the_rules_of_a_procedure_are_text() {
    let expected = include_str!("../../../tests/golden/check.txt");
    assert_eq!(read(&sample()[PAGE]), expected.split_whitespace().collect::<Vec<_>>().join(" "));
}

#[test]
fn each_question_is_a_set_of_fields_with_a_way_not_to_know() {
    let page = &sample()[PAGE];
    for id in ["born", "abandoned", "proof", "ways", "copies", "income", "place"] {
        let set = page.split(&format!("<fieldset id=\"q-{id}\"")).nth(1).unwrap().split("</fieldset>").next().unwrap();
        assert!(set.contains(&format!("name=\"{id}\" value=\"?\"")), "{id}: {set}");
        assert!(set.contains("<legend>") && set.contains("data-error="), "{id}");
        assert_eq!(set.contains("value=\"-\""), ["ways", "income"].contains(&id), "{id}");
    }
    assert!(page.contains("data-error=\"Nhập một số nguyên từ 0 đến 100\""));
    assert!(page.contains("data-error=\"Nhập ngày có thật, từ ngày 01/01/1970 đến hôm nay\""));
}

#[test]
fn a_citation_leads_to_the_law_on_the_procedures_page() {
    let files = sample();
    assert!(files[PAGE].contains("<a href=\"../../../thu-tuc/1.001193/#law-60-2014-qh13\">60/2014/QH13 Điều 15.1</a>"));
    assert!(files["thu-tuc/1.001193/index.html"].contains("<a href=\"#law-60-2014-qh13\">60/2014/QH13 Điều 15.1</a>"));
    // A law that is not among the legal basis leads nowhere.
    assert!(files[PAGE].contains("; 1/2026/NĐ-CP Điều 2</small>"));
}

#[test]
fn a_document_that_another_procedure_gives_leads_there() {
    let mut catalogue = fixture::catalogue();
    let mut giver = catalogue.procedures[0].clone();
    giver.results = catalogue.procedures[1].results.clone();
    giver.results.as_mut().unwrap().value[0].name = crate::catalogue::Bilingual::vi("GIẤY  CHỨNG SINH");
    catalogue.procedures[0] = giver;
    let page = &site_of(&catalogue, &SiteOptions::default())[PAGE];
    assert!(page.contains("Do thủ tục này cấp: <a href=\"../../../thu-tuc/~201.014325/\">Cấp giấy phép</a>"));
}

#[test]
fn a_document_with_a_rule_is_on_the_list_though_the_source_wants_no_copy_of_it() {
    let mut catalogue = fixture::catalogue();
    let documents = &mut catalogue.procedures[1].documents.as_mut().unwrap().value[0].documents;
    let Document { originals, copies, .. } = &mut documents[1];
    (*originals, *copies) = (Some(0), Some(0));
    assert!(site_of(&catalogue, &SiteOptions::default())[PAGE].contains("<li data-document=\"notice\">"));
}

#[test]
fn the_page_of_all_names_each_procedure_under_its_groups_and_counts_the_rest() {
    let files = sample();
    let page = text_of(&files["kiem-tra/index.html"]);
    assert!(page.contains("Khai sinh Đăng ký khai sinh Khởi sự kinh doanh Đăng ký khai sinh Còn 2 thủ tục"));
    assert!(
        files["kiem-tra/index.html"]
            .contains("<li data-at=\"0\" data-code=\"1.001193\"><a href=\"../thu-tuc/1.001193/kiem-tra/\"")
    );
    assert!(files["en/check/index.html"].contains("<a href=\"../../en/procedures/1.001193/check/\""));
    for address in ["kiem-tra/", "en/check/", "thu-tuc/1.001193/kiem-tra/", "en/procedures/1.001193/check/"] {
        assert!(files["sitemap.xml"].contains(&format!("<loc>https://motcua.example.vn/{address}</loc>")), "{address}");
    }
}

#[test]
fn a_procedure_in_no_group_stands_under_other_matters() {
    let mut catalogue = fixture::catalogue();
    catalogue.procedures[1].groups = None;
    let page = text_of(&site_of(&catalogue, &SiteOptions::default())["kiem-tra/index.html"]);
    assert!(page.contains("Việc khác Đăng ký khai sinh"), "{page}");
}

#[test]
fn procedures_that_nobody_can_apply_for_have_no_page() {
    let (mut book, _) = fixture::rules();
    for code in ["1.014955-Xoa", "2.000001", "9.999999"] {
        let rules = Rules { code: code.into(), ..book.procedures[0].clone() };
        book.procedures.push(rules);
    }
    let program = compile(&book).program;
    let files = site_with(&fixture::catalogue(), &(book, program), &SiteOptions::default());
    let pages = files.keys().filter(|path| path.ends_with("/kiem-tra/index.html"));
    assert_eq!(pages.collect::<Vec<_>>(), [PAGE]);
}

#[test]
fn a_site_without_rules_has_no_byte_of_it() {
    let mut catalogue = fixture::catalogue();
    catalogue.procedures.iter_mut().for_each(|procedure| procedure.rules = None);
    let none = (RuleBook::default(), compile(&RuleBook::default()).program);
    for (path, html) in site_with(&catalogue, &none, &SiteOptions::default()) {
        for sign in ["kiem-tra", "/check", "rules/", "eligibility", "rules_bg"] {
            assert!(!path.contains(sign) && !html.contains(sign), "{path}: {sign}");
        }
    }
}

#[test]
fn words_of_authors_are_only_text() {
    const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"'&";
    let (mut book, _) = fixture::rules();
    for question in &mut book.questions {
        question.wording.vi = HOSTILE.into();
        question.label = Some(question.wording.clone());
        question.help = Some(question.wording.clone());
        question.why = Some(question.wording.clone());
        question.choices.iter_mut().for_each(|choice| choice.name.vi = HOSTILE.into());
    }
    let rules = &mut book.procedures[0];
    for common in rules.conditions.iter_mut().map(|item| &mut item.common).chain(&mut rules.cases) {
        common.name.as_mut().unwrap().vi = HOSTILE.into();
        common.cite.as_mut().unwrap().text = format!("{HOSTILE} 60/2014/QH13 {HOSTILE}").into();
    }
    let program = compile(&book).program;
    let mut catalogue = fixture::catalogue();
    let origin = catalogue.procedures[1].records[0];
    catalogue.procedures[1].name.vi = Some(Sourced::new(HOSTILE.into(), origin));
    let files = site_with(&catalogue, &(book, program), &SiteOptions::default());
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!html.contains("<img src=x"), "{path}");
        let outside = html.split("<script type=").next().unwrap();
        assert!(!outside.contains("\"'&"), "{path}");
        if path.ends_with("kiem-tra/index.html") {
            let data = html.split("id=\"check-data\">").nth(1).unwrap().split("</script>").next().unwrap();
            assert!(serde_json::from_str::<serde_json::Value>(data).is_ok(), "{path}: {data}");
        }
    }
}

#[test]
fn each_version_is_an_item_of_its_own() {
    let page = &sample()[PAGE];
    for (id, names) in [("kind", ["Theo luật cũ", "Theo luật mới"]), ("dated", ["Phí cũ", "Phí mới"])] {
        for (version, name) in names.iter().enumerate() {
            let item = page.split(&format!("<li data-id=\"{id}\" data-version=\"{version}\"")).nth(1).unwrap();
            assert!(
                item.split("</li>").next().unwrap().contains(&format!("<strong>{name}</strong>")),
                "{id} {version}"
            );
        }
    }
    let dated = page.split("<strong>Phí cũ</strong>").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(dated.contains("10.000") && !dated.contains("20.000"), "the amount is of this version: {dated}");
    let form = page.split("data-document=\"form\"").nth(1).unwrap().split("data-document").next().unwrap();
    assert!(
        form.contains("data-version=\"0\"") && form.contains("data-version=\"1\"") && form.contains("Điều 3"),
        "{form}"
    );
    assert!(page.contains("Mức thu theo: 7/2025/NQ-HĐND"), "the law behind an amount is told");
}

#[test]
fn a_place_can_be_one_that_no_rule_knows() {
    let (mut book, _) = fixture::rules();
    let mut rate = book.procedures[0].rates[0].clone();
    rate.place.as_mut().unwrap().text = "01/00004".into();
    book.procedures[0].rates.push(rate);
    let program = compile(&book).program;
    let files = site_with(&fixture::catalogue(), &(book, program.clone()), &SiteOptions::default());
    let set = files[PAGE].split("<fieldset id=\"q-place\"").nth(1).unwrap().split("</fieldset>").next().unwrap();
    for place in ["01/elsewhere", "01/00004", "elsewhere"] {
        assert!(set.contains(&format!("value=\"{place}\"")), "{place}: {set}");
    }
    let class = |place| program.places.range(place).unwrap();
    assert_eq!((class("01/elsewhere"), class("01/00004"), class("elsewhere")), ((1, 1), (2, 2), (0, 0)));
}

#[test]
fn only_what_another_procedure_gives_is_one_paper_in_every_list() {
    let key = |page: &str, name: &str| {
        let before = page.split(name).next().unwrap();
        before.rsplit("data-paper=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let two = |given: bool| {
        let mut catalogue = fixture::catalogue();
        if given {
            let results = catalogue.procedures[1].results.clone();
            catalogue.procedures[0].results = results;
            catalogue.procedures[0].results.as_mut().unwrap().value[0].name =
                crate::catalogue::Bilingual::vi("Giấy chứng sinh");
        }
        let (book, program) = fixture::rules();
        let pages = site_with(&catalogue, &(book, program), &SiteOptions::default());
        key(&pages[PAGE], "<span>Giấy chứng sinh")
    };
    assert_ne!(two(true), two(false));
}
