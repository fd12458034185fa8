//! What datasets, columns and charts are called where machines read it.

/// Whether a text is made of small letters, digits and a mark, and begins with one of the former.
pub(super) fn is_id(text: &str, mark: u8) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == mark)
        && text.as_bytes().first().is_some_and(|&first| first != mark)
}
