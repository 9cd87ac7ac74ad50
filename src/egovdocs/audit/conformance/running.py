"""Putting the cases one by one, and what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Protocol

import attrs

from egovdocs.audit.conformance.comparing import agrees, likely
from egovdocs.audit.conformance.faults import ClientFault
from egovdocs.audit.conformance.program import Reply
from egovdocs.audit.conformance.suite import SuiteCase

Outcome = Literal["passed", "failed", "skipped", "fault"]


class Answerer(Protocol):
    """Somebody who answers: the library, or a program."""

    def reply(self, case: SuiteCase) -> Reply:
        """Answer one case; raises ClientFault."""


@attrs.frozen
class Result:
    """
    What came of one case.

    Attributes:
        got: the answer that was given.
        uncited: expected clauses that the answer does not cite.
        flags: misreadings that explain a wrong answer.
        skip: why the program did not answer.
        fault: what it did instead of answering.
    """

    case: SuiteCase
    outcome: Outcome
    got: Any = None
    uncited: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    skip: str = ""
    fault: ClientFault | None = None


def run(cases: Iterable[SuiteCase], answerer: Answerer) -> Iterator[Result]:
    """
    Put *cases* in their order.

    Raises:
        CannotStart: there is no such program.
    """
    for case in cases:
        try:
            yield judged(case, answerer.reply(case))
        except ClientFault as fault:
            yield Result(case, "fault", fault=fault)


def judged(case: SuiteCase, reply: Reply) -> Result:
    """Compare what was said with what is expected."""
    if reply.skip is not None:
        return Result(case, "skipped", skip=reply.skip)
    uncited = tuple(clause for clause in case.cites if not _cited(clause, reply.clauses))
    if agrees(case.answer, reply.answer):
        return Result(case, "passed", reply.answer, uncited)
    return Result(case, "failed", reply.answer, uncited, likely(case, reply.answer))


def _cited(clause: str, told: Iterable[str]) -> bool:
    """Whether *clause*, or a part of it, is among those that an answer cites."""
    return any(other == clause or other.startswith(f"{clause}.") for other in told)
