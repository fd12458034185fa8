//! `motcua serve`: look at the site while it is edited.
//!
//! The site lives in memory, the files of datasets in a temporary folder; nothing else is written. When a source or template changes it is made again, and open pages
//! reload. While the sources have errors the last good site stays, and its pages show the errors.

mod content;
mod reload;
mod respond;
mod shelf;

use std::future::IntoFuture;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use clap::Args;
use notify::{RecursiveMode, Watcher};

use super::{Global, SiteFolder, Stop, report};
use crate::files::{DiskFiles, MemorySink};
use crate::{Failure, Options};
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
        let stage = Arc::new(Stage::default());
        let shelf = Arc::new(Shelf::new()?);
        // Watching begins before the first build, so that no change falls between them.
        let watched = watch(DiskFiles::new(&self.site.folder)?, (Arc::clone(&stage), Arc::clone(&shelf)), global);
        let served = watched.and_then(|watched| self.serve(&files, stage, &shelf, global).map(|()| drop(watched)));
        shelf.remove();
        served
    }

    fn serve(&self, files: &DiskFiles, stage: Arc<Stage>, shelf: &Shelf, global: Global) -> Result<(), Stop> {
        rebuild(files, &stage, shelf, global);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let listener = runtime.block_on(tokio::net::TcpListener::bind(SocketAddr::new(self.host, self.port)));
        let listener = listener.map_err(|error| {
            let message = format!("cannot listen on {}:{}: {error}", self.host, self.port);
            Stop::failed(message, "choose another port with --port; 0 takes any that is free")
        })?;
        let address = listener.local_addr()?;
        // The address is the result of this command: it goes to standard output, for scripts that start it.
        println!("http://{address}/");
        report::say(global, "press Ctrl-C to stop");
        let app = Router::new()
            .route("/__motcua/reload.js", get(respond::script))
            .route("/__motcua/events", get(respond::events))
            .fallback(get(respond::page))
            .with_state(stage);
        // Not a graceful end: the event streams of open pages never end by themselves.
        let served = runtime.block_on(async {
            tokio::select! {
                served = axum::serve(listener, app).into_future() => served,
                _ = tokio::signal::ctrl_c() => Ok(()),
            }
        });
        runtime.shutdown_timeout(Duration::from_millis(100));
        Ok(served?)
    }
}

/// Makes the site in memory and puts it on the stage, or puts up what is wrong.
fn rebuild(files: &DiskFiles, stage: &Stage, shelf: &Shelf, global: Global) {
    let start = Instant::now();
    let sink = MemorySink::default();
    let options = Options { today: report::today(), ..Options::default() };
    match crate::build_with(files, &sink, Some(shelf), &options) {
        Ok(built) => {
            let count = built.written.changed;
            stage.show(sink.into_files(), shelf.files());
            report::say(global, format!("{} in {:.2} s", report::plural(count, "file"), start.elapsed().as_secs_f64()));
        }
        Err(Failure::Content(checked)) => {
            let _ = report::errors(&checked.diagnostics, &checked.catalogue.files, files);
            let errors = report::plural(checked.errors(), "error");
            let mut text = Vec::new();
            let errors_only: Vec<_> = checked
                .diagnostics
                .into_iter()
                .filter(|found| found.severity == crate::diagnostic::Severity::Error)
                .collect();
            let colours = crate::diagnostic::Colours::Off;
            let _ = crate::diagnostic::render_text(&errors_only, &checked.catalogue.files, files, colours, &mut text);
            stage.fail(String::from_utf8_lossy(&text).into_owned());
            report::say(global, format!("{errors}: the last good site stays"));
        }
        Err(Failure::Files(errors)) => stage.fail(errors.iter().map(|error| format!("{error}\n")).collect()),
    }
}

/// Rebuilds whenever something below the site's folder changes; editors write a file in several steps, so it waits for
/// a moment of quiet.
fn watch(
    files: DiskFiles,
    (stage, shelf): (Arc<Stage>, Arc<Shelf>),
    global: Global,
) -> Result<notify::RecommendedWatcher, Stop> {
    const QUIET: Duration = Duration::from_millis(20);
    let (sender, changes) = std::sync::mpsc::channel();
    let failed = |error: notify::Error| {
        Stop::failed(
            format!("cannot watch the folder: {error}"),
            "close other programs that watch many files, or raise fs.inotify.max_user_watches",
        )
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !event.kind.is_access()
            && event.paths.iter().any(|path| is_source(path))
        {
            let _ = sender.send(event.paths);
        }
    })
    .map_err(failed)?;
    // Not the whole tree: a site's folder may hold the site, the tools and their caches.
    let sources = std::fs::read_dir(files.root()).into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in sources.filter(|path| path.is_dir() && is_source(path) && !is_output(path)) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    std::thread::spawn(move || {
        while let Ok(mut changed) = changes.recv() {
            while let Ok(more) = changes.recv_timeout(QUIET) {
                changed.extend(more);
            }
            // What stands elsewhere, behind a link, may be of any dataset.
            shelf.change(changed.iter().map(|path| path.strip_prefix(files.root()).unwrap_or(Path::new(""))));
            rebuild(&files, &stage, &shelf, global);
        }
    });
    Ok(watcher)
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
