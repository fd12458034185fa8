//! How cells look: number formats, numbered as they come.

use std::fmt::Write as _;

use crate::dataset::notation::number;
use crate::table::Kind;

/// The first number of a format that is not built in.
const FIRST: usize = 164;
/// Styles that are always there: plain, bold headings, text.
const ALWAYS: &str = r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#;
/// The number of the style of headings.
pub const HEADING: usize = 1;
const TEXT: usize = 2;
const COUNT: usize = 3;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Whether they are text whatever their values are.
    pub is_text: bool,
    /// The number of their style.
    pub style: usize,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub struct Styles {
    formats: Vec<String>,
}

impl Cell {
    /// Texts, which a spreadsheet is not to read as numbers when one edits them.
    pub fn text() -> Self {
        Self { is_text: true, style: TEXT }
    }
}

impl Styles {
    /// What the cells of a column of a kind are, whose numbers have so many places and count so.
    pub fn cell(&mut self, kind: Kind, scale: u8, unit: Option<&str>) -> Cell {
        let places = |whole: &str| match scale {
            0 => whole.to_owned(),
            scale => format!("{whole}.{}", "0".repeat(scale.min(15).into())),
        };
        let format = match kind {
            Kind::Text | Kind::Code | Kind::Place | Kind::Url => return Cell::text(),
            Kind::Boolean => return Cell { is_text: false, style: 0 },
            // As text behind the number the sign changes nothing of it: 12.5 is 12.5 %.
            Kind::Percent => places("#,##0") + "\"%\"",
            Kind::Money => {
                let known = unit.filter(|unit| number::currency(unit).is_some());
                places("#,##0") + &known.map_or_else(String::new, |unit| format!("\" {unit}\""))
            }
            Kind::Integer | Kind::Decimal => places("#,##0"),
            Kind::Coordinate => places("0"),
            Kind::Year => "0".into(),
            Kind::Date => "dd/mm/yyyy".into(),
            Kind::Month => "mm/yyyy".into(),
        };
        let known = self.formats.iter().position(|known| *known == format);
        let at = known.unwrap_or_else(|| {
            self.formats.push(format);
            self.formats.len() - 1
        });
        Cell { is_text: false, style: COUNT + at }
    }

    /// `styles.xml`.
    pub fn xml(&self) -> String {
        let mut out = String::from(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        );
        if !self.formats.is_empty() {
            let _ = write!(out, r#"<numFmts count="{}">"#, self.formats.len());
            for (at, format) in self.formats.iter().enumerate() {
                let format = format.replace('"', "&quot;");
                let _ = write!(out, r#"<numFmt numFmtId="{}" formatCode="{format}"/>"#, FIRST + at);
            }
            out.push_str("</numFmts>");
        }
        let font = r#"<sz val="11"/><name val="Calibri"/><family val="2"/>"#;
        let _ = write!(out, r#"<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>"#);
        out.push_str(r#"<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#);
        let _ = write!(out, r#"<cellXfs count="{}">{ALWAYS}"#, COUNT + self.formats.len());
        for at in 0..self.formats.len() {
            let number = FIRST + at;
            let _ = write!(
                out,
                r#"<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#
            );
        }
        out.push_str(r#"</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#);
        out
    }
}
