"""
The ledger: every clause of every instrument, what encodes it, and what proves it.

The evidence is that of the bundled examples, whose verdicts a reader of the law wrote down:

* ``kept``: a case in which a rule is kept; ``against``: one in which it is broken or cannot
  be decided; each attributed to a rule where the reader's verdict is that of the rule.
* ``boundary``: a case in which the act, or the end of observation, stands within one second
  of the last instant in time, or in which exactly one item of a list is absent.  Asked for
  only where a rule has a limit with a number, or asks for several items.
* ``mutants``: how many wrong readings of the clause the examples, or the tests of the law,
  catch, of how many.

A clause is ``covered`` where every rule has all of these and every mutant is dead, ``partly``
where there is something, ``not-covered`` where there is nothing, and ``no-rule`` where
nothing in it can be judged by a program, for the reason that its row gives.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import attrs

from egovdocs.audit.expectations import Examples, all_examples, policy_of
from egovdocs.policy import Clause, Instrument, Report, Verdict
from egovdocs.policy.loading import shipped_instrument, shipped_instruments
from egovdocs.policy.report import Judged
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.missing import MissingText
from egovdocs.timing import Limit

State = Literal["covered", "partly", "not-covered", "no-rule"]
Sort = Literal["kept", "against", "boundary", "answered"]
STATES: tuple[State, ...] = ("covered", "partly", "not-covered", "no-rule")
SECOND = 1_000_000  # microseconds

Proofs = Mapping[tuple[str, Sort], tuple[str, ...]]  # cases by rule or clause, and sort


@attrs.frozen
class RuleRow:
    """
    One rule and its cases.

    Attributes:
        id: address of the clause, a slash, a name.
        wanted: the sorts of evidence that it needs.
        proofs: the cases of each sort, in the order of the examples.
    """

    id: str
    wanted: tuple[Sort, ...]
    proofs: Mapping[Sort, tuple[str, ...]]

    @property
    def lacks(self) -> tuple[Sort, ...]:
        """The sorts of evidence that are wanted and not there."""
        return tuple(sort for sort in self.wanted if not self.proofs[sort])


@attrs.frozen
class Row:
    """
    One clause of the ledger.

    Attributes:
        clause: its whole address.
        kind: what it is: rule, definition, scope, ...
        reason: why no rule follows, in two languages; empty where some does.
        rules: what encodes it.
        answered: cases in which it answers when something was received or sent.
        dead, mutants: mutants of it that are killed, or waived with a reason, and all.
    """

    clause: str
    kind: str
    reason: Mapping[str, str]
    rules: tuple[RuleRow, ...]
    answered: tuple[str, ...]
    dead: int
    mutants: int

    @property
    def state(self) -> State:
        """How well it is proved."""
        if not self.rules and not self.mutants:
            return "no-rule"
        if not any(row.lacks for row in self.rules) and self.dead == self.mutants:
            return "covered"
        proved = self.dead or self.answered or any(any(row.proofs.values()) for row in self.rules)
        return "partly" if proved else "not-covered"

    def to_json(self) -> dict[str, Any]:
        """Write this row; what is empty is left out."""
        table = {
            "kind": self.kind,
            "state": self.state,
            "rules": {row.id.rpartition("/")[2]: _named(row.proofs) for row in self.rules},
            "lacks": [f"{row.id.rpartition('/')[2]}:{s}" for row in self.rules for s in row.lacks],
            "answered": list(self.answered[:1]),
            "mutants": f"{self.dead}/{self.mutants}" if self.mutants else "",
            "reason": "" if self.rules else self.reason.get("en", ""),
        }
        return {name: value for name, value in table.items() if value not in ("", [], {})}


def _named(proofs: Mapping[Sort, tuple[str, ...]]) -> dict[str, str]:
    """One case of each sort, and how many more there are."""
    return {
        sort: cases[0] + (f" +{len(cases) - 1}" if len(cases) > 1 else "")
        for sort, cases in proofs.items()
        if cases
    }


def ledger(idents: Iterable[str] = ()) -> dict[str, tuple[Row, ...]]:
    """
    Return the rows of the instruments *idents*, or of every shipped one.

    Raises:
        NoSuchPolicy: there is no shipped instrument of that id.
    """
    instruments = [shipped_instrument(ident) for ident in idents or shipped_instruments()]
    found = proofs()
    return {part.id: tuple(_rows(part, found, mutants_of(part.id))) for part in instruments}


def _rows(
    instrument: Instrument, found: Proofs, mutants: Mapping[str, tuple[int, int]]
) -> Iterator[Row]:
    for clause in instrument.clauses:
        address = f"{instrument.id}#{clause.at}"
        dead, every = mutants.get(clause.at, (0, 0))
        yield Row(
            clause=address,
            kind=clause.kind,
            reason=clause.why,
            rules=tuple(_rule_row(rule, found) for rule in clause.rules),
            answered=found.get((address, "answered"), ()),
            dead=dead,
            mutants=every or _unmeasured(clause),
        )


def _unmeasured(clause: Clause) -> int:
    """1 where something could be changed and no run of the mutants was recorded."""
    return int(clause.answer is not None or clause.ground is not None)


_SORTS: tuple[Sort, ...] = ("kept", "against", "boundary")


def _rule_row(rule: Rule, found: Proofs) -> RuleRow:
    cases = {sort: found.get((rule.id, sort), ()) for sort in _SORTS}
    return RuleRow(rule.id, wanted(rule), cases)


def wanted(rule: Rule) -> tuple[Sort, ...]:
    """
    The evidence that a rule needs.

    A question that a missing text leaves open is never kept, nor, without a tolerance, is a
    duty to act at once; what is only encouraged is never broken.
    """
    if isinstance(rule.kind, MissingText) or _at_once(rule):
        return ("against",)
    sorts: tuple[Sort, ...] = ("kept",) if rule.force == "encouraged" else ("kept", "against")
    return (*sorts, "boundary") if has_edge(rule) else sorts


def _at_once(rule: Rule) -> bool:
    limit = getattr(rule.kind, "limit", None)
    return isinstance(limit, Limit) and not limit.quantified


def has_edge(rule: Rule) -> bool:
    """Whether a rule has a limit with a number, or asks for several items."""
    limit = getattr(rule.kind, "limit", None)
    lists = (getattr(rule.kind, name, ()) for name in ("items", "fields"))
    several = any(len(items) > 1 for items in lists) and not getattr(rule.kind, "any_of", False)
    return (isinstance(limit, Limit) and limit.quantified) or several


# -- the evidence of the examples -------------------------------------------------------------


@cache
def proofs() -> Proofs:
    """Every case that proves something, by rule or clause, and by sort."""
    found: dict[tuple[str, Sort], dict[str, None]] = {}
    for examples in all_examples():
        for name, sort, case in (*_verdicts(examples), *_answers(examples)):
            found.setdefault((name, sort), {})[case] = None
    return {key: tuple(cases) for key, cases in found.items()}


def _verdicts(examples: Examples) -> Iterator[tuple[str, Sort, str]]:
    policy = policy_of(examples.profile)
    reports: dict[str, Report] = {}
    for row in examples.expectations:
        if row.case not in reports:
            reports[row.case] = policy.audit(examples.cases[row.case])
        if row.met(reports[row.case]):
            for name, sort in attributed(row.wanted(reports[row.case]), reports[row.case]):
                yield name, sort, row.case


def attributed(parts: tuple[Judged, ...], report: Report) -> Iterator[tuple[str, Sort]]:
    """
    What findings that a reader expects prove of their rules.

    A clause that is kept is kept whole.  One that is broken says which of its rules is only
    where no other has the same verdict.
    """
    alone = len({part.rule.id for part in parts}) == 1
    for part in parts:
        verdict = part.outcome.verdict
        if verdict is Verdict.KEPT:
            yield part.rule.id, "kept"
        elif alone and verdict in (Verdict.BROKEN, Verdict.UNDECIDED):
            yield part.rule.id, "against"
        if (alone or verdict is Verdict.KEPT) and at_the_edge(part, report):
            yield part.rule.id, "boundary"


def at_the_edge(part: Judged, report: Report) -> bool:
    """Whether a finding is one second from a limit, or one item from a whole list."""
    facts = part.outcome.facts
    instant = facts.get("done", report.view.until)
    ends = [facts[name] for name in ("late_after", "due") if name in facts]
    near = isinstance(instant, int) and any(abs(instant - end) <= SECOND for end in ends)
    return near or len(facts.get("absent", ())) == 1


def _answers(examples: Examples) -> Iterator[tuple[str, Sort, str]]:
    """The clauses by which a moment is what a reader expects."""
    policy = policy_of(examples.profile)
    for answer in examples.answers:
        case = examples.cases[answer.case]
        if answer.at and answer.met(policy, case):
            for clause in answer.because(policy, case)[:1]:
                yield clause, "answered", answer.case


# -- mutants ----------------------------------------------------------------------------------


def mutants_of(ident: str) -> Mapping[str, tuple[int, int]]:
    """Mutants killed and in all, by place, as the last recorded run counted them."""
    clauses = _mutants().get(ident, {}).get("clauses", {})
    return {at: _counts(text) for at, text in clauses.items()}


def _counts(text: str) -> tuple[int, int]:
    dead, _, every = text.partition("/")
    return int(dead), int(every)


@cache
def _mutants() -> Mapping[str, Any]:
    """The record of ``make mutate``: inside the package, or in a checkout."""
    inside = files("egovdocs") / "audit" / "mutants.json"
    outside = Path(__file__).parents[3] / "docs" / "reference" / "mutants.json"
    path: Any = inside if inside.is_file() else outside
    found: Mapping[str, Any] = (
        json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    )
    return found


# -- sums -------------------------------------------------------------------------------------


def sums(rows: Iterable[Row]) -> dict[State, int]:
    """How many clauses there are of each state."""
    counts = Counter(row.state for row in rows)
    return {state: counts[state] for state in STATES}


def snapshot(table: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """The ledger as it is committed: sums and rows, by instrument."""
    return {
        ident: {
            "sums": sums(part := tuple(rows)),
            "clauses": {row.clause.partition("#")[2]: row.to_json() for row in part},
        }
        for ident, rows in table.items()
    }
