//! The image of the built-in rules, from which every run starts.

use figcheck::rule::built_in;
use std::{env, fs, path::Path};

/// Locally an image that is out of date is only out of use, so that rules can be changed and tried without writing
/// it each time. CI asks for one that is up to date.
#[test]
fn the_image_is_what_the_rules_come_to() {
    let image = built_in::new_image().expect("the built-in rules load");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule/built_in.image");
    if env::var_os("UPDATE_RULES").is_some() {
        fs::write(&path, &image).expect("our own folder can be written");
    } else if built_in::is_current() || env::var_os("CI").is_some() {
        let written = fs::read(&path).expect("the image is there");
        assert!(written == image, "write it anew: UPDATE_RULES=1 cargo test --test image");
    }
}
