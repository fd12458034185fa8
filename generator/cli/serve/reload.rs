//! What is being served, and who wants to know when it changes.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use crate::files::Spooled;

/// The files of a site.
#[derive(Debug, Default)]
pub(super) struct Files {
    memory: BTreeMap<String, Vec<u8>>,
    disk: BTreeMap<String, Arc<Spooled>>,
}

/// A file of a site.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held<'f> {
    /// Its bytes.
    Memory(&'f [u8]),
    /// A file on disk.
    Disk(&'f Arc<Spooled>),
}

impl Files {
    /// The file at a path from the root of the site.
    pub(super) fn get(&self, path: &str) -> Option<Held<'_>> {
        let memory = self.memory.get(path).map(|bytes| Held::Memory(bytes));
        memory.or_else(|| self.disk.get(path).map(Held::Disk))
    }
}

/// The site on show and the errors that keep a newer one away.
#[derive(Debug)]
pub(super) struct Stage {
    files: RwLock<Arc<Files>>,
    news: watch::Sender<News>,
}

/// What open pages are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct News {
    /// Counts the sites shown.
    pub generation: u64,
    /// What is wrong with the sources; empty where nothing is.
    pub errors: String,
}

impl Default for Stage {
    fn default() -> Self {
        Self { files: RwLock::default(), news: watch::Sender::new(News::default()) }
    }
}

impl Stage {
    /// Shows a new site.
    pub(super) fn show(&self, memory: BTreeMap<String, Vec<u8>>, disk: BTreeMap<String, Arc<Spooled>>) {
        let files = Files { memory, disk };
        *self.files.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
        self.news.send_modify(|news| *news = News { generation: news.generation + 1, errors: String::new() });
    }

    /// Says what is wrong; the site stays.
    pub(super) fn fail(&self, errors: String) {
        self.news.send_modify(|news| news.errors = errors);
    }

    /// What keeps a newer site away; empty where nothing does.
    pub(super) fn errors(&self) -> String {
        self.news.borrow().errors.clone()
    }

    /// The site on show.
    pub(super) fn files(&self) -> Arc<Files> {
        Arc::clone(&self.files.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The news from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }
}
