//! What a result says, on a small site whose rules change on a day.

use super::*;

const QUESTIONS: &str = r#"
[[question]]
id = "poor"
type = "bool"
wording = "Bạn thuộc hộ nghèo?"
[[question]]
id = "copies"
type = "integer"
min = 0
max = 9
wording = "Cần bao nhiêu bản?"
"#;

const RULES: &str = r#"
name = "Xin trợ giúp"
[[condition]]
id = "ngheo"
name = "Hộ nghèo"
requires = 'poor'
[[case]]
id = "k"
name = "Trường hợp theo luật cũ"
until = 2025-07-01
[[case]]
id = "k"
name = "Trường hợp theo luật mới"
from = 2025-07-01
[[document]]
id = "d1"
name = "Đơn theo mẫu cũ"
until = 2025-07-01
cite = "1/2020/NĐ-CP"
[[document]]
id = "d1"
name = "Đơn theo mẫu mới"
from = 2025-07-01
cite = "2/2025/NĐ-CP"
[[fee]]
id = "f"
name = "Phí cũ"
amount = 10000
until = 2025-07-01
[[fee]]
id = "f"
name = "Phí mới"
amount = 20000
from = 2025-07-01
[[fee]]
id = "ban-sao"
name = "Phí bản sao"
when = 'copies > 0'
amount = 'copies * 8000 dong'
"#;

/// Asks for nothing of anybody.
const OPEN: &str = r#"
name = "Xin bản sao"
[[document]]
id = "don"
name = "Đơn xin bản sao"
when = 'copies > 1'
"#;

fn small() -> Option<(Browser, Site)> {
    Some((Browser::start()?, Site::of_rules(QUESTIONS, &[("1.000001", RULES), ("1.000002", OPEN)])?))
}

#[test]
fn only_what_is_in_force_on_the_day_is_shown() {
    let Some((browser, site)) = small() else { return };
    for (day, mine, not_mine) in [
        ("2025-06-30", ["luật cũ", "mẫu cũ", "Phí cũ", "10.000 ₫"], ["luật mới", "mẫu mới", "Phí mới", "20.000 ₫"]),
        ("2025-07-01", ["luật mới", "mẫu mới", "Phí mới", "20.000 ₫"], ["luật cũ", "mẫu cũ", "Phí cũ", "10.000 ₫"]),
    ] {
        let page = open(&browser, &site, "1.000001", &format!("#poor=yes&copies=0&today={day}"));
        page.wait_until(DONE);
        let text = read(&page, "#check-text");
        for part in mine {
            assert!(text.contains(part), "{day}: {part}: {text}");
        }
        for part in not_mine {
            assert!(!text.contains(part), "{day}: {part}: {text}");
        }
        page.assert_clean();
    }
}

#[test]
fn a_fee_that_does_not_apply_is_not_shown_and_one_that_may_says_so() {
    let Some((browser, site)) = small() else { return };
    let fee = |copies| {
        let page = open(&browser, &site, "1.000001", &format!("#poor=yes&copies={copies}&today=2025-07-01"));
        page.wait_until(DONE);
        page.visible_texts("[data-list=fees] > [data-id=ban-sao]")
    };
    assert!(fee("0").is_empty());
    assert!(fee("2")[0].contains("16.000 ₫"));
    assert!(fee("?")[0].contains("Còn tùy câu trả lời"), "{:?}", fee("?"));
}

#[test]
fn what_one_who_is_not_eligible_would_have_to_bring_is_folded() {
    let Some((browser, site)) = small() else { return };
    let page = open(&browser, &site, "1.000001", "#poor=no&today=2025-07-01");
    page.wait_until(DONE);
    assert!(read(&page, "#check-result").starts_with("Bạn không đủ điều kiện Hộ nghèo"));
    assert!(!read(&page, "#check-text").contains("Đơn theo mẫu mới"));
    page.evaluate("document.querySelector('.takes > summary').click()");
    assert!(read(&page, "#check-text").contains("Đơn theo mẫu mới"));
    page.assert_clean();
}

#[test]
fn rules_without_conditions_say_what_to_bring_and_not_that_one_is_eligible() {
    let Some((browser, site)) = small() else { return };
    let page = open(&browser, &site, "1.000002", "#copies=2");
    page.wait_until(DONE);
    assert!(read(&page, "#check-result").starts_with("Không có điều kiện nào được nêu; đây là những gì cần mang theo"));
    assert!(read(&page, "#check-text").contains("Đơn xin bản sao"));
    let page = browser.open(&site.url("kiem-tra/#poor=no&copies=2"));
    page.wait_until(DONE);
    let sums = read(&page, "#check-sums");
    assert!(sums.contains("bạn làm được: 0") && sums.contains("không nêu điều kiện: 1"), "{sums}");
    assert_eq!(page.visible_texts("[data-topic] h3 + ul [data-code]"), ["Xin bản sao"]);
    assert_eq!(page.visible_texts("[data-topic] h3"), ["Không nêu điều kiện nào"]);
    page.assert_clean();
}

#[test]
fn the_verdict_is_wholly_in_view_after_the_last_answer() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.014061", "#vietnamese=yes&birth_date=1990-06-01");
    interview(
        &page,
        &[("has_identity_card", "no"), ("in_population_database", "?"), ("applicant", "self"), ("apply_by", "counter")],
    );
    page.wait_until("document.activeElement.matches('#check-result h2')");
    // Whatever scrolls smoothly has come to rest.
    page.evaluate("new Promise((done) => setTimeout(done, 400))");
    let place = page.evaluate(
        "(({ top, bottom }) => [top >= 0, bottom <= innerHeight || top < 40])(document.querySelector('#check-result').getBoundingClientRect())",
    );
    assert_eq!(place, serde_json::json!([true, true]));
    page.assert_clean();
}

#[test]
fn a_reason_over_one_question_is_said_once() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "3.000347", "#licence_expiry=2030-01-01&today=2026-06-01");
    asked(&page);
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    let reasons = page.evaluate("document.querySelectorAll('[data-id=con-han] .why li').length");
    assert_eq!(reasons, 1);
    let why = page.evaluate("document.querySelector('[data-id=con-han] .why li').textContent");
    assert!(why.as_str().is_some_and(|text| text.matches("01/01/2030").count() == 1), "{why}");
    page.assert_clean();
}
