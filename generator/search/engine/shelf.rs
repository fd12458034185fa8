//! Files by their names: some dozens at most, so that looking along a list is as quick as a tree and a tenth of its code.

use crate::search::format::root::Hash;

/// Things by the name of the file they came from.
#[derive(Debug)]
pub(super) struct Shelf<T>(Vec<(Hash, T)>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Shelf<T> {
    /// What is called so.
    pub(super) fn get(&self, name: Hash) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, thing)| thing)
    }

    /// Whether there is anything called so.
    pub(super) fn has(&self, name: Hash) -> bool {
        self.get(name).is_some()
    }

    /// Puts a thing in the place of another of its name, or at the end.
    pub(super) fn put(&mut self, name: Hash, thing: T) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some(place) => place.1 = thing,
            None => self.0.push((name, thing)),
        }
    }

    /// Leaves what `keep` says, in order.
    pub(super) fn retain(&mut self, keep: impl Fn(Hash) -> bool) {
        self.0.retain(|(name, _)| keep(*name));
    }

    /// All things.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, thing)| thing)
    }
}
