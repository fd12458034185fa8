//! What to write: for a cell that was not understood, and a column that is not read.

use crate::catalogue::FieldName;
use crate::source::vocabulary::plain;

/// How a channel is written.
const CHANNEL: &str = "in-person | 5 ngày làm việc | 200000 (first in-person, online or post; then the time; then the fee: \
                       200000, 200.000 đồng, free, or ? where nobody says)";

/// How a cell of a field is written, for words that gave nothing.
pub(super) fn cell(field: FieldName) -> String {
    let words = match field {
        FieldName::State => "active or abolished",
        FieldName::Kind => "national, specific or internal",
        FieldName::Levels => "ministry, province, commune or other, each on a line",
        FieldName::Online => "full, partial or no",
        FieldName::ReturnMethods => "counter, home or online, each on a line",
        FieldName::Updated | FieldName::Reviewed | FieldName::ReviewBy => "a day: 2026-07-01 or 1/7/2026",
        FieldName::OfficialPage => "an address that begins with https://",
        FieldName::Decision => "163/QĐ-BTP | 2026-01-16",
        FieldName::Groups => "Khai sinh | citizen (or business)",
        FieldName::Channels => return format!("write a line for each way to apply: {CHANNEL}"),
        FieldName::Documents => "Tờ khai | 1 | 0 | to-khai.docx | Giấy tờ phải nộp | code | required | note",
        FieldName::LegalBasis => "60/2014/QH13 | Luật Hộ tịch | 2014-11-20 | https://...",
        FieldName::ServiceCases => "1.001193.01 | Đăng ký khai sinh | 1 ngày làm việc",
        FieldName::Results => "Giấy khai sinh | KQ.G15.000031",
        FieldName::Steps => "Nộp hồ sơ | Nộp tại Trung tâm | Apply at the counter",
        _ => "an item a line, its parts between bars",
    };
    format!("write {words}")
}

/// How what stands in a column without a field can be taken in.
pub(super) fn unread(heading: &str) -> String {
    let folded = plain(heading);
    let says = |words: &[&str]| words.iter().any(|words| folded.contains(words));
    if says(&["thoi han", "thoi gian"]) || folded.split([' ', ',', '/']).any(|word| word == "phi") {
        return format!(
            "a time and a fee belong to a way to apply: write both in a column \"channels\", a line for each way: {CHANNEL}; \
             or keep its words with --columns 'note={heading}'"
        );
    }
    format!(
        "say which field it holds: --columns 'note={heading}' of `motcua import`, or columns = {{ note = \"{heading}\" }} of the \
         source; content/README.md explains the fields"
    )
}
