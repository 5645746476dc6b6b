//! Units that the words around them tell, by table: a sentence and the figures it holds.

use crate::{Reader, table};

#[test]
fn money_of_several_countries() {
    table(&[
        ("The Basel museum paid 30 million francs.", &["30 million francs = 30000000 Swiss franc"]),
        ("The Lyon museum paid 30 million francs.", &["30 million francs = 30000000 French franc"]),
        // A draft that speaks of both leaves it where it was.
        (
            "The Lyon firm sold its Swiss arm for 9 million francs.",
            &["9 million francs = 9000000 French franc"],
        ),
        (
            "A Karachi grocer wants Rs 500 or rupees 40.",
            &["Rs 500 = 500 Pakistani rupee", "rupees 40 = 40 Pakistani rupee"],
        ),
        ("They owed 10 dinars and 20 crowns.", &["10 dinars = 10 dinar", "20 crowns = 20 crown"]),
        ("In Amman they owed 10 dinars.", &["10 dinars = 10 Jordanian dinar"]),
        (
            "In Oslo it fetched 300 kroner, or 40 crowns.",
            &["300 kroner = 300 Norwegian krone", "40 crowns = 40 Norwegian krone"],
        ),
        ("The Cairo taxi cost 20 million pounds.", &["20 million pounds = 20000000 Egyptian pound"]),
        (
            "The Cairo taxi cost 20 million pounds, said its London owner.",
            &["20 million pounds = 20000000 pound sterling"],
        ),
        (
            "The bill was taka 5 million, or ringgit 90.",
            &["taka 5 million = 5000000 Bangladeshi taka", "ringgit 90 = 90 Malaysian ringgit"],
        ),
    ]);
}

#[test]
fn measures() {
    table(&[
        ("The pilot pulled 9g. The tin holds 9g of salt.", &["9g = 9 standard gravity", "9g = 9 gram"]),
        (
            "The telescope shows a field of 2½' (150\").",
            &["2½' = 2.5 minute of arc", "150\" = 150 second of arc"],
        ),
        ("The hall is 20' by 30'.", &["20' = 20 foot", "30' = 30 foot"]),
        ("It was 13F outside. The fund made its 13F filing.", &["13F = 13 degree Fahrenheit"]),
        ("He won in 7.25s. It sold the Series B 7.25s.", &["7.25s = 7.25 second"]),
        ("A pack of 256K DRAM chips.", &[]),
        ("On the Fahrenheit scale that is 212°.", &["212° = 212 degree Fahrenheit"]),
    ]);
}

#[test]
fn letters() {
    table(&[
        ("She ran 10K, and won a 5k race.", &["10K = 10 kilometre", "5k = 5 kilometre"]),
        ("The marathon drew 5k runners.", &["5k = 5000"]),
        ("They earn 10K.", &["10K = 10000"]),
        ("The magnet is cooled to 300K.", &["300K = 300 kelvin"]),
        ("It sent a packet of 1500b.", &["1500b = 1500 bit"]),
    ]);
}

#[test]
fn all_rows_are_of_known_units() {
    let text = include_str!("../../rules/words/senses.toml");
    let rows: toml::Table = text.parse().expect("the senses are TOML");
    let rows = rows["sense"].as_array().expect("rows");
    let reader = Reader::new();
    for row in rows {
        for key in ["of", "means"] {
            let name = row.get(key).and_then(|name| name.as_str());
            let known = |name: &str| reader.units.by_name(name).is_some();
            assert!(name.is_none_or(known), "{name:?}");
        }
    }
}
