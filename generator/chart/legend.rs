//! Which pattern is which series.

use super::canvas::{Area, Canvas, Words};
use super::text::{width, wrap};
use super::{Kind, WIDTH};

const SWATCH: f64 = 18.0;
const SIZE: f64 = 11.5;
const LINE: f64 = 17.0;

/// Writes the names of series above what is drawn, each behind its pattern, in as few lines as will do.
pub(super) fn draw<'n>(canvas: &mut Canvas, kind: Kind, names: impl Iterator<Item = &'n str>) {
    let mut x = 0.0;
    canvas.y += LINE;
    for (series, name) in names.enumerate() {
        let room = WIDTH - SWATCH - 4.0;
        let lines = wrap(name, SIZE, room, 2);
        let wide = SWATCH + 4.0 + lines.iter().map(|line| width(line, SIZE)).fold(0.0, f64::max);
        if x > 0.0 && x + wide > WIDTH {
            x = 0.0;
            canvas.y += LINE;
        }
        let middle = canvas.y - 9.0;
        match kind {
            Kind::Lines | Kind::Panels => {
                canvas.path(series, &[(x, middle), (x + SWATCH, middle)]);
                canvas.mark(series, (x + SWATCH / 2.0, middle));
            }
            Kind::Bars | Kind::Parts => {
                let area = Area { left: x, top: middle - 6.0, right: x + SWATCH, bottom: middle + 6.0 };
                canvas.area(series, area);
            }
        }
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                canvas.y += LINE - 3.0;
            }
            canvas.write(Words::new(line, x + SWATCH + 4.0, canvas.y - 5.0).size(SIZE));
        }
        // Nothing stands beside a name of two lines.
        x = if lines.len() > 1 { WIDTH } else { x + wide + 12.0 };
    }
    canvas.y += 5.0;
}
