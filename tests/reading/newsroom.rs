//! What newspapers print today and printed in 1987, by table: a sentence and the figures it holds.

use crate::table;

#[test]
fn signs_of_currencies() {
    table(&[
        ("A $2 billion deal was struck.", &["$2 billion = 2000000000 US dollar"]),
        ("They paid for A $ 2 billion of bonds.", &["A $ 2 billion = 2000000000 Australian dollar"]),
        ("It was the singer ' s $ 5 million house.", &["$ 5 million = 5000000 US dollar"]),
        (
            "A bridge for R500m, a school for R1.2bn.",
            &["R500m = 500000000 South African rand", "R1.2bn = 1200000000 South African rand"],
        ),
        ("They wore N95 masks on the R2 road in Y2K.", &[]),
        ("A lamp of 5 W, a jug of 5 L.", &["5 W = 5 watt", "5 L = 5 litre"]),
        (
            "It lost Rmb3bn, W500bn and Won1,300.",
            &[
                "Rmb3bn = 3000000000 Chinese yuan",
                "W500bn = 500000000000 South Korean won",
                "Won1,300 = 1300 South Korean won",
            ],
        ),
        (
            "It paid $US5 million, then $NZ4m.",
            &["$US5 million = 5000000 US dollar", "$NZ4m = 4000000 New Zealand dollar"],
        ),
        (
            "The shares rose 12p to #14.13, the #2 of the day.",
            &["12p = 12 penny", "#14.13 = 14.13 pound sterling"],
        ),
        ("They gave away 3 USD50 cards.", &["3 = 3", "USD50 = 50 US dollar"]),
        ("A grant of Rs 2 lakh crore.", &["Rs 2 lakh crore = 2000000000000 Indian rupee"]),
    ]);
}

#[test]
fn letters_of_scales() {
    table(&[
        ("It will cost $10-15m.", &["$10-15m = 10000000..15000000 US dollar"]),
        ("It will cost £10m-15m.", &["£10m-15m = 10000000..15000000 pound sterling"]),
        ("A $10-to-$15 fee.", &["$10-to-$15 = 10..15 US dollar"]),
        ("Some 10-15,000 people came.", &["Some 10-15,000 = 10000..15000"]),
        ("A 30m pool was dug.", &["30m = 30 metre"]),
        ("A 30m increase in visits.", &["30m = 30000000"]),
        ("An extra 3m new homes.", &["3m = 3000000"]),
        ("She won the 60m title and the 3,000m walk.", &["60m = 60 metre", "3,000m = 3000 metre"]),
    ]);
}

#[test]
fn numbers_behind_groups() {
    table(&[
        ("Labour won 21 seats, the Greens 15 and the Whigs 9.", &["21 = 21", "15 = 15", "9 = 9"]),
        ("The Tigers 3 is a film.", &[]),
    ]);
}

#[test]
fn words_and_fractions() {
    table(&[
        ("They ate half-a-dozen eggs.", &["half-a-dozen = 6"]),
        ("Half-a-million people came.", &["Half-a-million = 500000"]),
        ("It took one and three quarter hours.", &["one and three quarter hours = 1.75 hour"]),
        ("It owes one billion and a half million.", &["one billion and a half million = 1000500000"]),
        ("About 1/40 of it is left.", &["About 1/40 = 0.025"]),
        ("Wheat rose 4-1/4 cents to $5.60-1/2.", &["4-1/4 cents = 4.25 cent", "$5.60-1/2 = 5.605 US dollar"]),
        ("The index fell to 2,345-1/4.", &["2,345-1/4 = 2345.25"]),
        ("They write 5,00 there.", &["5,00 = 5"]),
        ("Let's try one last time.", &["one = 1"]),
        ("It took 2 fewer minutes.", &["2 fewer minutes = 2 minute"]),
        ("It lasts an hour and thirty.", &["an hour and thirty = 90 minute"]),
    ]);
}

#[test]
fn people_by_decade() {
    table(&[
        ("A crowd of 20-somethings.", &["20-somethings = 20..29 year"]),
        ("In the 90s she moved.", &[]),
        ("He ran the 90s.", &[]),
        ("A six-figure sum.", &[]),
    ]);
}

#[test]
fn names_of_indices() {
    table(&[
        ("The FTSE 100 closed at 7,512.", &["7,512 = 7512"]),
        ("S&P 500 companies earn more.", &[]),
        ("The Nikkei 300 points higher is no surprise.", &["300 = 300"]),
    ]);
}

#[test]
fn changes_are_no_ranges() {
    table(&[
        ("Output fell by 200 MW to 1,200 MW.", &["200 MW = 200 megawatt", "1,200 MW = 1200 megawatt"]),
        (
            "The bill rose by £3,450 to £5,430.",
            &["£3,450 = 3450 pound sterling", "£5,430 = 5430 pound sterling"],
        ),
        ("Rain may fall by 2 to 3 inches.", &["2 to 3 inches = 2..3 inch"]),
        ("It sees growth of 1.5% to 2%.", &["1.5% to 2% = 1.5..2 percent"]),
        ("A rise of $2m to $15m.", &["$2m = 2000000 US dollar", "$15m = 15000000 US dollar"]),
        ("From 3 km to 5 km", &["From 3 km to 5 km = 3..5 kilometre"]),
        ("It went for $500m plus the debt.", &["$500m = 500000000 US dollar"]),
    ]);
}

#[test]
fn words_that_are_also_verbs() {
    table(&[
        ("It cost 3.5 trillion won in 2024.", &["3.5 trillion won = 3500000000000 South Korean won"]),
        ("A fine of 20,000 won ($15).", &["20,000 won = 20000 South Korean won", "$15 = 15 US dollar"]),
        ("Some 5 million won the day.", &["Some 5 million = 5000000"]),
    ]);
}

#[test]
fn units_of_the_news() {
    table(&[
        ("It pumps 3.2 mb/d.", &["3.2 mb/d = 3.2 million barrels per day"]),
        ("A plant of 5 mtpa.", &["5 mtpa = 5 million tonnes per year"]),
        ("It films at 60fps in 1080p.", &["60fps = 60 frame per second"]),
        ("A fee of GH¢5m.", &["GH¢5m = 5000000 Ghanaian cedi"]),
        ("A lead of 3 pts.", &["3 = 3"]),
        ("It fell 0.2 of a percentage point.", &["0.2 of a percentage point = 0.2 percentage point"]),
        ("Pay within thirty (30) days.", &["thirty (30) days = 30 day"]),
        ("One pound of Welsh coal.", &["One pound = 1 pound"]),
        (
            "A £3 bag holds a pound of London's coal, or 2 pounds of salt.",
            &["£3 = 3 pound sterling", "2 pounds = 2 pound sterling"],
        ),
        (
            "It was 35C, and the temperature will reach 40 degrees.",
            &["35C = 35 degree Celsius", "40 degrees = 40 degree Celsius"],
        ),
        (
            "It was 95F when she turned 90 degrees to the left.",
            &["95F = 95 degree Fahrenheit", "90 degrees = 90 degree"],
        ),
        (
            "It was 35C in a temperature chart of 95F and 40 degrees.",
            &["35C = 35 degree Celsius", "95F = 95 degree Fahrenheit", "40 degrees = 40 degree"],
        ),
    ]);
}

#[test]
fn names_and_ages() {
    table(&[
        ("COP28 was held off the I-95 by a Boeing 737-800.", &[]),
        ("It paid SAR 3.5bn.", &["SAR 3.5bn = 3500000000 Saudi riyal"]),
        ("A woman, 63, and a boy, 9, were hurt.", &["63 = 63 year", "9 = 9 year"]),
        ("Free for those aged 65 and over.", &["aged 65 and over = 65 year"]),
        ("That one costs 3 dimes.", &["3 dimes = 3 dime"]),
        ("A multi-million-pound deal, a multibillion-dollar dam.", &[]),
        ("Millions of dollars and a few hundred metres.", &[]),
    ]);
}

#[test]
fn one_of_a_unit() {
    table(&[
        ("She drank a pint of milk.", &["a pint = 1 pint"]),
        ("A kilogram", &["A kilogram = 1 kilogram"]),
        ("It costs $5 a pint.", &["$5 = 5 US dollar per pint"]),
        ("A ton of the coal sank.", &[]),
        ("It took 2h 30m.", &["2h 30m = 150 minute"]),
        ("They rowed 5 km, 8 metres and 6 cm.", &["5 km, 8 metres and 6 cm = 500806 centimetre"]),
        ("Half-a-percent in half-an-hour.", &["Half-a-percent = 0.5 percent", "half-an-hour = 0.5 hour"]),
        ("One hundred and thirty-two fifths.", &["One hundred and thirty-two fifths = 26.4"]),
        ("One hundred and three fifths.", &["One hundred and three fifths = 100.6"]),
        ("The rock is 66 Ma old.", &["66 Ma old = 66 megayear"]),
    ]);
}

#[test]
fn what_old_wires_print() {
    table(&[
        (
            "It lost 400 mln U.S. dlr, or one ct a share.",
            &["400 mln U.S. dlr = 400000000 US dollar", "one ct = 1 cent per share"],
        ),
        ("It cost three billion marks.", &["three billion marks = 3000000000 Deutsche mark"]),
        ("She got eight marks, past the one million mark.", &["eight = 8", "one million = 1000000"]),
        ("Deficits for Jan'87 and Feb'87.", &[]),
        ("It took 60 bilion dlrs.", &["60 bilion dlrs = 60000000000 US dollar"]),
        ("Some 10,000 FT-SE futures.", &["Some 10,000 = 10000"]),
    ]);
}

#[test]
fn letters_that_are_no_unit() {
    table(&[
        ("Five Boeing 747s and a Boeing 737-400s.", &["Five = 5"]),
        ("There were 36 in North Yorkshire.", &["36 = 36"]),
        ("She heard it on BBC Radio Five Live.", &[]),
        ("Look at Figure 4c.", &[]),
        ("The yard of Tarn Corp <TRN> 440 boats.", &["440 = 440"]),
        ("It was big in the 1970s and 80s, in an 80s film.", &[]),
        ("He is in his late 20s, she in her mid-30s.", &["20s = 20..29 year", "30s = 30..39 year"]),
        ("Half of all over 65s agree.", &["Half = 0.5", "over 65s = 65 year"]),
    ]);
}

#[test]
fn spread_over_time_and_led_to() {
    table(&[
        ("It is worth £90m over six years.", &["£90m = 90000000 pound sterling", "six years = 6 year"]),
        (
            "Sales rose 16% or £640 to £4,640.",
            &["16% = 16 percent", "£640 = 640 pound sterling", "£4,640 = 4640 pound sterling"],
        ),
    ]);
}

#[test]
fn tied_by_hyphens() {
    table(&[
        ("A 5m-pound house.", &["5m-pound = 5000000 pound sterling"]),
        ("A 5-foot-9, 160-pound guard.", &["5-foot-9 = 69 inch", "160-pound = 160 pound"]),
        ("It took an hour-and-a-half.", &["an hour-and-a-half = 1.5 hour"]),
        ("Sales grew 5x; costs 2.5x.", &["5x = 5", "2.5x = 2.5"]),
        ("The 3x2 tiles.", &[]),
        (
            "A one-and-a-half-mile, £3.2bn-a-year track.",
            &["one-and-a-half-mile = 1.5 mile", "£3.2bn = 3200000000 pound sterling per year"],
        ),
        (
            "A US$4.5-million grant and a 100m-plus crowd.",
            &["US$4.5-million = 4500000 US dollar", "100m-plus = 100000000"],
        ),
    ]);
}

#[test]
fn energy_and_health() {
    table(&[
        (
            "A 1.2GW plant makes 9 TWh a year at 34p/kWh.",
            &["1.2GW = 1.2 gigawatt", "9 TWh = 9 terawatt-hour per year", "34p = 34 penny per kilowatt-hour"],
        ),
        (
            "Gas at $2.75/MMBtu, 5 bcf of it.",
            &["$2.75 = 2.75 US dollar per million British thermal units", "5 bcf = 5 billion cubic feet"],
        ),
        (
            "It emits 12 MtCO2e, at 421 ppm.",
            &["12 MtCO2e = 12 megatonne of carbon dioxide equivalent", "421 ppm = 421 part per million"],
        ),
        (
            "Sugar at 126 mg/dL, or 7 mmol/L.",
            &["126 mg/dL = 126 milligram per decilitre", "7 mmol/L = 7 millimole per litre"],
        ),
        ("Rates rose 25bps, the lead 0.5pp.", &["25bps = 25 basis point", "0.5pp = 0.5 percentage point"]),
    ]);
}
