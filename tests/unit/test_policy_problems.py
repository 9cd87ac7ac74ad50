"""Policy files are read strictly: every problem at once, each with its key and what was meant."""

# ruff: noqa: E501 - tables, one mistake a line
from __future__ import annotations

from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy import InvalidPolicyFile, NoSuchPolicy, Problem, read_instrument, read_profile
from small_policies import clause, instrument, load, rule

GOOD = instrument("thu/1-2020", rule("d1", "information", 'fields = ["document.number"]'))

WHY = 'why = { vi = "Vì thử.", en = "For trying." }'

# fmt: off
MISTAKES = [
    # wrong                                                     code               key, at its end            expected
    ('rank = "provincial-decison"',                             "unknown-word",    "rank",                    "provincial-decision"),
    ('in_force = { from = 2019-01-01, untill = 2020-01-01 }',   "unknown-key",     "in_force.untill",         "until"),
    ('in_force = { from = 2020-01-01, until = 2019-12-31 }',    "upside-down",     "in_force.until",          ""),
    ('number = 7',                                              "wrong-type",      "number",                  "str"),
    ('title = { vi = "Một" }',                                  "missing-key",     "title.en",                ""),
    ('normativ = true',                                         "unknown-key",     "normativ",                "normative"),
]
CLAUSES = [
    # wrong                                                          code               key, at its end   expected
    (clause("x0"),                                                   "bad-value",       ".at",            None),
    (clause("d1", WHY, kind="rul"),                                  "unknown-word",    ".kind",          "rule"),
    (clause("d1", kind="scope"),                                     "missing-reason",  ".why",           ""),
    (clause("d1", 'forse = "must"'),                                 "unknown-key",     ".forse",         "force"),
    (clause("d1", "left = [7]"),                                     "wrong-type",      ".left",          None),
    (clause("d1") + clause("d1"),                                    "duplicate",       "clause[1].at",   ""),
    (rule("d1", "dedline", 'from = "signed"\nto = "published"'),     "unknown-word",    ".use",           "deadline"),
    (rule("d1", "deadline", 'from = "sigend"\nto = "published"'),    "unknown-word",    ".from",          "signed"),
    (rule("d1", "deadline", 'from = "signed"\nto = "publishd"'),     "unknown-word",    ".to",            "published"),
    (rule("d1", "deadline", 'from = "signed"\nto = "published"\nlimit = "two hours"'), "bad-value", ".limit", None),
    (rule("d1", "deadline", 'to = "published"'),                     "missing-key",     ".from",          ""),
    (rule("d1", "forbidden", 'act = "paper-sent@fax"'),              "unknown-word",    ".act",           None),
    (rule("d1", "forbidden", 'act = "paper-sent"\nsied = "both"'),   "unknown-key",     ".sied",          "side"),
    (rule("d1", "forbidden", 'act = "paper-sent"\nunless = "@paper"'), "no-such-ground", ".unless",       "-"),
    (rule("d1", "forbidden", 'act = "paper-sent"\ngiven = { documnt.kind = "x" }'), "unknown-key", "documnt", "document"),
    (rule("d1", "forbidden", 'act = "paper-sent"\ngiven = { document.purpose = "x" }'), "unknown-key", "purpose", "purposes"),
    (rule("d1", "forbidden", 'act = "paper-sent"\ngiven = { document.urgency = "urgnt" }'), "unknown-word", "urgency", "urgent"),
    (rule("d1", "forbidden", 'act = "paper-sent"\ngiven = { signed = "maybe" }'), "unknown-word", "signed", None),
]
TEN_MISTAKES = """
id = 7
instrument = ["thu/1-2020"]
covers = [1]
colour = "blue"

[name]
vi = "Thử"

[[hours]]
sessions = ["11:30-07:00"]

[readings]
sent = "early"
same-day = "noon"

[[fact]]
from = "2020"
"""
# fmt: on


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "text.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidPolicyFile) as caught:
        read_instrument(path)
    return caught.value.problems


def replaced(line: str) -> str:
    """The good instrument with *line* in place of that of its key, or added to the head."""
    key = line.partition(" =")[0]
    lines = [line if old.startswith(f"{key} =") else old for old in GOOD.splitlines()]
    if line not in lines:
        lines.insert(lines.index("[instrument]") + 1, line)
    return "\n".join(lines)


class TestInstrument:
    def test_the_good_one_is_good(self, tmp_path: Path) -> None:
        path = tmp_path / "text.toml"
        path.write_text(GOOD, encoding="utf-8")

        assert [rule.id for rule in read_instrument(path).rules] == ["thu/1-2020#d1/r"]

    @pytest.mark.parametrize(("line", "code", "key", "expected"), MISTAKES)
    def test_head(self, tmp_path: Path, line: str, code: str, key: str, expected: str) -> None:
        (found,) = problems(tmp_path, replaced(line))

        assert (found.code, found.expected) == (code, expected)
        assert found.key == f"instrument.{key}"

    @pytest.mark.parametrize(("text", "code", "key", "expected"), CLAUSES)
    def test_clause(
        self, tmp_path: Path, text: str, code: str, key: str, expected: str | None
    ) -> None:
        found = problems(tmp_path, instrument("thu/1-2020", text))

        assert [part.code for part in found] == [code], found
        assert found[0].key.endswith(key)
        assert expected is None or found[0].expected == expected

    def test_broken_syntax_is_a_problem_like_others(self, tmp_path: Path) -> None:
        (found,) = problems(tmp_path, "[instrument\n")

        assert found.code == "syntax"

    def test_two_rules_of_one_name(self, tmp_path: Path) -> None:
        one = 'id = "r"\nuse = "information"\nfields = ["document.number"]\n'
        twice = clause("d1", f"[[clause.rule]]\n{one}[[clause.rule]]\n{one}")

        (found,) = problems(tmp_path, instrument("thu/1-2020", twice))

        assert (found.code, found.value) == ("duplicate", "thu/1-2020#d1/r")


class TestProfile:
    def test_ten_mistakes_are_ten_problems_of_one_error(self, tmp_path: Path) -> None:
        path = tmp_path / "profile.toml"
        path.write_text(TEN_MISTAKES, encoding="utf-8")

        with pytest.raises(InvalidPolicyFile) as caught:
            read_profile(path)

        keys = sorted(problem.key for problem in caught.value.problems)
        assert keys == sorted([
            "id", "instrument", "instruments", "covers", "colour", "name.en", "hours",
            "readings.sent", "readings.same-day", "fact[0].from", "fact[0].vi", "fact[0].en",
            "fact[0].cites",
        ])  # fmt: skip

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_each_is_said_in_both_languages(self, tmp_path: Path, lang: str) -> None:
        path = tmp_path / "profile.toml"
        path.write_text(TEN_MISTAKES, encoding="utf-8")

        with pytest.raises(InvalidPolicyFile) as caught:
            read_profile(path)

        said = caught.value.message("vi" if lang == "vi" else "en")
        assert said.count("\n  - ") == len(caught.value.problems)
        assert "profile.toml" in said
        assert ("không có khóa" in said) is (lang == "vi")
        assert "instruments" in said

    def test_an_unknown_reading_names_the_nearest(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidPolicyFile) as caught:
            load(tmp_path, GOOD, readings={"sent": "publishd", "sennt": "later"})

        told = {problem.key: problem.expected for problem in caught.value.problems}
        assert told == {"readings.sent": "published", "readings.sennt": "sent"}

    def test_an_instrument_that_is_not_there(self, tmp_path: Path) -> None:
        load(tmp_path, GOOD)
        path = tmp_path / "profile.toml"
        text = path.read_text(encoding="utf-8").replace("thu/1-2020", "thu/1-2021")
        path.write_text(text, encoding="utf-8")

        with pytest.raises(InvalidPolicyFile) as caught:
            egovdocs.load(path)

        (problem,) = caught.value.problems
        assert (problem.code, problem.value, problem.expected) == (
            "no-such-instrument", "thu/1-2021", "thu/1-2020",
        )  # fmt: skip

    def test_a_profile_that_is_not_there_names_the_nearest(self) -> None:
        with pytest.raises(NoSuchPolicy) as caught:
            egovdocs.load("long-ann")

        assert caught.value.closest == "long-an"
        assert "long-an" in caught.value.known
