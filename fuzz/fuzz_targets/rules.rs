//! See `figcheck_fuzz::rules`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::rules(bytes));
