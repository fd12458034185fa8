//! `cargo xtask dist`: the release archive of this machine's target.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::module;
use crate::shell;
use crate::workspace;

/// What goes in beside the program.
const PAPERS: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// Builds target/dist/motcua-VERSION-TARGET.tar.gz.
pub fn run(arguments: &[String]) -> Outcome {
    if let Some(unknown) = arguments.first() {
        return Err(Failure::Usage(format!("`dist` takes no argument, but was given '{unknown}'")));
    }
    module::run(&[])?;
    let release = ["build", "--release", "--locked", "--package", "motcua"];
    shell::run(shell::cargo().args(release))?;

    let name = format!("motcua-{}-{}", workspace::version()?, host()?);
    let dist = workspace::target().join("dist");
    let folder = dist.join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    copy(&workspace::target().join("release"), "motcua", &folder)?;
    for paper in PAPERS {
        copy(&workspace::root(), paper, &folder)?;
    }

    let archive = format!("{name}.tar.gz");
    // Sorted, dated by the commit and owned by nobody: the same sources make
    // the same archive.
    shell::run(
        shell::program("tar")
            .current_dir(&dist)
            .args(["--create", "--file", &archive, "--sort=name"])
            .args(["--use-compress-program", "gzip --no-name --best"])
            .args(["--owner=0", "--group=0", "--numeric-owner", "--mode=u+rw,go+r,go-w"])
            .arg(format!("--mtime=@{}", date()?))
            .arg(&name),
    )?;
    let path = dist.join(&archive);
    let size = fs::metadata(&path).map_err(Failure::file(&path))?.len();
    println!("{}: {size} bytes", path.display());
    shell::run(shell::program("sha256sum").arg(&archive).current_dir(&dist))
}

fn copy(from: &Path, name: &str, to: &Path) -> Outcome {
    let source = from.join(name);
    fs::copy(&source, to.join(name)).map_err(Failure::file(source))?;
    Ok(())
}

/// The target that cargo builds for when none is named.
fn host() -> Outcome<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = shell::capture(shell::program(rustc).arg("-vV"))?;
    String::from_utf8_lossy(&output)
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .ok_or_else(|| Failure::Usage("`rustc -vV` names no host".into()))
}

/// Seconds since 1970: SOURCE_DATE_EPOCH, else the date of the commit.
fn date() -> Outcome<String> {
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return Ok(epoch);
    }
    let output = shell::capture(shell::program("git").args(["log", "-1", "--format=%ct"]))?;
    Ok(String::from_utf8_lossy(&output).trim().to_owned())
}
