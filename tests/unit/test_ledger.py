"""The ledger: what proves a clause, what is asked of it, and the committed copy."""

from __future__ import annotations

import json
import runpy
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest

from egovdocs.audit.evidence import proofs
from egovdocs.audit.ledger import (
    STATES,
    Mutants,
    Row,
    RuleRow,
    ledger,
    short,
    snapshot,
    sums,
)
from egovdocs.audit.wanted import REASONS, Sort, excused, has_edge, wanted
from egovdocs.audit.words import in_order
from egovdocs.cli import main
from egovdocs.cli.covering import summed
from egovdocs.errors import Lang
from egovdocs.policy import shipped_instrument, shipped_instruments
from egovdocs.policy.rules.base import Rule

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "docs" / "reference" / "ledger.json"


def rule(name: str) -> Rule:
    clause = name.partition("/d")[0].partition("#")[0]
    [found] = [part for part in shipped_instrument(clause).rules if part.id == name]
    return found


# fmt: off
WANTED = [
    # rule                                       evidence that it needs             because
    ("long-an/24-2019#d5.k2.b/transfer",   ("kept", "broken", "boundary", "example"), "two hours"),
    ("long-an/24-2019#d14.k3.a/items",     ("kept", "broken", "boundary", "example"), "a list"),
    ("long-an/24-2019#d5.k1.c/no-paper",   ("kept", "broken", "boundary", "example"), "in order"),
    ("long-an/24-2019#d14.k3.a/notice",    ("broken", "example"),                     "at once"),
    ("long-an/24-2019#d4.k4.a/format",     ("kept", "example"),                       "open list"),
    ("thai-binh/17-2019#d6/recall",        ("undecided", "example"),                  "no text"),
]
EXCUSED = [
    # rule                                 what cannot be, and why
    ("long-an/24-2019#d5.k2.b/transfer",   {}),
    ("long-an/24-2019#d14.k3.a/notice",    {"kept": "no-number", "boundary": "no-number"}),
    ("long-an/24-2019#d4.k4.a/format",     {"broken": "open", "boundary": "list"}),
    ("thai-binh/17-2019#d6/recall",
     {"kept": "text-missing", "broken": "text-missing", "boundary": "text-missing"}),
]
PROVED = [
    # rule                                    sort         case        because
    ("long-an/24-2019#d5.k2.b/transfer",      "boundary",  "LA-0402",  "at the last instant"),
    ("long-an/24-2019#d14.k3.a/items",        "boundary",  "LA-0902",  "one item is absent"),
    ("long-an/24-2019#d5.k1.c/no-paper",      "broken",   "LA-0202",  "paper all the same"),
    ("long-an/24-2019#d5.k1.c/no-paper",      "kept",      "LA-0201",  "no paper"),
    ("long-an/24-2019#d5.k1.c/no-paper",      "kept",      "PA-0001",  "the suite, too"),
    ("long-an/24-2019#d5.k2.b/transfer",      "boundary",  "DL-0001",  "its last instant, told"),
    ("long-an/24-2019#d5.k2.b/transfer",      "example",   "LA-0101",  "shown, not expected"),
]
# fmt: on


class TestEvidence:
    @pytest.mark.parametrize(("name", "sorts", "because"), WANTED)
    def test_what_a_rule_needs(self, name: str, sorts: tuple[Sort, ...], because: str) -> None:
        assert wanted(rule(name)) == sorts, because

    @pytest.mark.parametrize(("name", "reasons"), EXCUSED)
    def test_what_a_rule_cannot_have_and_why(self, name: str, reasons: dict[Sort, str]) -> None:
        assert excused(rule(name)) == reasons

    def test_an_encouraged_rule_is_never_broken(self) -> None:
        encouraged = attrs.evolve(rule("long-an/24-2019#d5.k1.c/no-paper"), force="encouraged")

        assert wanted(encouraged) == ("kept", "example")
        assert not has_edge(encouraged)

    def test_every_rule_of_every_instrument_is_in_the_table_of_kinds(self) -> None:
        for ident in shipped_instruments():
            for part in shipped_instrument(ident).rules:
                assert "example" in wanted(part)
                assert set(excused(part).values()) <= set(REASONS)

    @pytest.mark.parametrize(("name", "sort", "case", "because"), PROVED)
    def test_what_a_case_proves(self, name: str, sort: Sort, case: str, because: str) -> None:
        assert case in proofs()[name, sort], because

    def test_a_moment_proves_the_clause_that_answers(self) -> None:
        assert "LA-0401" in proofs()["long-an/24-2019#d10.k2", "answered"]

    def test_a_ground_is_shown_where_it_holds(self) -> None:
        assert proofs()["long-an/24-2019#d6.k2.a", "example"]

    def test_what_is_ten_minutes_late_is_no_boundary(self) -> None:
        """LA-0403 is one second late; of the cases that are broken not all stand so near."""
        name = "long-an/24-2019#d5.k2.b/transfer"

        assert set(proofs()[name, "broken"]) - set(proofs()[name, "boundary"])


NONE: tuple[str, ...] = ()
CASE = ("X-1",)


def row(
    kept: tuple[str, ...], broken: tuple[str, ...], boundary: tuple[str, ...], dead: int
) -> Row:
    """A clause of one rule that needs everything, with two mutants."""
    found: dict[Sort, tuple[str, ...]] = {"kept": kept, "broken": broken, "boundary": boundary}
    one = RuleRow("vi-du/1#d1/a", ("kept", "broken", "boundary"), found)
    mutants = Mutants(dead, ("d1/a:drop", "d1/a:+1")[dead:])
    return Row("vi-du/1#d1", "rule", {}, {}, (one,), mutants=mutants)


# fmt: off
GRADES = [
    # kept  broken  boundary dead  state
    (CASE,  CASE,   CASE,    2,    "covered"),
    (CASE,  CASE,   CASE,    1,    "partly"),
    (CASE,  CASE,   NONE,    2,    "partly"),
    (CASE,  NONE,   CASE,    2,    "partly"),
    (NONE,  CASE,   CASE,    2,    "partly"),
    (NONE,  NONE,   NONE,    1,    "partly"),
    (CASE,  NONE,   NONE,    0,    "partly"),
    (NONE,  NONE,   NONE,    0,    "not-covered"),
]
# fmt: on


class TestState:
    @pytest.mark.parametrize(("kept", "broken", "boundary", "dead", "state"), GRADES)
    def test_covered_takes_everything(
        self,
        kept: tuple[str, ...],
        broken: tuple[str, ...],
        boundary: tuple[str, ...],
        dead: int,
        state: str,
    ) -> None:
        assert row(kept, broken, boundary, dead).state == state

    def test_a_clause_that_encodes_nothing_has_no_rule(self) -> None:
        empty = Row("vi-du/1#d1", "definition", {}, {"vi": "định nghĩa", "en": "a term"}, ())

        assert empty.state == "no-rule"
        assert empty.to_json() == {"kind": "definition", "state": "no-rule", "reason": "a term"}

    def test_what_is_lacking_is_named(self) -> None:
        assert row(CASE, NONE, CASE, 1).to_json() == {
            "kind": "rule",
            "state": "partly",
            "rules": {"a": {"kept": "X-1", "boundary": "X-1"}},
            "lacks": ["a:broken", "mutants"],
            "mutants": "1/2",
        }

    def test_a_ground_needs_a_case_and_an_example(self) -> None:
        ground = Row("vi-du/1#d1", "rule", {}, {}, (), encodes=True, mutants=Mutants(2))

        assert ground.lacks == ("answered", "example")
        assert attrs.evolve(ground, answered=CASE, shown=CASE).state == "covered"

    def test_mutants_that_were_never_run_are_lacking(self) -> None:
        unmeasured = Row("vi-du/1#d1", "rule", {}, {}, (), encodes=True, mutants=None)

        assert unmeasured.lacks == ("answered", "example", "mutants")


class TestLedger:
    def test_every_clause_of_every_instrument_has_its_row(self) -> None:
        table = ledger()

        assert list(table) == list(shipped_instruments())
        for ident, rows in table.items():
            places = [f"{ident}#{clause.at}" for clause in shipped_instrument(ident).clauses]
            assert [part.clause for part in rows] == places

    def test_what_has_no_rule_says_why(self) -> None:
        """A clause that is a heading, a term, a duty of people: its row gives the reason."""
        silent = [
            part.clause
            for rows in ledger().values()
            for part in rows
            if part.state == "no-rule" and part.kind != "rule" and not part.reason
        ]

        assert silent == []

    def test_the_sums_are_of_all_rows(self) -> None:
        for rows in ledger().values():
            assert sum(sums(rows).values()) == len(rows)


def committed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Addresses whose rows are not the same."""
    pairs = {
        f"{ident}#{at}"
        for table in (one, other)
        for ident, part in table.items()
        for at in part["clauses"]
    }
    return sorted(address for address in pairs if _row(one, address) != _row(other, address))


def _row(table: dict[str, Any], address: str) -> Any:
    ident, _, at = address.partition("#")
    return table.get(ident, {"clauses": {}})["clauses"].get(at)


class TestCommittedLedger:
    """Run ``make ledger`` where these fail, and look at what has changed."""

    def test_coverage_does_not_change_without_the_file(self) -> None:
        now = json.loads(json.dumps(snapshot(ledger())))

        assert differences(committed(), now) == []

    def test_a_case_less_is_a_difference(self) -> None:
        now = committed()
        del now["long-an/24-2019"]["clauses"]["d5.k2.b"]["rules"]["transfer"]["boundary"]

        assert differences(committed(), now) == ["long-an/24-2019#d5.k2.b"]

    def test_the_file_is_what_the_script_writes(self) -> None:
        script = runpy.run_path(str(ROOT / "scripts" / "fill_ledger.py"))

        assert script["written"](committed()) == FILE.read_text(encoding="utf-8")


def listed() -> dict[str, set[str]]:
    """The clauses that are excused from the gate, by what they lack."""
    rows = tomllib.loads((ROOT / "ledger-short.toml").read_text(encoding="utf-8"))["short"]
    return {
        lacks: {clause for row in rows if row["lacks"] == lacks for clause in row["clauses"]}
        for lacks in ("cases", "mutants")
    }


class TestReadme:
    @pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.vi.md", "vi")])
    def test_the_last_line_of_the_ledger_stands_in_it(self, page: str, lang: Lang) -> None:
        """Run ``python scripts/fill_docs.py`` where this fails."""
        parts = [part["sums"] for part in committed().values()]
        last = summed({state: sum(part[state] for part in parts) for state in STATES}, lang)

        assert f"<!-- computed: ledger-{lang} -->{last}<!--" in (ROOT / page).read_text("utf-8")


class TestGate:
    """
    What a program can check has all its evidence, or stands in ``ledger-short.toml``.

    Where these fail: add the case that is lacking, or run ``make ledger``, which takes a
    clause out of the file once it lacks nothing, and never puts one in.
    """

    def test_no_other_clause_is_short(self) -> None:
        now = short(ledger())

        assert sorted(now["cases"] - listed()["cases"]) == []
        assert sorted(now["mutants"] - listed()["mutants"] - listed()["cases"]) == []

    def test_no_clause_stands_there_that_lacks_nothing(self) -> None:
        now = short(ledger())

        assert sorted(listed()["cases"] - now["cases"]) == []
        assert sorted(listed()["mutants"] - now["mutants"]) == []

    def test_every_list_says_why_in_two_languages(self) -> None:
        for row in tomllib.loads((ROOT / "ledger-short.toml").read_text(encoding="utf-8"))["short"]:
            assert row["vi"]
            assert row["en"]
            assert row["clauses"] == sorted(row["clauses"], key=in_order)

    def test_a_case_less_makes_a_clause_short(self) -> None:
        lost = RuleRow("vi-du/1#d1/a", ("kept",), {"kept": ()})
        whole = RuleRow("vi-du/1#d1/a", ("kept",), {"kept": CASE})
        rows = [Row("vi-du/1#d1", "rule", {}, {}, (part,)) for part in (lost, whole)]

        assert [short({"vi-du/1": (row,)})["cases"] for row in rows] == [{"vi-du/1#d1"}, set()]


class TestCommand:
    def test_text_ends_with_the_sums(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["law", "coverage", "--lang", "en"]) == 0

        last = capsys.readouterr().out.splitlines()[-1]
        count = sum(len(shipped_instrument(name).clauses) for name in shipped_instruments())
        assert last.startswith(f"all: {count} clauses: covered ")

    def test_one_instrument(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["law", "coverage", "long-an/24-2019", "--lang", "en"]) == 0

        told = capsys.readouterr().out
        assert "long-an/24-2019#d5.k2.b  " in told
        assert "boundary LA-0402" in told
        assert "ca-mau" not in told

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["law", "coverage", "phu-yen/03-2022", "--format", "json"]) == 0

        told = json.loads(capsys.readouterr().out)
        assert list(told) == ["phu-yen/03-2022"]
        assert set(told["phu-yen/03-2022"]["sums"]) == set(STATES)

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_html_is_one_page_without_network(
        self, capsys: pytest.CaptureFixture[str], lang: str
    ) -> None:
        assert main(["law", "coverage", "long-an/24-2019", "--format", "html", "--lang", lang]) == 0

        page = capsys.readouterr().out
        clauses = shipped_instrument("long-an/24-2019").clauses
        assert page.count('<details class="clause ') == len(clauses)
        assert f'<html lang="{lang}" data-lang="{lang}">' in page
        assert "://" not in page

    def test_an_instrument_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["law", "coverage", "long-an/25-2019"]) == 2
        assert "long-an/24-2019" in capsys.readouterr().err
