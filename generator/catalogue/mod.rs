//! The model: what an administration publishes, as types and nothing else.
//!
//! In: nothing. Out: values every other room speaks of. This room must never read, write or render.
//! A [`Procedure`] is at once one source's record and the merged whole: each field says
//! where its value came from, so that merging is laying one over the other.

mod clean;
mod field;
mod law;
mod merge;
mod named;
mod procedure;
mod site;
mod tally;
mod text;
mod texts;
mod value;

pub use clean::{clean, clean_catalogue};
pub use field::{Field, Origin, SourceId, Sourced};
pub use law::{Law, laws};
pub use merge::{Conflict, Dangling, Merged, Totals, merge};
pub use named::{Agency, AgencyId, Named, Place, ServiceGroup, ServiceGroupKind};
pub use procedure::{
    Channel, ChannelKind, Document, DocumentGroup, Edit, Fee, FeeAmount, FieldName, FormFile, LegalDocument, Outcome,
    Procedure, ReturnMethod, ServiceCase, Step,
};
pub use site::{
    Catalogue, Change, ChangeKind, Page, Published, PublishedDataset, Redirect, Saying, Site, SourceInfo, Withdrawal,
};
pub use tally::{Counts, Tally};
pub use text::{Bilingual, Language, Localised, Prose};
pub use value::{Decision, Kind, Level, Levels, Online, ProcessingTime, State};
