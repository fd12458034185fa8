//! From a description and rows to the numbers that are drawn.

use super::{ChartData, SeriesLabel, Trend};
use crate::dataset::{Dataset, read_datasets};
use crate::files::{FileTable, MemoryFiles};

const HEAD: &str = "title = \"Thử\"\nfile = \"a.csv\"\n";

fn read(toml: &str, rows: &str) -> Result<Dataset, Vec<String>> {
    let files = MemoryFiles::default()
        .with("datasets/a/dataset.toml", format!("{HEAD}{toml}").as_bytes())
        .with("datasets/a/a.csv", rows.as_bytes());
    let (mut datasets, found) = read_datasets(&files, &mut FileTable::default());
    datasets.pop().ok_or_else(|| {
        let told = found.iter().filter(|found| found.severity == crate::diagnostic::Severity::Error);
        told.map(|found| format!("{}: {}", found.rule, found.message)).collect()
    })
}

fn chart(toml: &str, rows: &str) -> Result<ChartData, Vec<String>> {
    read(&format!("[[chart]]\ntitle = \"Thử\"\n{toml}"), rows).map(|mut dataset| dataset.charts.swap_remove(0))
}

/// `a=1 b=- | c=2` : names and numbers by series.
fn drawn(chart: &ChartData) -> String {
    let series = chart.series.iter().map(|series| {
        let values = chart.x.iter().zip(&series.values).map(|(label, value)| {
            let mut text = String::new();
            match value {
                Some(value) => value.write(&mut text),
                None => text.push('-'),
            }
            format!("{}={text}", label.text)
        });
        values.collect::<Vec<_>>().join(" ")
    });
    series.collect::<Vec<_>>().join(" | ")
}

const RANKS: &str = "Nước,Năm,Hạng,Điểm\nViệt Nam,2020,86,0.67\nViệt Nam,2018,88,0.59\nPháp,2018,9,0.88\nPháp,2022,,\n";

#[test]
fn series_share_their_years_and_what_is_missing_is_a_gap() {
    let data = chart("kind = \"line\"\nx = \"nam\"\ny = \"hang\"\nseries = \"nuoc\"\n", RANKS).unwrap();
    assert_eq!(drawn(&data), "2018=88 2020=86 2022=- | 2018=9 2020=- 2022=-");
}

#[test]
fn several_columns_are_several_series() {
    let data =
        chart("kind = \"bar\"\nx = \"nam\"\ny = [\"hang\", \"diem\"]\nfilter = { nuoc = \"Pháp\" }\n", RANKS).unwrap();
    assert_eq!(drawn(&data), "2018=9 2022=- | 2018=0.88 2022=-");
    assert_eq!(data.series[1].label, SeriesLabel::Column(3));
}

#[test]
fn rows_are_summed_counted_and_averaged_exactly() {
    let rows = "Tỉnh,Số\nA,0.1\nB,5\nA,0.2\nC,\n";
    let with = |aggregate: &str| {
        let y = if aggregate == "count" { "" } else { "y = \"so\"\n" };
        drawn(&chart(&format!("kind = \"bar\"\nx = \"tinh\"\n{y}aggregate = \"{aggregate}\"\n"), rows).unwrap())
    };
    assert_eq!(with("sum"), "A=0.3 B=5 C=-");
    assert_eq!(with("mean"), "A=0.15 B=5 C=-");
    assert_eq!(with("count"), "A=2 B=1 C=1");
}

#[test]
fn the_largest_are_kept_and_the_rest_is_counted() {
    let rows = "Tên,Số\nA,1\nB,4\nC,3\nD,\n";
    let data = chart("kind = \"bar\"\nx = \"ten\"\ny = \"so\"\nlimit = 2\n", rows).unwrap();
    assert_eq!((drawn(&data).as_str(), data.left_out), ("B=4 C=3", 2));
    let parts = chart("kind = \"parts\"\nx = \"ten\"\ny = \"so\"\nlimit = 1\n", rows).unwrap();
    assert_eq!((drawn(&parts).as_str(), &parts.series[1].label), ("=4 | =4", &SeriesLabel::Other));
}

#[test]
fn what_cannot_be_drawn_is_said_with_what_to_do() {
    let told = |toml: &str| chart(toml, RANKS).unwrap_err().join("; ");
    assert_eq!(
        told("kind = \"bar\"\nx = \"nuoc\"\ny = \"hangg\"\n"),
        "dataset/chart-column: there is no column \"hangg\": is it \"hang\"?"
    );
    assert_eq!(
        told("kind = \"bar\"\nx = \"nam\"\ny = \"nuoc\"\n"),
        "dataset/chart-number: column \"nuoc\" is of type \"text\", not a number: it has cells such as \
         \"Việt Nam\" (line 2, column 1), \"Việt Nam\" (line 3, column 1), \"Pháp\" (line 4, column 1)"
    );
    assert_eq!(
        told("kind = \"line\"\nx = \"nuoc\"\ny = \"hang\"\n"),
        "dataset/chart-line: column \"nuoc\" is of type \"text\", and a line needs time"
    );
    assert_eq!(
        told("kind = \"bar\"\nx = \"nuoc\"\ny = \"hang\"\n"),
        "dataset/chart-point-twice: rows 1 and 2 both have a number for the same place of the chart"
    );
    assert_eq!(
        told("kind = \"line\"\nx = \"nam\"\ny = \"hang\"\nfilter = { nuoc = \"Phap\" }\n"),
        "dataset/chart-filter: no row has the value \"Phap\": is it \"Pháp\"?; dataset/chart-empty: no row is left to draw"
    );
    assert_eq!(told("kind = \"bar\"\nx = \"nam\"\n"), "dataset/chart: a chart without a `y`");
    assert_eq!(
        told("kind = \"bar\"\nx = \"nam\"\naggregate = \"count\"\nlimit = 0\n"),
        "dataset/chart: a chart of the 0 largest shows nothing"
    );
    assert_eq!(told("kind = \"pie\"\nx = \"nam\"\ny = \"hang\"\n"), "toml/unknown-word: `kind` cannot be \"pie\"");
    let rows: String = (0..61).fold("Tên,Số\n".to_owned(), |rows, at| rows + &format!("T{at},{at}\n"));
    assert_eq!(
        chart("kind = \"bar\"\nx = \"ten\"\ny = \"so\"\n", &rows).unwrap_err(),
        ["dataset/chart-too-many: 61 different values of \"ten\", and 60 are the most"]
    );
    assert_eq!(
        chart("kind = \"parts\"\nx = \"ten\"\ny = \"so\"\n", "Tên,Số\nA,-1\nB,2\n").unwrap_err(),
        ["dataset/chart-negative: a part of a whole cannot be less than nothing"]
    );
}

#[test]
fn numbers_are_bounded_whatever_the_file() {
    let rows = (0..=super::CELLS).fold("Tên,Số\n".to_owned(), |rows, at| rows + &format!("T{at},{at}\n"));
    let told = chart("kind = \"bar\"\nx = \"ten\"\ny = \"so\"\nlimit = 5\n", &rows).unwrap_err();
    assert_eq!(told, ["dataset/chart-too-many: more than 50000 different values of \"ten\" and series"]);
}

const INDICATOR: &str = "[[indicator]]\ntitle = \"Cắt giảm\"\nvalue = \"so\"\ntime = \"nam\"\n";

#[test]
fn an_indicator_says_how_it_stands() {
    let toml = format!(
        "{INDICATOR}direction = \"up\"\nbaseline = {{ value = 10, time = 2015 }}\ntarget = {{ value = 60, by = 2025-12-31 }}\n"
    );
    let dataset = read(&toml, "Năm,Số\n2018,40\n2017,45.5\n2019,\n").unwrap();
    let standing = dataset.indicators[0].standing(&dataset.description.indicators[0]).unwrap();
    assert_eq!((standing.latest.mantissa, standing.trend, standing.reached), (40, Some(Trend::Worse), Some(false)));
    let written = |number: Option<crate::table::Decimal>| {
        let mut out = String::new();
        number.unwrap().write(&mut out);
        out
    };
    assert_eq!((written(standing.distance), written(standing.done)), ("20".into(), "60".into()));
    assert_eq!(written(standing.change.map(|(_, _, by)| by)), "-5.5");
}

#[test]
fn less_may_be_better() {
    let toml = format!("{INDICATOR}direction = \"down\"\ntarget = {{ value = 56 }}\n");
    let dataset = read(&toml, "Năm,Số\n2015,62\n2018,56\n").unwrap();
    let standing = dataset.indicators[0].standing(&dataset.description.indicators[0]).unwrap();
    assert_eq!((standing.trend, standing.reached, standing.distance), (Some(Trend::Better), Some(true), None));
}

#[test]
fn an_indicator_with_mistakes_is_none() {
    let told = |toml: &str, rows: &str| read(&format!("{INDICATOR}{toml}"), rows).unwrap_err().join("; ");
    let rows = "Năm,Số\n2018,1\n2018,2\n";
    assert_eq!(
        told("direction = \"up\"\n", rows),
        "dataset/indicator-point-twice: rows 1 and 2 have a value for the same time"
    );
    assert_eq!(told("", rows), "dataset/indicator: an indicator without a `direction`");
    assert_eq!(
        told("direction = \"up\"\ntarget = { value = \"nhiều\", by = 25 }\n", rows),
        "dataset/indicator: `target` has no number; dataset/indicator: `by` cannot be \"25\""
    );
    assert_eq!(
        told("direction = \"up\"\n", "Năm,Số\nmột,1\nhai,2\n"),
        "dataset/indicator-time: column \"nam\" is of type \"text\", and `time` needs years, months or days: it has \
         cells such as \"một\" (line 2, column 1), \"hai\" (line 3, column 1)"
    );
}
