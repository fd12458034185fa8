//! A folder to run the program in, and what came of a run: so that a test is three lines.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// 18 July 2026, which is every test's today.
const TODAY: &str = "1784332800";

/// A temporary folder with a site in `portal/`.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A site without a procedure.
    pub(crate) fn new() -> Self {
        Self::nowhere().file("portal/content/site.toml", "title = \"Một cửa\"\n")
    }

    /// A folder without a site.
    pub(crate) fn nowhere() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a file more.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// With the file of a procedure more.
    pub(crate) fn procedure(self, code: &str, front_matter: &str) -> Self {
        self.file(&format!("portal/content/procedures/{code}.md"), format!("+++\n{front_matter}\n+++\n"))
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The files below a folder, in order.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        fn walk(folder: &std::path::Path, name: &str, names: &mut Vec<String>) {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let entry = entry.unwrap();
                let name = format!("{name}{}", entry.file_name().to_str().unwrap());
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), names);
                } else {
                    names.push(name);
                }
            }
        }
        let mut names = Vec::new();
        walk(&self.path(folder), "", &mut names);
        names.sort();
        names
    }

    /// The program in this folder; no argument of a test has a space in it.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.args(line.split_whitespace()).current_dir(self.folder.path());
        command.env("SOURCE_DATE_EPOCH", TODAY).env_remove("NO_COLOR").stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, line: &str) -> Run {
        Run::of(line, &self.command(line).output().unwrap())
    }
}

/// What came of a run.
pub(crate) struct Run {
    line: String,
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(line: &str, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        Self { line: line.into(), code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn shown(&self) -> String {
        format!("motcua {}: {:?}\n--- stdout\n{}\n--- stderr\n{}", self.line, self.code, self.out, self.err)
    }

    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.shown());
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words) || self.err.contains(words), "not said: {words}\n{}", self.shown());
        self
    }

    #[track_caller]
    pub(crate) fn never_says(self, words: &str) -> Self {
        assert!(!self.out.contains(words) && !self.err.contains(words), "said: {words}\n{}", self.shown());
        self
    }

    #[track_caller]
    pub(crate) fn says_nothing(self) -> Self {
        assert!(self.out.is_empty() && self.err.is_empty(), "{}", self.shown());
        self
    }

    /// A number before words, in a sum: `12 records`.
    #[track_caller]
    pub(crate) fn count(&self, words: &str) -> usize {
        let found = self.out.lines().chain(self.err.lines()).find_map(|line| {
            let before = line[..line.find(words)?].trim_end();
            before.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
        });
        found.unwrap_or_else(|| panic!("no count of {words}\n{}", self.shown()))
    }
}
