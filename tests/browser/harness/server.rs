//! A folder as a site on this machine's loopback address, with the headers
//! that the real one is published with.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use motcua::files::{DiskFiles, MemoryFiles, MemorySink};
use tempfile::TempDir;

/// What pages may do: the policy under which every page must work.
pub const POLICY: &str = "default-src 'self'; img-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; \
     base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types motcua";

/// A site being served. It ends with the value.
pub struct Site {
    address: SocketAddr,
    ended: Arc<AtomicBool>,
    heard: Arc<Heard>,
    folder: TempDir,
}

/// What the server is told by pages and by tests.
#[derive(Default)]
struct Heard {
    /// The paths asked for, in order: a page does not tell what its workers fetch.
    asked: Mutex<Vec<String>>,
    /// A path that is answered late.
    late: Mutex<Option<(String, Duration)>>,
}

impl Site {
    /// The project's scripts and its browser module, for pages that a test
    /// adds; `None` (and a line about it) before the module has been built.
    pub fn of_scripts() -> Option<Site> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        if !root.join("web/pkg/motcua.js").is_file() {
            super::skip("web/pkg is not built; `cargo xtask module` builds it");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder for the site");
        for part in ["scripts", "pkg"] {
            copy(&root.join("web").join(part), &folder.path().join(part));
        }
        let icon = r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
        std::fs::write(folder.path().join("icon.svg"), icon).expect("the icon is written");
        Some(Site::serve(folder))
    }

    /// The sample portal as it is published; `None` (and a line about it) before the search module has been built.
    pub fn of_portal() -> Option<Site> {
        static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
        let files = FILES.get_or_init(|| {
            let (source, sink) =
                (DiskFiles::new(env!("CARGO_MANIFEST_DIR")).expect("the project"), MemorySink::default());
            motcua::build(&source, &sink, &motcua::Options::default()).expect("the sample portal has no errors");
            sink.into_files()
        });
        if !files.keys().any(|path| path.starts_with("assets/worker.")) {
            super::skip("the search module is not built; `cargo xtask module` builds it");
            return None;
        }
        Some(Site::of_built(files))
    }

    /// A small site of procedures, by their codes, over questions; `None` (and a line about it) before the module of the
    /// rules has been built.
    pub fn of_rules(questions: &str, procedures: &[(&str, &str)]) -> Option<Site> {
        if !Path::new(env!("CARGO_MANIFEST_DIR")).join("web/pkg/rules.js").is_file() {
            super::skip("the module of the rules is not built; `cargo xtask module` builds it");
            return None;
        }
        let source = MemoryFiles::default()
            .with("content/site.toml", "title = \"Một cửa\"\n")
            .with("content/questions.toml", questions);
        let source = procedures.iter().fold(source, |source, (code, front)| {
            source.with(&format!("content/procedures/{code}.md"), format!("+++\n{front}\n+++\n"))
        });
        let sink = MemorySink::default();
        if let Err(failure) = motcua::build(&source, &sink, &motcua::Options::default()) {
            panic!("the site has errors: {failure:?}");
        }
        Some(Site::of_built(&sink.into_files()))
    }

    /// A small site of datasets: their ids, descriptions, and files with their names; `None` (and a line about it) before the
    /// modules of the table and the search have been built.
    pub fn of_datasets(datasets: &[(&str, &str, &str, &str)]) -> Option<Site> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/pkg");
        if !["table.js", "search.js"].iter().all(|name| package.join(name).is_file()) {
            super::skip("the modules of the table and the search are not built; `cargo xtask module` builds them");
            return None;
        }
        let source = MemoryFiles::default().with("content/site.toml", "title = \"Dữ liệu\"\n");
        let source = datasets.iter().fold(source, |source, (id, description, name, rows)| {
            source
                .with(&format!("datasets/{id}/dataset.toml"), *description)
                .with(&format!("datasets/{id}/{name}"), *rows)
        });
        let sink = MemorySink::default();
        if let Err(failure) = motcua::build(&source, &sink, &motcua::Options::default()) {
            panic!("the site has errors: {failure:?}");
        }
        Some(Site::of_built(&sink.into_files()))
    }

    fn of_built(files: &BTreeMap<String, Vec<u8>>) -> Site {
        let folder = tempfile::tempdir().expect("a folder for the site");
        files.iter().fold(Site::serve(folder), |site, (path, bytes)| site.with(path, bytes))
    }

    /// Adds a file, or puts it in the place of the one there.
    pub fn with(self, path: &str, bytes: &[u8]) -> Site {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(file, bytes).expect("the file is written");
        self
    }

    /// The bytes of a file, as they are served.
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.folder.path().join(path)).ok()
    }

    /// The path of the file below `assets/` whose name begins so.
    pub fn asset(&self, start: &str) -> String {
        let folder = std::fs::read_dir(self.folder.path().join("assets")).expect("assets");
        let mut names = folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
        format!("assets/{}", names.find(|name| name.starts_with(start)).expect("the asset"))
    }

    fn serve(folder: TempDir) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let ended = Arc::new(AtomicBool::new(false));
        let (root, end) = (folder.path().to_path_buf(), Arc::clone(&ended));
        let heard = Arc::<Heard>::default();
        let hears = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::Relaxed) {
                    return;
                }
                let (Ok(stream), root, heard) = (stream, root.clone(), Arc::clone(&hears)) else {
                    continue;
                };
                std::thread::spawn(move || answer(stream, &root, &heard));
            }
        });
        Site { address, ended, heard, folder }
    }

    /// Adds a page: a head and a body around what is given.
    pub fn page(self, name: &str, head: &str, body: &str) -> Site {
        let html = format!(
            "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{name}</title>\n<link rel=\"icon\" href=\"icon.svg\">\n{head}\n</head>\n\
             <body>\n<main>\n<h1>{name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
        );
        std::fs::write(self.folder.path().join(name), html).expect("the page is written");
        self
    }

    /// Lets a file come late.
    pub fn late(self, path: &str, by: Duration) -> Site {
        *self.heard.late.lock().expect("no thread panicked") = Some((format!("/{path}"), by));
        self
    }

    /// Takes a file away.
    pub fn without(self, name: &str) -> Site {
        std::fs::remove_file(self.folder.path().join(name)).expect("the file was there");
        self
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// How often a file whose path ends so was asked for, by pages or by their workers.
    pub fn times_asked(&self, end: &str) -> usize {
        self.heard.asked.lock().expect("no thread panicked").iter().filter(|path| path.ends_with(end)).count()
    }

    /// The same page as somebody opens it from a folder.
    pub fn file_url(&self, path: &str) -> String {
        format!("file://{}/{path}", self.folder.path().display())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // The listener sees it at the next visitor.
        let _ = TcpStream::connect(self.address);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the file is copied");
        }
    }
}

fn answer(mut stream: TcpStream, root: &Path, heard: &Heard) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let request = lines.next().unwrap_or_default();
    // Read to the end of the head: closing on unread bytes resets the line.
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).and_then(|path| path.split(['?', '#']).next());
    if let Ok(mut asked) = heard.asked.lock() {
        asked.extend(path.map(str::to_owned));
    }
    let late = heard.late.lock().ok().and_then(|late| late.clone());
    if let Some((_, by)) = late.filter(|(late, _)| path == Some(late)) {
        std::thread::sleep(by);
    }
    let (status, kind, body) = match path.and_then(|path| file(root, path)) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/plain; charset=utf-8", Vec::from("not here")),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn file(root: &Path, path: &str) -> Option<(&'static str, Vec<u8>)> {
    let inside: PathBuf = path.trim_start_matches('/').split('/').collect();
    if inside.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
        return None;
    }
    let mut file = root.join(inside);
    if file.is_dir() {
        file.push("index.html");
    }
    let kind = match file.extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
    Some((kind, std::fs::read(file).ok()?))
}
