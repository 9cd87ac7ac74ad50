"""A document's id taken apart, and the generation of the agency id in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import egovdocs
from egovdocs.policy.rules.identifiers import Generation
from egovdocs.policy.rules.register import Parts, RegisterPart, take_apart
from egovdocs.policy.scene import CaseScene
from egovdocs.policy.view import WHOLE
from egovdocs.record import UNKNOWN, Case, Document, Party

POLICY = egovdocs.load("ca-mau")

# fmt: off
APART = [
    # text                          agency, hyphen, year, dot, ordinal
    ("000.00.07.H12-2020.412",      Parts("000.00.07.H12", "-", "2020", ".", "412")),
    (" 000.00.07.H12 - 2020 . 412", Parts("000.00.07.H12", "-", "2020", ".", "412")),
    ("000.00.07.H122020.412",       Parts("000.00.07.H12", "",  "2020", ".", "412")),
    ("000.00.07.H12-20.412",        Parts("000.00.07.H12", "-", "20",   ".", "412")),
    ("H12.07.01-2023.1",            Parts("H12.07.01",     "-", "2023", ".", "1")),
    ("G22,2018,10",                 Parts("G22",           ",", "2018", ",", "10")),
    ("000.00.07.H12",               None),
    ("412/SNV-CCHC",                None),
    ("",                            None),
]
# fmt: on


def scene(**facts: Any) -> CaseScene:
    """A case with these facts of the document, before the rules."""
    return POLICY.scene(POLICY.view(Case("T", document=Document(**facts))))


class TestTakeApart:
    """Each part as it was written, whatever stands between."""

    @pytest.mark.parametrize(("text", "parts"), APART)
    def test_parts(self, text: str, parts: Parts | None) -> None:
        assert take_apart(text) == parts


class TestRegisterPart:
    """What is unreadable or missing is another clause's business."""

    def test_an_agency_part_that_is_no_id_is_compared_as_written(self) -> None:
        given = scene(id="SNV-2020.1", sender=Party(id="000.00.07.H12"))

        outcome = RegisterPart("agency").judge(given, WHOLE)

        assert outcome.verdict.value == "broken"
        assert outcome.facts == {"value": "SNV", "expected": "000.00.07.H12"}

    def test_a_zero_has_no_right_form_but_one(self) -> None:
        outcome = RegisterPart("ordinal").judge(scene(id="H12-2020.000"), WHOLE)

        assert outcome.facts == {"value": "000", "expected": "1"}

    @pytest.mark.parametrize("ident", ["", None])
    @pytest.mark.parametrize("part", ["agency", "year", "ordinal", "dot", "hyphen"])
    def test_no_id(self, part: str, ident: Any) -> None:
        assert RegisterPart(part).judge(scene(id=ident), WHOLE).verdict.value == "not-applicable"


class TestGeneration:
    """Which generation of agency ids was in use on the day of the document."""

    RULE = Generation("document.id", date(2020, 9, 15), date(2022, 9, 15))

    def test_a_uuid_names_no_agency(self) -> None:
        given = scene(id="0c5f4d8e-7a51-4c1f-9a3b-1f2e3d4c5b6a", date=date(2020, 3, 2))

        assert self.RULE.judge(given, WHOLE).verdict.value == "not-applicable"

    def test_without_a_day_nothing_is_decided(self) -> None:
        outcome = self.RULE.judge(scene(id="H12.07-2020.1"), WHOLE)

        assert (outcome.verdict.value, outcome.missing) == ("undecided", ("document.date",))

    @pytest.mark.parametrize("ident", [UNKNOWN, "", None])
    def test_an_id_that_is_not_there(self, ident: Any) -> None:
        expected = "undecided" if ident is UNKNOWN else "not-applicable"

        assert self.RULE.judge(scene(id=ident), WHOLE).verdict.value == expected
