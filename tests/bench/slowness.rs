//! A quarter of a processor: Chromium's own throttling slows the thread of a page, but never its workers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::json;

use super::harness::Browser;

/// Renderers that stand still for three quarters of the time, until the value is dropped.
pub struct Slowness {
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Slowness {
    /// Slows down every renderer that a browser of ours has now.
    pub fn of_renderers(browser: &Browser) -> Self {
        let answer = browser.call(None, "SystemInfo.getProcessInfo", json!({}));
        let processes = answer["processInfo"].as_array().into_iter().flatten();
        let renderers: Vec<Pid> = processes
            .filter(|process| process["type"] == "renderer")
            .filter_map(|process| Some(Pid::from_raw(i32::try_from(process["id"].as_i64()?).ok()?)))
            .collect();
        let ended = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ended);
        let thread = spawn(move || {
            // One that has ended meanwhile needs no more.
            let tell = |signal| renderers.iter().for_each(|renderer| _ = kill(*renderer, signal));
            while !end.load(Ordering::Relaxed) {
                tell(Signal::SIGSTOP);
                sleep(Duration::from_millis(6));
                tell(Signal::SIGCONT);
                sleep(Duration::from_millis(2));
            }
        });
        Self { ended, thread: Some(thread) }
    }
}

impl Drop for Slowness {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // It ends with the renderers running.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
