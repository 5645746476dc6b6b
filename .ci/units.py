#!/usr/bin/env python3
"""Compares figcheck's units with pint's, another table of units: `.ci/units.py target/release/figcheck`.

Each unit of `rules/units/` that pint knows is measured in another one of its file, by `figcheck compare` and by pint.
Fails where the two differ, and where fewer units are compared than when this was written.
"""

import json
import pathlib
import subprocess
import sys
import tomllib

import pint

# What pint calls a unit of which it has another name, or another one of that name.
NAMES = {"barrel": "oil_barrel"}
# Defined by convention in different ways: by a ten-thousandth, and by how many radians there are in a turn of 1 Hz.
APART = {"boiler horsepower", "revolution per minute", "revolution per second", "degree per second"}
# The rods, chains and acres of pint are those of the American survey foot, two millionths longer.
TOLERANCE = 1e-5
# No fewer units than this are compared.
LEAST = 350

folder = pathlib.Path(__file__).resolve().parent.parent / "rules" / "units"


def theirs(known, name):
    """One of a unit in pint's table: "square metre", "watt-hour", "kilometre per hour"."""
    if " per " in name:
        above, below = name.split(" per ", 1)
        return theirs(known, above) / theirs(known, below)
    for word, power in (("square ", 2), ("cubic ", 3)):
        if name.startswith(word):
            return theirs(known, name.removeprefix(word)) ** power
    if "-" in name:
        first, second = name.split("-", 1)
        return theirs(known, first) * theirs(known, second)
    return known.Quantity(1, NAMES.get(name, name.replace(" ", "_")))


def ours(program, one, other):
    """How many of `other` one of `one` is; none where figcheck cannot tell."""
    command = [program, "compare", "--format", "json", f"1 {one}", f"1 {other}"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        return None
    told = json.loads(done.stdout)
    return 1 / told["ratio"] if (told["from"], told["to"]) == (f"1 {one}", f"1 {other}") else None


def main(program):
    known = pint.UnitRegistry()
    faults, compared, left = [], 0, []
    # Of temperatures the zeros differ, and a ratio of two tells nothing.
    for file in sorted(file for file in folder.glob("*.toml") if file.name != "temperature.toml"):
        bases = {}
        for unit in tomllib.loads(file.read_text()).get("unit", []):
            name = unit["name"]
            try:
                value = theirs(known, name).to_base_units()
            except Exception:  # pint has many errors, and each says that it has no such unit
                left.append(name)
                continue
            base, base_value = bases.setdefault(str(value.dimensionality), (name, value))
            ratio = None if base == name or name in APART else ours(program, name, base)
            if ratio is None:
                left.append(name)
                continue
            compared += 1
            expected = value.magnitude / base_value.magnitude
            if abs(ratio / expected - 1) > TOLERANCE:
                faults.append(f"{file.name}: 1 {name} is {ratio} {base} here, {expected} there")
    print(f"{compared} units compared, {len(left)} not: {', '.join(left)}")
    print("\n".join(faults))
    if compared < LEAST:
        print(f"fewer than {LEAST} units were compared")
    return bool(faults) or compared < LEAST


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
