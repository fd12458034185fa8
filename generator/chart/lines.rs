//! Lines over time: a mark for each number, a gap where one is missing, names at the ends.

use super::canvas::{Anchor, Area, Canvas, Words};
use super::number::float;
use super::text::{width, wrap};
use super::ticks::ticks;
use super::{Chart, Numbers, Series, WIDTH, legend};
use crate::table::Decimal;

/// How high the plot is.
const HEIGHT: f64 = 170.0;
const SMALL: f64 = 11.0;
/// The widest that names at the ends of lines may be.
const NAMES: f64 = 104.0;
/// With more marks than these a line is a line.
const MARKED: usize = 40;

/// Where numbers and times stand.
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    low: f64,
    high: f64,
    first: i64,
    last: i64,
    reverse: bool,
}

impl Plot {
    pub fn x(&self, place: i64) -> f64 {
        match self.last.saturating_sub(self.first) {
            0 => f64::midpoint(self.left, self.right),
            span => {
                let share = place.saturating_sub(self.first) as f64 / span as f64;
                self.left + share * (self.right - self.left)
            }
        }
    }

    pub fn y(&self, value: f64) -> f64 {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        let share = if self.reverse { 1.0 - share } else { share };
        self.bottom - share * (self.bottom - self.top)
    }
}

/// The numbers of an axis and the lowest and highest of them: from zero where that is near enough.
pub(super) fn axis(chart: &Chart) -> (Vec<Decimal>, f64, f64) {
    let numbers = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let numbers = numbers.chain(chart.reference.as_ref().map(|reference| reference.value));
    let (low, high) = numbers.fold((None, None), |(low, high): (Option<Decimal>, Option<Decimal>), number| {
        (Some(low.map_or(number, |low| low.min(number))), Some(high.map_or(number, |high| high.max(number))))
    });
    let (low, high) = (low.unwrap_or(Decimal::whole(0)), high.unwrap_or(Decimal::whole(1)));
    let near_zero = low.mantissa > 0 && float(low) <= float(high) * 0.6 && !chart.reverse;
    let bottom = if near_zero { Decimal::whole(0) } else { low };
    let mut ticks = ticks(bottom, high).unwrap_or_default();
    // What is to be reached is no edge of the picture.
    if let (Some(reference), [first, second, ..]) = (&chart.reference, &*ticks)
        && reference.value == *first
        && first.mantissa != 0
        && let Some(before) = before(*first, *second)
    {
        ticks.insert(0, before);
    }
    // There is no rank nought.
    let one = Decimal::whole(1);
    if chart.reverse && low >= one && ticks.first().is_some_and(|first| first.mantissa == 0) {
        ticks.retain(|tick| *tick > one);
        ticks.insert(0, one);
        if ticks.len() == 1 {
            ticks.push(Decimal::whole(2));
        }
    }
    let ends = (ticks.first().copied().unwrap_or(bottom), ticks.last().copied().unwrap_or(high));
    (ticks, float(ends.0), float(ends.1))
}

/// The number as far before one as another is behind it.
fn before(number: Decimal, after: Decimal) -> Option<Decimal> {
    let scale = number.scale.max(after.scale);
    let (number, after) = (number.at_scale(scale)?, after.at_scale(scale)?);
    Some(Decimal { mantissa: number.checked_mul(2)?.checked_sub(after)?, scale }.trimmed())
}

/// The first and the last time of a chart.
fn times(chart: &Chart) -> (i64, i64) {
    let at = chart.reference.as_ref().and_then(|reference| reference.at.as_ref());
    let places = chart.x.iter().chain(at).filter_map(|mark| mark.place);
    places.fold((i64::MAX, i64::MIN), |(first, last), place| (first.min(place), last.max(place)))
}

/// The plot of a chart in some room.
pub(super) fn plot(chart: &Chart, area: Area, low: f64, high: f64) -> Plot {
    let (first, last) = times(chart);
    let Area { left, right, top, bottom } = area;
    Plot { left, right, top, bottom, low, high, first: first.min(last), last, reverse: chart.reverse }
}

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let (ticks, low, high) = axis(chart);
    let names = direct_names(chart);
    if names.is_none() && chart.series.len() > 1 {
        legend::draw(canvas, chart.kind, chart.series.iter().map(|series| &*series.name));
    }
    let labels: Vec<String> = ticks.iter().map(|&tick| chart.numbers.write_short(tick)).collect();
    let left = labels.iter().map(|label| width(label, SMALL)).fold(0.0, f64::max) + 10.0;
    let right = names.as_ref().map_or(10.0, |names| names.wide + 9.0);
    let top = canvas.y + 16.0;
    let area = Area { left, right: WIDTH - right, top, bottom: top + HEIGHT };
    let plot = plot(chart, area, low, high);
    for (tick, label) in ticks.iter().zip(&labels) {
        let y = plot.y(float(*tick));
        canvas.rule("g", (left - 4.0, y), (WIDTH, y));
        canvas.write(Words::new(label, left - 6.0, y + 4.0).size(SMALL).anchor(Anchor::End).class("m"));
    }
    reference(chart, &plot, canvas);
    for (number, series) in chart.series.iter().enumerate() {
        line(chart, series, number, &plot, canvas);
    }
    match &names {
        Some(names) => names.write(chart, &plot, canvas),
        None if chart.series.len() == 1 => numbers(chart, &chart.series[0], &plot, canvas),
        None => {}
    }
    canvas.y = plot.bottom + 4.0;
    below(chart, &plot, canvas);
}

/// The points of a series that have a number.
pub(super) fn points(chart: &Chart, series: &Series, plot: &Plot) -> Vec<Option<(f64, f64)>> {
    let values = chart.x.iter().zip(&series.values);
    values.map(|(mark, value)| Some((plot.x(mark.place?), plot.y(float((*value)?))))).collect()
}

/// Draws a line: it ends where a number is missing and begins anew after it.
pub(super) fn line(chart: &Chart, series: &Series, number: usize, plot: &Plot, canvas: &mut Canvas) {
    let points = points(chart, series, plot);
    let marked = chart.x.len() <= MARKED;
    for run in points.split(Option::is_none) {
        let run: Vec<(f64, f64)> = run.iter().copied().flatten().collect();
        if run.len() > 1 {
            canvas.path(number, &run);
        }
        if marked || run.len() == 1 {
            run.iter().for_each(|&point| canvas.mark(number, point));
        }
    }
}

/// What is to be reached.
fn reference(chart: &Chart, plot: &Plot, canvas: &mut Canvas) {
    let Some(reference) = &chart.reference else { return };
    let y = plot.y(float(reference.value));
    canvas.rule("r", (plot.left, y), (WIDTH, y));
    if let Some(place) = reference.at.as_ref().and_then(|at| at.place) {
        canvas.aim((plot.x(place), y));
    }
    // On the side on which no line comes near, as far as there is room.
    let words = |x, y, anchor| Words::new(&reference.label, x, y).size(SMALL).anchor(anchor).class("r");
    let at_end = |y| words(WIDTH, y, Anchor::End).inside();
    let at_start = |y| words(plot.left + 2.0, y, Anchor::Start).inside();
    let free = |words: &Words<'_>| {
        let area = words.area();
        let wide = Area { top: area.top - 2.0, bottom: area.bottom + 2.0, ..area };
        !chart.series.iter().any(|series| crosses(&points(chart, series, plot), wide))
    };
    // Below the lowest line stand the marks of the axis.
    let has_room = |words: &Words<'_>| words.area().top >= 0.0 && words.area().bottom <= plot.bottom;
    let places = [at_end(y - 7.0), at_start(y - 7.0), at_end(y + 14.0), at_start(y + 14.0)];
    let chosen = places.iter().position(|words| free(words) && has_room(words)).unwrap_or(0);
    if !canvas.try_write(places[chosen]) {
        let _ = places.into_iter().filter(has_room).any(|words| canvas.try_write(words));
    }
}

/// Whether a line passes through a room.
fn crosses(points: &[Option<(f64, f64)>], area: Area) -> bool {
    points.windows(2).any(|pair| {
        let (Some((x1, y1)), Some((x2, y2))) = (pair[0], pair[1]) else { return false };
        let (left, right) = (x1.max(area.left), x2.min(area.right));
        if left > right {
            return false;
        }
        let at = |x: f64| if x2 > x1 { y1 + (x - x1) / (x2 - x1) * (y2 - y1) } else { y1 };
        let (a, b) = (at(left), at(right));
        a.min(b) < area.bottom && a.max(b) > area.top
    })
}

/// Writes the numbers of a single line, the telling ones first, where there is room.
fn numbers(chart: &Chart, series: &Series, plot: &Plot, canvas: &mut Canvas) {
    let points = points(chart, series, plot);
    let known: Vec<usize> = (0..points.len()).filter(|&at| points[at].is_some()).collect();
    let value = |at: &usize| series.values[*at];
    let telling = [
        known.last().copied(),
        known.first().copied(),
        known.iter().copied().max_by_key(value),
        known.iter().copied().min_by_key(value),
    ];
    let mut written: Vec<usize> = Vec::new();
    for at in telling.into_iter().flatten().chain(known.iter().copied()) {
        let (Some((x, y)), Some(value)) = (points[at], series.values[at]) else { continue };
        if written.contains(&at) {
            continue;
        }
        written.push(at);
        let text = chart.numbers.write(value);
        let words = |y| {
            let words = Words::new(&text, x, y).size(SMALL).anchor(Anchor::Middle).class("h");
            let over = words.area().left - plot.left;
            // Not over the numbers of the axis.
            let words = if over < 0.0 { Words { x: x - over, ..words } } else { words };
            words.inside()
        };
        let (above, under) = (words(y - 8.0), words(y + 16.0));
        let above_is_free = !crosses(&points, above.area());
        let under_is_free = !crosses(&points, under.area()) && under.area().bottom <= plot.bottom + 2.0;
        let order = if above_is_free || !under_is_free { [above, under] } else { [under, above] };
        let _ = order.into_iter().any(|words| words.area().bottom <= plot.bottom + 2.0 && canvas.try_write(words));
    }
}

/// Writes the times below a plot: as many as have room, the last among them.
pub(super) fn below(chart: &Chart, plot: &Plot, canvas: &mut Canvas) {
    let y = canvas.y + 12.0;
    let at = chart.reference.as_ref().and_then(|reference| reference.at.as_ref());
    let mut marks: Vec<(i64, &str)> =
        chart.x.iter().chain(at).filter_map(|mark| Some((mark.place?, &*mark.label))).collect();
    marks.sort_unstable();
    marks.dedup_by_key(|(place, _)| *place);
    let words = |(place, label): (i64, &'_ str)| -> (f64, f64, String) {
        let area = Words::new(label, plot.x(place), y).size(SMALL).anchor(Anchor::Middle).inside().area();
        (area.left, area.right, label.to_owned())
    };
    let placed: Vec<(f64, f64, String)> = marks.iter().map(|&mark| words(mark)).collect();
    // From the last one back, each that has room.
    let mut limit = f64::INFINITY;
    for (left, right, label) in placed.iter().rev() {
        if right + 8.0 <= limit {
            canvas.write(Words::new(label, *left, y).size(SMALL).class("m"));
            limit = *left;
        }
    }
    for &(place, _) in &marks {
        let x = plot.x(place);
        canvas.rule("z", (x, plot.bottom), (x, plot.bottom + 3.0));
    }
    canvas.rule("z", (plot.left, plot.bottom), (WIDTH.min(plot.right + 4.0), plot.bottom));
    canvas.y = y + 4.0;
}

/// Names at the ends of lines, with the last numbers.
struct DirectNames {
    names: Vec<(usize, Vec<String>)>,
    wide: f64,
}

/// The names of several lines, where they have room beside the plot.
fn direct_names(chart: &Chart) -> Option<DirectNames> {
    if chart.series.len() < 2 {
        return None;
    }
    let mut names = Vec::new();
    let mut wide = 0.0_f64;
    for (number, series) in chart.series.iter().enumerate() {
        let last = series.values.iter().rev().copied().flatten().next();
        let text = match last {
            Some(last) => format!("{} {}", series.name, glued(chart.numbers, last)),
            None => format!("{} – {}", series.name, chart.none),
        };
        let lines = wrap(&text, SMALL, NAMES, 2);
        let cut = lines.last().is_some_and(|line| line.ends_with('…'));
        let widest = lines.iter().map(|line| width(line, SMALL)).fold(0.0, f64::max);
        if cut || widest > NAMES {
            return None;
        }
        wide = wide.max(widest);
        names.push((number, lines));
    }
    // They have to stand above one another.
    let lines: usize = names.iter().map(|(_, lines)| lines.len()).sum();
    (lines as f64 * 14.0 + names.len() as f64 * 3.0 <= HEIGHT).then_some(DirectNames { names, wide })
}

fn glued(numbers: Numbers, number: Decimal) -> String {
    numbers.write(number)
}

impl DirectNames {
    fn write(&self, chart: &Chart, plot: &Plot, canvas: &mut Canvas) {
        const LINE: f64 = 13.0;
        let end = |number: usize| {
            let points = points(chart, &chart.series[number], plot);
            points.iter().rev().copied().flatten().next().map_or(plot.bottom, |(_, y)| y)
        };
        let mut places: Vec<(f64, &Vec<String>)> = self.names.iter().map(|(at, lines)| (end(*at), lines)).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Each as near to its line as the ones above it let it be; then all that stand too low are pushed up.
        let high = |lines: &Vec<String>| lines.len() as f64 * LINE + 3.0;
        let mut tops: Vec<f64> = Vec::new();
        for (y, lines) in &places {
            let wanted = y - high(lines) / 2.0;
            let least = tops
                .last()
                .zip(places.get(tops.len().wrapping_sub(1)))
                .map_or(plot.top - 10.0, |(top, before)| top + high(before.1));
            tops.push(wanted.max(least));
        }
        let mut limit = plot.bottom + 6.0;
        for (top, (_, lines)) in tops.iter_mut().zip(&places).rev() {
            *top = top.min(limit - high(lines));
            limit = *top;
        }
        for (top, (_, lines)) in tops.iter().zip(&places) {
            for (at, line) in (0_u32..).zip(lines.iter()) {
                let y = top + f64::from(at + 1) * LINE - 2.0;
                canvas.write(Words::new(line, plot.right + 8.0, y).size(SMALL).class("h"));
            }
        }
    }
}
