"""
The regulation as tests: the marker ``proves``, results by article, evidence for the ledger.

Each test runs pytest in a folder of its own, as a province would.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from egovdocs.audit.claims import (
    Claim,
    InvalidEvidence,
    NoSuchKind,
    addresses,
    check,
    read,
    with_claims,
    written,
)
from egovdocs.audit.ledger import Row, ledger
from egovdocs.cli import main
from egovdocs.policy import NoSuchClause
from egovdocs.regulation import proves

TRANSFER = "long-an/24-2019#d5.k2.b"
OURS = """
import pytest
from egovdocs.regulation import proves

@proves("long-an/24-2019#d5.k2.b", kind="boundary")
def test_boundary() -> None:
    assert 1 + 1 == 2

@proves("long-an/24-2019#d5.k2.b/transfer")
@proves("long-an/24-2019#d10.k2", kind="answered")
def test_two_clauses() -> None:
    assert 1 + 1 == 2

@pytest.mark.proves("long-an/24-2019#d10.k2", kind="answered")
def test_that_fails() -> None:
    assert False

@proves("long-an/24-2019#d10.k2", kind="answered")
def test_left_out() -> None:
    pytest.skip("no data")

def test_of_something_else() -> None:
    assert 1 + 1 == 2
"""


@attrs.frozen
class Ran:
    """What a run of pytest printed, and how it ended."""

    status: int
    out: str


def run_pytest(folder: Path, *arguments: str) -> Ran:
    """Run pytest in *folder* with the plugin, whether or not the package is installed anew."""
    plugins = ("-p", "egovdocs.regulation.plugin", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", "-q", "--strict-markers", *plugins, *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder with the tests of a province."""
    (tmp_path / "test_ours.py").write_text(OURS, encoding="utf-8")
    return tmp_path


# -- the marker and the summary -----------------------------------------------------------------


@pytest.mark.parametrize("workers", ["0", "2"], ids=["alone", "spread"])
def test_results_are_told_by_article(ours: Path, workers: str) -> None:
    ran = run_pytest(ours, "--egovdocs-lang", "en", "-n", workers)

    assert ran.status == 1
    assert "results by article" in ran.out
    assert (
        "Article 5, Decision 24/2019/QĐ-UBND of Long An (long-an/24-2019#d5): 2 passed" in ran.out
    )
    assert "(long-an/24-2019#d10): 1 passed, 1 failed, 1 skipped" in ran.out


def test_results_are_told_in_vietnamese(ours: Path) -> None:
    ran = run_pytest(ours, "-k", "boundary")

    assert ran.status == 0
    assert "kết quả theo điều" in ran.out
    assert "Điều 5 Quyết định 24/2019/QĐ-UBND tỉnh Long An (long-an/24-2019#d5): 1 đạt" in ran.out


def test_tests_that_prove_nothing_print_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text("def test_other() -> None: ...\n", encoding="utf-8")
    ran = run_pytest(tmp_path)

    assert ran.status == 0
    assert "theo điều" not in ran.out


# fmt: off
WRONG = [
    ("long-an/24-2019#d5.k2.bb",          "kept",  "gần nhất là “long-an/24-2019#d5.k2.b”"),
    ("long-am/24-2019#d5.k2.b",           "kept",  "closest is “long-an/24-2019#d5.k2.b”"),
    ("long-an/24-2019#d5.k2.b/transfers", "kept",  "closest is “long-an/24-2019#d5.k2.b/transfer”"),
    ("long-an/24-2019#d5.k2.b",           "bound", "closest is “boundary”"),
]
# fmt: on


@pytest.mark.parametrize(("clause", "kind", "told"), WRONG)
def test_what_does_not_exist_is_named_with_the_closest(clause: str, kind: str, told: str) -> None:
    with pytest.raises((NoSuchClause, NoSuchKind)) as caught:
        check(clause, kind, addresses())

    assert told in str(caught.value)


WHOLE = ["long-an/24-2019", "long-an/24-2019#d5", TRANSFER, f"{TRANSFER}/transfer"]


@pytest.mark.parametrize("more", ["", ', sort="kept"'], ids=["clause", "argument"])
def test_a_mark_that_says_nothing_known_ends_the_run(tmp_path: Path, more: str) -> None:
    mark = f'@pytest.mark.proves("long-an/24-2019#d5.k2.bb"{more})'
    text = f"import pytest\n\n{mark}\ndef test_it() -> None: ...\n"
    (tmp_path / "test_wrong.py").write_text(text, encoding="utf-8")
    ran = run_pytest(tmp_path)

    assert ran.status == pytest.ExitCode.USAGE_ERROR
    assert "test_wrong.py::test_it" in ran.out
    assert ("sort" if more else "gần nhất là “long-an/24-2019#d5.k2.b”") in ran.out


def test_a_text_an_article_a_clause_or_a_rule_may_be_named(tmp_path: Path) -> None:
    marks = "".join(f'@pytest.mark.proves("{clause}")\n' for clause in WHOLE)
    text = f"import pytest\n\n{marks}def test_it() -> None: ...\n"
    (tmp_path / "test_whole.py").write_text(text, encoding="utf-8")

    assert run_pytest(tmp_path).status == 0


def test_a_profile_of_ones_own_has_clauses_too(tmp_path: Path) -> None:
    assert main(["policy", "new", str(tmp_path), *NEW]) == 0
    (instrument,) = (tmp_path / "instruments").glob("*.toml")
    words = instrument.read_text(encoding="utf-8")
    ident, at = (words.partition(f'\n{key} = "')[2].partition('"')[0] for key in ("id", "at"))
    mark = f'@pytest.mark.proves("{ident}#{at}")'
    text = f"import pytest\n\n{mark}\ndef test_it() -> None: ...\n"
    (tmp_path / "test_it.py").write_text(text, encoding="utf-8")

    assert run_pytest(tmp_path).status == pytest.ExitCode.USAGE_ERROR
    assert run_pytest(tmp_path, "-o", "egovdocs_policies=thu.toml").status == 0


NEW = (
    "--id", "thu", "--name", "Thử", "--name-en", "A trial", "--agency-code", "H42",
    "--number", "01/2026/QĐ-UBND", "--signed", "2026-01-01", "--from", "2026-01-15",
    "--hours", "07:00-11:30, 13:30-17:00", "--hours-source", "thử",
)  # fmt: skip


# -- evidence for the ledger --------------------------------------------------------------------


def test_evidence_is_written_and_read_back(ours: Path) -> None:
    ran = run_pytest(ours, "--egovdocs-ledger", "evidence.json")
    table = json.loads((ours / "evidence.json").read_text(encoding="utf-8"))

    assert ran.status == 1
    assert set(table) == {TRANSFER, f"{TRANSFER}/transfer", "long-an/24-2019#d10.k2"}
    assert table[TRANSFER] == [
        {"test": "test_ours.py::test_boundary", "kind": "boundary", "outcome": "passed"}
    ]
    assert [row["outcome"] for row in table["long-an/24-2019#d10.k2"]] == [
        "passed", "failed", "skipped",
    ]  # fmt: skip


def test_the_ledger_counts_the_tests_that_passed(
    ours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_pytest(ours, "--egovdocs-ledger", "evidence.json")
    file = str(ours / "evidence.json")
    status = main(["law", "coverage", "long-an/24-2019", "--evidence", file, "--lang", "en"])
    printed = capsys.readouterr().out

    assert status == 0
    assert "boundary test_ours.py::test_boundary" in printed
    assert "kept test_ours.py::test_two_clauses" in printed
    assert "answers test_ours.py::test_two_clauses" in printed
    assert "test_that_fails" not in printed


def row_of(table: dict[str, tuple[Row, ...]], clause: str) -> Row:
    ident = clause.partition("#")[0]
    return next(row for row in table[ident] if row.clause == clause)


def test_a_test_of_a_clause_with_several_rules_must_name_one() -> None:
    table = ledger(["long-an/24-2019"])
    several = next(row for row in table["long-an/24-2019"] if len(row.rules) > 1)
    first = several.rules[0]
    vague = Claim(several.clause, "t.py::vague", "kept", "passed")
    exact = Claim(first.id, "t.py::exact", "kept", "passed")
    after = row_of(with_claims(table, [vague, exact]), several.clause)

    assert "t.py::exact" in after.rules[0].proofs["kept"]
    assert not any("t.py::vague" in rule.proofs.get("kept", ()) for rule in after.rules)


def test_claims_about_other_instruments_are_left_alone() -> None:
    table = ledger(["long-an/24-2019"])

    assert with_claims(table, [Claim("thu/1-2026#d1", "t.py::t", "kept", "passed")]) == table


def test_a_claim_about_no_clause_is_named() -> None:
    table = ledger(["long-an/24-2019"])
    with pytest.raises(NoSuchClause) as caught:
        with_claims(table, [Claim("long-an/24-2019#d99", "t.py::t", "kept", "passed")])

    assert caught.value.address == "long-an/24-2019#d99"


def test_claims_survive_the_file(tmp_path: Path) -> None:
    claims = (
        Claim(TRANSFER, "t.py::a", "boundary", "passed"),
        Claim(TRANSFER, "t.py::b", "kept", "failed"),
    )
    (tmp_path / "e.json").write_text(written(claims), encoding="utf-8")

    assert read(tmp_path / "e.json") == claims


# fmt: off
BAD = [
    ("not json",                                                            InvalidEvidence),
    ("[]",                                                                  InvalidEvidence),
    ('{"long-an/24-2019#d5": {}}',                                          InvalidEvidence),
    ('{"long-an/24-2019#d5": [{"test": "t"}]}',                             InvalidEvidence),
    ('{"x": [{"test": "t", "kind": "kept", "outcome": "perhaps"}]}',        InvalidEvidence),
    ('{"x": [{"test": "t", "kind": "boundery", "outcome": "passed"}]}',     NoSuchKind),
]
# fmt: on


@pytest.mark.parametrize(("text", "error"), BAD)
def test_a_bad_file_of_evidence_is_named(
    tmp_path: Path, text: str, error: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "e.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        read(file)

    assert main(["law", "coverage", "long-an/24-2019", "--evidence", str(file)]) == 2
    assert capsys.readouterr().err


def test_a_file_of_evidence_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidEvidence):
        read(tmp_path / "none.json")


# -- without pytest -----------------------------------------------------------------------------

WITHOUT = "import sys; sys.modules['pytest'] = None\n"
USES = [
    "from egovdocs.regulation import proves; proves('long-an/24-2019#d5')",
    "import egovdocs.regulation.plugin",
    "import egovdocs.regulation.test_conformance",
    "import egovdocs.regulation.test_examples",
]


def run_python(script: str) -> Ran:
    command = [sys.executable, "-X", "utf8", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout + done.stderr)


@pytest.mark.parametrize("use", USES)
def test_without_pytest_the_message_says_what_to_install(use: str) -> None:
    ran = run_python(WITHOUT + use)

    assert ran.status == 1
    assert "needs pytest: pip install pytest" in ran.out


def test_the_package_itself_does_not_need_pytest() -> None:
    assert run_python(f"{WITHOUT}import egovdocs.regulation; print('ok')") == Ran(0, "ok\n")


def test_the_marker_carries_the_clause_and_the_kind() -> None:
    mark = proves(TRANSFER, kind="boundary").mark

    assert (mark.name, mark.args, mark.kwargs) == ("proves", (TRANSFER,), {"kind": "boundary"})
