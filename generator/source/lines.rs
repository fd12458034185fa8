//! Files that hold a record a line (JSON Lines, NDJSON).

use super::{Input, Reading};
use crate::diagnostic::Diagnostic;

/// The longest line that is read, in bytes. The longest real record is a tenth of a megabyte;
/// a line of hundreds of megabytes is a file that lost its line breaks.
pub(super) const MAX_LINE: usize = 16 << 20;

/// Calls `read` with every line that is not blank and not too long.
pub(super) fn each_line(input: &Input<'_>, out: &mut Reading, mut read: impl FnMut(&Input<'_>, &mut Reading)) {
    let mut start = 0;
    for line in input.bytes.split_inclusive(|&byte| byte == b'\n') {
        let here = Input { bytes: line, base: input.base + start as u64, ..*input };
        start += line.len();
        if line.trim_ascii().is_empty() {
            continue;
        }
        if line.len() > MAX_LINE {
            let megabytes = line.len() >> 20;
            let place = here.place(0..line.len().min(80));
            out.reject(
                Diagnostic::error(
                    "source/line-too-long",
                    place,
                    format!("a line of {megabytes} MB; the longest a record may have is {} MB", MAX_LINE >> 20),
                )
                .help("check that the file has a line break after each record"),
            );
            continue;
        }
        read(&here, out);
    }
}
