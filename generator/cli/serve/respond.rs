//! Answers to requests: pages from memory, with the headers a production host is to send.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream;

use super::content::Content;
use super::reload::{Held, News, Stage};

/// Reloads the page when the site changes, and shows errors above it.
const SCRIPT: &str = include_str!("reload.js");

/// What a host is asked to send with every page; pages carry the same policy themselves.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; \
connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self' https:; frame-ancestors 'none'; \
require-trusted-types-for 'script'; trusted-types motcua";

pub(super) async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], SCRIPT)
}

/// One event a change: `reload` for a new site, `errors` with their text.
pub(super) async fn events(State(stage): State<Arc<Stage>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let receiver = stage.subscribe();
    let start = receiver.borrow().generation;
    let first = receiver.borrow().clone();
    let event = move |news: &News| {
        let kind = if news.generation > start && news.errors.is_empty() { "reload" } else { "errors" };
        Event::default().event(kind).data(&news.errors)
    };
    let opening = stream::iter([Ok(event(&first))]);
    let changes = stream::unfold((receiver, event), |(mut receiver, event)| async move {
        receiver.changed().await.ok()?;
        let next = event(&receiver.borrow_and_update());
        Some((Ok(next), (receiver, event)))
    });
    Sse::new(stream::StreamExt::chain(opening, changes)).keep_alive(KeepAlive::default())
}

pub(super) async fn page(State(stage): State<Arc<Stage>>, uri: Uri, asked: HeaderMap) -> Response<Body> {
    let files = stage.files();
    let path = percent_decode(uri.path());
    let path = path.trim_start_matches('/');
    let (status, name, held) = match find(&files, path) {
        Found::File(name, held) => (StatusCode::OK, name, held),
        Found::Folder => return redirect(&format!("{}/", uri.path())),
        Found::Nothing => {
            let held = files.get("404.html").unwrap_or(Held::Memory(WAITING.as_bytes()));
            (StatusCode::NOT_FOUND, "404.html".to_owned(), held)
        }
    };
    let kind = content_type(&name);
    let content = match held {
        Held::Memory(bytes) if kind.starts_with("text/html") => {
            let errors = stage.errors();
            Ok(Content::Memory(with_script(with_errors(bytes.to_vec(), &errors))))
        }
        Held::Memory(bytes) => Ok(Content::Memory(bytes.to_vec())),
        Held::Disk(file) => Content::disk(Arc::clone(file)),
    };
    let Ok(content) = content else { return failed() };
    let mut response = content.answer(status, &asked);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if is_active(kind) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    }
    response
}

/// Whether a browser runs what is in such a file, as a page or a worker: then it needs to know what that may do. A search
/// asks for some twenty others, of which each would carry three hundred bytes that nobody reads.
fn is_active(kind: &str) -> bool {
    kind.starts_with("text/") || kind.contains("xml")
}

/// Shown where there has been no good site yet.
const WAITING: &str = "<!doctype html><html lang=en><title>motcua</title><body><p>There is no site yet: its sources have errors.</p></body></html>";

enum Found<'a> {
    File(String, Held<'a>),
    Folder,
    Nothing,
}

fn find<'a>(files: &'a super::reload::Files, path: &str) -> Found<'a> {
    let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    if let Some(body) = files.get(&index) {
        return Found::File(index, body);
    }
    if !path.ends_with('/') && files.get(&format!("{path}/index.html")).is_some() {
        Found::Folder
    } else {
        Found::Nothing
    }
}

/// A file that was there a moment ago cannot be read.
fn failed() -> Response<Body> {
    let mut response = Response::new(Body::from("the file cannot be read"));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
    // `//host/` would lead away from here.
    let to = format!("/{}", to.trim_start_matches('/'));
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

/// A page that says what keeps a newer one away, as the script would: for those who look at it without.
fn with_errors(mut html: Vec<u8>, errors: &str) -> Vec<u8> {
    if errors.is_empty() {
        return html;
    }
    let text = errors.replace('&', "&amp;").replace('<', "&lt;");
    let shown = format!("<pre id=\"motcua-errors\" role=\"alert\">{text}</pre>");
    let start = |from: usize, wanted: &[u8]| {
        let rest = &html[from..];
        rest.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted)).map(|at| from + at)
    };
    let body = start(0, b"<body").and_then(|body| Some(start(body, b">")? + 1));
    let at = body.unwrap_or(html.len());
    html.splice(at..at, shown.into_bytes());
    html
}

fn with_script(mut html: Vec<u8>) -> Vec<u8> {
    const TAG: &[u8] = b"<script src=\"/__motcua/reload.js\" defer></script>";
    let end = html.windows(7).rposition(|window| window.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    html.splice(end..end, TAG.iter().copied());
    html
}

fn percent_decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "geojson" => "application/geo+json",
        "ndjson" => "application/x-ndjson; charset=utf-8",
        "parquet" => "application/vnd.apache.parquet",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip" => "application/zip",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_in_addresses_are_undone_and_bad_ones_left() {
        assert_eq!(percent_decode("/thu-tuc/1%2E0/%C4%91%zz%"), "/thu-tuc/1.0/đ%zz%");
    }

    #[test]
    fn what_is_wrong_stands_on_the_page_itself() {
        let page = || b"<head><title>x</title></head><BODY class=\"a\"><p>y</p></body>".to_vec();
        let shown = |html: Vec<u8>, errors: &str| String::from_utf8(with_errors(html, errors)).unwrap();
        assert_eq!(shown(page(), ""), String::from_utf8(page()).unwrap());
        let text = shown(page(), "error: <script> & \"a\"");
        let box_ =
            "<BODY class=\"a\"><pre id=\"motcua-errors\" role=\"alert\">error: &lt;script> &amp; \"a\"</pre><p>y</p>";
        assert!(text.contains(box_), "{text}");
        assert!(
            shown(WAITING.into(), "error").contains("<body><pre id=\"motcua-errors\" role=\"alert\">error</pre><p>")
        );
        assert!(shown(b"x".to_vec(), "e").starts_with("x<pre"));
    }

    #[test]
    fn the_reload_script_stands_at_the_end_of_the_body() {
        let html = String::from_utf8(with_script(b"<body>x</BODY></html>".to_vec())).unwrap();
        assert_eq!(html, "<body>x<script src=\"/__motcua/reload.js\" defer></script></BODY></html>");
    }
}
