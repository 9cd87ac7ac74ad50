"""What a comparison of two policies says: one row for each question and situation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs

from egovdocs.policy.rules.base import At
from egovdocs.timing import from_us

Relation: TypeAlias = Literal["stricter", "looser", "incomparable", "equal", "undetermined"]
Unit: TypeAlias = Literal["minutes", "documents", "periods", "rules"]

_MIRRORED: Mapping[Relation, Relation] = {"stricter": "looser", "looser": "stricter"}


@attrs.frozen
class Counts:
    """
    On how many of the things compared the first policy is stricter, looser, ...

    Attributes:
        stricter, looser, same: as they say.
        apart: different, and neither is the stricter.
        unknown: one of the two gives no answer, or both give none for different reasons.
    """

    stricter: int = 0
    looser: int = 0
    same: int = 0
    apart: int = 0
    unknown: int = 0

    def __add__(self, other: Counts) -> Counts:
        pairs = zip(attrs.astuple(self), attrs.astuple(other), strict=True)
        return Counts(*(mine + its for mine, its in pairs))

    @property
    def total(self) -> int:
        """How many things were compared."""
        return sum(attrs.astuple(self))

    @property
    def different(self) -> int:
        """On how many of them the answers are not the same."""
        return self.total - self.same

    @property
    def relation(self) -> Relation:
        """The relation of the first policy to the second over all of them."""
        if self.unknown:
            return "undetermined"
        if self.apart or (self.stricter and self.looser):
            return "incomparable"
        if self.stricter or self.looser:
            return "stricter" if self.stricter else "looser"
        return "equal"

    def mirrored(self) -> Counts:
        """The same, seen from the second policy."""
        return attrs.evolve(self, stricter=self.looser, looser=self.stricter)


@attrs.frozen
class Side:
    """What one policy rests on: its clauses, and the texts or facts that it lacks."""

    clauses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@attrs.frozen
class Witness:
    """
    The first case on which two policies differ.

    Attributes:
        case: an instant (microseconds) or the facts of a document, by name.
        a, b: the two answers: an instant, a word; None where there is none.
    """

    case: Mapping[str, Any]
    a: Any
    b: Any

    def to_json(self) -> dict[str, Any]:
        """Write this witness; instants as ISO 8601 in Vietnam time."""
        case = {name: _json(value) for name, value in self.case.items()}
        return {"case": case, "a": _json(self.a), "b": _json(self.b)}


def _json(value: Any) -> Any:
    if isinstance(value, At):
        return from_us(int(value)).isoformat()
    return list(value) if isinstance(value, tuple) else value


@attrs.frozen
class Difference:
    """
    How two policies stand to each other on one question, in one situation.

    Attributes:
        question: one of the questions that clauses answer.
        situation: for what it is asked: channels, relations, urgency, ...
        relation: of the first policy to the second; for example ``stricter``.
        unit: what was counted: minutes of the year, documents, periods, rules.
        counts: how many of them are answered how.
        witness: the first one that is answered differently, where one can be shown.
        a, b: what each rests on.
    """

    question: str
    situation: Mapping[str, tuple[str, ...]]
    relation: Relation
    unit: Unit
    counts: Counts
    witness: Witness | None
    a: Side
    b: Side

    @property
    def share(self) -> float:
        """The share of what was compared that is answered differently: 0 to 1."""
        return self.counts.different / self.counts.total if self.counts.total else 0.0

    def mirrored(self) -> Difference:
        """The same difference, seen from the second policy."""
        seen = self.witness
        return attrs.evolve(
            self,
            relation=_MIRRORED.get(self.relation, self.relation),
            counts=self.counts.mirrored(),
            witness=None if seen is None else Witness(seen.case, seen.b, seen.a),
            a=self.b,
            b=self.a,
        )

    def to_json(self) -> dict[str, Any]:
        """Write this difference."""
        return {
            "question": self.question,
            "situation": {name: list(words) for name, words in self.situation.items()},
            "relation": self.relation,
            "share": round(self.share, 6),
            "unit": self.unit,
            "counts": attrs.asdict(self.counts),
            "witness": None if self.witness is None else self.witness.to_json(),
            "a": attrs.asdict(self.a),
            "b": attrs.asdict(self.b),
        }


@attrs.frozen
class PolicyDiff:
    """
    How two policies differ over one year, question by question.

    Attributes:
        a, b: ids of the profiles.
        names: their names in Vietnamese.
        year: the sample year, in Vietnam time.
        rows: in the order of the questions.
    """

    a: str
    b: str
    names: tuple[str, str]
    year: int
    rows: tuple[Difference, ...]

    @property
    def different(self) -> tuple[Difference, ...]:
        """The rows on which the two are not equal."""
        return tuple(row for row in self.rows if row.relation != "equal")

    def of(self, question: str) -> tuple[Difference, ...]:
        """The rows of one question."""
        return tuple(row for row in self.rows if row.question == question)

    def mirrored(self) -> PolicyDiff:
        """The same, seen from the second policy."""
        rows = tuple(row.mirrored() for row in self.rows)
        return PolicyDiff(self.b, self.a, (self.names[1], self.names[0]), self.year, rows)

    def to_json(self) -> dict[str, Any]:
        """Write this comparison."""
        rows = [row.to_json() for row in self.rows]
        return {"a": self.a, "b": self.b, "year": self.year, "differences": rows}
