//! What is read from its bytes when it is first asked for.
//!
//! An article meets few of the patterns; reading all of them would take longer than checking it.

use std::{ops::Deref, sync::OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

/// A value, or the bytes it is read from when it is first asked for.
#[derive(Clone, Debug)]
pub struct Deferred<T> {
    /// On the heap, so that those never asked for take little room.
    value: OnceLock<Box<T>>,
    /// What the value is read from; empty for one that was there from the beginning.
    bytes: &'static [u8],
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Deferred<T> {
        Deferred { value: OnceLock::from(Box::new(value)), bytes: &[] }
    }
}

impl<T: Deserialize<'static> + Default> Deferred<T> {
    /// Changes the value.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        let _ = &**self;
        if let Some(value) = self.value.get_mut() {
            change(value);
        }
    }
}

impl<T: Default> Default for Deferred<T> {
    fn default() -> Deferred<T> {
        T::default().into()
    }
}

impl<T: Deserialize<'static> + Default + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Deferred<T>) -> bool {
        **self == **other
    }
}

impl<T: Deserialize<'static> + Default> Deref for Deferred<T> {
    type Target = T;

    /// The value; the default for bytes that are none, of which the image of the rules has none: a test reads all.
    #[inline]
    fn deref(&self) -> &T {
        self.value.get_or_init(|| Box::new(postcard::from_bytes(self.bytes).unwrap_or_default()))
    }
}

impl<T: Serialize + Deserialize<'static> + Default> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&postcard::to_allocvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Deferred<T>, D::Error> {
        let bytes = <&'de [u8]>::deserialize(from)?;
        Ok(Deferred { value: OnceLock::new(), bytes })
    }
}
