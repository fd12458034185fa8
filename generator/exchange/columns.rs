//! What the columns of an export are called and how they are filled in: for the person at the spreadsheet.

use crate::catalogue::{FieldName, Language};
use crate::source::Column;

/// What a person is told of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guide {
    /// What it is called.
    pub name: &'static str,
    /// What stands in it, and how it is written.
    pub words: &'static str,
    /// What a cell looks like.
    pub example: &'static str,
    /// How wide it is, in characters.
    pub width: f64,
}

const fn guide(name: &'static str, words: &'static str, example: &'static str, width: f64) -> Guide {
    Guide { name, words, example, width }
}

const AGENCIES: &str = "Mỗi dòng một cơ quan: tên, rồi mã nếu có, cách nhau bằng dấu |.";
const PROSE: &str = "Chữ và dòng giữ nguyên. Nếu viết bằng Markdown thì dòng đầu là markdown:";
const DATE: &str = "Ngày, viết 2026-07-01 hoặc 1/7/2026.";

/// How a column is filled in.
pub(super) fn of(column: Column) -> Guide {
    if column.language == Language::En {
        return english(column.field);
    }
    match column.field {
        FieldName::Code => {
            guide("Mã số", "Mã của thủ tục. Mỗi dòng được nhận ra bằng mã này: không đổi.", "1.001193", 12.0)
        }
        FieldName::Name => guide("Tên", "Tên thủ tục.", "Đăng ký khai sinh", 48.0),
        FieldName::Summary => guide("Tóm tắt", "Một hai câu, đứng đầu trang.", "Ghi tên trẻ vào sổ hộ tịch.", 40.0),
        FieldName::Body => guide("Nội dung thêm", PROSE, "markdown:\n## Lưu ý", 30.0),
        FieldName::State => guide("Hiệu lực", "active: còn hiệu lực; abolished: đã bãi bỏ.", "active", 10.0),
        FieldName::Kind => {
            guide("Loại", "national: toàn quốc; specific: đặc thù của tỉnh; internal: nội bộ.", "national", 10.0)
        }
        FieldName::Levels => guide(
            "Cấp thực hiện",
            "Mỗi dòng một cấp: ministry (bộ), province (tỉnh), commune (xã), other (khác).",
            "commune",
            12.0,
        ),
        FieldName::Decision => guide("Quyết định công bố", "Số, rồi ngày ký.", "163/QĐ-BTP | 2026-01-16", 24.0),
        FieldName::Publisher => guide("Cơ quan công bố", "Tên, rồi mã nếu có.", "Bộ Tư pháp | G15", 24.0),
        FieldName::Fields => guide("Lĩnh vực", "Mỗi dòng một lĩnh vực: tên, rồi mã nếu có.", "Hộ tịch", 20.0),
        FieldName::Groups => guide(
            "Nhóm dịch vụ",
            "Mỗi dòng một nhóm, rồi citizen (người dân) hoặc business (doanh nghiệp).",
            "Khai sinh | citizen",
            20.0,
        ),
        FieldName::Audiences => guide("Đối tượng", "Mỗi dòng một đối tượng.", "Công dân Việt Nam", 24.0),
        FieldName::Executing => guide("Cơ quan thực hiện", AGENCIES, "Ủy ban nhân dân cấp xã", 28.0),
        FieldName::Competent => guide("Cơ quan có thẩm quyền", AGENCIES, "Ủy ban nhân dân cấp xã", 28.0),
        FieldName::Authorised => guide("Cơ quan được ủy quyền", AGENCIES, "", 28.0),
        FieldName::Delegated => guide("Cơ quan được phân cấp", AGENCIES, "", 28.0),
        FieldName::Coordinating => guide("Cơ quan phối hợp", AGENCIES, "Công an cấp xã", 28.0),
        FieldName::Reception => guide("Nơi tiếp nhận", PROSE, "Trung tâm Phục vụ hành chính công", 30.0),
        FieldName::Steps => guide(
            "Trình tự thực hiện",
            "Mỗi dòng một bước: tên | nội dung | nội dung tiếng Anh. Xuống dòng trong một bước viết là \\n.",
            "Nộp hồ sơ | Nộp tại Trung tâm Phục vụ hành chính công",
            40.0,
        ),
        FieldName::Channels => guide(
            "Cách thực hiện, thời hạn, phí",
            "Mỗi dòng một cách: in-person (trực tiếp), online (trực tuyến) hoặc post (bưu chính) | thời hạn | phí | ghi chú. \
             Phí là số đồng, free (miễn phí) hoặc ? (chưa rõ). Phí thêm viết ở dòng dưới: + phí | tên | ghi chú.",
            "in-person | 1 ngày làm việc | 8000\n+ 5000 | Phí bản sao",
            40.0,
        ),
        FieldName::Documents => guide(
            "Thành phần hồ sơ",
            "Mỗi dòng một giấy tờ: tên | số bản chính | số bản sao | mẫu | nhóm | mã | required nếu bắt buộc | ghi chú.",
            "Tờ khai | 1 | 0 | to-khai.docx | Giấy tờ phải nộp",
            40.0,
        ),
        FieldName::ServiceCases => guide(
            "Trường hợp",
            "Mỗi dòng một trường hợp: mã | tên | thời hạn.",
            "1.001193.01 | Đăng ký khai sinh | 1 ngày làm việc",
            30.0,
        ),
        FieldName::Results => guide("Kết quả", "Mỗi dòng một kết quả: tên, rồi mã nếu có.", "Giấy khai sinh", 24.0),
        FieldName::ReturnMethods => guide(
            "Cách nhận kết quả",
            "Mỗi dòng một cách: counter (tại nơi nộp), home (tại nhà), online (trực tuyến).",
            "counter",
            12.0,
        ),
        FieldName::LegalBasis => guide(
            "Căn cứ pháp lý",
            "Mỗi dòng một văn bản: số | tên | ngày | địa chỉ trên mạng.",
            "60/2014/QH13 | Luật Hộ tịch | 2014-11-20",
            36.0,
        ),
        FieldName::Requirements => guide("Yêu cầu, điều kiện", PROSE, "Đăng ký trong 60 ngày từ ngày sinh.", 36.0),
        FieldName::Keywords => guide("Từ khóa", "Mỗi dòng một từ người dân hay dùng.", "làm giấy khai sinh", 24.0),
        FieldName::Online => guide("Trực tuyến", "full: toàn trình; partial: một phần; no: không.", "full", 10.0),
        FieldName::Note => guide("Ghi chú", PROSE, "", 30.0),
        FieldName::OfficialPage => {
            guide("Trang chính thức", "Địa chỉ bắt đầu bằng https://.", "https://dichvucong.gov.vn/...", 24.0)
        }
        FieldName::Updated => guide("Cập nhật", DATE, "2026-01-16", 12.0),
        FieldName::Reviewed => guide(
            "Rà soát",
            "Ngày người biên tập đối chiếu trang với quy định. Viết 2026-07-01 hoặc 1/7/2026.",
            "2026-07-01",
            12.0,
        ),
        FieldName::ReviewBy => guide("Rà soát lại trước", DATE, "2027-07-01", 12.0),
        FieldName::Citations => {
            guide("Nguồn", "Mỗi dòng một nguồn: thông tin lấy từ đâu.", "Luật Hộ tịch, Điều 13", 30.0)
        }
    }
}

fn english(field: FieldName) -> Guide {
    const WORDS: &str = "Bản tiếng Anh của cột bên cạnh.";
    match field {
        FieldName::Name => guide("Tên tiếng Anh", WORDS, "Birth registration", 48.0),
        FieldName::Summary => guide("Tóm tắt tiếng Anh", WORDS, "", 40.0),
        FieldName::Body => guide("Nội dung thêm tiếng Anh", WORDS, "", 30.0),
        FieldName::Reception => guide("Nơi tiếp nhận tiếng Anh", WORDS, "", 30.0),
        FieldName::Requirements => guide("Yêu cầu, điều kiện tiếng Anh", WORDS, "", 36.0),
        FieldName::Note => guide("Ghi chú tiếng Anh", WORDS, "", 30.0),
        // Other fields have no column of their own for English: it stands in the cell.
        _ => guide("Tiếng Anh", WORDS, "", 24.0),
    }
}

/// The heading of a column: its name for people, its key for the program.
pub(super) fn heading(column: Column) -> String {
    format!("{} ({})", of(column).name, column.key())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_column_has_a_heading_of_its_own_that_is_read_again() {
        let names: BTreeSet<&str> = Column::all().map(|column| of(column).name).collect();
        assert_eq!(names.len(), Column::all().count());
        assert!(Column::all().all(|column| Column::of_heading(&heading(column)) == Some(column)));
    }
}
