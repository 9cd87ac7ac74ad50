"""
National facts that one document does not show: T40, T41, T53 (registers, many documents), T56.

What a register does not tell is undecided, and said here to be so.
"""

# ruff: noqa: E501 - tables, one book a line
from __future__ import annotations

import io
from typing import Any

import pytest

import egovdocs
from egovdocs.audit.duplicates import CLAUSE, duplicates
from egovdocs.audit.reading import Input
from egovdocs.audit.register_book import Numbering, read_book
from egovdocs.policy import Verdict, shipped_instrument
from egovdocs.record import Case

HEAD = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản"


def book(rows: list[str], numbering: Numbering = "kind") -> list[tuple[str, str]]:
    """What departs in an outgoing register of *rows*: number and day; other columns left aside."""
    text = "\n".join([HEAD, *(f"{row};Về việc A" for row in rows)])
    report = read_book(Input("so.csv", io.BytesIO(text.encode())), {}, numbering)
    return [(each.code, each.value) for each in report.findings if each.code != "column"]


# fmt: off
NUMBERING = [
    # T40: from 01 on 1 January to 31 December; number and symbol once a year
    ("from 01 on the first day",       ["01/QĐ-UBND;01/01/2024", "02/QĐ-UBND;31/12/2024"],      []),
    ("a year begins again at 01",      ["01/QĐ-UBND;31/12/2023", "01/QĐ-UBND;01/01/2024"],      []),
    ("a year that runs on",            ["01/QĐ-UBND;31/12/2023", "02/QĐ-UBND;01/01/2024"],      [("restart", "2")]),
    ("not from 01",                    ["02/QĐ-UBND;02/01/2024"],                               [("gap", "1")]),
    ("number 00",                      ["00/QĐ-UBND;02/01/2024", "01/QĐ-UBND;02/01/2024"],      [("below-one", "0")]),
    ("one number twice in a year",     ["01/QĐ-UBND;02/01/2024", "01/QĐ-UBND;02/02/2024"],      [("repeat", "1")]),
    ("days out of order",              ["01/QĐ-UBND;03/01/2024", "02/QĐ-UBND;02/01/2024"],      [("order", "2")]),
    # T41: each normative kind has its own series
    ("normative and other decisions",  ["01/QĐ-UBND;02/01/2024", "01/2024/QĐ-UBND;02/01/2024"], []),
    ("normative resolutions",          ["01/2024/NQ-HĐND;02/01/2024", "01/2024/QĐ-UBND;02/01/2024"], []),
    ("a normative number twice",       ["01/2024/QĐ-UBND;02/01/2024", "01/2024/QĐ-UBND;03/01/2024"], [("repeat", "1")]),
]
# fmt: on


@pytest.mark.parametrize(
    ("rows", "found"), [row[1:] for row in NUMBERING], ids=[row[0] for row in NUMBERING]
)
def test_t40_t41_the_register_of_a_year(rows: list[str], found: list[tuple[str, str]]) -> None:
    assert book(rows) == found


def test_t41_normative_kinds_are_apart_even_where_the_head_chose_one_series_for_the_rest() -> None:
    """How administrative kinds are numbered is for the head; normative ones are never mixed in."""
    rows = ["01/QĐ-UBND;02/01/2024", "02/TTr-UBND;02/01/2024", "01/2024/QĐ-UBND;02/01/2024"]

    assert book(rows, "common") == []


def test_t40_paper_and_electronic_documents_share_one_series() -> None:
    """The clause is a row of the ledger; a register has no column that tells the two apart."""
    clause = shipped_instrument("vn/30-2020-nd-cp").clause("d15.k1.s2")
    assert clause is not None
    assert clause.rules == ()
    assert "paper and electronic" in clause.gloss["en"]
    assert clause.why["en"]


@pytest.mark.parametrize(
    "rows",
    [
        # the series of secret documents beside the ordinary one
        ["01/QĐ-UBND;02/01/2024", "01/QĐ-UBND;03/01/2024"],
        # an advisory body that uses the seal of its agency, under the agency's own symbol
        ["05/QĐ-UBND;02/01/2024", "05/QĐ-UBND;02/01/2024"],
    ],
)
def test_t41_series_that_the_columns_do_not_tell_apart_must_be_books_of_their_own(
    rows: list[str],
) -> None:
    """
    Secret documents, and those of advisory bodies, have series of their own (d15.k2).

    The columns of annex IV do not say which row is secret or whose it is.  Read as one book the
    numbers repeat, which is told; the decision that they are two series is not taken silently.
    """
    assert any(code == "repeat" for code, _ in book(rows))
    assert [code for row in rows for code, _ in book([row]) if code == "repeat"] == []


# -- T53 -------------------------------------------------------------------------------------------


def one(name: str, **document: Any) -> Case:
    return Case.from_json({"case": name, "document": document})


HOME = {"id": "000.00.00.H12", "name": "UBND tỉnh"}
AWAY = {"id": "000.00.07.H12", "name": "Sở"}
# fmt: off
REPEATED = [
    # T53: the same identifier, or the same number, symbol and issuing agency
    ("the same identifier",             {"id": "000.00.00.H12-2019.4"}, {"id": "000.00.00.H12-2019.4"},                      ["id"]),
    ("another identifier",              {"id": "000.00.00.H12-2019.4"}, {"id": "000.00.00.H12-2019.5"},                      []),
    ("number, symbol and issuer",       {"number": "07/QĐ-UBND", "sender": HOME}, {"number": "07/QĐ-UBND", "sender": HOME},  ["number"]),
    ("the same, written another way",   {"number": "07/QĐ-UBND", "sender": HOME}, {"number": "7/QÐ-UBND", "sender": HOME},   ["number"]),
    ("another issuer",                  {"number": "07/QĐ-UBND", "sender": HOME}, {"number": "07/QĐ-UBND", "sender": AWAY},  []),
    ("the number of another year",      {"number": "07/QĐ-UBND", "sender": HOME, "date": "2019-02-01"}, {"number": "07/QĐ-UBND", "sender": HOME, "date": "2020-02-03"}, []),
    ("another symbol",                  {"number": "07/QĐ-UBND", "sender": HOME}, {"number": "07/TTr-UBND", "sender": HOME}, []),
    ("the issuer is not known",         {"number": "07/QĐ-UBND"}, {"number": "07/QĐ-UBND"},                                  []),
    ("the number is known to be none",  {"number": None, "sender": HOME}, {"number": None, "sender": HOME},                  []),
    ("both",                            {"id": "000.00.00.H12-2019.4", "number": "07/QĐ-UBND", "sender": HOME}, {"id": "000.00.00.H12-2019.4", "number": "07/QĐ-UBND", "sender": HOME}, ["id", "number"]),
]
# fmt: on


@pytest.mark.parametrize(
    ("first", "second", "by"), [row[1:] for row in REPEATED], ids=[row[0] for row in REPEATED]
)
def test_t53_documents_that_repeat_another(
    first: dict[str, Any], second: dict[str, Any], by: list[str]
) -> None:
    found = duplicates([one("A", **first), one("X"), one("B", **second)])

    assert [part.by for part in found] == by
    assert all(part.cases == ("A", "B") and part.clause == CLAUSE for part in found)


def test_t53_is_a_clause_of_annex_vi() -> None:
    assert shipped_instrument("vn/30-2020-nd-cp").clause(CLAUSE.partition("#")[2]) is not None


# -- T56 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("valid", "expected"),
    [({"valid": True}, "equivalent-to-paper"), ({"valid": False}, "reference-only"), ({}, None)],
    ids=["found valid", "found invalid", "not checked"],
)
def test_t56_a_signature_is_worth_what_its_check_found(
    valid: dict[str, bool], expected: str | None
) -> None:
    """
    Valid: the certificate held when it was made, the key matches, the document is whole.

    These three (TT 41/2017 d7.k2, d8.k2) are found by cryptography, which the library does not
    do: a case states the outcome as ``signatures[].valid``.  Without it nothing is decided; a
    signature that is there is never taken to be a valid one.
    """
    document = {
        "date": "2019-06-03", "state_secret": False,
        "signatures": [{"by": "authority", **valid}],
    }  # fmt: skip
    events = [{"type": "published", "at": "2019-06-03T09:00:00+07:00", "channel": "system"}]
    case = Case.from_json({"case": "T56", "document": document, "events": events})

    assert egovdocs.load("long-an", national=True).value(case).value == expected


def test_t56_no_rule_is_kept_on_a_signature_that_was_not_checked() -> None:
    """What asks for a valid signature is undecided, and names the check."""
    document = {"date": "2020-04-01", "signatures": [{"by": "authority"}, {"by": "agency"}]}
    events = [{"type": "published", "at": "2020-04-01T09:00:00+07:00", "channel": "system"},
              {"type": "paper-sent", "at": "2020-04-01T10:00:00+07:00"}]  # fmt: skip
    case = Case.from_json({"case": "T56", "document": document, "events": events})
    report = egovdocs.load("long-an").audit(case)

    (ban,) = [part for part in report.judged if part.rule.id == "long-an/24-2019#d5.k1.c/no-paper"]
    assert ban.outcome.verdict is Verdict.UNDECIDED
    assert any("signatures" in name for name in ban.outcome.missing)
