//! The words of messages about an expression.

use super::lexer::Token;

/// A token as messages say it.
pub(super) fn say(token: &Token) -> String {
    match token {
        Token::Name(name) => format!("`{name}`"),
        Token::Text(text) => format!("\"{text}\""),
        Token::Number(number) => format!("`{number}`"),
        Token::Percent(_) => "a percentage".to_owned(),
        Token::Date(date) => format!("`{date}`"),
        Token::Unit(unit) => format!("the unit `{}`", unit.word()),
        Token::Operator(operator) => format!("`{}`", operator.sign()),
        Token::Not => "`not`".to_owned(),
        Token::In => "`in`".to_owned(),
        Token::Is => "`is`".to_owned(),
        Token::Has => "`has`".to_owned(),
        Token::Any => "`any`".to_owned(),
        Token::All => "`all`".to_owned(),
        Token::None => "`none`".to_owned(),
        Token::Bool(value) => format!("`{value}`"),
        Token::Open => "`(`".to_owned(),
        Token::Close => "`)`".to_owned(),
        Token::OpenList => "`[`".to_owned(),
        Token::CloseList => "`]`".to_owned(),
        Token::Comma => "`,`".to_owned(),
        Token::End => "the end".to_owned(),
    }
}

/// What to write for a word of Vietnamese that has no place among conditions.
pub(super) fn in_english(word: &str) -> Option<&'static str> {
    Some(match word {
        "và" => "write and",
        "hoặc" | "hay" => "write or",
        "không" | "chưa" => "write not",
        "nếu" | "khi" => "leave it out: all that stands here is the condition",
        "từ" => "write >= for \"from\" and \"at least\"",
        "trăm" | "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ" => "write the number in full: 5_000_000 dong",
        _ => return None,
    })
}
