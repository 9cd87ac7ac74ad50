"""
Checking policy files: everything that is wrong with a profile, or an instrument, at once.

A file is data. Nothing in it, or beside it, is ever imported or run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

import attrs

from egovdocs.errors import closest
from egovdocs.policy.instrument import Instrument, instrument_in
from egovdocs.policy.loading import (
    NATIONAL,
    shipped_instrument,
    shipped_instruments,
    shipped_profiles,
)
from egovdocs.policy.policy import Policy, load
from egovdocs.policy.problems import Problem, Table, placed
from egovdocs.policy.profile import profile_in
from egovdocs.policy.tools.answers import answers, composed
from egovdocs.policy.tools.asked import unused_readings
from egovdocs.policy.tools.coverage import covers
from egovdocs.policy.tools.hours import hours
from egovdocs.policy.tools.layers import layers
from egovdocs.policy.tools.limits import clock
from egovdocs.policy.tools.references import of_facts, references
from egovdocs.policy.tools.rules import conflicts, rules
from egovdocs.policy.tools.source import (
    Library,
    Source,
    beside,
    named_within,
    read_source,
    shipped_folder,
    shipped_source,
    texts,
)
from egovdocs.policy.versions import endings, versions

NOTES = frozenset({"stricter-below"})
"""Codes of what is worth knowing and nothing to worry about."""
WARNINGS = NOTES | {
    "shadows-shipped", "shadowed", "unused-ground", "unused-reading", "covers-nothing",
    "covers-overlap", "hours-gap", "looser-below", "not-comparable", "layers-disagree",
    "versions-gap", "gap-needless", "no-head", "in-force-before-signed",
}  # fmt: skip
"""Codes of what is doubtful without being wrong: a file with no other problem can be used."""

_NATIONAL = "vn/"  # ids of the texts above those of a province


def usable(problems: Iterable[Problem]) -> bool:
    """Whether nothing among *problems* is more than a warning."""
    return all(problem.code in WARNINGS for problem in problems)


def check(path: Path) -> tuple[Problem, ...]:
    """
    Return all that is wrong with a file, by file and line.

    Of a profile its own instruments, those that stand beside it, are checked as well.

    Raises:
        OSError: the file cannot be opened.
    """
    main = read_source(path)
    if isinstance(main, Problem):
        return (main,)
    if not main.text.strip():
        return (main.problem("empty-file", ""),)
    near = () if _is_shipped(main) else beside(path.parent)
    problems = (*_syntax(near, path), *_twice(near))
    library = Library(_own(main, near))
    everything = (*problems, *_checked(main, library, problems))
    return tuple(dict.fromkeys(sorted(everything, key=lambda part: (part.file, part.line))))


def _checked(main: Source, library: Library, near: Iterable[Problem]) -> tuple[Problem, ...]:
    return _instrument(main, library) if main.is_instrument else _profile(main, library, near)


def _syntax(near: Iterable[Source | Problem], path: Path) -> Iterator[Problem]:
    return (part for part in near if isinstance(part, Problem) and part.file != path.name)


def _own(main: Source, near: Iterable[Source | Problem]) -> dict[str, Source]:
    """The instruments of the folder by id; *main* goes before another that has its id."""
    found = {part.id: part for part in near if isinstance(part, Source) and part.id}
    return {**found, main.id: main} if main.is_instrument else found


def _is_shipped(source: Source) -> bool:
    return shipped_folder() in source.path.resolve().parents


def _twice(near: Iterable[Source | Problem]) -> Iterator[Problem]:
    """Instruments that share an id, each with its place."""
    named = [part for part in near if isinstance(part, Source) and part.id]
    for _, group in groupby(sorted(named, key=lambda part: part.id), key=lambda part: part.id):
        same = list(group)
        for one in same:
            others = tuple(part.name for part in same if part is not one)
            if others:
                problem = one.problem("duplicate-id", "instrument.id", one.id, ", ".join(others))
                yield from placed([problem], one.text)


# -- instruments -------------------------------------------------------------------------------


def _instrument(source: Source, library: Library) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    part = instrument_in(Table(source.data, source.name, "", problems))
    found = (
        *rules(source),
        *references(source, library),
        *answers(source),
        *_versions(part, source, library),
        *_backwards(part, source),
    )
    shadows = _shadows(source, "instrument.id", shipped_instruments())
    return placed((*problems, *found, *shadows), source.text)


def _backwards(part: Instrument, source: Source) -> Iterator[Problem]:
    """In force before it was signed: most likely one of the two days is a slip."""
    start, signed = part.in_force.start, part.signed
    if start is not None and signed is not None and start < signed:
        key = "instrument.in_force.from"
        yield source.problem("in-force-before-signed", key, str(start), str(signed))


def _versions(part: Instrument, source: Source, library: Library) -> Iterator[Problem]:
    """Two versions of one rule on one day, and days with none that are not declared."""
    others = {one.id: _read(one) for one in library.own.values() if one is not source}

    def find(ident: str) -> Instrument | None:
        if ident == part.id:
            return part
        shipped = ident not in others and ident in shipped_instruments()
        return shipped_instrument(ident) if shipped else others.get(ident)

    yield from versions(part, find, source.name)
    if part.in_force.end is not None:
        known = {ident: find(ident) for ident in (*others, *shipped_instruments())}
        yield from endings(part, filter(None, known.values()), source.name)


def _read(source: Source) -> Instrument:
    """An instrument as far as it can be read; what is wrong with it is said of its own file."""
    return instrument_in(Table(source.data, source.name, "", []))


def _shadows(source: Source, key: str, shipped: tuple[str, ...]) -> Iterator[Problem]:
    if source.id in shipped and not _is_shipped(source):
        yield source.problem("shadows-shipped", key, source.id)


# -- profiles ----------------------------------------------------------------------------------


def _profile(source: Source, library: Library, near: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong with a profile; *near* is what is wrong with the files beside it."""
    problems: list[Problem] = []
    profile_in(Table(source.data, source.name, "", problems))
    own = [library.own[name] for name in _named(source) if name in library.own]
    found = (
        *(part for part in problems if (part.code, part.key) != ("bad-value", "hours")),
        *hours(source),
        *covers(source),
        *_absent(source, library),
        *of_facts(source, library),
        *unused_readings(source, chain(own, _shipped(source, library))),
        *_shadows(source, "id", shipped_profiles()),
    )
    inner = tuple(problem for part in own for problem in _instrument(part, library))
    between = _between([part for part in own if not part.id.startswith(_NATIONAL)])
    here = placed(found, source.text)
    whole = all(name in _known(library) for name in _named(source))
    composition = _composed(source, library) if whole and usable((*near, *here, *inner)) else ()
    return (*here, *inner, *between, *composition)


def _named(source: Source) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts(source.data.get("instruments", []))))


def _known(library: Library) -> tuple[str, ...]:
    return (*library.own, *shipped_instruments(), NATIONAL)


def _absent(source: Source, library: Library) -> Iterator[Problem]:
    known = _known(library)
    absent = [name for name in _named(source) if name not in known]
    broken = named_within(source.path.parent, absent) if absent else ()
    for name in absent:
        if name not in broken:  # else its own file says why it cannot be read
            nearest = closest(name, known)
            yield source.problem("no-such-instrument", "instruments", name, nearest)


def _shipped(source: Source, library: Library) -> Iterator[Source]:
    """The tables of the shipped instruments that a profile names, read one by one."""
    named = _named(source)
    for ident in shipped_instruments():
        national = NATIONAL in named and ident.startswith(_NATIONAL)
        if ident not in library.own and (national or ident in named):
            yield shipped_source(ident)


def _between(own: list[Source]) -> tuple[Problem, ...]:
    """Conflicts between rules of different files; those within one were found there."""
    within = {problem for source in own for problem in conflicts([source])}
    return tuple(
        attrs.evolve(problem, line=place.line)
        for problem in conflicts(own)
        if problem not in within
        for source in own
        if source.name == problem.file
        for place in placed([problem], source.text)
    )


def _composed(source: Source, library: Library) -> tuple[Problem, ...]:
    """What the instruments of a profile say against each other, each at its place."""
    policy = load(source.path.stem if _is_shipped(source) else source.path)
    found = (
        source.problem("conflict", "instruments", said, f"{pair[0]} | {pair[1]}")
        for pair, said in composed(policy)
    )
    return (*placed(found, source.text), *_layers(policy, source, library))


def _layers(policy: Policy, source: Source, library: Library) -> Iterator[Problem]:
    """The instruments that the profile names itself against the national ones above them."""
    parts = [_source(part.id, library) for part in policy.instruments]
    named = {name for name in _named(source) if not name.startswith(_NATIONAL)}
    own = [part for part in parts if part.id in named]
    above = [part for part in parts if part.id not in named]
    found = list(layers(own, above, clock(policy)))
    for part in own:
        yield from placed((one for one in found if one.file == part.name), part.text)


def _source(ident: str, library: Library) -> Source:
    return library.own[ident] if ident in library.own else shipped_source(ident)
