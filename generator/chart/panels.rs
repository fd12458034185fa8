//! Small multiples: a small chart for each series, all on one scale, so that shapes are compared and no line crosses another.

use super::canvas::{Anchor, Area, Canvas, Weight, Words};
use super::lines::{axis, line, plot, points};
use super::text::wrap;
use super::{Chart, WIDTH, bars};

/// How high a plot is.
const HEIGHT: f64 = 62.0;
const GAP: f64 = 20.0;
const SMALL: f64 = 10.5;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    if chart.x.iter().all(|mark| mark.place.is_some()) {
        for row in chart.series.chunks(2).zip((0..).step_by(2)) {
            over_time(chart, row.1, row.0.len(), canvas);
        }
        return;
    }
    let scale = bars::Scale::of(chart);
    for (number, series) in chart.series.iter().enumerate() {
        if number > 0 {
            canvas.down(8.0);
        }
        canvas.paragraph(&series.name, 12.0, Weight::Bold, "t");
        // One panel has one series: the name above tells which, so all have the same colour.
        bars::group(chart, &scale, &[(0, series)], canvas);
    }
}

/// Draws the panels of a row, beside each other.
fn over_time(chart: &Chart, first: usize, count: usize, canvas: &mut Canvas) {
    let wide = (WIDTH - GAP) / 2.0;
    let (_, low, high) = axis(chart);
    let titles: Vec<Vec<String>> =
        chart.series[first..first + count].iter().map(|series| wrap(&series.name, 12.0, wide / 1.06, 2)).collect();
    let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
    let top = canvas.y + lines as f64 * 15.0 + 18.0;
    for (column, title) in titles.iter().enumerate() {
        let left = column as f64 * (wide + GAP);
        for (at, text) in title.iter().enumerate() {
            canvas.write(Words::new(text, left, canvas.y + 12.0 + at as f64 * 15.0).bold());
        }
        let area = Area { left: left + 4.0, right: left + wide - 4.0, top, bottom: top + HEIGHT };
        panel(chart, first + column, area, (low, high), canvas);
    }
    canvas.y = top + HEIGHT + 26.0;
}

fn panel(chart: &Chart, number: usize, area: Area, (low, high): (f64, f64), canvas: &mut Canvas) {
    let plot = plot(chart, area, low, high);
    let series = &chart.series[number];
    let (left, right) = (area.left - 4.0, area.right + 4.0);
    canvas.rule("g", (left, area.top), (right, area.top));
    canvas.rule("z", (left, area.bottom), (right, area.bottom));
    line(chart, series, 0, &plot, canvas);
    let known: Vec<(usize, (f64, f64))> =
        points(chart, series, &plot).into_iter().enumerate().filter_map(|(at, point)| Some((at, point?))).collect();
    if known.is_empty() {
        canvas.write(Words::new(&chart.none, left, f64::midpoint(area.top, area.bottom)).size(SMALL).class("m"));
    }
    // The last number matters most.
    for &(at, (x, y)) in known.last().into_iter().chain(known.first().filter(|_| known.len() > 1)) {
        let Some(value) = series.values[at] else { continue };
        let text = chart.numbers.write(value);
        let words = Words::new(&text, x, y - 7.0).size(SMALL).anchor(Anchor::Middle).class("h");
        let room = words.area();
        let by = (left - room.left).max(0.0) - (room.right - right).max(0.0);
        let above = Words { x: x + by, ..words };
        let _ = canvas.try_write(above) || canvas.try_write(Words { y: y + 15.0, ..above });
    }
    let times: Vec<&str> = chart.x.iter().map(|mark| &*mark.label).collect();
    let y = area.bottom + 14.0;
    if let [first, .., last] = times[..] {
        canvas.write(Words::new(last, right, y).size(SMALL).anchor(Anchor::End).class("m"));
        let _ = canvas.try_write(Words::new(first, left, y).size(SMALL).class("m"));
    } else if let [only] = times[..] {
        let words = Words::new(only, f64::midpoint(left, right), y).size(SMALL);
        canvas.write(words.anchor(Anchor::Middle).class("m"));
    }
}
