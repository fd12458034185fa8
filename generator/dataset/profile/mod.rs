//! What a column holds, in numbers: counts, extremes, mean, quantiles, the most frequent values, a small distribution.
//!
//! In: rows, once, in order. Out: a [`Profile`]. Memory does not grow with the rows: what is exact while small turns into a
//! sketch with a stated error. No floats, no randomness: equal rows give equal numbers.

mod counts;
mod distinct;
mod quantiles;

pub use counts::{Counts, Frequent};
pub use distinct::Distinct;
pub use quantiles::Quantiles;

use super::columns::schema::Schema;
use super::rows::Row;
use crate::language::Date;
use crate::table::{Decimal, Value};

/// The places a mean is rounded to beyond those of its values, half away from zero.
pub const MEAN_PLACES: u8 = 4;
/// How many bars a distribution has.
const BARS: usize = 10;
/// The places numbers are held at for quantiles and means; what has more is cut for these alone.
const PLACES: u8 = 12;

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Rows.
    pub rows: u64,
    /// The columns, in the order of the schema.
    pub columns: Vec<ColumnProfile>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnProfile {
    /// Cells without a value.
    pub nulls: u64,
    /// How many different values there are.
    pub distinct: Distinct,
    /// The most frequent values, most first.
    pub top: Vec<Frequent>,
    /// For texts: the least and the greatest length, in characters.
    pub length: Option<(u32, u32)>,
    /// For texts: the length of the longest in UTF-16, as spreadsheets count; 0 for others.
    pub longest: u32,
    /// For numbers: how many digits they have.
    pub digits: Option<Digits>,
    /// For numbers, dates, years and months: how they lie.
    pub spread: Option<Spread>,
}

/// How many digits the numbers of a column have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Digits {
    /// The most in front of the point; at least 1.
    pub whole: u8,
    /// The most behind it.
    pub scale: u8,
    /// The most a single number has, zeros in front of the first other digit left out.
    pub both: u8,
}

impl Digits {
    fn add(&mut self, number: Decimal) {
        let magnitude = number.mantissa.unsigned_abs();
        let log = u64::try_from(magnitude).map_or_else(|_| magnitude.checked_ilog10(), u64::checked_ilog10);
        let both = log.map_or(0, |log| log as u8 + 1);
        self.both = self.both.max(both);
        self.scale = self.scale.max(number.scale);
        self.whole = self.whole.max(both.saturating_sub(number.scale)).max(1);
    }

    /// How many digits a type needs that has room for all of them.
    pub fn precision(self) -> u8 {
        self.whole.saturating_add(self.scale)
    }
}

/// How ordered values lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The least, as it is published.
    pub min: Box<str>,
    /// The greatest, as it is published.
    pub max: Box<str>,
    /// The mean of numbers, rounded to [`MEAN_PLACES`] more places; nothing where the sum is beyond all bounds.
    pub mean: Option<Decimal>,
    /// The values below which 5, 25, 50, 75 and 95 in a hundred lie. Between two numbers as QUARTILE.INC of spreadsheets has
    /// them, so that the median of an even count is the mean of the middle two; between two days, years or months the earlier.
    /// A value of the column where [`Spread::rank_error`] is not 0.
    pub quantiles: [Box<str>; 5],
    /// By how many ranks in the worst case a quantile and a bar may be off; 0 where they are exact.
    pub rank_error: u64,
    /// How many values lie in each of equal parts from the least to the greatest.
    pub bars: Vec<u64>,
}

/// Looks at rows.
#[derive(Debug)]
pub struct Profiler {
    rows: u64,
    columns: Vec<Watched>,
    scratch: String,
}

#[derive(Debug, Default)]
struct Watched {
    nulls: u64,
    counts: Counts,
    length: Option<(u32, u32)>,
    longest: u32,
    digits: Option<Digits>,
    ordered: Option<Ordered>,
    /// Whether a number was beyond what an order is kept of.
    beyond: bool,
}

/// Values that have an order: numbers at [`PLACES`] places, days since 1970, years, months since the year 0.
#[derive(Debug)]
struct Ordered {
    kind: Kind,
    min: i128,
    max: i128,
    count: u64,
    /// The most places a value has.
    scale: u8,
    sum: Option<i128>,
    sketch: Quantiles,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Date,
    Year,
    Month,
}

impl Profiler {
    /// A profile of nothing yet.
    pub fn new(schema: &Schema) -> Self {
        Self { rows: 0, columns: schema.columns.iter().map(|_| Watched::default()).collect(), scratch: String::new() }
    }

    /// Looks at a row.
    pub fn see(&mut self, row: &Row) {
        self.rows += 1;
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.see(row.value(index), &mut self.scratch);
        }
    }

    /// The profile.
    pub fn finish(self) -> Profile {
        Profile { rows: self.rows, columns: self.columns.into_iter().map(Watched::finish).collect() }
    }
}

impl Watched {
    fn see(&mut self, value: Value<'_>, scratch: &mut String) {
        let text = match value {
            Value::Null => {
                self.nulls += 1;
                return;
            }
            Value::Text(text) => {
                let length = text.chars().count() as u32;
                if length > self.longest / 2 {
                    let beyond = text.bytes().filter(|&byte| byte >= 0xF0).count() as u32;
                    self.longest = self.longest.max(length + beyond);
                }
                let (least, most) = self.length.unwrap_or((length, length));
                self.length = Some((least.min(length), most.max(length)));
                text
            }
            other => {
                scratch.clear();
                other.write(scratch);
                scratch.as_str()
            }
        };
        self.counts.add(text);
        if let Value::Number(number) = value {
            self.digits.get_or_insert_default().add(number);
        }
        match rank(value) {
            Rank::At(kind, rank, scale) => {
                self.ordered.get_or_insert_with(|| Ordered::new(kind, rank)).add(rank, scale)
            }
            Rank::Beyond => self.beyond = true,
            Rank::None => {}
        }
    }

    fn finish(self) -> ColumnProfile {
        let (distinct, top) = self.counts.finish();
        ColumnProfile {
            nulls: self.nulls,
            distinct,
            top,
            length: self.length,
            longest: self.longest,
            digits: self.digits,
            spread: self.ordered.filter(|_| !self.beyond).map(Ordered::finish),
        }
    }
}

/// The place of a value in its order.
enum Rank {
    /// Its kind, its place, and how many decimal places it has.
    At(Kind, i128, u8),
    /// Too large to be compared at [`PLACES`] places: more than 26 digits.
    Beyond,
    /// It has none.
    None,
}

fn rank(value: Value<'_>) -> Rank {
    match value {
        Value::Number(number) => {
            let cut = number.scale.checked_sub(PLACES).map(|beyond| number.mantissa / 10_i128.pow(beyond.into()));
            match number.at_scale(PLACES).or(cut) {
                Some(rank) => Rank::At(Kind::Number, rank, number.scale.min(PLACES)),
                None => Rank::Beyond,
            }
        }
        Value::Date(date) => Rank::At(Kind::Date, date.days_since_epoch().into(), 0),
        Value::Year(year) => Rank::At(Kind::Year, year.into(), 0),
        Value::Month(year, month) => Rank::At(Kind::Month, i128::from(year) * 12 + i128::from(month) - 1, 0),
        Value::Null | Value::Text(_) | Value::Boolean(_) => Rank::None,
    }
}

impl Ordered {
    fn new(kind: Kind, first: i128) -> Self {
        Self { kind, min: first, max: first, count: 0, scale: 0, sum: Some(0), sketch: Quantiles::default() }
    }

    fn add(&mut self, rank: i128, scale: u8) {
        self.count += 1;
        self.min = self.min.min(rank);
        self.max = self.max.max(rank);
        self.scale = self.scale.max(scale);
        self.sum = self.sum.and_then(|sum| sum.checked_add(rank));
        self.sketch.add(rank);
    }

    fn finish(self) -> Spread {
        let shown = |rank: i128| shown(self.kind, rank, self.scale);
        let sorted = self.sketch.finish();
        let quantile = |percent: u64| match (self.kind, sorted.around(percent)) {
            (Kind::Number, (low, high, hundredths)) => between(low, high, hundredths, self.scale),
            (_, (low, ..)) => shown(low),
        };
        let span = self.max.abs_diff(self.min);
        let edge = |bar: usize| {
            // Multiplying last keeps spans near the bounds of numbers whole.
            let part = span / BARS as u128 * bar as u128 + span % BARS as u128 * bar as u128 / BARS as u128;
            self.min.saturating_add_unsigned(part)
        };
        let mut below = vec![0];
        below.extend((1..BARS).map(|bar| sorted.below(edge(bar))));
        below.push(self.count);
        let mean = self.sum.filter(|_| self.kind == Kind::Number).map(|sum| mean(sum, self.count, self.scale));
        Spread {
            min: shown(self.min),
            max: shown(self.max),
            mean,
            quantiles: [5, 25, 50, 75, 95].map(quantile),
            rank_error: sorted.error,
            bars: if span == 0 {
                Vec::new()
            } else {
                below.windows(2).map(|two| two[1].saturating_sub(two[0])).collect()
            },
        }
    }
}

/// A rank as the value it stands for.
fn shown(kind: Kind, rank: i128, scale: u8) -> Box<str> {
    let mut out = String::new();
    let value = match kind {
        Kind::Number => Value::Number(Decimal { mantissa: rank / 10_i128.pow((PLACES - scale).into()), scale }),
        Kind::Date => {
            let date = i32::try_from(rank).ok().and_then(Date::from_days_since_epoch);
            date.map_or(Value::Null, Value::Date)
        }
        Kind::Year => Value::Year(rank as u16),
        Kind::Month => Value::Month((rank / 12) as u16, (rank % 12) as u8 + 1),
    };
    value.write(&mut out);
    out.into()
}

/// The number so many hundredths of the way between two, with the places it needs and no fewer than its values have.
fn between(low: i128, high: i128, hundredths: u8, scale: u8) -> Box<str> {
    let part = i128::from(hundredths);
    // Parting first keeps spans near the bounds of numbers whole.
    let step = high.checked_sub(low).map_or(0, |span| span / 100 * part + span % 100 * part / 100);
    let (rank, mut places) = (low + step, PLACES);
    while places > scale && rank % 10_i128.pow((PLACES - places + 1).into()) == 0 {
        places -= 1;
    }
    shown(Kind::Number, rank, places)
}

/// The mean at a few more places than its values have, rounded half away from zero.
fn mean(sum: i128, count: u64, scale: u8) -> Decimal {
    let places = (scale + MEAN_PLACES).min(PLACES);
    let unit = 10_i128.pow((PLACES - places).into());
    let count = i128::from(count.max(1));
    // The sum has twelve places: what is cut below them does not show.
    let mean = sum / count;
    let half = unit / 2 * mean.signum();
    Decimal { mantissa: mean.saturating_add(half) / unit, scale: places }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(values: &[Value<'_>]) -> ColumnProfile {
        let mut watched = Watched::default();
        values.iter().for_each(|&value| watched.see(value, &mut String::new()));
        watched.finish()
    }

    fn number(text: &str) -> Value<'_> {
        Value::Number(Decimal::parse(text).unwrap())
    }

    #[test]
    fn numbers_are_summed_exactly() {
        let spread = profile(&["0.1", "0.2", "0.3", "10"].map(number)).spread.unwrap();
        assert_eq!(spread.mean, Some(Decimal { mantissa: 265_000, scale: 5 }));
        assert_eq!((&*spread.min, &*spread.max), ("0.1", "10.0"));
        assert_eq!(spread.bars, [3, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(spread.rank_error, 0);
    }

    #[test]
    fn numbers_beyond_all_bounds_have_no_spread_or_no_mean() {
        let huge = |scale| Value::Number(Decimal { mantissa: i128::MAX, scale });
        assert_eq!(profile(&[huge(0), number("-1")]).spread, None);
        let spread = profile(&[huge(12), huge(12), number("-1")]).spread.unwrap();
        assert_eq!(spread.mean, None);
        assert_eq!(spread.bars.iter().sum::<u64>(), 3);
    }

    #[test]
    fn quantiles_are_those_of_spreadsheets() {
        let quantiles = |numbers: &[&str]| {
            let values: Vec<_> = numbers.iter().map(|text| number(text)).collect();
            profile(&values).spread.unwrap().quantiles.map(String::from)
        };
        // By hand: 3 steps between 4 numbers; 5 % is 0.15 of the first, 25 % 0.75 of it, 50 % half of the second.
        assert_eq!(quantiles(&["20", "1", "10", "2"]), ["1.15", "1.75", "6", "12.5", "18.5"]);
        assert_eq!(quantiles(&["3", "1", "2"]), ["1.1", "1.5", "2", "2.5", "2.9"]);
        assert_eq!(quantiles(&["-0.5", "-0.1"])[2], "-0.3");
        assert_eq!(quantiles(&["7.50"]), ["7.50"; 5]);
        let days = ["2025-07-01", "2025-07-02"].map(|text| Value::Date(Date::parse_iso(text).unwrap()));
        assert_eq!(&*profile(&days).spread.unwrap().quantiles[2], "2025-07-01");
    }

    #[test]
    fn days_and_texts_have_what_fits_them() {
        let day = |text| Value::Date(Date::parse_iso(text).unwrap());
        let spread = profile(&[day("2025-07-01"), day("2025-12-31"), Value::Null]).spread.unwrap();
        assert_eq!((&*spread.min, &*spread.quantiles[4], spread.mean), ("2025-07-01", "2025-07-01", None));
        let texts = profile(&[Value::Text("Huế"), Value::Text("Hà Nội"), Value::Text("Huế")]);
        assert_eq!((texts.length, texts.distinct), (Some((3, 6)), Distinct::Exact(2)));
        assert_eq!((&*texts.top[0].value, texts.top[0].count), ("Huế", 2));
    }
}
