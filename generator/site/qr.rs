//! A page's address as a QR code: one SVG path.

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
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let _ = write!(path, "M{} {}h{}v1h-{}z", start + 4, y + 4, x - start, x - start);
            } else {
                x += 1;
            }
        }
    }
    Some((Html(path), usize::try_from(size + 8).unwrap_or(0)))
}
