//! What can go wrong with storage, in words for the person at the keyboard.

use std::fmt;
use std::io;

/// A path and what went wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The path as the person knows it: relative to the root of the site, or absolute outside it.
    pub path: String,
    /// What went wrong.
    pub kind: FileErrorKind,
}

/// The ways storage fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileErrorKind {
    /// There is no such file; it may have vanished since it was listed.
    Missing,
    /// There is no folder to work in; these are beside where it would be.
    NoFolder {
        /// Their names.
        beside: Vec<String>,
    },
    /// The system does not let us.
    Denied,
    /// A symbolic link leads out of the site's folder.
    OutsideTree,
    /// A symbolic link that leads nowhere, or in a circle.
    BrokenLink,
    /// A name that is not valid UTF-8, which no address can carry.
    NameNotUtf8,
    /// The output folder holds files that motcua did not write.
    NotOurs,
    /// Another build is writing to the same folder; the process id where it is known.
    Locked(Option<u32>),
    /// The file system cannot swap two folders in one step.
    NoExchange,
    /// A folder stands where a file is wanted.
    Folder,
    /// A folder that should be empty is not.
    NotEmpty,
    /// Two pages want the same address.
    PutTwice,
    /// A file is not what it was when it was read first.
    Changed,
    /// Anything else, in the system's words.
    Io(String),
}

impl FileError {
    /// An error at `path`.
    pub fn new(path: impl Into<String>, kind: FileErrorKind) -> Self {
        Self { path: path.into(), kind }
    }

    /// The system's error at `path`.
    pub fn io(path: impl Into<String>, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => FileErrorKind::Missing,
            io::ErrorKind::PermissionDenied => FileErrorKind::Denied,
            _ => FileErrorKind::Io(error.to_string()),
        };
        Self::new(path, kind)
    }

    /// What to do about it, where there is something to say.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.kind {
            FileErrorKind::Folder => "name the files in it, such as FOLDER/*.json",
            FileErrorKind::NotEmpty => "choose a new folder, or empty this one yourself; nothing was written",
            FileErrorKind::Missing => {
                "the file may have been moved or deleted while it was being read; run the command again"
            }
            FileErrorKind::Denied => "check the permissions of the file and of the folders above it",
            FileErrorKind::OutsideTree => "copy the file into the site's folder: a build reads nothing from outside it",
            FileErrorKind::BrokenLink => "remove the link, or point it at a file inside the site's folder",
            FileErrorKind::NameNotUtf8 => "rename the file",
            FileErrorKind::NotOurs => "choose another output folder with -o, or empty this one yourself",
            FileErrorKind::Locked(_) => "wait for the other build to end, or write to another folder with -o",
            FileErrorKind::NoExchange => {
                "use a folder on a local file system, or pass --in-place and accept that readers may see a half-updated site for a moment"
            }
            FileErrorKind::PutTwice => "give one of the two another id",
            FileErrorKind::Changed => "let the program that writes to it end, then run the command again",
            FileErrorKind::NoFolder { .. } => "name a folder that is there",
            FileErrorKind::Io(_) => return None,
        })
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.kind {
            FileErrorKind::Missing => write!(f, "{path}: no such file"),
            FileErrorKind::NoFolder { .. } => write!(f, "there is no folder {path}"),
            FileErrorKind::Denied => write!(f, "{path}: permission denied"),
            FileErrorKind::OutsideTree => write!(f, "{path}: a link that leads out of the site's folder"),
            FileErrorKind::BrokenLink => write!(f, "{path}: a link that leads nowhere"),
            FileErrorKind::NameNotUtf8 => write!(f, "{path}: the name is not valid UTF-8"),
            FileErrorKind::NotOurs => write!(f, "{path}: the folder holds files that motcua did not write"),
            FileErrorKind::Locked(Some(pid)) => write!(f, "{path}: another build (process {pid}) is writing here"),
            FileErrorKind::Locked(None) => write!(f, "{path}: another build is writing here"),
            FileErrorKind::NoExchange => write!(f, "{path}: this file system cannot swap two folders in one step"),
            FileErrorKind::Folder => write!(f, "{path}: a folder, not a file"),
            FileErrorKind::NotEmpty => write!(f, "{path}: the folder is not empty"),
            FileErrorKind::PutTwice => write!(f, "{path}: two pages want this address"),
            FileErrorKind::Changed => write!(f, "{path}: changed while it was published"),
            FileErrorKind::Io(words) => write!(f, "{path}: {words}"),
        }
    }
}

impl std::error::Error for FileError {}
