//! See `figcheck_fuzz::snapshots`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::snapshots(bytes));
