"""Findings added up: what counts, what does not, and input that cannot be used."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.audit.reading import Input
from egovdocs.audit.summary import Delay, Totals, read_findings
from egovdocs.audit.summary.as_csv import COLUMNS, as_csv
from egovdocs.audit.summary.as_html import as_html
from egovdocs.audit.summary.as_text import as_text
from egovdocs.audit.summary.words import elapsed, month, number, percent, working
from egovdocs.cli import main
from egovdocs.errors import EgovdocsError, Lang

CLAUSE, OTHER = "long-an/24-2019#d5.k2.b", "long-an/24-2019#d9.k2.d"
HOUR = 3600
LANGS: tuple[Lang, Lang] = ("vi", "en")
EXAMPLES = Path(__file__).parents[2] / "examples" / "long-an"


def finding(verdict: str = "kept", **more: Any) -> dict[str, Any]:
    """One finding, as ``egovdocs audit`` writes it; *more* changes it."""
    facts = more.pop("facts", {})
    told: dict[str, Any] = {
        "rule": f"{CLAUSE}/transfer", "clause": CLAUSE, "because": [], "verdict": verdict,
        "facts": facts, "missing": [], "where": {}, "actor": "000.00.07.H39",
        "day": "2020-03-02", "assumed": [], "pending": False, "message": {"vi": "", "en": ""},
    }  # fmt: skip
    return {**told, **more}


def late(done: str, took: int = 3 * HOUR, **more: Any) -> dict[str, Any]:
    """A broken finding whose limit ran out on 2 March 2020 at 11:00, done at *done*."""
    facts = {
        "due": "2020-03-02T11:00:00+07:00", "late_after": "2020-03-02T11:00:00+07:00",
        "done": done, "took": took,
    }  # fmt: skip
    return finding("broken", facts=facts, **more)


def case(*findings: dict[str, Any], name: str = "A", **more: Any) -> str:
    """One line."""
    kept = sum(each["verdict"] == "kept" for each in findings)
    summary = {"kept": kept, "broken": 0, "undecided": 0, "not-applicable": 0}
    told = {"case": name, "profile": "long-an", "findings": list(findings), "summary": summary}
    return json.dumps({**told, **more}, ensure_ascii=False)


def added(*lines: str, wanted: int = 20) -> tuple[Totals, list[str]]:
    """The totals of lines, and the codes of the problems."""
    totals = Totals(wanted)
    source = Input("-", io.BytesIO("\n".join(lines).encode()))
    return totals, [problem.reason.code for problem in read_findings(source, totals)]


class TestCounting:
    def test_the_share_is_of_what_was_decided(self) -> None:
        """Three kept and one broken are 75 %, however many are undecided or running."""
        undecided = finding("undecided")
        running = finding("undecided", pending=True)
        line = case(*[finding()] * 3, finding("broken"), *[undecided] * 5, *[running] * 2)
        whole = added(line)[0].whole()

        assert whole.share == 0.75
        assert (whole.kept, whole.broken, whole.undecided, whole.running) == (3, 1, 5, 2)

    def test_nothing_decided_has_no_share(self) -> None:
        whole = added(case(finding("undecided")))[0].whole()

        assert whole.share is None

    def test_what_does_not_apply_is_left_out(self) -> None:
        totals, problems = added(case(finding("not-applicable", day=None)))

        assert problems == []
        assert totals.cases == 1
        assert totals.groups == {}

    def test_groups_are_agency_month_and_clause(self) -> None:
        line = case(
            finding(),
            finding(actor=None, day=None),
            finding("broken", clause=OTHER, day="2020-04-30"),
        )
        totals = added(line)[0]

        assert set(totals.groups) == {
            ("000.00.07.H39", "2020-03", CLAUSE),
            ("", "", CLAUSE),
            ("000.00.07.H39", "2020-04", OTHER),
        }
        assert [each.month for each in totals.months()] == ["2020-03", "2020-04", ""]
        assert [each.agency for each in totals.agencies()] == ["000.00.07.H39", ""]
        assert [each.clause for each in totals.clauses()] == [CLAUSE, OTHER]

    def test_quantiles_are_of_the_working_time_of_all_groups(self) -> None:
        """Agencies apart have few lengths each; together they are exact all the same."""
        dice = random.Random(5)
        took = [dice.randrange(8 * HOUR) for _ in range(200)]
        lines = (case(finding(actor=f"H39.{each % 7}", facts={"took": each})) for each in took)
        whole = added(*lines)[0].whole()

        assert whole.timed == 200
        assert whole.median == pytest.approx(statistics.median(took))
        assert whole.most == pytest.approx(statistics.quantiles(took, n=20, method="inclusive")[18])


class TestDelays:
    def test_the_longest_first_and_of_equal_ones_the_first(self) -> None:
        at = "2020-03-02T{}:00+07:00"
        lines = [
            case(late(at.format(done)), name=name)
            for name, done in (("A", "11:30"), ("B", "16:00"), ("C", "11:30"), ("D", "11:01"))
        ]
        totals = added(*lines, wanted=3)[0]

        assert [(each.case, each.late) for each in totals.delays()] == [
            ("B", 5 * HOUR), ("A", HOUR // 2), ("C", HOUR // 2),
        ]  # fmt: skip

    def test_a_microsecond_late_is_a_second_late(self) -> None:
        totals = added(case(late("2020-03-02T11:00:00.000001+07:00")))[0]

        assert [each.late for each in totals.delays()] == [1]

    def test_other_offsets_are_the_same_instants(self) -> None:
        totals = added(case(late("2020-03-02T05:00:00+00:00")))[0]

        assert [each.late for each in totals.delays()] == [HOUR]

    def test_what_was_never_done_is_counted_and_is_no_delay(self) -> None:
        facts = {"due": "2020-03-02T11:00:00+07:00", "late_after": "2020-03-02T11:00:00+07:00"}
        totals = added(case(finding("broken", facts=facts)))[0]

        assert totals.undone == 1
        assert totals.delays() == []

    def test_none_may_be_wanted(self) -> None:
        assert added(case(late("2020-03-02T12:00:00+07:00")), wanted=0)[0].delays() == []


BAD: list[tuple[str, str]] = [
    ("{", "audit.not-json"),
    ("[]", "summary.not-findings"),
    ('{"case": "A"}', "summary.not-findings"),
    ('{"case": "A", "events": []}', "summary.not-findings"),
    ('{"case": 5, "findings": [], "summary": {}}', "summary.not-findings"),
    (case(finding())[:-40], "audit.not-json"),  # cut off in the middle of a line
    ('{"row": 2, "rule": "long-an/24-2019#d5.k2.b/transfer"}', "summary.findings-of-rows"),
    (case(finding("broken"), summary={"kept": 5}), "summary.not-every-finding"),
    (case(summary={"kept": "x"}), "summary.not-every-finding"),
    (case(summary={}), "summary.not-every-finding"),
    (case(finding("keep")), "summary.bad-finding"),
    (case(finding("broken", rule=None)), "summary.bad-finding"),
    (case(finding("broken", clause="x")), "summary.bad-finding"),
    (case(finding("broken", clause=["x"])), "summary.bad-finding"),
    (case(finding("broken", actor=5)), "summary.bad-finding"),
    (case(finding("broken", day="2020-02-30")), "summary.bad-finding"),
    (case(finding("broken", day=[1])), "summary.bad-finding"),
    (case(finding("broken", facts=[])), "summary.bad-finding"),
    (case(finding("broken", facts={"took": -1})), "summary.bad-finding"),
    (case(finding("broken", facts={"took": True})), "summary.bad-finding"),
    (case(finding("broken", facts={"took": 1 << 40})), "summary.bad-finding"),
    (case(late("2020-03-02")), "summary.bad-finding"),
    (case(late("noon")), "summary.bad-finding"),
    ('{"case": "A", "findings": [1], "summary": {"kept": 0}}', "summary.not-findings"),
    ('{"a": "\\ud800"}', "audit.not-text"),
    ("[" * 100_000, "audit.too-deep"),
]  # fmt: skip


class TestBadInput:
    @pytest.mark.parametrize(("line", "code"), BAD, ids=lambda each: str(each)[:40])
    def test_a_bad_line_is_told_and_the_others_count(self, line: str, code: str) -> None:
        totals, problems = added(case(finding()), line, case(finding()))

        assert problems == [code]
        assert totals.cases == 2
        assert totals.whole().kept == 2

    @pytest.mark.parametrize("key", ["day", "actor", "pending", "clause"])
    def test_findings_of_a_version_without_a_key(self, key: str) -> None:
        old = finding("broken")
        del old[key]
        totals, problems = added(case(old), case(finding()))

        assert problems == ["summary.other-version"]
        assert totals.cases == 1

    def test_a_bad_finding_spoils_its_case_whole(self) -> None:
        """Nothing of a line that cannot be used is counted."""
        totals, problems = added(case(finding(), finding("broken", day="?")))

        assert problems == ["summary.bad-finding"]
        assert totals.groups == {}

    def test_departures_alone_are_passed_over(self) -> None:
        assert added('{"case": "A", "deviations": []}')[1] == []

    def test_an_empty_file(self) -> None:
        assert added("", "  ")[1] == ["audit.empty-file"]

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_every_problem_has_a_sentence(self, lang: Lang) -> None:
        source = Input("f", io.BytesIO("\n".join(line for line, _ in BAD).encode()))
        told = [problem.message(lang) for problem in read_findings(source, Totals())]

        assert len(told) == len(BAD)
        assert all(sentence.startswith("f, ") for sentence in told)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


class TestFuzz:
    @given(st.sampled_from(sorted(finding())), ANYTHING)
    def test_any_value_in_any_place_is_counted_or_told(self, key: str, value: object) -> None:
        totals, problems = added(case({**finding("broken"), key: value}))

        assert totals.cases + len(problems) == 1
        for lang in LANGS:
            assert list(as_text(totals, lang))

    @given(st.sampled_from(["due", "late_after", "done", "took"]), ANYTHING)
    def test_any_fact_is_counted_or_told(self, key: str, value: object) -> None:
        told = late("2020-03-02T12:00:00+07:00")
        told["facts"][key] = value
        totals, problems = added(case(told))

        assert totals.cases + len(problems) == 1
        assert list(as_csv(totals, "vi"))

    @given(st.binary(max_size=60).filter(lambda line: line.strip()))
    def test_any_bytes_are_told(self, line: bytes) -> None:
        problems = list(read_findings(Input("-", io.BytesIO(line)), Totals()))

        assert problems

    @pytest.mark.parametrize("clause", ["khong-co/1-2020#d1", "a/b#pl9.m3", f"{CLAUSE}.s99"])
    def test_clauses_that_nobody_knows_are_said(self, clause: str) -> None:
        totals, problems = added(case(finding(clause=clause)))

        assert problems == []
        assert clause in "\n".join(as_text(totals, "vi"))

    def test_the_ends_of_time(self) -> None:
        told = late("9999-12-31T23:59:59+00:00")
        told["facts"]["late_after"] = "0001-01-01T00:00:00+14:00"
        totals, problems = added(case(told, day="0001-01-01"))

        assert problems == []
        assert list(as_html(totals, "vi"))


class TestSaying:
    @pytest.mark.parametrize(
        ("share", "vi", "en"),
        [
            (None, "–", "–"),
            (0.0, "0,0%", "0.0%"),
            (0.98, "98,0%", "98.0%"),
            (0.9999999, "99,9%", "99.9%"),  # never shown as all
            (1.0, "100%", "100%"),
        ],
    )
    def test_shares(self, share: float | None, vi: str, en: str) -> None:
        assert (percent(share, "vi"), percent(share, "en")) == (vi, en)

    @pytest.mark.parametrize(
        ("seconds", "vi", "en"),
        [
            (None, "–", "–"),
            (0, "0 giây", "0 s"),
            (59, "59 giây", "59 s"),
            (7200, "2 giờ", "2 h"),
            (7290, "2 giờ 1 phút", "2 h 1 min"),
            (100 * HOUR, "100 giờ", "100 h"),
        ],
    )
    def test_working_time_has_hours_and_no_days(
        self, seconds: int | None, vi: str, en: str
    ) -> None:
        assert (working(seconds, "vi"), working(seconds, "en")) == (vi, en)

    def test_time_by_the_clock_has_days(self) -> None:
        assert elapsed(100 * HOUR, "vi") == "4 ngày 4 giờ"
        assert elapsed(100 * HOUR, "en") == "4 d 4 h"

    def test_numbers_and_months(self) -> None:
        assert (number(1234567, "vi"), number(1234567, "en")) == ("1.234.567", "1,234,567")
        assert (month("2024-03", "vi"), month("", "vi")) == ("3/2024", "không rõ ngày")


class TestRenderings:
    def totals(self) -> Totals:
        return added(
            case(finding(facts={"took": 2 * HOUR}), finding("undecided")),
            case(late("2020-03-02T16:00:00+07:00"), name="=HYPERLINK()"),
        )[0]

    def test_text_in_both_languages(self) -> None:
        vi, en = ("\n".join(as_text(self.totals(), lang)) for lang in LANGS)

        assert "50,0%" in vi
        assert "khoản 2 Điều 5" in vi
        assert "Longest delays:\n  5 h  =HYPERLINK()  000.00.07.H39" in en
        assert "1 undecided" not in en

    def test_csv_is_one_table_and_no_cell_is_a_formula(self) -> None:
        rows = list(csv.DictReader(as_csv(self.totals(), "vi")))

        assert [row["by"] for row in rows] == [
            "all", "agency", "month", "clause", "agency-month-clause", "delay",
        ]  # fmt: skip
        assert tuple(rows[0]) == COLUMNS
        assert rows[0]["share_kept"] == "0.500000"
        assert (rows[0]["median_seconds"], rows[0]["p95_seconds"]) == ("9000.0", "10620.0")
        assert rows[-1]["case"] == "'=HYPERLINK()"
        assert rows[-1]["late_seconds"] == "18000"

    def test_one_broken_of_millions_is_not_all_kept(self) -> None:
        totals = Totals()
        group = totals.group("A", "2024-01", CLAUSE)
        group.kept, group.broken = 9_999_999, 1
        row = next(csv.DictReader(as_csv(totals, "vi")))

        assert row["share_kept"] == "0.999999"
        assert "99,9%" in "\n".join(as_text(totals, "vi"))

    def test_controls_are_not_obeyed(self) -> None:
        totals = Totals()
        totals.delay(Delay(1, "\x1b[31mA\u202e", "", CLAUSE, "", "", "", None))
        text = "\n".join(as_text(totals, "vi"))

        assert "\x1b" not in text
        assert "\u202e" not in text


# -- the command ---------------------------------------------------------------------------


Written = Callable[[str, Iterable[str]], str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes lines to a file; its name."""

    def write(name: str, lines: Iterable[str]) -> str:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(path)

    return write


class TestCommand:
    def test_several_files_are_added_up(
        self, written: Written, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files = [written(name, [case(finding())]) for name in ("a", "b")]

        assert main(["summary", *files, "--format", "csv"]) == 0
        assert "all,,,,2,2,0,0,0,1.000000" in capsys.readouterr().out

    def test_what_audit_writes_is_read(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The sums of a summary are those that the audit itself prints."""
        log, out = str(EXAMPLES / "receipt-and-transfer.jsonl"), str(tmp_path / "f.jsonl")
        main(["audit", log, "--format", "json", "--all", "-o", out])
        wanted = {"kept": 0, "broken": 0, "undecided": 0}
        for line in Path(out).read_text(encoding="utf-8").splitlines():
            for name in wanted:
                wanted[name] += json.loads(line)["summary"][name]
        capsys.readouterr()

        assert main(["summary", out, "--format", "csv"]) == 0
        whole = next(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert int(whole["kept"]) == wanted["kept"] > 0
        assert int(whole["broken"]) == wanted["broken"] > 0
        assert int(whole["undecided"]) + int(whole["running"]) == wanted["undecided"]

    def test_without_all_it_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        log, out = str(EXAMPLES / "receipt-and-transfer.jsonl"), str(tmp_path / "f.jsonl")
        main(["audit", log, "--format", "json", "-o", out])

        assert main(["summary", out, "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "audit with --all" in told.err

    def test_a_log_is_no_findings(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["summary", str(EXAMPLES / "receipt-and-transfer.jsonl")]) == 2
        told = capsys.readouterr().err
        assert "Không phải kết luận" in told
        assert len(told.splitlines()) <= 21  # the first twenty, and how many more

    def test_gzip_by_its_bytes_and_not_by_its_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "findings"
        path.write_bytes(gzip.compress(f"{case(finding())}\n".encode()))

        assert main(["summary", str(path)]) == 0
        assert "100%" in capsys.readouterr().out

    def test_gzip_that_is_cut_short(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        dice = random.Random(1)
        lines = "".join(case(finding(), name=str(dice.random())) + "\n" for _ in range(2000))
        path = tmp_path / "f.jsonl.gz"
        packed = gzip.compress(lines.encode())
        path.write_bytes(packed[: len(packed) // 2])

        assert main(["summary", str(path), "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert "cut short" in told.err
        assert "could not be used" in told.out

    def test_damaged_gzip(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "f.gz"
        path.write_bytes(b"\x1f\x8b" + b"x" * 50)

        assert main(["summary", str(path)]) == 2
        assert capsys.readouterr().err

    @pytest.mark.parametrize("name", ["nothing.jsonl", "nothing.parquet"])
    def test_a_file_that_is_not_there(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["summary", str(tmp_path / name), "--lang", "en"]) == 2
        told = capsys.readouterr()
        assert name in told.err
        assert told.out == ""

    def test_an_empty_file_is_told(
        self, written: Written, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["summary", written("f", [])]) == 2
        assert "không có vụ việc nào" in capsys.readouterr().err

    def test_a_good_and_a_bad_file_give_the_sums_of_the_good_one(
        self, written: Written, capsys: pytest.CaptureFixture[str]
    ) -> None:
        good, bad = written("good", [case(finding())]), written("bad", ["x"])

        assert main(["summary", bad, good, "--format", "csv"]) == 2
        assert "all,,,,1,1" in capsys.readouterr().out

    @pytest.mark.parametrize("count", ["-1", "x", "1e3", "10001", "²"])
    def test_a_count_that_is_none(
        self, count: str, written: Written, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["summary", written("f", [case(finding())]), f"--longest={count}"]) == 2
        assert "--longest" in capsys.readouterr().err

    def test_an_input_is_not_written_over(
        self, written: Written, capsys: pytest.CaptureFixture[str]
    ) -> None:
        name = written("f", [case(finding())])

        assert main(["summary", name, "-o", name]) == 2
        assert Path(name).read_text(encoding="utf-8").startswith('{"case"')
        assert capsys.readouterr().err

    def test_output_goes_to_a_file(self, written: Written, tmp_path: Path) -> None:
        out = tmp_path / "page.html"

        assert main(["summary", written("f", [case(finding())]), "--format", "html",
                     "-o", str(out)]) == 0  # fmt: skip
        assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_problems_are_of_the_tree() -> None:
    """Every problem is an error of the library, with a code of its own."""
    from egovdocs.audit.summary import problems

    found = [each for each in vars(problems).values()
             if isinstance(each, type) and issubclass(each, EgovdocsError)
             and each is not EgovdocsError]  # fmt: skip

    assert len({each.code for each in found}) == len(found) > 5
