"""The register of an agency and year: Decision 837/QĐ-UBND of Cà Mau, d7.k3."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.ids import AgencyId, DocumentId, RegisterReport, check_register

OFFICE = "000.00.00.H12"
# fmt: off
REGISTERS: list[tuple[list[int], str, str, int, list[str]]] = [
    # sequences, any order      gaps      repeats   below 1   problems
    ([],                        "",       "",       0,        []),
    ([1, 2, 3],                 "",       "",       0,        []),
    ([3, 1, 2],                 "",       "",       0,        []),
    ([1, 2, 4],                 "3",      "",       0,        ["register.gap"]),
    ([5, 9],                    "1-4 6-8", "",      0,        ["register.gap"]),
    ([1, 2, 2, 3, 3, 3],        "",       "2-3",    0,        ["register.repeat"]),
    ([1, 1, 2, 3, 3],           "",       "1 3",    0,        ["register.repeat"]),
    ([0, 1, 2],                 "",       "",       1,        ["register.below-one"]),
    ([0, 0],                    "",       "",       2,        ["register.below-one"]),
    ([4, 2, 2, 0], "1 3", "2", 1, ["register.gap", "register.repeat", "register.below-one"]),
    ([10**15],                  "1-999999999999999", "", 0,   ["register.gap"]),
]
# fmt: on


def register(numbers: Sequence[int], agency: str = OFFICE, year: int = 2019) -> list[DocumentId]:
    return [DocumentId.parse(f"{agency}-{year}.{number}") for number in numbers]


def spans(report: RegisterReport) -> tuple[str, str]:
    return " ".join(map(str, report.gaps)), " ".join(map(str, report.repeats))


@pytest.mark.parametrize(("numbers", "gaps", "repeats", "below", "codes"), REGISTERS)
def test_consecutive_from_1_and_unique(
    numbers: list[int], gaps: str, repeats: str, below: int, codes: list[str]
) -> None:
    report = check_register(register(numbers))

    assert spans(report) == (gaps, repeats)
    assert len(report.below_one) == below
    assert [problem.code for problem in report.problems] == codes
    assert {problem.clause for problem in report.problems} <= {"ca-mau/837-2019#d7.k3"}
    assert report.count == len(numbers)


def test_other_agencies_years_and_forms_are_named() -> None:
    own, other, old = register([1, 2]), register([7], "000.00.07.H12"), register([9], year=2018)
    plain = [DocumentId.parse("000.00.00.H12,2019/05/20,837/QĐ-UBND")]

    report = check_register([*other, *own, *old, *plain])

    assert (str(report.agency), report.year, report.last) == (OFFICE, 2019, 2)
    assert report.other == (*other, *old)
    assert report.unnumbered == tuple(plain)
    assert report.problems == ()


def test_the_agency_and_year_asked_for_are_those_checked() -> None:
    ids = [*register([1, 2, 3]), *register([2], year=2020)]

    assert check_register(ids, year=2020).gaps == check_register(register([2], year=2020)).gaps
    absent = check_register(ids, agency=AgencyId.parse("000.00.07.H12"))
    assert (absent.count, absent.last, len(absent.other)) == (0, 0, 4)


def test_the_two_wire_forms_of_a_sequence_share_a_register() -> None:
    ids = [DocumentId.parse("000.00.00.H12-2019.1"), DocumentId.parse("000.00.00.H12,2019,2")]

    assert check_register(ids).problems == ()


class TestProperties:
    """What is missing, and what order is worth."""

    @given(st.lists(st.integers(0, 40)))
    def test_the_order_does_not_matter(self, numbers: list[int]) -> None:
        once, again = check_register(register(numbers)), check_register(register(numbers[::-1]))

        assert (spans(once), once.count, once.last) == (spans(again), again.count, again.last)

    @given(st.sets(st.integers(1, 60)))
    def test_what_is_there_and_what_is_missing_make_the_whole(self, numbers: set[int]) -> None:
        report = check_register(register(sorted(numbers)))
        missing = {n for gap in report.gaps for n in range(gap.first, gap.last + 1)}

        assert missing.isdisjoint(numbers)
        assert missing | numbers == set(range(1, max(numbers, default=0) + 1))
        assert report.missing == len(missing)
