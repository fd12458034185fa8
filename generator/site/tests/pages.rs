//! What pages say.

use super::*;
use crate::catalogue::FeeAmount;
use crate::language::Money;

#[test]
fn a_procedure_reads_from_the_most_needed_down() {
    let page = &sample()["thu-tuc/1.001193/index.html"];
    let expected = include_str!("../../../tests/golden/procedure.txt");
    assert_eq!(text_of(page), expected.split_whitespace().collect::<Vec<_>>().join(" "));
}

#[test]
fn a_bare_record_says_what_is_not_known() {
    let page = text_of(&sample()["thu-tuc/~201.014325/index.html"]);
    for part in [
        "Giấy tờ Chưa có thông tin",
        "Thời hạn Chưa có thông tin",
        "Phí, lệ phí Chưa có thông tin",
        "Chưa có thông tin về giấy tờ.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for heading in ["Các bước", "Căn cứ pháp lý", "Yêu cầu", "Kết quả", "Thay đổi"] {
        assert!(!page.contains(heading), "{heading}");
    }
}

/// The summary and the table of a procedure whose fees are all `amount`.
fn with_fees(amount: FeeAmount) -> String {
    let mut catalogue = fixture::catalogue();
    let channels = catalogue.procedures[1].channels.as_mut().unwrap();
    channels.value.iter_mut().flat_map(|channel| &mut channel.fees).for_each(|fee| fee.amount = amount);
    text_of(&site_of(&catalogue, &SiteOptions::default())["thu-tuc/1.001193/index.html"])
}

#[test]
fn an_unknown_fee_is_never_free_and_shows_its_note() {
    let page = with_fees(FeeAmount::Unknown);
    assert!(page.contains("Phí, lệ phí Chưa có thông tin"));
    assert!(page.contains("Lệ phí: Chưa có thông tin Miễn cho hộ nghèo"), "{page}");
    assert!(!page.contains("Miễn phí"));
}

#[test]
fn a_free_one_is_free_and_a_zero_is_a_zero() {
    assert!(with_fees(FeeAmount::Free).contains("Phí, lệ phí Miễn phí"));
    assert!(with_fees(FeeAmount::Known(Money::vnd(0))).contains("Phí, lệ phí 0 ₫"));
}

#[test]
fn channels_that_differ_in_name_alone_are_one_row() {
    let page = text_of(&sample()["thu-tuc/1.001193/index.html"]);
    assert!(page.contains("Trực tuyến, Bưu chính 1 ngày làm việc Lệ phí: Miễn phí"), "{page}");
}

#[test]
fn english_pages_exist_for_english_titles_and_name_the_language_of_the_rest() {
    let files = sample();
    let page = &files["en/procedures/1.001193/index.html"];
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h1>Birth registration</h1>"));
    assert!(page.contains("<span lang=\"vi\">Giấy chứng sinh</span>"));
    assert!(page.contains("<div class=\"prose\" lang=\"vi\">"));
    assert!(!files.contains_key("en/procedures/~201.014325/index.html"));
    let list = &files["en/a-z/c/index.html"];
    assert!(list.contains("<a href=\"../../../thu-tuc/~201.014325/\"><span lang=\"vi\">Cấp giấy phép</span></a>"));
    for (from, to) in [("thu-tuc/1.001193", "en/procedures/1.001193"), ("en/procedures/1.001193", "thu-tuc/1.001193")] {
        let link = format!(
            "hreflang=\"{}\" href=\"https://motcua.example.vn/{to}/\"",
            if to.starts_with("en") { "en" } else { "vi" }
        );
        assert!(files[&format!("{from}/index.html")].contains(&link), "{from}");
    }
}

#[test]
fn all_procedures_stand_on_one_page_where_it_holds_them() {
    let name = "Đăng ký khai sinh";
    let page = |page_size| {
        let options = SiteOptions { page_size, ..SiteOptions::default() };
        text_of(&site_of(&fixture::catalogue(), &options)["a-z/index.html"])
    };
    assert!(page(200).contains(name), "{}", page(200));
    assert!(!page(1).contains(name), "{}", page(1));
}

#[test]
fn an_agency_lists_what_it_handles_and_what_it_only_issued() {
    let files = sample();
    let ministry = text_of(&files["co-quan/bo-tu-phap/index.html"]);
    assert!(ministry.contains("Ban hành 2 thủ tục do cơ quan khác giải quyết."), "{ministry}");
    let commune = text_of(&files["co-quan/uy-ban-nhan-dan-cap-xa/index.html"]);
    assert!(commune.contains("Giải quyết 1 thủ tục."), "{commune}");
}

#[test]
fn a_legal_document_leads_to_the_procedures_that_rest_on_it() {
    let files = sample();
    let law = text_of(&files["van-ban/60-2014-qh13/index.html"]);
    assert!(law.contains("60/2014/QH13: Luật Hộ tịch") && law.contains("1.001193"), "{law}");
    assert!(files["en/legal-documents/60-2014-qh13/index.html"].contains("Law on Civil Status"));
    assert!(files["van-ban/index.html"].contains("60-2014-qh13/\">"));
}

#[test]
fn a_withdrawn_code_keeps_a_page_and_an_old_address_leads_on() {
    let files = sample();
    let gone = text_of(&files["thu-tuc/1.000001/index.html"]);
    assert!(gone.contains("Rút khỏi nguồn từ ngày 01/06/2026.") && gone.contains("Đăng ký khai sinh"), "{gone}");
    let old = &files["thu-tuc/dang-ky-khai-sinh/index.html"];
    assert!(old.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../thu-tuc/1.001193/\">"));
    assert_eq!(files["_redirects"], "/thu-tuc/dang-ky-khai-sinh/ /thu-tuc/1.001193/ 301\n");
}

#[test]
fn the_feed_takes_its_time_from_its_entries() {
    let feed = &sample()["thay-doi/feed.xml"];
    assert!(feed.contains("<updated>2026-07-02T00:00:00+07:00</updated>"));
    assert!(feed.contains("<id>https://motcua.example.vn/thu-tuc/1.001193/#changed-1.001193-2026-07-02</id>"));
    assert_eq!(feed.matches("<entry>").count(), 2);
}

#[test]
fn a_record_has_typed_values_and_says_where_they_are_from() {
    let catalogue = fixture::catalogue();
    let record: serde_json::Value = serde_json::from_str(&sample()["thu-tuc/1.001193/index.json"]).unwrap();
    assert_eq!(record["code"], "1.001193");
    assert_eq!(record["url"], "https://motcua.example.vn/thu-tuc/1.001193/");
    assert_eq!(record["channels"][0]["fees"][0]["amount"], serde_json::json!({ "currency": "VND", "amount": 8000 }));
    assert_eq!(record["channels"][0]["time"]["duration"], "P1D");
    assert_eq!(record["decision"]["date"], "2026-01-16");
    assert_eq!(record["provenance"]["name"], serde_json::json!({ "vi": 0, "en": 0 }));
    assert_eq!(record["sources"][0]["retrieved"], "2026-07-18");
    let known: Vec<&str> = catalogue.procedures[1].origins().iter().map(|(field, _)| field.key()).collect();
    for key in known {
        assert!(!record[key].is_null() && !record["provenance"][key].is_null(), "{key}");
    }
}

#[test]
fn lettered_documents_stand_in_the_order_of_their_letters() {
    let mut catalogue = fixture::catalogue();
    let documents = &mut catalogue.procedures[1].documents.as_mut().unwrap().value[0].documents;
    let proto = documents[1].clone();
    *documents = ["e) năm", "đ) bốn", "a) một", "d) ba"]
        .map(|name| crate::catalogue::Document { name: crate::catalogue::Bilingual::vi(name), ..proto.clone() })
        .to_vec();
    let page = text_of(&site_of(&catalogue, &SiteOptions::default())["thu-tuc/1.001193/index.html"]);
    let places = ["a) một", "d) ba", "đ) bốn", "e) năm"].map(|name| page.find(name).unwrap());
    assert!(places.is_sorted());
}

#[test]
fn a_redirect_may_lead_to_a_place_in_a_page() {
    let mut catalogue = fixture::catalogue();
    catalogue.redirects[0].to = "/thu-tuc/1.001193/index.html#phi".into();
    let files = site_of(&catalogue, &SiteOptions::default());
    let page = &files["thu-tuc/dang-ky-khai-sinh/index.html"];
    assert!(page.contains("href=\"../../thu-tuc/1.001193/#phi\""), "{page}");
    assert_eq!(files["_redirects"], "/thu-tuc/dang-ky-khai-sinh/ /thu-tuc/1.001193/index.html#phi 301\n");
}
