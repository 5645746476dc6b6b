//! See `figcheck_fuzz::check`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| figcheck_fuzz::check(bytes));
