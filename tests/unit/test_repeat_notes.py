"""
`audit --check-duplicates` warns of documents that repeat an earlier one.

Point h, clause 1, Section 3, Part 1, Annex VI of Decree 30/2020: the system warns where the
identifier repeats, or number, symbol and issuing agency all three.
"""

# ruff: noqa: E501 - a table, one document a line
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from egovdocs.audit.reading import Entry
from egovdocs.audit.repeat_notes import with_repeats
from egovdocs.cli import main
from egovdocs.record import Case

HERE, THERE = "000.00.00.H39", "000.00.01.H39"

# fmt: off
PAIRS = [
    # the second case's document, beside 07/QĐ-UBND of H39 on 4 March 2020     codes of what is said
    ({"number": "07/QĐ-UBND", "date": "2020-03-04", "sender": {"id": HERE}},   ["document.repeated-number"]),
    ({"number": "7/QÐ-UBND",  "date": "2020-12-31", "sender": {"id": HERE}},   ["document.repeated-number"]),  # one number, written otherwise
    ({"number": "07/QĐ-UBND", "date": "2021-03-04", "sender": {"id": HERE}},   []),  # numbers begin again each year
    ({"number": "07/QĐ-UBND", "date": "2020-03-04", "sender": {"id": THERE}},  []),  # another issuer
    ({"number": "07/CT-UBND", "date": "2020-03-04", "sender": {"id": HERE}},   []),  # another symbol
    ({"number": "07/QĐ-UBND", "date": "2020-03-04"},                           []),  # whose it is is not known
    ({"id": f"{HERE}-2020.7"},                                                 ["document.repeated-id"]),
    ({"id": f"{HERE}-2020.8"},                                                 []),
    ({},                                                                       []),
]
# fmt: on
FIRST = {
    "id": f"{HERE}-2020.7",
    "number": "07/QĐ-UBND",
    "date": "2020-03-04",
    "sender": {"id": HERE},
}  # fmt: skip


def case(name: str, document: dict[str, Any]) -> dict[str, Any]:
    return {"case": name, "profile": "long-an", "document": document, "events": []}


def log(folder: Path, *cases: dict[str, Any]) -> str:
    path = folder / "log.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in cases), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("document", "codes"), PAIRS)
def test_what_the_second_document_repeats(document: dict[str, Any], codes: list[str]) -> None:
    rows = (case("A", FIRST), case("B", document))
    first, second = with_repeats(Entry("log", 1, Case.from_json(row)) for row in rows)

    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert first.remarks == ()
    assert [remark.code for remark in second.remarks] == codes
    assert {remark.severity for remark in second.remarks} <= {"warning"}


def test_a_repeat_of_both_is_told_twice_and_every_later_case_names_the_first() -> None:
    rows = [case(name, FIRST) for name in "ABC"]
    *_, last = with_repeats(Entry("log", 1, Case.from_json(row)) for row in rows)

    assert isinstance(last, Entry)
    assert [remark.at for remark in last.remarks] == ["document.id", "document.number"]
    assert all("đã có ở A [" in remark.vi for remark in last.remarks)
    assert all("was in A before [" in remark.en for remark in last.remarks)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_warns_and_its_status_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    path = log(tmp_path, case("A", FIRST), case("B", FIRST))
    plain = main(["audit", path, "--lang", lang])
    assert "document.repeated" not in capsys.readouterr().out

    assert main(["audit", path, "--lang", lang, "--check-duplicates"]) == plain
    said = capsys.readouterr().out
    clause = {"vi": "Phụ lục 6 Nghị định 30/2020/NĐ-CP", "en": "Annex 6, Decree 30/2020/NĐ-CP"}
    assert said.count("document.repeated-") == 2
    assert said.count(clause[lang]) == 2


def test_json_has_the_clause_with_the_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = log(tmp_path, case("A", FIRST), case("B", FIRST))
    main(["audit", path, "--check-duplicates", "--format", "json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = {row["case"]: row for row in rows if "case" in row}

    assert "document.repeated" not in json.dumps(found["A"])
    assert json.dumps(found["B"]).count('"source": "vn/30-2020-nd-cp#pl6.p1.m3.k1.h"') == 2


def test_with_several_processes_repeats_are_found_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = log(tmp_path, case("A", FIRST), case("B", FIRST))
    main(["audit", path, "--check-duplicates", "--jobs", "2"])

    assert capsys.readouterr().out.count("document.repeated-") == 2
