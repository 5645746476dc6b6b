//! Reading files: clean text, blocks, and the way back to the file's bytes.

mod asciidoc;
mod clean;
mod html;
mod latex;
mod office;
mod package;
mod rst;
mod same;
mod text;
