//! What was asked: the words that matter, those that do not, and the part of a page that is asked for.
//!
//! `cho em hỏi đăng ký khai sinh cần giấy tờ gì ạ` asks for *đăng ký khai sinh* and there for the documents: the tail is
//! taken off and becomes a [`Section`]; `cho em hỏi` and `ạ` stay as optional words, which no answer has to have.

use super::analysis::{self, each_token, syllables};
use super::order;
use crate::language::{decode_typed, syllable_key};

/// The most words that are looked up; a set of them has a bit each.
pub const LONGEST: usize = 28;
/// The most words that are compared with a title.
const LONGEST_TITLE: usize = 200;

/// A part of a procedure's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What to bring.
    Documents,
    /// How to apply, how long it takes, what it costs.
    Channels,
    /// Where to go.
    Where,
    /// What to do, step by step.
    Steps,
    /// The law.
    Legal,
    /// What one receives.
    Results,
}

impl Section {
    /// The word used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Channels => "channels",
            Self::Where => "where",
            Self::Steps => "steps",
            Self::Legal => "legal",
            Self::Results => "results",
        }
    }
}

/// Ways of asking for a part of a page.
const PARTS: &[(Section, &[&str])] = &[
    (
        Section::Documents,
        &[
            "cần những giấy tờ gì",
            "cần những giấy tờ nào",
            "cần chuẩn bị những giấy tờ gì",
            "cần chuẩn bị giấy tờ gì",
            "cần chuẩn bị những gì",
            "cần chuẩn bị gì",
            "phải chuẩn bị những gì",
            "cần mang theo những gì",
            "cần mang theo gì",
            "cần mang gì",
            "mang theo những gì",
            "mang theo gì",
            "cần giấy tờ gì",
            "cần giấy tờ nào",
            "cần các giấy tờ gì",
            "gồm những giấy tờ gì",
            "gồm giấy tờ gì",
            "những giấy tờ gì",
            "những giấy tờ nào",
            "giấy tờ gì",
            "giấy tờ cần thiết",
            "hồ sơ gồm những gì",
            "hồ sơ gồm những giấy tờ gì",
            "hồ sơ bao gồm những gì",
            "hồ sơ gồm gì",
            "cần hồ sơ gì",
            "cần những hồ sơ gì",
            "hồ sơ cần những gì",
            "hồ sơ cần gì",
            "cần những gì",
            "thành phần hồ sơ",
            "what documents do i need",
            "which documents do i need",
            "what documents are required",
            "what documents are needed",
            "what documents",
            "which documents",
            "documents required",
            "documents needed",
            "required documents",
            "what do i need",
        ],
    ),
    (
        Section::Where,
        &[
            "nộp hồ sơ ở đâu",
            "nộp ở đâu",
            "làm ở đâu",
            "xin ở đâu",
            "đăng ký ở đâu",
            "đến đâu để làm",
            "ở chỗ nào",
            "ở đâu",
            "tại đâu",
            "chỗ nào",
            "cơ quan nào giải quyết",
            "cơ quan nào",
            "where do i go",
            "where can i",
            "where do i",
            "where to",
            "where",
        ],
    ),
    (
        Section::Channels,
        &[
            "hết bao nhiêu tiền",
            "tốn bao nhiêu tiền",
            "mất bao nhiêu tiền",
            "bao nhiêu tiền",
            "lệ phí bao nhiêu",
            "lệ phí là bao nhiêu",
            "phí bao nhiêu",
            "phí là bao nhiêu",
            "giá bao nhiêu",
            "mất bao nhiêu",
            "hết bao nhiêu",
            "lệ phí thế nào",
            "có mất phí không",
            "có mất tiền không",
            "trong thời gian bao lâu",
            "trong bao lâu",
            "mất bao lâu",
            "hết bao lâu",
            "bao lâu thì có",
            "bao lâu",
            "mất mấy ngày",
            "mất bao nhiêu ngày",
            "bao nhiêu ngày thì có",
            "khi nào có kết quả",
            "how much does it cost",
            "how much is",
            "how much",
            "what does it cost",
            "how long does it take",
            "how long",
        ],
    ),
    (
        Section::Steps,
        &[
            "phải làm như thế nào",
            "làm như thế nào",
            "như thế nào",
            "phải làm thế nào",
            "làm thế nào",
            "phải làm sao",
            "làm sao để",
            "làm sao",
            "phải làm những gì",
            "phải làm gì",
            "cần làm gì",
            "thế nào",
            "ra sao",
            "các bước thực hiện",
            "trình tự thực hiện",
            "các bước",
            "how do i",
            "how can i",
            "how to",
            "what are the steps",
        ],
    ),
    (
        Section::Legal,
        &[
            "căn cứ pháp lý",
            "theo luật nào",
            "quy định ở đâu",
            "theo quy định nào",
            "văn bản nào quy định",
            "legal basis",
        ],
    ),
    (Section::Results, &["nhận được gì", "được nhận gì", "kết quả là gì", "kết quả nhận được"]),
];

/// Words of asking and of grammar. They are searched for, but count little and need not be met.
const OPTIONAL: &str = "tôi mình em anh chị cháu ạ à nhé vậy hỏi giúp muốn cần phải xin làm cách thủ tục \
     hướng dẫn cho của và là thì mà ở tại gì nào đâu sao được có không hay hoặc để khi bị đã đang sẽ các những một mấy bao \
     nhiêu theo với về do nay này đó kia trong ngoài ra vào lên xuống lại từ đến nên hãy vừa mới xong rồi cùng lúc như thế \
     nhưng vì nếu đi bằng phép việc người tui tụi nhau giờ hôm online \
     the a an of for to how do does i my me in on at what where which is are be can get need want apply and or with";

/// A word of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it is indexed.
    pub term: String,
    /// Its key as a term, where it was written with marks.
    pub key: Option<Vec<u8>>,
    /// As it was written, or what it was decoded to.
    pub text: String,
    /// Whether an answer may lack it.
    pub optional: bool,
    /// Whether it makes no pair with the word before it.
    pub parted: bool,
    /// Whether it is a code or a number.
    pub whole: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// The terms of the words after those: of a whole title that was pasted.
    pub rest: Vec<String>,
    /// The term of a title that is the whole question.
    pub title: Option<Vec<u8>>,
    /// The part of a page it asks for.
    pub section: Option<Section>,
    /// Whether its last word may be unfinished.
    pub unfinished: bool,
    /// Whether anything was written, though it may have no words.
    pub asks: bool,
}

/// How people ask; made once.
#[derive(Debug)]
pub struct Wording {
    parts: Vec<(Section, Vec<String>)>,
    optional: Vec<(String, String)>,
}

impl Default for Wording {
    fn default() -> Self {
        let phrases = PARTS.iter().flat_map(|(section, phrases)| phrases.iter().map(|phrase| (*section, *phrase)));
        let mut phrases: Vec<(Section, &str)> = phrases.collect();
        // The longest first, so that what is taken off is taken off whole.
        order::by(&mut phrases, |(_, phrase)| order::high_then_low(phrase.split(' ').count() as u32, 0));
        let parts = phrases.into_iter().map(|(section, phrase)| (section, syllables(phrase))).collect();
        let optional =
            OPTIONAL.split_ascii_whitespace().map(|word| (syllables(word).concat(), syllable_key(word))).collect();
        Self { parts, optional }
    }
}

impl Wording {
    /// Reads a question. `known` says whether a term is a syllable of the index.
    pub fn read(&self, text: &str, known: &dyn Fn(&str) -> bool) -> Question {
        let (mut words, mut rest) = (Vec::new(), Vec::new());
        let whole_text = crate::language::normalise(text);
        let quotes: Vec<usize> =
            whole_text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„')).map(|(at, _)| at).collect();
        each_token(&whole_text, &mut |token| {
            if words.len() < LONGEST {
                let quoted = quotes.iter().filter(|&&at| at < token.start).count() % 2 == 1;
                words.push(self.word(&token, quoted && quotes.len() > 1, known));
            } else if rest.len() < LONGEST_TITLE {
                rest.push(token.term.to_owned());
            }
        });
        let section = self.take_part(&mut words);
        let unfinished = text.chars().next_back().is_some_and(crate::language::is_word) && section.is_none();
        if words.iter().all(|word| word.optional) {
            // Nothing but words of asking: then they are what is asked.
            words.iter_mut().for_each(|word| word.optional = false);
        }
        Question {
            words,
            rest,
            title: analysis::title(&whole_text),
            section,
            unfinished,
            asks: !whole_text.trim().is_empty(),
        }
    }

    fn word(&self, token: &analysis::Token<'_>, quoted: bool, known: &dyn Fn(&str) -> bool) -> Word {
        let one = |text: &str| syllables(text).concat();
        let decoded = if token.whole { None } else { decode_typed(token.text, |typed| known(&one(typed))) };
        if let Some(decoded) = decoded {
            let mut word = None;
            each_token(&decoded, &mut |token| word = Some(self.plain_word(&token, quoted)));
            if let Some(word) = word {
                return Word { parted: token.parted, ..word };
            }
        }
        self.plain_word(token, quoted)
    }

    fn plain_word(&self, token: &analysis::Token<'_>, quoted: bool) -> Word {
        let marked = !token.text.is_ascii();
        let optional = !quoted
            && !token.whole
            && self
                .optional
                .iter()
                .any(|(term, key)| term == token.term && (!marked || *key == syllable_key(token.text)));
        Word {
            term: token.term.to_owned(),
            key: analysis::key(token),
            text: token.text.to_owned(),
            optional,
            parted: token.parted,
            whole: token.whole,
            quoted,
        }
    }

    /// Takes off the ways of asking for a part of a page, and gives the part the longest of them asks for.
    fn take_part(&self, words: &mut Vec<Word>) -> Option<Section> {
        let mut section = None;
        for (part, phrase) in &self.parts {
            let Some(at) = words
                .windows(phrase.len())
                .rposition(|some| some.iter().zip(phrase).all(|(word, wanted)| word.term == *wanted && !word.quoted))
            else {
                continue;
            };
            let rest = words[..at].iter().chain(&words[at + phrase.len()..]);
            if rest.clone().all(|word| word.optional) {
                continue;
            }
            words.drain(at..at + phrase.len());
            if let Some(next) = words.get_mut(at) {
                next.parted = true;
            }
            section = section.or(Some(*part));
        }
        section
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<Section>) {
        let question = Wording::default().read(text, &|term| !matches!(term, "ddawng" | "kis" | "kys" | "ther"));
        let wanted: Vec<_> =
            question.words.iter().filter(|word| !word.optional).map(|word| word.text.as_str()).collect();
        (wanted.join(" "), question.section)
    }

    #[test]
    fn ways_of_asking_become_sections() {
        for (text, wanted, section) in [
            ("đăng ký kết hôn cần giấy tờ gì", "đăng ký kết hôn", Some(Section::Documents)),
            ("cap lai ho chieu mat bao lau?", "cap ho chieu", Some(Section::Channels)),
            ("cho em hỏi làm căn cước ở đâu ạ", "căn cước", Some(Section::Where)),
            ("how much is a passport", "passport", Some(Section::Channels)),
            ("giấy tờ gì", "giấy tờ", None),
            ("đăng ký tạm trú", "đăng ký tạm trú", None),
        ] {
            assert_eq!(read(text), (wanted.to_owned(), section), "{text}");
        }
    }

    #[test]
    fn what_was_typed_without_an_input_method_is_decoded() {
        assert_eq!(read("ddawng kys khai sinh").0, "đăng ký khai sinh");
    }

    #[test]
    fn words_with_marks_are_optional_only_as_that_word() {
        assert_eq!(read("căn cước").0, "căn cước");
        assert_eq!(read("cần cước").0, "cước");
    }

    #[test]
    fn quotes_make_words_wanted() {
        assert_eq!(read("\"xin phép\" xây nhà").0, "xin phép xây nhà");
    }
}
