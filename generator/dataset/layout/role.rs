//! What a row below the headings is, as far as it can be seen by itself, and the words that tell.

use super::Layout;
use super::headings::{Kind, kind};
use super::outline::Mark;
use crate::dataset::encoding::Letters;
use crate::dataset::file::raw::{Origin, RawRow};
use crate::dataset::notation::number::Notation;
use crate::language::{fold, normalise};

/// What a row is, as far as it can be seen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A row of the table.
    Data,
    /// Nothing.
    Blank,
    /// The sum of other rows.
    Total,
    /// A note, if only notes follow.
    Note,
    /// Who signs, and where and when, if nothing but that follows.
    Closing,
    /// The headings, or the numbers of the columns, once more.
    Heading,
    /// Words alone: a note, the name of a group of rows, or a row that lacks the rest.
    Lone,
    /// Numbered as groups of rows are: `II`, `B`.
    Group,
    /// Numbers alone: perhaps the sum of all rows above.
    Nameless,
}

/// How many cells of who signs stand in a row, at most.
const SIGNATURES: usize = 3;

impl Layout {
    /// What a row below the headings is.
    pub fn role(&self, row: &RawRow) -> Role {
        let mut filled = (0..row.len()).filter(|&index| row.is_filled(index));
        let Some(first) = filled.next() else { return Role::Blank };
        if (self.header > 0 && repeats(row, first, &self.headings)) || repeats(row, first, &self.numbers) {
            return Role::Heading;
        }
        let text = &*self.letters.decode(row.cell(first).trim());
        let Some(second) = filled.next() else { return self.alone(row, first, text) };
        if first < 3 {
            let is_number = |index: usize| kind(row, index) == Kind::Number;
            let named = is_total(text)
                || (self.width > 2 && begins_number(text) && is_total(self.letters.decode(row.cell(second)).trim()));
            if named && (second..row.len()).any(is_number) {
                return Role::Total;
            }
        }
        if first == 0 && self.width > 2 && Mark::of(text).is_some() && kind(row, second) == Kind::Text {
            return Role::Group;
        }
        if first > 0
            && (first..row.len()).all(|index| matches!(kind(row, index), Kind::Number | Kind::Year | Kind::Empty))
        {
            return Role::Nameless;
        }
        let signs = || closes(text) || (second > first + 1 && is_office(text));
        if self.is_sparse(row) && signs() {
            return Role::Closing;
        }
        Role::Data
    }

    /// Whether a row heads another table: words, of which the first and one more are headings of this table. It stands
    /// below a blank row or a note.
    pub fn begins_another(&self, row: &RawRow) -> bool {
        let filled = || (0..row.len()).filter(|&index| row.is_filled(index));
        let known = |index: usize| is_cell_of(row, index, &self.headings);
        self.header > 0
            && filled().next().is_some_and(known)
            && filled().filter(|&index| known(index)).count() > 1
            && filled().all(|index| kind(row, index) == Kind::Text)
    }

    /// Whether a row calls itself a sum of something, and does not only say that it is one: `Tổng hồ sơ`, and `Tổng cục Thuế`
    /// too. Its numbers tell.
    pub fn is_called_sum(&self, row: &RawRow) -> bool {
        // Most words are told by their first letter.
        let mut texts =
            (0..row.len()).map(|index| row.cell(index).trim()).filter(|text| text.starts_with(['T', 't', 'C', 'c']));
        texts.any(|text| {
            let lower = normalise(&self.letters.decode(text)).to_lowercase();
            ["tổng", "cộng"]
                .iter()
                .any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':'])))
        })
    }

    /// Whether a row has few words and no number: what stands below who signs.
    pub fn is_sparse(&self, row: &RawRow) -> bool {
        let filled = row.filled();
        filled <= SIGNATURES
            && filled < self.width
            && (0..row.len())
                .all(|index| matches!(kind(row, index), Kind::Text | Kind::Empty) || begins_day(row.cell(index)))
    }

    /// Whether a line of the file is one text without delimiters: no program wrote it as a row of a table.
    pub fn is_short(&self, row: &RawRow) -> bool {
        !self.is_sheet && row.len() == 1
    }

    /// Whether cells of a row are one across columns: no row of a table is, and titles and notes are.
    pub fn is_merged(&self, row: &RawRow) -> bool {
        (0..row.len()).any(|index| row.origin(index) == Origin::Merged && row.cell(index).is_empty())
    }

    /// Whether a row says where and when a report was signed, or for whom, and nothing else.
    pub fn is_place_and_day(&self, row: &RawRow) -> bool {
        let mut filled = (0..row.len()).filter(|&index| row.is_filled(index)).map(|index| row.cell(index).trim());
        let (Some(text), None) = (filled.next(), filled.next()) else { return false };
        let text = self.letters.decode(text);
        begins_day(&text) || signs_for(&text)
    }

    /// What a row is that says one thing.
    fn alone(&self, row: &RawRow, first: usize, text: &str) -> Role {
        match kind(row, first) {
            _ if self.width < 2 => Role::Data,
            _ if begins_note(text) => Role::Note,
            // A day in words too, which is a value elsewhere.
            _ if closes(text) => Role::Closing,
            Kind::Text if first > 1 && is_office(text) => Role::Closing,
            Kind::Text if self.width > 2 && first < 2 => Role::Lone,
            Kind::Text => Role::Data,
            _ if first > 0 => Role::Nameless,
            _ => Role::Data,
        }
    }
}

/// Whether all cells of a row, which begins at `first`, are those of one above the table.
fn repeats(row: &RawRow, first: usize, above: &[String]) -> bool {
    let same = |index: usize| is_cell_of(row, index, above);
    same(first)
        && row.filled() == above.iter().filter(|cell| !cell.trim().is_empty()).count()
        && (0..row.len()).all(|index| !row.is_filled(index) || same(index))
}

/// Whether a cell says what the one above the table does.
fn is_cell_of(row: &RawRow, index: usize, above: &[String]) -> bool {
    above.get(index).is_some_and(|cell| cell.trim() == row.cell(index).trim())
}

/// Whether a text is the number of a row: of digits, letters or Roman numbers.
fn begins_number(text: &str) -> bool {
    Mark::of(text).is_some() || Notation::of(text).is_some()
}

/// Whether a text begins as notes below tables do.
pub fn begins_note(text: &str) -> bool {
    let marked = text.trim_start();
    if ["*", "(*", "†"].iter().any(|mark| marked.starts_with(mark)) {
        return true;
    }
    let text = text.trim_start_matches(['(', ' ', '-', '+']);
    let folded = fold(&text.chars().take(20).collect::<String>());
    let words = [
        "ghi chu",
        "chu thich",
        "chu y",
        "source",
        "note",
        "thoi diem",
        "so lieu",
        "don vi tinh",
        "don vi:",
        "dvt",
        "unit:",
    ];
    // "Nguồn: …", "Nguồn số liệu: …", and no "Nguồn vốn vay".
    let names_source = || text.chars().take(40).any(|letter| letter == ':');
    words.iter().any(|word| folded.starts_with(word)) || (folded.starts_with("nguon") && names_source())
}

/// Whether a text is one of those at the end of a report: who made and signed it, where and when.
fn closes(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let folded = folded.trim_start_matches(['(', ' ']);
    let words = [
        "nguoi lap",
        "lap bieu",
        "nguoi tong hop",
        "nguoi kiem tra",
        "ky,",
        "ky ten",
        "ky va ghi",
        "da ky",
        "noi nhan",
    ];
    words.iter().any(|word| folded.starts_with(word)) || begins_day(text) || signs_for(text)
}

/// Whether a text begins with a day in words, or a place and the day: `Huế, ngày 5 tháng 3 năm 2024`.
fn begins_day(text: &str) -> bool {
    let folded = fold(&text.chars().take(80).collect::<String>());
    day_in_words(folded.trim_start_matches(['(', ' '])).is_some_and(|before| {
        let place = before.trim_end();
        place.is_empty() || (place.ends_with(',') && !place.contains(|c: char| c.is_ascii_digit()))
    })
}

/// Whether a text says for whom somebody signs: `TM. UBND XÃ`, `KT. CHỦ TỊCH`.
fn signs_for(text: &str) -> bool {
    let text = text.trim_start();
    let rest = ["TM.", "KT.", "TL.", "TUQ."].iter().find_map(|mark| text.strip_prefix(mark));
    let word = rest.and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a text begins with the office of somebody who signs.
fn is_office(text: &str) -> bool {
    let folded = fold(&text.chars().take(30).collect::<String>());
    let words =
        ["thu truong", "ke toan", "giam doc", "pho giam doc", "chu tich", "pho chu tich", "truong phong", "truong ban"];
    words.iter().any(|word| folded.starts_with(word))
}

/// Whether a row is of those above the title of a report: the state, its motto, the number and the day of the letter, or who
/// reports and on which form.
pub fn is_letterhead(row: &RawRow, letters: Letters) -> bool {
    let mut parts = row.iter().filter(|cell| !cell.trim().is_empty()).map(|cell| letters.decode(cell));
    let names_form = parts.next().is_some_and(|first| is_reporter(&first))
        && parts.next().is_some_and(|second| is_form(&second))
        && parts.all(|part| is_form(&part) || part.contains(':'));
    names_form
        || row.iter().any(|cell| {
            let folded = fold(&letters.decode(cell).chars().take(60).collect::<String>());
            let folded = folded.trim_start();
            folded.starts_with("cong hoa xa hoi chu nghia")
                || (folded.starts_with("doc lap") && folded.contains("tu do"))
                || (day_in_words(folded).is_some() && row.filled() < 3)
        })
}

/// Whether a text says who reports: `Đơn vị báo cáo: Sở Y tế`, `UBND XÃ A`.
fn is_reporter(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let is_labelled = || {
        let label = folded.split_once(':').map_or("", |(label, _)| label.trim());
        ["don vi", "co quan", "ten don vi", "ten co quan"].iter().any(|word| label.starts_with(word))
    };
    let offices = ["ubnd ", "uy ban nhan dan ", "so ", "phong ", "bo ", "cuc ", "chi cuc ", "hdnd "];
    is_labelled() || offices.iter().any(|word| folded.trim_start().starts_with(word))
}

/// Whether a text is the number of a form: `Biểu số 01/BC`, `Mẫu 2a`, `Phụ lục II`.
fn is_form(text: &str) -> bool {
    let folded = fold(&text.chars().take(60).collect::<String>());
    let folded = folded.trim_start_matches(['(', ' ']);
    let behind = ["bieu mau", "mau bieu", "bieu", "mau", "phu luc"].iter().find_map(|word| folded.strip_prefix(word));
    let number = behind.map(|rest| rest.strip_prefix(" so").unwrap_or(rest).trim_start_matches([' ', ':', '.']));
    number.is_some_and(|number| {
        let number = number.split([' ', '/', '-', '.', ')']).next().unwrap_or_default();
        number.starts_with(|c: char| c.is_ascii_digit())
            || (!number.is_empty() && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
    })
}

/// What stands before a day with its year in words, or room to write one: what is a heading, "Ngày tháng năm sinh", has neither.
fn day_in_words(folded: &str) -> Option<&str> {
    let is_room = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '…' | '_' | '/' | '-' | ',');
    let (before, rest) = folded.split_once("ngay ")?;
    let (day, rest) = rest.split_once("thang ")?;
    let (month, year) = rest.split_once("nam ")?;
    let is_day = day.chars().chain(month.chars()).all(is_room)
        && year.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '_'));
    is_day.then_some(before)
}

/// Whether a text names a sum of rows.
fn is_total(text: &str) -> bool {
    // Most words are told by their first letter.
    if text.len() > 80 || !text.starts_with(['T', 't', 'C', 'c', 'G', 'g', 'S', 's']) {
        return false;
    }
    // Only marks tell "cộng" from "công", and "tổng cộng" from "tổng công ty"; a text may have none at all.
    let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { normalise(text).to_lowercase() };
    let words = lower.trim_end_matches([':', '.', ' ']);
    let marked = |word: &str| if text.is_ascii() { fold(word) } else { word.to_owned() };
    let whole = [
        "tổng",
        "tổng cộng",
        "tổng số",
        "cộng",
        "cả nước",
        "toàn quốc",
        "cả tỉnh",
        "toàn tỉnh",
        "toàn thành phố",
        "toàn huyện",
        "toàn xã",
        "total",
        "grand total",
        "subtotal",
        "sum",
    ];
    if whole.iter().any(|word| marked(word) == words) {
        return true;
    }
    let behind =
        |word: &str| lower.strip_prefix(&*marked(word)).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_bracketed = |word: &str| behind(word).is_some_and(|rest| rest.trim_start().starts_with('('));
    if (!text.is_ascii() && behind("tổng cộng").is_some()) || is_bracketed("tổng cộng") || is_bracketed("tổng số")
    {
        return true;
    }
    let parts = [
        "huyện",
        "xã",
        "phường",
        "quận",
        "tỉnh",
        "thành phố",
        "thị xã",
        "mục",
        "phần",
        "khu vực",
        "vùng",
        "quý",
        "tháng",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "a",
        "b",
        "c",
        "d",
        "(",
    ];
    let is_part = |rest: &str| {
        parts.iter().any(|part| {
            rest.strip_prefix(&*marked(part))
                .is_some_and(|rest| *part == "(" || !rest.starts_with(char::is_alphanumeric))
        })
    };
    behind("cộng").or_else(|| behind("tổng")).is_some_and(|rest| rest.starts_with(' ') && is_part(rest.trim_start()))
}
