//! Words for synthetic procedures: a few that are equally common, or many that are as unequally common as real ones.

use motcua::language::normalise;

/// Small, fast and the same everywhere (Steele, Lea and Flood, 2014: SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub fn one_of<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// Words of administrative prose, in no order that means anything.
const PHRASES: [&str; 64] = [
    "hồ sơ",
    "người yêu cầu",
    "cơ quan tiếp nhận",
    "giấy chứng nhận",
    "thời hạn",
    "kể từ ngày nhận",
    "theo quy định",
    "kiểm tra",
    "tính đầy đủ",
    "hợp lệ",
    "bộ phận một cửa",
    "trả kết quả",
    "phiếu hẹn",
    "trường hợp",
    "bổ sung",
    "văn bản",
    "nêu rõ lý do",
    "quyền sử dụng đất",
    "tài sản gắn liền",
    "bản chính",
    "bản sao",
    "chứng thực",
    "xuất trình",
    "tờ khai",
    "theo mẫu",
    "cấp xã",
    "cấp tỉnh",
    "ủy ban nhân dân",
    "công dân",
    "tổ chức",
    "doanh nghiệp",
    "đăng ký",
    "thay đổi",
    "cấp lại",
    "gia hạn",
    "thu hồi",
    "thẩm định",
    "phê duyệt",
    "dự án",
    "đầu tư",
    "xây dựng",
    "môi trường",
    "an toàn",
    "giấy phép",
    "hành nghề",
    "chứng chỉ",
    "đào tạo",
    "người lao động",
    "bảo hiểm",
    "trợ cấp",
    "hộ gia đình",
    "cư trú",
    "hộ tịch",
    "khai sinh",
    "kết hôn",
    "quốc tịch",
    "nước ngoài",
    "lệ phí",
    "nộp trực tuyến",
    "dữ liệu",
    "xác minh",
    "phối hợp",
    "thông báo",
    "quyết định",
];

const ONSETS: &str = "b c ch d đ g h kh l m n ng nh ph qu r s t th tr v x";
/// Rimes; the mark of the tone comes where the star is.
const RIMES: &str = "a* a*n a*ng a*nh a*o a*y â*m â*n â*u â*y ă*m ă*n ă*ng e* e*n e*o ê* ê*n ê*nh i* i*n i*nh iê*n iê*u o* o*n o*ng \
                     o*i ô* ô*n ô*ng ô*i ơ* ơ*n ơ*i u* u*n u*ng u*i ư* ư*ng ươ*ng ươ*i ươ*n uô*n uô*ng uyê*n oa*n";
/// The six tones, as combining marks.
const TONES: [&str; 6] = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
const SYLLABLES: usize = 2_000;
const WORDS: usize = 4_000;

/// Syllables of real names, as every twentieth of 5,670 has them.
const NAME_LENGTHS: [u64; 21] = [2, 7, 9, 10, 12, 13, 14, 15, 17, 18, 19, 20, 22, 24, 26, 29, 32, 37, 44, 58, 120];

/// Where words come from.
pub enum Words {
    /// [`PHRASES`], each as often: quick to make, for builds whose words do not matter.
    Few,
    /// Words by their rank and the sums of their weights, as Zipf and Mandelbrot have it. What follows what is no chance
    /// either: a word has a few that it likes before it.
    Many(Vec<String>, Vec<f64>),
}

impl Words {
    /// Thousands of words, whose syllables are as common as those of 1,319 real procedures.
    pub fn many() -> Self {
        let mut random = Random(4);
        let (onsets, rimes): (Vec<&str>, Vec<&str>) = (ONSETS.split(' ').collect(), RIMES.split_whitespace().collect());
        let mut syllable = || {
            let syllable = format!("{}{}", random.one_of(&onsets), random.one_of(&rimes));
            normalise(&syllable.replace('*', random.one_of(&TONES))).into_owned()
        };
        let syllables: Vec<String> = (0..SYLLABLES).map(|_| syllable()).collect();
        let mut words: Vec<String> = PHRASES.iter().map(|phrase| (*phrase).to_owned()).collect();
        while words.len() < WORDS {
            // Common words are made of common syllables.
            let known = words.len() as u64 / 2 + 1;
            let mut one = || &syllables[random.below(known) as usize];
            words.push(if words.len().is_multiple_of(3) { one().clone() } else { format!("{} {}", one(), one()) });
        }
        let mut sum = 0.0;
        let sums = (0..WORDS).map(|rank| {
            sum += (rank as f64 + 12.0).powf(-1.15);
            sum
        });
        let sums = sums.collect();
        Self::Many(words, sums)
    }

    /// A sentence of about so many phrases.
    pub fn sentence(&self, random: &mut Random, phrases: u64) -> String {
        match self {
            Self::Few => capital((0..phrases).map(|_| random.one_of(&PHRASES)).collect::<Vec<_>>().join(" ")),
            // What makes a procedure of the same parts 680 syllables long.
            Self::Many(..) => self.text(random, phrases * 3),
        }
    }

    /// The name of the procedure of this number.
    pub fn name(&self, random: &mut Random, number: usize) -> String {
        match self {
            Self::Few => {
                let length = 3 + random.below(5);
                format!("{} {number}", self.sentence(random, length))
            }
            Self::Many(..) => {
                let at = random.below(20) as usize;
                let (least, most) = (NAME_LENGTHS[at], NAME_LENGTHS[at + 1]);
                let length = least + random.below(most - least + 1);
                self.text(random, length)
            }
        }
    }

    /// A text of so many syllables, or one or two more.
    fn text(&self, random: &mut Random, syllables: u64) -> String {
        let Self::Many(words, sums) = self else { return String::new() };
        let pick = |random: &mut Random| {
            let at = random.below(1 << 32) as f64 / (1u64 << 32) as f64 * sums[WORDS - 1];
            sums.partition_point(|sum| *sum <= at).min(WORDS - 1)
        };
        let (mut text, mut length, mut last) = (String::new(), 0, pick(random));
        while length < syllables {
            last = match random.below(10) {
                0..7 => pick(&mut Random((last as u64) << 8 | random.below(6))),
                _ => pick(random),
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&words[last]);
            length += words[last].split(' ').count() as u64;
        }
        capital(text)
    }
}

fn capital(mut text: String) -> String {
    if let Some(first) = text.chars().next() {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}
