//! See `figcheck_fuzz::sources`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::sources(bytes));
