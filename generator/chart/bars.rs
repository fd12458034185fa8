//! Horizontal bars: names have the room they need, however many there are, and each number stands at the end of its bar.

use super::canvas::{Anchor, Area, Canvas, Words};
use super::number::float;
use super::text::{width, wrap};
use super::{Chart, Kind, Series, WIDTH, legend};

/// How large numbers are written.
const NUMBER: f64 = 11.5;
/// The widest that names beside their bars may be.
const BESIDE: f64 = 124.0;
/// The room between a bar and its number.
const GAP: f64 = 4.0;

/// How far names above their bars are from the edge.
const INDENT: f64 = 5.0;

/// What all bars of a picture share: where zero is and how long one is.
pub(super) struct Scale {
    zero: f64,
    unit: f64,
    /// Where the names end and the bars begin; nothing where names stand above.
    names: Option<f64>,
}

impl Scale {
    pub fn of(chart: &Chart) -> Self {
        let widest = chart.x.iter().map(|mark| width(&mark.label, 12.0)).fold(0.0, f64::max);
        let in_one_row = chart.series.len() == 1 || chart.kind == Kind::Panels;
        let numbers = || chart.series.iter().flat_map(|series| series.values.iter().flatten());
        let reference = chart.reference.as_ref().map(|reference| float(reference.value));
        let values = numbers().map(|&number| float(number)).chain(reference);
        let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let room = |negative: bool| {
            let of_sign = numbers().filter(|number| (number.mantissa < 0) == negative);
            let widths = of_sign.map(|&number| width(&chart.numbers.write(number), NUMBER) + GAP);
            widths.fold(0.0, f64::max)
        };
        let (before, after) = (room(true), room(false).max(2.0));
        // Names that would leave the bars no room stand above them.
        let beside = in_one_row && widest <= BESIDE && widest + before + after <= WIDTH - 90.0;
        let names = beside.then_some(widest + 8.0);
        let left = names.unwrap_or(0.0);
        // However long the numbers are, some room is for the bars.
        let length = (WIDTH - left - before - after).max(40.0);
        let unit = if high > low { length / (high - low) } else { 0.0 };
        Self { zero: left + before - low * unit, unit, names }
    }

    fn place(&self, value: f64) -> f64 {
        self.zero + value * self.unit
    }
}

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas) {
    if chart.series.len() > 1 {
        legend::draw(canvas, chart.kind, chart.series.iter().map(|series| &*series.name));
    }
    let all: Vec<(usize, &Series)> = chart.series.iter().enumerate().collect();
    group(chart, &Scale::of(chart), &all, canvas);
}

/// Draws the bars of some series, one group a name.
pub(super) fn group(chart: &Chart, scale: &Scale, series: &[(usize, &Series)], canvas: &mut Canvas) {
    if let Some(reference) = &chart.reference {
        canvas.y += 15.0;
        let words = Words::new(&reference.label, scale.place(float(reference.value)), canvas.y - 4.0);
        canvas.write(words.size(NUMBER).anchor(Anchor::Middle).class("r").inside());
    }
    let top = canvas.y;
    let (thick, pitch) = if series.len() == 1 { (15.0, 15.0) } else { (11.0, 13.5) };
    for (at, mark) in chart.x.iter().enumerate() {
        canvas.y += 3.5;
        match scale.names {
            Some(right) => {
                let words = Words::new(&mark.label, right - 8.0, canvas.y + 11.5).anchor(Anchor::End);
                canvas.write(words);
            }
            None => {
                // Not upon the line of zero; where that passes behind, they can be read all the same.
                for line in wrap(&mark.label, 12.0, WIDTH - INDENT, 2) {
                    canvas.y += 15.0;
                    canvas.write(Words::new(&line, INDENT, canvas.y - 3.5).class("h"));
                }
            }
        }
        for &(number, series) in series {
            let value = series.values.get(at).copied().flatten();
            let middle = canvas.y + thick / 2.0;
            match value {
                Some(value) => {
                    let end = scale.place(float(value));
                    let (left, right) = (end.min(scale.zero), end.max(scale.zero));
                    // What is not nothing is seen.
                    let right = if value.mantissa == 0 { right } else { right.max(left + 0.75) };
                    canvas.area(number, Area { left, top: canvas.y, right, bottom: canvas.y + thick });
                    let (x, anchor) =
                        if value.mantissa < 0 { (left - GAP, Anchor::End) } else { (right + GAP, Anchor::Start) };
                    let text = chart.numbers.write(value);
                    canvas.write(Words::new(&text, x, middle + 4.0).size(NUMBER).anchor(anchor).class("h").inside());
                }
                None => {
                    let words = Words::new(&chart.none, scale.zero + GAP, middle + 4.0).size(NUMBER);
                    canvas.write(words.class("m").inside());
                }
            }
            canvas.y += pitch;
        }
        canvas.y += 4.5;
    }
    canvas.rule("z", (scale.zero, top), (scale.zero, canvas.y));
    if let Some(reference) = &chart.reference {
        let x = scale.place(float(reference.value));
        canvas.rule("r", (x, top), (x, canvas.y));
    }
}
