//! What is selected, as CSV.

use super::Engine;

impl Engine {
    /// The rows of the part that was asked for (`part=0`), as RFC 4180 has it: every cell as it is in the file, lines ended
    /// by CR LF, in the order of the table. The first part begins with the headings. `None` until all its blocks are here.
    ///
    /// A part is of the rows of [`PART`](super::PART) blocks, so that however large the selection is little is held.
    pub fn csv(&self) -> Option<String> {
        let asked = &self.asked;
        let (part, selected) = (asked.query.part?, asked.selected.as_ref()?);
        if asked.is_lost || !asked.wanted.is_empty() {
            return None;
        }
        let mut out = String::new();
        if part == 0 {
            line(&mut out, self.root.columns.iter().map(|column| &*column.name));
        }
        for row in self.rows_of_part(part, selected) {
            line(&mut out, (0..self.root.columns.len()).map(|column| self.cell(row, column)));
        }
        Some(out)
    }
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    let start = out.len();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n']) {
            out.push('"');
            for part in cell.split_inclusive('"') {
                out.push_str(part);
                if part.ends_with('"') {
                    out.push('"');
                }
            }
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    // A line of nothing would be no line: a column alone says so by quotes.
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = String::new();
        line(&mut out, ["a", "", "b,c", "\"d\"", "e\nf", " g "].into_iter());
        line(&mut out, [""].into_iter());
        assert_eq!(out, "a,,\"b,c\",\"\"\"d\"\"\",\"e\nf\", g \r\n\"\"\r\n");
    }
}
