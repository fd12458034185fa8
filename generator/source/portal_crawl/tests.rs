//! Made-up records in the shapes of the real ones.

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Channel, ChannelKind, Document, FeeAmount, ProcessingTime, SourceId};
use crate::files::{At, FileTable};
use crate::language::{Money, fold};

fn read_pairs(pairs: &[(&str, &str)]) -> Reading {
    let mut record: serde_json::Map<String, serde_json::Value> =
        pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
    record.entry("ma_thu_tuc").or_insert("1.000001".into());
    let line = serde_json::to_string(&record).unwrap();
    let file = FileTable::default().add("crawl.ndjson");
    let mut out = Reading::default();
    read(&Input { source: SourceId(0), file, path: "crawl.ndjson", bytes: line.as_bytes(), base: 0 }, &mut out);
    out
}

fn rules(reading: &Reading) -> Vec<&str> {
    reading.diagnostics.iter().map(|found| found.rule).collect()
}

fn channels(table: &str) -> (Vec<Channel>, Reading) {
    let head = "Hình thức nộpThời gianPhí, lệ phíMô tả";
    let out = read_pairs(&[("cach_thuc_thuc_hien", &format!("{head}{table}"))]);
    (out.records[0].channels.clone().unwrap().value, out)
}

fn documents(table: &str) -> (Vec<(String, Vec<Document>)>, Reading) {
    let out = read_pairs(&[("thanh_phan_ho_so", table)]);
    let groups = out.records[0].documents.clone().unwrap().value;
    let name = |name: Option<Bilingual>| name.map_or(String::new(), |name| name.vi.into());
    (groups.into_iter().map(|group| (name(group.name), group.documents)).collect(), out)
}

const HEAD: &str = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";

#[test]
fn a_channel_has_its_way_time_fees_and_description() {
    let (channels, out) = channels(
        "Trực tuyến5 Ngày làm việc100,000 Việt Nam Đồng(/hồ sơ)Nộp tại cổng.Trực tiếp17.5 NgàyMiễn phíDịch vụ bưu chínhKhông có thông tinKhông có thông tinGửi qua Trực tiếp bưu tá",
    );
    assert_eq!(channels.len(), 3);
    let fee = &channels[0].fees[0];
    assert_eq!(fee.amount, FeeAmount::Known(Money::vnd(100_000)));
    assert_eq!(&*fee.note.as_ref().unwrap().vi, "/hồ sơ");
    assert_eq!(&*channels[0].note.as_ref().unwrap().vi, "Nộp tại cổng.");
    assert!(matches!(channels[1].time, Some(ProcessingTime::Quantity(days)) if days.thousandths == 17_500));
    assert_eq!(channels[1].fees[0].amount, FeeAmount::Free);
    assert_eq!((channels[2].kind, channels[2].time.clone(), channels[2].fees.len()), (ChannelKind::Post, None, 0));
    assert_eq!(&*channels[2].note.as_ref().unwrap().vi, "Gửi qua Trực tiếp bưu tá");
    assert_eq!(rules(&out), [""; 0]);
}

#[test]
fn a_number_without_a_unit_is_no_quantity() {
    let (channels, out) = channels("Trực tuyến1Miễn phí");
    assert_eq!(channels[0].time, Some(ProcessingTime::Verbatim("1".into())));
    assert_eq!(rules(&out), ["crawl/time-not-understood"]);
}

#[test]
fn glued_numbers_are_parted_where_only_one_way_is_possible() {
    let (channels, _) = channels("Trực tuyến120,000 VNĐ");
    assert_eq!(channels[0].fees[0].amount, FeeAmount::Known(Money::vnd(20_000)));
    assert_eq!(channels[0].time, Some(ProcessingTime::Verbatim("1".into())));
}

#[test]
fn glued_numbers_with_two_readings_are_kept_word_for_word() {
    let (channels, out) = channels("Trực tuyến1250,000 VNĐ");
    assert_eq!(channels[0].fees[0].amount, FeeAmount::Unknown);
    assert_eq!(&*channels[0].fees[0].note.as_ref().unwrap().vi, "1250,000 VNĐ");
    assert_eq!(channels[0].time, None);
    assert_eq!(rules(&out), ["crawl/fees-not-understood"]);
    assert_eq!(out.tally.iter().find(|(field, _)| *field == FieldName::Channels).unwrap().1.verbatim, 1);
}

#[test]
fn a_note_that_names_the_amount_decides() {
    let (channels, _) = channels("Trực tuyến1250,000 VNĐ(mức 250.000 đồng)");
    assert_eq!(channels[0].fees[0].amount, FeeAmount::Known(Money::vnd(250_000)));
}

#[test]
fn an_amount_in_thousands_is_believed_only_with_its_note() {
    let (with_note, _) = channels("Trực tuyến120 VNĐ(20.000 đ/tờ khai)");
    assert_eq!(with_note[0].fees[0].amount, FeeAmount::Known(Money::vnd(20_000)));
    assert_eq!(&*with_note[0].fees[0].note.as_ref().unwrap().vi, "20 VNĐ (20.000 đ/tờ khai)");
    let (without, _) = channels("Trực tuyến120 VNĐ");
    assert_eq!(without[0].fees[0].amount, FeeAmount::Unknown);
}

#[test]
fn free_with_a_note_of_something_else_is_not_free() {
    let (free, _) = channels("Trực tiếp2 NgàyMiễn phí(Không có)");
    assert_eq!(free[0].fees[0].amount, FeeAmount::Free);
    let (unknown, _) = channels("Trực tiếp2 NgàyMiễn phí(Mức do tỉnh quyết định (a) hoặc b) theo luật.)+ Nộp tại xã");
    assert_eq!(unknown[0].fees[0].amount, FeeAmount::Unknown);
    let note = &unknown[0].fees[0].note.as_ref().unwrap().vi;
    assert_eq!(&**note, "Miễn phí (Mức do tỉnh quyết định (a) hoặc b) theo luật.)");
    assert_eq!(&*unknown[0].note.as_ref().unwrap().vi, "+ Nộp tại xã");
}

#[test]
fn a_time_in_words_is_kept_in_words() {
    let (channels, _) = channels("Trực tuyếnKhông quy địnhMiễn phíQua cổng");
    assert_eq!(channels[0].time, Some(ProcessingTime::Verbatim("Không quy định".into())));
    assert_eq!(channels[0].fees[0].amount, FeeAmount::Free);
}

#[test]
fn documents_come_apart_in_their_groups() {
    let (groups, out) = documents(&format!(
        "--{HEAD}Đơn theo mẫuMau 01.docx1 bản chínhBản sao luật năm 20190 bản chính,2 bản sao* Xuất trình:{HEAD}Thẻ (01 bản chính) còn hạn1 bản chính"
    ));
    assert_eq!(groups[0].0, "");
    let [form, law] = groups[0].1.as_slice() else { panic!("{groups:?}") };
    assert_eq!((&*form.name.vi, &*form.forms[0].name), ("Đơn theo mẫu", "Mau 01.docx"));
    assert_eq!((&*law.name.vi, law.originals, law.copies), ("Bản sao luật năm 2019", Some(0), Some(2)));
    assert_eq!(groups[1].0, "* Xuất trình:");
    assert_eq!(&*groups[1].1[0].name.vi, "Thẻ (01 bản chính) còn hạn");
    assert_eq!(rules(&out), [""; 0]);
}

#[test]
fn a_form_whose_beginning_is_uncertain_stays_in_the_name() {
    let (groups, out) = documents(&format!("--{HEAD}Tờ khai phí theo mẫu số 01/PH01-PH.doc1 bản chính"));
    assert_eq!(&*groups[0].1[0].name.vi, "Tờ khai phí theo mẫu số 01/PH01-PH.doc");
    assert_eq!(rules(&out), ["crawl/form-not-understood"]);
}

#[test]
fn names_of_files_may_have_seams_of_their_own() {
    let (groups, _) = documents(&format!("--{HEAD}Tờ khai (mẫu CT9).1.MuCT9theoTT5 (2).docPhụ lục V.docx1 bản chính"));
    let forms: Vec<&str> = groups[0].1[0].forms.iter().map(|form| &*form.name).collect();
    assert_eq!(
        (&*groups[0].1[0].name.vi, forms),
        ("Tờ khai (mẫu CT9).", vec!["1.MuCT9theoTT5 (2).doc", "Phụ lục V.docx"])
    );
}

#[test]
fn legal_documents_end_in_their_numbers() {
    let out = read_pairs(&[(
        "can_cu_phap_ly",
        "Tên văn bản pháp lýMã văn bảnHướng dẫn Nghị định số 05/2012/NĐ-CP ngày 1/1/201211/2015/TT-BCANghị định 05/2012/NĐ-CP05/2012/NĐ-CPQuy định của Bộ trưởngThông tư số 03/2023/TT-BTPNghị định số 46/2020/NĐ-CP46/2020Luật mẫu",
    )]);
    let documents = &out.records[0].legal_basis.as_ref().unwrap().value;
    let read: Vec<(&str, Option<&str>)> =
        documents.iter().map(|document| (&*document.name.vi, document.number.as_deref())).collect();
    assert_eq!(
        read,
        [
            ("Hướng dẫn Nghị định số 05/2012/NĐ-CP ngày 1/1/2012", Some("11/2015/TT-BCA")),
            ("Nghị định 05/2012/NĐ-CP", Some("05/2012/NĐ-CP")),
            ("Quy định của Bộ trưởng", Some("03/2023/TT-BTP")),
            ("Nghị định số 46/2020/NĐ-CP", Some("46/2020/NĐ-CP")),
            ("Luật mẫu", None),
        ]
    );
    assert_eq!(rules(&out), ["crawl/legal-basis-not-understood"]);
}

#[test]
fn results_end_in_their_codes_and_the_page_s_words_are_cut() {
    let out = read_pairs(&[(
        "ket_qua_xu_ly",
        "Giấy xác nhậnMã: KQ.G01.000262Thông báoMã: TP-G15.0000001Từ khóakhai báo, tạm vắng\nMô tảGhi chú của trangChọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ",
    )]);
    let record = &out.records[0];
    let results: Vec<(&str, Option<&str>)> = record
        .results
        .as_ref()
        .unwrap()
        .value
        .iter()
        .map(|result| (&*result.name.vi, result.code.as_deref()))
        .collect();
    assert_eq!(results, [("Giấy xác nhận", Some("KQ.G01.000262")), ("Thông báo", Some("TP-G15.0000001"))]);
    assert_eq!(&*record.keywords.as_ref().unwrap().value[0].vi, "khai báo, tạm vắng");
    assert_eq!(record.note.vi.as_ref().unwrap().value.source(), "Ghi chú của trang");
}

#[test]
fn steps_begin_at_their_numbers() {
    let out = read_pairs(&[(
        "trinh_tu_thuc_hien",
        "Đối với tổ chức Bước 1: Nộp hồ sơ\nNộp tại xã.\n- Bước 2: Trả kết quả cho người nộp.\nTrường hợp ở Bước 2 có sai sót thì sửa.",
    )]);
    let steps: Vec<(&str, &str)> = out.records[0]
        .steps
        .as_ref()
        .unwrap()
        .value
        .iter()
        .map(|step| (step.name.as_ref().map_or("", |name| &*name.vi), step.text.source()))
        .collect();
    assert_eq!(
        steps,
        [
            ("Đối với tổ chức Bước 1: Nộp hồ sơ", "Nộp tại xã."),
            ("Bước 2: Trả kết quả cho người nộp.", "Trường hợp ở Bước 2 có sai sót thì sửa."),
        ]
    );
}

#[test]
fn a_section_that_was_cut_at_a_heading_is_joined_again() {
    let out = read_pairs(&[
        ("trinh_tu_thuc_hien", "Bước 1. Lập hồ sơ theo mục 5.3 ("),
        ("thanh_phan_ho_so", "); nộp cho cơ quan bảo hiểm."),
    ]);
    let record = &out.records[0];
    let step = &record.steps.as_ref().unwrap().value[0];
    assert_eq!(step.text.source(), "Lập hồ sơ theo mục 5.3 ( Thành phần hồ sơ); nộp cho cơ quan bảo hiểm.");
    assert!(record.documents.is_none());
    assert_eq!(rules(&out), ["crawl/cut-at-a-heading"]);
}

#[test]
fn places_point_into_the_line_past_its_escapes() {
    let table = format!("--{HEAD}Đơn\n\"mẫu\"1 bản chínhThẻ1 bản chính");
    let record = serde_json::json!({ "ma_thu_tuc": "1.000001", "thanh_phan_ho_so": table });
    let line = serde_json::to_string(&record).unwrap();
    let file = FileTable::default().add("crawl.ndjson");
    let mut out = Reading::default();
    read(&Input { source: SourceId(0), file, path: "x", bytes: line.as_bytes(), base: 1000 }, &mut out);
    let places = out.records[0].documents.as_ref().unwrap().value[0].documents.iter().map(|document| document.at.at());
    let said: Vec<&str> = places
        .map(|at| match at {
            At::Bytes { start, len } => &line[start as usize - 1000..start as usize - 1000 + len as usize],
            _ => panic!("{at:?}"),
        })
        .collect();
    assert_eq!(said, ["Đơn\\n\\\"mẫu\\\"1 bản chính", "Thẻ1 bản chính"]);
}

#[test]
fn a_field_is_counted_once() {
    for value in ["", "Không có thông tin", "Lời bất kỳ"] {
        let pairs: Vec<(&str, &str)> = KEYS[1..].iter().map(|key| (*key, value)).collect();
        let out = read_pairs(&pairs);
        for (field, counts) in out.tally.iter() {
            assert_eq!(counts.understood + counts.verbatim + counts.missing, 1, "{field:?} of {value:?}");
        }
    }
}

/// The page's own words, which a record need not repeat.
const OWN_WORDS: [&str; 23] = [
    "Hình thức nộpThời gianPhí, lệ phíMô tả",
    HEAD,
    sections::LEGAL_HEAD,
    "Không có thông tin",
    "Từ khóa",
    "Mô tả",
    "Mã: ",
    "Chọn cơ quan thực hiện",
    "Tỉnh/ Thành phố",
    "Bộ ngành",
    "-- Chọn Bộ ngành --",
    "-- Chọn Tỉnh/ Thành phố --",
    "-- Chọn Phường/ Xã --",
    "-- Chọn Cơ sở --",
    "Phường/ Xã",
    "Đơn vị",
    "Nộp hồ sơ",
    "bản chính",
    "bản sao",
    "Trực tuyến",
    "Trực tiếp",
    "Dịch vụ bưu chính",
    "Luật số",
];

/// How often each letter and digit stands in a text, without marks and case.
fn letters(text: &str) -> std::collections::BTreeMap<char, usize> {
    let mut letters = std::collections::BTreeMap::new();
    for c in fold(text).chars().filter(|c| c.is_alphanumeric()) {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// Everything a record says, its values as words.
fn said(record: &Procedure) -> String {
    let mut words = String::new();
    record.each_text(&mut |_, text, _| words += &format!(" {text}"));
    for channel in record.channels.iter().flat_map(|field| &field.value) {
        if let Some(ProcessingTime::Quantity(time)) = channel.time {
            words += &format!(" {}", time.text_vi());
        }
        for fee in &channel.fees {
            match fee.amount {
                FeeAmount::Free => words += " Miễn phí",
                FeeAmount::Known(money) => words += &format!(" {} {}", money.text_vi(), "Việt Nam Đồng VNĐ"),
                FeeAmount::Unknown => {}
            }
        }
    }
    for document in record.documents.iter().flat_map(|field| &field.value).flat_map(|group| &group.documents) {
        words += &format!(" {} {}", document.originals.unwrap_or_default(), document.copies.unwrap_or_default());
    }
    for result in record.results.iter().flat_map(|field| &field.value) {
        words += result.code.as_deref().unwrap_or_default();
    }
    words + &record.code
}

proptest! {
    #[test]
    fn nothing_panics_and_no_word_is_lost(values in prop::collection::vec(any::<u64>(), 20), noise in prop::collection::vec("[ -~à-ỹĐđ\\n]{0,30}", 20)) {
        // Fragments of every shape, in every key, between arbitrary words.
        const FRAGMENTS: [&str; 28] = [
            "Hình thức nộpThời gianPhí, lệ phíMô tả", "Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính", "5 Ngày làm việc", "1", "120,000 VNĐ",
            "Miễn phí", "(ghi chú", ")", "Không có thông tin", HEAD, "1 bản chính", "0 bản chính,1 bản sao", " 01 bản chính", "Mẫu 1.docx",
            sections::LEGAL_HEAD, "05/2012/NĐ-CP", "Luật số 60/2014/QH13", "Mã: ", "KQ.G01.000001", "Từ khóa", "Mô tả",
            "Chọn cơ quan thực hiệnNộp hồ sơ", "Bước 1: ", "\nBước 2. ", "Sở Tài chính, Thuế tỉnh, thành phố", "Cấp bộ, Cấp lạ",
        ];
        let keys = &KEYS[1..];
        let texts: Vec<String> = values.iter().zip(&noise).map(|(value, noise)| {
            let mut text = String::new();
            for step in 0..(value % 9) {
                let pick = (value >> (step * 6)) as usize;
                text += FRAGMENTS[pick % FRAGMENTS.len()];
                if pick.is_multiple_of(3) { text += noise; }
            }
            text + noise
        }).collect();
        let pairs: Vec<(&str, &str)> = keys.iter().zip(&texts).map(|(key, text)| (*key, text.as_str())).collect();
        let out = read_pairs(&pairs);
        prop_assert_eq!(out.records.len(), 1);
        let said = letters(&said(&out.records[0]));
        let mut given = texts.join(" ");
        for own in OWN_WORDS.iter().chain(&CLASSES) {
            given = given.replace(own, " ");
        }
        for (letter, times) in letters(&given) {
            let kept = said.get(&letter).copied().unwrap_or_default();
            prop_assert!(kept >= times, "{} of {} '{}' are left of {:?}", kept, times, letter, texts);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let file = FileTable::default().add("x");
        let mut out = Reading::default();
        read(&Input { source: SourceId(0), file, path: "x", bytes: &bytes, base: 0 }, &mut out);
        prop_assert_eq!(out.records.len() + out.rejected, 1);
    }
}
