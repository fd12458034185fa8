//! A page's address as a QR code: one SVG path, a stroke for each run of dark modules.
//!
//! Rows are a unit apart and strokes a unit thick, so that a view box from -4 -4.5 shows it with its quiet zone.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::render::Html;

/// The code of `url`, as the contents of an `svg` element, with its size in modules; `None` if it is too long.
///
/// The mask is fixed: choosing the best of eight costs eight times as much and readers take any.
pub(super) fn path(url: &str) -> Option<(Html, usize)> {
    let segments = [QrSegment::make_bytes(url.as_bytes())];
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(2)),
        false,
    );
    let code = code.ok()?;
    let size = code.size();
    let mut path = String::with_capacity(2048);
    for y in 0..size {
        // Where the pen is, and where the row's next dark run begins.
        let (mut pen, mut x) = (0, 0);
        let mut is_first = true;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x == start {
                x += 1;
                continue;
            }
            let _ = if is_first { write!(path, "M{start} {y}") } else { write!(path, "m{} 0", start - pen) };
            let _ = write!(path, "h{}", x - start);
            (pen, is_first) = (x, false);
        }
    }
    Some((Html(path), usize::try_from(size + 8).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let url = "https://motcua.example.vn/thu-tuc/1.001193/";
        let (Html(path), size) = path(url).unwrap();
        let code = QrCode::encode_segments_advanced(
            &[QrSegment::make_bytes(url.as_bytes())],
            QrCodeEcc::Medium,
            Version::MIN,
            Version::MAX,
            Some(Mask::new(2)),
            false,
        )
        .unwrap();
        assert_eq!(size, 8 + code.size() as usize);
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let runs: usize =
            path.split('h').skip(1).map(|run| run.split(['m', 'M']).next().unwrap().parse::<usize>().unwrap()).sum();
        assert_eq!(runs, dark.filter(|&(x, y)| code.get_module(x, y)).count());
        assert!(super::path(&"x".repeat(5000)).is_none());
    }
}
