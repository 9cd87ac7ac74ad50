"""What ``egovdocs id`` answers."""

from __future__ import annotations

import json
import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.citation import Citation, shipped_names
from egovdocs.ids import identify

# fmt: off
TYPES = [
    # text                                      type               canonical
    ("837/QĐ-UBND",                             "document-number", "837/QĐ-UBND"),
    ("Số: 7 /QÐ–UBND",                          "document-number", "07/QĐ-UBND"),
    ("CV 4056",                                 "document-number", "4056"),
    ("26-NQ/TW",                                "document-number", "26-NQ/TW"),
    ("14-SL",                                   "document-number", "14-SL"),
    ("000.00.00.H12-2019.123",                  "document-id",     "000.00.00.H12-2019.123"),
    ("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT", "document-id",
                                                "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"),
    ("000.00.01.H01,2018,10",                   "document-id",     "000.00.01.H01,2018,10"),
    ("550e8400-e29b-41d4-a716-446655440000",    "document-id",
                                                "550e8400-e29b-41d4-a716-446655440000"),
    ("000.00.07.H12",                           "agency-id",       "000.00.07.H12"),
    ("H55.242",                                 "agency-id",       "H55.242"),
    ("28.22.H17",                               "agency-id",       "28.22.H17"),
    ("0123456789",                              "agency-id",       "0123456789"),
    ("Z01A",                                    "agency-id",       "Z01A"),
    ("000.00.00.H12-190520-0001",               "unknown",         None),  # a dossier number
    ("000.06.16.G09.2010.01.TH",                "unknown",         None),  # the code of a file
    ("2.000815.000.00.00.H55",                  "unknown",         None),  # a procedure
    ("20/5/2019",                               "unknown",         None),
    ("null",                                    "unknown",         None),
    ("",                                        "unknown",         None),
    ("9" * 10_000,                              "unknown",         None),
]
# fmt: on
ROWS = tomllib.loads((files("egovdocs.ids") / "problems.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "kind", "canonical"), TYPES)
def test_what_an_identifier_is(text: str, kind: str, canonical: str | None) -> None:
    found = identify(text)

    assert (found.input, found.type, found.canonical) == (text, kind, canonical)


def test_the_json_of_a_number() -> None:
    answer = json.loads(json.dumps(identify("7/2018/QĐ-TTg").as_dict()))

    assert list(answer) == ["input", "type", "canonical", "parts", "problems"]
    assert answer["canonical"] == "07/2018/QĐ-TTg"
    assert answer["parts"] == {
        "form": "normative",
        "number": 7,
        "letter": None,
        "year": 2018,
        "kind": "QĐ",
        "kind_name": "Quyết định",
        "groups": ["QĐ", "TTg"],
    }
    assert [sorted(problem) for problem in answer["problems"]] == [["clause", "code", "en", "vi"]]
    assert answer["problems"][0]["clause"] == "vn/34-2016-nd-cp#d58.k4.c"


def test_the_json_of_a_document_id() -> None:
    parts = identify("000.00.00.H12,2019/05/20,837/QĐ-UBND").as_dict()["parts"]

    assert parts == {
        "form": "wire-number",
        "agency": "000.00.00.H12",
        "year": 2019,
        "sequence": None,
        "date": "2019-05-20",
        "number": "837/QĐ-UBND",
    }


def test_the_json_of_an_agency_id() -> None:
    parts = identify("000.06.16.G09").as_dict()["parts"]

    assert parts == {
        "form": "agency",
        "generation": "102",
        "level1": "G09",
        "level": 3,
        "levels": ["G09", "16", "06"],
        "parent": "000.00.16.G09",
    }


def test_the_json_of_an_unknown_text() -> None:
    assert identify("null").as_dict() == {
        "input": "null",
        "type": "unknown",
        "canonical": None,
        "parts": {},
        "problems": [],
    }


@pytest.mark.parametrize("code", ROWS)
def test_each_problem_cites_clauses_of_known_instruments(code: str) -> None:
    row = ROWS[code]

    assert set(row) == {"clause", "vi", "en"}
    for address in row["clause"].values():
        citation = Citation.parse(address)
        assert str(citation) == address
        assert citation.instrument in shipped_names()
    assert row["vi"].endswith(".")
    assert row["en"].endswith(".")


@given(st.one_of(st.text(max_size=60), st.text("0123456789.,-/ QĐUBNDH", max_size=60)))
def test_identifying_never_fails(text: str) -> None:
    found = identify(text)

    assert (found.type == "unknown") == (found.canonical is None)
    if found.canonical is not None:
        assert identify(found.canonical).canonical == found.canonical


HOSTILE = ["1" + " ," * 127, "12/" + "A-" * 126, "( " * 128, "a " * 128, "0." * 128,
           "Số " * 85, "12/A" + "/-" * 126, "Z01" + "a" * 250, "1" + " (" * 127,
           "A01" + ".1" * 126]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_take_no_time(text: str) -> None:
    """Half a second is a thousand times what they take; backtracking would take hours."""
    before = time.process_time()
    found = identify(text[:256])

    assert time.process_time() - before < 0.5
    assert found.input == text[:256]


def test_an_agency_whose_upper_level_cannot_be_read_has_no_parent() -> None:
    """The level-1 code of “A0.0” is short of a digit: alone it is no identifier."""
    assert identify("A0.0").parts["parent"] is None
