"""A rule with the standing of its text: rank, days in force, whom it binds, what empowers it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from egovdocs.policy.instrument import RANKS
from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.rules import Grounds, Placed, grounds_of
from egovdocs.policy.tools.source import Row, Source


@attrs.frozen
class Standing:
    """
    One rule of one text, as it stands in the file.

    Attributes:
        first, last: the days between which it binds, both included.
        outside: conditions under which the whole text does not apply.
    """

    source: Source
    path: str
    rule: Row
    clause: Row
    grounds: Grounds
    first: date
    last: date
    outside: tuple[Any, ...] = ()

    @property
    def at(self) -> str:
        """The place of its clause."""
        return str(self.clause.get("at", ""))

    @property
    def name(self) -> str:
        """Its whole address, with its own name."""
        return f"{self.source.address(self.clause)}/{self.rule.get('id', '')}"

    @property
    def head(self) -> Row:
        """The head of its text."""
        found = self.source.data.get("instrument")
        return found if isinstance(found, dict) else {}

    @property
    def rank(self) -> str:
        """The rank of its text; that of a province where the file says no known one."""
        found = self.head.get("rank")
        return found if found in RANKS else "provincial-decision"

    @property
    def normative(self) -> bool:
        """Whether the law on legal documents speaks of its text."""
        return self.head.get("normative", True) is True

    @property
    def binds(self) -> bool:
        """Whether it is more than an encouragement."""
        return str(self.clause.get("force", "must")) == "must"

    @property
    def given(self) -> list[Any]:
        """When it applies; grounds are written out."""
        return [] if "given" not in self.rule else [written(self.rule["given"], self.grounds)]

    @property
    def excuses(self) -> list[Any]:
        """What excuses from it; grounds are written out."""
        return [] if "unless" not in self.rule else [written(self.rule["unless"], self.grounds)]

    @property
    def unless(self) -> list[Any]:
        """What excuses from it, and what its text does not apply to at all."""
        return [*self.excuses, *self.outside]

    @property
    def placed(self) -> Placed:
        """The same rule with its conditions written out."""
        rule = {key: value for key, value in self.rule.items() if key not in ("given", "unless")}
        for key, found in (("given", self.given), ("unless", self.unless)):
            if found:
                rule[key] = found[0] if len(found) == 1 else {"any": found}
        return Placed(self.source, self.path, rule, self.name, {})

    def empowered(self, other: Standing) -> bool:
        """Whether its clause names a clause of the text of *other* that empowers it."""
        given = str(self.clause.get("empowered_by", ""))
        return given.partition("#")[0] == other.source.id

    def problem(self, code: str, shown: str, other: str) -> Problem:
        """What there is to say of it against the rule named *other*."""
        return self.source.problem(
            code, self.path, f"{self.at}/{self.rule.get('id', '')}, {shown}", other
        )


def standings(source: Source) -> Iterator[Standing]:
    """The rules of *source* that no other text has replaced."""
    grounds, head = grounds_of(source), source.data.get("instrument")
    first, last = _days(head if isinstance(head, dict) else {})
    outside = tuple(
        written(clause["outside"], grounds)
        for _, clause in source.clauses
        if isinstance(clause.get("outside"), dict)
    )
    for path, rule, clause in source.rules:
        if "superseded" not in clause:
            yield Standing(source, path, rule, clause, grounds, first, last, outside)


def _days(head: Row) -> tuple[date, date]:
    force = head.get("in_force")
    told = force if isinstance(force, dict) else {}
    first, last = told.get("from", told.get("not_before")), told.get("until")
    return (
        first if isinstance(first, date) else date.min,
        last if isinstance(last, date) else date.max,
    )


def written(value: Any, grounds: Grounds) -> Any:
    """A condition with its grounds written out, so that it can be read beside another file's."""
    if isinstance(value, str) and value.startswith("@") and value[1:] in grounds:
        return {"any": [written(part, grounds) for part in grounds[value[1:]]]}
    if isinstance(value, dict):
        return {key: written(part, grounds) for key, part in value.items()}
    if isinstance(value, list):
        return [written(part, grounds) for part in value]
    return value
