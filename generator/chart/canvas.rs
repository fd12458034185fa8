//! SVG being written, and what words stand where.

use std::fmt::Write as _;

use super::text::{width, wrap};
use super::{Chart, Setting, WIDTH};

/// The colours of the series on white, each with at least 4.5 to 1.
pub(super) const COLOURS: [&str; 6] = ["#0b5a5e", "#b34700", "#5b4bb5", "#6b6b00", "#a3195b", "#4a5b62"];
const INK: &str = "#16242b";
const MUTED: &str = "#4a5b62";
const GRID: &str = "#c3cfce";
const REACH: &str = "#8a5a00";

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// What of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// Words and where they stand: `y` is their base line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    pub text: &'t str,
    pub x: f64,
    pub y: f64,
    pub size: f64,
    pub anchor: Anchor,
    pub weight: Weight,
    pub class: &'static str,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str, x: f64, y: f64) -> Self {
        Self { text, x, y, size: 12.0, anchor: Anchor::Start, weight: Weight::Plain, class: "t" }
    }

    pub fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The room they take.
    pub fn area(&self) -> Area {
        let wide = width(self.text, self.size) * if self.weight == Weight::Bold { 1.06 } else { 1.0 };
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - wide / 2.0,
            Anchor::End => self.x - wide,
        };
        // Vietnamese letters carry two marks above; few have anything below.
        Area { left, top: self.y - self.size * 0.95, right: left + wide, bottom: self.y + self.size * 0.25 }
    }

    /// Moved so that they stand within the picture.
    pub fn inside(self) -> Self {
        let area = self.area();
        let by = if area.right > WIDTH { WIDTH - area.right } else { 0.0 };
        let by = if area.left + by < 0.0 { -area.left } else { by };
        Self { x: self.x + by, ..self }
    }
}

/// A picture being drawn from above.
#[derive(Debug)]
pub(super) struct Canvas {
    id: String,
    body: String,
    /// How far down it is drawn.
    pub y: f64,
    /// The series whose patterns are used.
    patterns: [bool; COLOURS.len()],
    /// The words that were written.
    pub words: Vec<Area>,
}

impl Canvas {
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), body: String::new(), y: 0.0, patterns: [false; COLOURS.len()], words: Vec::new() }
    }

    /// Leaves room.
    pub fn down(&mut self, by: f64) {
        self.y += by;
    }

    /// Writes words.
    pub fn write(&mut self, words: Words<'_>) {
        self.words.push(words.area());
        let (x, y) = (Length(words.x), Length(words.y));
        let _ = write!(self.body, "<text x=\"{x}\" y=\"{y}\" class=\"{}\"", words.class);
        let fill = match words.class {
            "m" => MUTED,
            "r" => REACH,
            _ => INK,
        };
        if fill != INK {
            let _ = write!(self.body, " fill=\"{fill}\"");
        }
        if words.class == "h" || words.class == "r" {
            // A rim of paper, so that words can be read where a line passes.
            self.body.push_str(" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        }
        if words.size != 12.0 {
            let _ = write!(self.body, " font-size=\"{}\"", Length(words.size));
        }
        match words.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.body.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.body.push_str(" text-anchor=\"end\""),
        }
        if words.weight == Weight::Bold {
            self.body.push_str(" font-weight=\"bold\"");
        }
        self.body.push('>');
        escape(words.text, &mut self.body);
        self.body.push_str("</text>\n");
    }

    /// Writes words if they stand within the picture and meet no others; says whether it did.
    pub fn try_write(&mut self, words: Words<'_>) -> bool {
        let area = words.area();
        let fits = area.left >= 0.0 && area.right <= WIDTH && area.top >= 0.0;
        let free = fits && !self.words.iter().any(|other| area.meets(*other));
        if free {
            self.write(words);
        }
        free
    }

    /// Writes lines of words below what is drawn.
    pub fn paragraph(&mut self, text: &str, size: f64, weight: Weight, class: &'static str) {
        let room = if weight == Weight::Bold { WIDTH / 1.06 } else { WIDTH };
        for line in wrap(text, size, room, 4) {
            self.y += size * 1.25;
            let words = Words { size, weight, class, ..Words::new(&line, 0.0, self.y - size * 0.25) };
            self.write(words);
        }
    }

    /// A line of the grid or of an axis.
    pub fn rule(&mut self, class: &'static str, from: (f64, f64), to: (f64, f64)) {
        let (stroke, more) = match class {
            "g" => (GRID, ""),
            "r" => (REACH, " stroke-width=\"1.5\" stroke-dasharray=\"5 3\""),
            _ => (MUTED, ""),
        };
        let ((x1, y1), (x2, y2)) = (from, to);
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(Length);
        let _ = writeln!(
            self.body,
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{stroke}\"{more}/>"
        );
    }

    /// An area in the colour and pattern of a series.
    pub fn area(&mut self, series: usize, area: Area) {
        let series = series % COLOURS.len();
        let [x, y] = [area.left, area.top].map(Length);
        let [wide, high] = [area.right - area.left, area.bottom - area.top].map(Length);
        let _ = write!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"");
        if series == 0 {
            let _ = writeln!(self.body, " class=\"s1 f\" fill=\"{}\"/>", COLOURS[0]);
        } else {
            self.patterns[series] = true;
            let _ = writeln!(self.body, " fill=\"url(#{}-p{})\"/>", self.id, series + 1);
        }
    }

    /// Paper behind words.
    pub fn paper(&mut self, area: Area) {
        let [x, y, wide, high] = [area.left, area.top, area.right - area.left, area.bottom - area.top].map(Length);
        let _ = writeln!(
            self.body,
            "<rect class=\"p\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" rx=\"2\" fill=\"#fff\"/>"
        );
    }

    /// A line through points.
    pub fn path(&mut self, series: usize, points: &[(f64, f64)]) {
        const DASHES: [&str; COLOURS.len()] = ["", "7 3", "2 3", "9 3 2 3", "4 3", "1 2"];
        let series = series % COLOURS.len();
        let _ = write!(self.body, "<path class=\"s{} l\" d=\"", series + 1);
        for (at, &(x, y)) in points.iter().enumerate() {
            let _ = write!(self.body, "{}{} {}", if at == 0 { 'M' } else { 'L' }, Length(x), Length(y));
        }
        let _ = write!(self.body, "\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"", COLOURS[series]);
        if !DASHES[series].is_empty() {
            let _ = write!(self.body, " stroke-dasharray=\"{}\"", DASHES[series]);
        }
        self.body.push_str("/>\n");
    }

    /// The mark of a series at a point.
    pub fn mark(&mut self, series: usize, (x, y): (f64, f64)) {
        let series = series % COLOURS.len();
        let [left, right, top, bottom] = [x - 3.5, x + 3.5, y - 3.5, y + 3.5].map(Length);
        let (x, y) = (Length(x), Length(y));
        let _ = match series {
            0 => write!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\""),
            1 => write!(self.body, "<path d=\"M{left} {top}H{right}V{bottom}H{left}Z\""),
            2 => write!(self.body, "<path d=\"M{x} {top}L{right} {bottom}H{left}Z\""),
            3 => write!(self.body, "<path d=\"M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z\""),
            4 => write!(self.body, "<path d=\"M{left} {top}H{right}L{x} {bottom}Z\""),
            _ => write!(self.body, "<path d=\"M{left} {top}H{right}L{left} {bottom}H{right}Z\""),
        };
        let _ = writeln!(self.body, " class=\"s{} f\" fill=\"{}\"/>", series + 1, COLOURS[series]);
    }

    /// Where something is to be.
    pub fn aim(&mut self, (x, y): (f64, f64)) {
        let [left, right, top, bottom] = [x - 5.0, x + 5.0, y - 5.0, y + 5.0].map(Length);
        let (x, y) = (Length(x), Length(y));
        let _ = writeln!(
            self.body,
            "<path class=\"p r\" d=\"M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z\" fill=\"#fff\" stroke=\"{REACH}\" stroke-width=\"1.5\"/>"
        );
    }

    /// The picture.
    pub fn finish(self, chart: &Chart, setting: Setting) -> String {
        // A file has a margin: it is looked at by itself.
        let (scale, margin) = match setting {
            Setting::Page => (1.0, 0.0),
            Setting::File => (2.0, 12.0),
        };
        let (wide, high) = (WIDTH + 2.0 * margin, self.y.ceil().max(1.0) + 2.0 * margin);
        let [start, full_wide, full_high, wide, high] = [-margin, wide * scale, high * scale, wide, high].map(Length);
        let mut out = String::with_capacity(self.body.len() + 1024);
        let id = &self.id;
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" width=\"{full_wide}\" height=\"{full_high}\" \
             viewBox=\"{start} {start} {wide} {high}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
             font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif\" font-size=\"12\" fill=\"{INK}\""
        );
        if setting == Setting::File {
            let _ = write!(out, " xml:lang=\"{}\"", chart.language);
        }
        let _ = write!(out, ">\n<title id=\"{id}-t\">");
        escape(&chart.title, &mut out);
        let _ = write!(out, "</title>\n<desc id=\"{id}-d\">");
        escape(&chart.description, &mut out);
        out.push_str("</desc>\n");
        if self.patterns.contains(&true) {
            out.push_str("<defs>\n");
            for series in (1..COLOURS.len()).filter(|&series| self.patterns[series]) {
                pattern(id, series, &mut out);
            }
            out.push_str("</defs>\n");
        }
        if setting == Setting::File {
            let _ = writeln!(
                out,
                "<rect class=\"p\" x=\"{start}\" y=\"{start}\" width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>"
            );
        }
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }
}

/// What tells an area of a series from others without colour.
fn pattern(id: &str, series: usize, out: &mut String) {
    const SHAPES: [&str; COLOURS.len()] = [
        "",
        "M-1 1L1 -1M0 6L6 0M5 7L7 5",
        "M0 3H6",
        "M-1 5L1 7M0 0L6 6M5 -1L7 1",
        "M1 2a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M4 5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
        "M3 0V6",
    ];
    let number = series + 1;
    let _ = writeln!(
        out,
        "<pattern id=\"{id}-p{number}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect class=\"s{number} f\" width=\"6\" height=\"6\" fill=\"{}\"/>\
         <path class=\"q\" d=\"{}\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1.25\"/></pattern>",
        COLOURS[series], SHAPES[series]
    );
}

/// A place or a length, to a hundredth.
#[derive(Debug, Clone, Copy)]
struct Length(f64);

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i64;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// Text of an element. Characters that XML cannot have are left out.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_two_places_at_most() {
        let told = [0.0, -0.004, 1.005, 12.5, -3.256, 100.0].map(|length| Length(length).to_string());
        assert_eq!(told, ["0", "0", "1", "12.5", "-3.26", "100"]);
    }

    #[test]
    fn no_text_leaves_its_element() {
        let mut out = String::new();
        escape("<a & \"b\">\u{0}", &mut out);
        assert_eq!(out, "&lt;a &amp; \"b\"&gt;");
    }
}
