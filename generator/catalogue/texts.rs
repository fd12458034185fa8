//! Walking over every text of a procedure, so that a rule about text is written once for all fields.

use super::field::{Field, Origin};
use super::named::{Named, ServiceGroup};
use super::procedure::{
    Channel, Document, DocumentGroup, Fee, FormFile, LegalDocument, Outcome, ReturnMethod, ServiceCase, Step,
};
use super::text::{Bilingual, Language, Localised, Prose};
use super::value::{Decision, Kind, Levels, Online, ProcessingTime, State};
use crate::files::Location;
use crate::language::Date;

/// Something that holds texts.
pub(super) trait Texts {
    /// Calls `see` with every text; `at` is the place of what is around, for texts that have none of their own.
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location));

    /// Calls `change` with every text.
    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>));
}

/// The texts and origins of a field.
pub(super) trait FieldTexts {
    fn each(&self, see: &mut dyn FnMut(&str, Location));
    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>));
    fn origins(&self, see: &mut dyn FnMut(Origin));
    fn clear(&mut self, language: Language);
}

impl<T: Texts> FieldTexts for Field<T> {
    fn each(&self, see: &mut dyn FnMut(&str, Location)) {
        if let Some(field) = self {
            field.value.each(field.origin.location, see);
        }
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        if let Some(field) = self {
            field.value.each_mut(change);
        }
    }

    fn origins(&self, see: &mut dyn FnMut(Origin)) {
        if let Some(field) = self {
            see(field.origin);
        }
    }

    fn clear(&mut self, _language: Language) {
        *self = None;
    }
}

impl<T: Texts> FieldTexts for Localised<T> {
    fn each(&self, see: &mut dyn FnMut(&str, Location)) {
        self.vi.each(see);
        self.en.each(see);
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        self.vi.each_mut(change);
        self.en.each_mut(change);
    }

    fn origins(&self, see: &mut dyn FnMut(Origin)) {
        self.vi.origins(see);
        self.en.origins(see);
    }

    fn clear(&mut self, language: Language) {
        match language {
            Language::Vi => self.vi = None,
            Language::En => self.en = None,
        }
    }
}

impl Texts for Box<str> {
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
        see(self, at);
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        change(self);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
        self.iter().for_each(|value| value.each(at, see));
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        self.iter_mut().for_each(|value| value.each_mut(change));
    }
}

impl<T: Texts> Texts for Vec<T> {
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
        self.iter().for_each(|value| value.each(at, see));
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        self.iter_mut().for_each(|value| value.each_mut(change));
    }
}

impl Texts for Prose {
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
        see(self.source(), at);
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        match self {
            Self::Plain(text) | Self::Markdown(text) => change(text),
        }
    }
}

/// Values that hold no text.
macro_rules! textless {
    ($($type:ty),*) => {$(
        impl Texts for $type {
            fn each(&self, _at: Location, _see: &mut dyn FnMut(&str, Location)) {}
            fn each_mut(&mut self, _change: &mut dyn FnMut(&mut Box<str>)) {}
        }
    )*};
}
textless!(State, Kind, Levels, Online, ReturnMethod, Date);

/// Values whose texts are those of some of their fields; a place of their own comes first.
macro_rules! texts_of {
    ($($type:ty $(, at $at:ident)? { $($field:ident),* };)*) => {$(
        impl Texts for $type {
            fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
                $(let at = { let _ = at; self.$at };)?
                $(self.$field.each(at, see);)*
            }

            fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
                $(self.$field.each_mut(change);)*
            }
        }
    )*};
}

texts_of! {
    Bilingual { vi, en };
    Named { name };
    ServiceGroup { name };
    Decision { number };
    Step, at at { name, text, text_en };
    Channel, at at { time, fees, note };
    Fee, at at { name, note, attachment };
    DocumentGroup { name, documents };
    Document, at at { name, forms, note };
    FormFile { name };
    ServiceCase { name, time };
    Outcome, at at { name };
    LegalDocument, at at { number, name };
}

impl Texts for ProcessingTime {
    fn each(&self, at: Location, see: &mut dyn FnMut(&str, Location)) {
        if let Self::Verbatim(text) = self {
            see(text, at);
        }
    }

    fn each_mut(&mut self, change: &mut dyn FnMut(&mut Box<str>)) {
        if let Self::Verbatim(text) = self {
            change(text);
        }
    }
}
