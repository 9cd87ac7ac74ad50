"""The list of agencies: what is sourced, what is inferred, what was closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from egovdocs.ids import AgencyId
from egovdocs.ids.agencies import Generation, NoCounterpart
from egovdocs.ids.catalogue import Catalogue, InvalidCatalogue, UnreadableCatalogue

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


PAIRED = Catalogue.read(
    """code;name;status;former
G12.18.112;Chi cục A;sourced;000.18.12.G12
H55.242;Sở B;inferred;000.00.42.H55""".splitlines()
)


# fmt: off
CONVERTED = [
    # identifier,      generation, what it becomes,  by what
    ("000.18.12.G12",  "20",       "G12.18.112",     "sourced"),   # the list pairs the two
    ("G12.18.112",     "102",      "000.18.12.G12",  "sourced"),
    ("000.00.42.H55",  "20",       "H55.242",        "inferred"),  # a pair without a source
    ("000.00.18.G12",  "20",       "G12.18",         "inferred"),  # by the rule of no law
    ("G12.18",         "102",      "000.00.18.G12",  "inferred"),
]
# fmt: on


@pytest.mark.parametrize(("ident", "generation", "becomes", "mark"), CONVERTED)
def test_conversion_is_that_of_the_list_before_that_of_the_rule(
    ident: str, generation: Generation, becomes: str, mark: str
) -> None:
    found = PAIRED.convert(ident, generation)

    assert (str(found.id), found.mark) == (becomes, mark)


def test_what_neither_list_nor_rule_converts_is_an_error() -> None:
    with pytest.raises(NoCounterpart):
        PAIRED.convert("G12.12.B3", "102")


def test_an_old_code_finds_its_agency() -> None:
    found = PAIRED.find("000.18.12.G12", DAY)

    assert found.agency is not None
    assert (found.agency.name, found.own) == ("Chi cục A", True)


@pytest.mark.parametrize(
    ("ident", "own"),
    [("G12", True), ("000.00.00.G12", True), ("G12.18", False), ("000.00.18.G12", False)],
)
def test_whose_row_was_found_is_told(ident: str, own: bool) -> None:
    assert SHIPPED.find(ident, DAY).own is own


def test_without_a_day_no_code_is_closed() -> None:
    assert SHIPPED.find("H39").standing == "known"


def test_an_agency_is_found_by_its_name() -> None:
    assert [row.code for row in SHIPPED.named(" bộ  Tài chính")] == ["G12"]
    assert SHIPPED.named("Bộ") == ()


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_a_list_of_any_delimiter(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\ufeffcode,name,status\nH12,A,sourced\n".replace(",", delimiter), "utf-8")

    assert Catalogue.open(path).agencies["H12"].name == "A"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_list_that_cannot_be_opened(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UnreadableCatalogue):
        Catalogue.open(path)


@pytest.mark.parametrize(
    "text",
    [
        "code\tname\tstatus\nG12\tA\tsourced\n000.00.00.G12\tB\tsourced\nG12\tC\tsourced",
        "",
        "code\tname",
        "code\tname\tstatus\nG1\tA\tsure",
        "code\tname\tstatus\n\tA\tsourced",
        "code\tname\tstatus\tclosed\nG1\tA\tsourced\tmai",
    ],
)
def test_a_list_that_cannot_be_used_is_an_error(text: str) -> None:
    with pytest.raises(InvalidCatalogue):
        Catalogue.read(text.splitlines())
