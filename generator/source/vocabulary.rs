//! The words official records use for closed values, and how their lists of names are cut.
//!
//! In: words of a record. Out: values of the model, or ranges of the text. This module never guesses:
//! a word it does not know is `None`, and a list that it cannot cut with certainty stays in one piece.

use std::ops::Range;

use super::Column;
use crate::catalogue::{FieldName, Kind, Level, State};
use crate::language::fold;

/// Words as they are compared: folded, with single spaces, without a colon or star at the end.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', '*', '.', ' ']).to_owned()
}

/// A level: `Cấp bộ`, `province`.
pub(super) fn level(text: &str) -> Option<Level> {
    let plain = plain(text);
    Level::ALL.into_iter().find(|level| level.id() == plain).or_else(|| {
        Some(match plain.as_str() {
            "cap bo" | "trung uong" | "cap trung uong" => Level::Ministry,
            "cap tinh" | "tinh" => Level::Province,
            "cap huyen" | "huyen" => Level::District,
            "cap xa" | "xa" => Level::Commune,
            "co quan khac" | "khac" => Level::Other,
            _ => return None,
        })
    })
}

/// A kind: the portal's `STANDARD`, or the word of content files.
pub(super) fn kind(text: &str) -> Option<Kind> {
    Some(match plain(text).as_str() {
        "standard" | "national" | "quoc gia" => Kind::National,
        "specific" | "dac thu" => Kind::Specific,
        "standard_internal" | "internal" | "noi bo" => Kind::Internal,
        _ => return None,
    })
}

/// A state: the portal's `ACTIVE`, or the word of content files.
pub(super) fn state(text: &str) -> Option<State> {
    Some(match plain(text).as_str() {
        "active" | "updated" | "con hieu luc" | "dang hieu luc" => State::Active,
        "abolished" | "bi bai bo" | "bai bo" | "het hieu luc" => State::Abolished,
        _ => return None,
    })
}

/// The field a column's heading names: a key of the model, or the words lists are published with.
pub(super) fn heading(text: &str) -> Option<FieldName> {
    let plain = plain(text);
    if let Some(field) = FieldName::ALL.into_iter().find(|field| field.key() == plain) {
        return Some(field);
    }
    HEADINGS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|&(field, _)| field)
}

/// The column a heading names, and whether it is our own key.
pub(super) fn column(text: &str) -> Option<(Column, bool)> {
    let own = Column::of_heading(text).map(|column| (column, true));
    own.or_else(|| heading(text).map(|field| (field.into(), false)))
}

/// Whether a heading says that its column numbers the rows.
pub(super) fn numbers_rows(heading: &str) -> bool {
    matches!(plain(heading).as_str(), "stt" | "tt" | "so tt" | "so thu tu")
}

const HEADINGS: [(FieldName, &[&str]); 19] = [
    (FieldName::Code, &["ma so", "ma", "ma tthc", "ma thu tuc", "ma so tthc", "ma thu tuc hanh chinh"]),
    (
        FieldName::Name,
        &["ten", "ten tthc", "ten thu tuc", "ten thu tuc hanh chinh", "ten tthc/dvc", "thu tuc hanh chinh"],
    ),
    (FieldName::Publisher, &["co quan ban hanh", "co quan cong bo"]),
    (FieldName::Executing, &["co quan thuc hien"]),
    (FieldName::Fields, &["linh vuc"]),
    (FieldName::Decision, &["so quyet dinh", "quyet dinh cong bo", "quyet dinh"]),
    (FieldName::Levels, &["cap thuc hien"]),
    (FieldName::Audiences, &["doi tuong", "doi tuong thuc hien"]),
    (FieldName::Competent, &["co quan co tham quyen"]),
    (FieldName::Authorised, &["co quan duoc uy quyen"]),
    (FieldName::Coordinating, &["co quan phoi hop"]),
    (
        FieldName::Reception,
        &[
            "noi tiep nhan",
            "noi tiep nhan ho so",
            "dia diem tiep nhan",
            "dia diem tiep nhan ho so",
            "dia diem thuc hien",
        ],
    ),
    (FieldName::Steps, &["trinh tu thuc hien"]),
    (FieldName::Channels, &["cach thuc thuc hien"]),
    (FieldName::Documents, &["thanh phan ho so"]),
    (FieldName::Results, &["ket qua", "ket qua thuc hien", "ket qua xu ly"]),
    (FieldName::LegalBasis, &["can cu phap ly", "co so phap ly"]),
    (FieldName::Requirements, &["yeu cau, dieu kien", "yeu cau, dieu kien thuc hien"]),
    (FieldName::Keywords, &["tu khoa"]),
];

/// Who may apply, in the words of the national catalogue; some have commas inside.
const AUDIENCES: [&str; 15] = [
    "Công dân Việt Nam mà không xác định được nơi thường trú hoặc nơi tạm trú",
    "Người nước ngoài đã cư trú tại Việt Nam",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Người nước ngoài cư trú tại Việt Nam",
    "Người Việt Nam định cư ở nước ngoài",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp Việt Nam",
    "Công dân Việt Nam",
    "Người nước ngoài",
    "Tổ chức nước ngoài",
    "Tổ chức Đảng",
    "Doanh nghiệp",
    "Hợp tác xã",
    "Đảng viên",
];

/// A list of names cut into its items.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// The items.
    pub items: Vec<Range<usize>>,
    /// Those that may be several names, or not names at all.
    pub doubtful: Vec<Range<usize>>,
}

/// Cuts a list of audiences at its commas, but not inside a name the catalogue has.
/// An unknown name with a comma inside may be two: it stays one and is doubtful.
pub(super) fn audiences(text: &str) -> Cut {
    let mut cut = Cut { items: Vec::new(), doubtful: Vec::new() };
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let (length, known) = match known_audience(rest) {
            Some(length) => (length, true),
            None => {
                let mut commas = rest.match_indices(", ").map(|(at, _)| at);
                (commas.find(|at| known_audience(&rest[at + 2..]).is_some()).unwrap_or(rest.len()), false)
            }
        };
        let item = trimmed(text, start..start + length);
        if !item.is_empty() {
            if !known && text[item.clone()].contains(',') {
                cut.doubtful.push(item.clone());
            }
            cut.items.push(item);
        }
        start += length;
        start += text[start..].len() - text[start..].trim_start_matches([',', ' ']).len();
    }
    cut
}

/// The length of the known audience `text` begins with, if a comma or the end follows it.
fn known_audience(text: &str) -> Option<usize> {
    let whole = |name: &&&str| {
        text.strip_prefix(**name).is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(','))
    };
    AUDIENCES.iter().find(whole).map(|name| name.len())
}

/// Words an agency's name begins with, folded. A comma before one of them, in a capital, ends the name before.
const AGENCY_HEADS: [&str; 58] = [
    "ban",
    "bao hiem xa hoi",
    "benh vien",
    "bien phong",
    "bo",
    "bo phan",
    "cac",
    "can bo",
    "cang vu",
    "cap",
    "chi cuc",
    "chi nhanh",
    "chu dau tu",
    "chu tich",
    "co quan",
    "co so",
    "cong an",
    "cong doan",
    "cong ty",
    "cuc",
    "dai dien",
    "dai su quan",
    "doan luat su",
    "doi",
    "don vi",
    "giam doc",
    "hai quan",
    "hoc vien",
    "hoi",
    "hoi dong",
    "kho bac",
    "lien doan",
    "luu tru",
    "ngan hang",
    "nguoi dung dau",
    "phong",
    "quan chung",
    "quan khu",
    "quy",
    "so",
    "tap doan",
    "thanh tra",
    "thi hanh an",
    "thu truong",
    "thu tuong",
    "thue",
    "to chuc",
    "toa an",
    "tong cong ty",
    "tong cuc",
    "tru so",
    "trung tam",
    "truong",
    "ubnd",
    "uy ban",
    "van phong",
    "vien",
    "vu",
];

/// Cuts a list of agencies at the commas, semicolons and line breaks that a new agency's name follows.
/// Names have commas themselves ("Thuế tỉnh, thành phố"): what does not begin like an agency stays with the name before.
pub(super) fn agencies(text: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices([',', ';', '\n']) {
        let next = at + mark.len();
        if mark != "\n" && !text[next..].starts_with(char::is_whitespace) {
            continue;
        }
        if mark == "\n" || begins_agency(text[next..].trim_start()) {
            items.push(trimmed(text, start..at));
            start = next;
        }
    }
    items.push(trimmed(text, start..text.len()));
    items.retain(|item| !item.is_empty());
    items
}

fn begins_agency(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().take(4).map(fold).collect();
    let start = words.join(" ");
    AGENCY_HEADS
        .iter()
        .any(|head| start.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ';'])))
}

/// `range` without the spaces at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..(start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, items: Vec<Range<usize>>) -> Vec<&str> {
        items.into_iter().map(|item| &text[item]).collect()
    }

    #[test]
    fn audiences_keep_the_commas_inside_their_names() {
        let text = "Doanh nghiệp, Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Nhóm mới";
        let cut = audiences(text);
        assert_eq!(
            texts(text, cut.items),
            ["Doanh nghiệp", "Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức", "Nhóm mới"]
        );
        assert!(cut.doubtful.is_empty());
    }

    #[test]
    fn an_unknown_audience_with_a_comma_is_doubtful() {
        let text = "Chủ rừng, chủ trại, Doanh nghiệp";
        let cut = audiences(text);
        assert_eq!(texts(text, cut.items), ["Chủ rừng, chủ trại", "Doanh nghiệp"]);
        assert_eq!(texts(text, cut.doubtful), ["Chủ rừng, chủ trại"]);
    }

    #[test]
    fn agencies_keep_the_commas_inside_their_names() {
        let text = "Thuế tỉnh, thành phố, Thuế cơ sở, Cục phòng, chống thiên tai, Sở Tài chính";
        assert_eq!(
            texts(text, agencies(text)),
            ["Thuế tỉnh, thành phố", "Thuế cơ sở", "Cục phòng, chống thiên tai", "Sở Tài chính"]
        );
        let text = "Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ";
        assert_eq!(texts(text, agencies(text)), [text]);
        assert_eq!(texts("Sở Y tế\nỦy ban nhân dân cấp xã\n", agencies("Sở Y tế\nỦy ban nhân dân cấp xã\n")).len(), 2);
    }

    #[test]
    fn headings_are_found_in_any_case() {
        assert_eq!(heading(" MÃ SỐ "), Some(FieldName::Code));
        assert_eq!(heading("legal_basis"), Some(FieldName::LegalBasis));
        assert_eq!(heading("Ghi gì đó"), None);
    }
}
