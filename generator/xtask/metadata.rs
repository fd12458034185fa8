//! What sites say of their datasets, read by outside validators: the sample site, and one that is awkward on purpose, with a
//! base and without.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::shell;
use crate::workspace;

/// Builds the awkward sites and has all read; `python` is an interpreter with the validators.
pub fn validate(python: &Path) -> Outcome {
    let mut sites = vec![workspace::public()];
    let source = workspace::root().join("tests/datasets/awkward");
    for (name, keep) in [("awkward", true), ("awkward-without-base", false)] {
        let folder = workspace::target().join("metadata").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
        }
        let (copy, site) = (folder.join("source"), folder.join("public"));
        copy_folder(&source, &copy)?;
        if !keep {
            without_base(&copy.join("content/site.toml"))?;
        }
        let motcua = workspace::target().join("release/motcua");
        shell::run(shell::program(motcua).arg("build").arg(&copy).arg("-o").arg(&site).arg("--quiet"))?;
        sites.push(site);
    }
    shell::run(shell::program(python).arg("tests/datasets/validate/validate.py").args(&sites))
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(Failure::file(to))?;
    for entry in fs::read_dir(from).map_err(Failure::file(from))? {
        let path = entry.map_err(Failure::file(from))?.path();
        let copy: PathBuf = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &copy)?;
        } else {
            fs::copy(&path, &copy).map_err(Failure::file(&path))?;
        }
    }
    Ok(())
}

fn without_base(path: &Path) -> Outcome {
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    let kept: String = text.split_inclusive('\n').filter(|line| !line.starts_with("base_url")).collect();
    fs::write(path, kept).map_err(Failure::file(path))
}
