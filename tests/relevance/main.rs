//! The questions of the sample portal, as a test: what found its page once has to find it always.

mod set;
