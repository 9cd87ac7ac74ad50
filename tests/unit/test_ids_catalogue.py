"""The list of agencies: what is sourced, what is inferred, what was closed."""

from __future__ import annotations

from datetime import date

import pytest

from egovdocs.ids import AgencyId
from egovdocs.ids.catalogue import Catalogue, InvalidCatalogue

SHIPPED = Catalogue.shipped()
DAY = date(2024, 1, 2)


def test_the_shipped_list_has_every_province_once() -> None:
    """63 provincial codes, H01 to H63, and 28 of ministries and agencies of the Government."""
    codes = sorted(SHIPPED.agencies)

    assert [code for code in codes if code[0] == "H"] == [f"H{n:02}" for n in range(1, 64)]
    assert len([code for code in codes if code[0] == "G"]) == 28
    assert len({agency.name for agency in SHIPPED.agencies.values()}) == len(codes)


# fmt: off
KNOWN = [
    ("G12", "Bộ Tài chính", True),
    ("000.00.00.G22", "Văn phòng Chính phủ", True),
    ("000.00.18.G12", "Bộ Tài chính", True),
    ("H54", "Ủy ban nhân dân tỉnh Thái Bình", True),
    ("H57.12", "Ủy ban nhân dân thành phố Huế", True),
    ("000.00.00.H12", "Ủy ban nhân dân tỉnh Cà Mau", False),
    ("H39", "Ủy ban nhân dân tỉnh Long An", False),
]
# fmt: on


@pytest.mark.parametrize(("ident", "name", "certain"), KNOWN)
def test_an_identifier_of_either_generation_is_found(ident: str, name: str, certain: bool) -> None:
    found = SHIPPED.find(ident, DAY)

    assert found.agency is not None
    assert (found.standing, found.agency.name, found.certain) == ("known", name, certain)
    assert SHIPPED.find(AgencyId.parse(ident), DAY) == found


@pytest.mark.parametrize(
    ("code", "into"), [("H39", "H53"), ("H04", "H12"), ("H45", "H15"), ("H54", "H31")]
)
def test_a_code_closed_after_a_merger_makes_no_finding_alone(code: str, into: str) -> None:
    before = SHIPPED.find(code, date(2025, 6, 30))
    after = SHIPPED.find(code, date(2025, 7, 1))

    assert before.standing == "known"
    assert (after.standing, after.certain) == ("closed", False)
    assert after.agency is not None
    assert after.agency.into == into


@pytest.mark.parametrize("ident", ["A01", "G99", "null", ""])
def test_what_the_list_lacks_is_unknown_and_never_certain(ident: str) -> None:
    found = SHIPPED.find(ident, DAY)

    assert (found.standing, found.agency, found.certain) == ("unknown", None, False)


def test_an_own_list_may_close_a_code_for_certain() -> None:
    own = Catalogue.read(
        "code,name,status,closed,into,closing\n"
        "000.00.07.H12,Sở A,sourced,2025-03-01,000.00.08.H12,sourced".splitlines(),
        ",",
    )

    assert own.find("000.00.07.H12", date(2025, 2, 28)).standing == "known"
    assert own.find("000.00.07.H12", date(2025, 3, 1)).certain
    assert own.find("H12.07", date(2025, 3, 1)).standing == "closed"


@pytest.mark.parametrize(
    "text",
    [
        "code\tname",
        "code\tname\tstatus\nG1\tA\tsure",
        "code\tname\tstatus\n\tA\tsourced",
        "code\tname\tstatus\tclosed\nG1\tA\tsourced\tmai",
    ],
)
def test_a_list_that_cannot_be_used_is_an_error(text: str) -> None:
    with pytest.raises(InvalidCatalogue):
        Catalogue.read(text.splitlines())
