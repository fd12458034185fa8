//! Words with marks that tables of Vietnamese offices are full of: their headings, names of places, answers, counts.

/// In small letters, each once. Chosen from what tables of administrations say; only words with marks, since others are the same
/// in every encoding.
const WORDS: &str = "\
    biên bà bình bạc bảy bắc bến bệnh bốn bộ chín chú chưa chỉ cuối cà cá các có cơ cạn cấp cần cộng cục của dân \
    dương dưới giá giáo giải giỏi giới giờ gạo gọi gửi hiện hoà hoạch huyện huế hà hòa hưng hạn hạng hải hậu họ \
    học hồ hộ hội khá khánh không kiên kém kì kạn kế kết kỳ liêu loại là lào lâm lúa lĩnh lạng lệ lộc lớp lời mã \
    mét mùa mười một nghiệp nghìn nghề nghệ nguyên nguồn ngày người nhà nhận những nông năm nước nẵng nội nữ phí \
    phòng phú phút phước phường phố quyết quá quý quả quảng quận rịa sáu sóc sơ sơn số sở thoại thuận thành thái \
    tháng tháp thôn thơ thấp thị thịt thọ thủ thực tiếp tiền triệu trà trên trăm trăng trường trạm trả trấn trẻ \
    trễ tuyên tuổi tàu tám tây tên tính tĩnh tại tấn tế tỉ tỉnh tốt tổ tổng tục từ tự tỷ uỷ viên viện việt và vĩnh \
    vũng vượng vị vụ vực xã xếp yên yếu điểm điện đà đã đúng đơn đường được đạo đạt đất đầu đến địa định đồng độ \
    đủ ủy";

/// Whether a word is one of them, in whatever case.
pub fn is_common(word: &str) -> bool {
    let small = word.to_lowercase();
    WORDS.split(' ').any(|known| known == small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::is_syllable;

    #[test]
    fn they_are_syllables_with_marks_and_stand_once() {
        let mut words: Vec<&str> = WORDS.split(' ').collect();
        let odd: Vec<&&str> = words.iter().filter(|word| word.is_ascii() || !is_syllable(word)).collect();
        assert!(odd.is_empty(), "{odd:?}");
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        assert!(is_common("NỮ") && is_common("Đồng") && !is_common("nổ"));
    }
}
