"""
The ledger: every clause of every instrument, what encodes it, and what proves it.

The evidence is that of the bundled examples and of the conformance suite, whose answers
readers of the law wrote down (:mod:`egovdocs.audit.evidence`); which sorts of it a rule needs
follows from its kind (:mod:`egovdocs.audit.wanted`):

* ``kept``, ``broken``: a case in which the rule is kept, and one in which it is broken;
  ``undecided`` where a rule can be neither;
* ``boundary``: one second, item, day or character either side of its edge, where it has one;
* ``example``: an example that a reader can run, in which it is judged;
* ``mutants``: how many wrong readings of the clause are caught, of how many.

A clause that encodes no rule but a ground, an answer or a scope needs a case that names it,
an example in which it holds, and its mutants dead.  A clause is ``covered`` where it lacks
nothing, ``partly`` where there is something, ``not-covered`` where there is nothing, and
``no-rule`` where nothing in it can be judged by a program, for the reason that its row gives.
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

from egovdocs.audit.evidence import Proofs, proofs
from egovdocs.audit.mutation import clause_of
from egovdocs.audit.sources import raw_clauses
from egovdocs.audit.wanted import SORTS, Sort, excused, wanted
from egovdocs.policy import Clause, Instrument
from egovdocs.policy.loading import shipped_instrument, shipped_instruments
from egovdocs.policy.rules.base import Rule

State = Literal["covered", "partly", "not-covered", "no-rule"]
STATES: tuple[State, ...] = ("covered", "partly", "not-covered", "no-rule")
_ENCODED = ("answer", "ground", "outside", "encouraged")  # keys of a row that encode something


@attrs.frozen
class RuleRow:
    """
    One rule and its cases.

    Attributes:
        id: address of the clause, a slash, a name.
        wanted: the sorts of evidence that it needs.
        proofs: the cases of each sort, in the order of the examples and of the suite.
        excused: the sorts that it cannot have, with the code of the reason.
    """

    id: str
    wanted: tuple[Sort, ...]
    proofs: Mapping[Sort, tuple[str, ...]]
    excused: Mapping[Sort, str] = attrs.field(factory=dict)

    @property
    def name(self) -> str:
        """What it is called within its clause."""
        return self.id.rpartition("/")[2]

    @property
    def lacks(self) -> tuple[Sort, ...]:
        """The sorts of evidence that are wanted and not there."""
        return tuple(sort for sort in self.wanted if not self.proofs.get(sort))


@attrs.frozen
class Mutants:
    """
    Small wrong readings of a clause, as the last recorded run judged them.

    Attributes:
        killed: how many some case notices.
        survived: the names of those that none does.
        waived: the names of those that none can, each with a written reason.
    """

    killed: int = 0
    survived: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    @property
    def all(self) -> int:
        """How many there are."""
        return self.killed + len(self.survived) + len(self.waived)

    @property
    def dead(self) -> int:
        """How many are killed, or waived."""
        return self.killed + len(self.waived)


@attrs.frozen
class Row:
    """
    One clause of the ledger.

    Attributes:
        clause: its whole address.
        kind: what it is: rule, definition, scope, ...
        gloss: what it says, in our own words.
        reason: why no rule follows, in two languages; empty where some does.
        rules: what encodes it.
        encodes: whether it encodes an answer, a ground or a scope.
        answered: cases that name it and are answered as the law says.
        shown: examples in which its answer, ground or scope holds.
        mutants: its mutants; None where something could be changed and no run was recorded.
    """

    clause: str
    kind: str
    gloss: Mapping[str, str]
    reason: Mapping[str, str]
    rules: tuple[RuleRow, ...]
    encodes: bool = False
    answered: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    mutants: Mutants | None = Mutants()

    @property
    def lacks(self) -> tuple[str, ...]:
        """All that is wanted and not there: ``rule:sort``, ``answered``, ``mutants``."""
        own = ("answered", "example") if self.encodes else ()
        there = {"answered": self.answered, "example": self.shown}
        short = self.mutants is None or self.mutants.dead < self.mutants.all
        return (
            *(f"{rule.name}:{sort}" for rule in self.rules for sort in rule.lacks),
            *(name for name in own if not there[name]),
            *(("mutants",) if short else ()),
        )

    @property
    def state(self) -> State:
        """How well it is proved."""
        if not self.rules and not self.encodes:
            return "no-rule"
        if not self.lacks:
            return "covered"
        killed = self.mutants is not None and self.mutants.killed
        cases = any(any(row.proofs.values()) for row in self.rules)
        return "partly" if killed or cases or self.answered or self.shown else "not-covered"

    def to_json(self) -> dict[str, Any]:
        """Write this row; what is empty is left out."""
        found = self.mutants or Mutants()
        table = {
            "kind": self.kind,
            "state": self.state,
            "rules": {row.name: _named(row.proofs) for row in self.rules},
            "cannot": {row.name: dict(row.excused) for row in self.rules if row.excused},
            "lacks": list(self.lacks),
            "answered": _one(self.answered),
            "example": _one(self.shown),
            "mutants": f"{found.dead}/{found.all}" if found.all else "",
            "reason": "" if self.rules else self.reason.get("en", ""),
        }
        return {name: value for name, value in table.items() if value not in ("", [], {})}


def _named(found: Mapping[Sort, tuple[str, ...]]) -> dict[str, str]:
    """One case of each sort, and how many more there are."""
    return {sort: _one(cases) for sort, cases in found.items() if cases}


def _one(cases: tuple[str, ...]) -> str:
    return "" if not cases else cases[0] + (f" +{len(cases) - 1}" if len(cases) > 1 else "")


def ledger(idents: Iterable[str] = ()) -> dict[str, tuple[Row, ...]]:
    """
    Return the rows of the instruments *idents*, or of every shipped one.

    Raises:
        NoSuchPolicy: there is no shipped instrument of that id.
    """
    instruments = [shipped_instrument(ident) for ident in idents or shipped_instruments()]
    found = proofs()
    return {part.id: tuple(_rows(part, found)) for part in instruments}


def _rows(instrument: Instrument, found: Proofs) -> Iterator[Row]:
    mutants = mutants_of(instrument.id)
    for clause in instrument.clauses:
        address = f"{instrument.id}#{clause.at}"
        encodes = _encodes(instrument, clause)
        measured = clause.at in mutants or not (clause.rules or encodes)
        yield Row(
            clause=address,
            kind=clause.kind,
            gloss=clause.gloss,
            reason=clause.why,
            rules=tuple(_rule_row(rule, found) for rule in clause.rules),
            encodes=encodes,
            answered=found.get((address, "answered"), ()),
            shown=found.get((address, "example"), ()),
            mutants=mutants.get(clause.at, Mutants()) if measured else None,
        )


def _encodes(instrument: Instrument, clause: Clause) -> bool:
    written = raw_clauses(instrument.id)[clause.at]
    handed_on = not clause.rules and bool(clause.answers)
    return handed_on or any(key in written for key in _ENCODED)


def _rule_row(rule: Rule, found: Proofs) -> RuleRow:
    cases = {sort: found.get((rule.id, sort), ()) for sort in SORTS}
    return RuleRow(rule.id, wanted(rule), cases, excused(rule))


# -- mutants ----------------------------------------------------------------------------------


def mutants_of(ident: str) -> Mapping[str, Mutants]:
    """The mutants of each place of an instrument, as the last recorded run judged them."""
    part = _mutants().get(ident, {})
    survived, waived = _by_place(part.get("open", ())), _by_place(part.get("waived", ()))
    return {
        at: _counted(text, survived.get(at, ()), waived.get(at, ()))
        for at, text in part.get("clauses", {}).items()
    }


def _counted(text: str, survived: tuple[str, ...], waived: tuple[str, ...]) -> Mutants:
    """The mutants of one place, from “dead/all” and the names of those not killed."""
    every = int(text.partition("/")[2])
    return Mutants(every - len(survived) - len(waived), survived, waived)


def _by_place(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of mutants, without that of the instrument, by the place that they change."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        place = clause_of(name)
        found[place] = (*found.get(place, ()), name.partition("#")[2] or name)
    return found


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


def short(table: Mapping[str, Iterable[Row]]) -> dict[str, set[str]]:
    """The clauses that lack something: ``cases``, or nothing but the death of ``mutants``."""
    found: dict[str, set[str]] = {"cases": set(), "mutants": set()}
    for rows in table.values():
        for row in rows:
            if row.state in ("partly", "not-covered"):
                found["mutants" if row.lacks == ("mutants",) else "cases"].add(row.clause)
    return found


def snapshot(table: Mapping[str, Iterable[Row]]) -> dict[str, Any]:
    """The ledger as it is committed: sums and rows, by instrument."""
    return {
        ident: {
            "sums": sums(part := tuple(rows)),
            "clauses": {row.clause.partition("#")[2]: row.to_json() for row in part},
        }
        for ident, rows in table.items()
    }
