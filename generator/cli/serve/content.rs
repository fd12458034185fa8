//! What is sent of a file: all of it, or the part that was asked for (RFC 9110, section 14).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use futures_util::stream;

use crate::files::Spooled;

/// Bytes that are read of a file at once.
const PIECE: u64 = 256 << 10;

/// A file to be sent.
pub(super) enum Content {
    /// Its bytes.
    Memory(Vec<u8>),
    /// A file on disk, held until it is sent, and its size.
    Disk(Arc<Spooled>, File, u64),
}

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Part(Range<u64>),
    /// Nothing that is there.
    Nothing,
}

impl Content {
    /// A file on disk.
    pub(super) fn disk(held: Arc<Spooled>) -> io::Result<Self> {
        let file = held.open()?;
        let size = file.metadata()?.len();
        Ok(Self::Disk(held, file, size))
    }

    /// The answer to a request for it, with its status where that is 200.
    pub(super) fn answer(self, status: StatusCode, asked: &HeaderMap) -> Response<Body> {
        let size = match &self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Disk(_, _, size) => *size,
        };
        // Nothing here has a validator to compare `If-Range` with.
        let range =
            asked.get(header::RANGE).filter(|_| status == StatusCode::OK && !asked.contains_key(header::IF_RANGE));
        let wanted = range.and_then(|range| range.to_str().ok()).map_or(Wanted::All, |range| wanted(range, size));
        let (status, part, told) = match wanted {
            Wanted::All => (status, 0..size, None),
            Wanted::Part(part) => {
                let told = format!("bytes {}-{}/{size}", part.start, part.end - 1);
                (StatusCode::PARTIAL_CONTENT, part, Some(told))
            }
            Wanted::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0, Some(format!("bytes */{size}"))),
        };
        let length = part.end - part.start;
        let body = match self {
            Self::Memory(bytes) if length == size => Body::from(bytes),
            Self::Memory(bytes) => Body::from(bytes[part.start as usize..part.end as usize].to_vec()),
            Self::Disk(held, file, _) => stream_of(held, file, part),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        if let Some(told) = told.and_then(|told| HeaderValue::from_str(&told).ok()) {
            headers.insert(header::CONTENT_RANGE, told);
        }
        response
    }
}

/// Reads `bytes=0-499`, `bytes=500-` and `bytes=-500`. What is no such range, or several, is answered with the whole file,
/// as one may.
fn wanted(range: &str, size: u64) -> Wanted {
    let number = |text: &str| text.parse::<u64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Wanted::All;
    };
    match (first, number(first), last, number(last)) {
        ("", _, _, Some(0)) => Wanted::Nothing,
        ("", _, _, Some(_)) if size == 0 => Wanted::Nothing,
        ("", _, _, Some(length)) => Wanted::Part(size.saturating_sub(length)..size),
        (_, Some(first), "", _) if first < size => Wanted::Part(first..size),
        (_, Some(first), _, Some(last)) if first <= last && first < size => {
            Wanted::Part(first..last.saturating_add(1).min(size))
        }
        (_, Some(first), "", _) if first >= size => Wanted::Nothing,
        (_, Some(first), _, Some(last)) if first <= last => Wanted::Nothing,
        _ => Wanted::All,
    }
}

/// A part of a file, piece by piece.
fn stream_of(held: Arc<Spooled>, file: File, part: Range<u64>) -> Body {
    let pieces = stream::try_unfold((held, file, part), |(held, mut file, part)| async move {
        if part.is_empty() {
            return Ok::<_, io::Error>(None);
        }
        // Reading a disk would keep other requests waiting.
        let read = tokio::task::spawn_blocking(move || {
            let length = PIECE.min(part.end - part.start);
            let mut piece = vec![0; length as usize];
            file.seek(SeekFrom::Start(part.start))?;
            file.read_exact(&mut piece)?;
            Ok::<_, io::Error>((Bytes::from(piece), (held, file, part.start + length..part.end)))
        });
        read.await.map_err(io::Error::other)?.map(Some)
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_a_part_of_the_file_or_of_nothing() {
        for (range, expected) in [
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=5-", Wanted::Part(5..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-30", Wanted::Part(0..10)),
            ("bytes=8-99", Wanted::Part(8..10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=10-12", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=5-4", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("bytes=a-", Wanted::All),
            ("bytes=+1-2", Wanted::All),
            ("lines=0-1", Wanted::All),
        ] {
            assert_eq!(wanted(range, 10), expected, "{range}");
        }
        assert_eq!(wanted("bytes=0-", 0), Wanted::Nothing);
        assert_eq!(wanted("bytes=-1", 0), Wanted::Nothing);
    }
}
