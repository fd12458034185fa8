//! Answers: going back, changing them, where they are kept, and what is no answer.

use super::*;

#[test]
fn back_and_forward_go_through_the_questions_and_keep_the_answers() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.014061", "");
    // Twice, as hasty people do: it is one step all the same.
    page.evaluate("document.querySelector('#check-begin').click()");
    page.evaluate("document.querySelector('#check-begin').click()");
    let first = asked(&page);
    let marked = |id: &str| page.evaluate(&format!("document.querySelector('#q-{id} :checked')?.value ?? ''"));
    page.evaluate(&format!("document.querySelector('#q-{first} [value=\"?\"]').click()"));
    page.evaluate("document.querySelector('#check-form').requestSubmit()");
    page.wait_until(&format!("!['', '{first}'].includes({ASKED})"));
    let second = asked(&page);
    page.back();
    page.wait_until(&format!("{ASKED} === '{first}'"));
    assert_eq!(marked(&first), "?", "what was answered stands in its field");
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains(&format!("{first}=?"))));
    page.back();
    page.wait_until(&format!("{ASKED} === '' && document.querySelector('#check-begin').checkVisibility()"));
    page.evaluate("history.forward()");
    page.wait_until(&format!("{ASKED} === '{first}'"));
    assert_eq!(marked(&first), "?");
    page.evaluate("history.forward()");
    page.wait_until(&format!("{ASKED} === '{second}'"));
    assert_eq!(page.evaluate("document.activeElement.localName"), "h2", "the focus is on the question");
    assert!(
        page.evaluate("document.querySelector('#check-progress').textContent")
            .as_str()
            .is_some_and(|text| { text.starts_with("Đã trả lời 1 câu") })
    );
    page.assert_clean();
}

#[test]
fn the_answer_just_marked_counts_when_the_result_is_wanted() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", "#birth_registered=no&child_abandoned=no&parent_abroad=no");
    page.wait_until(&format!("{ASKED} === 'child_birth_date'"));
    let [day, month, year] = ["day", "month", "year"]
        .map(|part| format!("document.querySelector('#q-child_birth_date [data-part={part}]')"));
    page.evaluate(&format!("{day}.value = '30'; {month}.value = '2'; {year}.value = '2020'"));
    page.evaluate("document.querySelector('#check-finish').click()");
    assert_eq!(page.evaluate("document.activeElement.id"), "check-error-link", "what is no answer is said");
    assert_eq!(page.evaluate(&format!("{day}.getAttribute('aria-invalid')")), "true");
    page.evaluate(&format!("{day}.value = '7'"));
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("child_birth_date=2020-02-07")));
    assert!(read(&page, "#check-given").contains("07/02/2020"));
    page.assert_clean();
}

#[test]
fn a_page_that_is_loaded_again_is_where_it_was() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    let here = asked(&page);
    let progress = page.evaluate("document.querySelector('#check-progress').textContent");
    assert!(progress.as_str().is_some_and(|text| text.starts_with("Đã trả lời 4 câu")), "{progress}");
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    page.reload();
    page.wait_until(DONE);
    assert!(read(&page, "#check-given").contains("07/02/2019"));
    page.back();
    page.wait_until(&format!("{ASKED} === '{here}'"));
    page.assert_clean();
}

#[test]
fn a_deadline_is_a_day_with_the_days_that_are_left_as_if_it_were_another_day() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", "#child_birth_date=2026-01-01&today=2026-02-20");
    asked(&page);
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    let due = read(&page, "[data-list=deadlines]");
    assert!(due.contains("02/03/2026 (còn 10 ngày)"), "{due}");
    page.evaluate("document.querySelector('[data-ask=today]').click()");
    page.wait_until(&format!("{ASKED} === 'today'"));
    page.evaluate("document.querySelector('#q-today [data-part=day]').value = '2'");
    page.evaluate("document.querySelector('#q-today [data-part=month]').value = '3'");
    page.evaluate("document.querySelector('#check-form').requestSubmit()");
    page.wait_until(&format!("!['', 'today'].includes({ASKED})"));
    page.evaluate("document.querySelector('#check-finish').click()");
    page.wait_until(DONE);
    let due = read(&page, "[data-list=deadlines]");
    assert!(due.contains("02/03/2026 (là hôm nay)"), "{due}");
    page.assert_clean();
}

#[test]
fn what_alters_the_verdict_is_said_and_what_is_not_met_says_why() {
    let Some((browser, site)) = portal() else { return };
    let hash = "#vietnamese=yes&birth_date=2015-06-01&has_identity_card=no&today=2026-06-01";
    let page = open(&browser, &site, "1.014061", hash);
    page.wait_until(DONE);
    let verdict = read(&page, "#check-result");
    assert!(verdict.starts_with("Bạn không đủ điều kiện Từ đủ 14 tuổi"), "{verdict}");
    assert!(verdict.contains("Nếu làm vào ngày 01/06/2029: bạn làm được"), "{verdict}");
    let conditions = read(&page, "[data-list=conditions]");
    assert!(conditions.contains("Chưa đạt Từ đủ 14 tuổi"), "{conditions}");
    assert!(conditions.contains("bạn trả lời: 01/06/2015"), "{conditions}");
    assert_eq!(
        page.evaluate("new URL(document.querySelector('.cite a').href).pathname"),
        "/thu-tuc/1.014061/",
        "the law leads to the legal basis"
    );
    page.assert_clean();
}

#[test]
fn what_is_no_answer_is_said_where_it_stands() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", "#birth_registered=no&child_abandoned=no&parent_abroad=no");
    page.wait_until(&format!("{ASKED} === 'child_birth_date'"));
    let title = page.evaluate("document.title");
    assert!(title.as_str().is_some_and(|title| title.starts_with("Trẻ sinh ngày nào? – ")), "{title}");
    tab_to(&page, "#q-child_birth_date input");
    for part in ["30", "2", "2020"] {
        page.type_here(part);
        page.press("Tab");
    }
    page.evaluate("document.querySelector('#check-form').requestSubmit()");
    let text = page.visible_texts("#check-error");
    assert!(text[0].contains("Nhập ngày có thật"), "{text:?}");
    assert_eq!(page.evaluate("document.activeElement.id"), "check-error-link");
    let hash = page.evaluate("location.hash");
    page.press("Enter");
    assert_eq!(page.evaluate("document.activeElement.dataset.part"), "day", "the link leads to the field");
    assert_eq!(page.evaluate("location.hash"), hash, "and is no address");
    let described = "document.querySelector('#q-child_birth_date').getAttribute('aria-describedby').split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? 'nothing').join(' ')";
    assert!(page.evaluate(described).as_str().is_some_and(|text| text.contains("Nhập ngày có thật")));
    // "I don't know" instead of what was typed.
    answer(&page, "child_birth_date", "?");
    page.wait_until(&format!("!['', 'child_birth_date'].includes({ASKED})"));
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("child_birth_date=?")));
    page.assert_clean();
}

#[test]
fn answers_are_kept_on_the_device_only_when_asked_and_are_erased() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    asked(&page);
    let kept = "localStorage.length";
    assert_eq!(page.evaluate(kept), 0);
    page.evaluate("document.querySelector('#check-save').click()");
    assert_eq!(page.evaluate(kept), 1);
    assert_eq!(page.visible_texts("#check-status"), ["Trên máy này đang lưu câu trả lời của bạn."]);
    assert_eq!(page.evaluate("document.activeElement.id"), "check-status", "the button is gone, the focus is not");
    // The day on which it was asked is not to govern later visits, and each site has its own.
    assert_eq!(page.evaluate("Object.values(localStorage).some((value) => value.includes('today'))"), false);
    assert_eq!(page.evaluate("Object.keys(localStorage)"), serde_json::json!(["motcua-answers:/"]));
    // Another procedure knows them, without an address that tells.
    page.go_to(&site.url("thu-tuc/1.014062/kiem-tra/"));
    // The birth is not registered: there is nothing to ask any more.
    page.wait_until(DONE);
    assert!(page.visible_texts("#check-stored")[0].contains("đang lưu"));
    assert!(read(&page, "#check-given").contains("07/02/2019"));
    page.evaluate("document.querySelector('#check-erase').click()");
    assert_eq!(page.evaluate(kept), 0);
    assert_eq!(page.visible_texts("#check-stored-text"), ["Đã xóa khỏi máy này."]);
    assert_eq!(page.evaluate("document.activeElement.id"), "check-stored-text");
    page.go_to(&site.url("thu-tuc/1.014062/kiem-tra/"));
    assert_eq!(page.evaluate("document.querySelector('#check-begin').checkVisibility()"), true);
    page.assert_clean();
}

#[test]
fn an_address_that_was_tampered_with_does_no_harm() {
    let Some((browser, site)) = portal() else { return };
    let hash =
        "#birth_registered=perhaps&child_birth_date=2019-99-99&%E0%A4%A=1&nothing=x&=&today=never&parent_abroad=no";
    let page = open(&browser, &site, "1.001193", hash);
    let id = asked(&page);
    assert_ne!(id, "parent_abroad");
    let answers = page.evaluate("document.querySelector('#check-given').textContent");
    assert!(answers.as_str().is_some_and(|text| !text.contains("99") && !text.contains("never")), "{answers}");
    page.assert_clean();
}

#[test]
fn what_cannot_be_kept_is_not_said_to_be() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", LATE);
    asked(&page);
    page.evaluate("Storage.prototype.setItem = () => { throw new Error('full') }");
    page.evaluate("document.querySelector('#check-save').click()");
    assert_eq!(page.visible_texts("#check-status"), ["Chưa lưu được: trình duyệt này không cho phép."]);
    assert!(page.visible_texts("#check-stored").is_empty());
}

#[test]
fn another_day_is_said_beside_the_verdict_and_can_be_given_up() {
    let Some((browser, site)) = portal() else { return };
    let page = open(
        &browser,
        &site,
        "1.014061",
        "#vietnamese=yes&birth_date=2015-06-01&has_identity_card=no&today=2026-06-01",
    );
    page.wait_until(DONE);
    assert!(read(&page, "#check-result").contains("Tính như vào ngày 01/06/2026, không phải hôm nay."));
    page.evaluate("document.querySelector('#check-now').click()");
    page.wait_until("!document.querySelector('#check-other-day').checkVisibility()");
    assert_eq!(page.evaluate("location.hash.includes('today')"), false);
    page.assert_clean();
}

#[test]
fn an_earlier_day_says_which_answers_it_takes_back() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", "#child_birth_date=2019-02-07&parent_abroad=no&today=2018-01-01");
    assert_ne!(asked(&page), "");
    let lost = page.visible_texts("#check-dropped");
    assert!(lost.first().is_some_and(|text| text.contains("Ngày sinh của trẻ")), "{lost:?}");
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("parent_abroad=no")));
    page.assert_clean();
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.013831", "");
    page.wait_until("document.querySelector('#check-begin').checkVisibility()");
    let read = |text: &str| {
        page.evaluate(&format!(
            "(() => {{ const set = document.querySelector('[data-unit]').closest('fieldset'); \
             set.querySelector('[type=text]').value = '{text}'; return motcuaForm.read(set) }})()"
        ))
    };
    for (text, amount) in [
        ("2 tỷ", "2000000000"),
        ("1,5 tỷ", "1500000000"),
        ("350 triệu", "350000000"),
        ("2.000.000", "2000000"),
        ("500k", "500000"),
        ("-5", "-5"),
        ("2 con gà", "2 con gà"),
        ("1,234", "1234"),
        ("12,5", "12,5"),
    ] {
        assert_eq!(read(text), amount, "{text}");
    }
    assert_eq!(
        page.evaluate("motcuaForm.words(document.querySelector('[data-unit]').closest('fieldset').id.slice(2), '5..')"),
        "từ 5 ₫ trở lên"
    );
}
