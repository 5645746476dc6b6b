//! Quantities that take more than a number and a unit, by table: a sentence and the figures it holds.

use crate::table;
use figcheck::{
    grammar::{figure::What, vocabulary::Vocabulary},
    scan::{Options, scan},
    units::Units,
};

#[test]
fn powers() {
    table(&[
        ("A colony of 10^6 cells.", &["10^6 = 1000000"]),
        ("A colony of 4 × 10⁵ cells.", &["4 × 10⁵ = 400000"]),
        ("A dose of 2.5x10^-2 grams.", &["2.5x10^-2 grams = 0.025 gram"]),
        ("It has 6x2^10 bits.", &["6x2^10 bits = 6144 bit"]),
        ("A note behind 400² is no power.", &["400 = 400"]),
    ]);
}

#[test]
fn separators() {
    table(&[
        ("The tram cost 2'400'000 francs.", &["2'400'000 francs = 2400000 French franc"]),
        ("A coffee is 3,50 euros, a bun €2,00.", &["3,50 euros = 3.5 euro", "€2,00 = 2 euro"]),
        ("They sat in rows 12,50 and 60.", &["12 = 12", "50 = 50", "60 = 60"]),
        ("The gap was 3 point 5 seconds.", &["3 point 5 seconds = 3.5 second"]),
        ("The gap was 3·5 seconds.", &["3·5 seconds = 3.5 second"]),
        ("It fell by 8·4%, from 5·9 to 5·4.", &["8·4% = 8.4 percent", "5·9 = 5.9", "5·4 = 5.4"]),
        ("It read nought point eleven.", &["nought point eleven = 0.11"]),
    ]);
}

#[test]
fn smaller_scales() {
    table(&[
        ("A plot for 2 crore 50 lakh rupees.", &["2 crore 50 lakh rupees = 25000000 Indian rupee"]),
        ("It drew 5 thousand 2 hundred and 46 fans.", &["5 thousand 2 hundred and 46 = 5246"]),
        ("A Rs 500 cr loan.", &["Rs 500 cr = 5000000000 Indian rupee"]),
        ("They have 5 million 20 dollar bills.", &["5 million = 5000000", "20 dollar = 20 US dollar"]),
        ("About 3.4K people liked it.", &["About 3.4K = 3400"]),
        ("It raised 3m EUR.", &["3m EUR = 3000000 euro"]),
        (
            "The order is worth 300 MSEK, or MEUR 26.",
            &["300 MSEK = 300000000 Swedish krona", "MEUR 26 = 26000000 euro"],
        ),
    ]);
}

#[test]
fn points_and_zeros() {
    table(&[
        (
            "A quarter-point cut, a half point lead.",
            &["A quarter-point = 0.25 percentage point", "a half point = 0.5 percentage point"],
        ),
        ("Nothing is colder than absolute zero.", &["zero = 0 kelvin"]),
        ("The year's result was ($4.2m).", &["$4.2m = -4200000 US dollar"]),
        ("A loss a share of ($0.12).", &["$0.12 = -0.12 US dollar"]),
        (
            "It costs a quarter of 1 percent, or half of one mile.",
            &["a quarter of 1 percent = 0.25 percent", "half of one mile = 0.5 mile"],
        ),
        ("A meal cost 300 rand ($16).", &["300 rand = 300 South African rand", "$16 = 16 US dollar"]),
        ("They wanted 10 $ 30 cents.", &["10 $ 30 cents = 10.3 US dollar"]),
    ]);
}

#[test]
fn scales_that_are_letters() {
    table(&[
        ("The mine sold 5m-6m tonnes.", &["5m-6m tonnes = 5000000..6000000 tonne"]),
        ("A 3m x 4m room.", &["3m = 3 metre", "4m = 4 metre"]),
        (
            "Rates rose from $26 to $31 million.",
            &["$26 = 26000000 US dollar", "$31 million = 31000000 US dollar"],
        ),
        (
            "They scored four more second-half goals in four more seconds.",
            &["four = 4", "four more seconds = 4 second"],
        ),
        ("The 12-3/4s of 2011.", &["12-3/4 = 12.75"]),
        ("A round of 12-under.", &["12 = 12"]),
        (
            "Rings for 12- and 13-year-olds, two- and three-year terms.",
            &["12 = 12 year", "13-year-olds = 13 year", "two = 2 year", "three-year = 3 year"],
        ),
        ("Guests were Tom Hill, 54; Ann Reed, 39.", &["54 = 54 year", "39 = 39 year"]),
        ("He is 6 feet 4 and strong.", &["6 feet 4 = 76 inch"]),
        ("It is the No. 2 maker of No 2 pencils.", &["2 = 2"]),
        ("A 50-guinea prize, down 1/4 point.", &["50-guinea = 50 guinea", "1/4 = 0.25"]),
    ]);
}

#[test]
fn shares_of_every_so_many() {
    table(&[
        ("Two in every five left.", &["Two in every five = 0.4"]),
        ("One of every three stayed.", &["One of every three = 0.3333333333333333"]),
        ("The odds are one in 14 million.", &["one in 14 million = 0.00000007142857142857142"]),
        ("They were outnumbered three to one.", &[]),
        ("Prices fell from three to one.", &["three = 3", "one = 1"]),
    ]);
}

#[test]
fn chains_of_units() {
    table(&[
        ("A rope of 3 yards 5 feet 8 inches.", &["3 yards 5 feet 8 inches = 176 inch"]),
        ("A walk of 12 km, 7 metres, 4 cm.", &["12 km, 7 metres, 4 cm = 1200704 centimetre"]),
        ("Curtains of 3 yards and 5 feet.", &["3 yards and 5 feet = 14 foot"]),
        ("A house at 40°42′N.", &["40°42′ = 2442 minute of arc"]),
        ("Runs of 5 km, 800 metres.", &["5 km = 5 kilometre", "800 metres = 800 metre"]),
        ("A field of an acre and a half.", &["an acre and a half = 1.5 acre"]),
        (
            "It flew at Mach 3 in a magnitude 7.1 quake.",
            &["Mach 3 = 3 Mach", "magnitude 7.1 = 7.1 magnitude (earthquake)"],
        ),
        ("A back line of three-four-three.", &["three = 3", "four = 4", "three = 3"]),
        ("It is sold at $3 a share.", &["$3 = 3 US dollar per share"]),
    ]);
}

#[test]
fn fractions() {
    table(&[
        ("Two twenty-fifths of it is salt.", &["Two twenty-fifths = 0.08"]),
        ("It lasts a millionth of a second.", &["a millionth of a second = 0.000001 second"]),
        ("The one millionth visitor came.", &[]),
        ("Two-and-a-half-year terms.", &["Two-and-a-half-year = 2.5 year"]),
        ("A three-quarter-mile track.", &["three-quarter-mile = 0.75 mile"]),
        ("A bolt of 2/1000 kilograms.", &["2/1000 kilograms = 0.002 kilogram"]),
        ("It shrank for two quarters.", &["two = 2"]),
        ("One one-hundredth of a second.", &["One one-hundredth of a second = 0.01 second"]),
        ("One hundred forty-fifths of it.", &["One hundred forty-fifths = 2.2222222222222223"]),
        ("One hundred and forty fifths of it.", &["One hundred and forty fifths = 28"]),
        (
            "Three twenty-firsts of it, five thousand millionths.",
            &["Three twenty-firsts = 0.14285714285714285", "five thousand millionths = 0.005"],
        ),
        (
            "It lost nearly a third, and about a tenth, mostly wheat.",
            &["nearly a third = 0.3333333333333333", "about a tenth = 0.1"],
        ),
        ("A third, lost as well, sank.", &[]),
        ("A baker's dozen of rolls.", &["A baker's dozen = 1 baker's dozen"]),
        ("A stone is 14 pounds, a mile is a long way.", &["A stone = 1 stone", "14 pounds = 14 pound"]),
        ("Some three quarters agreed.", &["Some three quarters = 0.75"]),
    ]);
}

#[test]
fn one_of_a_unit_and_more() {
    table(&[
        ("It took an hour and a half.", &["an hour and a half = 1.5 hour"]),
        ("A year and a half later it sank.", &["A year and a half = 1.5 year"]),
        ("It cost a dollar and 42 cents.", &["a dollar and 42 cents = 1.42 US dollar"]),
        ("An hour and 45 minutes passed.", &["An hour and 45 minutes = 105 minute"]),
        ("They waited an hour and left.", &[]),
        ("They ran two miles and half the way back.", &["two miles = 2 mile", "half = 0.5"]),
    ]);
}

#[test]
fn smaller_units() {
    table(&[
        ("He is 5 feet, 10 inches tall.", &["5 feet, 10 inches = 70 inch"]),
        ("The pole is 12 ft 2 in.", &["12 ft 2 in. = 146 inch"]),
        ("A 5-foot-10-inch guard.", &["5-foot-10-inch = 70 inch"]),
        ("A 6-foot-4 forward.", &["6-foot-4 = 76 inch"]),
        ("He is six foot two.", &["six foot two = 74 inch"]),
        ("She is 5' 11'' now.", &["5' 11'' = 71 inch"]),
        ("They rowed 5 km, 800 metres behind.", &["5 km = 5 kilometre", "800 metres = 800 metre"]),
        ("A pass for £3 and 20p.", &["£3 and 20p = 3.2 pound sterling"]),
        ("A pass for A$3 and 20 cents.", &["A$3 and 20 cents = 3.2 Australian dollar"]),
        ("It cost 15 dollars and 50.", &["15 dollars and 50 = 15.5 US dollar"]),
        ("It cost 15 dollars and 50 francs.", &["15 dollars = 15 US dollar", "50 francs = 50 French franc"]),
        ("It costs between 15 dollars and 50.", &["15 dollars = 15 US dollar", "50 = 50"]),
        ("It ran 1 year, 2 days and 3 hours.", &["1 year, 2 days and 3 hours = 8817 hour"]),
    ]);
}

#[test]
fn spellings() {
    table(&[
        ("A 2,500-square-foot barn.", &["2,500-square-foot = 2500 square foot"]),
        ("A lake of 4 km squared.", &["4 km squared = 4 square kilometre"]),
        ("A field of 5 sq. miles.", &["5 sq. miles = 5 square mile"]),
        ("The shelf holds 20 (kg).", &["20 (kg) = 20 kilogram"]),
        ("The rod is 2 in.", &["2 in. = 2 inch"]),
        ("They scored 2 in May.", &["2 = 2"]),
        ("Paid in AUD$ 15 notes.", &["AUD$ 15 = 15 Australian dollar"]),
        ("A bill of 100元.", &["100元 = 100 Chinese yuan"]),
    ]);
}

#[test]
fn temperatures() {
    table(&[
        ("It was 20 below zero.", &["20 below zero = -20 degree"]),
        ("It fell to 5 degrees below zero.", &["5 degrees below zero = -5 degree"]),
        ("Heat it to 40 deg celsius.", &["40 deg celsius = 40 degree Celsius"]),
        ("Water boils at 100° Celsius.", &["100° Celsius = 100 degree Celsius"]),
        ("The 20 C Street shop.", &[]),
        ("A Boeing 777F landed.", &[]),
    ]);
}

#[test]
fn ages() {
    table(&[
        ("A man in his 40s fell.", &["40s = 40..49 year"]),
        ("A woman in her mid-30s.", &["30s = 30..39 year"]),
        ("Free for over-65s.", &["65s = 65 year"]),
        ("He ran it in 52s.", &["52s = 52 second"]),
        ("She retired at the age of 40.", &["age of 40 = 40 year"]),
        ("The caller is a 64 yo vet.", &["64 yo = 64 year"]),
    ]);
}

#[test]
fn margins_and_bounds() {
    table(&[
        (
            "A margin of plus or minus 3 percentage points.",
            &["plus or minus 3 percentage points = 3 percentage point"],
        ),
        ("It weighs 2.5±0.1 kg.", &["2.5±0.1 kg = 2.5 kilogram"]),
        ("At most 9 and at least 5 boats.", &["At most 9 and at least 5 = 5..9"]),
    ]);
}

#[test]
fn one_unit_for_two() {
    table(&[
        ("They gave 45 and 50 mg.", &["45 = 45 milligram", "50 mg = 50 milligram"]),
        ("It rose to 4,573 and 34 percent.", &["4,573 = 4573", "34 percent = 34 percent"]),
        ("Sales rose from about $350 to $680.", &["about $350 = 350 US dollar", "$680 = 680 US dollar"]),
        ("A 75 -300mm lens.", &["75 -300mm = 75..300 millimetre"]),
        ("Tin stood at 418/420 pence.", &["418/420 pence = 418..420 penny"]),
        ("Costs were cut by half to 66.2 million.", &["half = 0.5", "66.2 million = 66200000"]),
    ]);
}

#[test]
fn no_amounts() {
    table(&[
        ("A 7-Point plan for 7-Eleven.", &[]),
        ("The Big Ten met.", &[]),
        ("A two-for-one sale at odds of 3-to-1.", &[]),
        ("At any one time it is full.", &[]),
        ("It grew between 2002 and 2003.", &[]),
        ("Between 1500 and 2000 people came.", &["Between 1500 and 2000 = 1500..2000"]),
        ("It opened on March five.", &[]),
        ("On March five boats sank.", &["five = 5"]),
        ("Tens of thousands came.", &[]),
        ("The firm filed a 10-K form under Section 39A.", &[]),
        ("It rained for a sixth month in a row.", &[]),
        ("A fourth, also at sea, sank.", &[]),
        ("On April 27: a fair.", &[]),
        ("Of these, 11 billion are from abroad.", &["11 billion = 11000000000"]),
    ]);
}

#[test]
fn the_draft_says_which_dollar() {
    table(&[
        ("It paid $5 million. (All figures in Canadian dollars.)", &["$5 million = 5000000 Canadian dollar"]),
        (
            "It paid $5 million, or US$4 million. Amounts are in Australian dollars.",
            &["$5 million = 5000000 Australian dollar", "US$4 million = 4000000 US dollar"],
        ),
        ("It paid $5 million in Canada for prices in francs.", &["$5 million = 5000000 US dollar"]),
        ("Bonds sold in Canadian dollars fell. It paid $5 million.", &["$5 million = 5000000 US dollar"]),
    ]);
}

/// What a newsroom adds to have its own unit: these lines, and nothing else.
#[test]
fn a_unit_nobody_thought_of_is_read() {
    let own = "\
[[unit]]
name = \"sheppey\"
also = \"sheppies\"
symbols = \"shp\"
definition = \"1408.176 meters\"
";
    let file = format!("source = \"https://example.org\"\ndimension = \"length\"\n{own}");
    assert_eq!(own.lines().skip(1).count(), 4);
    let units = Units::load(&[("own.toml", &file)]).expect("good TOML");
    let vocabulary = Vocabulary::built_in(&units).expect("the built-in words load");
    for (text, value) in [
        ("A flock of sheep 2 sheppeys away.", 2.0),
        ("A 3-sheppey walk.", 3.0),
        ("Two and a half sheppies on.", 2.5),
        ("A sheppey and a half on.", 1.5),
        ("It is 5shp long.", 5.0),
    ] {
        let found = scan(text, &vocabulary, &units, &Options::default());
        let figure = found.marks.iter().find_map(|m| match &m.what {
            What::Figure(f) => f.unit.as_ref().map(|u| (f.amount.value, u.unit)),
            _ => None,
        });
        assert_eq!(figure, units.by_name("sheppey").map(|id| (value, id)), "{text}");
    }
}
