//! Synthetic procedures, made by seed and shaped on the real ones: about 3.8 KB of text each, a median of 3 steps,
//! 6 documents, 3 channels and 7 legal documents, spread unevenly over 20 fields and 10 agencies.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::words::{Random, Words};

/// Writes a site of `count` procedures below `folder`.
pub fn write_site(folder: &Path, count: usize, words: &Words) -> std::io::Result<u64> {
    let procedures = folder.join("content/procedures");
    fs::create_dir_all(&procedures)?;
    fs::write(
        folder.join("content/site.toml"),
        "title = \"Danh mục thử\"\ndescription = \"Dữ liệu sinh tự động\"\nbase_url = \"https://example.vn/\"\nlanguages = [\"vi\"]\n",
    )?;
    let mut bytes = 0;
    for number in 0..count {
        let text = procedure(number, words);
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
pub fn procedure(number: usize, words: &Words) -> String {
    let random = &mut Random(number as u64);
    let mut text = String::with_capacity(6_000);
    let field = random.below(20).min(random.below(20));
    let agency = random.below(10).min(random.below(10));
    let name = words.name(random, number);
    let (legal, documents) = (4 + random.below(7), 3 + random.below(7));
    let _ = write!(
        text,
        "+++\nname = \"{name}\"\nsummary = \"{}\"\nlevels = [\"{}\"]\nkind = \"national\"\npublisher = \"Bộ {agency}\"\nfields = [\"Lĩnh vực {field}\"]\n",
        words.sentence(random, 8),
        if random.below(2) == 0 { "commune" } else { "province" },
    );
    let _ = writeln!(
        text,
        "audiences = [\"Công dân Việt Nam\"]\nexecuting = [\"Ủy ban nhân dân cấp xã\"]\ndecision = \"{}/QĐ-BTP\"\nupdated = 2026-01-16\nonline = \"partial\"",
        1 + random.below(900)
    );
    for step in 1..=2 + random.below(3) {
        let _ = writeln!(text, "\n[[step]]\nname = \"Bước {step}\"\ntext = \"{}.\"", words.sentence(random, 22));
    }
    for kind in ["in-person", "online", "post"] {
        let _ = writeln!(text, "\n[[channel]]\nkind = \"{kind}\"\ntime = \"{} ngày làm việc\"", 1 + random.below(30));
    }
    let _ = writeln!(text, "\n[[fee]]\nname = \"Lệ phí\"\namount = {}", 1_000 * (1 + random.below(500)));
    for _ in 0..documents {
        let _ = writeln!(
            text,
            "\n[[document]]\nname = \"{}\"\noriginals = {}\ncopies = {}",
            words.sentence(random, 9),
            random.below(2),
            random.below(3)
        );
    }
    let _ = writeln!(text, "\n[[result]]\nname = \"{}\"", words.sentence(random, 3));
    for _ in 0..legal {
        let _ = writeln!(
            text,
            "\n[[legal]]\nnumber = \"{}/20{}/NĐ-CP\"\nname = \"{}\"",
            1 + random.below(200),
            10 + random.below(16),
            words.sentence(random, 7)
        );
    }
    text.push_str("+++\n\n");
    for _ in 0..2 {
        let _ = writeln!(text, "## {}\n\n{}.\n", words.sentence(random, 3), words.sentence(random, 16));
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
        let source = procedure(number, &Words::Few);
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
