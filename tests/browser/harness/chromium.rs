//! A headless Chromium of one's own, and the pipe to it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Page;

/// Longer than any step takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// A browser with a fresh profile. It ends with the value.
pub struct Browser {
    process: Child,
    pipe: RefCell<Pipe>,
    profile: TempDir,
}

/// What has been said over the debugging pipe, and what is yet to be.
struct Pipe {
    commands: ChildStdin,
    messages: Receiver<Value>,
    last_id: u64,
    /// Everything Chromium has told unasked, oldest first.
    events: Vec<Value>,
}

impl Browser {
    /// Starts one; `None` (and a line about it) where there is no Chromium.
    pub fn start() -> Option<Browser> {
        let Some(program) = find() else {
            super::skip("there is no Chromium on this machine");
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let log = File::create(profile.path().join("stderr.log")).expect("a log file");
        // Chromium listens on descriptor 3 and answers on 4. The shell makes
        // them from the two pipes that the standard library can give a child.
        let mut process = Command::new("sh")
            .args(["-c", r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null"#, "sh"])
            .arg(program)
            .args(flags())
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("a shell");
        let commands = process.stdin.take().expect("piped");
        let answers = BufReader::new(process.stdout.take().expect("piped"));
        let (send, messages) = channel();
        std::thread::spawn(move || {
            for message in answers.split(0) {
                let Ok(bytes) = message else { return };
                let Ok(value) = serde_json::from_slice(&bytes) else {
                    return;
                };
                if send.send(value).is_err() {
                    return;
                }
            }
        });
        let pipe = Pipe { commands, messages, last_id: 0, events: Vec::new() };
        let browser = Browser { process, pipe: RefCell::new(pipe), profile };
        browser.call(None, "Browser.getVersion", json!({}));
        Some(browser)
    }

    /// A new page at this address, loaded.
    pub fn open(&self, url: &str) -> Page<'_> {
        let page = Page::blank(self);
        page.go_to(url);
        page
    }

    /// Calls a method of the DevTools protocol, of the browser or of a session.
    pub fn call(&self, session: Option<&str>, method: &str, params: Value) -> Value {
        self.try_call(session, method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same, where Chromium may say no.
    pub fn try_call(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value, Value> {
        let mut pipe = self.pipe.borrow_mut();
        pipe.last_id += 1;
        let id = pipe.last_id;
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = json!(session);
        }
        let mut bytes = command.to_string().into_bytes();
        bytes.push(0);
        if let Err(error) = pipe.commands.write_all(&bytes) {
            panic!("Chromium does not listen ({error}):\n{}", self.log());
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let Some(message) = pipe.next(end) else {
                panic!("Chromium does not answer {method}:\n{}", self.log());
            };
            if message["id"] == id {
                let refused = message["error"].is_object().then(|| message["error"].clone());
                return refused.map_or_else(|| Ok(message["result"].clone()), Err);
            }
            pipe.events.push(message);
        }
    }

    /// The first event of a session that fits, waited for if need be.
    pub fn wait_for_event(&self, session: &str, method: &str, after: usize) -> Value {
        let end = Instant::now() + PATIENCE;
        let mut pipe = self.pipe.borrow_mut();
        let mut seen = after;
        loop {
            while let Some(event) = pipe.events.get(seen) {
                if event["sessionId"] == session && event["method"] == method {
                    return event["params"].clone();
                }
                seen += 1;
            }
            let Some(message) = pipe.next(end) else {
                panic!("no {method} within {PATIENCE:?}:\n{}", self.log());
            };
            pipe.events.push(message);
        }
    }

    /// How many events there have been.
    pub fn event_count(&self) -> usize {
        self.pipe.borrow().events.len()
    }

    /// The parameters of a session's events of one kind.
    pub fn events(&self, session: &str, method: &str) -> Vec<Value> {
        let pipe = self.pipe.borrow();
        let fits = |event: &&Value| event["sessionId"] == session && event["method"] == method;
        pipe.events.iter().filter(fits).map(|event| event["params"].clone()).collect()
    }

    /// What Chromium wrote about its troubles.
    fn log(&self) -> String {
        std::fs::read_to_string(self.profile.path().join("stderr.log")).unwrap_or_default()
    }
}

impl Pipe {
    fn next(&self, end: Instant) -> Option<Value> {
        self.messages.recv_timeout(end.saturating_duration_since(Instant::now())).ok()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It has nothing to save, and a profile to be removed under it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn flags() -> Vec<&'static str> {
    let mut flags = vec![
        "--headless",
        "--remote-debugging-pipe",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=vi",
    ];
    // Chromium refuses to build its sandbox for root.
    if std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        flags.push("--no-sandbox");
    }
    flags
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
