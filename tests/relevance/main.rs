//! The questions of the sample portal, as a test: what found its page once has to find it always.

mod set;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Mutex;

use motcua::files::{DiskFiles, FileTable};
use motcua::search::local;
use motcua::search::writer::Layout;
use motcua::site::Theme;
use set::{first_is_right, ndcg};

/// The index of the sample portal, by file.
#[allow(clippy::unwrap_used, reason = "it is part of tests")]
fn index() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = DiskFiles::new(root).unwrap();
    let catalogue = motcua::check_site(&files, None).catalogue;
    let (theme, _) = Theme::load(&files, &mut FileTable::default());
    let store = Mutex::new(BTreeMap::new());
    let put = |name: &str, bytes: &[u8]| -> Result<(), Infallible> {
        store.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
        Ok(())
    };
    let Ok(_) = motcua::site::search::write_index(&catalogue, &theme, &Layout::default(), &put);
    store.into_inner().unwrap()
}

#[test]
fn every_question_of_the_sample_portal_finds_its_page_first() {
    let store = index();
    let read = |name: &str| store.get(name).cloned();
    let mut engine = local::open(&read).unwrap();
    let mut failed = Vec::new();
    let mut sum = 0.0;
    let set = set::read(include_str!("queries.tsv"));
    for graded in &set {
        engine.ask(&graded.text, "");
        local::fill(&mut engine, &read);
        let codes: Vec<String> = engine.hits().into_iter().map(|hit| hit.code).collect();
        sum += ndcg(graded, &codes);
        if !first_is_right(graded, &codes) {
            failed.push(format!("{} {} ({}): {codes:?}", graded.id, graded.text, graded.kind));
        }
    }
    assert!(failed.is_empty(), "nDCG {:.3}\n{}", sum / set.len() as f64, failed.join("\n"));
}

#[test]
fn what_is_no_procedure_is_found_by_its_own_name() {
    let store = index();
    let read = |name: &str| store.get(name).cloned();
    let mut engine = local::open(&read).unwrap();
    for (question, address) in [
        ("luat ho tich", "van-ban/60-2014-qh13/"),
        ("60/2014/QH13", "van-ban/60-2014-qh13/"),
        ("nghi dinh 123/2015", "van-ban/123-2015-nd-cp/"),
        ("123/2015/NĐ-CP", "van-ban/123-2015-nd-cp/"),
        ("co con nho", "nhom-dich-vu/co-con-nho/"),
        ("bo tu phap", "co-quan/bo-tu-phap/"),
    ] {
        engine.ask(question, "");
        local::fill(&mut engine, &read);
        let addresses: Vec<String> = engine.hits().into_iter().map(|hit| hit.address).collect();
        assert_eq!(addresses.first().map(String::as_str), Some(address), "{question}: {addresses:?}");
    }
}

#[test]
fn what_the_portal_does_not_have_is_not_answered_as_if_it_had() {
    let store = index();
    let read = |name: &str| store.get(name).cloned();
    let mut engine = local::open(&read).unwrap();
    let mut is_near = |question: &str| {
        engine.ask(question, "");
        local::fill(&mut engine, &read);
        engine.is_near()
    };
    for question in [
        "nhan con nuoi",
        "tiền mai táng phí",
        "bảng giá đất",
        "bang gia dat",
        "mất ví",
        "sửa nhà",
        "khoan giếng",
        "visa cho vợ người nước ngoài",
        "giấy phép lao động",
        "pccc quán karaoke",
    ] {
        assert!(is_near(question), "{question}");
    }
    // And what it has is answered as such, if it is said in a few words.
    for question in [
        "đăng ký khai sinh",
        "dang ky khai xinh",
        "giay doc than",
        "bhyt ho gia dinh",
        "gplx het han",
        "cap lai bang lai xe",
        "mua xe cu",
        "sang ten so do",
        "birth registration",
        "rút bảo hiểm xã hội một lần",
        "1.004873",
        "ho chieu",
    ] {
        assert!(!is_near(question), "{question}");
    }
}
