"""Which clause answers: special before default, then rank, then date; equals that differ conflict."""
# ruff: noqa: E501 - tables, one case a line

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import egovdocs
from egovdocs.policy import Answer, Policy
from egovdocs.timing import parse_instant
from small_policies import case, clause, instant, instrument, load, rule, verdicts

NOON = parse_instant(instant("12:00"))
RAW, NEXT = "12:00", "13:30"
CLOCKS = {RAW: "raw", NEXT: "next-session"}


def answers(at: str, clock: str, more: str = "") -> str:
    """A clause that says when what enters at noon is received: at 12:00, or at 13:30."""
    return clause(at, f'[clause.answer]\nquestion = "received"\nclock = "{CLOCKS[clock]}"\n{more}')


def hands_on(at: str, to: str, more: str = "") -> str:
    """A clause that hands the question to another text."""
    why = 'why = { vi = "Dẫn chiếu.", en = "Refers on." }'
    return clause(at, f'answers = ["received"]\nto = "{to}"\n{why}\n{more}', kind="delegated")


DEFAULT = "default = true"
# Texts by name: rank, first day, clauses.
# fmt: off
LAW      = ("law",                 "2006-03-01", answers("d1", RAW, DEFAULT))
DECREE   = ("decree",              "2020-01-01", answers("d1", RAW))
PROVINCE = ("provincial-decision", "2019-07-01", answers("d1", NEXT))
OLDER    = ("provincial-decision", "2018-01-01", answers("d1", RAW))
EQUAL    = ("provincial-decision", "2019-07-01", answers("d1", RAW))
AGREES   = ("provincial-decision", "2019-07-01", answers("d1", NEXT))
FUTURE   = ("law",                 "2020-03-03", answers("d1", RAW))
BLOCKER  = ("provincial-decision", "2019-07-01", hands_on("d1", "thu/99-2019"))
BY_EMAIL = ("provincial-decision", "2019-07-01", hands_on("d1", "thu/99-2019", 'channel = ["email"]'))
FOUND    = ("provincial-decision", "2019-07-01", hands_on("d1", "thu/0-2020"))
PERHAPS  = ("decree",              "2020-01-01", answers("d1", RAW, "given = { document.normative = true }"))
LOWLY    = ("provincial-decision", "2018-01-01", answers("d1", RAW, "given = { document.normative = true }"))

COMPOSED = [
    # texts                       received   because
    ((LAW,),                      RAW,       "the default, where nothing else speaks"),
    ((LAW, PROVINCE),             NEXT,      "special beats default, whatever the rank"),
    ((DECREE, PROVINCE),          RAW,       "both special: the higher rank"),
    ((OLDER, PROVINCE),           NEXT,      "of one rank: the later"),
    ((OLDER, DECREE, PROVINCE),   RAW,       "rank before date"),
    ((AGREES, PROVINCE),          NEXT,      "equals that agree"),
    ((EQUAL, PROVINCE),           None,      "equals that differ"),
    ((EQUAL, PROVINCE, DECREE),   RAW,       "a higher text settles it"),
    ((FUTURE, PROVINCE),          NEXT,      "not yet in force on that day"),
    ((BLOCKER,),                  None,      "handed to a text that is not at hand"),
    ((BLOCKER, LAW),              None,      "and so the default must wait"),
    ((BLOCKER, PROVINCE),         NEXT,      "a special answer does not wait"),
    ((BY_EMAIL, LAW),             RAW,       "handed on for another channel only"),
    ((LAW, FOUND),                RAW,       "the text it is handed to is at hand"),
    ((PERHAPS, PROVINCE),         None,      "a higher text may say otherwise: nobody knows"),
    ((LOWLY, PROVINCE),           NEXT,      "a lower text changes nothing"),
]
# fmt: on


def policy(folder: Path, texts: tuple[tuple[str, str, str], ...]) -> Policy:
    written = [
        instrument(f"thu/{index}-2020", clauses, rank=rank, start=start)
        for index, (rank, start, clauses) in enumerate(texts)
    ]
    return load(folder, *written)


def hour(answer: Answer[Any]) -> str | None:
    return None if answer.value is None else f"{answer.value:HH:mm}"


class TestComposition:
    @pytest.mark.parametrize(("texts", "received", "because"), COMPOSED)
    def test_who_answers(
        self,
        tmp_path: Path,
        texts: tuple[tuple[str, str, str], ...],
        received: str | None,
        because: str,
    ) -> None:
        answer = policy(tmp_path, texts).received(NOON, channel="system")

        assert hour(answer) == received, because
        assert bool(answer.missing) is (received is None)

    @pytest.mark.parametrize(("texts", "received", "because"), COMPOSED)
    def test_the_order_in_which_texts_are_named_changes_nothing(
        self,
        tmp_path: Path,
        texts: tuple[tuple[str, str, str], ...],
        received: str | None,
        because: str,
    ) -> None:
        named = [
            instrument(f"thu/{index}-2020", clauses, rank=rank, start=start)
            for index, (rank, start, clauses) in enumerate(texts)
        ]

        for order in itertools.permutations(named):
            answer = load(tmp_path, *order).received(NOON, channel="system")
            assert hour(answer) == received, because

    def test_naming_one_twice_changes_nothing(self, tmp_path: Path) -> None:
        text = instrument("thu/0-2020", rule("d2", "forbidden", 'act = "paper-sent"'), PROVINCE[2])
        given = case({"date": "2020-03-02"}, "paper-sent 08:00")

        once, twice = load(tmp_path, text), load(tmp_path, text, text)

        assert verdicts(once, given) == verdicts(twice, given) == ["broken"]
        assert hour(once.received(NOON)) == hour(twice.received(NOON)) == NEXT


class TestReasons:
    def test_an_answer_cites_the_clause_that_answers(self, tmp_path: Path) -> None:
        answer = policy(tmp_path, (LAW, PROVINCE)).received(NOON)

        assert answer.because[0].clause == "thu/1-2020#d1"
        assert answer.because[0].under[0].premise == "arrival"

    def test_a_conflict_names_both_clauses(self, tmp_path: Path) -> None:
        answer = policy(tmp_path, (EQUAL, PROVINCE)).received(NOON)

        assert answer.conflict == ("thu/0-2020#d1", "thu/1-2020#d1")
        assert {step.clause for step in answer.because if step.clause} == set(answer.conflict)

    def test_what_is_handed_on_names_the_text_and_the_default_beneath(self, tmp_path: Path) -> None:
        answer = policy(tmp_path, (LAW, BLOCKER)).received(NOON)

        assert answer.missing == ("text:thu/99-2019",)
        assert [step.clause for step in answer.because if step.clause] == [
            "thu/1-2020#d1", "thu/0-2020#d1",
        ]  # fmt: skip

    def test_where_no_clause_speaks_the_law_is_missing(self, tmp_path: Path) -> None:
        answer = load(tmp_path, instrument("thu/0-2020", clause("d1"))).received(NOON)

        assert answer.value is None
        assert answer.missing == ("law:received",)

    def test_a_clause_for_another_relation_does_not_answer(self, tmp_path: Path) -> None:
        inside = answers("d1", NEXT, 'relation = ["inside"]')
        one = load(tmp_path, instrument("thu/0-2020", inside))

        assert hour(one.received(NOON, relation="inside")) == NEXT
        assert one.received(NOON, relation="between-agencies").value is None


def test_what_replaced_a_target_is_cited_too() -> None:
    """Long An d4.k1.b refers to a circular that Decree 30/2020 replaced on 5 March 2020."""
    policy = egovdocs.load("long-an", national=True)

    chain = policy.incorporated_by("vn/30-2020-nd-cp#pl1.p1.m2.k3.c")
    assert "long-an/24-2019#d4.k1.b" in chain
