//! Packed input, gzip and zstd: told by its first bytes, whatever it is called, and unpacked as it is read.

use super::output::reason;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use std::{
    error::Error,
    io::{self, BufRead, BufReader, Cursor, Read},
};

/// The longest draft unpacked, in bytes: a file of some kilobytes may hold as many gigabytes.
const LARGEST: usize = 64 << 20;
/// The most that a file of zstd may make its readers keep in memory, in bytes: `zstd -19` asks for 8 MiB, and a file
/// that was packed as a whole for as much as it holds.
const WINDOW: u64 = 32 << 20;
/// How much is read at once, in bytes.
const ROOM: usize = 1 << 16;

/// A way to pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

/// A stream, unpacked where it is packed.
pub(super) fn stream<'a>(mut inner: impl Read + 'a) -> io::Result<Box<dyn BufRead + 'a>> {
    let mut begin = Vec::new();
    inner.by_ref().take(MAGIC).read_to_end(&mut begin)?;
    let packing = packing(&begin);
    let whole = BufReader::with_capacity(ROOM, Cursor::new(begin).chain(inner));
    Ok(match packing {
        None => Box::new(whole),
        Some(packing) => Box::new(BufReader::with_capacity(ROOM, unpacked(packing, whole))),
    })
}

/// The bytes of a draft, unpacked where they are packed.
///
/// # Errors
/// That it is too large unpacked, or why it cannot be unpacked.
pub(super) fn whole(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    up_to(LARGEST, bytes)
}

fn up_to(largest: usize, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let Some(packing) = packing(&bytes) else { return Ok(bytes) };
    let mut out = Vec::new();
    match unpacked(packing, bytes.as_slice()).take(largest as u64 + 1).read_to_end(&mut out) {
        Ok(read) if read > largest => Err(format!("larger than {} MiB unpacked", LARGEST >> 20)),
        Ok(_) => Ok(out),
        Err(error) => Err(reason(&error)),
    }
}

/// So many bytes tell how a file is packed.
const MAGIC: u64 = 4;

fn packing(begin: &[u8]) -> Option<Packing> {
    match begin {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstd),
        // A frame to skip, with which what several threads have packed begins.
        [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstd),
        _ => None,
    }
}

fn unpacked<'a>(packing: Packing, inner: impl BufRead + 'a) -> Box<dyn Read + 'a> {
    match packing {
        Packing::Gzip => Box::new(Told { name: "gzip", inner: MultiGzDecoder::new(inner) }),
        Packing::Zstd => Box::new(Told { name: "zstd", inner: Frames::of(inner) }),
    }
}

/// Says of an error what it is about.
struct Told<R> {
    name: &'static str,
    inner: R,
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => {
                io::Error::other(format!("cannot be unpacked ({}): cut short", self.name))
            }
            _ => io::Error::other(format!("cannot be unpacked ({}): {}", self.name, reason(&error))),
        })
    }
}

/// A file of zstd: frames, one behind the other, and among them some to skip.
struct Frames<R> {
    inner: R,
    decoder: FrameDecoder,
    /// Whether a frame has begun that has not been read to its end.
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn of(inner: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Frames { inner, decoder, within: false }
    }

    /// Begins the next frame, or skips one that holds nothing.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.reset(&mut self.inner) {
            Ok(()) => {
                self.within = true;
                Ok(())
            }
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let mut skipped = self.inner.by_ref().take(length.into());
                let read = io::copy(&mut skipped, &mut io::sink())?;
                if read < length.into() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
            }
            Err(FrameDecoderError::WindowSizeTooBig { requested, .. }) => Err(io::Error::other(format!(
                "it takes {} MiB of memory, more than the {} allowed; pack it without --ultra or --long",
                requested >> 20,
                WINDOW >> 20
            ))),
            Err(error) => Err(cut_short(error)),
        }
    }

    /// Whether what the frame says of itself is so.
    fn end(&mut self) -> io::Result<()> {
        self.within = false;
        let told = self.decoder.get_checksum_from_data();
        if told.is_some() && told != self.decoder.get_calculated_checksum() {
            return Err(io::Error::other("damaged: its checksum is another"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.within {
                if self.inner.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                self.begin()?;
            } else if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            } else if self.decoder.is_finished() {
                self.end()?;
            } else {
                let block = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.inner, block).map_err(cut_short)?;
            }
        }
        Ok(0)
    }
}

/// The end of the file where it should go on, which the decoder wraps in errors of its own.
fn cut_short(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(inner) = cause {
        if inner.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::UnexpectedEof) {
            return io::ErrorKind::UnexpectedEof.into();
        }
        cause = inner.source();
    }
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    const TEXT: &[u8] = b"A road of 10 miles (26 km) is to join the port to the motorway, 26 km off.";

    fn packed() -> [(&'static str, Vec<u8>); 2] {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(TEXT).expect("memory");
        let zstd = compress_to_vec(TEXT, CompressionLevel::Fastest);
        [("gzip", gzip.finish().expect("memory")), ("zstd", zstd)]
    }

    #[test]
    fn cut_short_anywhere_is_told() {
        for (name, bytes) in packed() {
            assert_eq!(whole(bytes.clone()).as_deref(), Ok(TEXT));
            for cut in 4..bytes.len() {
                let told = whole(bytes.get(..cut).unwrap_or(&[]).to_vec());
                assert_eq!(told, Err(format!("cannot be unpacked ({name}): cut short")), "{cut} bytes");
            }
        }
    }

    #[test]
    fn damage_anywhere_is_told_or_changes_nothing() {
        for (name, bytes) in packed() {
            for at in 4..bytes.len() {
                for bit in 0..8 {
                    let mut spoilt = bytes.clone();
                    spoilt.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << bit);
                    // Both have bytes that tell of the file's name, the day or the system, and so of nothing.
                    let read = whole(spoilt).unwrap_or_else(|_| TEXT.to_vec());
                    assert_eq!(read, TEXT, "{name}, byte {at}");
                }
            }
        }
    }

    #[test]
    fn no_more_than_asked_for_is_unpacked() {
        for (name, bytes) in packed() {
            assert_eq!(up_to(TEXT.len(), bytes.clone()).as_deref(), Ok(TEXT), "{name}");
            assert!(up_to(TEXT.len() - 1, bytes).is_err_and(|why| why.starts_with("larger than ")), "{name}");
        }
        // A frame that asks for 2 GiB of memory.
        let asks = vec![0x28, 0xB5, 0x2F, 0xFD, 0, 21 << 3, 1, 0, 0];
        assert!(whole(asks).is_err_and(|why| why.contains("2048 MiB of memory, more than the 32 allowed")));
    }
}
