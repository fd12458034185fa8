//! A built site as a web server publishes it: the headers of a real one, connections that stay, text sent as brotli.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

const NO_SNIFFING: &str = "X-Content-Type-Options: nosniff\r\n";
/// What a browser runs, as a page or a worker, comes with more, as `motcua serve` sends it.
const ACTIVE: &str = "Content-Security-Policy: default-src 'self'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; \
     base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types motcua\r\n\
     Referrer-Policy: no-referrer\r\n\
     Strict-Transport-Security: max-age=31536000\r\n";

/// What is sent for a path: the headers of its own, and the body.
type Answer = Arc<(String, Vec<u8>)>;

/// Answers by path, packed once.
type Packed = Arc<Mutex<BTreeMap<String, Answer>>>;

/// A site being served, until the program ends.
pub struct Published {
    address: SocketAddr,
    packed: Packed,
}

impl Published {
    /// Serves a folder on a port of its own of the loopback address.
    pub fn serve(folder: &Path) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (root, packed) = (folder.to_owned(), Packed::default());
        let site = Self { address, packed: Arc::clone(&packed) };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (root, packed) = (root.clone(), Arc::clone(&packed));
                std::thread::spawn(move || converse(&stream, &root, &packed));
            }
        });
        Ok(site)
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// How many bytes a path was answered with, head and body; none if it was not asked for.
    pub fn sent(&self, path: &str) -> u64 {
        let packed = self.packed.lock().ok();
        let answer = packed.and_then(|packed| packed.get(&format!("/{path}")).cloned());
        answer.map_or(0, |answer| (head(&answer).len() + answer.1.len()) as u64)
    }
}

fn head(answer: &(String, Vec<u8>)) -> String {
    format!("{}Content-Length: {}\r\n{NO_SNIFFING}\r\n", answer.0, answer.1.len())
}

/// Answers what a connection asks, one after another. Packing is not what is measured: it happens once.
fn converse(stream: &TcpStream, root: &Path, packed: &Packed) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let _ = stream.set_nodelay(true);
    while let Some(request) = lines.next() {
        while lines.next().is_some_and(|line| !line.is_empty()) {}
        let Some(path) = request.split(' ').nth(1).and_then(|path| path.split(['?', '#']).next()) else { return };
        let known = packed.lock().ok().and_then(|packed| packed.get(path).cloned());
        let answer = known.unwrap_or_else(|| {
            let answer = Arc::new(answer(root, path));
            if let Ok(mut packed) = packed.lock() {
                packed.insert(path.to_owned(), Arc::clone(&answer));
            }
            answer
        });
        if (&*stream).write_all(&[head(&answer).as_bytes(), &answer.1].concat()).is_err() {
            return;
        }
    }
}

fn answer(root: &Path, path: &str) -> (String, Vec<u8>) {
    let found = file(root, path).and_then(|file| Some((std::fs::read(&file).ok()?, file)));
    let Some((body, file)) = found else {
        return ("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n".into(), b"not here".to_vec());
    };
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    // Files whose name tells their bytes stay for good, as the site says to servers.
    let hashed = path.starts_with("/assets/") || path.starts_with("/search/") && !path.ends_with("/root.bin");
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let active = if kind.starts_with("text/") || kind.contains("xml") { ACTIVE } else { "" };
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nCache-Control: {cache}\r\n{active}");
    match (kind != "application/octet-stream").then(|| brotli(&body)).flatten() {
        Some(packed) => (format!("{head}Content-Encoding: br\r\nVary: Accept-Encoding\r\n"), packed),
        None => (head, body),
    }
}

fn file(root: &Path, path: &str) -> Option<PathBuf> {
    let inside: PathBuf = path.trim_start_matches('/').split('/').collect();
    if inside.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = root.join(inside);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

/// Bytes as the best a server sends them, by the `brotli` command.
pub fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut child =
        Command::new("brotli").args(["--best", "-c", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    let owned = bytes.to_vec();
    // From a thread of its own: a full pipe would otherwise stop both sides.
    let writer = std::thread::spawn(move || input.write_all(&owned));
    let output = child.wait_with_output().ok()?;
    writer.join().ok()?.ok()?;
    output.status.success().then_some(output.stdout)
}
