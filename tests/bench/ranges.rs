//! A table in a page's worker: a server that knows ranges and counts what it sends, and how long each view takes.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::harness::Browser;
use serde_json::json;

/// The page: it starts a worker as the published script does, and asks it.
const PAGE: &str =
    "<!doctype html><html lang=vi><meta charset=utf-8><title>x</title><link rel=icon href=data:,><script>
    const get = async (path) => (await fetch(path)).arrayBuffer();
    let tell, worker, asked = 0;
    const begin = async () => {
        worker?.terminate();
        worker = new Worker('/worker.js');
        const ready = new Promise((done) => (tell = done));
        worker.onmessage = ({ data }) => {
            if (data.failed || data.about || (data.id === asked && data.answer?.done)) tell(data);
        };
        const [wasm, root] = await Promise.all([get('/table_bg.wasm'), get('/table/root.bin')]);
        worker.postMessage({ wasm, root, folder: new URL('/table/', location).href }, [wasm, root]);
        await ready;
    };
    const ask = async (query) => {
        const start = performance.now();
        const answered = new Promise((done) => (tell = done));
        worker.postMessage({ id: ++asked, query });
        const { answer, failed } = await answered;
        if (failed) throw new Error(failed);
        return [performance.now() - start, answer.total, answer.stage];
    };
</script>";

/// A table being served, until the program ends.
pub struct Ranges {
    address: SocketAddr,
    sent: Arc<[AtomicU64; 2]>,
}

impl Ranges {
    /// Serves the table in a folder.
    pub fn serve(table: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let sent = Arc::<[AtomicU64; 2]>::default();
        let (counts, table) = (Arc::clone(&sent), table.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (counts, table) = (Arc::clone(&counts), table.clone());
                std::thread::spawn(move || converse(&stream, &table, &counts));
            }
        });
        Ok(Self { address, sent })
    }

    /// Requests and bytes since the last time this was asked.
    fn took(&self) -> [u64; 2] {
        [0, 1].map(|at| self.sent[at].swap(0, Ordering::SeqCst))
    }
}

fn converse(stream: &TcpStream, table: &Path, sent: &[AtomicU64; 2]) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let _ = stream.set_nodelay(true);
    while let Some(request) = lines.next() {
        let mut range = None;
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            let line = line.to_ascii_lowercase();
            let bounds = line.strip_prefix("range: bytes=").and_then(|range| range.split_once('-'));
            range =
                range.or(bounds.and_then(|(from, to)| Some((from.parse::<usize>().ok()?, to.parse::<usize>().ok()?))));
        }
        let path = request.split(' ').nth(1).unwrap_or_default();
        let (kind, body) = body(path, table);
        let all = body.len();
        let part = range.and_then(|(from, to)| Some((from, to, body.get(from..=to.min(all.saturating_sub(1)))?)));
        let (status, part) = match part {
            Some((from, to, part)) => (format!("206 Partial\r\nContent-Range: bytes {from}-{to}/{all}"), part),
            None if all == 0 => ("404 Not Found".to_owned(), &body[..]),
            None => ("200 OK".to_owned(), &body[..]),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: max-age=3600\r\n\r\n",
            part.len()
        );
        sent[0].fetch_add(1, Ordering::SeqCst);
        sent[1].fetch_add((head.len() + part.len()) as u64, Ordering::SeqCst);
        if (&*stream).write_all(&[head.as_bytes(), part].concat()).is_err() {
            return;
        }
    }
}

fn body(path: &str, table: &Path) -> (&'static str, Vec<u8>) {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    let read = |path: PathBuf| std::fs::read(path).unwrap_or_default();
    match path {
        "/" => ("text/html", PAGE.into()),
        "/worker.js" => {
            let parts = [read(web.join("pkg/table.js")), read(web.join("scripts/table/worker.js"))];
            ("text/javascript", parts.join(&b'\n'))
        }
        "/table_bg.wasm" => ("application/wasm", read(web.join("pkg/table_bg.wasm"))),
        path => {
            let name = path.rsplit('/').next().unwrap_or_default();
            ("application/octet-stream", read(table.join(name)))
        }
    }
}

/// Asks each view in a worker that has seen none, then twice more: once the blocks are in the browser's cache, once they are
/// in the engine.
pub fn measure(browser: &Browser, site: &Ranges, views: &[&str]) {
    let page = browser.open(&format!("http://{}/", site.address));
    println!(
        "\n| view in Chromium | rows | KB fetched | requests | first ms | cached ms | again ms |\n|---|---|---|---|---|---|---|"
    );
    for view in views {
        page.evaluate("begin()");
        site.took();
        let ask = || page.evaluate(&format!("ask({})", json!(view)));
        let first = ask();
        let [requests, bytes] = site.took();
        page.evaluate("begin()");
        let cached = ask();
        let again = ask();
        let ms = |answer: &serde_json::Value| answer[0].as_f64().unwrap_or(f64::NAN);
        println!(
            "| `{view}` | {} {} | {:.0} | {requests} | {:.0} | {:.0} | {:.1} |",
            first[1],
            first[2].as_str().filter(|stage| *stage != "full").unwrap_or_default(),
            bytes as f64 / 1e3,
            ms(&first),
            ms(&cached),
            ms(&again),
        );
    }
}
