//! What is written is read again, whatever it says.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::catalogue::{
    Channel, ChannelKind, Document, DocumentGroup, Edit, Fee, FeeAmount, FormFile, Kind, LegalDocument, Online, Origin,
    Outcome, ProcessingTime, ServiceCase, SourceId, State, Step,
};
use crate::files::{FileTable, Location};
use crate::language::duration::{Basis, Unit};
use crate::language::{Currency, Date, Duration, Money};
use crate::source::content::misplaced_table;
use crate::source::{Input, Reading};

fn at() -> Location {
    Location::whole(FileTable::default().add("x"))
}

fn sourced<T>(value: T) -> Sourced<T> {
    Sourced::new(value, Origin { source: SourceId(0), location: at() })
}

/// Texts that a careless writer would spoil.
fn text() -> impl Strategy<Value = Box<str>> {
    let hard = [
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "\\",
        "\\n",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "  ",
        "+++",
        "\n+++\n",
        "[[step]]",
        "# ",
        "{ vi = ",
        "= ",
        "Đăng ký",
        "Vie\u{302}\u{323}t",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{feff}",
        "\u{2028}",
        "\u{f0fc}",
        "😀",
        "1.001193",
    ];
    let piece = prop_oneof![select(hard.to_vec()).prop_map(str::to_owned), "\\PC{1,4}"];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat().into_boxed_str())
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    (text(), of(text())).prop_map(|(vi, en)| Bilingual { vi, en })
}

fn prose() -> impl Strategy<Value = Prose> {
    (any::<bool>(), text()).prop_map(|(plain, text)| if plain { Prose::Plain(text) } else { Prose::Markdown(text) })
}

fn localised<T: std::fmt::Debug, S: Strategy<Value = T>>(value: fn() -> S) -> impl Strategy<Value = Localised<T>> {
    (of(value()), of(value())).prop_map(|(vi, en)| Localised { vi: vi.map(sourced), en: en.map(sourced) })
}

fn field<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Field<T>> {
    of(value.prop_map(sourced))
}

fn date() -> impl Strategy<Value = Date> {
    (1..=9999u16, 1..=12u8, 1..=28u8).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn time() -> impl Strategy<Value = Option<ProcessingTime>> {
    let quantity = (1..1_000_000i64, select(vec![Unit::Hour, Unit::Day, Unit::Month]), any::<bool>()).prop_map(
        |(thousandths, unit, working)| {
            let basis = if working && unit == Unit::Day { Basis::Working } else { Basis::Calendar };
            ProcessingTime::Quantity(Duration { thousandths, unit, basis })
        },
    );
    let words = text().prop_filter("words, not a quantity", |words| crate::language::duration::parse(words).is_none());
    of(prop_oneof![
        quantity,
        Just(ProcessingTime::Quantity(Duration::SAME_WORKING_DAY)),
        words.prop_map(ProcessingTime::Verbatim)
    ])
}

fn named() -> impl Strategy<Value = Named> {
    (of(text()), bilingual()).prop_map(|(code, name)| Named { code, name })
}

fn url() -> impl Strategy<Value = Box<str>> {
    text().prop_map(|rest| format!("https://{rest}").into())
}

fn edit() -> impl Strategy<Value = Edit> {
    select(vec![Edit::Whole, Edit::Patch, Edit::Remove])
}

/// A code and how it is meant: an item that changes another names it.
fn reference() -> impl Strategy<Value = (Option<Box<str>>, Edit)> {
    prop_oneof![
        of(text()).prop_map(|code| (code, Edit::Whole)),
        (text(), edit()).prop_map(|(code, edit)| (Some(code), edit))
    ]
}

fn fee() -> impl Strategy<Value = Fee> {
    let currency = select(vec![Currency::Vnd, Currency::Usd, Currency::Eur]);
    let money = (currency, 1..i64::MAX).prop_map(|(currency, amount)| FeeAmount::Known(Money { currency, amount }));
    let amount = prop_oneof![Just(FeeAmount::Free), Just(FeeAmount::Unknown), money];
    (of(bilingual()), amount, of(bilingual()), of(text())).prop_map(|(name, amount, note, attachment)| Fee {
        at: at(),
        name,
        amount,
        note,
        attachment,
    })
}

fn channels() -> impl Strategy<Value = Vec<Channel>> {
    let kind = select(vec![ChannelKind::InPerson, ChannelKind::Online, ChannelKind::Post]);
    let channel = (kind, time(), vec(fee(), 0..3), of(bilingual())).prop_map(|(kind, time, fees, note)| Channel {
        time,
        fees,
        note,
        ..Channel::new(at(), kind)
    });
    (vec(channel, 0..4), any::<bool>(), select(vec![false, false, true])).prop_map(|(mut channels, shared, patches)| {
        if patches {
            // Each refers to a channel of its own, as those of an official record do; the first is taken away.
            let nth = |at: usize| std::num::NonZeroU16::new(at as u16 + 1);
            channels.iter_mut().enumerate().for_each(|(at, item)| (item.edit, item.nth) = (Edit::Patch, nth(at)));
            if let Some(first) = channels.first_mut() {
                *first = Channel { edit: Edit::Remove, nth: first.nth, ..Channel::new(at(), first.kind) };
            }
            return channels;
        }
        if let Some(first) = channels.first().map(|first| first.fees.clone()).filter(|_| shared) {
            channels.iter_mut().for_each(|channel| channel.fees = first.clone());
        }
        channels
    })
}

fn document() -> impl Strategy<Value = Document> {
    let form = (text(), of(url())).prop_map(|(name, url)| FormFile { name, url });
    let counts = (of(any::<u32>()), of(any::<u32>()), any::<bool>());
    (reference(), bilingual(), counts, vec(form, 0..3), of(bilingual())).prop_map(
        |((code, edit), name, (originals, copies, required), forms, note)| match edit {
            Edit::Remove => Document { code, edit, ..Document::new(at(), Bilingual::default()) },
            _ => Document {
                code,
                edit,
                originals,
                copies,
                required,
                waived: !required && edit == Edit::Patch && copies.is_none(),
                forms,
                note,
                ..Document::new(at(), name)
            },
        },
    )
}

fn documents() -> impl Strategy<Value = Vec<DocumentGroup>> {
    vec((of(bilingual()), vec(document(), 1..3)), 0..3).prop_map(|groups| {
        let mut merged: Vec<DocumentGroup> = Vec::new();
        for (name, mut documents) in groups {
            // What is removed has no group.
            documents.retain(|document| name.is_none() || document.edit != Edit::Remove);
            if documents.is_empty() {
                continue;
            }
            match merged.iter_mut().find(|group| group.name == name) {
                Some(group) => group.documents.extend(documents),
                None => merged.push(DocumentGroup { name, documents }),
            }
        }
        merged
    })
}

fn legal() -> impl Strategy<Value = LegalDocument> {
    (reference(), bilingual(), of(date()), of(url())).prop_map(|((number, edit), name, date, url)| match edit {
        Edit::Remove => LegalDocument { at: at(), number, edit, name: Bilingual::default(), date: None, url: None },
        _ => LegalDocument { at: at(), number, edit, name, date, url },
    })
}

/// The text below the front matter: Markdown without space around it, and no line that begins a table, which reading refuses.
fn below_front_matter(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && misplaced_table(text).is_none()).then(|| text.to_owned())
}

prop_compose! {
    fn words()(
        name in localised(text), summary in localised(text), body in of(prose()),
        reception in localised(prose), requirements in localised(prose), note in localised(prose),
        keywords in field(vec(bilingual(), 0..4)), citations in field(vec(bilingual(), 0..4)),
        page in field(url()),
    ) -> Procedure {
        let mut procedure = Procedure::new("1.001193", sourced(()).origin);
        let markdown = body.and_then(|body| below_front_matter(body.source()));
        procedure.body.vi = markdown.map(|body| sourced(Prose::Markdown(body.into())));
        Procedure { name, summary, reception, requirements, note, keywords, citations, official_page: page, ..procedure }
    }
}

prop_compose! {
    fn values()(
        words in words(),
        state in field(select(vec![State::Active, State::Abolished])),
        kind in field(select(vec![Kind::National, Kind::Specific, Kind::Internal])),
        online in field(select(vec![Online::Full, Online::Partial, Online::No])),
        levels in field(proptest::sample::subsequence(vec![Level::Ministry, Level::Province, Level::Commune, Level::Other], 0..=4)),
        groups in field(vec((bilingual(), any::<bool>()), 0..4)),
        methods in field(vec(select(vec![ReturnMethod::AtCounter, ReturnMethod::AtHome, ReturnMethod::Online]), 0..3)),
        decision in field((text(), of(date())).prop_map(|(number, date)| Decision { number, date })),
        dates in (field(date()), field(date()), field(date())),
    ) -> Procedure {
        let groups = groups.map(|mut groups| {
            groups.value.sort_by_key(|(_, business)| *business);
            let kind = |business| if business { ServiceGroupKind::Business } else { ServiceGroupKind::Citizen };
            sourced(groups.value.into_iter().map(|(name, business)| ServiceGroup { name, kind: kind(business) }).collect())
        });
        let levels = levels.map(|levels| sourced(levels.value.into_iter().collect()));
        let (updated, reviewed, review_by) = dates;
        Procedure { state, kind, online, levels, groups, return_methods: methods, decision, updated, reviewed, review_by, ..words }
    }
}

prop_compose! {
    fn procedure()(
        values in values(),
        publisher in field(named()),
        names in vec(field(vec(named(), 0..3)), 7),
        steps in field(vec((of(bilingual()), prose(), of(prose())), 0..3)),
        channels in field(channels()),
        documents in field(documents()),
        cases in field(vec((text(), edit(), bilingual(), time()), 0..3)),
        results in field(vec((reference(), bilingual()), 0..3)),
        legal_basis in field(vec(legal(), 0..3)),
    ) -> Procedure {
        let [fields, audiences, executing, competent, authorised, delegated, coordinating] = names.try_into().unwrap();
        let step = |(name, text, text_en)| Step { at: at(), name, text, text_en };
        let steps = steps.map(|steps| sourced(steps.value.into_iter().map(step).collect()));
        let case = |(code, edit, name, time)| match edit {
            Edit::Remove => ServiceCase { code, edit, name: Bilingual::default(), time: None },
            _ => ServiceCase { code, edit, name, time },
        };
        let service_cases = cases.map(|cases| sourced(cases.value.into_iter().map(case).collect()));
        let outcome = |((code, edit), name)| {
            let name = if edit == Edit::Remove { Bilingual::default() } else { name };
            Outcome { at: at(), code, edit, name }
        };
        let results = results.map(|results| sourced(results.value.into_iter().map(outcome).collect()));
        Procedure {
            publisher, fields, audiences, executing, competent, authorised, delegated, coordinating,
            steps, channels, documents, service_cases, results, legal_basis, ..values
        }
    }
}

fn read(path: &str, text: &str) -> Procedure {
    let file = FileTable::default().add(path);
    let mut out = Reading::default();
    let input = Input { source: SourceId(0), file, path, bytes: text.as_bytes(), base: 0 };
    crate::source::content::read(&input, &mut out);
    assert_eq!(out.diagnostics, [], "{text}");
    out.records.remove(0)
}

/// A procedure without its places.
fn said(procedure: &Procedure) -> String {
    let shown = format!("{procedure:#?}");
    let mut out = String::new();
    let mut rest = shown.as_str();
    while let Some(start) = rest.find("Location {") {
        out.push_str(&rest[..start]);
        let end = rest[start..].find('}').map_or(rest.len(), |end| start + end + 1);
        rest = &rest[end..];
    }
    out + rest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(procedure in procedure()) {
        let text = front_matter(&procedure);
        let again = read("1.001193.md", &text);
        prop_assert_eq!(said(&again), said(&procedure), "{}", text);
        prop_assert_eq!(front_matter(&again), text);
        prop_assert_eq!(changed_fields(&procedure, &again), []);
    }

    #[test]
    fn a_file_in_which_fields_are_changed_is_the_file_of_the_procedure_after(before in procedure(), after in procedure()) {
        prop_assert_eq!(edited(&front_matter(&before), &before, &after), Some(front_matter(&after)));
    }
}

#[test]
fn a_file_reads_as_a_person_would_have_written_it() {
    let text = "+++
name = { vi = \"Đăng ký khai sinh\", en = \"Birth registration\" }
levels = [\"commune\"]
publisher = { code = \"G15\", vi = \"Bộ Tư pháp\" }
requirements = { plain = \"vi\", vi = \"Trong 60 ngày.\" }
decision = \"163/QĐ-BTP\"
decision_date = 2026-01-16

[[step]]
name = \"Nộp hồ sơ\"
text.vi = '''
- Tờ khai
- Giấy tờ tùy thân'''
text.en = \"The form\"

[[channel]]
kind = \"in-person\"
time = \"1 ngày làm việc\"

[[channel]]
kind = \"online\"

[[fee]]
amount = 8000

[[document]]
ref = \"KQ1\"
remove = true
+++

Chào.
";
    assert_eq!(front_matter(&read("1.001193.md", text)), text);
}

#[test]
fn fees_tell_two_channels_of_a_kind_apart() {
    let text = "+++

[[channel]]
kind = \"post\"
id = \"post-1\"

[[channel]]
kind = \"post\"
id = \"post-2\"

[[fee]]
channel = \"post-2\"
free = true
+++
";
    let procedure = read("1.md", text);
    let fees: Vec<usize> =
        procedure.channels.as_ref().unwrap().value.iter().map(|channel| channel.fees.len()).collect();
    assert_eq!(fees, [0, 1]);
    assert_eq!(front_matter(&procedure), text);
}

#[test]
fn what_the_format_has_no_words_for_never_makes_a_file_unreadable() {
    let mut procedure = Procedure::new("1", sourced(()).origin);
    procedure.levels = Some(sourced([Level::District].into_iter().collect()));
    procedure.official_page = Some(sourced("//host/x".into()));
    procedure.name.vi = Some(sourced("".into()));
    procedure.body.vi = Some(sourced(Prose::Plain("1. a\n* b".into())));
    procedure.results =
        Some(sourced(vec![Outcome { at: at(), code: None, edit: Edit::Whole, name: Bilingual::default() }]));
    let fee = Fee { at: at(), name: None, amount: FeeAmount::Known(Money::vnd(0)), note: None, attachment: None };
    let channel = Channel { fees: vec![fee], ..Channel::new(at(), ChannelKind::Post) };
    procedure.channels = Some(sourced(vec![channel]));
    let text = front_matter(&procedure);
    assert_eq!(
        text,
        "+++\n\n[[channel]]\nkind = \"post\"\n\n[[fee]]\nchannel = \"post\"\n\n[[result]]\nname = \"…\"\n+++\n\n1\\. a\\\n\\* b\n"
    );
    read("1.md", &text);
}

proptest! {
    #[test]
    fn the_english_file_is_read_again(name in of(text()), note in of(prose()), body in of(text())) {
        let mut procedure = Procedure::new("1", sourced(()).origin);
        procedure.name.en = name.map(sourced);
        procedure.note.en = note.map(sourced);
        let body = body.and_then(|body| below_front_matter(&body));
        procedure.body.en = body.map(|body| sourced(Prose::Markdown(body.into())));
        let text = english(&procedure);
        prop_assert_eq!(said(&read("1.en.md", &text)), said(&procedure), "{}", text);
    }
}
