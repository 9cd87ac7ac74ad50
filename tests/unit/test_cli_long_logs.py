"""Long logs: judged by several processes, and gone on with after the run was cut off."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from edxml_samples import document, header
from egovdocs.audit import working
from egovdocs.audit.problems import BadLine, RepeatedCase
from egovdocs.audit.reading import RawLine
from egovdocs.audit.resuming import restore, tally_to_json
from egovdocs.audit.running import Tally
from egovdocs.audit.working import Order, WorkerLost, pieces
from egovdocs.cli import main

CLERK = "000.00.07.H39"
DAY = "2020-03-02T{}+07:00"
LIGHT = ("--no-national",)  # the provincial layer alone, so that minutes are seconds


def case(number: int) -> dict[str, Any]:
    """A document that arrived at 09:00, due at 11:00; every third one was late."""
    passed_on = "11:00:01" if number % 3 == 0 else "10:00:00"
    events = [
        {"type": "arrived", "at": DAY.format("09:00:00"), "agency": CLERK, "channel": "system"},
        {"type": "transferred", "at": DAY.format(passed_on), "agency": CLERK},
    ]
    document = {"state_secret": False, "recipients": [{"id": CLERK, "kind": "agency"}]}
    return {"case": f"LA-{number:05}", "profile": "long-an", "document": document,
            "events": events, "observed": {"until": DAY.format("17:00:00")}}  # fmt: skip


def log(path: Path, count: int) -> Path:
    """A log of *count* cases; one line is no JSON, one repeats the case before it."""
    lines = [json.dumps(case(number), ensure_ascii=False) for number in range(count)]
    lines[count // 2] = "{"
    lines[count // 3] = lines[count // 3 - 1]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def audit(*argv: object) -> int:
    return main(["audit", *LIGHT, *map(str, argv)])


def command(*argv: object) -> list[str]:
    return [sys.executable, "-m", "egovdocs", "audit", *LIGHT, *map(str, argv)]


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A log of 450 cases, which is five pieces."""
    return log(tmp_path / "log.jsonl", 450)


@pytest.mark.parametrize("format_", ["json", "text", "csv", "html"])
def test_two_processes_write_what_one_writes(
    told: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Same lines, in the order of the log; the same problems; the same status."""
    one, two = told.with_name("one"), told.with_name("two")

    alone = audit(told, "--format", format_, "-o", one)
    problems = capsys.readouterr().err
    spread = audit(told, "--format", format_, "-o", two, "--jobs", "2")

    assert (alone, problems) == (spread, capsys.readouterr().err)
    assert one.read_bytes() == two.read_bytes()
    assert "repeated-case" in problems or "LA-00149" in problems


def test_the_results_come_in_the_order_of_the_log(told: Path) -> None:
    """Whichever process is done first."""
    out = told.with_name("out")
    audit(told, "--format", "json", "-o", out, "--jobs", "2")
    names = [json.loads(line)["case"] for line in out.read_text(encoding="utf-8").splitlines()]

    assert names == sorted(names)
    assert len(names) == len(set(names)) == 448


def test_edxml_is_spread_too(tmp_path: Path) -> None:
    """Its cases are put together first, then judged by several."""
    for number in range(3):
        sent = document(header().replace("12/UBND-VX", f"{number}/UBND-VX"))
        (tmp_path / f"{number}.edxml").write_text(sent, encoding="utf-8")
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    argv = ["--from", "edxml", tmp_path, "--format", "json", "--profile", "long-an"]

    assert audit(*argv, "-o", one) == audit(*argv, "-o", two, "--jobs", "2")
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on(told: Path, jobs: str) -> None:
    """kill -9 in the middle; the same command again: the output is that of one run."""
    log(told, 2000)
    whole, out = told.with_name("whole.json"), told.with_name("out.json")
    argv = [told, "--format", "json", "--jobs", jobs]
    expected = audit(*argv, "-o", whole)
    state = out.with_name("out.json.resume.json")

    run = subprocess.Popen(command(*argv, "-o", out, "--resume"), stderr=subprocess.PIPE)
    wait_for(state)
    run.kill()
    run.communicate(timeout=60)  # the processes that judge do not outlive it
    assert state.is_file()
    assert out.stat().st_size < whole.stat().st_size
    judged = json.loads(state.read_text(encoding="utf-8"))["items"]
    again = audit(*argv, "-o", out, "--resume")

    assert 0 < judged < 2000
    assert again == expected
    assert out.read_bytes() == whole.read_bytes()
    assert not state.exists()


def wait_for(path: Path) -> None:
    """Until *path* is there: a minute at most."""
    for _ in range(6000):
        if path.is_file():
            return
        time.sleep(0.01)
    raise AssertionError(path)


def cut_off(told: Path, out: Path, *more: object, at: int = 3) -> None:
    """Run until *at* pieces are kept, then stop as if the machine had."""
    from egovdocs.audit.resuming import Keeper

    keep, kept = Keeper.keep, iter(range(at))

    def stop(self: Keeper, *argv: Any) -> None:
        keep(self, *argv)
        if next(kept, None) is None:
            raise SystemExit

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Keeper, "keep", stop)
        with pytest.raises(SystemExit):
            audit(told, "-o", out, "--resume", *more)


@pytest.mark.parametrize("format_", ["json", "text", "csv"])
def test_sums_and_notes_are_those_of_the_whole_run(told: Path, format_: str) -> None:
    """The end of a report counts what was judged before the cut, too."""
    whole, out = told.with_name("whole"), told.with_name("out")
    status = audit(told, "--format", format_, "-o", whole)
    cut_off(told, out, "--format", format_)
    with out.open("ab") as file:
        file.write(b"half a li")  # written, and not kept

    assert audit(told, "--format", format_, "-o", out, "--resume") == status
    assert out.read_bytes() == whole.read_bytes()


def test_a_repeated_case_is_told_across_the_cut(told: Path) -> None:
    """The first line after the cut repeats the last one before it."""
    lines = told.read_text(encoding="utf-8").splitlines()
    lines[400] = lines[399]
    told.write_text("\n".join(lines), encoding="utf-8")
    whole, out = told.with_name("whole"), told.with_name("out")
    audit(told, "--format", "json", "-o", whole)
    cut_off(told, out, "--format", "json")
    audit(told, "--format", "json", "-o", out, "--resume")

    assert out.read_bytes() == whole.read_bytes()


def _change_input(out: Path) -> None:
    told = out.with_name("log.jsonl")
    told.write_text(told.read_text(encoding="utf-8").replace("10:00", "10:01", 1), "utf-8")


def _shorten_input(out: Path) -> None:
    told = out.with_name("log.jsonl")
    told.write_text("\n".join(told.read_text(encoding="utf-8").splitlines()[:50]), "utf-8")


def _change_output(out: Path) -> None:
    out.write_bytes(b"x" + out.read_bytes()[1:])


def _shorten_output(out: Path) -> None:
    out.write_bytes(out.read_bytes()[:100])


def _spoil_state(out: Path) -> None:
    out.with_name(f"{out.name}.resume.json").write_text("[]", encoding="utf-8")


def _nothing(_: Path) -> None:
    pass


# fmt: off
CHANGES = [
    # what happens meanwhile  options                     what is told to have changed
    (_change_input,           [],                         "nhật ký đầu vào",  "the input"),
    (_shorten_input,          [],                         "nhật ký đầu vào",  "the input"),
    (_change_output,          [],                         "tệp kết quả",      "the output"),
    (_shorten_output,         [],                         "tệp kết quả",      "the output"),
    (Path.unlink,             [],                         "tệp kết quả",      "the output"),
    (_nothing,                ["--profile", "ca-mau"],    "tùy chọn",         "the options"),
    (_nothing,                ["--all"],                  "tùy chọn",         "the options"),
    (_spoil_state,            [],                         "tệp trạng thái",   "the state file"),
]
# fmt: on


@pytest.mark.parametrize(("change", "more", "vi", "en"), CHANGES)
def test_what_changed_meanwhile_is_refused(
    told: Path, change: Any, more: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that says what differs; the output is left as it stands."""
    out = told.with_name("out")
    cut_off(told, out, "--format", "json")
    change(out)
    before = out.read_bytes() if out.exists() else None
    capsys.readouterr()

    for lang, said in (("vi", vi), ("en", en)):
        argv = [told, "--format", "json", "-o", out, "--resume", "--lang", lang, *more]
        assert audit(*argv) == 2
        assert said in capsys.readouterr().err
    assert (out.read_bytes() if out.exists() else None) == before


def test_another_policy_is_refused(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A profile file that was edited meanwhile."""
    shipped = files("egovdocs") / "policy" / "profiles" / "long-an.toml"
    profile, out = told.with_name("own.toml"), told.with_name("out")
    profile.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    cut_off(told, out, "--format", "json", "--profile", profile)
    profile.write_text(profile.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    argv = [told, "--format", "json", "--profile", profile, "-o", out, "--resume"]

    assert audit(*argv, "--lang", "en") == 2
    assert "the profile, a text or egovdocs itself changed" in capsys.readouterr().err


def test_resume_wants_an_output_of_lines(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output and pages cannot be gone on with."""
    assert audit(told, "--resume") == 2
    assert audit(told, "--resume", "-o", told.with_name("o"), "--format", "html") == 2
    said = capsys.readouterr().err
    assert "stdout" in said
    assert "--format html" in said


@pytest.mark.parametrize("jobs", ["0", "-1", "hai", "1.5", "999"])
def test_a_wrong_number_of_processes(
    told: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One to 256."""
    with pytest.raises(SystemExit) as stop:
        audit(told, f"--jobs={jobs}")

    assert stop.value.code == 2
    assert "1 ... 256" in capsys.readouterr().err


def test_ctrl_c_ends_it_and_all_its_processes(told: Path) -> None:
    """Status 130, one sentence, no traceback; the same command goes on."""
    log(told, 2000)
    whole, out = told.with_name("whole.json"), told.with_name("out.json")
    argv = [told, "--format", "json", "--jobs", "2"]
    audit(*argv, "-o", whole)
    run = subprocess.Popen(
        command(*argv, "-o", out, "--resume"),
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for(out.with_name("out.json.resume.json"))
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: the workers hear it too
    _, said = run.communicate(timeout=60)  # until nobody holds its standard error any more

    assert run.returncode == 130
    assert "Traceback" not in said
    assert "Chạy lại đúng lệnh này" in said
    audit(*argv, "-o", out, "--resume")
    assert out.read_bytes() == whole.read_bytes()


def test_a_worker_that_is_ended_is_told(
    told: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, no half of a result: the run says what to do."""
    monkeypatch.setattr(working, "_work", _die)

    assert audit(told, "--jobs", "2", "--lang", "en") == 2
    said = capsys.readouterr().err
    assert "One of the 2 processes that judge was ended" in said


def _die(_told: bytes, _items: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# -- the parts -------------------------------------------------------------------------------


def test_pieces_are_bounded_by_number_and_by_size() -> None:
    """So that a few of them under way are a few megabytes."""
    small = [RawLine("a", number, b"{}") for number in range(250)]
    large = [RawLine("a", number, b"x" * 300_000) for number in range(4)]

    assert [len(part) for part in pieces(small)] == [100, 100, 50]
    assert [len(part) for part in pieces(large)] == [2, 2]


def test_an_order_begins_anew_with_a_file() -> None:
    """The first case of a file repeats nothing."""
    order = Order()
    lines = (RawLine("a", 1, b""), RawLine("a", 2, b""), RawLine("b", 1, b""), RawLine("b", 1, b""))
    told = order.checked(lines, ("X", "X", "X", "X"))

    assert told[0] is lines[0]
    assert repr(told[1]) == repr(BadLine("a", 2, RepeatedCase("X")))
    assert told[2:] == lines[2:]


def test_tallies_survive_their_json() -> None:
    """What is written of the sums is read back."""
    tally, other = Tally(cases=3, broken=1), Tally()
    tally.gaps.update(["a", "b", "a"])
    tally.merge(Tally(cases=1, open=2))
    restore(other, json.loads(json.dumps(tally_to_json(tally))))

    assert tally_to_json(other) == tally_to_json(tally)
    assert (other.cases, other.open, other.gaps["a"]) == (4, 2, 2)


@pytest.mark.parametrize("error", [BadLine("a", 1, RepeatedCase("X")), WorkerLost(2)])
def test_problems_travel(error: Any) -> None:
    """From a worker to the process that tells them."""
    other = pickle.loads(pickle.dumps(error))
    assert (repr(other), str(other)) == (repr(error), str(error))
