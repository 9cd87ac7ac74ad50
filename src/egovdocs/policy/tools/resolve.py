"""
Resolving a policy: every value that is in force on a day, each with the layer it came from.

One value a line, sorted, so that two days or two profiles can be compared line by line::

    line  = key " = " value "  # " layer
    layer = "profile" / "default" / "library" / instrument-id / clause-address
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import product
from typing import Any, TypeAlias

import attrs

from egovdocs.ids.kinds import KINDS
from egovdocs.policy.conditions import Condition, Term
from egovdocs.policy.instrument import Instrument
from egovdocs.policy.policy import Policy
from egovdocs.policy.questions import Question, Resolved
from egovdocs.policy.readings import DEFAULTS
from egovdocs.policy.rules.base import Rule
from egovdocs.policy.rules.missing import MissingText
from egovdocs.policy.tools.at_home import at_home
from egovdocs.policy.view import WHOLE
from egovdocs.record import VOCABULARIES, Case, Document, Party, Signature
from egovdocs.timing import HoursPeriod

Line: TypeAlias = tuple[str, str, str]  # key, value, layer

_CHANNELS = tuple(VOCABULARIES["channel"].words)
_RELATIONS = tuple(VOCABULARIES["relation"].words)
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PROFILE, _DEFAULT, _LIBRARY = "profile", "default", "library"


def resolve(policy: Policy, day: date) -> str:
    """
    Return what *policy* holds on *day* (a day of Vietnam), one sorted line for each value.

    >>> import egovdocs
    >>> text = resolve(egovdocs.load("long-an"), date(2020, 3, 2))
    >>> [line for line in text.splitlines() if line.startswith("readings.same-day")]
    ['readings.same-day = midnight  # default']
    """
    in_force = [part for part in policy.instruments if part.in_force.holds(day)]
    lines = {
        *_profile(policy, day),
        *_hours(policy, day),
        *_readings(policy),
        *(line for part in policy.instruments for line in _instrument(part, day)),
        *(line for part in in_force for line in _rules(part, day)),
        *(line for asked in policy.questions.values() for line in _answers(policy, asked, day)),
        *_disputes(policy, day),
    }
    return "".join(f"{key} = {value}  # {layer}\n" for key, value, layer in sorted(lines))


def _profile(policy: Policy, day: date) -> Iterator[Line]:
    profile = policy.profile
    yield "id", profile.id, _PROFILE
    yield "covers", ", ".join(profile.covers) or "*", _PROFILE
    yield from ((f"name.{lang}", text, _PROFILE) for lang, text in profile.name.items())
    for part in profile.cautions:
        if part.start <= day:
            yield f"caution.{part.start}", f"{part.text['vi']} [{part.cites}]", _PROFILE


def _hours(policy: Policy, day: date) -> Iterator[Line]:
    for row in policy.profile.hours.periods:
        if row.covers(day):
            layer = f"{_PROFILE}, assumed" if row.assumed else _PROFILE
            yield f"hours.{row.audience}.{_days(row)}", ", ".join(map(str, row.sessions)), layer
    official = policy.calendar.days
    years = f"{official.first_year} – {official.last_year}"
    yield "calendar.official-days", years, _LIBRARY


def _days(row: HoursPeriod) -> str:
    return "-".join(_WEEK[number] for number in sorted(row.weekdays))


def _readings(policy: Policy) -> Iterator[Line]:
    """What a profile says as the default says counts as the default: it changes nothing."""
    for name, choice in policy.profile.readings.items():
        yield f"readings.{name}", choice, _DEFAULT if choice == DEFAULTS[name] else _PROFILE


def _instrument(part: Instrument, day: date) -> Iterator[Line]:
    force, key = part.in_force, f"instrument.{part.id}"
    state = "in force" if force.holds(day) else "not in force"
    if force.holds(day) and force.pilot_until is not None and day <= force.pilot_until:
        state = "pilot"
    yield f"{key}.state", state, part.id
    yield f"{key}.number", part.number, part.id
    yield f"{key}.rank", part.rank, part.id
    for name in ("start", "not_before", "pilot_until", "end", "verified_until"):
        value = getattr(force, name)
        if value is not None:
            yield f"{key}.{name.replace('_', '-')}", str(value), part.id


# -- rules ---------------------------------------------------------------------------------------


def _rules(part: Instrument, day: date) -> Iterator[Line]:
    for rule in part.rules:
        if rule.superseded is None or day < rule.superseded:
            for name, value in _parameters(rule):
                yield f"rule.{rule.id}.{name}", value, rule.clause


def _parameters(rule: Rule) -> Iterator[tuple[str, str]]:
    told: Mapping[str, Any] = {"use": rule.use, "side": rule.side, "force": rule.force}
    yield from ((name, str(value)) for name, value in told.items())
    yield "about", rule.about
    if not isinstance(rule.kind, MissingText):
        yield from _fields(rule.kind)
    for name, condition in (("given", rule.given), ("unless", rule.unless)):
        if condition is not None:
            yield name, _condition(condition)


def _fields(kind: Any) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(kind)):
        value = getattr(kind, field.name)
        if attrs.has(type(value)) and field.name == "duty":
            yield from _fields(value)
        elif value not in (None, "", (), False):
            yield field.name.replace("_", "-"), _written(value)


def _written(value: Any) -> str:
    if isinstance(value, (frozenset, set)):
        return _written(sorted(value))
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_written, value))}]"
    return str(value)


def _condition(condition: Condition) -> str:
    """A condition in one line; alternatives stand in brackets."""
    parts = [
        *map(_term, condition.terms),
        *(f"({' | '.join(map(_condition, group))})" for group in condition.anys),
        *(f"not ({_condition(part)})" for part in condition.nots),
    ]
    return " & ".join(parts) or "always"


def _term(term: Term) -> str:
    if not isinstance(term.test, partial):
        return term.fact
    test = term.test.func.__name__.strip("_").replace("_", "-")
    values = [_written(part) for part in term.test.args if not callable(part)]
    return " ".join((term.fact, test, *values))


# -- answers ---------------------------------------------------------------------------------------


def _answers(policy: Policy, asked: Question, day: date) -> Iterator[Line]:
    """Who answers, for every channel and relation; where all agree, one line says so."""
    if not asked.candidates and not asked.blockers:
        return
    view = policy.view(Case("?"))
    found = {
        (channel, relation): _answered(asked.resolve(day, channel, relation, view, WHOLE))
        for channel, relation in product(_CHANNELS, _RELATIONS)
    }
    for channel in _CHANNELS:
        rows = {relation: found[channel, relation] for relation in _RELATIONS}
        for relation, (value, layer) in _merged(rows):
            yield f"answer.{asked.name}.{channel}.{relation}", value, layer


def _merged(
    rows: Mapping[str, tuple[str, str]],
) -> Iterable[tuple[str, tuple[str, str]]]:
    answers = set(rows.values())
    return [("*", answers.pop())] if len(answers) == 1 else rows.items()


def _answered(found: Resolved) -> tuple[str, str]:
    layer = ", ".join(found.conflict or found.because) or _LIBRARY
    if found.answer is None:
        return f"undecided: {', '.join(found.missing)}", layer
    answer = found.answer
    return answer.clock or answer.moment or answer.value, layer


def _disputes(policy: Policy, day: date) -> Iterator[Line]:
    """Kinds of documents on which two texts that bind nobody disagree about paper."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for kind in KINDS:
        document = attrs.evolve(_PLAIN, kind=kind.name, normative=kind.normative, date=day)
        answer = policy.on(day).paper(at_home(policy, Case("?", document=document)))
        if answer.conflict:
            found.setdefault(answer.conflict, {})[kind.name] = None
    for pair, kinds in found.items():
        yield "answer.paper.conflict", ", ".join(kinds), ", ".join(pair)


_PLAIN = Document(
    urgency="normal", state_secret=False, subjects=(), purposes=(), on_paper_list=False,
    sender=Party("?", "?", "peoples-committee", "province", on_system=True, lacks=()),
    recipients=(Party("?", "?", "agency", "province", on_system=True, lacks=()),),
    signatures=(Signature("authority", True), Signature("agency", True)),
)  # fmt: skip
