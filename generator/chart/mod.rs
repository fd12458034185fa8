//! Charts as SVG: numbers in, a picture out that can be read on a phone, on paper, in the dark and aloud.
//!
//! An engine: it does no I/O, has no clock, and knows neither datasets nor pages. Numbers are exact decimals and are written as
//! the language writes them; only places in the picture are floats, computed by the four operations alone and written to a
//! hundredth, so that equal numbers give equal bytes everywhere.
//!
//! A picture is [`WIDTH`] units wide, the room of a phone of 360 px, and is enlarged on wider screens rather than laid out anew:
//! what does not collide there collides nowhere. Colours stand as attributes, so that a file is whole by itself, and as classes, so
//! that a page's style sheet has the last word: `.s1` to `.s6` are the series, `.f` filled and `.l` drawn in their colour, `.t`
//! text, `.m` muted text, `.h` text on a line, `.g` grid, `.z` zero, `.p` paper, `.r` what is to be reached. No series is told by
//! its colour alone: lines have marks, dashes and their name at the end, areas have patterns.
//!
//! | module | for |
//! |---|---|
//! | `number` | numbers as people write them, and as places |
//! | `ticks` | round numbers that an axis shows |
//! | `text` | how wide words are, where they are parted |
//! | `canvas` | SVG, and what is written where |
//! | `legend` | which pattern is which series |
//! | `bars`, `lines`, `panels`, `parts` | the four kinds |

mod bars;
mod canvas;
mod legend;
mod lines;
mod number;
mod panels;
mod parts;
mod text;
mod ticks;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod snapshots;

pub use number::Numbers;

use self::canvas::{Canvas, Weight};
use crate::table::Decimal;

/// How wide a picture is.
pub const WIDTH: f64 = 336.0;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it looks like.
    pub kind: Kind,
    /// What ids within the picture begin with; unlike that of any other picture of a page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it shows, in words, for those who do not see it.
    pub description: String,
    /// In what the numbers are counted.
    pub unit: Option<String>,
    /// How numbers are written.
    pub numbers: Numbers,
    /// What stands side by side.
    pub x: Vec<Mark>,
    /// The numbers.
    pub series: Vec<Series>,
    /// A number to hold the others against.
    pub reference: Option<Reference>,
    /// Whether small numbers stand above, as those of ranks do.
    pub reverse: bool,
    /// What stands where a number is missing.
    pub none: String,
    /// Where the numbers are from; said in a file.
    pub source: Option<String>,
    /// The language of the words, as BCP 47 has it.
    pub language: String,
}

/// What a chart looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lines over time: every mark has a place.
    Lines,
    /// Horizontal bars.
    Bars,
    /// A small chart for each series, on one scale.
    Panels,
    /// What wholes are made of: bars of equal length.
    Parts,
}

/// What numbers stand above or beside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Its name.
    pub label: String,
    /// Where it stands on a line, in equal steps of time.
    pub place: Option<i64>,
}

/// A row of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A number for each mark; nothing where it is missing.
    pub values: Vec<Option<Decimal>>,
}

/// A number to hold others against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is, with the number.
    pub label: String,
    /// The number.
    pub value: Decimal,
    /// When it is to be.
    pub at: Option<Mark>,
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In a page, which says what it is and where it is from.
    Page,
    /// In a file of its own.
    File,
}

/// Draws a chart.
pub fn draw(chart: &Chart, setting: Setting) -> String {
    drawn(chart, setting).finish(chart, setting)
}

fn drawn(chart: &Chart, setting: Setting) -> Canvas {
    let mut canvas = Canvas::new(&chart.id);
    if setting == Setting::File {
        canvas.paragraph(&chart.title, 14.0, Weight::Bold, "t");
        if let Some(unit) = &chart.unit {
            canvas.paragraph(unit, 11.0, Weight::Plain, "m");
        }
        canvas.down(4.0);
    }
    match chart.kind {
        Kind::Lines => lines::draw(chart, &mut canvas),
        Kind::Bars => bars::draw(chart, &mut canvas),
        Kind::Panels => panels::draw(chart, &mut canvas),
        Kind::Parts => parts::draw(chart, &mut canvas),
    }
    if let (Setting::File, Some(source)) = (setting, &chart.source) {
        canvas.down(6.0);
        canvas.paragraph(source, 10.0, Weight::Plain, "m");
    }
    canvas
}
