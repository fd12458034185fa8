//! Eligibility: does a procedure apply to a person, what must be brought, what does it cost, by when.
//!
//! ```text
//! Rules (as authors wrote them) -> compile -> Program -> bytes          native: every mistake is a finding with its place
//! bytes + answers -> Program -> evaluation -> verdict, next question, explanation      native and browser
//! ```
//! Nothing here reads a file, knows a page or has a clock: the day is an answer like any other. There are no floats and
//! no order of a hash map, so that the browser, the command line and the tests say the same. What is not known stays
//! unknown and says because of which questions; it must never be taken for no.
//!
//! | module | for |
//! |---|---|
//! | [`truth`] | true, false, unknown |
//! | [`calendar`] | days, and moving by days, working days and months |
//! | [`answer`] | what a person said, as far as it is known |
//! | [`program`] | the compiled rules of a catalogue, and their bytes |
//! | [`evaluate`](mod@evaluate) | verdict, documents, fee, deadlines |
//! | [`next`] | what to ask next |
//! | [`session`] | answers over a program, for a page |
//! | [`turning`] | values at which something turns |
//! | [`explain`] | why, and what single change would alter it |
//! | [`syntax`] | text of an expression to a tree (native) |
//! | [`model`] | rules as authors write them (native) |
//! | [`gazetteer`] | the names of places, now and before (native) |
//! | [`compile`](mod@compile) | names, types and units; trees to a program (native) |
//! | [`analysis`] | what an author forgot, with a counterexample (native) |
//! | [`trial`] | runs the tests authors wrote (native) |
//! | [`unroll`](mod@unroll) | lists: a question for each of several (native) |
//! | [`phrase`] | conditions and answers in words (native) |

pub mod answer;
pub mod calendar;
pub mod evaluate;
pub mod explain;
pub mod next;
pub mod program;
pub mod session;
pub mod truth;
pub mod turning;

#[cfg(feature = "cli")]
pub mod analysis;
#[cfg(feature = "cli")]
pub mod compile;
#[cfg(feature = "cli")]
pub mod gazetteer;
#[cfg(feature = "cli")]
pub mod model;
#[cfg(feature = "cli")]
pub mod phrase;
#[cfg(feature = "cli")]
pub mod syntax;
#[cfg(feature = "cli")]
pub mod trial;
#[cfg(feature = "cli")]
pub mod unroll;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Answers};
pub use evaluate::{Evaluation, Verdict, evaluate};
pub use program::{Corrupt, Program};
pub use truth::{QuestionSet, Truth};
