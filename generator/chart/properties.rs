//! Whatever the numbers: words stand inside the picture and none upon another, and more is drawn as more.

use proptest::prelude::*;

use super::canvas::Area;
use super::{Chart, Kind, Mark, Numbers, Reference, Series, Setting, WIDTH, draw, drawn, lines};
use crate::table::Decimal;

fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Ủy", "ban", "nhân", "dân", "cấp", "xã", "Thừa", "Thiên", "Huế", "W", "2024", "Nguyễn",
    ]);
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

fn number() -> impl Strategy<Value = Option<Decimal>> {
    let decimal = prop_oneof![
        (-9_999_i128..9_999, 0_u8..3).prop_map(|(mantissa, scale)| Decimal { mantissa, scale }),
        (-2_000_000_000_i128..2_000_000_000, 0_u8..3).prop_map(|(mantissa, scale)| Decimal { mantissa, scale }),
        (0_i128..30).prop_map(Decimal::whole),
    ];
    prop::option::weighted(0.85, decimal)
}

fn chart() -> impl Strategy<Value = Chart> {
    let kind = prop::sample::select(vec![(Kind::Lines, 6), (Kind::Bars, 4), (Kind::Panels, 7), (Kind::Parts, 6)]);
    (kind, 1_usize..14, any::<(bool, bool, bool)>()).prop_flat_map(|((kind, most), marks, (time, reverse, english))| {
        let series = (name(), prop::collection::vec(number(), marks));
        let reference = prop::option::of((number(), prop::option::of(0_i64..30)));
        (prop::collection::vec(series, 1..=most), prop::collection::vec(name(), marks), reference).prop_map(
            move |(series, labels, reference)| {
                let of_parts = |value: Option<Decimal>| match kind {
                    Kind::Parts => value.map(|value| Decimal { mantissa: value.mantissa.abs(), ..value }),
                    _ => value,
                };
                let in_time = kind == Kind::Lines || (kind == Kind::Panels && time);
                let x = labels.into_iter().zip(2010..).map(|(label, year)| match in_time {
                    true => Mark { label: year.to_string(), place: Some(year) },
                    false => Mark { label, place: None },
                });
                let reference = reference.filter(|_| matches!(kind, Kind::Lines | Kind::Bars) && series.len() == 1);
                Chart {
                    kind,
                    id: "a".into(),
                    title: "Tên".into(),
                    description: "Mô tả".into(),
                    unit: None,
                    numbers: if english { Numbers::English } else { Numbers::Vietnamese },
                    x: x.collect(),
                    series: series
                        .into_iter()
                        .map(|(name, values)| Series { name, values: values.into_iter().map(of_parts).collect() })
                        .collect(),
                    reference: reference.and_then(|(value, years)| {
                        let at =
                            years.map(|years| Mark { label: (2010 + years).to_string(), place: Some(2010 + years) });
                        Some(Reference { label: "Mục tiêu: 60 %".into(), value: value?, at: at.filter(|_| in_time) })
                    }),
                    reverse,
                    none: "không có số liệu".into(),
                    source: Some("Nguồn: thử".into()),
                    language: "vi".into(),
                }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn words_stand_inside_and_apart(chart in chart()) {
        for setting in [Setting::Page, Setting::File] {
            let canvas = drawn(&chart, setting);
            for (at, area) in canvas.words.iter().enumerate() {
                let inside = area.left >= -0.01 && area.right <= WIDTH + 0.01 && area.top >= -1.0 && area.bottom <= canvas.y + 0.01;
                prop_assert!(inside, "{:?} of {} at {:?}\n{}", area, canvas.y, at, draw(&chart, setting));
                // Descenders and marks that do not meet may share a hair.
                let hair = Area { left: area.left + 0.5, right: area.right - 0.5, top: area.top + 2.5, bottom: area.bottom - 1.5 };
                let other = canvas.words[..at].iter().find(|other| hair.meets(**other));
                prop_assert!(other.is_none(), "{area:?} meets {other:?}\n{}", draw(&chart, setting));
            }
        }
    }

    #[test]
    fn the_same_numbers_are_the_same_bytes(chart in chart()) {
        let svg = draw(&chart, Setting::Page);
        prop_assert_eq!(&svg, &draw(&chart, Setting::Page));
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
    }

    #[test]
    fn more_is_drawn_as_more(chart in chart(), a in -1e6_f64..1e6, b in -1e6_f64..1e6) {
        let (_, low, high) = lines::axis(&chart);
        let area = Area { left: 0.0, top: 0.0, right: WIDTH, bottom: 100.0 };
        let plot = lines::plot(&chart, area, low, high);
        let (low, high) = (a.min(b), a.max(b));
        let (above, below) = if chart.reverse { (low, high) } else { (high, low) };
        prop_assert!(plot.y(above) <= plot.y(below));
        prop_assert!(plot.x(2011) <= plot.x(2012));
    }
}

#[test]
fn numbers_beyond_measure_are_drawn_too() {
    for mantissa in [i128::MIN, i128::MAX, 0] {
        let values = vec![Some(Decimal { mantissa, scale: 0 }), Some(Decimal { mantissa: 1, scale: 38 }), None];
        let marks = (0..3).map(|place| Mark { label: place.to_string(), place: Some(place) }).collect();
        let mut chart = super::snapshots::sample(Kind::Bars);
        (chart.x, chart.series) = (marks, vec![Series { name: "A".into(), values }]);
        for kind in [Kind::Bars, Kind::Lines, Kind::Panels, Kind::Parts] {
            chart.kind = kind;
            assert!(!draw(&chart, Setting::Page).contains("NaN"));
        }
    }
}
