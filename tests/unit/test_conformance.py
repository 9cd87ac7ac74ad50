"""The conformance suite itself: shipped whole, strict in its form, and answered by the library."""

from __future__ import annotations

import json
import runpy
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from egovdocs.audit.conformance import (
    InvalidSuite,
    NoSuchSuite,
    Own,
    Suite,
    agrees,
    read_suite,
    run,
    shipped_suite,
)
from egovdocs.audit.conformance.comparing import likely
from egovdocs.audit.conformance.suite import CALENDAR, SCHEMA, SUBJECTS, shipped_folder
from egovdocs.cli import main

ROOT = Path(__file__).parents[2]
SUITE = shipped_suite()
FILES = sorted(
    path for path in shipped_folder().glob("*.json") if path.name not in (SCHEMA, CALENDAR)
)


# -- the suite -----------------------------------------------------------------------------------


def test_one_file_for_each_subject_and_at_least_600_cases() -> None:
    assert sorted(path.stem for path in FILES) == sorted(SUBJECTS)
    assert len(SUITE.cases) >= 600


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_follows_the_schema(path: Path) -> None:
    schema = json.loads((shipped_folder() / SCHEMA).read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)

    assert list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8")))) == []


def test_the_review_finds_nothing() -> None:
    review = runpy.run_path(str(ROOT / "scripts" / "review_conformance.py"))
    found = [line for look in review["LOOKS"] for line in look(SUITE)]

    assert found == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_library_answers_every_case(subject: str) -> None:
    results = list(run(SUITE.only([subject], []), Own()))
    wrong = [(part.case.id, part.got, part.fault) for part in results if part.outcome != "passed"]

    assert wrong == []
    assert [part.case.id for part in results if part.uncited] == []


# -- the review sees what it looks for -----------------------------------------------------------


@pytest.mark.parametrize(
    ("look", "change"),
    [
        ("ids", {"id": "RC-9999"}),
        ("addresses", {"clauses": ("long-an/24-2019#d99.k1",)}),
        ("flags", {"catches": ()}),
        ("questions", {"id": "RC-0002"}),
    ],
)
def test_the_review_sees_a_bad_case(look: str, change: dict[str, Any]) -> None:
    first = SUITE.only(["receipt"], [])[0]
    bad = attrs.evolve(first, **change)
    review = runpy.run_path(str(ROOT / "scripts" / "review_conformance.py"))
    suite = Suite((first, bad), SUITE.flags, SUITE.calendar)

    assert any("RC" in line or "receipt" in line or "put 2" in line
               for line in review[look](suite))  # fmt: skip


# -- files that violate the schema ---------------------------------------------------------------


def table(**changes: Any) -> dict[str, Any]:
    """A small whole file, with changes; None takes a key away."""
    case = {
        "id": "RC-0001", "level": "ordinary", "clauses": ["long-an/24-2019#d10.k2"],
        "catches": [{"flag": "raw"}], "question": "received", "given": {"at": "-"},
        "expected": {"answer": None, "clauses": []}, "because": {"vi": "..."},
    }  # fmt: skip
    whole = {
        "format": 1, "subject": "receipt", "title": {"vi": "-", "en": "-"},
        "flags": {"raw": {"vi": "-", "en": "-"}}, "cases": [case],
    }  # fmt: skip
    for key, value in changes.items():
        target = case if key in case else whole
        target[key] = value
    return {key: value for key, value in whole.items() if value is not None}


# fmt: off
BAD = [
    # what is changed                             where it is wrong           what is found
    ({"cases": None},                             "file",                     "-"),
    ({"format": 2},                               "format",                   "2"),
    ({"format": "1"},                             "file.format",              '"1"'),
    ({"subject": "weather"},                      "subject",                  "weather"),
    ({"more": 1},                                 "file",                     "more"),
    ({"flags": {"raw": {"vi": "-"}}},             "flags.raw",                "-"),
    ({"cases": [1]},                              "cases[0]",                 "1"),
    ({"level": "easy"},                           "RC-0001.level",            "easy"),
    ({"question": "why"},                         "RC-0001.question",         "why"),
    ({"clauses": ["article 5"]},                  "RC-0001.clauses",          "article 5"),
    ({"catches": [{"flag": "unknown"}]},          "RC-0001.catches",          "unknown"),
    ({"expected": {"answer": 3, "clauses": []}},  "RC-0001.expected.answer",  "3"),
    ({"given": {"case": "nobody"}},               "RC-0001.given.case",       "nobody"),
]
# fmt: on


@pytest.mark.parametrize(("changes", "where", "found"), BAD)
def test_a_bad_file_is_named_with_the_place(
    changes: dict[str, Any], where: str, found: str, tmp_path: Path
) -> None:
    (tmp_path / "receipt.json").write_text(json.dumps(table(**changes)), encoding="utf-8")

    with pytest.raises(InvalidSuite) as caught:
        read_suite(tmp_path)

    assert (caught.value.file, caught.value.where, caught.value.found) == (
        "receipt.json", where, found,
    )  # fmt: skip


def test_the_small_file_is_good_without_a_change(tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(json.dumps(table()), encoding="utf-8")

    assert [case.id for case in read_suite(tmp_path).cases] == ["RC-0001"]


@pytest.mark.parametrize("text", ["{", "[]", "\ufeff{}", "[" * 100_000])
def test_a_file_that_is_no_object_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidSuite):
        read_suite(tmp_path)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(table()), encoding="utf-8")

    with pytest.raises(InvalidSuite, match="RC-0001"):
        read_suite(tmp_path)


def test_an_empty_folder_is_no_suite(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSuite):
        read_suite(tmp_path)
    assert main(["conformance", "run", "--suite", str(tmp_path)]) == 2


# -- comparing -------------------------------------------------------------------------------------

# fmt: off
ANSWERS: list[tuple[Any, Any, bool]] = [
    # expected                                  got                                         agrees
    (None,                                      None,                                       True),
    (None,                                      {},                                         False),
    ({"at": "2024-05-06T08:00:00+07:00"},       {"at": "2024-05-06T01:00:00Z"},             True),
    ({"at": "2024-05-06T08:00:00+07:00"},       {"at": "2024-05-06T08:00:00.000001+07:00"}, False),
    ({"at": "2024-05-06T08:00:00+07:00"},       {"at": "2024-05-06"},                       False),
    ({"at": "2024-05-06T08:00:00+07:00"},       None,                                       False),
    ({"seconds": 1},                            {"seconds": 1, "more": 2},                  True),
    ({"seconds": 1},                            {"seconds": True},                          False),
    ({"seconds": 1},                            {"seconds": "1"},                           False),
    ({"gaps": ["1", "2"]},                      {"gaps": ["2", "1"]},                       True),
    ({"gaps": ["1", "1"]},                      {"gaps": ["1", "2"]},                       False),
    ({"gaps": []},                              {"gaps": ["1"]},                            False),
    ({"problems": []},                          {"problems": ["text.case"]},                False),
    ({"problems": ["text.case"]},               {"problems": ["text.case", "text.spaces"]},   True),
    ({"problems": ["text.case"]},               {"problems": ["text.spaces"]},              False),
    ({"problems": ["text.case"]},               {"problems": "text.case"},                  False),
]
# fmt: on


@pytest.mark.parametrize(("expected", "got", "same"), ANSWERS)
def test_what_counts_as_the_same_answer(expected: Any, got: Any, same: bool) -> None:
    assert agrees(expected, got) is same


def test_the_misreading_that_gives_the_answer_is_named() -> None:
    lunch = next(
        case for case in SUITE.cases if case.given.get("at") == "2024-05-06T12:00:00+07:00"
    )

    assert likely(lunch, {"at": "2024-05-07T07:00:00+07:00"}) == ("next-day-for-next-session",)
    assert len(likely(lunch, {"at": "1999-01-01T00:00:00+07:00"})) == len(lunch.catches) > 1


# -- the command -----------------------------------------------------------------------------------


def test_the_list_counts_every_subject(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "list"]) == 0

    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    counts = Counter(case.subject for case in SUITE.cases)
    assert {row[0]: int(row[1]) for row in rows[:-1]} == counts
    assert rows[-1] == [str(len(SUITE.cases))]


def test_a_run_prints_a_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "run", "--subject", "recall", "--lang", "en"]) == 0

    out = capsys.readouterr().out
    count = sum(case.subject == "recall" for case in SUITE.cases)
    assert out.splitlines()[0].endswith(f"{count} cases")
    assert "doubtful" in out


def test_a_run_as_json_has_a_line_a_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "run", "--subject", "value", "--format", "json"]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    count = sum(case.subject == "value" for case in SUITE.cases)
    assert {row["outcome"] for row in rows[:-1]} == {"passed"}
    assert rows[-1]["summary"] == {"passed": count}
    assert rows[-1]["cases"] == len(rows) - 1 == count


def test_a_case_is_shown_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, said in (("vi", "khoản 2 Điều 10"), ("en", "clause 2, Article 10")):
        assert main(["conformance", "show", "RC-0001", "--lang", lang]) == 0
        assert said in capsys.readouterr().out


def test_a_case_that_there_is_not_names_the_closest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conformance", "show", "RC-001"]) == 2
    assert "RC-001" in capsys.readouterr().err
