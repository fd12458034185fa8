//! Kinds of legal documents, by the abbreviation in their number and by the words of their title.

use crate::language::letters::{is_blank, is_word, lower};

/// A kind of legal document (Law 64/2025/QH15, article 4, and Decree 30/2020/NĐ-CP, appendix III).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "their names in both languages are below")]
pub enum LegalKind {
    Constitution,
    Code,
    Law,
    Ordinance,
    Order,
    Resolution,
    JointResolution,
    Decree,
    Decision,
    Directive,
    Circular,
    JointCircular,
    Consolidation,
}

impl LegalKind {
    /// A stable identifier: `decree`, `joint-circular`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Constitution => "constitution",
            Self::Code => "code",
            Self::Law => "law",
            Self::Ordinance => "ordinance",
            Self::Order => "order",
            Self::Resolution => "resolution",
            Self::JointResolution => "joint-resolution",
            Self::Decree => "decree",
            Self::Decision => "decision",
            Self::Directive => "directive",
            Self::Circular => "circular",
            Self::JointCircular => "joint-circular",
            Self::Consolidation => "consolidation",
        }
    }

    /// `Nghị định`.
    pub const fn name_vi(self) -> &'static str {
        match self {
            Self::Constitution => "Hiến pháp",
            Self::Code => "Bộ luật",
            Self::Law => "Luật",
            Self::Ordinance => "Pháp lệnh",
            Self::Order => "Lệnh",
            Self::Resolution => "Nghị quyết",
            Self::JointResolution => "Nghị quyết liên tịch",
            Self::Decree => "Nghị định",
            Self::Decision => "Quyết định",
            Self::Directive => "Chỉ thị",
            Self::Circular => "Thông tư",
            Self::JointCircular => "Thông tư liên tịch",
            Self::Consolidation => "Văn bản hợp nhất",
        }
    }

    /// `Decree`.
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::Constitution => "Constitution",
            Self::Code => "Code",
            Self::Law => "Law",
            Self::Ordinance => "Ordinance",
            Self::Order => "Order",
            Self::Resolution => "Resolution",
            Self::JointResolution => "Joint resolution",
            Self::Decree => "Decree",
            Self::Decision => "Decision",
            Self::Directive => "Directive",
            Self::Circular => "Circular",
            Self::JointCircular => "Joint circular",
            Self::Consolidation => "Consolidated text",
        }
    }

    /// The kind a title begins with: `Luật Đất đai` is a law.
    ///
    /// ```
    /// # use motcua::language::LegalKind;
    /// assert_eq!(LegalKind::of_title("Bộ luật Dân sự"), Some(LegalKind::Code));
    /// assert_eq!(LegalKind::of_title("Quy định về phân cấp"), None);
    /// ```
    pub fn of_title(title: &str) -> Option<Self> {
        let small = small(title.trim_start_matches(is_blank));
        WORDED.iter().find(|(words, _)| begins(&small, words)).map(|(_, kind)| *kind)
    }

    /// The kind named last in a text, and whether it is the only one.
    pub(super) fn last_named(text: &str) -> Option<(Self, bool)> {
        let small = small(text);
        let mut found: Option<(usize, Self)> = None;
        let mut count = 0;
        for (at, _) in small.char_indices() {
            let past = found.is_none_or(|(end, _)| at >= end);
            // "pháp luật" is the law as such.
            if past
                && !small[..at].ends_with("pháp ")
                && let Some((words, kind)) = WORDED.iter().find(|(words, _)| begins(&small[at..], words))
            {
                found = Some((at + words.len(), *kind));
                count += 1;
            }
        }
        found.map(|(_, kind)| (kind, count == 1))
    }
}

/// Words that name a kind, the longer before those they begin with.
const WORDED: [(&str, LegalKind); 13] = [
    ("hiến pháp", LegalKind::Constitution),
    ("bộ luật", LegalKind::Code),
    ("luật", LegalKind::Law),
    ("pháp lệnh", LegalKind::Ordinance),
    ("lệnh", LegalKind::Order),
    ("nghị quyết liên tịch", LegalKind::JointResolution),
    ("nghị quyết", LegalKind::Resolution),
    ("nghị định", LegalKind::Decree),
    ("quyết định", LegalKind::Decision),
    ("chỉ thị", LegalKind::Directive),
    ("thông tư liên tịch", LegalKind::JointCircular),
    ("thông tư", LegalKind::Circular),
    ("văn bản hợp nhất", LegalKind::Consolidation),
];

fn small(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Whether a text begins with whole words.
fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(is_letter))
}

/// Digits may be glued to the words: `Luật60/2014/QH13`.
fn is_letter(character: char) -> bool {
    is_word(character) && !character.is_ascii_digit()
}
