//! The points of an indicator, and how it stands.

use super::number::{difference, percentage};
use super::select::Selection;
use super::{CELLS, because, kind_of, number_position, position};
use crate::dataset::columns::schema::Schema;
use crate::dataset::description::{Direction, IndicatorNote, Moment};
use crate::dataset::rows::Row;
use crate::diagnostic::Diagnostic;
use crate::table::{Decimal, Value};

/// What was measured of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorData {
    /// Which `[[indicator]]` of the description it is, counted from zero.
    pub note: usize,
    /// The column of its values.
    pub value_column: usize,
    /// The points, the earliest first.
    pub points: Vec<Point>,
}

/// A value, when it was measured and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// When.
    pub time: Moment,
    /// The value; nothing where the file has a row without one.
    pub value: Option<Decimal>,
    /// Its source, in the words of the file.
    pub source: Option<Box<str>>,
    /// The address of its source.
    pub source_url: Option<Box<str>>,
}

/// How an indicator stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// When it was measured last.
    pub time: Moment,
    /// What was measured then.
    pub latest: Decimal,
    /// Since when, from which value, and by how much it changed: since the value before, else the baseline.
    pub change: Option<(Moment, Decimal, Decimal)>,
    /// Whether that was to the better.
    pub trend: Option<Trend>,
    /// What is still missing to the target; nothing where it is reached.
    pub distance: Option<Decimal>,
    /// Whether the target is reached; nothing where there is none.
    pub reached: Option<bool>,
    /// How much of the way from the baseline to the target is done, in percent.
    pub done: Option<Decimal>,
}

/// Whether a change was to the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It was.
    Better,
    /// It was to the worse.
    Worse,
    /// There was none.
    Same,
}

impl IndicatorData {
    /// How it stands; nothing where nothing was measured.
    pub fn standing(&self, note: &IndicatorNote) -> Option<Standing> {
        let mut measured = self.points.iter().rev().filter_map(|point| Some((point.time, point.value?)));
        let (time, latest) = measured.next()?;
        let baseline = note.baseline.as_ref();
        let before = measured.next().or_else(|| baseline.and_then(|mark| Some((mark.time?, mark.value))));
        let change = before.and_then(|(time, value)| Some((time, value, difference(latest, value)?)));
        let better = |by: Decimal| match (by.mantissa.signum(), note.direction) {
            (0, _) => Trend::Same,
            (1, Direction::Up) | (-1, Direction::Down) => Trend::Better,
            _ => Trend::Worse,
        };
        let target = note.target.as_ref().map(|mark| mark.value);
        let reached = target.map(|target| match note.direction {
            Direction::Up => latest >= target,
            Direction::Down => latest <= target,
        });
        let distance = target.filter(|_| reached == Some(false)).and_then(|target| difference(target, latest));
        let way = target.zip(baseline).and_then(|(target, mark)| difference(target, mark.value));
        let gone = baseline.and_then(|mark| difference(latest, mark.value));
        Some(Standing {
            time,
            latest,
            change,
            trend: change.map(|(_, _, by)| better(by)),
            distance: distance.map(|by| Decimal { mantissa: by.mantissa.saturating_abs(), ..by }),
            reached,
            done: gone.zip(way).and_then(|(gone, way)| percentage(gone, way)),
        })
    }
}

/// An indicator while rows are read.
#[derive(Debug)]
pub(super) struct Following {
    note: usize,
    selection: Selection,
    value: usize,
    time: usize,
    source: Option<usize>,
    source_url: Option<usize>,
    points: Vec<(u64, Point)>,
    without_time: u64,
    too_many: bool,
}

impl Following {
    pub fn of(note: usize, indicator: &IndicatorNote, schema: &Schema, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let before = found.len();
        let value = number_position(schema, &indicator.value, found);
        let time = position(schema, &indicator.time, found);
        let source = indicator.source.as_ref().and_then(|name| position(schema, name, found));
        let source_url = indicator.source_url.as_ref().and_then(|name| position(schema, name, found));
        let selection = Selection::of(&indicator.filter, schema, found);
        let column = &schema.columns[time?];
        if !column.kind.is_time() {
            let message = format!(
                "column \"{}\" is {}, and `time` needs years, months or days{}",
                column.id,
                kind_of(column),
                because(column)
            );
            let help = "say type = \"year\", \"month\" or \"date\" in its [[column]], or name another";
            found.push(Diagnostic::error("dataset/indicator-time", indicator.time.1, message).help(help));
        }
        if found.len() > before {
            return None;
        }
        Some(Self {
            note,
            selection: selection?,
            value: value?,
            time: time?,
            source,
            source_url,
            points: Vec::new(),
            without_time: 0,
            too_many: false,
        })
    }

    pub fn note(&self) -> usize {
        self.note
    }

    pub fn see(&mut self, row: &Row) {
        if self.too_many || !self.selection.takes(row) {
            return;
        }
        let Some(time) = Moment::of(row.value(self.time)) else {
            self.without_time += 1;
            return;
        };
        self.too_many = self.points.len() >= CELLS;
        let value = match row.value(self.value) {
            Value::Number(number) => Some(number),
            _ => None,
        };
        let text = |column: Option<usize>| match column.map(|column| row.value(column)) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text.into()),
            _ => None,
        };
        let (source, source_url) = (text(self.source), text(self.source_url));
        self.points.push((row.number, Point { time, value, source, source_url }));
    }

    pub fn finish(mut self, note: &IndicatorNote, found: &mut Vec<Diagnostic>) -> Option<IndicatorData> {
        let before = found.len();
        let error = |rule, message: String, help: &str| Diagnostic::error(rule, note.at, message).help(help.to_owned());
        if self.too_many {
            let message = format!("more than {CELLS} rows are points of the indicator");
            found.push(error("dataset/indicator-too-many", message, "pick its own rows with `filter`"));
            return None;
        }
        self.points.sort_by_key(|(_, point)| point.time);
        let twice = self.points.windows(2).find(|pair| pair[0].1.time == pair[1].1.time);
        if let Some(pair) = twice {
            let message = format!("rows {} and {} have a value for the same time", pair[0].0, pair[1].0);
            found.push(error("dataset/indicator-point-twice", message, "pick its own rows with `filter`"));
        }
        if self.points.iter().all(|(_, point)| point.value.is_none()) {
            let help = "look at `filter` and `value`, or remove the indicator until something is measured";
            found.push(error("dataset/indicator-empty", "no row has a value of the indicator".into(), help));
        }
        if self.without_time > 0 {
            let message = format!("{} rows of the indicator have no time and are left out", self.without_time);
            let help = "fill in the cells of its column of time";
            found.push(Diagnostic::warning("dataset/indicator-no-time", note.time.1, message).help(help));
        }
        self.selection.finish(found);
        let sound = !found[before..].iter().any(|found| found.severity == crate::diagnostic::Severity::Error);
        let points = self.points.into_iter().map(|(_, point)| point).collect();
        sound.then_some(IndicatorData { note: self.note, value_column: self.value, points })
    }
}
