//! Journeys from end to end, by keyboard alone, with an eye on the network.

use super::*;

/// Nothing of the answers was sent to anybody, and once the engine is there nothing at all is.
fn assert_nothing_was_told(page: &Page<'_>, answers: &[&str]) {
    let all = page.sent();
    assert!(all.iter().any(|sent| sent.to_string().contains("/kiem-tra/")), "what is sent is seen");
    for sent in all {
        let sent = sent.to_string();
        for answer in answers {
            assert!(!sent.contains(answer), "{answer} in {sent}");
        }
    }
}

#[test]
fn a_birth_is_registered_late() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url("thu-tuc/1.001193/"));
    tab_to(&page, ".box .button");
    page.press("Enter");
    page.wait_until("location.pathname.endsWith('/kiem-tra/') && document.readyState === 'complete'");
    assert!(
        !page.requests().iter().any(|address| address.contains("rules_bg")),
        "nothing is fetched before one begins"
    );
    tab_to(&page, "#check-begin");
    page.press("Enter");
    asked(&page);
    let before = page.requests().len();
    let met = interview(
        &page,
        &[
            ("birth_registered", "no"),
            ("child_abandoned", "no"),
            ("parent_abroad", "no"),
            ("child_birth_date", "7 2 2019"),
            ("birth_proof", "witness"),
            ("surrogacy", "no"),
            ("applicant", "self"),
            ("copies", "3"),
            ("merit_family", "no"),
            ("household_poverty", "neither"),
            ("disability", "no_certificate"),
            ("place", "ha-giang"),
        ],
    );
    assert!(met.len() > 6, "{met:?}");
    assert_eq!(page.evaluate("document.activeElement.textContent"), "Bạn làm được thủ tục này");
    let text = read(&page, "#check-text");
    for part in ["Đăng ký quá hạn", "Văn bản của người làm chứng", "24.000 ₫", "Chưa có thông tin về mức thu"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in ["Đăng ký đúng hạn", "Giấy cam đoan", "Giấy ủy quyền", "Hạn của bạn"] {
        assert!(!text.contains(part), "{part}: {text}");
    }
    assert_eq!(page.requests().len(), before, "{:?}", page.requests());
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("child_birth_date=2019-02-07")));
    assert_nothing_was_told(&page, &["2019", "witness", "child_birth_date", "neither", "giang"]);
    page.assert_clean();
}

#[test]
fn an_identity_card_for_one_who_does_not_know_everything() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.014061", "");
    tab_to(&page, "#check-begin");
    page.press("Enter");
    let answers = [
        ("vietnamese", "?"),
        ("birth_date", "  2001"),
        ("has_identity_card", "no"),
        ("in_population_database", "yes"),
        ("applicant", "self"),
        ("apply_by", "counter"),
    ];
    let met = interview(&page, &answers);
    assert!(met.iter().any(|id| id == "vietnamese"), "{met:?}");
    let verdict = read(&page, "#check-result");
    assert!(verdict.starts_with("Chưa trả lời được"), "{verdict}");
    assert!(verdict.contains("Tôi không biết"), "{verdict}");
    // A year was enough: the condition on the age is met.
    assert!(read(&page, "[data-list=conditions]").contains("Đạt Từ đủ 14 tuổi"));
    // What was not known is answered after all.
    tab_to(&page, "[data-ask=vietnamese]");
    page.press("Enter");
    assert_eq!(asked(&page), "vietnamese");
    assert_eq!(page.evaluate("document.querySelector('#q-vietnamese :checked').value"), "?");
    answer(&page, "vietnamese", "yes");
    page.wait_until(DONE);
    assert!(read(&page, "#check-result").starts_with("Bạn làm được thủ tục này"));
    assert_nothing_was_told(&page, &["2001", "birth_date", "vietnamese"]);
    page.assert_clean();
}

#[test]
fn from_the_whole_catalogue_to_a_checklist_on_paper() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(""));
    tab_to(&page, ".hero .button");
    page.press("Enter");
    page.wait_until("location.pathname === '/kiem-tra/' && document.readyState === 'complete'");
    tab_to(&page, "#check-topics [value=co-con-nho]");
    page.press(" ");
    tab_to(&page, "#check-begin");
    page.press("Enter");
    assert_ne!(asked(&page), "");
    let answers = [
        ("birth_registered", "no"),
        ("child_abandoned", "no"),
        ("parent_abroad", "no"),
        ("child_birth_date", "7 2 2019"),
        ("child_vietnamese", "yes"),
        ("birth_proof", "notice"),
    ];
    for _ in 0..9 {
        let id = asked(&page);
        let given = answers.iter().find(|(known, _)| *known == id).map_or("?", |(_, given)| given);
        answer(&page, &id, given);
        page.wait_until(&format!("{DONE} || {ASKED} !== '{id}'"));
        if page.evaluate(DONE) == true {
            break;
        }
    }
    if page.evaluate(DONE) != true {
        tab_to(&page, "#check-finish");
        page.press("Enter");
        page.wait_until(DONE);
    }
    assert_eq!(page.visible_texts("[data-topic] > h2"), ["Có con nhỏ"], "only what was chosen");
    let birth = read(&page, "[data-code='1.001193']");
    assert!(birth.starts_with("Đăng ký khai sinh bạn làm được"), "{birth}");
    let hash = page.evaluate("location.hash");
    tab_to(&page, "[data-code='1.001193'] a");
    page.press("Enter");
    page.wait_until("location.pathname === '/thu-tuc/1.001193/kiem-tra/' && document.readyState === 'complete'");
    assert_eq!(page.evaluate("location.hash"), hash, "answers go with the link");
    let met = interview(
        &page,
        &[
            ("birth_proof", "notice"),
            ("surrogacy", "no"),
            ("applicant", "someone_else"),
            ("copies", "0"),
            ("merit_family", "yes"),
            ("household_poverty", "?"),
            ("disability", "?"),
            ("place", "?"),
        ],
    );
    assert!(!met.iter().any(|id| id == "child_birth_date" || id == "birth_registered"), "asked twice: {met:?}");
    tab_to(&page, "[data-document=giay-chung-sinh] input");
    page.press(" ");
    page.print_media();
    let paper = read(&page, "body");
    for part in [
        "1.001193",
        "Bạn làm được thủ tục này",
        "Giấy chứng sinh",
        "Giấy ủy quyền",
        "Câu trả lời của bạn",
        "07/02/2019",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    for part in ["Sao chép", "Sửa", "Trang chủ", "Tất cả thủ tục", "Lưu câu trả lời"] {
        assert!(!paper.contains(part), "{part}: {paper}");
    }
    assert_nothing_was_told(&page, &["2019", "child_birth_date", "someone_else", "co-con-nho="]);
    page.assert_clean();
}
