//! The XML in a package, element by element, by local names.

use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event, attributes::Attribute},
    reader::Reader,
};

/// Elements nested deeper than this are a broken or hostile file; word processors stay below fifty.
const DEEPEST: usize = 256;

/// A piece of an XML text.
pub(super) enum Piece<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends.
    End(String),
    /// Words.
    Text(String),
}

/// The start of an element.
pub(super) struct Element<'a>(BytesStart<'a>);

/// An XML text being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// The text of the part of this name.
    pub(super) fn of(text: &'a str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part, depth: 0 }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, String> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            let piece = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.broken(&format!("elements are nested deeper than {DEEPEST}")));
                    }
                    Piece::Start(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End(end.local_name().as_ref().to_string())
                }
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Piece::Text(self.reference(&name)?),
                Event::Eof if self.depth > 0 => return Err(self.broken("it ends in the middle")),
                Event::Eof => return Ok(None),
                // Entities that a document type defines are never expanded.
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                    continue;
                }
            };
            return Ok(Some(piece));
        }
    }

    /// What `&amp;` or `&#163;` stands for; for a name that XML does not know, U+FFFC.
    fn reference(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<String, String> {
        let known = match name.as_ref() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => name
                .resolve_char_ref()
                .map_err(|error| self.broken(&error.to_string()))?
                .unwrap_or('\u{FFFC}'),
        };
        Ok(known.to_string())
    }

    fn broken(&self, why: &str) -> String {
        format!("broken XML in {}, at byte {}: {why}", self.part, self.reader.error_position())
    }
}

impl Element<'_> {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let named = |attribute: &Attribute<'_>| attribute.key.local_name().as_ref() == name;
        let attribute = self.0.attributes().with_checks(false).flatten().find(named)?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// Whether a property is on: it is there, and not said to be off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off"))
    }
}
