"""
The examples against what a reader of the law expects of them.

How to read an ``expected.toml`` is said in ``examples/README.md``.  Expectations about an
instrument that a profile does not name are listed, never passed over in silence.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import egovdocs
from egovdocs.policy import Finding, Policy, Report, Verdict, shipped_profiles
from egovdocs.policy.rules.base import Moment
from egovdocs.policy.view import WHOLE, Subject, View
from egovdocs.record import Case
from egovdocs.timing import from_us

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(path.parent.name for path in EXAMPLES.glob("*/expected.toml"))
JUDGED = [folder for folder in FOLDERS if folder in shipped_profiles()]
FILES = sorted(EXAMPLES.glob("*/*.jsonl"))

each_folder = pytest.mark.parametrize("folder", FOLDERS)
each_file = pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)


LAYERS = ("alone", "over-national")


@cache
def policy(folder: str, layer: str = "alone") -> Policy:
    return egovdocs.load(folder, national=layer == "over-national")


@cache
def lines(path: Path) -> tuple[dict[str, Any], ...]:
    text = path.read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines() if line.strip())


@cache
def cases(folder: str) -> Mapping[str, Case]:
    found = [
        Case.from_json(line) for path in FILES if path.parent.name == folder for line in lines(path)
    ]
    return {case.case: case for case in found}


@cache
def report(folder: str, case: str, layer: str) -> Report:
    return policy(folder, layer).audit(cases(folder)[case])


@cache
def expected(folder: str) -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((EXAMPLES / folder / "expected.toml").read_text(encoding="utf-8"))


def instrument(row: Mapping[str, Any]) -> str:
    return str(row["clause"]).partition("#")[0]


def rows(kind: str) -> Iterator[Any]:
    """Every row of the judged folders, alone and over the national layer."""
    for layer in LAYERS:
        for folder in JUDGED:
            named = {part.id for part in policy(folder, layer).instruments}
            for row in expected(folder).get(kind, []):
                if "clause" not in row or instrument(row) in named:
                    about = row.get("clause", f"#{row.get('question')}").partition("#")[2]
                    told = row | row.get("over_national", {}) if layer == LAYERS[1] else row
                    name = f"{row['case']}-{about}-{row.get('verdict', '')}-{layer}"
                    yield pytest.param(folder, layer, told, id=name)


def under(clause: str, address: str) -> bool:
    """Whether *clause* is *address* or a part of it."""
    return clause == address or clause.startswith(f"{address}.")


def findings(folder: str, layer: str, row: Mapping[str, Any]) -> list[Finding]:
    """The findings under the clause of *row*, of its agency where it names one."""
    return [
        found
        for found in report(folder, row["case"], layer).all_findings()
        if under(found.clause, row["clause"])
        and ("agency" not in row or found.where.get("agency") in (row["agency"], None))
        and ("period" not in row or found.facts.get("period") in (row["period"], None))
    ]


def may_be_broken(folder: str, row: Mapping[str, Any]) -> bool:
    """Whether another row expects a breach of the same clause: of another of its rules."""
    return any(
        other["verdict"] == "broken"
        and (other["case"], other["clause"]) == (row["case"], row["clause"])
        for other in expected(folder)["expect"]
    )


@pytest.mark.parametrize(("folder", "layer", "row"), list(rows("expect")))
def test_expectation(folder: str, layer: str, row: dict[str, Any]) -> None:
    """Under the clause there is a finding with the verdict, running or not, with the facts."""
    found = findings(folder, layer, row)
    verdicts = {part.verdict for part in found}
    wanted = [part for part in found if part.verdict.value == row["verdict"]]
    said = [(part.rule, part.verdict.value, part.pending, part.missing) for part in found]

    assert wanted, (row["because"], said)
    if row["verdict"] == "kept" and not may_be_broken(folder, row):
        assert Verdict.BROKEN not in verdicts, (row["because"], said)
    assert "pending" not in row or row["pending"] in {part.pending for part in wanted}, said
    for name, value in row.get("facts", {}).items():
        assert value in {written(part.facts.get(name)) for part in found}, (name, said)


def written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize(("folder", "layer", "row"), list(rows("answer")))
def test_answer(folder: str, layer: str, row: dict[str, Any]) -> None:
    """A moment, or a legal value; or that it cannot be decided."""
    case = cases(folder)[row["case"]]

    if row["question"] == "value":
        told = policy(folder, layer).value(case).value
        assert told == (row.get("value") or None), row["because"]
        return
    moment = derived(policy(folder, layer), case, row)
    if "at" in row:
        assert moment.truth is True, (row["because"], moment.missing)
        assert from_us(moment.us).isoformat() == row["at"], row["because"]
    else:
        assert moment.truth is not True, row["because"]


def derived(judge: Policy, case: Case, row: Mapping[str, Any]) -> Moment:
    view = judge.view(case)
    subject = WHOLE if row["question"] == "sent" else recipient(view, row.get("agency"))
    return judge.scene(view).moment(f"@{row['question']}", subject)


def recipient(view: View, agency: object) -> Subject:
    named = [subject for subject in view.recipients if subject.agency == agency]
    return (named or list(view.recipients))[0]


@each_folder
def test_the_folder_is_of_a_shipped_profile(folder: str) -> None:
    assert folder in shipped_profiles()


@pytest.mark.parametrize("folder", JUDGED)
def test_only_national_law_may_be_left_unjudged(folder: str) -> None:
    """What no instrument of the profile could answer is about national instruments alone."""
    named = {part.id for part in policy(folder).instruments}
    left = {instrument(row) for row in expected(folder)["expect"]} - named

    assert all(ident.startswith("vn/") for ident in left), left


@each_folder
def test_expectations_speak_of_cases_that_exist(folder: str) -> None:
    told = [*expected(folder)["expect"], *expected(folder).get("answer", [])]

    assert {row["case"] for row in told} <= set(cases(folder))
    assert all(row["because"] for row in told)


@each_file
def test_every_line_is_a_case_of_the_folder(path: Path) -> None:
    for line in lines(path):
        assert Case.from_json(line).profile == path.parent.name


@each_file
def test_a_case_survives_being_written(path: Path) -> None:
    for line in lines(path):
        case = Case.from_json(line)

        assert Case.from_json(case.to_json()) == case


def test_no_case_id_twice() -> None:
    counted = Counter(line["case"] for path in FILES for line in lines(path))

    assert [case for case, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.rglob("*.*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_text_is_composed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)


@each_folder
def test_the_index_names_every_case_once_in_a_row(folder: str) -> None:
    index = (EXAMPLES / folder / "INDEX.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([A-Z]+-[0-9]+) \|", index, re.MULTILINE)

    assert sorted(listed) == sorted(cases(folder))
