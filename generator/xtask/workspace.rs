//! Where things are.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The folder of the workspace's Cargo.toml.
pub fn root() -> PathBuf {
    // Cargo names the folder at run time too; the one known when this was
    // compiled would be wrong in a checkout that has been moved.
    let own =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.ancestors().nth(2).unwrap_or(&own).to_path_buf()
}

/// Cargo's target folder, wherever its settings have put it: the folder that
/// holds this very program and bears cargo's cache tag.
pub fn target() -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|program| {
            program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf)
        })
        .unwrap_or_else(|| root().join("target"))
}

/// The browser module as it is embedded and served.
pub fn module_folder() -> PathBuf {
    root().join("web/pkg")
}

/// The sample site, built.
pub fn public() -> PathBuf {
    root().join("public")
}

/// The version in the root package.
pub fn version() -> Outcome<String> {
    let path = root().join("Cargo.toml");
    let manifest = std::fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| Failure::Usage(format!("{}: no line `version = \"…\"`", path.display())))
}
