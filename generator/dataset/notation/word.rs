//! Texts that are no number and no day: yes and no, addresses of the web, and how messages quote a text.

/// Yes or no. Not 1 and 0: these count.
pub fn boolean(text: &str) -> Option<bool> {
    // The longest of the words.
    if text.len() > "không".len() {
        return None;
    }
    match text.to_lowercase().as_str() {
        "true" | "yes" | "có" | "đúng" => Some(true),
        "false" | "no" | "không" | "sai" => Some(false),
        _ => None,
    }
}

/// Whether a text is one address of the web.
pub fn is_url(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
        && !text.contains(char::is_whitespace)
}

/// A text as messages quote it.
pub fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("\"{short}\"")
}
