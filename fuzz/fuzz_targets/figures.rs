//! See `figcheck_fuzz::figures`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::figures(bytes));
