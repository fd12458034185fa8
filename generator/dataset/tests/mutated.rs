//! Files with bytes changed at random: whatever comes of them, it is rows or findings and no panic, and the sums add up.
//!
//! `MOTCUA_MUTATIONS` says how many; 2,000 by default.

use rust_xlsxwriter::Workbook;

use super::harness::{encoded, read_bytes};
use crate::language::legacy::Encoding;

/// A small generator of numbers (xorshift64*), so that a failure can be repeated by its seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end.max(1)
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let text = "BẢNG DÂN SỐ\n\nMã;Tỉnh;Dân số;;Ngày;Tỷ lệ;Web\n;;Nam;Nữ;;;\n01;\"Hà; Nội\";4.123.456;4.234,5;13/7/2025;12,5%;https://a.vn\n\
                02;Huế;...;1.234;01/07/2025;3%;\n;Tổng cộng;4.123.456;5;;;\nNguồn: Cục Thống kê\n";
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..6 {
        sheet.write(row, 0, format!("0{row}")).unwrap();
        sheet.write(row, 1, f64::from(row) * 1.5).unwrap();
    }
    vec![
        text.as_bytes().to_vec(),
        text.replace(';', ",").replace('\n', "\r\n").into_bytes(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        encoded(text, Encoding::Tcvn3),
        encoded(text, Encoding::VniWindows),
        book.save_to_buffer().unwrap(),
    ]
}

/// Changes a few bytes, or cuts, doubles or moves a piece.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const ODD: &[u8] = b"\"\"\n\r;,\t|'\0\xFF\xFE\xEF\xC3\x80=-()%./ 019";
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 if !bytes.is_empty() => bytes[at] = dice.below(256) as u8,
            1 => bytes.insert(at, ODD[dice.below(ODD.len())]),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => bytes.truncate(end.max(1)),
            _ if !bytes.is_empty() => bytes[at] = ODD[dice.below(ODD.len())],
            _ => {}
        }
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let count = std::env::var("MOTCUA_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(2000);
    let seeds = seeds();
    let toml =
        ["", "totals = \"drop\"\ndecimal = \",\"\n", "long_rows = \"drop\"\ndates = \"dmy\"\nencoding = \"utf-8\"\n"];
    let (mut sound, mut refused) = (0_usize, 0_usize);
    for seed in 1..=count {
        let mut dice = Dice(seed as u64 * 0x9E37_79B9);
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        mutate(&mut bytes, &mut dice);
        let outcome = read_bytes(toml[dice.below(toml.len())], &bytes);
        match &outcome.dataset {
            Some(dataset) => {
                sound += 1;
                let rows = outcome.rows.len() as u64;
                assert_eq!(dataset.profile.rows, rows, "seed {seed}");
                for (column, profile) in dataset.profile.columns.iter().enumerate() {
                    let nulls = outcome.rows.iter().filter(|row| row[column].is_empty()).count() as u64;
                    assert_eq!(profile.nulls, nulls, "seed {seed}");
                    let bars = profile.spread.as_ref().map_or(0, |spread| spread.bars.iter().sum());
                    assert!(bars == 0 || bars == rows - nulls, "seed {seed}");
                }
            }
            None => {
                refused += 1;
                assert!(!outcome.findings.is_empty(), "seed {seed}: refused without a reason");
            }
        }
    }
    // Both happen, or the mutations are too mild or too wild to show anything.
    assert!(sound * 50 > count && refused * 50 > count, "{sound} read, {refused} refused");
}
