"""Versions of one rule: no day has two of them, and a day that has none is declared."""

# ruff: noqa: E501 - tables, one pair of dates a line
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy import Problem, shipped_instrument, shipped_instruments, shipped_profiles
from egovdocs.policy.problems import InvalidPolicyFile
from egovdocs.policy.tools import check, usable
from egovdocs.policy.versions import overlaps
from small_policies import clause, instrument, load

WHY = 'why = { vi = "Vì thử.", en = "For trying." }'
GAP = 'gap = { vi = "Chưa có văn bản nào.", en = "There was no text." }'


def first(end: str, gap: str = "") -> str:
    """The first version of d1, in force from 2019-01-01 to *end*."""
    until = f", until = {end}{gap}" if end else ""
    text = instrument("thu/1-2019", clause("d1", WHY))
    return text.replace("from = 2019-01-01", f"from = 2019-01-01{until}")


def then(start: str, more: str = "") -> str:
    """The next version of it, in force from *start*."""
    return instrument(
        "thu/2-2020", clause("d1", f'{WHY}\nreplaces = ["thu/1-2019#d1"]\n{more}'), start=start
    )


def said(folder: Path, *texts: str) -> tuple[Problem, ...]:
    """What is wrong with the last of *texts*, the others standing beside it."""
    for number, text in enumerate(texts):
        (folder / f"text{number}.toml").write_text(text, encoding="utf-8")
    return check(folder / f"text{len(texts) - 1}.toml")


# fmt: off
MEETING = [
    # the first ends   the second begins  its gap     code                days
    ("2020-06-30",     "2020-07-01",      "",         "",                 ""),            # on the day before: one version a day
    ("2020-07-01",     "2020-07-01",      "",         "versions-overlap", "2020-07-01 – 2020-07-01"),
    ("2020-12-31",     "2020-07-01",      "",         "versions-overlap", "2020-07-01 – 2020-12-31"),
    ("",               "2020-07-01",      "",         "versions-overlap", "2020-07-01 – …"),
    ("2020-12-31",     "2020-07-01",      GAP,        "versions-overlap", "2020-07-01 – 2020-12-31"),
    ("2020-06-29",     "2020-07-01",      "",         "versions-gap",     "2020-06-30 – 2020-06-30"),
    ("2019-12-31",     "2020-07-01",      "",         "versions-gap",     "2020-01-01 – 2020-06-30"),
    ("2019-12-31",     "2020-07-01",      GAP,        "",                 ""),            # declared
    ("2020-06-30",     "2020-07-01",      GAP,        "gap-needless",     ""),
]
# fmt: on


@pytest.mark.parametrize(("end", "start", "gap", "code", "days"), MEETING)
def test_where_two_versions_meet(
    tmp_path: Path, end: str, start: str, gap: str, code: str, days: str
) -> None:
    found = said(tmp_path, first(end), then(start, gap))
    told = [part for part in found if part.code != "gap-needless"] or list(found)

    assert [(part.code, part.value) for part in told] == ([(code, days)] if code else [])
    for part in told:
        assert part.file == "text1.toml"
        assert part.key == ("clause[0].gap" if code == "gap-needless" else "clause[0].replaces")
        assert part.line > 1
        assert usable([part]) is (code != "versions-overlap")


def test_a_policy_in_which_two_versions_overlap_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(InvalidPolicyFile) as caught:
        load(tmp_path, first("2020-07-01"), then("2020-07-01"))

    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.key) == (
        "versions-overlap", "thu/2-2020", "clause[0].replaces",
    )  # fmt: skip


def test_a_policy_with_a_gap_is_loaded(tmp_path: Path) -> None:
    policy = load(tmp_path, first("2019-12-31"), then("2020-07-01"))

    assert [part.in_force.holds(date(2020, 3, 2)) for part in policy.instruments] == [False, False]


def test_two_texts_that_take_the_place_of_one_at_the_same_time(tmp_path: Path) -> None:
    other = then("2021-01-01", GAP).replace("thu/2-2020", "thu/3-2021")
    with pytest.raises(InvalidPolicyFile) as caught:
        load(tmp_path, first("2020-06-30"), then("2020-07-01"), other)

    (problem,) = caught.value.problems
    assert problem.value == "thu/1-2019#d1, 2021-01-01 – …"
    assert problem.expected == "thu/3-2021#d1"


@pytest.mark.parametrize(
    ("since", "code"),
    [("2020-07-01", ""), ("2020-07-02", "versions-overlap"), ("2020-06-30", "versions-gap")],
)
def test_a_clause_that_is_superseded_ends_where_the_other_begins(
    tmp_path: Path, since: str, code: str
) -> None:
    later = instrument("thu/2-2020", clause("d1", WHY), start="2020-07-01")
    gone = f'{WHY}\nsuperseded = {{ from = {since}, by = "thu/2-2020#d1" }}'
    found = said(tmp_path, later, instrument("thu/1-2019", clause("d1", gone)))

    assert [part.code for part in found] == ([code] if code else [])
    assert all(part.key == "clause[0].superseded.from" and part.line > 1 for part in found)


@pytest.mark.parametrize(
    ("gap", "code"), [("", "versions-gap"), (f", {GAP}", "")], ids=["undeclared", "declared"]
)
def test_a_text_that_ends_with_nothing_after_it(tmp_path: Path, gap: str, code: str) -> None:
    found = said(tmp_path, first("2020-06-30", gap))

    assert [part.code for part in found] == ([code] if code else [])
    assert all(part.key == "instrument.in_force.until" and usable([part]) for part in found)


def test_a_version_of_a_clause_that_is_not_there(tmp_path: Path) -> None:
    (found,) = said(tmp_path, first("2020-06-30"), then("2020-07-01").replace("#d1", "#d11"))

    assert (found.code, found.expected) == ("no-such-clause", "thu/1-2019#d1")


# -- what is shipped -------------------------------------------------------------------------------


def test_the_shipped_texts_have_one_version_a_day() -> None:
    assert list(overlaps(map(shipped_instrument, shipped_instruments()))) == []


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_passes_the_proof(name: str) -> None:
    assert list(overlaps(egovdocs.load(name).instruments)) == []


@pytest.mark.parametrize(
    ("question", "former", "later"),
    [
        ("sent", "vn/51-2005-qh11#d17.k1", "vn/20-2023-qh15#d15.k1"),
        ("received", "vn/51-2005-qh11#d19.k1", "vn/20-2023-qh15#d17.k1"),
    ],
)
def test_the_laws_on_e_transactions_change_on_1_july_2024(
    question: str, former: str, later: str
) -> None:
    """Law 51/2005 to 30 June 2024, Law 20/2023 from 1 July 2024: one of them on each day."""
    told = {}
    for address in (former, later):
        ident, _, place = address.partition("#")
        found = shipped_instrument(ident)
        clause_ = found.clause(place)
        assert clause_ is not None
        assert clause_.answer is not None
        assert clause_.answer.question == question
        told[address] = found.in_force
    assert [told[former].holds(day) for day in (date(2024, 6, 30), date(2024, 7, 1))] == [
        True,
        False,
    ]
    assert [told[later].holds(day) for day in (date(2024, 6, 30), date(2024, 7, 1))] == [
        False,
        True,
    ]
    replaced = shipped_instrument("vn/20-2023-qh15").clause(later.partition("#")[2])
    assert replaced is not None
    assert replaced.replaces == (former,)
