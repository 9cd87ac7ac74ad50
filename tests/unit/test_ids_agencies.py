"""Agency ids: Decision 28/2018, d10.k2.a and QCVN 102; Decision 20/2020, Articles 4 to 7."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.ids import (
    AgencyId,
    AgencyId20,
    AgencyId102,
    EnterpriseId,
    IdentifierTooLong,
    InvalidAgencyId,
    InvalidIdentifier,
    NoCounterpart,
    OtherOrgId,
)

# fmt: off
OLD = [
    # written          levels, level 1 first           parent
    ("000.00.00.H49",  ("H49",),                       None),
    ("000.00.18.G12",  ("G12", "18"),                  "000.00.00.G12"),
    ("000.06.16.G09",  ("G09", "16", "06"),            "000.00.16.G09"),
    ("001.06.16.G09",  ("G09", "16", "06", "001"),     "000.06.16.G09"),
    ("998.99.99.H05",  ("H05", "99", "99", "998"),     "000.99.99.H05"),
    ("000.00.01.K05",  ("K05", "01"),                  "000.00.00.K05"),
]
NEW = [
    ("H54",            ("H54",),                       None),
    ("G12.18",         ("G12", "18"),                  "G12"),
    ("G12.18.C8",      ("G12", "18", "C8"),            "G12.18"),
    ("G12.18.112.001", ("G12", "18", "112", "001"),    "G12.18.112"),
    ("A01.1.2.3.4.5.6.7.8.9.10.11.12.1314", ("A01", *map(str, range(1, 13)), "1314"),
                                                       "A01.1.2.3.4.5.6.7.8.9.10.11.12"),
]
# The published pairs; the rule between is inferred from them.
PAIRS = [("000.00.18.G12", "G12.18"), ("000.00.00.G22", "G22"), ("000.00.00.H54", "H54")]
NO_OLD = [
    # a new id that has no old one    the group that does not fit
    ("G12.12.B3",                     "B3"),
    ("H55.242",                       "242"),
    ("G12.18.112.001",                "112"),
    ("G12.00",                        "00"),
    ("G12.18.01.001.01",              "01"),
]
DEPARTURES = [
    # text             canonical          problem             clause
    ("000.302.36.H05", "000.302.36.H05",  "agency.width",     "vn/28-2018-qd-ttg#d10.k2.a"),
    ("000.00.101.H05", "000.00.101.H05",  "agency.width",     "vn/28-2018-qd-ttg#d10.k2.a"),
    ("28.22.H17",      "28.22.H17",       "agency.groups",    "vn/28-2018-qd-ttg#d10.k2.a"),
    ("0000018G12",     "000.00.18.G12",   "agency.groups",    "vn/28-2018-qd-ttg#d10.k2.a"),
    ("000.99.36.H058", "000.99.36.H058",  "agency.level1",    "vn/qcvn-102-2016"),
    ("001.00.20.JB2",  "001.00.20.JB2",   "agency.level1",    "vn/qcvn-102-2016"),
    ("002.00.20.H13",  "002.00.20.H13",   "agency.gap",       "vn/28-2018-qd-ttg#d10.k2.a"),
    ("000.01.00.H13",  "000.01.00.H13",   "agency.gap",       "vn/28-2018-qd-ttg#d10.k2.a"),
    ("h54",            "H54",             "text.case",        "vn/20-2020-qd-ttg#d4.k1"),
    ("000.00.18.g12",  "000.00.18.G12",   "text.case",        "vn/qcvn-102-2016"),
    ("000. 00.18.G12", "000.00.18.G12",   "text.spaces",      "vn/28-2018-qd-ttg#d10.k2.a"),
    ("G1.18",          "G1.18",           "agency.level1",    "vn/20-2020-qd-ttg#d4.k2"),
    ("H12" + ".001" * 9, "H12" + ".001" * 9, "agency.length", "vn/20-2020-qd-ttg#d4.k1"),
    ("Z00ABC",         "Z00ABC",          "agency.scheme",    "vn/20-2020-qd-ttg#d6"),
    ("Z01" + "A" * 33, "Z01" + "A" * 33,  "agency.scheme-length", "vn/20-2020-qd-ttg#d6"),
]
REFUSED = ["", "null", "vxp.saas.03", "H", "Z01", "12345", "000.00.00.H12-2019.1", "2.0008.1.2.H55"]
# fmt: on


@pytest.mark.parametrize(("text", "levels", "parent"), OLD)
def test_the_old_generation_has_level_1_on_the_right(
    text: str, levels: tuple[str, ...], parent: str | None
) -> None:
    found = AgencyId.parse(text)

    assert isinstance(found, AgencyId102)
    assert (found.generation, found.form, found.problems) == ("102", "agency", ())
    assert (found.levels, found.level1, found.level) == (levels, levels[0], len(levels))
    assert str(found) == found.canonical == text
    assert (str(found.parent) if found.parent else None) == parent


@pytest.mark.parametrize(("text", "levels", "parent"), NEW)
def test_the_new_generation_has_level_1_on_the_left(
    text: str, levels: tuple[str, ...], parent: str | None
) -> None:
    found = AgencyId.parse(text)

    assert isinstance(found, AgencyId20)
    assert (found.generation, found.form, found.problems) == ("20", "agency", ())
    assert (found.levels, found.level1) == (levels, levels[0])
    assert (str(found.parent) if found.parent else None) == parent


def test_thirty_five_characters_are_the_longest() -> None:
    """Decision 20/2020, Article 4, clause 1: at most 35 characters, dots included."""
    assert AgencyId.parse("H12" + ".001" * 8).problems == ()
    assert len(AgencyId.parse("H12" + ".001" * 9).problems) == 1


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_published_pairs_convert_both_ways(old: str, new: str) -> None:
    assert str(AgencyId.parse(old).to_20()) == new
    assert str(AgencyId.parse(new).to_102()) == old


@pytest.mark.parametrize(("new", "group"), NO_OLD)
def test_a_new_id_may_have_no_old_one(new: str, group: str) -> None:
    with pytest.raises(NoCounterpart) as caught:
        AgencyId.parse(new).to_102()

    assert (caught.value.id, caught.value.generation) == (new, "102")
    assert caught.value.group == group


@pytest.mark.parametrize("old", ["002.00.20.H13", "001.00.20.JB2", "000.00.01.Z01"])
def test_an_old_id_may_have_no_new_one(old: str) -> None:
    """A level between is empty, or level 1 is no letter from A to Y with two digits."""
    with pytest.raises(NoCounterpart) as caught:
        AgencyId.parse(old).to_20()

    assert (caught.value.id, caught.value.generation) == (old, "20")


def test_an_id_of_the_generation_asked_for_is_itself() -> None:
    old, new = AgencyId.parse("000.00.18.G12"), AgencyId.parse("G12.12.B3")

    assert old.to_102() is old
    assert new.to_20() is new


@pytest.mark.parametrize("text", ["0123456789", "0123456789-001"])
def test_the_code_of_an_enterprise_is_its_identifier(text: str) -> None:
    """Decision 20/2020, Article 5."""
    found = AgencyId.parse(text)

    assert isinstance(found, EnterpriseId)
    assert (found.form, found.problems, found.parent, found.level) == ("enterprise", (), None, 1)
    with pytest.raises(NoCounterpart):
        found.to_102()
    with pytest.raises(NoCounterpart):
        found.to_20()


@pytest.mark.parametrize("text", ["Z01A", "Z99abc-7", "Z01" + "9" * 32])
def test_other_organisations_have_a_scheme_and_up_to_32_characters(text: str) -> None:
    """Decision 20/2020, Articles 6 and 7."""
    found = AgencyId.parse(text)

    assert isinstance(found, OtherOrgId)
    assert (found.form, found.scheme, found.problems) == ("other", text[:3], ())


@pytest.mark.parametrize(("text", "canonical", "code", "clause"), DEPARTURES)
def test_a_departure_is_read_and_named(text: str, canonical: str, code: str, clause: str) -> None:
    found = AgencyId.parse(text)

    assert str(found) == canonical
    assert (code, clause) in [(problem.code, problem.clause) for problem in found.problems]
    assert str(AgencyId.parse(canonical)) == canonical


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_agency_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidAgencyId) as caught:
        AgencyId.parse(text)

    assert caught.value.text == text
    assert text.startswith(caught.value.read)


def test_a_subclass_reads_its_own_type_only() -> None:
    assert AgencyId20.parse("H54").levels == ("H54",)
    with pytest.raises(InvalidAgencyId):
        AgencyId102.parse("H54")


def test_ten_thousand_characters_are_refused_by_their_length() -> None:
    with pytest.raises(IdentifierTooLong):
        AgencyId.parse("H12" + ".001" * 2_500)


def test_two_types_with_one_text_are_not_equal() -> None:
    """The type is part of what an identifier is; problems are not."""
    both: list[AgencyId] = [AgencyId102("H54"), AgencyId20("H54")]

    assert both[0] != both[1]
    assert AgencyId.parse("h54") == AgencyId.parse("H54")
    assert hash(AgencyId.parse("h54")) == hash(AgencyId.parse("H54"))


def test_agency_ids_travel_between_processes() -> None:
    found = AgencyId.parse("000.302.36.H05")

    assert pickle.loads(pickle.dumps(found)) == found


LEVEL1 = st.from_regex(r"[A-Y][0-9]{2}", fullmatch=True)
TWO = st.integers(1, 99).map("{:02d}".format)
below = st.one_of(
    st.just(()),
    st.tuples(TWO),
    st.tuples(TWO, TWO),
    st.tuples(TWO, TWO, st.integers(1, 999).map("{:03d}".format)),
)


def attempt(text: str) -> AgencyId | InvalidIdentifier:
    try:
        return AgencyId.parse(text)
    except InvalidIdentifier as error:
        return error


class TestProperties:
    """Conversion and reading."""

    @given(LEVEL1, below)
    def test_what_converts_converts_back(self, level1: str, groups: tuple[str, ...]) -> None:
        new = AgencyId20.parse(".".join([level1, *groups]))

        assert new.to_102().to_20() == new
        assert new.to_102().levels == new.levels
        assert new.to_102().problems == ()

    @given(LEVEL1, below)
    def test_parents_lead_to_level_1(self, level1: str, groups: tuple[str, ...]) -> None:
        found: AgencyId | None = AgencyId20.parse(".".join([level1, *groups])).to_102()
        depth = 0
        while found:
            assert found.level1 == level1
            found, depth = found.parent, depth + 1

        assert depth == len(groups) + 1

    @given(st.one_of(st.text(max_size=40), st.text("0123456789.HZG -h", max_size=20)))
    def test_reading_never_fails_any_other_way(self, text: str) -> None:
        found = attempt(text)

        if isinstance(found, InvalidIdentifier):
            assert found.text == text
        else:
            assert AgencyId.parse(str(found)) == found
            assert found.level == len(found.levels)
