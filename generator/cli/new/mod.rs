//! `motcua new`: a working portal to edit.

use std::path::PathBuf;

use clap::Args;

use super::{Global, Stop, report};
use crate::files::{DiskFiles, empty_folder};

/// Makes a working portal to edit
///
/// The folder has a configuration, an agency, a procedure and a page in Vietnamese and English, a dataset, a README for
/// editors, a guide to writing rules, and files that check and build the site on GitHub and GitLab. It builds as it is: change one thing after the other.
/// The folder has to be new or empty; a `.git` in it is welcome.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  motcua new portal && motcua serve portal
                      a portal, and a look at it while you edit")]
pub(super) struct New {
    /// The folder, which is made where there is none.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The files of a new portal. `{version}` stands for the version of this program.
const FILES: [(&str, &str); 16] = [
    ("content/site.toml", include_str!("site.toml")),
    ("content/agencies.toml", include_str!("agencies.toml")),
    ("content/procedures/2.000815.md", include_str!("2.000815.md")),
    ("content/pages/gioi-thieu.md", include_str!("gioi-thieu.md")),
    ("content/pages/gioi-thieu.en.md", include_str!("gioi-thieu.en.md")),
    ("content/README.md", include_str!("../../../content/README.md")),
    ("datasets/phi-chung-thuc/dataset.toml", include_str!("dataset.toml")),
    ("datasets/phi-chung-thuc/phi-chung-thuc.csv", include_str!("phi-chung-thuc.csv")),
    ("datasets/README.md", before(include_str!("../../../datasets/README.md"), "\n## The samples")),
    ("docs/quy-tac.md", include_str!("../../../docs/quy-tac.md")),
    ("docs/rules.md", include_str!("../../../docs/rules.md")),
    ("README.md", include_str!("README.md")),
    (".gitignore", "/public\n/.public.*\n"),
    // Files of datasets stay byte for byte, with their line ends.
    (".gitattributes", "datasets/** -text\n"),
    (".github/workflows/site.yml", include_str!("github.yml")),
    (".gitlab-ci.yml", include_str!("gitlab.yml")),
];

/// A text up to a heading: what it says of the files beside it holds only where they are. Without the heading nothing compiles.
const fn before<'a>(text: &'a str, heading: &str) -> &'a str {
    let (bytes, wanted) = (text.as_bytes(), heading.as_bytes());
    let mut at = 0;
    while at + wanted.len() <= bytes.len() {
        let mut same = 0;
        while same < wanted.len() && bytes[at + same] == wanted[same] {
            same += 1;
        }
        if same == wanted.len() {
            return text.split_at(at).0;
        }
        at += 1;
    }
    panic!("the heading to cut at is gone");
}

impl New {
    pub(super) fn run(self, global: Global) -> Result<(), Stop> {
        empty_folder(&self.folder)?;
        let files = DiskFiles::new(&self.folder)?;
        for (path, text) in FILES {
            files.write(path, text.replace("{version}", env!("CARGO_PKG_VERSION")).as_bytes())?;
        }
        let folder = self.folder.display();
        report::say(
            global,
            format!(
                "{folder} is a working portal. Next:\n  \
                 motcua serve {folder}     look at it while you edit\n  \
                 motcua check {folder}     everything that is wrong, with file, line and column\n  \
                 motcua import FILE -o {folder}\n                       \
                 official records and tables of your own\n\
                 Start with {folder}/README.md and {folder}/content/site.toml."
            ),
        );
        Ok(())
    }
}
