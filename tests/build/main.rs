//! Whole builds by the program itself: the same bytes from anywhere, and never half a site.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../bench/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "../bench/words.rs"]
#[allow(dead_code)]
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder with a site of `count` synthetic procedures.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        corpus::write_site(&folder.path().join("source"), count, &words::Words::Few).unwrap();
        Self { folder }
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn command(&self, out: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.args(["build", "--quiet"]).args(arguments).arg(self.folder.path().join("source")).arg("-o").arg(out);
        command
    }

    fn build(&self, arguments: &[&str]) -> Output {
        self.command(&self.public(), arguments).output().unwrap()
    }

    fn start(&self) -> Child {
        self.command(&self.public(), &[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn set_title(&self, title: &str) {
        let text = format!("title = \"{title}\"\nbase_url = \"https://example.vn/\"\nlanguages = [\"vi\"]\n");
        fs::write(self.folder.path().join("source/content/site.toml"), text).unwrap();
    }

    /// What stands beside the site.
    fn left_behind(&self) -> Vec<String> {
        let names =
            fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.starts_with(".public")).collect();
        names.sort();
        names
    }
}

/// Every file of a tree with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(folder, folder, &mut files);
    files
}

#[test]
fn equal_sources_give_equal_bytes_with_one_thread_and_two_and_from_two_folders() {
    let (here, there) = (Site::new(200), Site::new(200));
    assert!(here.build(&["--threads", "1"]).status.success());
    assert!(there.build(&["--threads", "2"]).status.success());
    let (left, right) = (tree(&here.public()), tree(&there.public()));
    assert!(left.len() > 400, "{} files", left.len());
    for (path, bytes) in &left {
        assert!(right.get(path) == Some(bytes), "{} differs", path.display());
    }
    assert_eq!(left.len(), right.len());
}

/// `MOTCUA_KILLS` sets how often; ten times where nobody says.
#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_cleans_up() {
    let kills = std::env::var("MOTCUA_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10);
    let site = Site::new(300);
    let titles = ["Một", "Hai"];
    let mut longest = Duration::ZERO;
    let whole: Vec<_> = titles
        .map(|title| {
            site.set_title(title);
            let begun = Instant::now();
            assert!(site.build(&[]).status.success());
            longest = begun.elapsed();
            tree(&site.public())
        })
        .into();
    let (mut killed, mut ended, mut random) = (0, 0, 0x2545_f491_4f6c_dd1d_u64);
    for attempt in 0..kills {
        site.set_title(titles[attempt % 2]);
        let mut build = site.start();
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // Moments spread over a whole build and a little more, the last steps included.
        std::thread::sleep(longest * u32::try_from(random % 110).unwrap() / 100);
        build.kill().unwrap();
        let is_killed = !build.wait().unwrap().success();
        killed += usize::from(is_killed);
        ended += usize::from(!is_killed);
        let now = tree(&site.public());
        assert!(whole.contains(&now), "attempt {attempt}: {} files, neither the old site nor the new", now.len());
    }
    println!("{killed} builds were killed, {ended} had ended");
    assert!(killed > 0, "no build was killed: nothing was tested");
    assert!(site.build(&[]).status.success());
    // The previous tree may be among what was cleaned up: a kill may have met it half way to being the next one.
    let left = site.left_behind();
    assert!(left.iter().all(|name| matches!(&**name, ".public.lock" | ".public.previous")), "{left:?}");
}

/// Being told to end while the formats of a dataset are written leaves the site as it was. SIGTERM, which does to the
/// program what Ctrl-C does: SIGINT would not reach it where the tests run in the background, which ignores it for all below.
#[test]
fn a_build_interrupted_in_a_large_dataset_leaves_the_site_as_it_was() {
    let site = Site::new(1);
    let folder = site.folder.path().join("source/datasets/lon");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("dataset.toml"), "title = \"Lớn\"\nfile = \"lon.csv\"\n").unwrap();
    let rows = |count: usize| (0..count).map(|row| format!("{row},Phường {}\n", row % 97)).collect::<String>();
    fs::write(folder.join("lon.csv"), format!("số,tên\n{}", rows(10))).unwrap();
    assert!(site.build(&[]).status.success());
    let before = tree(&site.public());
    fs::write(folder.join("lon.csv"), format!("số,tên\n{}", rows(60_000))).unwrap();
    let mut build = site.start();
    let half = site.folder.path().join(".public.staging/du-lieu/lon/lon.ndjson");
    let begun = Instant::now();
    while !fs::metadata(&half).is_ok_and(|file| file.len() > 0) {
        assert!(build.try_wait().unwrap().is_none(), "the build ended before it could be interrupted");
        assert!(begun.elapsed() < Duration::from_secs(300), "nothing was written");
        std::thread::sleep(Duration::from_millis(1));
    }
    let process = nix::unistd::Pid::from_raw(build.id().cast_signed());
    nix::sys::signal::kill(process, nix::sys::signal::Signal::SIGTERM).unwrap();
    assert!(!build.wait().unwrap().success());
    assert_eq!(tree(&site.public()), before);
    assert!(site.build(&[]).status.success());
    let left = site.left_behind();
    assert!(left.iter().all(|name| matches!(&**name, ".public.lock" | ".public.previous")), "{left:?}");
    let lines = fs::read_to_string(site.public().join("du-lieu/lon/lon.ndjson")).unwrap();
    assert_eq!(lines.lines().count(), 60_000);
}

#[test]
fn a_build_that_finds_errors_leaves_the_site_as_it_was() {
    let site = Site::new(3);
    assert!(site.build(&[]).status.success());
    let before = tree(&site.public());
    fs::write(site.folder.path().join("source/content/procedures/1.000001.md"), "+++\nname = \n+++\n").unwrap();
    let failed = site.build(&[]);
    assert_eq!(failed.status.code(), Some(1));
    let message = String::from_utf8(failed.stderr).unwrap();
    assert!(message.contains("content/procedures/1.000001.md:2:"), "{message}");
    assert_eq!(tree(&site.public()), before);
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::new(1);
    fs::create_dir(site.public()).unwrap();
    fs::write(site.public().join("luan-van.docx"), "x").unwrap();
    let refused = site.build(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("did not write"));
    assert_eq!(tree(&site.public()).len(), 1);
}

#[test]
fn two_builds_at_once_are_refused() {
    let site = Site::new(1);
    let first = motcua::files::DiskSink::open(site.public(), motcua::files::Swap::Atomic).unwrap();
    let refused = site.build(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains(&format!("process {}", std::process::id())));
    drop(first);
    assert!(site.build(&[]).status.success());
}
