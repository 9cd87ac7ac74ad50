"""``egovdocs policy explore``: every life that a profile allows, and what holds of all of them."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from egovdocs.audit.exploring import Side, explored
from egovdocs.audit.words import clean, spoken_clause
from egovdocs.errors import Lang
from egovdocs.lifecycle.exploring import Model, Step
from egovdocs.lifecycle.model import NOTHING, Term
from egovdocs.lifecycle.properties import Property, Result
from egovdocs.policy import load, shipped_profiles

# fmt: off
_WORDS: Mapping[str, tuple[str, str]] = {
    "outgoing": ("văn bản đi", "outgoing"), "incoming": ("văn bản đến", "incoming"),
    "model": ("{clocks} đồng hồ, {guards} trình tự", "{clocks} clocks, {guards} orders"),
    "holds": ("đúng", "holds"), "violated": ("trái", "violated"),
    "size": ("{configurations} cấu hình, {steps} bước", "{configurations} configurations, {steps} steps"),
    "duties": ("{count} nghĩa vụ có thể làm đúng hạn.", "{count} duties can be done in time."),
    "unstated": ("không có điều khoản", "not stated"),
    "left": ("ngoài mô hình", "not in the model"),
    "opens": ("giờ làm việc bắt đầu", "office hours begin"),
    "closes": ("giờ làm việc kết thúc", "office hours end"),
    "before": ("bắt đầu tính thời hạn", "the limit begins to run"),
    "at": ("đến hạn", "the limit is reached"), "after": ("quá hạn", "the limit has passed"),
}
# fmt: on


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "vi" else 1]


def command(args: Namespace) -> int:
    """Explore profiles, or every shipped one; 1 where a property is violated."""
    told = _as_json if args.format == "json" else _as_text
    holds = True
    for name in args.profiles or shipped_profiles():
        policy = load(name, national=args.national)
        sides = explored(policy)
        holds = holds and all(part.holds for side in sides for part in side.results)
        called = policy.profile.id if args.format == "json" else policy.profile.name[args.lang]
        for line in told(called, sides, args.lang):
            print(clean(line))
    return 0 if holds else 1


# -- text ---------------------------------------------------------------------------------------


def _as_text(name: str, sides: Iterable[Side], lang: Lang) -> Iterator[str]:
    for side in sides:
        counts = {"clocks": len(side.model.clocks), "guards": len(side.model.guards)}
        yield f"{name}, {_word(side.model.id, lang)}: {_word('model', lang).format(**counts)}"
        for part in side.results:
            if not (part.holds and _of_a_duty(part.property)):
                yield from _told(part, side.model, lang)
        yield from _summed(side, lang)
        for asked in side.unstated:
            yield f"  {_word('unstated', lang)}: {asked.name(lang)}"
        for ident in side.left:
            yield f"  {_word('left', lang)}: {ident}"


def _of_a_duty(part: Property) -> bool:
    return part.id.startswith("can-be-met:")


def _summed(side: Side, lang: Lang) -> Iterator[str]:
    kept = [part for part in side.results if part.holds and _of_a_duty(part.property)]
    if kept:
        told = _word("duties", lang).format(count=len(kept))
        yield f"  {_word('holds', lang)}: {told} {_size(kept, lang)}"


def _size(parts: Iterable[Result], lang: Lang) -> str:
    found = tuple(parts)
    sums = {
        "configurations": sum(part.configurations for part in found),
        "steps": sum(part.steps for part in found),
    }
    return f"[{_word('size', lang).format(**sums)}]"


def _told(part: Result, model: Model, lang: Lang) -> Iterator[str]:
    word = _word("holds" if part.holds else "violated", lang)
    yield f"  {word}: {part.property.name(lang)} {_size((part,), lang)}"
    yield f"      {'; '.join(spoken_clause(clause, lang) for clause in part.property.clauses)}"
    for number, line in enumerate(trace_lines(part.trace, model, lang), 1):
        yield f"    {number:3}. {line}"


def trace_lines(trace: Iterable[Step], model: Model, lang: Lang) -> Iterator[str]:
    """A walk, one step a line, readable in *lang*."""
    states, events = _names(model.states, lang), _names(model.events, lang)
    for step in trace:
        if step.row is not None:
            clause = spoken_clause(step.row.because, lang)
            there = states.get(step.to, step.to or NOTHING)
            yield f"{events.get(step.name, step.name)} → {there} ({clause})"
        elif step.kind == "office":
            yield _word(step.name, lang)
        else:
            yield f"{_word(step.to, lang)}: {step.name}"


def _names(terms: Iterable[Term], lang: Lang) -> dict[str, str]:
    return {term.id: term.name(lang) for term in terms}


# -- json ---------------------------------------------------------------------------------------


def _as_json(name: str, sides: Iterable[Side], _: Lang) -> Iterator[str]:
    for side in sides:
        for part in side.results:
            yield _dumped(name, part.property, _result(part))
        for asked in side.unstated:
            yield _dumped(name, asked, {"holds": None})


def _dumped(name: str, part: Property, result: Mapping[str, Any]) -> str:
    told = {
        "profile": name,
        "side": part.side,
        "property": part.id,
        "clauses": list(part.clauses),
        **result,
        "says": {"vi": part.vi, "en": part.en},
    }
    return json.dumps(told, ensure_ascii=False)


def _result(part: Result) -> dict[str, Any]:
    return {
        "holds": part.holds,
        "configurations": part.configurations,
        "steps": part.steps,
        "trace": [_step(step) for step in part.trace],
    }


def _step(step: Step) -> dict[str, str]:
    told = {"kind": step.kind, "name": step.name, "to": step.to}
    because = step.row.because if step.row is not None else ""
    return {key: value for key, value in {**told, "because": because}.items() if value}
