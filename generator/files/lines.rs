//! From a byte offset to the line and column a person looks for.

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

/// A place as editors show it, both counted from one; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl LineIndex {
    /// The index of `text`, which need not be valid UTF-8.
    pub fn new(text: &[u8]) -> Self {
        let starts = std::iter::once(0)
            .chain(text.iter().enumerate().filter(|&(_, &byte)| byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        Self { starts }
    }

    /// The line that holds `offset`, counted from zero, and the range of its bytes without the line break.
    pub fn line(&self, text: &[u8], offset: usize) -> (usize, std::ops::Range<usize>) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let mut end = self.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        if end > start && text[end - 1] == b'\r' {
            end -= 1;
        }
        (line, start..end)
    }

    /// The position of `offset`.
    pub fn position(&self, text: &[u8], offset: usize) -> Position {
        let offset = offset.min(text.len());
        let (line, range) = self.line(text, offset);
        let before = &text[range.start..offset.max(range.start)];
        Position { line: line + 1, column: String::from_utf8_lossy(before).chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_before_their_break() {
        let text = "một\r\ncửa\n".as_bytes();
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, "một\r\ncử".len()), Position { line: 2, column: 3 });
        assert_eq!(lines.line(text, 2).1, 0.."một".len());
        assert_eq!(lines.position(text, 999), Position { line: 3, column: 1 });
    }
}
