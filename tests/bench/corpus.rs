//! Synthetic procedures, made by seed and shaped on the real ones: about 3.8 KB of text each, a median of 3 steps,
//! 6 documents, 3 channels and 7 legal documents, spread unevenly over 20 fields and 10 agencies.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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

/// Small, fast and the same everywhere (Steele, Lea and Flood, 2014: SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn phrase(&mut self) -> &'static str {
        PHRASES[self.below(PHRASES.len() as u64) as usize]
    }

    /// A sentence of so many phrases.
    fn sentence(&mut self, phrases: u64) -> String {
        let words: Vec<_> = (0..phrases).map(|_| self.phrase()).collect();
        let mut text = words.join(" ");
        if let Some(first) = text.chars().next() {
            text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        text
    }
}

/// Writes a site of `count` procedures below `folder`.
pub fn write_site(folder: &Path, count: usize) -> std::io::Result<u64> {
    let procedures = folder.join("content/procedures");
    fs::create_dir_all(&procedures)?;
    fs::write(
        folder.join("content/site.toml"),
        "title = \"Danh mục thử\"\ndescription = \"Dữ liệu sinh tự động\"\nbase_url = \"https://example.vn/\"\nlanguages = [\"vi\"]\n",
    )?;
    let mut bytes = 0;
    for number in 0..count {
        let text = procedure(number);
        bytes += text.len() as u64;
        fs::write(procedures.join(format!("{}.md", code(number))), text)?;
    }
    Ok(bytes)
}

/// The code of a procedure.
pub fn code(number: usize) -> String {
    format!("{}.{:06}", 1 + number / 1_000_000, number % 1_000_000)
}

/// The content file of a procedure.
pub fn procedure(number: usize) -> String {
    let mut random = Random(number as u64);
    let mut text = String::with_capacity(6_000);
    let field = random.below(20).min(random.below(20));
    let agency = random.below(10).min(random.below(10));
    let (name_length, legal, documents) = (3 + random.below(5), 4 + random.below(7), 3 + random.below(7));
    let name = random.sentence(name_length);
    let _ = write!(
        text,
        "+++\nname = \"{name} {number}\"\nsummary = \"{}\"\nlevels = [\"{}\"]\nkind = \"national\"\npublisher = \"Bộ {agency}\"\nfields = [\"Lĩnh vực {field}\"]\n",
        random.sentence(8),
        if random.below(2) == 0 { "commune" } else { "province" },
    );
    let _ = writeln!(
        text,
        "audiences = [\"Công dân Việt Nam\"]\nexecuting = [\"Ủy ban nhân dân cấp xã\"]\ndecision = \"{}/QĐ-BTP\"\nupdated = 2026-01-16\nonline = \"partial\"",
        1 + random.below(900)
    );
    for step in 1..=2 + random.below(3) {
        let _ = writeln!(text, "\n[[step]]\nname = \"Bước {step}\"\ntext = \"{}.\"", random.sentence(22));
    }
    for kind in ["in-person", "online", "post"] {
        let _ = writeln!(text, "\n[[channel]]\nkind = \"{kind}\"\ntime = \"{} ngày làm việc\"", 1 + random.below(30));
    }
    let _ = writeln!(text, "\n[[fee]]\nname = \"Lệ phí\"\namount = {}", 1_000 * (1 + random.below(500)));
    for _ in 0..documents {
        let _ = writeln!(
            text,
            "\n[[document]]\nname = \"{}\"\noriginals = {}\ncopies = {}",
            random.sentence(9),
            random.below(2),
            random.below(3)
        );
    }
    let _ = writeln!(text, "\n[[result]]\nname = \"{}\"", random.sentence(3));
    for _ in 0..legal {
        let _ = writeln!(
            text,
            "\n[[legal]]\nnumber = \"{}/20{}/NĐ-CP\"\nname = \"{}\"",
            1 + random.below(200),
            10 + random.below(16),
            random.sentence(7)
        );
    }
    text.push_str("+++\n\n");
    for _ in 0..2 {
        let _ = writeln!(text, "## {}\n\n{}.\n", random.sentence(3), random.sentence(16));
    }
    text
}

/// Writes the same procedures as a Hugo site: the same words as Markdown, a term page for each field and agency.
pub fn write_hugo_site(folder: &Path, count: usize) -> std::io::Result<()> {
    let posts = folder.join("content/p");
    fs::create_dir_all(&posts)?;
    fs::create_dir_all(folder.join("layouts/_default"))?;
    fs::write(
        folder.join("hugo.toml"),
        "baseURL = 'https://example.vn/'\ntitle = 'x'\ndisableKinds = ['RSS']\n[taxonomies]\nfield = 'fields'\nagency = 'agencies'\n",
    )?;
    let page = "<!doctype html><html lang=vi><head><meta charset=utf-8><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>";
    let list = "<!doctype html><html lang=vi><head><meta charset=utf-8><title>{{ .Title }}</title></head><body><ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul></body></html>";
    fs::write(folder.join("layouts/_default/single.html"), page)?;
    fs::write(folder.join("layouts/_default/list.html"), list)?;
    for number in 0..count {
        let source = procedure(number);
        let value = |key: &str| {
            source
                .lines()
                .find_map(|line| line.strip_prefix(key))
                .unwrap_or_default()
                .trim_matches(['"', '[', ']'])
                .to_owned()
        };
        let mut text = format!(
            "+++\ntitle = \"{}\"\nfields = [\"{}\"]\nagencies = [\"{}\"]\n+++\n\n",
            value("name = "),
            value("fields = "),
            value("publisher = ")
        );
        for line in source.split("+++").nth(1).unwrap_or_default().lines() {
            match line.split_once(" = ") {
                Some(("name" | "text" | "time" | "number", words)) => {
                    text.push_str(&format!("- {}\n", words.trim_matches('"')))
                }
                _ if line.starts_with("[[") => text.push('\n'),
                _ => {}
            }
        }
        text.push_str(source.rsplit("+++").next().unwrap_or_default());
        fs::write(posts.join(format!("{number}.md")), text)?;
    }
    Ok(())
}
