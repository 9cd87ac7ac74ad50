"""Odd values in any place of a policy file: they are problems of the file, never a crash."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from egovdocs.policy.instrument import instrument_in
from egovdocs.policy.problems import Problem, Table
from egovdocs.policy.profile import profile_in
from egovdocs.policy.tools.answers import answers
from egovdocs.policy.tools.asked import unused_readings
from egovdocs.policy.tools.coverage import covers
from egovdocs.policy.tools.hours import hours
from egovdocs.policy.tools.references import references
from egovdocs.policy.tools.rules import rules
from egovdocs.policy.tools.source import Library, Source

INSTRUMENT = """\
[instrument]
id = "thu/1-2020"
number = "1/2020"
title = { vi = "Thử", en = "A trial" }
rank = "provincial-decision"
in_force = { from = 2020-01-01, until = 2021-01-01 }

[[clause]]
at = "d1"
kind = "rule"
vi = "Một."
en = "One."
left = ["phần còn lại"]
ground = { name = "paper", when = { recipient.kind = ["party"], not = { signed = true } } }
superseded = { from = 2020-06-01, by = "vn/30-2020-nd-cp#d5" }
outside = { document.state_secret = true }

[[clause.rule]]
id = "r"
use = "deadline"
from = "signed"
to = ["published"]
limit = "2 working hours"
given = { any = [{ act = "published@email" }, { all = [{ document.kind = "QĐ" }] }] }
unless = "@paper"

[[clause]]
at = "d2"
kind = "delegated"
vi = "Hai."
en = "Two."
to = "thu/1-2020#d1"
why = { vi = "Vì thử.", en = "For trying." }
answers = ["sent"]
answer = { question = "received", channel = "email", given = { about = "message" }, clock = "raw" }
"""
PROFILE = """\
id = "thu"
name = { vi = "Thử", en = "A trial" }
instruments = ["thu/1-2020"]
covers = ["*.H99"]
readings = { sent = "later", before-opening = "same-day" }

[[hours]]
from = 2020-01-01
sessions = ["07:00-11:30"]
alternatives = [["07:30-11:30"]]
season = "04-01..09-30"

[[fact]]
from = 2020-01-01
vi = "Lời báo."
en = "A caution."
cites = "luật"
"""
ODD: list[Any] = [
    5, -1, True, 1.5, "", "một chữ", [], {}, [1, "a"], [[]], ["@x"], {"a": {"b": 1}}, {"any": 3},
    {"all": 3}, {"not": []}, {"act": 5}, {"signed": []}, {"reading": {"x": {}}},
    {"sender": {"kind": {"given": 1}}},
]  # fmt: skip


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the tables of a file."""
    if isinstance(value, dict):
        parts: list[tuple[Any, Any]] = list(value.items())
    else:
        parts = list(enumerate(value)) if isinstance(value, list) else []
    for key, part in parts:
        yield (*here, key)
        yield from places(part, (*here, key))


def with_odd(data: dict[str, Any], place: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    inner: Any = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = odd
    return changed


def found_in_instrument(data: dict[str, Any]) -> list[Problem]:
    source = Source(Path("text.toml"), "", data)
    problems: list[Problem] = []
    instrument_in(Table(data, "text.toml", "", problems))
    library = Library({"thu/1-2020": source})
    return [*problems, *rules(source), *references(source, library), *answers(source)]


def found_in_profile(data: dict[str, Any]) -> list[Problem]:
    source = Source(Path("profile.toml"), "", data)
    problems: list[Problem] = []
    profile_in(Table(data, "profile.toml", "", problems))
    return [*problems, *hours(source), *covers(source), *unused_readings(source, [source])]


CASES = [
    pytest.param(found, tomllib.loads(text), place, id=".".join(map(str, place)))
    for found, text in ((found_in_instrument, INSTRUMENT), (found_in_profile, PROFILE))
    for place in places(tomllib.loads(text))
]


@pytest.mark.parametrize(("found", "data", "place"), CASES)
def test_odd_values_are_told_and_never_crash(
    found: Any, data: dict[str, Any], place: tuple[Any, ...]
) -> None:
    """Of many kinds of odd value in one place at least one is a problem, and all can be said."""
    told = [problem for odd in ODD for problem in found(with_odd(data, place, odd))]

    assert told
    assert all(problem.message("vi") and problem.message("en") for problem in told)
