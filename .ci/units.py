#!/usr/bin/env python3
"""Compares figcheck's units with those of pint, another table of units: `.ci/units.py target/release/figcheck`.

Each unit of `rules/units/` that pint knows is measured in another one of its file, by `figcheck compare` and by pint.
Fails where the two differ, and where fewer units are compared than before.
"""

import json
import pathlib
import subprocess
import sys
import tomllib

import pint

# What pint calls a unit of which it has another name, or another one of that name.
NAMES = {
}
# Nothing to compare: units of count, money, and those which both tables define by convention in different ways.
APART = {}
# So many were compared when this was written.
LEAST = 100

folder = pathlib.Path(__file__).resolve().parent.parent / "rules" / "units"


def ratio(program, one, other):
    """How many of `other` one of `one` is; none where figcheck cannot tell."""
    done = subprocess.run([program, "compare", "--format", "json", f"1 {one}", f"1 {other}"], capture_output=True)
    return 1 / json.loads(done.stdout)["ratio"] if done.returncode == 0 else None


def main(program):
    known = pint.UnitRegistry()
    faults, compared, unknown = [], 0, []
    for file in sorted(folder.glob("*.toml")):
        units = [unit["name"] for unit in tomllib.loads(file.read_text()).get("unit", [])]
        base = None
        for name in units:
            try:
                theirs = known.Quantity(1, NAMES.get(name, name.replace(" ", "_")))
                theirs.to_base_units()
            except Exception:
                unknown.append(name)
                continue
            if base is None:
                base = (name, theirs)
                continue
            try:
                expected = (theirs / base[1]).to("").magnitude
            except Exception as error:
                unknown.append(f"{name} ({error})")
                continue
            ours = ratio(program, name, base[0])
            if ours is None:
                unknown.append(f"{name} (not compared)")
                continue
            compared += 1
            if abs(ours / expected - 1) > 1e-6:
                faults.append(f"{file.name}: 1 {name} is {ours} {base[0]} here, {expected} there")
    print(f"{compared} units compared, {len(unknown)} not: {', '.join(unknown)}")
    print("\n".join(faults))
    return bool(faults) or compared < LEAST


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
