"""Document ids: Decision 837/QĐ-UBND of Cà Mau, d7.k3; Decision 28/2018, d10.k2.b; the wire."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.ids import (
    AgencyId,
    DocumentId,
    DocumentNumber,
    IdentifierTooLong,
    InvalidDocumentId,
    InvalidIdentifier,
)

UUID = "550e8400-e29b-41d4-a716-446655440000"
# fmt: off
COUNTED = [
    # written                     form             agency           year  sequence
    ("000.00.00.H12-2019.1",      "register",      "000.00.00.H12", 2019, 1),
    ("000.00.07.H12-2019.12345",  "register",      "000.00.07.H12", 2019, 12345),
    ("H12.07-2022.9",             "register",      "H12.07",        2022, 9),
    ("000.00.01.H01,2018,10",     "wire-sequence", "000.00.01.H01", 2018, 10),
]
# The number in the identifier is read as any other; a comma may stand in its symbol.
NUMBERED = [
    # written                                            day                 number
    ("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT",          date(2015, 9, 30),  "7816/VPCP-TTĐT"),
    ("000.00.00.H12,2020/02/29,28/2020/QĐ-UBND",         date(2020, 2, 29),  "28/2020/QĐ-UBND"),
    ("000.00.00.H12,2014/02/30,15/QĐ-UBND",              None,               "15/QĐ-UBND"),
    ("000.00.00.H12,2019/05/20,259/SNV-XDCQ,CTTN",       date(2019, 5, 20),  "259/SNV-XDCQ,CTTN"),
]
RULE = "ca-mau/837-2019#d7.k3"
DEPARTURES = [
    # text                             canonical                   problem                   clause
    ("000.00.00.H12.2019.7",           "000.00.00.H12-2019.7",     "document-id.separator",  RULE),
    ("000.00.00.H12-2019-7",           "000.00.00.H12-2019.7",     "document-id.separator",  RULE),
    ("000.00.00.H12-2019.007",         "000.00.00.H12-2019.7",     "document-id.zeros",      RULE),
    ("000.00.00.H12-2019.0",           "000.00.00.H12-2019.0",     "document-id.below-one",  RULE),
    ("000.00.00.H12 - 2019.7",         "000.00.00.H12-2019.7",     "text.spaces",            RULE),
    ("000.00.00.H12–2019.7",           "000.00.00.H12-2019.7",     "text.dashes",            RULE),
    ("000.00.00.h12-2019.7",           "000.00.00.H12-2019.7",     "text.case",
                                                                   "vn/qcvn-102-2016"),
    ("000.00.101.H12-2019.7",          "000.00.101.H12-2019.7",    "agency.width",
                                                                   "vn/28-2018-qd-ttg#d10.k2.a"),
    ("000.00.00.H12,30/09/2015,7/BC-VP", "000.00.00.H12,2015/09/30,07/BC-VP",
                                                 "document-id.date-form", "vn/qcvn-102-2016"),
    ("000.00.00.H12,2015-9-30,07/BC-VP", "000.00.00.H12,2015/09/30,07/BC-VP",
                                                 "document-id.date-form", "vn/qcvn-102-2016"),
    ("000.00.00.H12,2014/02/30,07/BC-VP", "000.00.00.H12,2014/02/30,07/BC-VP",
                                                 "document-id.date", "vn/qcvn-102-2016"),
    ("000.00.00.H12,2015/09/30,7/BC-VP", "000.00.00.H12,2015/09/30,07/BC-VP",
                                       "number.padding", "vn/30-2020-nd-cp#pl1.p1.m2.k3.c"),
    ("{" + UUID.upper() + "}",         UUID, "document-id.uuid-form", "vn/28-2018-qd-ttg#d10.k2.b"),
    (UUID,                             UUID, "document-id.uuid",      "vn/28-2018-qd-ttg#d10.k2.b"),
]
REFUSED = [
    # text                                  read
    ("",                                    ""),
    ("test-doc",                            ""),
    ("000.00.00.H12",                       "000.00.00.H12"),
    ("000.00.00.H12-2019",                  "000.00.00.H12"),
    ("000.00.00.H12-19.123",                "000.00.00.H12"),
    ("000.00.00.H12-190520-0001",           "000.00.00.H12"),
    ("000.00.00.H12,2019/05/20,QĐ-UBND",    "000.00.00.H12,2019/05/20,"),
    ("837/QĐ-UBND",                         ""),
]
# fmt: on


@pytest.mark.parametrize(("text", "form", "agency", "year", "sequence"), COUNTED)
def test_agency_year_and_sequence(
    text: str, form: str, agency: str, year: int, sequence: int
) -> None:
    found = DocumentId.parse(text)

    assert (found.form, found.year, found.sequence) == (form, year, sequence)
    assert found.agency == AgencyId.parse(agency)
    assert (found.number, found.day, found.problems) == (None, None, ())
    assert str(found) == text


@pytest.mark.parametrize(("text", "day", "number"), NUMBERED)
def test_agency_date_and_number(text: str, day: date | None, number: str) -> None:
    found = DocumentId.parse(text)

    assert (found.form, found.sequence) == ("wire-number", None)
    assert (found.day, found.number) == (day, DocumentNumber.parse(number))
    assert str(found) == text


def test_a_uuid_tells_nothing() -> None:
    found = DocumentId.parse(UUID)

    assert found.form == "uuid"
    assert (found.agency, found.year, found.sequence, found.number) == (None, None, None, None)
    assert DocumentId.parse(UUID.replace("-", "")) == found


def test_the_year_of_a_number_is_not_compared_with_the_date() -> None:
    """Neither is the sequence with the number of the document."""
    assert DocumentId.parse("000.00.00.H12,2021/01/05,28/2020/QĐ-UBND").problems == ()


@pytest.mark.parametrize(("text", "canonical", "code", "clause"), DEPARTURES)
def test_a_departure_is_read_and_named(text: str, canonical: str, code: str, clause: str) -> None:
    found = DocumentId.parse(text)

    assert str(found) == canonical
    assert (code, clause) in [(problem.code, problem.clause) for problem in found.problems]
    assert DocumentId.parse(canonical) == found


@pytest.mark.parametrize(("text", "read"), REFUSED)
def test_what_is_no_document_id_is_refused_with_how_far_it_was_read(text: str, read: str) -> None:
    with pytest.raises(InvalidDocumentId) as caught:
        DocumentId.parse(text)

    assert (caught.value.text, caught.value.read) == (text, read)


def test_a_new_agency_id_of_36_characters_is_named() -> None:
    """Decision 20/2020, Article 4, clause 1: at most 35."""
    found = DocumentId.parse("H12" + ".001" * 8 + "1-2022.5")

    assert [problem.code for problem in found.problems] == ["agency.length"]


def test_ten_thousand_characters_are_refused_by_their_length() -> None:
    with pytest.raises(IdentifierTooLong):
        DocumentId.parse("000.00.00.H12-2019." + "1" * 10_000)


def test_document_ids_travel_between_processes() -> None:
    found = DocumentId.parse("000.00.00.H12,2014/02/30,7/QĐ-UBND")

    assert pickle.loads(pickle.dumps(found)) == found


PIECES = ["000.00.00.H12", "H12.07", "-", ".", ",", "2019", "/", "05", "7", "0", "QĐ-UBND",
          " ", "–", UUID, "{", "Z01A", "0123456789"]  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
agencies = st.sampled_from(["000.00.00.H12", "000.06.16.G09", "H12", "G12.18.C8"])


def attempt(text: str) -> DocumentId | InvalidIdentifier:
    try:
        return DocumentId.parse(text)
    except InvalidIdentifier as error:
        return error


class TestProperties:
    """Identity and totality."""

    @given(agencies, st.integers(1945, 2099), st.integers(1, 10**9))
    def test_writing_then_reading_is_identity(self, agency: str, year: int, count: int) -> None:
        text = f"{agency}-{year}.{count}"

        assert str(DocumentId.parse(text)) == text
        assert DocumentId.parse(text).sequence == count

    @given(agencies, st.dates())
    def test_every_day_of_the_calendar_is_read(self, agency: str, day: date) -> None:
        found = DocumentId.parse(f"{agency},{day.year:04d}/{day:%m/%d},12/UBND-VX")

        assert (found.day, found.problems) == (day, ())

    @given(st.one_of(st.text(max_size=40), typed))
    def test_reading_never_fails_any_other_way(self, text: str) -> None:
        found = attempt(text)

        if isinstance(found, InvalidIdentifier):
            assert found.text == text
        else:
            assert DocumentId.parse(str(found)) == found
