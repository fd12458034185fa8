use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::catalogue::{
    Bilingual, Channel, ChannelKind, Decision, Document, DocumentGroup, Edit, Fee, FeeAmount, Field, FormFile, Kind,
    LegalDocument, Level, Named, Online, Outcome, ProcessingTime, ReturnMethod, ServiceCase, ServiceGroup,
    ServiceGroupKind, SourceId, State, Step,
};
use crate::diagnostic::Severity;
use crate::files::{At, FileTable};
use crate::language::{Currency, Date, Money, duration};
use crate::source::config::SourceKind;

fn config(columns: &[(&str, &str)]) -> SourceConfig {
    SourceConfig {
        kind: SourceKind::Table,
        path: "a.csv".into(),
        retrieved: None,
        title: Bilingual::vi("x"),
        columns: columns.iter().map(|(key, heading)| (Column::of_key(key).unwrap(), (*heading).into())).collect(),
        sheet: None,
        at: Location::whole(FileTable::default().add("site.toml")),
    }
}

fn read_with(bytes: &[u8], config: &SourceConfig) -> Reading {
    let file = FileTable::default().add("a.csv");
    let mut out = Reading::default();
    read(&Input { source: SourceId(0), file, path: "a.csv", bytes, base: 0 }, config, &mut out);
    out
}

#[test]
fn an_agency_s_own_list_is_read_by_its_mapping() {
    let text = "\u{feff}Danh mục thủ tục\nMã;Tên thủ tục;Tên tiếng Anh;Nơi làm;Ghi riêng\n1.000001;Cấp phép;Licensing;Sở Mẫu, Sở Hai;x\n;Thu hồi;;;\n";
    let columns = [("code", "Mã"), ("name", "Tên thủ tục"), ("name_en", "Tên tiếng Anh"), ("executing", "Nơi làm")];
    let out = read_with(text.as_bytes(), &config(&columns));
    assert_eq!((out.records.len(), out.rejected), (1, 1));
    let record = &out.records[0];
    assert_eq!(&*record.name.en.as_ref().unwrap().value, "Licensing");
    assert_eq!(record.executing.as_ref().unwrap().value, [Named::new("Sở Mẫu"), Named::new("Sở Hai")]);
    let At::Bytes { start, len } = record.name.vi.as_ref().unwrap().origin.location.at() else { panic!() };
    assert_eq!(&text[start as usize..start as usize + len as usize], "Cấp phép");
    let rules: Vec<&str> = out.diagnostics.iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["table/unknown-column", "table/no-code"]);
}

#[test]
fn a_mapped_column_that_is_missing_is_said() {
    let out = read_with(b"Code;Name\n1;a\n", &config(&[("code", "Code"), ("name", "Title")]));
    assert_eq!((out.records.len(), out.diagnostics[0].rule), (1, "table/no-column"));
}

#[test]
fn without_a_heading_for_the_code_there_is_no_table() {
    let out = read_with("Tên,Nơi\na,b\n".as_bytes(), &config(&[]));
    assert_eq!((out.rejected, out.diagnostics[0].rule), (1, "table/no-headings"));
}

#[test]
fn words_that_fit_no_field_stay_in_the_note() {
    let text = "code,state,documents,channels,updated\n1.000001,asleep,Đơn | hai | 1,Tại nhà | 5 ngày,31/2/2026\n";
    let out = read_with(text.as_bytes(), &config(&[]));
    let record = &out.records[0];
    assert_eq!(
        record.note.vi.as_ref().unwrap().value.source(),
        "state: asleep\ndocuments: hai\nchannels: Tại nhà | 5 ngày\nupdated: 31/2/2026"
    );
    assert_eq!(record.documents.as_ref().unwrap().value[0].documents[0].copies, Some(1));
    assert!(
        out.diagnostics.iter().all(|found| found.rule == "table/not-understood" && found.severity == Severity::Note)
    );
}

#[test]
fn an_unwritten_zero_is_no_fee() {
    let out = read_with("code,channels\n1.000001,online | 1 ngày | 0\n".as_bytes(), &config(&[]));
    let channel = &out.records[0].channels.as_ref().unwrap().value[0];
    assert_eq!(channel.fees[0].amount, FeeAmount::Unknown);
    assert_eq!(out.diagnostics.len(), 1);
}

#[test]
fn names_are_parted_by_semicolons_and_numbers_of_laws_by_any_mark() {
    let text = "code,executing,legal_basis\n1.000001,\"UBND cấp xã; tổ chức (công chứng; luật sư); Sở \\; Hai | H2\",\"31/2024/QH15; 151/2025/NĐ-CP, 60/2014/QH13;\nLuật A; sửa đổi, bổ sung\"\n";
    let out = read_with(text.as_bytes(), &config(&[]));
    let names: Vec<&str> =
        out.records[0].executing.as_ref().unwrap().value.iter().map(|named| &*named.name.vi).collect();
    assert_eq!(names, ["UBND cấp xã", "tổ chức (công chứng; luật sư)", "Sở ; Hai"]);
    let laws: Vec<&str> = out.records[0].legal_basis.as_ref().unwrap().value.iter().map(|law| &*law.name.vi).collect();
    assert_eq!(laws, ["31/2024/QH15", "151/2025/NĐ-CP", "60/2014/QH13", "Luật A; sửa đổi, bổ sung"]);
}

#[test]
fn a_column_that_is_not_read_is_said_once_with_its_rows() {
    let text = "STT,code,Phí lệ phí,Ghi riêng\n1,1.000001,5000,\n2,1.000002,8000,x\n";
    let out = read_with(text.as_bytes(), &config(&[]));
    let said: Vec<&str> = out.diagnostics.iter().map(|found| &*found.message).collect();
    assert!(said[0].contains("\"Phí lệ phí\"") && said[0].contains("2 rows say something"), "{said:?}");
    assert!(said[1].contains("\"Ghi riêng\"") && said[1].contains("1 row says something"), "{said:?}");
    assert_eq!(said.len(), 2);
    let help = |at: usize| out.diagnostics[at].help.as_deref().unwrap_or_default();
    assert!(help(0).contains("in-person | 5 ngày làm việc | 200000") && help(1).contains("--columns 'note=Ghi riêng'"));
}

#[test]
fn workbooks_have_dates_and_numbers_in_their_cells() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["code", "reviewed", "keywords"]).unwrap();
    sheet.write(1, 0, 1.00119).unwrap();
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 7, 1).unwrap();
    sheet.write_with_format(1, 1, &date, &rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    sheet.write(1, 2, "khai sinh\nđăng ký [en: registration]").unwrap();
    let out = read_with(&book.save_to_buffer().unwrap(), &config(&[]));
    let record = &out.records[0];
    assert_eq!((&*record.code, out.diagnostics[0].rule), ("1.00119", "sheet/code-is-a-number"));
    assert_eq!(record.reviewed.as_ref().unwrap().value, Date::new(2026, 7, 1).unwrap());
    let keywords = &record.keywords.as_ref().unwrap().value;
    assert_eq!(keywords[1], Bilingual { vi: "đăng ký".into(), en: Some("registration".into()) });
}

/// Texts with everything that has a meaning in a cell.
fn text() -> impl Strategy<Value = String> {
    "[a-zđ]|[a-zđA-Z0-9 |\\\\;<>\\[\\]\"+?:\n\r\t\u{A0}]{0,12}[a-zđ|\\\\\\]][ \n]?|\\[en: x\\]|markdown: a|\\\\markdown:b|5 ngày"
        .prop_filter("says something", |text| !is_blank(text))
}

fn boxed() -> impl Strategy<Value = Box<str>> {
    text().prop_map(Into::into)
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    (boxed(), option::of(boxed())).prop_map(|(vi, en)| Bilingual { vi, en })
}

fn named() -> impl Strategy<Value = Named> {
    (bilingual(), option::of(boxed())).prop_map(|(name, code)| Named { name, code })
}

fn prose() -> impl Strategy<Value = Prose> {
    (boxed(), any::<bool>()).prop_map(|(text, plain)| if plain { Prose::Plain(text) } else { Prose::Markdown(text) })
}

fn date() -> impl Strategy<Value = Date> {
    (1990_u16..2040, 1_u8..13, 1_u8..29).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn time() -> impl Strategy<Value = ProcessingTime> {
    prop_oneof![
        boxed().prop_map(ProcessingTime::Verbatim),
        prop::sample::select(vec!["5 ngày làm việc", "17,5 ngày", "2 giờ", "1 tháng", "trong ngày làm việc"])
            .prop_map(|words| ProcessingTime::Quantity(duration::parse(words).unwrap())),
    ]
}

fn fee(at: Location) -> impl Strategy<Value = Fee> {
    let amount = prop_oneof![
        Just(FeeAmount::Free),
        Just(FeeAmount::Unknown),
        (1_i64..9_999_999).prop_map(|amount| FeeAmount::Known(Money::vnd(amount))),
        (1_i64..999).prop_map(|amount| FeeAmount::Known(Money { currency: Currency::Usd, amount })),
    ];
    (amount, option::of(bilingual()), option::of(bilingual()), option::of(boxed()))
        .prop_map(move |(amount, name, note, attachment)| Fee { at, name, amount, note, attachment })
}

fn channel(at: Location) -> impl Strategy<Value = Channel> {
    let kind = prop::sample::select(vec![ChannelKind::InPerson, ChannelKind::Online, ChannelKind::Post]);
    (kind, option::of(time()), prop::collection::vec(fee(at), 0..3), option::of(bilingual()))
        .prop_map(move |(kind, time, fees, note)| Channel { time, fees, note, ..Channel::new(at, kind) })
}

fn document(at: Location) -> impl Strategy<Value = Document> {
    let form = (boxed(), option::of("https://[a-z;>]{1,5}"))
        .prop_map(|(name, url)| FormFile { name, url: url.map(Into::into) });
    let forms = prop::collection::vec(form, 0..3);
    let count = || option::of(0_u32..20);
    (bilingual(), count(), count(), any::<bool>(), forms, option::of(boxed()), option::of(bilingual())).prop_map(
        move |(name, originals, copies, required, forms, code, note)| Document {
            originals,
            copies,
            required,
            forms,
            code,
            note,
            ..Document::new(at, name)
        },
    )
}

fn groups(at: Location) -> impl Strategy<Value = Vec<DocumentGroup>> {
    let group = (option::of(bilingual()), prop::collection::vec(document(at), 1..3))
        .prop_map(|(name, documents)| DocumentGroup { name, documents });
    prop::collection::vec(group, 1..3).prop_map(|mut groups: Vec<DocumentGroup>| {
        groups.dedup_by(|one, other| one.name == other.name);
        groups
    })
}

fn step(at: Location) -> impl Strategy<Value = Step> {
    (option::of(bilingual()), prose(), option::of(prose())).prop_map(move |(name, text, text_en)| Step {
        at,
        name,
        text,
        text_en,
    })
}

fn legal(at: Location) -> impl Strategy<Value = LegalDocument> {
    (option::of(boxed()), bilingual(), option::of(date()), option::of(boxed()))
        .prop_map(move |(number, name, date, url)| LegalDocument { at, number, edit: Edit::Whole, name, date, url })
}

fn some<T: std::fmt::Debug>(origin: Origin, value: impl Strategy<Value = T>) -> impl Strategy<Value = Field<T>> {
    option::of(value.prop_map(move |value| Sourced::new(value, origin)))
}

fn list<T: std::fmt::Debug>(origin: Origin, item: impl Strategy<Value = T>) -> impl Strategy<Value = Field<Vec<T>>> {
    some(origin, prop::collection::vec(item, 1..3))
}

fn localised<T: std::fmt::Debug + Clone>(
    origin: Origin,
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Localised<T>> {
    (some(origin, value.clone()), some(origin, value)).prop_map(|(vi, en)| Localised { vi, en })
}

fn procedure(origin: Origin) -> impl Strategy<Value = Procedure> {
    let at = origin.location;
    let texts = (
        localised(origin, boxed().boxed()),
        localised(origin, boxed().boxed()),
        localised(origin, prose().boxed()),
        localised(origin, prose().boxed()),
        localised(origin, prose().boxed()),
        localised(origin, prose().boxed()),
    );
    let words = (
        some(origin, prop::sample::select(vec![State::Active, State::Abolished])),
        some(origin, prop::sample::select(vec![Kind::National, Kind::Specific, Kind::Internal])),
        some(
            origin,
            prop::sample::subsequence(Level::ALL.to_vec(), 1..5).prop_map(|levels| levels.into_iter().collect()),
        ),
        some(origin, (boxed(), option::of(date())).prop_map(|(number, date)| Decision { number, date })),
        some(origin, prop::sample::select(vec![Online::Full, Online::Partial, Online::No])),
        some(origin, "https://[a-z|]{1,9}".prop_map(Into::into)),
        (some(origin, date()), some(origin, date()), some(origin, date())),
    );
    let kind = prop::sample::select(vec![ServiceGroupKind::Citizen, ServiceGroupKind::Business]);
    let methods = prop::sample::select(vec![ReturnMethod::AtCounter, ReturnMethod::AtHome, ReturnMethod::Online]);
    let names = (
        some(origin, named()),
        list(origin, named()),
        list(origin, (bilingual(), kind).prop_map(|(name, kind)| ServiceGroup { name, kind })),
        list(origin, named()),
        (
            list(origin, named()),
            list(origin, named()),
            list(origin, named()),
            list(origin, named()),
            list(origin, named()),
        ),
        list(origin, methods),
        list(origin, bilingual()),
        list(origin, bilingual()),
    );
    let case = (boxed(), bilingual(), option::of(time())).prop_map(|(code, name, time)| ServiceCase {
        code,
        edit: Edit::Whole,
        name,
        time,
    });
    let outcome =
        (bilingual(), option::of(boxed())).prop_map(move |(name, code)| Outcome { at, code, edit: Edit::Whole, name });
    let lists = (
        list(origin, step(at)),
        list(origin, channel(at)),
        some(origin, groups(at)),
        list(origin, case),
        list(origin, outcome),
        list(origin, legal(at)),
    );
    (texts, words, names, lists).prop_map(move |(texts, words, names, lists)| {
        let mut p = Procedure::new("1.000001", origin);
        (p.name, p.summary, p.body, p.reception, p.requirements, p.note) = texts;
        (p.state, p.kind, p.levels, p.decision, p.online, p.official_page, (p.updated, p.reviewed, p.review_by)) =
            words;
        (
            p.publisher,
            p.fields,
            p.groups,
            p.audiences,
            (p.executing, p.competent, p.authorised, p.delegated, p.coordinating),
            p.return_methods,
            p.keywords,
            p.citations,
        ) = names;
        (p.steps, p.channels, p.documents, p.service_cases, p.results, p.legal_basis) = lists;
        p
    })
}

fn here() -> Origin {
    Origin { source: SourceId(0), location: Location::whole(FileTable::default().add("a.csv")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_exported_is_what_is_imported(given in procedure(here())) {
        let mut record = Procedure::new(given.code.clone(), here());
        for column in Column::all().filter(|column| column.field != FieldName::Code) {
            let written = cell(column, &given);
            if !is_blank(&written) {
                let left = record::set(&mut record, column, true, &written, here());
                prop_assert!(left.is_empty(), "{:?} of {:?}: {:?}", column, written, left);
            }
        }
        for column in Column::all() {
            prop_assert_eq!(cell(column, &record), cell(column, &given));
        }
        prop_assert_eq!(record, given);
    }

    #[test]
    fn an_export_is_read_back_as_a_file(given in procedure(here())) {
        let columns: Vec<Column> = Column::all().collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| column.key())).unwrap();
        writer.write_record(columns.iter().map(|column| cell(*column, &given))).unwrap();
        let out = read_with(&writer.into_inner().unwrap(), &config(&[]));
        prop_assert_eq!(&out.diagnostics, &[]);
        for column in columns {
            // Line breaks of the other kind inside a cell are ours when they come back.
            let same = |text: String| text.replace('\r', "");
            prop_assert_eq!(same(cell(column, &out.records[0])), same(cell(column, &given)));
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), head in any::<bool>()) {
        let mut table = if head { "code,documents,channels,steps,legal_basis,decision\n1,".as_bytes().to_vec() } else { b"PK\x03\x04".to_vec() };
        table.extend(bytes);
        let out = read_with(&table, &config(&[]));
        prop_assert!(out.records.len() + out.rejected > 0);
    }
}
