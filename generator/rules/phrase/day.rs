//! Days, lengths of time, and how one day stands to another.

use super::leaf::{Phrase, Within};
use super::{Language, Phrases};
use crate::rules::calendar::{self, Offset, Step};
use crate::rules::program::{Base, Instant, Relation, TODAY};

/// How the first of two days stands to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Before,
    NotAfter,
    On,
    NotOn,
    NotBefore,
    After,
}

impl Standing {
    pub fn of(relation: Relation, holds: bool) -> Self {
        match (relation, holds) {
            (Relation::Less, true) => Self::Before,
            (Relation::Less, false) => Self::NotBefore,
            (Relation::AtMost, true) => Self::NotAfter,
            (Relation::AtMost, false) => Self::After,
            (Relation::Equal, true) => Self::On,
            (Relation::Equal, false) => Self::NotOn,
        }
    }

    fn mirrored(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::NotAfter => Self::NotBefore,
            Self::NotBefore => Self::NotAfter,
            Self::After => Self::Before,
            other => other,
        }
    }
}

impl Phrases<'_> {
    /// `01/07/2025`, as pages write days; `1 July 2025`.
    pub fn short_date(&self, day: i64) -> String {
        let date = calendar::date(day);
        self.pick(format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()), date.long_en())
    }

    /// The same in a sentence.
    pub(super) fn date(&self, day: i64) -> String {
        self.pick(format!("ngày {}", self.short_date(day)), self.short_date(day))
    }

    fn length(&self, offset: Offset) -> String {
        let amount = offset.amount.unsigned_abs();
        let (amount, vi, en) = match offset.step {
            Step::Days => (amount, "ngày", "day"),
            Step::WorkingDays => (amount, "ngày làm việc", "working day"),
            // The law says "24 months" and "3 years".
            Step::Months if amount.is_multiple_of(12) && amount > 24 => (amount / 12, "năm", "year"),
            Step::Months => (amount, "tháng", "month"),
        };
        self.pick(format!("{amount} {vi}"), format!("{amount} {en}{}", if amount == 1 { "" } else { "s" }))
    }

    /// "2 tháng và 5 ngày sau ngày sinh của trẻ".
    pub(super) fn instant(&self, instant: &Instant) -> String {
        let base = self.base(instant.base);
        let Some(first) = instant.offsets.first() else { return base };
        let onwards = first.amount >= 0;
        let with = |wanted: bool| {
            let of = instant.offsets.iter().filter(|offset| (offset.amount >= 0) == wanted);
            of.map(|&offset| self.length(offset)).collect::<Vec<_>>().join(self.pick(" và ", " and "))
        };
        let direction = if onwards { self.pick("sau", "after") } else { self.pick("trước", "before") };
        let words = format!("{} {direction} {base}", with(onwards));
        let other = with(!onwards);
        match (other.is_empty(), onwards) {
            (true, _) => words,
            (false, true) => self.pick(format!("{words}, bớt {other}"), format!("{words}, less {other}")),
            (false, false) => self.pick(format!("{words}, thêm {other}"), format!("{words}, plus {other}")),
        }
    }

    /// How one day stands to another; about the one that is not today.
    pub(super) fn order(&self, left: &Instant, relation: Relation, right: &Instant, holds: bool) -> Phrase {
        let standing = Standing::of(relation, holds);
        let (of, standing, to) = if left.base == Base::Question(TODAY) || matches!(left.base, Base::Day(_)) {
            (right, standing.mirrored(), left)
        } else {
            (left, standing, right)
        };
        if let (&[moved], []) = (of.offsets.as_slice(), to.offsets.as_slice())
            && let (Some(person), Some(age)) = (self.person(of.base), self.age(of.base, moved, standing, to))
        {
            return Phrase { subject: Some(person), predicate: age, within: Within::Whole };
        }
        let subject = self.base(of.base);
        let predicate = match (of.offsets.as_slice(), to.offsets.as_slice()) {
            ([], []) => self.directly(standing, &self.base(to.base)),
            (&[moved], []) => self
                .age(of.base, moved, standing, to)
                .unwrap_or_else(|| self.apart(Offset { amount: -moved.amount, ..moved }, standing, to.base)),
            ([], &[moved]) => self.apart(moved, standing, to.base),
            (several, _) => {
                let moved = Instant { base: of.base, offsets: several.to_vec() };
                let day = self.instant(to);
                let words = match standing {
                    Standing::Before => self.pick(format!("sớm hơn mốc {day}"), format!("earlier than {day}")),
                    Standing::After => self.pick(format!("muộn hơn mốc {day}"), format!("later than {day}")),
                    other => self.directly(other, &self.pick(format!("mốc {day}"), day)),
                };
                return Phrase::about(self.instant(&moved), words);
            }
        };
        Phrase::about(subject, predicate)
    }

    fn directly(&self, standing: Standing, to: &str) -> String {
        match standing {
            Standing::Before => self.pick(format!("trước {to}"), format!("before {to}")),
            Standing::NotAfter => self.pick(format!("không muộn hơn {to}"), format!("{to} or earlier")),
            Standing::On => self.pick(format!("đúng vào {to}"), format!("the same as {to}")),
            Standing::NotOn => self.pick(format!("khác {to}"), format!("other than {to}")),
            Standing::NotBefore => self.pick(format!("từ {to} trở đi"), format!("{to} or later")),
            Standing::After => self.pick(format!("sau {to}"), format!("after {to}")),
        }
    }

    /// "không quá 60 ngày trước hôm nay": a day, and another moved by `moved`.
    fn apart(&self, moved: Offset, standing: Standing, to: Base) -> String {
        let onwards = moved.amount >= 0;
        let (length, to) = (self.length(moved), self.base(to));
        // Later than what lies before, or earlier than what lies after, is nearer.
        let amount = match if onwards { standing } else { standing.mirrored() } {
            Standing::Before => self.pick("chưa đến", "less than"),
            Standing::NotAfter => self.pick("không quá", "at most"),
            Standing::On => self.pick("đúng", "exactly"),
            Standing::NotOn => self.pick("không đúng", "not exactly"),
            Standing::NotBefore => self.pick("ít nhất", "at least"),
            Standing::After => self.pick("hơn", "more than"),
        };
        let direction = if onwards { self.pick("sau", "after") } else { self.pick("trước", "before") };
        format!("{amount} {length} {direction} {to}")
    }

    /// Who was born on a day, with what comes before an age: "bạn", "you are". Nothing where the label does not tell.
    fn person(&self, of: Base) -> Option<String> {
        let Base::Question(question) = of else { return None };
        let label = &self.written[usize::from(question.0)]?.label.as_ref()?;
        if self.program.question(question).may_be_none {
            return None;
        }
        match self.language {
            Language::Vietnamese => label.vi.strip_prefix("ngày sinh của ").map(str::to_owned),
            Language::English => match label.en.as_deref()?.strip_suffix(" date of birth")? {
                "your" => Some("you are".to_owned()),
                whose => whose.strip_suffix("'s").map(|who| format!("{who} is")),
            },
        }
    }

    /// "đã đủ 18 tuổi": so many months from a birthday.
    fn age(&self, of: Base, moved: Offset, standing: Standing, to: &Instant) -> Option<String> {
        let Base::Question(question) = of else { return None };
        if !self.births.contains(question) || moved.step != Step::Months || moved.amount <= 0 {
            return None;
        }
        let amount = moved.amount;
        let age = match amount % 12 == 0 {
            true => self.pick(format!("{} tuổi", amount / 12), format!("{}", amount / 12)),
            false => self.pick(format!("{amount} tháng tuổi"), format!("{amount} months")),
        };
        let on = match to.base {
            Base::Question(TODAY) => String::new(),
            _ => self.pick(format!(" vào {}", self.instant(to)), format!(" on {}", self.instant(to))),
        };
        match standing {
            Standing::NotAfter => Some(self.pick(format!("đã đủ {age}{on}"), format!("aged {age} or over{on}"))),
            Standing::After => Some(self.pick(format!("chưa đủ {age}{on}"), format!("aged under {age}{on}"))),
            _ => None,
        }
    }
}
