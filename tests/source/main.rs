//! Reading files: clean text, blocks, and the way back to the file's bytes.

mod clean;
mod html;
mod office;
mod package;
mod text;
