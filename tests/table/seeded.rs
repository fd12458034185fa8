//! A made-up dataset of business registrations: 12 columns of all kinds, as many rows as are wanted, from a seed.
//!
//! Shared by the benchmark and the comparison with DuckDB.

use motcua::language::Date;
use motcua::table::{Column, Decimal, Kind, Value};

/// Numbers that look as if they were random (SplitMix64).
#[derive(Debug, Clone)]
pub struct Seeds(u64);

impl Seeds {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    pub fn below(&mut self, count: u64) -> u64 {
        self.next() % count.max(1)
    }

    /// Low numbers oftener than high ones, as names and places are spread.
    pub fn skewed(&mut self, count: u64) -> usize {
        let (a, b) = (self.below(count * 1000), self.below(1000));
        (a * b / 1_000_000) as usize
    }
}

const FAMILIES: [&str; 20] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Mai", "Tô", "Ông",
];
const MIDDLES: [&str; 16] = [
    "Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Quang", "Xuân", "Thu", "Hoài", "Công", "Bảo", "Gia", "Kim",
    "Như",
];
const GIVEN: [&str; 40] = [
    "An", "Anh", "Ánh", "Bình", "Châu", "Chi", "Cường", "Dũng", "Duy", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu",
    "Hoa", "Hùng", "Hương", "Khánh", "Khoa", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phong", "Phúc",
    "Quân", "Quỳnh", "Sơn", "Tâm", "Thảo", "Thịnh", "Trang", "Trung", "Tú", "Việt", "Yến",
];
const TRADES: [&str; 24] = [
    "xây dựng",
    "vận tải",
    "thương mại",
    "dịch vụ",
    "nông sản",
    "thuỷ sản",
    "dệt may",
    "da giày",
    "cơ khí",
    "điện tử",
    "phần mềm",
    "du lịch",
    "khách sạn",
    "giáo dục",
    "y tế",
    "dược phẩm",
    "thực phẩm",
    "bao bì",
    "in ấn",
    "nội thất",
    "bất động sản",
    "logistics",
    "năng lượng",
    "môi trường",
];
const FORMS: [&str; 5] = ["Công ty TNHH", "Công ty cổ phần", "Doanh nghiệp tư nhân", "Hộ kinh doanh", "Hợp tác xã"];
const STREETS: [&str; 30] = [
    "Lê Lợi",
    "Trần Hưng Đạo",
    "Nguyễn Huệ",
    "Hai Bà Trưng",
    "Lý Thường Kiệt",
    "Quang Trung",
    "Điện Biên Phủ",
    "Hùng Vương",
    "Phan Chu Trinh",
    "Phan Bội Châu",
    "Bà Triệu",
    "Ngô Quyền",
    "Lê Duẩn",
    "Võ Văn Kiệt",
    "Cách Mạng Tháng Tám",
    "Láng Hạ",
    "Kim Mã",
    "Giải Phóng",
    "Trường Chinh",
    "Tôn Đức Thắng",
    "Nguyễn Trãi",
    "Lê Hồng Phong",
    "Hoàng Diệu",
    "Bạch Đằng",
    "Đồng Khởi",
    "Pasteur",
    "Võ Thị Sáu",
    "Nam Kỳ Khởi Nghĩa",
    "Lạc Long Quân",
    "Âu Cơ",
];
const PROVINCES: [&str; 34] = [
    "Hà Nội",
    "Huế",
    "Lai Châu",
    "Điện Biên",
    "Sơn La",
    "Lạng Sơn",
    "Quảng Ninh",
    "Thanh Hoá",
    "Nghệ An",
    "Hà Tĩnh",
    "Cao Bằng",
    "Tuyên Quang",
    "Lào Cai",
    "Thái Nguyên",
    "Phú Thọ",
    "Bắc Ninh",
    "Hưng Yên",
    "Hải Phòng",
    "Ninh Bình",
    "Quảng Trị",
    "Đà Nẵng",
    "Quảng Ngãi",
    "Gia Lai",
    "Khánh Hoà",
    "Lâm Đồng",
    "Đắk Lắk",
    "Hồ Chí Minh",
    "Đồng Nai",
    "Tây Ninh",
    "Cần Thơ",
    "Vĩnh Long",
    "Đồng Tháp",
    "Cà Mau",
    "An Giang",
];
const STATES: [&str; 4] = ["Đang hoạt động", "Tạm ngừng", "Đã giải thể", "Chờ làm thủ tục giải thể"];

/// The columns.
pub fn columns() -> Vec<Column> {
    [
        ("ma", "Mã số", Kind::Code, 0),
        ("ten", "Tên", Kind::Text, 0),
        ("dai_dien", "Người đại diện", Kind::Text, 0),
        ("dia_chi", "Địa chỉ", Kind::Text, 0),
        ("tinh", "Tỉnh, thành phố", Kind::Place, 0),
        ("xa", "Mã xã", Kind::Code, 0),
        ("nganh", "Mã ngành", Kind::Code, 0),
        ("von", "Vốn điều lệ", Kind::Money, 0),
        ("lao_dong", "Lao động", Kind::Integer, 0),
        ("ty_le", "Tỷ lệ vốn nước ngoài", Kind::Percent, 2),
        ("ngay", "Ngày đăng ký", Kind::Date, 0),
        ("tinh_trang", "Tình trạng", Kind::Text, 0),
    ]
    .map(|(id, name, kind, scale)| Column { id: id.into(), name: name.into(), kind, scale })
    .to_vec()
}

/// A row, with room for its texts.
#[derive(Debug, Default)]
pub struct Row {
    texts: [String; 7],
    capital: Option<i128>,
    staff: Option<i128>,
    share: Option<i128>,
    day: Option<Date>,
}

impl Row {
    /// Makes the next row.
    pub fn next(&mut self, at: u64, seeds: &mut Seeds) {
        use std::fmt::Write as _;
        let [code, name, person, address, ward, trade, state] = &mut self.texts;
        for text in [&mut *code, &mut *name, &mut *person, &mut *address, &mut *ward, &mut *trade, &mut *state] {
            text.clear();
        }
        // Codes are all different, and not in the order of the table.
        let _ = write!(code, "{:010}", 100_000_000 + (at * 7_919 + 12_345) % 1_000_003_417);
        let given = GIVEN[seeds.skewed(40)];
        let _ = write!(person, "{} {} {given}", FAMILIES[seeds.skewed(20)], MIDDLES[seeds.skewed(16)]);
        let (form, trade_word) = (FORMS[seeds.skewed(5)], TRADES[seeds.skewed(24)]);
        let _ = write!(name, "{form} {trade_word} {given} {}", GIVEN[seeds.skewed(40)]);
        if seeds.below(3) == 0 {
            let _ = write!(name, " {}", seeds.below(500));
        }
        let province = seeds.skewed(34);
        let _ = write!(ward, "{:05}", province as u64 * 300 + seeds.skewed(98) as u64);
        let _ = write!(
            address,
            "Số {}, đường {}, {}",
            1 + seeds.below(900),
            STREETS[seeds.skewed(30)],
            PROVINCES[province]
        );
        let _ = write!(trade, "{:04}", 111 + seeds.skewed(700) * 13);
        let _ = write!(state, "{}", STATES[seeds.skewed(4)]);
        let some = |seeds: &mut Seeds, of: u64| seeds.below(of) > 0;
        let size = seeds.below(7);
        self.capital = some(seeds, 40).then(|| i128::from((1 + seeds.below(999)) * 10_u64.pow(6 + size as u32 / 2)));
        let most = 1 << (1 + seeds.below(11));
        self.staff = some(seeds, 9).then(|| i128::from(1 + seeds.below(most)));
        self.share = (!some(seeds, 8)).then(|| i128::from(seeds.below(10_001)));
        // Registered one after another, as such lists mostly are, with some that came late.
        let day = 10_957 + (at / 115) as i32 % 9_500 - if some(seeds, 20) { 0 } else { seeds.below(2_000) as i32 };
        self.day = Date::from_days_since_epoch(day);
    }

    /// Its cells.
    pub fn values(&self) -> [Value<'_>; 12] {
        let [code, name, person, address, ward, trade, state] = &self.texts;
        let number = |number: Option<i128>, scale| {
            number.map_or(Value::Null, |mantissa| Value::Number(Decimal { mantissa, scale }))
        };
        // Where a ward is, its province is: three digits a province.
        let province = ward.parse::<usize>().map_or(0, |ward| ward / 300);
        [
            Value::Text(code),
            Value::Text(name),
            Value::Text(person),
            Value::Text(address),
            Value::Text(PROVINCES[province.min(33)]),
            Value::Text(ward),
            Value::Text(trade),
            number(self.capital, 0),
            number(self.staff, 0),
            number(self.share, 2),
            self.day.map_or(Value::Null, Value::Date),
            Value::Text(state),
        ]
    }
}
