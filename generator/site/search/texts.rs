//! What the body of a document says.

use std::borrow::Cow;

use crate::catalogue::{FieldName, Level, Online, Procedure, Prose, ServiceGroupKind};
use crate::site::markdown;

/// Every text of a procedure that is no name, in the order of the model.
pub(super) fn body(procedure: &Procedure) -> Vec<Cow<'static, str>> {
    let mut body = Vec::new();
    procedure.each_text(&mut |field, text, _| {
        let found_otherwise = matches!(
            field,
            FieldName::Name
                | FieldName::Summary
                | FieldName::Keywords
                | FieldName::Code
                | FieldName::OfficialPage
                | FieldName::Publisher
                | FieldName::Fields
                | FieldName::Groups
                | FieldName::Audiences
                | FieldName::Executing
                | FieldName::Competent
                | FieldName::Authorised
                | FieldName::Delegated
                | FieldName::Coordinating
        );
        if !found_otherwise && !text.trim().is_empty() {
            body.push(Cow::Owned(text.to_owned()));
        }
    });
    body
}

/// The words of a text, without the marks of Markdown and where its links lead.
pub(super) fn words(prose: &Prose) -> Cow<'_, str> {
    match prose {
        Prose::Plain(text) => Cow::Borrowed(text),
        Prose::Markdown(text) => Cow::Owned(markdown::words(text)),
    }
}

/// Words in names of procedures that follow upon another one, or that few people need. Whoever needs one of them says
/// so; whoever does not means the first one.
const SECONDARY: [&str; 33] = [
    "cấp lại",
    "cấp đổi",
    "gia hạn",
    "điều chỉnh",
    "sửa đổi",
    "bổ sung",
    "thay đổi",
    "hủy",
    "huỷ",
    "thu hồi",
    "chấm dứt",
    "tạm ngừng",
    "đính chính",
    "cải chính",
    "xử lý",
    "khôi phục",
    "yếu tố nước ngoài",
    "ở nước ngoài",
    "người nước ngoài",
    "khu vực biên giới",
    "lưu động",
    "cấp trung ương",
    "cấp bộ",
    "đăng ký lại",
    "thẩm định",
    "phê duyệt",
    "lấy ý kiến",
    "chuyển đổi",
    "nhập khẩu",
    "thí điểm",
    "sửa chữa",
    "cải tạo",
    "di dời",
];

/// How commonly a procedure is likely to be needed, 0 to 255, from what its record says of itself: done at the commune,
/// by citizens, at the events of a life, everywhere in the country, and described in full; and that it is not one that
/// follows upon another.
pub(super) fn rank(procedure: &Procedure, title: &str, for_citizens: bool) -> u8 {
    let mut rank = 64i32;
    let mut add = |points: i32, applies: bool| rank += if applies { points } else { 0 };
    let levels = procedure.levels.as_ref().map(|levels| levels.value).unwrap_or_default();
    add(40, levels.contains(Level::Commune));
    add(16, levels.contains(Level::Province) && !levels.contains(Level::Commune));
    add(40, for_citizens);
    let groups = procedure.groups.iter().flat_map(|groups| &groups.value);
    add(32, groups.clone().any(|group| group.kind == ServiceGroupKind::Citizen));
    add(20, groups.clone().any(|group| group.kind == ServiceGroupKind::Business));
    add(24, procedure.kind.as_ref().is_none_or(|kind| kind.value == crate::catalogue::Kind::National));
    add(24, procedure.documents.as_ref().is_some_and(|documents| !documents.value.is_empty()));
    add(11, procedure.online.as_ref().is_some_and(|online| online.value == Online::Full));
    let lower = title.to_lowercase();
    let secondary = SECONDARY.iter().filter(|words| lower.contains(**words)).count();
    rank -= match secondary {
        0 => 0,
        1 => 64,
        _ => 96,
    };
    rank.clamp(0, 255) as u8
}
