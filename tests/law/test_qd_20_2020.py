"""
Decision 20/2020/QĐ-TTg, Articles 4 to 6: electronic identifiers of agencies and organisations.

From 15 September 2020; until 15 September 2022 ids of 13 characters were in use beside the
new ones.  The day is that which the document bears.
"""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import pytest
from cases import case, exchange, party
from decree_cases import IDENTIFIERS, bench, letter

from egovdocs.policy import shipped_instrument
from egovdocs.record import UNKNOWN

QD20 = bench(IDENTIFIERS)
DAY = "2023-03-13"
OLD, NEW = "000.00.07.H39", "H39.07"


def verdict(rule: str, ident: Any, day: str = DAY) -> str:
    """The verdict of *rule* on an id that stands for the sender and for the recipient alike."""
    given = letter(day, sender=party(ident), recipients=(party(ident),))
    found = {QD20.verdict(case(given, *exchange(day, ident)), f"{rule}/{of}") for of in
             ("sender", "recipient")}  # fmt: skip
    assert len(found) == 1, found
    return found.pop()


# fmt: off
FORMS = [
    # id                                     form              level 1           groups            because
    ("H39",                                  "kept",           "kept",           "kept",           "a province"),
    ("H39.07",                               "kept",           "kept",           "kept",           "a department of it"),
    ("G12.18.A1B.00042",                     "kept",           "kept",           "kept",           "groups of any width, with letters"),
    ("H39." + "A" * 31,                      "kept",           "kept",           "kept",           "35 characters"),
    ("H39." + "A" * 32,                      "broken",         "kept",           "kept",           "36 characters"),
    ("h39.07",                               "broken",         "broken",         "kept",           "a small letter"),
    ("H39-07",                               "broken",         "broken",         "kept",           "a hyphen where a full stop parts the groups"),
    ("H39.0Đ",                               "broken",         "kept",           "kept",           "Đ is not among A to Z"),
    ("H39..07",                              "kept",           "kept",           "broken",         "an empty group"),
    ("H3.07",                                "kept",           "broken",         "kept",           "one digit"),
    ("H391.07",                              "kept",           "broken",         "kept",           "three digits"),
    ("07.H39",                               "broken",         "not-applicable", "not-applicable", "level 1 on the right"),
    ("0312345678",                           "not-applicable", "not-applicable", "not-applicable", "the registered code of an enterprise: Article 5"),
    ("Z01ABC",                               "not-applicable", "not-applicable", "not-applicable", "an organisation under a scheme: Article 6"),
    ("",                                     "not-applicable", "not-applicable", "not-applicable", "that it is missing is another clause's business"),
]
GENERATIONS = [
    # day           old               new               because
    ("2020-09-14",  "not-applicable", "not-applicable", "the eve of the Decision"),
    ("2020-09-15",  "kept",           "kept",           "its first day: both are in use"),
    ("2021-06-01",  "kept",           "kept",           "in the transition"),
    ("2022-09-15",  "kept",           "kept",           "the last day of the transition"),
    ("2022-09-16",  "broken",         "kept",           "the day after"),
    ("2025-03-10",  "broken",         "kept",           "long after"),
]
SCHEMES = [
    # id                     scheme            number            joined            code              because
    ("Z01ABC",               "kept",           "kept",           "kept",           "kept",           "the first scheme"),
    ("Z99" + "7" * 32,       "kept",           "kept",           "kept",           "kept",           "the last scheme, 32 characters"),
    ("Z01" + "7" * 33,       "kept",           "kept",           "kept",           "broken",         "33 characters"),
    ("Z01",                  "kept",           "kept",           "kept",           "broken",         "no code"),
    ("Z00ABC",               "kept",           "broken",         "kept",           "kept",           "schemes begin with Z01"),
    ("Z01.ABC",              "kept",           "kept",           "broken",         "kept",           "a full stop in between"),
    ("Z1ABC",                "broken",         "not-applicable", "not-applicable", "not-applicable", "one digit"),
    ("H39.07",               "not-applicable", "not-applicable", "not-applicable", "not-applicable", "an agency: Article 4"),
]
# fmt: on


class TestArticle4:
    """At most 35 characters, digits, capitals and full stops; level 1 leftmost."""

    @pytest.mark.parametrize(("ident", "form", "level", "groups", "because"), FORMS)
    def test_form(self, ident: str, form: str, level: str, groups: str, because: str) -> None:
        assert verdict("d4.k1", ident) == form, because
        assert verdict("d4.k2", ident) == level, because
        assert verdict("d4.k3", ident) == groups, because

    @pytest.mark.parametrize("rule", ["d4.k1", "d4.k2", "d4.k3", "d6.k2.a"])
    def test_an_id_that_nobody_gave(self, rule: str) -> None:
        given = letter(DAY, sender=party(UNKNOWN))  # type: ignore[arg-type]

        assert QD20.verdict(case(given, *exchange(DAY)), f"{rule}/sender") == "undecided"

    def test_the_digits_of_level_1_may_be_any_letter_but_z(self) -> None:
        assert verdict("d4.k2", "A00.1") == "kept"
        assert verdict("d4.k2", "Y99.1") == "kept"
        assert verdict("d4.k2", "Z01.1") == "not-applicable"


class TestArticle11:
    """Until 15 September 2022 both generations are in use, after it the new one."""

    @pytest.mark.parametrize(("day", "old", "new", "because"), GENERATIONS)
    def test_generations(self, day: str, old: str, new: str, because: str) -> None:
        assert verdict("d4.k1", OLD, day) == old, because
        assert verdict("d4.k1", NEW, day) == new, because

    def test_it_says_until_when_the_old_one_was_in_use(self) -> None:
        given = letter(DAY, sender=party(OLD), recipients=(party(OLD),))
        finding = QD20.finding(case(given, *exchange(DAY, OLD)), "d4.k1/sender")

        assert finding.facts["old_until"] == "15/09/2022"
        assert "15/09/2022" in finding.message("vi")

    def test_an_old_id_has_no_level_1_on_the_left(self) -> None:
        assert verdict("d4.k2", OLD, "2021-06-01") == "not-applicable"
        assert verdict("d4.k3", OLD, "2021-06-01") == "not-applicable"

    def test_without_a_date_the_day_of_issue_decides(self) -> None:
        given = letter(DAY, date=UNKNOWN, sender=party(OLD))

        assert QD20.verdict(case(given, *exchange(DAY)), "d4.k1/sender") == "broken"
        silent = case(given, *exchange(DAY, published=None), until=None)
        assert QD20.verdict(silent, "d4.k1/sender") == "undecided"


class TestArticle6:
    """Other organisations: a scheme Z01 to Z99 and, run on, at most 32 characters."""

    @pytest.mark.parametrize(("ident", "scheme", "number", "joined", "code", "because"), SCHEMES)
    def test_schemes(
        self, ident: str, scheme: str, number: str, joined: str, code: str, because: str
    ) -> None:
        assert verdict("d6.k2.a", ident) == scheme, because
        assert verdict("d6.k2.b", ident) == number, because
        assert verdict("d6.k1", ident) == joined, because
        assert verdict("d6.k3", ident) == code, because


class TestOtherProvisions:
    """What no case shows has no rule, and says why."""

    def test_every_row_has_a_rule_or_a_reason(self) -> None:
        for clause in shipped_instrument(IDENTIFIERS).clauses:
            assert clause.rules or clause.why["vi"], clause.at
