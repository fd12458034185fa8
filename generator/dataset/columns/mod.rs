//! The columns of a table: what their cells prove, which types follow from it, and how a cell of a type is read.
//!
//! In: the texts of cells. Out: a [`schema::Schema`], or a question with the line that settles it. Of rows and files nothing is
//! known here.

pub(super) mod blanks;
pub(super) mod decide;
pub(super) mod evidence;
pub(super) mod misfit;
pub mod schema;
pub(super) mod seen;
