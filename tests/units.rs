//! The built-in units against published values, and what a file of units can have wrong.

use figcheck::units::{Place, Rate, UnitId, Units};
use std::{collections::BTreeSet, fs, path::Path};

fn builtin() -> Units {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/units");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder of units")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    Units::load(&files).unwrap_or_else(|error| panic!("{error} at byte {}", error.span.start))
}

fn unit(units: &Units, name: &str) -> UnitId {
    units.by_name(name).unwrap_or_else(|| panic!("no unit {name}"))
}

/// The first meaning of a spelling, as a reader of words or of symbols would find it.
fn meaning(units: &Units, text: &str) -> String {
    let symbol = units.spellings().find(|spelling| spelling.symbol && spelling.text == text);
    let word = || units.spellings().find(|s| !s.symbol && s.text.to_lowercase() == text.to_lowercase());
    let found = symbol.or_else(word).unwrap_or_else(|| panic!("no spelling {text}"));
    units.get(found.unit).name.to_string()
}

/// Values as their authorities print them: NIST SP 811 and Handbook 44, the SI brochure, the UK's Units of
/// Measurement Regulations, the IAU, the IEA.
#[test]
fn conversions_agree_with_published_values() {
    let units = builtin();
    for (value, from, want, to) in [
        (26.219, "mile", 42.195, "kilometre"),
        (1.0, "nautical mile", 1.150779, "mile"),
        (8.0, "furlong", 1.0, "mile"),
        (1.0, "light-year", 63_241.077, "astronomical unit"),
        (1.0, "parsec", 3.261564, "light-year"),
        (640.0, "acre", 1.0, "square mile"),
        (1.0, "hectare", 2.471054, "acre"),
        (1.0, "imperial gallon", 1.200950, "gallon"),
        (42.0, "gallon", 1.0, "barrel"),
        (1.0, "imperial pint", 568.26125, "millilitre"),
        (1.0, "acre-foot", 325_851.43, "gallon"),
        (1.0, "bushel", 35.239_070, "litre"),
        (1.0, "cord", 128.0, "cubic foot"),
        (12.0, "board foot", 1.0, "cubic foot"),
        (14.0, "pound", 1.0, "stone"),
        (1.0, "troy ounce", 1.097143, "ounce"),
        (1.0, "tonne", 1.102311, "ton"),
        (1.0, "long ton", 1.12, "ton"),
        (100.0, "kilometre per hour", 62.137119, "mile per hour"),
        (1.0, "knot", 1.852, "kilometre per hour"),
        (1.0, "kilowatt-hour", 3412.1416, "British thermal unit"),
        (1.0, "therm", 29.307107, "kilowatt-hour"),
        (1.0, "tonne of oil equivalent", 11.63, "megawatt-hour"),
        (1.0, "horsepower", 0.745_699_9, "kilowatt"),
        (1.0, "atmosphere", 14.695_949, "pound per square inch"),
        (760.0, "torr", 1013.25, "hectopascal"),
        (1.0, "pound-foot", 1.355_818, "newton-metre"),
        (1.0, "curie", 37.0, "gigabecquerel"),
        (1.0, "terabyte", 8e6, "megabit"),
        (1.0, "gibibyte", 1.073_741_824, "gigabyte"),
        (30.0, "mile per gallon", 12.754_311, "kilometre per litre"),
        (1.0, "mile per imperial gallon", 0.832_674, "mile per gallon"),
        (212.0, "degree Fahrenheit", 100.0, "degree Celsius"),
        (-40.0, "degree Celsius", -40.0, "degree Fahrenheit"),
        (0.0, "degree Celsius", 273.15, "kelvin"),
        (150.0, "penny", 1.5, "pound sterling"),
        (50.0, "basis point", 0.5, "percentage point"),
        (2.0, "gross (144)", 24.0, "dozen"),
    ] {
        let (a, b) = (unit(&units, from), unit(&units, to));
        let got = units.convert(value, a, b).expect("commensurable units");
        assert!((got - want).abs() <= want.abs() * 1e-5, "{value} {from} is {got} {to}, not {want}");
    }
}

/// A difference of temperatures has no zero, and neither has one of rates.
#[test]
fn differences_have_no_zero() {
    let checker = figcheck::api::Checker::builtin();
    for (from, to, difference) in [
        ("40C", "45C", "5 degrees Celsius"),
        ("5C", "50F", "9 degrees Fahrenheit"),
        ("2C an hour", "5C an hour", "3 degrees Celsius/h"),
    ] {
        let told = checker.compare(from, to).map(|compared| compared.difference);
        assert_eq!(told.as_deref(), Ok(difference), "{from}, {to}");
    }
}

#[test]
fn rates_combine() {
    let units = builtin();
    let rate = |unit, per| Rate { unit, per: Some(per) };
    let [dollar, barrel, gallon, mile, hour, pound] =
        ["US dollar", "barrel", "gallon", "mile", "hour", "pound sterling"].map(|name| unit(&units, name));
    assert_eq!(units.name_of(rate(dollar, barrel)), "US dollar per barrel");
    let price = units.convert(84.0, rate(dollar, barrel), rate(dollar, gallon)).expect("prices");
    assert!((price - 2.0).abs() < 1e-9);
    assert!(units.commensurable(rate(mile, hour), unit(&units, "metre per second")));
    assert!(units.commensurable(rate(mile, gallon), unit(&units, "kilometre per litre")));
    assert!(!units.commensurable(rate(dollar, barrel), rate(pound, barrel)));
    assert!(!units.commensurable(dollar, pound));
    assert!(!units.commensurable(unit(&units, "percent"), unit(&units, "degree")));
    assert!(!units.commensurable(unit(&units, "percent"), unit(&units, "percentage point")));
}

#[test]
fn spellings_mean_what_a_newspaper_means() {
    let units = builtin();
    for (text, want) in [
        ("km", "kilometre"),
        ("Miles", "mile"),
        ("lbs", "pound"),
        ("pct", "percent"),
        ("bpd", "barrel per day"),
        ("MB", "megabyte"),
        ("Mb", "megabit"),
        ("mW", "milliwatt"),
        ("mw", "megawatt"),
        ("kilowatt hours", "kilowatt-hour"),
        ("metric tons", "tonne"),
        ("tons", "ton"),
        ("dlrs", "US dollar"),
        ("HK$", "Hong Kong dollar"),
        ("stg", "pound sterling"),
        ("cts", "cent"),
        ("pounds", "pound sterling"),
        ("francs", "French franc"),
        ("CHF", "Swiss franc"),
        ("marks", "Deutsche mark"),
        ("lire", "Italian lira"),
        ("renminbi", "Chinese yuan"),
        ("sq ft", "square foot"),
    ] {
        assert_eq!(meaning(&units, text), want, "{text}");
    }
    let pound = unit(&units, "pound");
    assert!(units.spellings().any(|spelling| spelling.text == "pounds" && spelling.unit == pound));
    assert_eq!(units.other(unit(&units, "gallon")), units.by_name("imperial gallon"));
    let dollar = units.spellings().find(|spelling| spelling.text == "$").expect("a dollar sign");
    assert_eq!(dollar.place, Place::Before);
}

#[test]
fn the_table_is_broad_and_every_unit_has_its_source() {
    let units = builtin();
    let dimensions: BTreeSet<&str> = units.iter().map(|(_, unit)| &*unit.dimension).collect();
    assert!(units.len() >= 420, "{} units", units.len());
    assert!(dimensions.len() >= 42, "{} dimensions", dimensions.len());
    let spelled: BTreeSet<UnitId> = units.spellings().map(|spelling| spelling.unit).collect();
    for (id, unit) in units.iter() {
        assert!(units.source(id).starts_with("https://"), "{} has no source", unit.name);
        assert!(spelled.contains(&id), "{} has no spelling", unit.name);
        assert!(unit.factor.is_finite() && unit.factor > 0.0, "{} is {}", unit.name, unit.factor);
    }
    let empty =
        units.spellings().find(|spelling| spelling.text.trim() != spelling.text || spelling.text.is_empty());
    assert_eq!(empty, None);
    assert!(!units.is_empty() && Units::default().is_empty());
}

#[test]
fn a_unit_is_added_in_four_lines() {
    let mine = "[[unit]]\nname = \"smoot\"\ndimension = \"length\"\ndefinition = \"1.7018 meters\"\nsource = \"https://web.mit.edu\"\n";
    let units = Units::load(&[("mine.toml", mine)]).expect("good TOML");
    let smoot = units.get(unit(&units, "smoot"));
    assert_eq!((&*smoot.plural, smoot.factor), ("smoots", 1.7018));
}

#[test]
fn faults_are_told_with_place_and_hint() {
    let head = "source = \"https://example.org\"\ndimension = \"length\"\n";
    for (body, at, message, hint) in [
        ("[[unit]]\nnmae = \"x\"\n", "nmae", "unknown field `nmae`", "\"name\""),
        ("[[unit]]\ndimesnon = \"x\"\n", "dimesnon", "unknown field `dimesnon`", "\"dimension\""),
        ("[[unit]]\nname = 5\n", "5", "expected a string", ""),
        (
            "[[unit]]\nname = \"x\"\ndefinition = \"1 metre\"\n",
            "\"1 metre\"",
            "uom knows no such length",
            "meters",
        ),
        (
            "[[unit]]\nname = \"x\"\ndimension = \"lenght\"\ndefinition = \"1 meter\"\n",
            "\"lenght\"",
            "no dimension",
            "\"length\"",
        ),
        (
            "[[unit]]\nname = \"x\"\ndimension = \"kength\"\ndefinition = \"1 meter\"\n",
            "\"kength\"",
            "no dimension",
            "\"length\"",
        ),
        (
            "[[unit]]\nname = \"x\"\ndefinition = \"1 meter\"\nper = \"1 second\"\n",
            "\"1 meter\"",
            "this per \"1 second\" is no length",
            "",
        ),
        (
            "[[unit]]\nname = \"x\"\nalso = \"ex\"\nweak = \"exx\"\ndefinition = \"1 meter\"\n",
            "exx",
            "no spelling of",
            "\"ex\"",
        ),
        (
            "[[unit]]\nname = \"x\"\nother = \"y\"\ndefinition = \"1 meter\"\n",
            "\"y\"",
            "no unit is called",
            "\"x\"",
        ),
        (
            "[[unit]]\nname = \"x\"\ndefinition = \"1 meter\"\n[[unit]]\nname = \"z\"\nalso = \"b, xs\"\ndefinition = \"1 meter\"\n",
            "xs\"",
            "already a spelling of the unit at mine.toml:4:8",
            "shared",
        ),
        (
            "[[unit]]\nname = \"x\"\ndimension = \"currency\"\ndefinition = \"1 euro\"\n",
            "\"1 euro\"",
            "not an amount of money",
            "EUR",
        ),
        (
            "[[unit]]\nname = \"x\"\ndefinition = \"-1 meter\"\n",
            "\"-1 meter\"",
            "uom knows no such length",
            "meters",
        ),
    ] {
        let text = format!("{head}{body}");
        let error = Units::load(&[("mine.toml", &text)]).expect_err(body);
        assert_eq!(error.file, "mine.toml");
        assert_eq!(error.span.start, text.find(at).expect("there"), "{error}");
        let words = text.get(error.span.clone()).filter(|words| !words.is_empty());
        assert!(words.is_some_and(|words| at.starts_with(words)), "{error}: {words:?}");
        assert!(error.message.contains(message), "{error}");
        assert!(error.hint.as_deref().unwrap_or("").contains(hint), "{error}");
    }
    let bare = Units::load(&[("mine.toml", "[[unit]]\nname = \"x\"\ndefinition = \"1 meter\"\n")]);
    let told = bare.expect_err("no source").to_string();
    assert!(told.starts_with("mine.toml: \"x\" has no source (add `source = "), "{told}");
    let strange = Units::load(&[("mine.toml", "[[unit]]\ncolour = \"x\"\n")]);
    assert_eq!(strange.expect_err("no such field").hint, None, "nothing is near");
}

#[test]
fn a_unit_is_more_than_nothing() {
    for (dimension, amount) in
        [("length", "0 meters"), ("currency", "0 EUR"), ("currency", "-1 EUR"), ("currency", "inf EUR")]
    {
        let text = format!(
            "[[unit]]\nname = \"x\"\nsource = \"https://example.org\"\ndimension = \"{dimension}\"\ndefinition = \"{amount}\"\n"
        );
        let error = Units::load(&[("mine.toml", &text)]).expect_err(amount);
        assert_eq!(text.get(error.span), Some(format!("\"{amount}\"").as_str()));
    }
}
