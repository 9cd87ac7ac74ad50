"""Reports, findings and answers: what they roll up to, what they rest on, how they travel."""
# ruff: noqa: E501 - tables, one case a line

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

import egovdocs
from egovdocs.policy import Answer, NoSuchClause, Policy, Report, Step, Verdict, shipped_profiles
from egovdocs.policy.answers import StepWithoutSource
from egovdocs.timing import parse_instant
from small_policies import case, instant, instrument, load, rule

LEFT = 'left = [{ vi = "phần còn lại", en = "the rest" }]'
NUMBER = 'fields = ["document.number"]'
KNOWN = {"number": "1", "date": "2020-03-02"}

# fmt: off
ROLLED = [
    # verdicts of the two rules of a clause      left over  the clause        because
    ("kept",      "kept",                        False,     "kept",           "all of it"),
    ("kept",      "kept",                        True,      "kept-in-part",   "never shown as kept"),
    ("kept",      "broken",                      False,     "broken",         "broken beats kept"),
    ("kept",      "broken",                      True,      "broken",         "whatever is left"),
    ("kept",      "undecided",                   True,      "undecided",      "undecided beats kept"),
    ("broken",    "undecided",                   False,     "broken",         "broken beats undecided"),
    ("kept",      "not-applicable",              True,      "kept-in-part",   "the other does not apply"),
    ("not-applicable", "not-applicable",         True,      "not-applicable", "nothing applies"),
]
# What makes a rule on one field give a verdict: the field in the document, and whether it applies.
FIELDS = {"kept": "V/v", "broken": None}
# fmt: on


def two_rules(first: str, second: str, left: bool) -> str:
    """A clause of two rules, on the abstract and on the notes, that apply or not."""
    lines = [LEFT] if left else []
    for name, verdict in (("abstract", first), ("notes", second)):
        given = "false" if verdict == "not-applicable" else "true"
        lines += [
            "[[clause.rule]]", f'id = "{name}"', 'use = "information"',
            f'fields = ["document.{name}"]', f"given = {{ document.normative = {given} }}",
        ]  # fmt: skip
    head, body = lines[:left], "\n".join(lines[left:])
    clause = f'[[clause]]\nat = "d1"\nkind = "rule"\nvi = "Thử."\nen = "A trial."\n{"".join(head)}'
    return instrument("thu/1-2020", f"{clause}\n{body}\n")


class TestRollUp:
    """A clause is as good as its worst rule, and never wholly kept where something is left."""

    @pytest.mark.parametrize(("first", "second", "left", "clause", "because"), ROLLED)
    def test_by_clause(
        self, tmp_path: Path, first: str, second: str, left: bool, clause: str, because: str
    ) -> None:
        policy = load(tmp_path, two_rules(first, second, left))
        told = {"abstract": first, "notes": second}
        fields = {name: FIELDS[verdict] for name, verdict in told.items() if verdict in FIELDS}

        report = policy.audit(case(KNOWN | {"normative": True} | fields))

        assert [part.outcome.verdict.value for part in report.judged] == [first, second]
        assert report.by_clause() == {"thu/1-2020#d1": clause}, because

    def test_the_summary_counts_every_verdict(self, tmp_path: Path) -> None:
        policy = load(tmp_path, two_rules("kept", "broken", left=False))

        report = policy.audit(case(KNOWN | {"normative": True, "abstract": "V/v", "notes": None}))

        assert report.summary == {"kept": 1, "broken": 1, "undecided": 0, "not-applicable": 0}

    def test_findings_are_the_broken_and_the_undecided(self, tmp_path: Path) -> None:
        policy = load(tmp_path, two_rules("kept", "broken", left=False))
        report = policy.audit(case(KNOWN | {"normative": True, "abstract": "V/v", "notes": None}))

        assert [part.rule for part in report.findings()] == ["thu/1-2020#d1/notes"]
        assert len(list(report.all_findings())) == 2
        assert [part.rule for part in report.findings(Verdict.KEPT)] == ["thu/1-2020#d1/abstract"]


class TestNoTruthValue:
    """Neither a verdict nor an answer may be tested as if it were true or false."""

    @pytest.mark.parametrize("verdict", Verdict)
    def test_verdict(self, verdict: Verdict) -> None:
        with pytest.raises(TypeError, match=r"Verdict\.KEPT"):
            bool(verdict)

    @pytest.mark.parametrize("answer", [Answer(None), Answer("required"), Answer(0)])
    def test_answer(self, answer: Answer[object]) -> None:
        with pytest.raises(TypeError, match="decided"):
            bool(answer)

    def test_an_answer_is_decided_where_it_has_a_value(self) -> None:
        assert Answer(0).decided is True
        assert Answer(None).decided is False

    @pytest.mark.parametrize("verdict", Verdict)
    def test_a_verdict_is_said_in_both_languages(self, verdict: Verdict) -> None:
        assert verdict.spoken("vi") != verdict.spoken("en")


class TestSteps:
    """A step rests on exactly one source: a clause, or a premise from the input."""

    def test_a_clause(self) -> None:
        step = Step("Theo điều khoản.", "Under the clause.", clause="long-an/24-2019#d5.k2.b")

        assert step.spoken("vi").startswith("Theo điều khoản. [điểm b khoản 2 Điều 5")

    def test_a_premise(self) -> None:
        step = Step("Vào lúc 8 giờ.", "At eight.", premise="arrival")

        assert step.spoken("en") == "At eight. (arrival)"

    @pytest.mark.parametrize(
        ("clause", "premise"), [("", ""), ("long-an/24-2019#d5", "arrival")], ids=["none", "both"]
    )
    def test_none_or_both_is_refused(self, clause: str, premise: str) -> None:
        with pytest.raises(StepWithoutSource) as caught:
            Step("Không nguồn.", "No source.", clause=clause, premise=premise)

        assert caught.value.sentence == "Không nguồn."

    def test_what_a_step_rests_on_is_written_under_it(self) -> None:
        under = Step("Vào lúc 8 giờ.", "At eight.", premise="arrival")
        step = Step("Nhận.", "Received.", clause="long-an/24-2019#d10.k2", under=(under,))

        assert step.to_json()["because"] == [
            {"premise": "arrival", "vi": "Vào lúc 8 giờ.", "en": "At eight."}
        ]


@pytest.fixture
def policy() -> Policy:
    return egovdocs.load("long-an", national=False)


@pytest.fixture
def report(policy: Policy) -> Report:
    """A late transfer, an e-mail besides the system, and no charset known."""
    recipients = [{"id": "000.00.07.H39", "kind": "agency", "on_system": True}]
    document = {
        "state_secret": False, "sender": {"id": "000.00.00.H39", "kind": "peoples-committee"},
        "recipients": recipients, "date": "2020-03-02", "purposes": [],
    }  # fmt: skip
    events = ("published@system 07:30", "published@email 07:31", "arrived@system 08:00",
              "transferred 10:30")  # fmt: skip
    return policy.audit(case(document, *events, until="17:00"))


class TestFindings:
    def test_every_finding_rests_first_on_its_own_clause(self, report: Report) -> None:
        for finding in report.all_findings():
            assert finding.because[0].clause == finding.clause
            assert finding.rule.startswith(f"{finding.clause}/")

    def test_every_step_of_every_finding_has_one_source(self, report: Report) -> None:
        for finding in report.all_findings():
            assert all(bool(step.clause) != bool(step.premise) for step in finding.because)

    def test_a_broken_finding_points_at_the_event_as_given(self, report: Report) -> None:
        broken = {part.rule.partition("#")[2]: part for part in report.findings(Verdict.BROKEN)}

        assert broken["d5.k2.b/transfer"].where == {"event": 3, "agency": "000.00.07.H39"}
        assert broken["d5.k1.b.s2/no-email-duplicate"].where["event"] == 1

    def test_an_undecided_finding_says_what_is_missing(self, report: Report) -> None:
        for finding in report.findings(Verdict.UNDECIDED):
            assert finding.missing
            premises = {step.premise for step in finding.because}
            assert set(finding.missing) <= premises

    def test_facts_are_values_and_no_prose(self, report: Report) -> None:
        (late,) = (part for part in report.findings() if part.rule.endswith("/transfer"))

        assert late.facts["due"] == late.facts["late_after"] == parse_instant(instant("10:00"))
        assert late.facts["took"] == 2 * 3600 + 30 * 60

    def test_messages_are_said_in_both_languages(self, report: Report) -> None:
        for finding in report.all_findings():
            assert finding.message("vi") != finding.message("en")
            assert "{" not in finding.message("vi") + finding.message("en")

    def test_json_is_plain(self, report: Report) -> None:
        written = json.loads(json.dumps(report.to_json(everything=True), ensure_ascii=False))

        assert written["profile"] == "long-an"
        assert sum(written["summary"].values()) == len(written["findings"])
        (late,) = (part for part in written["findings"] if part["rule"].endswith("/transfer"))
        assert late["facts"]["due"] == "2020-03-02T10:00:00+07:00"

    def test_json_leaves_out_the_kept_and_what_does_not_apply(self, report: Report) -> None:
        shown = {part["verdict"] for part in report.to_json()["findings"]}

        assert shown == {"broken", "undecided"}


class TestTravel:
    """Policies, reports and findings go to other processes and come back the same."""

    def test_policy(self, policy: Policy, report: Report) -> None:
        other: Policy = pickle.loads(pickle.dumps(policy))

        assert other.audit(report.case).to_json() == report.to_json()

    @pytest.mark.parametrize("name", shipped_profiles())
    def test_every_shipped_policy(self, name: str) -> None:
        policy = egovdocs.load(name)
        policy.audit(case(None, "arrived 08:00"))

        other: Policy = pickle.loads(pickle.dumps(policy))

        assert [rule.id for rule in other.rules] == [rule.id for rule in policy.rules]

    def test_report(self, report: Report) -> None:
        other: Report = pickle.loads(pickle.dumps(report))

        assert other.summary == report.summary
        assert other.to_json(everything=True) == report.to_json(everything=True)

    def test_finding(self, report: Report) -> None:
        for finding in report.all_findings():
            assert pickle.loads(pickle.dumps(finding)) == finding

    def test_auditing_many_is_auditing_each(self, policy: Policy, report: Report) -> None:
        streamed = policy.audit_all(iter([report.case, report.case]))

        assert [part.to_json() for part in streamed] == [report.to_json()] * 2


class TestPolicy:
    def test_pinning_makes_another_policy(self, policy: Policy) -> None:
        pinned = policy.on(parse_instant(instant("08:00")).date())

        assert policy.pinned is None
        assert pinned.pinned is not None

    def test_observing_from_outside_is_observing_all(self, policy: Policy, report: Report) -> None:
        """``--as-of``: the same as if the case said so itself."""
        bare = case(None, "outage-began 08:00")
        watched = case(None, "outage-began 08:00", until="17:00")
        until = parse_instant(instant("17:00"))

        from_outside = policy.observed_until(until).audit(bare)

        assert from_outside.summary == policy.audit(watched).summary
        assert report.policy.as_of is None

    def test_a_clause_that_is_not_there_names_the_nearest(self, policy: Policy) -> None:
        with pytest.raises(NoSuchClause) as caught:
            policy.clause("long-an/24-2019#d14.k3.z")

        assert caught.value.closest.startswith("long-an/24-2019#d14.k3.")

    def test_an_empty_case_is_judged_and_nothing_is_kept_or_broken(self, policy: Policy) -> None:
        summary = policy.audit(case(None)).summary

        assert summary["kept"] == summary["broken"] == 0
        assert summary["undecided"] > 0


def test_a_case_without_a_date_decides_nothing_by_day(tmp_path: Path) -> None:
    """Whether the law was in force is unknown where nothing tells the day."""
    policy = load(tmp_path, instrument("thu/1-2020", rule("d1", "information", NUMBER)))

    (found,) = policy.audit(case({"number": "1"})).findings(*Verdict)

    assert found.verdict is Verdict.UNDECIDED
    assert found.missing == ("when",)
