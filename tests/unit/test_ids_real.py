"""Numbers and agency ids that real agencies wrote, errors of typing and scanning included."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from egovdocs.ids import AgencyId, DocumentNumber, InvalidIdentifier

DATA = Path(__file__).parents[1] / "data"

# Odd to those who collected them, and still within the grammar: digits or & in a group.
WITHIN_THE_GRAMMAR = {
    "3374/CCTKV02-NVDTPC", "1751/KH-BCĐTƯATTP", "09-NQ/TƯ", "781/B1-B3-B5", "4379/C06-P2",
    "27/2000/QĐ-BGD&ĐT", "24/2025/TT-BGD&ĐT", "02/2002/TT-BGD&ĐT", "02/2015/TT-BLĐTB&XH",
    "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "847/CCTKV20-QLDN1", "50/N2-TC",
    "19/2012/TTLT-BTC-BKH&ĐT-BTTTT", "10/2007/TTLT-BLĐTB&XH-HCCBVN-BTC-BQP",
    "01/2010/NQLT-CP-HCCBVN",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def number(text: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(text)
    except InvalidIdentifier:
        return None


def agency(text: str) -> AgencyId | None:
    try:
        return AgencyId.parse(text)
    except InvalidIdentifier:
        return None


def share(found: Iterable[object]) -> float:
    known = [value is not None for value in found]
    return sum(known) / len(known)


NUMBERS = rows("document_numbers.csv")
ODD = [row["code"] for row in NUMBERS if row["class"] == "odd"]
PLAIN = [row["code"] for row in NUMBERS if row["class"] != "odd"]
AGENCIES = [row["id"] for row in rows("agency_ids.csv")]
FORMS = {
    "vbqppl": "normative",
    "ttlt": "normative",
    "quoc-hoi": "national-assembly",
    "hanh-chinh": "administrative",
    "cong-van": "official-letter",
    "dang": "party",
}


def test_nearly_all_numbers_are_read() -> None:
    assert len(PLAIN) > 1_400
    assert share(map(number, PLAIN)) >= 0.995


def test_most_odd_numbers_are_read() -> None:
    assert len(ODD) > 200
    assert share(map(number, ODD)) >= 0.80


def test_the_problem_of_an_odd_number_is_named() -> None:
    found = {text: number(text) for text in ODD}
    silent = {text for text, value in found.items() if value and not value.problems}

    assert silent == WITHIN_THE_GRAMMAR


def test_numbers_are_of_the_class_that_they_were_filed_under() -> None:
    """Not all: QD-TTg was filed as an official letter, for want of its marks."""
    filed = [(FORMS[row["class"]], number(row["code"])) for row in NUMBERS if row["class"] in FORMS]
    agreed = [form for form, value in filed if value and value.form == form]

    assert len(agreed) / len(filed) > 0.95


def test_canonical_numbers_are_stable() -> None:
    for found in filter(None, map(number, PLAIN + ODD)):
        again = DocumentNumber.parse(str(found))

        assert str(again) == str(found)
        assert (again.form, again.kind, again.year) == (found.form, found.kind, found.year)


def test_agency_ids_are_read_except_the_name_of_a_system() -> None:
    assert [text for text in AGENCIES if agency(text) is None] == ["vxp.saas.03"]


def test_canonical_agency_ids_are_those_of_the_lists() -> None:
    for text in AGENCIES:
        found = agency(text)

        assert found is None or str(found) == text
