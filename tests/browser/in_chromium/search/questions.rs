//! Questions as people and machines might type them, and a corpus, both made by seed: the same everywhere.
//!
//! The library's own tests take this file in as well; what it uses stands in the module that does.

use super::{Corpus, Document, Facet, Kind, Label, Suggestion, fold};

/// Numbers that look random and are the same for the same seed.
pub struct Seeds(u64);

impl Seeds {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// Less than `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What questions are drawn from.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Titles, and what people say.
    pub texts: Vec<String>,
    /// Codes and numbers.
    pub codes: Vec<String>,
    /// Values of facets: `field:ho-tich`.
    pub filters: Vec<String>,
}

const TAILS: [&str; 8] = [
    "cần giấy tờ gì",
    "ở đâu",
    "bao nhiêu tiền",
    "mất bao lâu?",
    "như thế nào ạ",
    "theo luật nào",
    "what documents do i need",
    "how much",
];
const ODD: [&str; 24] = [
    "\"",
    "“",
    "”",
    "'",
    "12",
    "1.00",
    "15/2020/NĐ-CP",
    "🙂",
    "👨‍👩‍👧",
    "e\u{301}",
    "\u{200b}",
    "ß",
    "İ",
    "日本",
    "\u{0}",
    "&",
    "\\",
    "ddd",
    "\u{202e}khai\u{202c}",
    "وثيقة الميلاد",
    "תעודת לידה",
    "ﬃ",
    "１２．ｋｈａｉ",
    "가\u{11a8}\u{1100}\u{1161}",
];
/// What stands between words and in numbers, and the two bytes that part the halves of a term.
const SEPARATORS: [&str; 16] = [
    "0",
    "1",
    "9",
    ".",
    "/",
    "-",
    "1.0",
    "1.004873",
    ".000.00.00.H19",
    "/NĐ-CP",
    " ",
    "\"",
    "\u{1}",
    "\u{2}",
    "đ",
    "/2020",
];
/// Where letters of one sort stand: ends of ranges, so that their edges are met as well.
const RANGES: [(u32, u32); 16] = [
    (0, 0x80),
    (0, 0x20),
    (0x80, 0x250),
    (0x300, 0x370),
    (0x370, 0x590),
    (0x590, 0x780),
    (0x0E00, 0x0F00),
    (0x1100, 0x1200),
    (0x1AB0, 0x1F00),
    (0x2000, 0x2070),
    (0x3000, 0x3100),
    // On either side of the surrogates, which are no characters.
    (0xD7F0, 0xE010),
    (0xFDD0, 0x1_0000),
    (0x1_D400, 0x1_D800),
    (0xE_0000, 0xE_0200),
    (0x10_FF00, 0x11_0000),
];

/// A question and its options.
pub fn question(seeds: &mut Seeds, known: &Known) -> (String, String) {
    (words(seeds, known), options(seeds, known))
}

fn words(seeds: &mut Seeds, known: &Known) -> String {
    let text = known.texts[seeds.below(known.texts.len())].clone();
    let some = part(seeds, &text);
    match seeds.below(20) {
        0 | 1 => text,
        2 | 3 => beginning(seeds, &text),
        4 => beginning(seeds, &some),
        5 | 6 => fold(&some),
        7 | 8 => misspelled(seeds, &some),
        9 => typed(&some),
        10 => {
            let code = known.codes[seeds.below(known.codes.len())].clone();
            let from = seeds.below(2) * 2.min(code.len());
            let code = code.get(from..).unwrap_or_default().to_owned();
            if seeds.below(2) == 0 { beginning(seeds, &code) } else { code }
        }
        11 => format!("\"{some}\" {}", beginning(seeds, &text)),
        12 => format!("{some} {}", seeds.one(&TAILS)),
        13 => some.split_whitespace().filter_map(|word| word.chars().next()).collect(),
        14 => {
            let most = [4, 40, 40, 500][seeds.below(4)];
            any_characters(seeds, most)
        }
        15 => mixed(seeds, known, 12),
        18 => within(seeds, &some),
        19 => {
            let most = [3, 30, 900][seeds.below(3)];
            (0..seeds.below(most)).map(|_| seeds.one(&SEPARATORS)).collect()
        }
        16 => {
            let most = 1 + seeds.below(4);
            some.chars().take(most).collect()
        }
        _ if seeds.below(8) == 0 => mixed(seeds, known, 400),
        _ => some,
    }
}

fn options(seeds: &mut Seeds, known: &Known) -> String {
    let mut options = Vec::new();
    let mut maybe = |seeds: &mut Seeds, one_of: usize, option: String| {
        if seeds.below(one_of) == 0 {
            options.push(option);
        }
    };
    maybe(seeds, 4, "lang=en".to_owned());
    maybe(seeds, 3, "facets=1".to_owned());
    maybe(seeds, 3, "instant=1".to_owned());
    maybe(seeds, 8, "literal=1".to_owned());
    maybe(seeds, 6, "sort=name".to_owned());
    maybe(seeds, 8, "sort=updated".to_owned());
    let page = 1 + seeds.below(4);
    maybe(seeds, 6, format!("page={page}"));
    let size = seeds.below(30);
    maybe(seeds, 6, format!("size={size}"));
    for _ in 0..2 {
        if !known.filters.is_empty() {
            let filter = format!("filter={}", known.filters[seeds.below(known.filters.len())]);
            maybe(seeds, 5, filter);
        }
    }
    options.join("&")
}

/// A few neighbouring words.
fn part(seeds: &mut Seeds, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let from = seeds.below(words.len().max(1));
    words.iter().skip(from).take(1 + seeds.below(5)).copied().collect::<Vec<_>>().join(" ")
}

fn beginning(seeds: &mut Seeds, text: &str) -> String {
    let length = seeds.below(text.chars().count() + 1);
    text.chars().take(length).collect()
}

/// One or two letters left out, doubled, swapped or other.
fn misspelled(seeds: &mut Seeds, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + seeds.below(2) {
        if letters.len() < 2 {
            break;
        }
        let at = seeds.below(letters.len() - 1);
        match seeds.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = (b'a' + seeds.below(26) as u8) as char,
        }
    }
    letters.into_iter().collect()
}

/// As Telex is typed with no input method.
fn typed(text: &str) -> String {
    const ROWS: [(&str, &str); 12] = [
        ("aáàảãạ", "a"),
        ("ăắằẳẵặ", "aw"),
        ("âấầẩẫậ", "aa"),
        ("eéèẻẽẹ", "e"),
        ("êếềểễệ", "ee"),
        ("iíìỉĩị", "i"),
        ("oóòỏõọ", "o"),
        ("ôốồổỗộ", "oo"),
        ("ơớờởỡợ", "ow"),
        ("uúùủũụ", "u"),
        ("ưứừửữự", "uw"),
        ("yýỳỷỹỵ", "y"),
    ];
    let word = |word: &str| {
        let (mut out, mut tone) = (String::new(), "");
        for letter in word.chars().flat_map(char::to_lowercase) {
            let row = ROWS.iter().find_map(|(row, typed)| Some((row.chars().position(|one| one == letter)?, *typed)));
            match row {
                Some((at, typed)) => {
                    out.push_str(typed);
                    tone = if at > 0 { &"sfrxj"[at - 1..at] } else { tone };
                }
                None if letter == 'đ' => out.push_str("dd"),
                None => out.push(letter),
            }
        }
        out + tone
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn mixed(seeds: &mut Seeds, known: &Known, most: usize) -> String {
    let mut out = String::new();
    for _ in 0..seeds.below(most) {
        if seeds.below(3) == 0 {
            out.push_str(seeds.one(&ODD));
        } else {
            let text = &known.texts[seeds.below(known.texts.len())];
            out.push_str(&part(seeds, text));
        }
        out.push_str(seeds.one(&[" ", " ", "", ", ", "-"]));
    }
    out
}

/// Characters of anywhere, of one neighbourhood, or one base under many marks.
fn any_characters(seeds: &mut Seeds, most: usize) -> String {
    let length = seeds.below(most + 1);
    let range = RANGES[seeds.below(RANGES.len())];
    let how = seeds.below(4);
    let one = |seeds: &mut Seeds| {
        let (from, to) = match how {
            0 => (0, 0x11_0000),
            1 => range,
            2 => RANGES[seeds.below(RANGES.len())],
            _ if seeds.below(6) > 0 => (0x300, 0x370),
            _ => (0x61, 0x7B),
        };
        char::from_u32(from + seeds.below((to - from) as usize) as u32)
    };
    (0..length).filter_map(|_| one(seeds)).collect()
}

/// Real words with a character or two of anywhere put into them.
fn within(seeds: &mut Seeds, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..1 + seeds.below(3) {
        let at = seeds.below(letters.len() + 1);
        let odd = any_characters(seeds, 3);
        letters.splice(at..at, odd.chars());
    }
    letters.into_iter().collect()
}

/// Some hundred documents of syllables that belong together as they do in titles.
pub struct Seeded(pub usize);

const SYLLABLES: &str = "đăng ký cấp lại đổi giấy phép xây dựng nhà ở khai sinh tử hộ tịch đất đai căn cước xe máy thuế \
     chứng nhận xác thực bản sao hỗ trợ chi phí mai táng người cao tuổi thành lập doanh nghiệp môi trường lao động nước \
     ngoài kết hôn nuôi con học sinh trung cấp y tế dược phẩm an toàn thực phẩm vận tải đường bộ thủy sản";

impl Seeded {
    fn text(at: usize, most: usize) -> String {
        let (mut seeds, all) = (Seeds::new(at as u64), SYLLABLES.split_whitespace().collect::<Vec<_>>());
        let mut words: Vec<&str> = Vec::new();
        while words.len() < most {
            let from = seeds.below(all.len() - 3);
            words.extend_from_slice(&all[from..from + 1 + seeds.below(3)]);
        }
        words.join(" ")
    }

    pub fn titles(&self) -> Vec<String> {
        (0..self.0).map(|at| Self::text(at, 3 + at % 9)).collect()
    }
}

impl Corpus for Seeded {
    fn len(&self) -> usize {
        self.0
    }

    fn document(&self, at: usize) -> Document<'_> {
        let mut document = Document::new(Kind::Procedure, Self::text(at, 3 + at % 9), format!("{at}/"));
        document.code = format!("1.{at:06}").into();
        document.body = vec![Self::text(at + self.0, 20 + at % 80).into()];
        document.facets = vec![(0, at as u32 % 3)];
        document.rank = (at * 37 % 256) as u8;
        document.updated = (at % 50) as u16;
        document
    }

    fn columns(&self) -> Vec<Facet> {
        let value = |id: &str| (id.to_owned(), Label { vi: id.to_uppercase(), en: String::new() });
        vec![Facet { id: "field".into(), values: ["a", "b", "c"].map(value).to_vec() }]
    }

    fn suggestions(&self) -> Vec<Suggestion> {
        Vec::new()
    }
}
