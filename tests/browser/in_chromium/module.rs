//! The browser module gives the answers that the library gives natively.

use motcua::language::{fold, syllable_key};
use serde_json::json;

use crate::harness::{Browser, Site};

/// Words as people write them, and every letter of the blocks in which Unicode
/// keeps the Vietnamese ones, whole and taken apart.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "Đăng ký khai sinh",
        "ĐĂNG KÝ LẠI KHAI SINH",
        "Cấp Giấy chứng nhận quyền sử dụng đất",
        "hoà hòa thuỷ thủy quý quí kỹ kĩ",
        "khuya khuỷu ngoằn ngoèo nghiêng giếng gì",
        "15/2020/TT-BTP và 123/2015/NĐ-CP",
        "1.001193",
        "Ðăng ký (eth thay cho đ)",
        "Tiê\u{301}ng Viê\u{323}t tách dấu",
        "dấu\u{a0}cách cứng, giấy phép\u{200b}",
        "Ελληνικά, русский, 日本語, 🙂",
        "a\nb\tc\r\nd",
    ]
    .map(str::to_owned)
    .to_vec();
    for letter in ('\u{c0}'..='\u{1b0}').chain('\u{1e00}'..='\u{1ef9}') {
        texts.push(format!("t{letter}"));
    }
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
        for mark in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
            texts.push(format!("ng{vowel}{mark}nh"));
        }
    }
    texts
}

#[test]
fn text_is_compared_in_the_page_as_it_is_natively() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("blank.html", "", "");
    let page = browser.open(&site.url("blank.html"));
    let texts = texts();
    let answers = page.evaluate(&format!(
        "import('/pkg/motcua.js').then(async (module) => {{
            await module.default({{ module_or_path: '/pkg/motcua_bg.wasm' }});
            return {}.map((text) => [module.fold(text), module.syllable_key(text)]);
        }})",
        json!(texts)
    ));
    for (text, answer) in texts.iter().zip(answers.as_array().expect("an answer each")) {
        assert_eq!(*answer, json!([fold(text), syllable_key(text)]), "{text:?}");
    }
    page.assert_clean();
}

#[test]
fn the_module_tells_its_format_version() {
    let (Some(browser), Some(site)) = (Browser::start(), Site::of_scripts()) else {
        return;
    };
    let site = site.page("blank.html", "", "");
    let page = browser.open(&site.url("blank.html"));
    let version = page.evaluate(
        "import('/pkg/motcua.js').then(async (module) => {
            await module.default({ module_or_path: '/pkg/motcua_bg.wasm' });
            return module.format_version();
        })",
    );
    assert_eq!(version, 1);
}
