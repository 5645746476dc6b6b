//! The figcheck command.

mod cli;

use std::process::ExitCode;

/// A draft is read into many small pieces: a tenth of the time went into getting and giving back their memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
