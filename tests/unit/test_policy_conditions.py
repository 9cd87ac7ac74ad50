"""Conditions in strong Kleene logic: true, false, or unknown for want of a named fact."""
# ruff: noqa: E501 - tables, one case a line

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from egovdocs.policy import Verdict
from egovdocs.policy.verdicts import both, either, negated
from egovdocs.record import Case
from small_policies import case, clause, instrument, load, rule, verdicts

# A rule that is kept whenever it applies: its verdict tells the truth of its condition.
TELLS = {True: "kept", False: "not-applicable", None: "undecided"}

T, F, U = True, False, None
# fmt: off
KLEENE = [
    # a  b  and or
    (T,  T,  T,  T),
    (T,  F,  F,  T),
    (T,  U,  U,  T),
    (F,  F,  F,  F),
    (F,  U,  F,  U),
    (U,  U,  U,  U),
]
NOT = [(T, F), (F, T), (U, U)]

SIGNED = [{"by": "authority", "valid": True}]
SEALED = [{"by": "agency", "valid": True}]
VOID = [{"by": "authority", "valid": False}]
SOMEBODY = [{"valid": True}]
UNCHECKED = [{"by": "authority"}]
FACTS = [
    # condition                              document                                   truth  because
    ("document.urgency = 'urgent'",          {"urgency": "urgent"},                     T, "the same word"),
    ("document.urgency = 'urgent'",          {"urgency": "normal"},                     F, "another word"),
    ("document.urgency = 'urgent'",          {"urgency": None},                         F, "known to have none"),
    ("document.urgency = 'urgent'",          {},                                        U, "nobody says"),
    ("document.urgency = ['urgent', 'express']", {"urgency": "express"},                T, "one of several"),
    ("document.purposes = ['approval', 'appraisal']", {"purposes": ["submission", "approval"]}, T, "they share one"),
    ("document.purposes = 'approval'",       {"purposes": []},                          F, "known to be empty"),
    ("document.purposes = 'approval'",       {},                                        U, "nobody says"),
    ("document.kind = 'Tờ trình'",           {"kind": "TTr"},                           T, "the abbreviation"),
    ("document.kind = 'TTr'",                {"kind": "tờ trình"},                      T, "the name in small letters"),
    ("document.kind = 'Tờ trình'",           {"kind": "Công văn"},                      F, "another kind"),
    ("document.kind = 'Tờ trình'",           {},                                        U, "nobody says"),
    ("document.in_reply_to = { given = true }", {"in_reply_to": "1"},                   T, "it is there"),
    ("document.in_reply_to = { given = true }", {"in_reply_to": ""},                    F, "empty is not there"),
    ("document.in_reply_to = { given = true }", {"in_reply_to": None},                  F, "none is not there"),
    ("document.in_reply_to = { given = true }", {},                                     U, "nobody says"),
    ("sender.level = 'province'",            {"sender": {"level": "tỉnh"}},             T, "read in Vietnamese"),
    ("sender.level = 'province'",            {"sender": {"level": "district"}},         F, "another level"),
    ("sender.level = 'province'",            {"sender": {}},                            U, "a sender of unknown level"),
    ("sender.level = 'province'",            {},                                        U, "an unknown sender"),
    ("signed = true",                        {"signatures": SIGNED},                    T, "by the authority"),
    ("signed = true",                        {"signatures": SEALED},                    T, "by the agency"),
    ("signed = true",                        {"signatures": VOID},                      F, "not valid"),
    ("signed = true",                        {"signatures": []},                        F, "by nobody"),
    ("signed = true",                        {"signatures": [{"by": "digitiser", "valid": True}]}, F, "a scan"),
    ("signed = true",                        {"signatures": UNCHECKED},                 U, "validity unknown"),
    ("signed = true",                        {"signatures": SOMEBODY},                  U, "by whom is unknown"),
    ("signed = true",                        {},                                        U, "signatures unknown"),
    ("signed = true",                        {"signatures": [*VOID, *SEALED]},          T, "one valid is enough"),
    ("signed = false",                       {"signatures": VOID},                      T, "not validly signed"),
    ("signed = false",                       {},                                        U, "signatures unknown"),
    ("signed = 'authority and agency'",      {"signatures": [*SIGNED, *SEALED]},        T, "both"),
    ("signed = 'authority and agency'",      {"signatures": SIGNED},                    F, "one of the two"),
    ("signed = 'authority and agency'",      {"signatures": [*SIGNED, *SOMEBODY]},      U, "the other may be the agency's"),
    ("signed = 'agency'",                    {"signatures": SIGNED},                    F, "by the other"),
    ("signed = 'any'",                       {"signatures": [{"by": "digitiser", "valid": True}]}, T, "whoever signs"),
]
ACTS = [
    # condition                events                  observed  truth  because
    ("act = 'published'",       ["published 08:00"],             "",       T, "it happened"),
    ("act = 'published'",       [],                              "17:00",  F, "watched, and not seen"),
    ("act = 'published'",       [],                              "",       U, "not watched"),
    ("act = 'published@email'", ["published@email 08:00"],       "",       T, "by that channel"),
    ("act = 'published@email'", ["published@system 08:00"],      "17:00",  F, "by another, and watched"),
    ("act = 'published@email'", ["published@system 08:00"],      "",       U, "by another; e-mail not watched"),
    ("act = 'published@email'", ["published 08:00"],             "17:00",  U, "the channel is unknown"),
    ("act = ['published', 'paper-sent']", ["published 08:00"],   "17:00",  F, "all of several acts"),
    ("about = 'document'",      [],                              "",       T, "the case is about one"),
    ("about = ['system', 'agency']", [],                         "",       F, "the case is about a document"),
    ("relation = 'between-agencies'", [],                        "",       T, "documents go between agencies"),
]
# fmt: on

KNOWN: dict[str, Any] = {"number": "1", "date": "2020-03-02"}


def told(folder: Path, condition: str, given: Case) -> list[str]:
    probe = rule("d1", "information", f'fields = ["document.number"]\ngiven = {condition}')
    return verdicts(load(folder, instrument("thu/1-2020", probe)), given)


class TestWords:
    @pytest.mark.parametrize(("a", "b", "conjunction", "disjunction"), KLEENE)
    def test_and_or(self, a: Any, b: Any, conjunction: Any, disjunction: Any) -> None:
        assert both((a, b)) is both((b, a)) is conjunction
        assert either((a, b)) is either((b, a)) is disjunction

    @pytest.mark.parametrize(("value", "other"), NOT)
    def test_not(self, value: Any, other: Any) -> None:
        assert negated(value) is other

    def test_of_nothing(self) -> None:
        assert both(()) is True
        assert either(()) is False


def facts(a: Any, b: Any) -> Case:
    known = {"normative": a, "is_reply": b}
    return case(KNOWN | {name: value for name, value in known.items() if value is not None})


class TestComposed:
    """In a file: fields side by side are and-ed, ``any`` is or-ed, ``not`` turns."""

    @pytest.mark.parametrize(("a", "b", "conjunction"), [row[:3] for row in KLEENE])
    def test_side_by_side(self, tmp_path: Path, a: Any, b: Any, conjunction: Any) -> None:
        condition = "{ document = { normative = true, is_reply = true } }"

        assert told(tmp_path, condition, facts(a, b)) == [TELLS[conjunction]]
        assert told(tmp_path, condition, facts(b, a)) == [TELLS[conjunction]]

    @pytest.mark.parametrize(("a", "b", "disjunction"), [(*row[:2], row[3]) for row in KLEENE])
    def test_any(self, tmp_path: Path, a: Any, b: Any, disjunction: Any) -> None:
        condition = "{ any = [{ document.normative = true }, { document.is_reply = true }] }"

        assert told(tmp_path, condition, facts(a, b)) == [TELLS[disjunction]]
        assert told(tmp_path, condition, facts(b, a)) == [TELLS[disjunction]]

    @pytest.mark.parametrize(("value", "other"), NOT)
    def test_not(self, tmp_path: Path, value: Any, other: Any) -> None:
        condition = "{ not = { document.normative = true } }"

        assert told(tmp_path, condition, facts(value, None)) == [TELLS[other]]


class TestFacts:
    @pytest.mark.parametrize(("condition", "document", "truth", "because"), FACTS)
    def test_of_the_document(
        self, tmp_path: Path, condition: str, document: dict[str, Any], truth: Any, because: str
    ) -> None:
        given = case(KNOWN | document)

        assert told(tmp_path, f"{{ {condition} }}", given) == [TELLS[truth]], because

    @pytest.mark.parametrize(("condition", "events", "until", "truth", "because"), ACTS)
    def test_of_events(
        self,
        tmp_path: Path,
        condition: str,
        events: list[str],
        until: str,
        truth: Any,
        because: str,
    ) -> None:
        given = case(KNOWN, *events, until=until)

        assert told(tmp_path, f"{{ {condition} }}", given) == [TELLS[truth]], because

    def test_an_unknown_condition_names_the_missing_fact(self, tmp_path: Path) -> None:
        probe = 'fields = ["document.number"]\ngiven = { document.normative = true, signed = true }'
        policy = load(tmp_path, instrument("thu/1-2020", rule("d1", "information", probe)))

        (found,) = policy.audit(case(KNOWN)).findings()

        assert set(found.missing) == {"document.normative", "document.signatures"}

    def test_a_condition_on_the_recipient_is_judged_for_each(self, tmp_path: Path) -> None:
        condition = "{ recipient.kind = 'party' }"
        kinds = [{"id": "a", "kind": "party"}, {"id": "b", "kind": "agency"}, {"id": "c"}]

        given = case(KNOWN | {"recipients": kinds})

        assert told(tmp_path, condition, given) == ["kept", "not-applicable", "undecided"]


# fmt: off
EXCEPTIONS = [
    # the duty    the exception  verdict      because
    ("done",      T,             "kept",      "done"),
    ("done",      U,             "kept",      "done, whatever the exception"),
    ("done",      F,             "kept",      "done"),
    ("not done",  T,             "kept",      "excused"),
    ("not done",  U,             "undecided", "perhaps excused"),
    ("not done",  F,             "broken",    "not excused"),
    ("unknown",   T,             "kept",      "excused either way"),
    ("unknown",   U,             "undecided", "neither is known"),
    ("unknown",   F,             "undecided", "not known to be done"),
]
# fmt: on
DUTY: dict[str, dict[str, Any]] = {
    "done": {"abstract": "V/v"},
    "not done": {"abstract": None},
    "unknown": {},
}


class TestExceptions:
    """Exceptions are or-ed into the duty: they never make a rule inapplicable."""

    @pytest.mark.parametrize(("duty", "exception", "verdict", "because"), EXCEPTIONS)
    def test_exception(
        self, tmp_path: Path, duty: str, exception: Any, verdict: str, because: str
    ) -> None:
        more = 'fields = ["document.abstract"]\nunless = { document.normative = true }'
        policy = load(tmp_path, instrument("thu/1-2020", rule("d1", "information", more)))
        excused: dict[str, Any] = {} if exception is None else {"normative": exception}

        given = case(KNOWN | DUTY[duty] | excused)

        assert verdicts(policy, given) == [verdict], because


GROUND = 'ground = {{ name = "paper", when = {{ document.purposes = "{purpose}" }} }}'


class TestGrounds:
    """One name may have several clauses; any of them is enough, and is cited."""

    @pytest.mark.parametrize(
        ("purposes", "verdict"),
        [
            (["approval"], "kept"),
            (["appraisal"], "kept"),
            (["submission"], "broken"),
            ([], "broken"),
        ],
    )
    def test_either_of_two(self, tmp_path: Path, purposes: list[str], verdict: str) -> None:
        ban = rule("d1", "forbidden", 'act = "paper-sent"\nunless = "@paper"')
        first = clause("d2", GROUND.format(purpose="approval"))
        second = clause("d3", GROUND.format(purpose="appraisal"))
        policy = load(tmp_path, instrument("thu/1-2020", ban, first, second))

        (found,) = policy.audit(case({"purposes": purposes}, "paper-sent 08:00")).findings(*Verdict)

        assert found.verdict.value == verdict
        cited = [step.clause for step in found.because if step.clause]
        assert cited[0] == "thu/1-2020#d1"
        assert {"thu/1-2020#d2", "thu/1-2020#d3"} <= set(cited)
