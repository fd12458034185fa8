//! What is being served, and who wants to know when it changes.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

/// The files of a site.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

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
    pub(super) fn show(&self, files: Files) {
        *self.files.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(files);
        self.news.send_modify(|news| *news = News { generation: news.generation + 1, errors: String::new() });
    }

    /// Says what is wrong; the site stays.
    pub(super) fn fail(&self, errors: String) {
        self.news.send_modify(|news| news.errors = errors);
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
