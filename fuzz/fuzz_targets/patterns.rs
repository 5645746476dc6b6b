//! See `figcheck_fuzz::patterns`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::patterns(bytes));
