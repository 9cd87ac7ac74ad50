"""
The lives that a policy allows: its duties as clocks, its orders as guards, every property.

A duty or an order becomes part of the model where its events are those of the table.  One that
applies only where some fact holds is taken to apply, except where a property asks that an
answer always comes: there only duties count that always apply.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import attrs

from egovdocs.lifecycle import Lifecycle
from egovdocs.lifecycle.exploring import Clock, Guard, Model
from egovdocs.lifecycle.properties import PROPERTIES, Property, Result, can_be_met
from egovdocs.policy import Policy
from egovdocs.policy.conditions import Condition
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.sequence import Before, NotBefore

SIDES: Mapping[str, tuple[str, ...]] = {
    "outgoing": ("sender", "both"),
    "incoming": ("recipient", "both"),
}
# Moments that rules derive, as the event that makes them.
_EVENTS: Mapping[str, str] = {
    "@received": "arrived",
    "@signed": "signed",
    "@sealed": "sealed",
}


@attrs.frozen
class Side:
    """
    What was found of one direction.

    Attributes:
        left: rules about the order or the time of acts that the model does not have.
        unstated: properties that no instrument of the policy states.
    """

    model: Model
    results: tuple[Result, ...]
    unstated: tuple[Property, ...]
    left: tuple[str, ...]


def explored(policy: Policy) -> tuple[Side, ...]:
    """Explore both directions under *policy*."""
    return tuple(_side(policy, side) for side in SIDES)


def _side(policy: Policy, side: str) -> Side:
    model = model_of(policy, side)
    asked = [_named(policy, part) for part in PROPERTIES if part.side == side]
    duties = [can_be_met(clock, side) for clock in model.clocks]
    stated = [part for part in asked if part.clauses]
    return Side(
        model,
        tuple(part.on(model) for part in (*stated, *duties)),
        tuple(part for part in asked if not part.clauses),
        tuple(rule.id for rule in _rules(policy, side) if not _modelled(rule, model)),
    )


@cache
def _stated() -> Mapping[str, list[str]]:
    """The clauses of local texts that state a property too."""
    text = (files("egovdocs") / "policy" / "stated-properties.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _named(policy: Policy, part: Property) -> Property:
    """
    The property with the clauses that *policy* has.

    What follows from the table alone, which is national, keeps the clauses of the table where
    the policy has none; that an answer must come is for the instruments of the policy to say.
    """
    own = {instrument.id for instrument in policy.instruments}
    named = (*part.clauses, *_stated().get(part.id, ()))
    clauses = tuple(clause for clause in named if clause.partition("#")[0] in own)
    if not clauses and not part.check.needs_duty:
        return part
    return attrs.evolve(part, clauses=clauses)


def model_of(policy: Policy, side: str) -> Model:
    """The table of one direction with the duties and the orders of *policy*."""
    life = Lifecycle.incoming() if side == "incoming" else Lifecycle.outgoing()
    known = frozenset(row.event for row in life.rows if row.event is not None)
    rules = tuple(_rules(policy, side))
    clocks = (clock_of(policy, rule, known) for rule in rules)
    guards = (guard for rule in rules for guard in _guards(rule, known))
    return Model.of(life, (clock for clock in clocks if clock is not None), guards)


def _rules(policy: Policy, side: str) -> Iterator[Rule]:
    for rule in policy.rules:
        ordered = isinstance(rule.kind, (Duty, Before, NotBefore))
        if ordered and rule.about == "document" and rule.side in SIDES[side]:
            yield rule


def _modelled(rule: Rule, model: Model) -> bool:
    clocks = (clock.id for clock in model.clocks)
    return rule.id in {*clocks, *(guard.id for guard in model.guards)}


def clock_of(policy: Policy, rule: Rule, known: frozenset[str]) -> Clock | None:
    """The clock of a duty; None where it is none, or its events are not in the table."""
    duty = rule.kind
    if not isinstance(duty, Duty) or _event(duty.start) not in known or rule.force != "must":
        return None
    acts = tuple(act for act in duty.to if act in known)
    return Clock(
        id=rule.id,
        start=_event(duty.start),
        acts=acts,
        stops=tuple(stop for stop in duty.stops if stop in known),
        early=duty.early,
        waits=duty.start == "@received",
        working=duty.limit is not None and duty.limit.kind == "working-hours",
        ends=_ends(policy, duty),
        conditional=not (_always(rule.given) and rule.unless is None),
    ) if acts else None  # fmt: skip


def _ends(policy: Policy, duty: Duty) -> bool:
    """Whether a duty that is not done is broken some day."""
    if duty.limit is not None and duty.limit.quantified:
        return True
    never = policy.profile.readings["unquantified-absence"] == "never"
    return duty.absence == "broken" and not never


def _always(given: Condition | None) -> bool:
    """Whether a condition asks for nothing but the events that every exchange begins with."""
    if given is None:
        return True
    simple = all(part.fact in ("event:arrived", "event:published") for part in given.terms)
    return simple and not (given.anys or given.nots)


def _event(name: str) -> str:
    return _EVENTS.get(name, name)


def _guards(rule: Rule, known: frozenset[str]) -> Iterator[Guard]:
    """The order of a rule, where its events are those of the table."""
    kind = rule.kind
    if isinstance(kind, Before):
        event, needs = _event(kind.before), tuple(map(_event, kind.acts))
        within = tuple(need for need in needs if need in known)
        if event in known and within:
            yield Guard(rule.id, event, needs=within)
    elif isinstance(kind, NotBefore) and {_event(kind.act), _event(kind.after)} <= known:
        yield Guard(rule.id, _event(kind.after), bars=(_event(kind.act),))
