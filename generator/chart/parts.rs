//! What wholes are made of: bars of equal length in patterns, with shares. Lengths are compared better than angles.

use super::canvas::{Anchor, Area, Canvas, Words};
use super::number::float;
use super::text::{width, wrap};
use super::{Chart, WIDTH, legend};

const THICK: f64 = 26.0;
const SIZE: f64 = 11.0;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    let single = chart.x.len() == 1;
    let names: Vec<String> = chart
        .series
        .iter()
        .map(|series| {
            let number = series.values.first().copied().flatten();
            match number.filter(|_| single) {
                Some(number) => {
                    let whole = whole(chart, 0);
                    let share = (whole > 0.0).then(|| chart.numbers.share(float(number), whole));
                    let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
                    format!("{}: {}{share}", series.name, chart.numbers.write(number))
                }
                None => series.name.clone(),
            }
        })
        .collect();
    legend::draw(canvas, chart.kind, names.iter().map(String::as_str));
    for (at, mark) in chart.x.iter().enumerate() {
        for line in wrap(&mark.label, 12.0, WIDTH, 2) {
            canvas.y += 15.0;
            canvas.write(Words::new(&line, 0.0, canvas.y - 3.5));
        }
        bar(chart, at, canvas);
        canvas.y += THICK + 7.0;
    }
}

fn whole(chart: &Chart, at: usize) -> f64 {
    chart.series.iter().filter_map(|series| series.values[at]).map(float).sum()
}

fn bar(chart: &Chart, at: usize, canvas: &mut Canvas) {
    let whole = whole(chart, at);
    let middle = canvas.y + THICK / 2.0 + 4.0;
    if whole <= 0.0 {
        canvas.write(Words::new(&chart.none, 0.0, middle).size(SIZE).class("m"));
        return;
    }
    let mut left = 0.0;
    for (number, series) in chart.series.iter().enumerate() {
        let Some(value) = series.values[at].map(float).filter(|value| *value > 0.0) else { continue };
        let right = left + value / whole * WIDTH;
        // A hair of paper parts the parts.
        let end = if right < WIDTH - 0.5 { (right - 1.0).max(left + 0.5) } else { right };
        canvas.area(number, Area { left, top: canvas.y, right: end, bottom: canvas.y + THICK });
        let text = chart.numbers.share(value, whole);
        let wide = width(&text, SIZE);
        if end - left >= wide + 8.0 {
            let x = f64::midpoint(left, end);
            let half = wide / 2.0 + 2.0;
            canvas.paper(Area { left: x - half, top: middle - 12.0, right: x + half, bottom: middle + 4.0 });
            canvas.write(Words::new(&text, x, middle).size(SIZE).anchor(Anchor::Middle));
        }
        left = right;
    }
}
