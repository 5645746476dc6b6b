//! A package of parts: the zip archive that a word processor writes.

use super::xml::{Piece, Xml};
use crate::source::decode;
use std::{
    collections::HashMap,
    io::{Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

/// The largest part read, unpacked, in bytes. The text of a thousand pages takes about 20 MiB.
const LARGEST: usize = 64 << 20;

/// An archive whose parts can be read.
pub(super) struct Package(ZipArchive<Cursor<Vec<u8>>>);

impl Package {
    /// Opens an archive.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, String> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Package(archive)),
            Err(error) => Err(format!("not a Word or OpenDocument file, or cut short: {error}")),
        }
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, part: &str) -> bool {
        self.0.index_for_name(part).is_some()
    }

    /// The text of a part, none where there is no such part. However much it says it is, and however well it is
    /// packed, no more than [`LARGEST`] is unpacked.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, String> {
        let file = match self.0.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("{part} cannot be unpacked: {error}")),
        };
        let mut bytes = Vec::new();
        match file.take(LARGEST as u64 + 1).read_to_end(&mut bytes) {
            Ok(read) if read > LARGEST => {
                Err(format!("{part} is larger than {} MiB unpacked", LARGEST >> 20))
            }
            Ok(_) => Ok(Some(decode::decode(bytes).text)),
            Err(error) => Err(format!("{part} cannot be unpacked: {error}")),
        }
    }

    /// The parts that a part refers to, by the last word of what they are to it: "footnotes", "styles". An empty
    /// name stands for the package itself.
    pub(super) fn related(&mut self, part: &str) -> Result<HashMap<String, String>, String> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let relations = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
        let mut related = HashMap::new();
        let Some(text) = self.text(&relations)? else { return Ok(related) };
        let mut xml = Xml::of(&text, &relations);
        while let Some(piece) = xml.next()? {
            let Piece::Start(element) = piece else { continue };
            if let (Some(kind), Some(target)) = (element.get("Type"), element.get("Target")) {
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_string(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                let kind = kind.rsplit('/').next().unwrap_or("").to_string();
                related.entry(kind).or_insert(target);
            }
        }
        Ok(related)
    }
}
