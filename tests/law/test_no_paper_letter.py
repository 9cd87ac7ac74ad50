"""
Official letter 775/VPCP-KSTT of 4 February 2020: 26 kinds that go without paper, from a copy.

Against it stands the catalogue of Cà Mau, eleven kinds that go with paper.  Neither is a normative
document, so that the law on legal documents says of neither that it goes first.
"""

# ruff: noqa: E501 - tables that read like the lists
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import egovdocs
from egovdocs.policy import shipped_instrument
from egovdocs.record import Document, Party

LETTER = shipped_instrument("vn/775-2020-vpcp-kstt")


def test_the_letter_is_no_normative_document_and_known_from_a_copy() -> None:
    assert (LETTER.normative, LETTER.rank) == (False, "official-letter")
    assert LETTER.in_force.start is None
    assert LETTER.in_force.not_before == date(2020, 2, 4)
    assert {clause.text for clause in LETTER.clauses} == {"reconstructed"}
    assert {clause.force for clause in LETTER.clauses} == {"encouraged"}


def test_it_has_twenty_six_kinds() -> None:
    """Four normative ones and twenty-two administrative ones."""
    kinds = [clause for clause in LETTER.clauses if clause.ground is not None]

    assert len(kinds) == 26
    assert [clause.gloss["vi"] for clause in kinds[4:]] == [
        "Nghị quyết cá biệt.", "Quyết định cá biệt.", "Chỉ thị.", "Quy chế.", "Quy định.",
        "Thông cáo.", "Thông báo.", "Hướng dẫn.", "Chương trình.", "Kế hoạch.", "Phương án.",
        "Đề án.", "Dự án.", "Báo cáo.", "Tờ trình.", "Công văn.", "Công điện.", "Giấy ủy quyền.",
        "Giấy mời.", "Phiếu gửi.", "Phiếu chuyển.", "Phiếu báo.",
    ]  # fmt: skip


def test_it_binds_nobody() -> None:
    """Paper that is sent all the same breaks nothing: the rule merely encourages."""
    assert [rule.force for rule in LETTER.rules] == ["encouraged"]


# fmt: off
AGAINST_THE_LETTER = [
    # document                                            day                     answer       catalogue against letter
    ({"kind": "Tờ trình"},                               date(2020, 2, 3),       "required",  False),  # the day before the letter
    ({"kind": "Tờ trình"},                               date(2020, 2, 4),       None,        True),
    ({"kind": "Quyết định", "normative": False},            date(2020, 2, 4),       None,        True),
    ({"kind": "Quyết định", "normative": True},             date(2020, 2, 4),       None,        True),   # of a people's committee
    ({"kind": "Dự án"},                                  date(2020, 2, 4),       None,        True),
    ({"kind": "Hợp đồng"},                               date(2020, 2, 4),       "required",  False),  # none of the 26 kinds
    ({"kind": "Tờ trình", "purposes": ("other-law",)},      date(2020, 2, 4),       "required",  False),  # no letter sets law aside
]
# fmt: on


@pytest.mark.parametrize(("facts", "day", "expected", "disputed"), AGAINST_THE_LETTER)
def test_the_catalogue_against_the_no_paper_list_is_a_conflict(
    facts: dict[str, Any], day: date, expected: str | None, disputed: bool
) -> None:
    """837 is an individual decision, 775/VPCP-KSTT an official letter: neither goes first."""
    given: dict[str, Any] = {
        "state_secret": False,
        "purposes": (),
        "subjects": (),
        "normative": False,
    }
    sender = Party("000.00.00.H12", "UBND tỉnh", "peoples-committee", "province")
    to = Party("000.00.07.H12", "Sở", "agency", "province", on_system=True, lacks=())
    document = Document(date=day, sender=sender, recipients=(to,), **{**given, **facts})

    answer = egovdocs.load("ca-mau").paper(document)

    assert answer.value == expected
    pair = ("ca-mau/837-2019#d6.k2.b", "vn/775-2020-vpcp-kstt#dm")
    assert answer.conflict == (pair if disputed else ())
    assert (answer.missing == ("conflict:paper",)) is disputed
    assert not disputed or "effective-date" in answer.assumed
