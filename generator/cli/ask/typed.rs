//! Answers as people type them: days in the order of the country, amounts in its groups, choices by what they are called.
//!
//! In: a question and what was typed. Out: an answer, or what would be one. Programs and pages read
//! [`Answer::read`](crate::rules::Answer::read)'s one spelling; the liberties are the terminal's.

use super::refusal::Refusal;
use crate::language::{Currency, Date, Money, date, fold, money, number};
use crate::rules::Answer;
use crate::rules::answer::AnswerError;
use crate::rules::gazetteer::bare;
use crate::rules::model;
use crate::rules::phrase::Phrases;
use crate::rules::program::{Kind, Program, Question, QuestionId, TODAY, TRUE};

/// A question, as it is compiled and as it was written; `today` was not.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub program: &'a Program,
    pub phrases: &'a Phrases<'a>,
    pub id: QuestionId,
}

/// Why a text is no answer.
enum Mistake {
    /// The engine takes no such answer.
    Engine(AnswerError),
    /// Only a part of a day, where a whole one is wanted.
    Part,
    /// A day that no calendar has.
    NoSuchDay,
    /// A year of two digits, of which nobody knows the century.
    ShortYear,
    /// What several choices are called.
    Several(Vec<usize>),
}

impl<'a> Asked<'a> {
    fn compiled(&self) -> &'a Question {
        self.program.question(self.id)
    }

    fn written(&self) -> Option<&'a model::Question> {
        self.phrases.written(self.id)
    }

    /// Reads what was typed; of a place its codes.
    pub fn read(&self, typed: &str) -> Result<Answer, Refusal> {
        let spelled = self.spelled(typed.trim());
        let read = spelled.and_then(|text| Answer::read(self.program, self.id, &text).map_err(Mistake::Engine));
        read.map_err(|mistake| self.refusal(typed, Some(mistake)))
    }

    /// That what was typed is no answer, and what is.
    pub fn refuse(&self, typed: &str) -> Refusal {
        self.refusal(typed, None)
    }

    /// As [`Answer::read`] reads it. What nobody understands is handed on as it is.
    fn spelled(&self, typed: &str) -> Result<String, Mistake> {
        let understood = match self.compiled().kind {
            Kind::Choice => self.choice(typed)?.map(|at| self.compiled().choices[at].to_string()),
            Kind::Many => self.choices(typed)?,
            Kind::Bool => self.yes(typed).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            Kind::Date => self.days(typed)?,
            Kind::Integer | Kind::Money => self.numbers(typed),
            Kind::Place => None,
        };
        Ok(understood.unwrap_or_else(|| {
            match &*key(typed) {
                "khong biet" | "toi khong biet" | "i don t know" | "don t know" => "?",
                "khong co" | "none" | "there is none" => "-",
                _ => typed,
            }
            .to_owned()
        }))
    }

    fn yes(&self, typed: &str) -> Option<bool> {
        let typed = key(typed);
        match &*typed {
            "yes" | "y" | "true" | "co" | "dung" | "phai" | "roi" | "co roi" | "da" | "da co" | "vang" | "u" => {
                return Some(true);
            }
            "no" | "n" | "false" | "khong" | "ko" | "k" | "hong" | "khong phai" | "chua" | "chua co" | "sai" => {
                return Some(false);
            }
            "khong co" if !self.compiled().may_be_none => return Some(false),
            _ => {}
        }
        let says = self.written()?.says.each_ref();
        (0..2).find(|&at| says[at].as_ref().is_some_and(|says| says_so(says, &typed))).map(|at| at == 1)
    }

    /// The choice that is meant: by its id, or by what it is called in either language. Where several are written alike but for
    /// their marks, the one whose marks are as typed.
    fn choice(&self, typed: &str) -> Result<Option<usize>, Mistake> {
        let ids = &self.compiled().choices;
        if let Some(at) = ids.iter().position(|id| **id == *typed) {
            return Ok(Some(at));
        }
        let names = |at: usize| {
            let name = self.written().and_then(|written| written.choices.get(at)).map(|choice| &choice.name);
            [name.map(|name| &*name.vi), name.and_then(|name| name.en.as_deref())].into_iter().flatten()
        };
        let wanted = key(typed);
        let found: Vec<usize> = (0..ids.len())
            .filter(|&at| !wanted.is_empty() && (key(&ids[at]) == wanted || names(at).any(|name| key(name) == wanted)))
            .collect();
        let marked: Vec<usize> =
            found.iter().copied().filter(|&at| names(at).any(|name| bare(name) == bare(typed))).collect();
        match (found.as_slice(), marked.as_slice()) {
            ([], _) => Ok(None),
            ([one], _) | (_, [one]) => Ok(Some(*one)),
            _ => Err(Mistake::Several(found)),
        }
    }

    /// Several choices with `+`; nothing where one of them is not understood.
    fn choices(&self, typed: &str) -> Result<Option<String>, Mistake> {
        // A name may have a + in it.
        if let Some(at) = self.choice(typed)? {
            return Ok(Some(self.compiled().choices[at].to_string()));
        }
        let mut ids = Vec::new();
        for word in typed.split('+').map(str::trim) {
            match self.choice(word)? {
                _ if word == "?" => ids.push(word),
                Some(at) => ids.push(&*self.compiled().choices[at]),
                None => return Ok(None),
            }
        }
        Ok(if typed == "?" { None } else { Some(ids.join("+")) })
    }

    fn days(&self, typed: &str) -> Result<Option<String>, Mistake> {
        let (text, is_part) = match typed.split_once("..") {
            None => match period(typed)? {
                Some(Period::Day(day)) => (day.iso(), false),
                Some(Period::Part(part)) => (part, true),
                None => return Ok(None),
            },
            Some((first, last)) => {
                let mut ends = Vec::new();
                for end in [first.trim(), last.trim()] {
                    ends.push(match period(end)? {
                        _ if end.is_empty() => String::new(),
                        Some(Period::Day(day)) => day.iso(),
                        Some(Period::Part(part)) => part,
                        None => return Ok(None),
                    });
                }
                (ends.join(".."), true)
            }
        };
        let takes_parts = self.written().is_some_and(|written| written.partial);
        if is_part && !takes_parts { Err(Mistake::Part) } else { Ok(Some(text)) }
    }

    fn numbers(&self, typed: &str) -> Option<String> {
        let Some((low, high)) = typed.split_once("..") else {
            return self.number(typed).map(|number| number.to_string());
        };
        let (low, high) = (low.trim(), high.trim());
        let end = |text: &str| if text.is_empty() { Some(None) } else { self.number(text).map(Some) };
        let to = end(high)?;
        // The unit of the last end is the other's too: `5..10 triệu`; but not of `500.000..1 triệu`.
        let unit = high.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim_start();
        let shared = (!unit.is_empty() && low.ends_with(|c: char| c.is_ascii_digit()))
            .then(|| self.number(&format!("{low} {unit}")))
            .flatten();
        let from = match (shared, self.number(low)) {
            (Some(shared), Some(plain)) if to.is_some_and(|to| shared > to) && plain >= 1000 => Some(plain),
            (Some(shared), _) => Some(shared),
            (None, _) => end(low)?,
        };
        let write = |end: Option<i64>| end.map_or_else(String::new, |number| number.to_string());
        Some(format!("{}..{}", write(from), write(to)))
    }

    /// `5.000.000`, `5,000,000`, `5000000`: a sign before three digits groups them, for there are no fractions. Of money also
    /// `5 triệu`, `5.5 million`.
    fn number(&self, text: &str) -> Option<i64> {
        let whole = |(mantissa, scale): (i64, u8)| (scale == 0).then_some(mantissa);
        let amount = || {
            let scales = [("thousand", "nghìn"), ("million", "triệu"), ("billion", "tỷ")];
            let text = scales.iter().fold(text.to_lowercase(), |text, (en, vi)| text.replace(en, vi));
            let meant = money::parse(&text).or_else(|| money::parse(&format!("{text} đồng")))?;
            (self.compiled().kind == Kind::Money && meant.currency == Currency::Vnd).then_some(meant.amount)
        };
        number::parse(text).and_then(whole).or_else(|| number::parse_en(text).and_then(whole)).or_else(amount)
    }

    fn refusal(&self, typed: &str, mistake: Option<Mistake>) -> Refusal {
        let pick = |vi: &str, en: &str| self.phrases.language().pick(vi, en).to_owned();
        let id = &self.compiled().id;
        let because = match mistake {
            Some(Mistake::Part) => {
                pick("câu này cần đủ ngày, tháng, năm", "this question takes a whole day, not a part of one")
            }
            Some(Mistake::NoSuchDay) => pick(
                "lịch không có ngày này; ngày viết trước tháng",
                "there is no such day; the day comes before the month",
            ),
            Some(Mistake::ShortYear) => pick("viết năm đủ bốn chữ số", "write the year in four digits"),
            Some(Mistake::Several(choices)) => {
                let names: Vec<String> = choices.into_iter().map(|at| self.choice_name(at)).collect();
                let names = names.join(", ");
                self.phrases.language().pick(format!("có thể là {names}"), format!("it may be {names}"))
            }
            Some(Mistake::Engine(AnswerError::None)) => {
                pick("câu này bao giờ cũng có câu trả lời", "this question always has an answer")
            }
            Some(Mistake::Engine(AnswerError::Future)) => pick("ngày này chưa đến", "this day is still to come"),
            Some(Mistake::Engine(AnswerError::Range)) => pick("ngoài giới hạn", "it is out of range"),
            Some(Mistake::Engine(AnswerError::Form | AnswerError::Choice)) | None => String::new(),
        };
        let accepted = self.accepted();
        let accepted = self.phrases.language().pick(format!("nhận {accepted}"), format!("it takes {accepted}"));
        let help = if because.is_empty() { accepted } else { format!("{because}; {accepted}") };
        let message = self.phrases.language().pick(
            format!("“{typed}” không trả lời được câu hỏi `{id}`"),
            format!("“{typed}” is no answer to the question `{id}`"),
        );
        Refusal::new(message, help)
    }

    /// What answers the question, in words.
    pub fn accepted(&self) -> String {
        let pick = |vi: &str, en: &str| self.phrases.language().pick(vi, en).to_owned();
        let mut words = match self.compiled().kind {
            Kind::Bool => pick("có hoặc không", "yes or no"),
            Kind::Date => pick("ngày/tháng/năm như 27/03/2026", "day/month/year such as 27/03/2026, or 2026-03-27"),
            Kind::Integer => pick("số nguyên như 12", "a whole number such as 12"),
            Kind::Money => {
                pick("số tiền bằng đồng như 5.000.000 hay 5 triệu", "an amount of đồng such as 5,000,000 or 5 million")
            }
            Kind::Place => pick(
                "một nơi theo tên hoặc mã như \"Hà Nội\", 01, 01/00004; nơi khác là elsewhere, 01/elsewhere",
                "a place by its name or codes such as \"Hà Nội\", 01, 01/00004; elsewhere, 01/elsewhere",
            ),
            Kind::Choice => format!("{} {}", pick("một trong:", "one of"), self.choice_names()),
            Kind::Many => {
                format!("{} {}", pick("một hay nhiều, nối bằng +:", "one or more, joined by +:"), self.choice_names())
            }
        };
        words += &self.limits();
        if self.written().is_some_and(|written| written.partial) && self.compiled().kind == Kind::Date {
            words += &pick(
                "; chỉ nhớ tháng hay năm thì 03/2026 hay 2026",
                "; where only the month or the year is known, 03/2026 or 2026",
            );
        }
        if self.id != TODAY {
            words += &pick("; ? là “tôi không biết”", "; ? is “I don't know”");
        }
        if self.compiled().may_be_none {
            words += &pick("; - là “không có”", "; - is “there is none”");
        }
        words
    }

    /// The limits that the author set: ", từ 0 đến 100".
    fn limits(&self) -> String {
        let asked = self.compiled();
        let say = |value: i64| match asked.kind {
            Kind::Date => self.phrases.short_date(value),
            Kind::Money => self.phrases.language().pick(Money::vnd(value).text_vi(), Money::vnd(value).text_en()),
            _ => self.phrases.language().pick(number::number(value), number::number_en(value)),
        };
        let (low, high) = self.written().map_or((None, None), |written| written.range);
        let today = self.phrases.language().pick("hôm nay", "today");
        let high = if asked.bound == TRUE { high.map(say) } else { Some(today.to_owned()) };
        match (low.map(say), high) {
            (Some(low), Some(high)) => {
                self.phrases.language().pick(format!(", từ {low} đến {high}"), format!(", from {low} to {high}"))
            }
            (Some(low), None) => self.phrases.language().pick(format!(", từ {low}"), format!(", {low} or more")),
            (None, Some(high)) => {
                self.phrases.language().pick(format!(", không quá {high}"), format!(", no more than {high}"))
            }
            (None, None) => String::new(),
        }
    }

    fn choice_names(&self) -> String {
        (0..self.compiled().choices.len()).map(|at| self.choice_name(at)).collect::<Vec<_>>().join(", ")
    }

    /// `male (Nam)`.
    fn choice_name(&self, at: usize) -> String {
        let id = &self.compiled().choices[at];
        let name = self.written().and_then(|written| written.choices.get(at)).map(|choice| &choice.name);
        match name.map(|name| self.phrases.words(name)).filter(|name| !name.is_empty()) {
            Some(name) => format!("{id} ({name})"),
            None => id.to_string(),
        }
    }
}

/// A day, or a part of the calendar as [`Answer::read`] spells it.
enum Period {
    Day(Date),
    Part(String),
}

/// `27/03/2026`, `2026-03-27`, `2026-3-27`, `ngày 27 tháng 3 năm 2026`, `mùng 1 tháng 2 2026`; `03/2026`, `2026-03`,
/// `tháng 3 năm 2026`; `2026`, `năm 2026`.
fn period(typed: &str) -> Result<Option<Period>, Mistake> {
    if let Some(day) = date::parse(typed) {
        return Ok(Some(Period::Day(day)));
    }
    let words = ["ngay", "mung", "mong", "thang", "nam"];
    let folded = words.iter().fold(fold(typed), |text, word| text.replace(word, " "));
    if !folded.chars().all(|c| c.is_ascii_digit() || "/-. ".contains(c)) {
        return Ok(None);
    }
    let groups: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let (year, month) = match (groups.as_slice(), lengths.as_slice()) {
        ([year], [4]) => return Ok(Some(Period::Part((*year).to_owned()))),
        ([year, month], [4, 1..=2]) | ([month, year], [1..=2, 4]) => (year, month),
        ([year, month, day], [4, 1..=2, 1..=2]) | ([day, month, year], [1..=2, 1..=2, 4]) => {
            let day = Date::parse_iso(&format!("{year}-{month:0>2}-{day:0>2}")).ok_or(Mistake::NoSuchDay)?;
            return Ok(Some(Period::Day(day)));
        }
        (_, [1..=2, 1..=2, 1..=2]) => return Err(Mistake::ShortYear),
        _ => return Ok(None),
    };
    let part = format!("{year}-{month:0>2}");
    if Date::parse_iso(&format!("{part}-01")).is_none() {
        return Err(Mistake::NoSuchDay);
    }
    Ok(Some(Period::Part(part)))
}

fn says_so(says: &model::Words, typed: &str) -> bool {
    key(&says.vi) == typed || says.en.as_ref().is_some_and(|en| key(en) == typed)
}

/// A text as it is compared: without marks, case and signs.
fn key(text: &str) -> String {
    let plain: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
