//! Questions for places: a list that is typed into, and names of before.

use super::*;

/// All that is asked about a birth that is registered late, but where.
const BUT_WHERE: &str = "#applicant=self&birth_proof=notice&birth_registered=no&child_abandoned=no&child_birth_date=2019-02-07\
    &copies=0&disability=no_certificate&household_poverty=neither&merit_family=no&parent_abroad=no&surrogacy=no";

#[test]
fn a_place_is_typed_without_marks_and_one_of_before_is_understood() {
    let Some((browser, site)) = portal() else { return };
    let page = open(&browser, &site, "1.001193", BUT_WHERE);
    assert_eq!(asked(&page), "place");
    assert_eq!(page.evaluate("document.querySelector('#q-place input').list.options.length"), 34 + 29 + 1);
    answer(&page, "place", "ha-giangg");
    page.wait_until("!document.querySelector('#check-error').hidden");
    assert!(read(&page, "#check-error").contains("Chọn một nơi trong danh sách"));
    page.evaluate("document.querySelector('#q-place input').value = ''");
    answer(&page, "place", "ha-giang");
    page.wait_until(DONE);
    let given = read(&page, "#check-given");
    assert!(given.contains("Hà Giang (từ ngày 01/07/2025 thuộc Tuyên Quang)"), "{given}");
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("place=08~ha-giang")));
    assert!(read(&page, "[data-list=fees]").contains("do tỉnh quy định"));

    // It stands in its field again, and can be changed.
    page.evaluate("document.querySelector('[data-ask=place]').click()");
    assert_eq!(asked(&page), "place");
    assert_eq!(page.evaluate("document.querySelector('#q-place input').value"), "Hà Giang");
    page.evaluate("document.querySelector('#q-place input').value = ''");
    answer(&page, "place", "Hanoi");
    page.wait_until(DONE);
    assert!(read(&page, "#check-given").contains("Hà Nội"));
    assert!(read(&page, "#check-total").contains("5.000"));
    page.assert_clean();
}

#[test]
fn english_pages_list_the_same_places_by_their_english_names() {
    let Some((browser, site)) = portal() else { return };
    let page = browser.open(&site.url(&format!("en/procedures/1.001193/check/{BUT_WHERE}&place=24~bac-giang")));
    page.wait_until(DONE);
    let given = read(&page, "#check-given");
    assert!(given.contains("Bắc Giang (part of Bac Ninh since 1 July 2025)"), "{given}");
    page.evaluate("document.querySelector('[data-ask=place]').click()");
    assert_eq!(asked(&page), "place");
    page.evaluate("document.querySelector('#q-place input').value = ''");
    answer(&page, "place", "Huế");
    page.wait_until(DONE);
    assert!(page.evaluate("location.hash").as_str().is_some_and(|hash| hash.contains("place=46")));
    page.assert_clean();
}
