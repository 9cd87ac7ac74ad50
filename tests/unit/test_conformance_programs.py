"""Programs under test: good ones, and every way in which one can be at fault."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from egovdocs.audit.conformance import CannotStart, Program, Result, run, shipped_suite
from egovdocs.audit.conformance.program import PATIENCE
from egovdocs.cli import main

SUITE = shipped_suite()
SOME = SUITE.only(["receipt"], ["ordinary"])[:4]
SCRIPT = Path(__file__).parents[2] / "conformance" / "clients" / "js" / "client.js"
INDEPENDENT = ("identifiers", "receipt", "deadlines")

# A client that starts as it should; each test says what it does when it is asked.
CLIENT = """
import json, os, sys, time
def say(told):
    print(json.dumps(told), flush=True)
asked_before = 0
for line in sys.stdin:
    asked = json.loads(line)
    if asked["op"] == "stop":
        break
    if asked["op"] == "start":
        say({"op": "start", "protocol": 1, "name": "trial"})
        continue
    asked_before += 1
    me = asked["id"]
"""


def client(tmp_path: Path, does: str) -> list[str]:
    """The command of a client that does *does* with each question."""
    path = tmp_path / "client.py"
    path.write_text(f"{CLIENT}    {does}\n", encoding="utf-8")
    return [sys.executable, str(path)]


def put(command: list[str], limit: float = 5.0) -> list[Result]:
    with Program(command, SUITE.calendar, limit=limit) as program:
        return list(run(SOME, program))


# fmt: off
FAULTS = [
    # what it does when it is asked                                     fault, each time
    ("print('hello', flush=True)",                                      "conformance.garbage"),
    ("print('[1, 2]', flush=True)",                                     "conformance.garbage"),
    ("print('{\"id\": ', flush=True)",                                  "conformance.garbage"),
    ("print('[' * 100000, flush=True)",                                 "conformance.garbage"),
    ("sys.stdout.buffer.write(bytes([255, 254, 10])); sys.stdout.flush()", "conformance.garbage"),
    ("os._exit(3)",                                                     "conformance.died"),
    ("sys.exit()",                                                      "conformance.died"),
    ("say({'id': 'RC-0999', 'answer': None})",                          "conformance.out-of-order"),
    ("say({'answer': None})",                                           "conformance.out-of-order"),
    ("say({'id': me, 'answer': 'yes'})",                                "conformance.wrong-type"),
    ("say({'id': me, 'answer': [1]})",                                  "conformance.wrong-type"),
    ("say({'id': me, 'skip': 3})",                                      "conformance.wrong-type"),
    ("say({'id': me, 'answer': None, 'clauses': 'd1'})",                "conformance.wrong-type"),
    ("say({'id': me})",                                                 "conformance.wrong-type"),
]
# fmt: on


@pytest.mark.parametrize(("does", "code"), FAULTS)
def test_a_fault_is_named_and_the_run_goes_on(does: str, code: str, tmp_path: Path) -> None:
    results = put(client(tmp_path, does))

    assert [part.case for part in results] == list(SOME)
    assert [part.fault.code if part.fault else "" for part in results] == [code] * len(SOME)
    assert all(part.case.id in str(part.fault) for part in results)


def test_a_program_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    began = time.monotonic()
    results = put(client(tmp_path, "time.sleep(60)"), limit=0.5)

    assert {part.fault.code for part in results if part.fault} == {"conformance.too-slow"}
    assert time.monotonic() - began < 30


def test_a_program_that_never_ends_its_line_is_cut_off(tmp_path: Path) -> None:
    results = put(client(tmp_path, "sys.stdout.write('x' * 3_000_000); sys.stdout.flush()"))

    assert {part.fault.code for part in results if part.fault} == {"conformance.garbage"}


def test_after_one_fault_it_is_started_anew(tmp_path: Path) -> None:
    """Each new process dies at its second question: every second case is answered."""
    does = "os._exit(1) if asked_before == 2 else say({'id': me, 'skip': 'no'})"
    results = put(client(tmp_path, does))

    assert [part.outcome for part in results] == ["skipped", "fault"] * 2


def test_too_many_faults_in_a_row_end_the_asking(tmp_path: Path) -> None:
    cases = SUITE.only(["receipt"], [])[: PATIENCE + 3]
    with Program(client(tmp_path, "os._exit(1)"), SUITE.calendar, limit=5.0) as program:
        codes = [part.fault.code for part in run(cases, program) if part.fault]

    assert codes == ["conformance.died"] * PATIENCE + ["conformance.gave-up"] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("print('ready?', flush=True)", "conformance.garbage"),
        ("print('{\"id\": 1}', flush=True)", "conformance.out-of-order"),
        ('print(\'{"op": "start", "name": 3}\', flush=True)', "conformance.wrong-type"),
        ('print(\'{"op": "start", "protocol": 9}\', flush=True)', "conformance.wrong-type"),
        ("pass", "conformance.died"),
    ],
)
def test_a_program_that_does_not_start_well(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "client.py"
    path.write_text(text, encoding="utf-8")

    results = put([sys.executable, str(path)])

    assert results[0].fault is not None
    assert results[0].fault.code == code


def test_answers_ahead_of_the_questions_are_out_of_order(tmp_path: Path) -> None:
    does = "say({'id': me, 'answer': None}); say({'id': me, 'answer': None})"
    results = put(client(tmp_path, does))

    assert "conformance.out-of-order" in [part.fault.code for part in results if part.fault]


def test_a_command_that_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CannotStart), Program(["/nowhere/client"], {}) as program:
        list(run(SOME, program))
    assert main(["conformance", "run", "--subject", "recall", "--", "/nowhere/client"]) == 2
    assert "/nowhere/client" in capsys.readouterr().err


def test_wrong_answers_are_failures_with_a_likely_misreading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever takes the entry as it is, is told so."""
    command = client(tmp_path, "say({'id': me, 'answer': {'at': asked['given'].get('at')}})")

    status = main(["conformance", "run", "--subject", "receipt", "--lang", "en", "--", *command])

    out = capsys.readouterr().out
    assert status == 1
    assert out.startswith("trial: ")
    assert "takes-raw-entry" in out.partition("Likely misreadings:")[2].splitlines()[1]


def test_a_skip_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = client(tmp_path, "say({'id': me, 'skip': 'not done yet'})")

    assert main(["conformance", "run", "--lang", "en", "--", *command]) == 0
    assert f"{len(SUITE.cases)} cases: not done yet" in capsys.readouterr().out


def test_the_questions_do_not_tell_the_answer(tmp_path: Path) -> None:
    does = "say({'id': me, 'skip': ' '.join(sorted(asked))})"
    results = put(client(tmp_path, does))

    assert {part.skip for part in results} == {"given id level op question setup subject"}


def test_the_library_speaks_the_protocol() -> None:
    command = [sys.executable, "-m", "egovdocs", "conformance", "serve"]
    cases = [case for case in SUITE.cases if case.id.endswith("1")]
    with Program(command, SUITE.calendar, limit=60.0) as program:
        outcomes: Any = {part.outcome for part in run(cases, program)}

    assert outcomes == {"passed"}
    assert program.name.startswith("egovdocs ")


def test_the_independent_client_passes_its_subjects() -> None:
    """Plain JavaScript, written from the law and the protocol, without this library."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the JavaScript client cannot be run")
    cases = SUITE.only(INDEPENDENT, [])
    with Program([node, str(SCRIPT)], SUITE.calendar, limit=60.0) as program:
        wrong = [part.case.id for part in run(cases, program) if part.outcome != "passed"]

    assert wrong == []
    assert len(cases) > 400
