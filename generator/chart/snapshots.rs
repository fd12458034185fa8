//! One picture of each kind, as it is. After a change that is meant: `MOTCUA_BLESS=1 cargo test --lib chart::snapshots`.

use super::{Chart, Kind, Mark, Numbers, Reference, Series, Setting, draw};
use crate::table::Decimal;

/// A small chart of a kind.
pub(super) fn sample(kind: Kind) -> Chart {
    let years = ["2018", "2020", "2022", "2024"];
    let in_time = matches!(kind, Kind::Lines | Kind::Panels);
    let x = years.iter().map(|year| match in_time {
        true => Mark { label: (*year).into(), place: year.parse().ok() },
        false => Mark { label: format!("Năm {year}"), place: None },
    });
    let row = |name: &str, values: [Option<i128>; 4]| Series {
        name: name.into(),
        values: values.into_iter().map(|value| value.map(Decimal::whole)).collect(),
    };
    let first = row("Việt Nam", [Some(88), Some(86), Some(86), Some(71)]);
    let second = row("Thái Lan & <Lào>", [Some(73), None, Some(55), Some(52)]);
    let reference = Reference {
        label: "Mục tiêu: 50".into(),
        value: Decimal::whole(50),
        at: Some(Mark { label: "2025".into(), place: Some(2025) }),
    };
    Chart {
        kind,
        id: "xep-hang".into(),
        title: "Xếp hạng chính phủ điện tử".into(),
        description: "Bốn điểm từ năm 2018 đến năm 2024.".into(),
        unit: Some("thứ hạng".into()),
        numbers: Numbers::Vietnamese,
        x: x.collect(),
        series: vec![first, second],
        reference: (kind == Kind::Lines).then_some(reference),
        reverse: kind == Kind::Lines,
        none: "không có số liệu".into(),
        source: Some("Nguồn: Liên Hợp Quốc".into()),
        language: "vi".into(),
    }
}

#[test]
fn pictures_are_as_they_were() {
    for (name, kind) in [("lines", Kind::Lines), ("bars", Kind::Bars), ("panels", Kind::Panels), ("parts", Kind::Parts)]
    {
        let svg = draw(&sample(kind), Setting::File);
        let path = format!("{}/tests/golden/chart-{name}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("MOTCUA_BLESS").is_some() {
            crate::files::write_given(path.as_ref(), svg.as_bytes()).unwrap();
        }
        let kept = crate::files::read_given(path.as_ref()).unwrap();
        assert_eq!(svg, String::from_utf8(kept).unwrap(), "{path} differs");
    }
}
