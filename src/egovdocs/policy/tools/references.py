"""References between clauses: to what does not exist, to oneself, in a circle."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, closest
from egovdocs.policy.hints import why_said
from egovdocs.policy.problems import Problem
from egovdocs.policy.tools.source import Library, Row, Source, tables, texts


def references(source: Source, library: Library) -> Iterator[Problem]:
    """What is wrong with the clauses to which those of *source* refer."""
    for path, clause in source.clauses:
        for key, text in _cited(clause):
            yield from _reference(source, library, f"{path}.{key}", text)
        yield from _circle(source, library, path, clause)


def of_facts(source: Source, library: Library) -> Iterator[Problem]:
    """What is wrong with the clauses to which the facts of a profile are limited."""
    for path, fact in tables(source.data, "fact"):
        for text in texts(fact.get("clauses", [])):
            yield from _reference(source, library, f"{path}.clauses", text)


def _cited(clause: Row) -> Iterator[tuple[str, str]]:
    """The keys of a clause that hold the address of another one."""
    ground, superseded = clause.get("ground"), clause.get("superseded")
    told = [("to", clause.get("to")), ("empowered_by", clause.get("empowered_by"))]
    told += [("replaces", name) for name in texts(clause.get("replaces", []))]
    if isinstance(superseded, dict):
        told.append(("superseded.by", superseded.get("by")))
    if isinstance(ground, dict) and "#" in str(ground.get("rests_on", "")):
        told.append(("ground.rests_on", ground["rests_on"]))
    return ((key, text) for key, text in told if isinstance(text, str) and text)


def _reference(source: Source, library: Library, key: str, text: str) -> Iterator[Problem]:
    try:
        cited = Citation.parse(text)
    except EgovdocsError as error:
        yield attrs.evolve(
            source.problem("bad-value", key, text, error.message("en")),
            detail=why_said(error, f"{source.id}#d5.k2.b"),
        )
        return
    known = library.clauses(cited.instrument)
    if known is None or not cited.segments:
        return
    if not any(_within(at, cited.place) for at in known):
        near = [at for at in known if _within(at, _parent(cited.place))] or list(known)
        nearest = closest(text, [f"{cited.instrument}#{at}" for at in near])
        yield source.problem("no-such-clause", key, text, nearest)


def _parent(place: str) -> str:
    return place.rpartition(".")[0]


def _within(at: str, place: str) -> bool:
    """Whether the clause *at* is at *place* or a part of it; an empty place is the whole text."""
    return not place or at == place or at.startswith(f"{place}.")


def _circle(source: Source, library: Library, path: str, clause: Row) -> Iterator[Problem]:
    start, to = source.address(clause), clause.get("to")
    if not isinstance(to, str) or not to:
        return
    if to == source.id or start == to or start.startswith(f"{to}."):
        yield source.problem("self-reference", f"{path}.to", to)
        return
    trail = _back(library, start, to)
    if trail:
        yield source.problem("cycle", f"{path}.to", " → ".join((start, *trail)))


def _back(library: Library, start: str, to: str) -> tuple[str, ...]:
    """The references from *to* that lead back to *start*; none where they do not."""
    seen: set[str] = set()
    trails: list[tuple[str, ...]] = [(to,)]
    while trails:
        trail = trails.pop()
        ident, _, place = trail[-1].partition("#")
        if _holds(trail[-1], start):
            return trail
        for at, further in (library.clauses(ident) or {}).items():
            if further and further not in seen and _within(at, place):
                seen.add(further)
                trails.append((*trail, further))
    return ()


def _holds(outer: str, address: str) -> bool:
    """Whether *address* lies in the clause, or the whole text, *outer*."""
    return address == outer or address.startswith((f"{outer}.", f"{outer}#"))
