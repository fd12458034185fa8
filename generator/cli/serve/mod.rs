//! `motcua serve`: look at the site while it is edited.
//!
//! The site lives in memory, the files of datasets in a temporary folder; nothing else is written. When a source or template
//! changes it is made again, and open pages reload. While the sources have errors the last good site stays, and its pages
//! show the errors, with scripts and without.

mod content;
mod reload;
mod respond;
mod shelf;

use std::future::IntoFuture;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use clap::Args;
use notify::{RecursiveMode, Watcher};
use tokio::signal::unix::{SignalKind, signal};

use super::{Global, SiteFolder, Stop, report};
use crate::diagnostic::{self, Colours, Diagnostic, Severity};
use crate::files::{DiskFiles, MemorySink};
use crate::{Checked, Failure, Options};
use reload::Stage;
use shelf::Shelf;

/// Serves the site from memory and reloads open pages when a source changes
///
/// Only this machine can reach it, unless --host says otherwise. Nothing is written but the files of datasets, which may be
/// larger than memory, to a temporary folder that goes when this ends.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  motcua serve portal --port 8080   then open http://127.0.0.1:8080/ and edit portal/content")]
pub(super) struct Serve {
    #[command(flatten)]
    site: SiteFolder,
    /// The port.
    #[arg(long, short, default_value_t = 8000)]
    port: u16,
    /// The address to listen on; 0.0.0.0 lets other machines in.
    #[arg(long, default_value = "127.0.0.1")]
    host: IpAddr,
}

impl Serve {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        let files = DiskFiles::new(&self.site.folder)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let maker = Arc::new(Maker::new(files, global)?);
        // Told to end during the first build, too: what was written must go.
        let served = runtime.block_on(async {
            let (mut terminate, mut hang_up) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
            tokio::select! {
                served = self.serve(&maker) => served,
                _ = tokio::signal::ctrl_c() => Ok(()),
                _ = terminate.recv() => Ok(()),
                _ = hang_up.recv() => Ok(()),
            }
        });
        // Not a graceful end: the event streams of open pages never end by themselves.
        runtime.shutdown_timeout(Duration::from_millis(100));
        maker.shelf.remove();
        served
    }

    async fn serve(&self, maker: &Arc<Maker>) -> Result<(), Stop> {
        // Watching begins before the first build, so that no change falls between them.
        watch(Arc::clone(maker))?;
        let first = Arc::clone(maker);
        tokio::task::spawn_blocking(move || first.make(&[])).await.map_err(std::io::Error::other)?;
        let listener = tokio::net::TcpListener::bind(SocketAddr::new(self.host, self.port)).await;
        let listener = listener.map_err(|error| {
            let message = format!("cannot listen on {}:{}: {error}", self.host, self.port);
            Stop::failed(message, "choose another port with --port; 0 takes any that is free")
        })?;
        let address = listener.local_addr()?;
        // The address is the result of this command: it goes to standard output, for scripts that start it.
        println!("http://{address}/");
        report::say(maker.global, "press Ctrl-C to stop");
        let app = Router::new()
            .route("/__motcua/reload.js", get(respond::script))
            .route("/__motcua/events", get(respond::events))
            .fallback(get(respond::page))
            .with_state(Arc::clone(&maker.stage));
        Ok(axum::serve(listener, app).into_future().await?)
    }
}

/// Makes the site, one build at a time: all share the shelf.
#[derive(Debug)]
struct Maker {
    files: DiskFiles,
    stage: Arc<Stage>,
    shelf: Shelf,
    turn: Mutex<()>,
    global: Global,
}

impl Maker {
    fn new(files: DiskFiles, global: Global) -> Result<Self, Stop> {
        Ok(Self { files, stage: Arc::default(), shelf: Shelf::new()?, turn: Mutex::default(), global })
    }

    /// Makes the site in memory, now that these paths changed, and puts it on the stage, or puts up what is wrong.
    fn make(&self, changed: &[PathBuf]) {
        // A build that panicked left nothing that the next one needs.
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // What stands elsewhere, behind a link, may be of any dataset.
        let root = self.files.root();
        self.shelf.change(changed.iter().map(|path| path.strip_prefix(root).unwrap_or(Path::new(""))), &self.files);
        let start = Instant::now();
        let options = Options { today: report::today(), ..Options::default() };
        let build = || {
            let sink = MemorySink::default();
            crate::build_with(&self.files, &sink, Some(&self.shelf), &options).map(|built| (built, sink))
        };
        let built = match build() {
            // Something was written to while it was read: nothing that is remembered is to be trusted.
            Err(failure) if failure.is_of_change() => {
                self.shelf.clear();
                build()
            }
            built => built,
        };
        match built {
            Ok((built, sink)) => {
                let count = report::plural(built.written.changed, "file");
                self.stage.show(sink.into_files(), self.shelf.files());
                report::say(self.global, format!("{count} in {:.2} s", start.elapsed().as_secs_f64()));
            }
            Err(Failure::Content(checked)) => self.refuse(&checked),
            Err(Failure::Files(errors)) => {
                let told: String = errors.iter().map(|error| format!("{error}\n")).collect();
                report::say(self.global, format!("{told}the last good site stays"));
                self.stage.fail(told);
            }
        }
    }

    /// Says what is wrong with the sources, here and on open pages.
    fn refuse(&self, checked: &Checked) {
        let table = &checked.catalogue.files;
        let _ = report::errors(&checked.diagnostics, table, &self.files);
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let errors: Vec<Diagnostic> = checked.diagnostics.iter().filter(is_error).cloned().collect();
        let mut text = Vec::new();
        let _ = diagnostic::render_text(&errors, table, &self.files, Colours::Off, &mut text);
        self.stage.fail(String::from_utf8_lossy(&text).into_owned());
        report::say(self.global, format!("{}: the last good site stays", report::plural(errors.len(), "error")));
    }
}

/// Rebuilds whenever something below the site's folder changes; editors write a file in several steps, so it waits for
/// a moment of quiet.
fn watch(maker: Arc<Maker>) -> Result<(), Stop> {
    const QUIET: Duration = Duration::from_millis(20);
    let (sender, changes) = std::sync::mpsc::channel();
    let root = maker.files.root().to_path_buf();
    let failed = |error: notify::Error| {
        Stop::failed(
            format!("cannot watch the folder: {error}"),
            "close other programs that watch many files, or raise fs.inotify.max_user_watches",
        )
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let changed = match event {
            Ok(event) if event.need_rescan() => vec![root.clone()],
            Ok(event) if event.kind.is_access() => Vec::new(),
            Ok(event) => {
                event.paths.into_iter().filter(|path| is_source(path) && may_hold_sources(path, &root)).collect()
            }
            // What was missed may be anything.
            Err(_) => vec![root.clone()],
        };
        if !changed.is_empty() {
            let _ = sender.send(changed);
        }
    })
    .map_err(failed)?;
    // Not the whole tree: a site's folder may hold the site, the tools and their caches.
    let sources = std::fs::read_dir(maker.files.root()).into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in sources.filter(|path| path.is_dir() && is_source(path) && !is_output(path)) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    watcher.watch(maker.files.root(), RecursiveMode::NonRecursive).map_err(failed)?;
    std::thread::spawn(move || {
        while let Ok(mut changed) = changes.recv() {
            while let Ok(more) = changes.recv_timeout(QUIET) {
                changed.extend(more);
            }
            // A folder that was made again, by git for one, is another than the one that was watched.
            for folder in changed.iter().filter(|path| path.parent() == Some(maker.files.root()) && path.is_dir()) {
                let _ = watcher.watch(folder, RecursiveMode::Recursive);
            }
            maker.make(&changed);
        }
    });
    Ok(())
}

/// Whether a path lies in a folder of sources, or is one that came or went.
fn may_hold_sources(path: &Path, root: &Path) -> bool {
    path.parent() != Some(root) || !path.exists() || (path.is_dir() && !is_output(path))
}

/// Folders that hold no sources: built sites, and what build tools keep.
fn is_output(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    folder.join(crate::files::MANIFEST).exists() || name == "target" || name == "node_modules"
}

/// Whether a path can be a source: not an editor's hidden swap or backup file.
fn is_source(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        !name.starts_with('.') && !name.ends_with('~')
    })
}

#[cfg(test)]
mod tests {
    use super::reload::Held;
    use super::*;

    fn maker(data: &str) -> (tempfile::TempDir, Maker) {
        let site = tempfile::tempdir().unwrap();
        let files = DiskFiles::new(site.path()).unwrap();
        for (path, text) in [
            ("content/site.toml", "title = \"Thử\"\n"),
            ("datasets/a/dataset.toml", "title = \"A\"\nfile = \"a.csv\"\n"),
            ("datasets/a/a.csv", data),
        ] {
            files.write(path, text.as_bytes()).unwrap();
        }
        (site, Maker::new(files, Global { quiet: true, verbose: false, threads: None }).unwrap())
    }

    #[test]
    fn builds_that_are_wanted_at_once_come_one_after_the_other() {
        let (_site, maker) = maker("ma,so\n01,1\n");
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(|| maker.make(&[])))));
        let news = maker.stage.subscribe().borrow().clone();
        maker.shelf.remove();
        assert_eq!((news.generation, &*news.errors), (4, ""));
    }

    #[test]
    fn a_change_that_nobody_told_of_is_seen_by_the_next_build() {
        let (site, maker) = maker("ma,so\n01,1\n");
        let shown = || {
            maker.make(&[]);
            let files = maker.stage.files();
            let Some(Held::Disk(file)) = files.get("du-lieu/a/a.csv") else { panic!("no file of the dataset") };
            std::io::read_to_string(file.open().unwrap()).unwrap()
        };
        let folder = site.path().join("datasets");
        assert_eq!(shown(), "ma,so\r\n01,1\r\n");
        assert_eq!(shown(), "ma,so\r\n01,1\r\n");
        // As git does when another branch is checked out.
        std::fs::rename(&folder, site.path().join("old")).unwrap();
        maker.files.write("datasets/a/dataset.toml", b"title = \"A\"\nfile = \"a.csv\"\n").unwrap();
        maker.files.write("datasets/a/a.csv", b"ma,so\n02,25\n").unwrap();
        assert_eq!(shown(), "ma,so\r\n02,25\r\n");
        // Behind a link.
        maker.files.write("elsewhere/b.csv", b"ma,so\n03,1\n").unwrap();
        std::fs::remove_file(folder.join("a/a.csv")).unwrap();
        std::os::unix::fs::symlink("../../elsewhere/b.csv", folder.join("a/a.csv")).unwrap();
        assert_eq!(shown(), "ma,so\r\n03,1\r\n");
        maker.files.write("elsewhere/b.csv", b"ma,so\n04,111\n").unwrap();
        assert_eq!(shown(), "ma,so\r\n04,111\r\n");
        maker.shelf.remove();
    }
}
