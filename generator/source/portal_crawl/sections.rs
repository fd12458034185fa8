//! The sections of a crawled page, put back together where the crawl cut them.
//!
//! The crawl took a page's text and cut it at the words that head its sections. Where a section's own prose has
//! those words ("lập hồ sơ theo quy định tại mục 5.3 (Thành phần hồ sơ); nộp ..."), it was cut there, and the
//! rest of the sentence stands as the next section, whose real text the crawl lost. Such a pair is joined again
//! when both ends show it: the one section does not end, and the other does not begin as its kind does.

use std::ops::Range;

use super::super::is_blank;
use super::super::row::Words;
use crate::catalogue::Origin;
use crate::files::Location;

/// What heads the table of documents, in every group.
pub(super) const DOCUMENTS_HEAD: &str = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";
/// What heads the table of legal documents.
pub(super) const LEGAL_HEAD: &str = "Tên văn bản pháp lýMã văn bản";
/// Where the page's own words begin, after the results.
pub(super) const FURNITURE_HEAD: &str = "Từ khóa";

/// The text of a section, any part of which has a place in the file.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub text: String,
    /// The pieces the text is made of: where each begins in it, and in its own words.
    pieces: Vec<(usize, usize, Words)>,
}

impl Section {
    /// A section that was not cut.
    pub fn new(words: Words) -> Self {
        Self { text: words.text.clone(), pieces: vec![(0, 0, words)] }
    }

    /// The origin of the section's first piece.
    pub fn origin(&self) -> Origin {
        self.pieces[0].2.origin()
    }

    /// The place of a part; of a part in several pieces, where it begins.
    pub fn place(&self, part: Range<usize>) -> Location {
        let at = self.pieces.partition_point(|(start, ..)| *start <= part.start).saturating_sub(1);
        let (start, offset, words) = &self.pieces[at];
        let end = self.pieces.get(at + 1).map_or(self.text.len(), |(next, ..)| *next);
        let within = |position: usize| (position.min(end).max(*start) - start + offset).min(words.text.len());
        words.place(within(part.start)..within(part.end))
    }

    /// This section with `rest` after it, joined by the words at which they were cut.
    fn join(&mut self, label: &str, rest: Self) {
        self.text = format!("{} {label}", self.text.trim_end());
        let begins_word = rest.text.starts_with(|c: char| c.is_alphanumeric());
        if begins_word {
            self.text.push(' ');
        }
        let shift = self.text.len();
        self.text.push_str(&rest.text);
        self.pieces.extend(rest.pieces.into_iter().map(|(start, offset, words)| (start + shift, offset, words)));
    }

    /// Cuts the section in two.
    fn split_off(&mut self, at: usize) -> Self {
        let text = self.text.split_off(at);
        let piece = self.pieces.partition_point(|(start, ..)| *start <= at).saturating_sub(1);
        let (start, offset, words) = self.pieces[piece].clone();
        let mut pieces = vec![(0, offset + at - start, words)];
        pieces.extend(self.pieces.drain(piece + 1..).map(|(start, offset, words)| (start - at, offset, words)));
        Self { text, pieces }
    }

    /// Whether the text stops in the middle of a sentence.
    fn is_open(&self) -> bool {
        let last = self.text.trim_end().chars().next_back();
        last.is_some_and(|last| last.is_alphanumeric() || matches!(last, '(' | ',' | '+' | '-'))
    }

    /// Whether the text starts in the middle of a sentence.
    fn begins_inside(&self) -> bool {
        self.text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ')' | ';' | ',' | '.'))
    }
}

/// The sections that may have been cut at each other's heads.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub steps: Option<Section>,
    pub channels: Option<Section>,
    pub documents: Option<Section>,
    pub legal: Option<Section>,
    pub executing: Option<Section>,
    pub requirements: Option<Section>,
    pub results: Option<Section>,
    /// What was joined: the words it was cut at, and the place of the second part.
    pub joined: Vec<(&'static str, Location)>,
}

impl Sections {
    /// Joins what was cut and cuts off what belongs to another section.
    pub fn mend(&mut self) {
        let headless = |section: &Option<Section>, head: &str| {
            section.as_ref().is_some_and(|section| !section.text.contains(head))
        };
        if headless(&self.documents, DOCUMENTS_HEAD) {
            join(&mut self.steps, "Thành phần hồ sơ", &mut self.documents, &mut self.joined);
        }
        self.drop_repeated_agencies();
        if headless(&self.legal, LEGAL_HEAD) {
            join(&mut self.channels, "Căn cứ pháp lý", &mut self.legal, &mut self.joined);
        }
        if self.executing.as_ref().is_some_and(Section::begins_inside) {
            join(&mut self.steps, "Cơ quan thực hiện", &mut self.executing, &mut self.joined);
        }
        if self.results.as_ref().is_some_and(|results| results.begins_inside() && !results.text.contains("Mã: ")) {
            join(&mut self.documents, "Kết quả xử lý", &mut self.results, &mut self.joined);
        }
        // A page without results runs on from the requirements into its own words.
        if self.results.is_none()
            && let Some(requirements) = &mut self.requirements
            && let Some(at) = requirements.text.rfind(FURNITURE_HEAD)
            && requirements.text[at..].contains("Mô tả")
        {
            self.results = Some(requirements.split_off(at));
            if is_blank(&requirements.text) {
                self.requirements = None;
            }
        }
    }

    /// On some pages the agencies stand a second time, at the end of the legal documents.
    fn drop_repeated_agencies(&mut self) {
        if let (Some(legal), Some(executing)) = (&mut self.legal, &self.executing)
            && let Some(rest) = legal.text.strip_suffix(executing.text.as_str())
            && let Some(rest) = rest.strip_suffix("Cơ quan thực hiện")
        {
            let end = rest.len();
            legal.split_off(end);
            if is_blank(&legal.text) {
                self.legal = None;
            }
        }
    }
}

/// Joins `rest` to a section that ends in the middle of a sentence; else leaves both as they are.
fn join(
    open: &mut Option<Section>,
    label: &'static str,
    rest: &mut Option<Section>,
    joined: &mut Vec<(&'static str, Location)>,
) {
    let Some(open) = open.as_mut().filter(|section| section.is_open()) else { return };
    if let Some(rest) = rest.take() {
        joined.push((label, rest.origin().location));
        open.join(label, rest);
    }
}
