"""
Whether conditions can hold together, and a case in which they do.

The fields that conditions name are given every value that the conditions know, and one that
they do not; what holds in none of these cases holds in none at all.  A condition over too
many fields is left alone: nothing is then said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any, TypeAlias

import attrs

from egovdocs.policy.changes import VOCABULARY_OF
from egovdocs.policy.conditions import kind_name
from egovdocs.policy.readings import READINGS
from egovdocs.record import VOCABULARIES, Document, Message, Party

World: TypeAlias = Mapping[str, Any]
Test: TypeAlias = Callable[[World], bool]

_MOST = 20_000
_STEPS = 4_000
OTHER = "…"  # a value that no condition names
_NONE = "∅"
_SIGNERS = ("authority", "agency", "digitiser")
_SIGNED: Mapping[Any, Callable[[frozenset[str]], bool]] = {
    True: lambda by: bool(by & {"authority", "agency"}),
    False: lambda by: not by & {"authority", "agency"},
    "authority": lambda by: "authority" in by,
    "agency": lambda by: "agency" in by,
    "authority and agency": lambda by: by >= {"authority", "agency"},
    "any": bool,
}
_LISTS = frozenset(
    field.name
    for kind in (Document, Message, Party)
    for field in attrs.fields(kind)
    if "tuple" in str(field.type)
)


class Unreadable(Exception):
    """A condition that the reader of instruments refuses, and reports itself."""


@attrs.frozen
class Facts:
    """The fields that some conditions name, with the values each may have."""

    grounds: Mapping[str, tuple[Any, ...]]
    domains: dict[str, dict[Any, None]] = attrs.field(factory=dict)

    def read(self, value: Any) -> Test:
        """
        Read a condition as it stands in a file.

        Raises:
            Unreadable: it is none.
        """
        if isinstance(value, str):
            return self._ground(value.removeprefix("@"))
        if isinstance(value, list):
            return _any([self.read(part) for part in value])
        if isinstance(value, dict):
            return _all([self._entry(key, part) for key, part in value.items()])
        raise Unreadable

    def _ground(self, name: str) -> Test:
        if name not in self.grounds:
            raise Unreadable
        return _any([self.read(part) for part in self.grounds[name]])

    def _entry(self, key: str, part: Any) -> Test:
        if key == "all" and isinstance(part, list):
            return _all([self.read(inner) for inner in part])
        if key in ("any", "ground"):
            return self.read(part)
        if key == "not":
            return _not(self.read(part))
        if key == "act":
            return _all([self._act(str(act)) for act in _several(part)])
        if key == "signed":
            return self._signed(part)
        if isinstance(part, dict) and key != "reading":
            return _all([self._field(name, inner) for name, inner in _flat(part, key)])
        if key == "reading" and isinstance(part, dict):
            return _all([self._reading(name, inner) for name, inner in part.items()])
        return self._field(key, part)

    def _act(self, act: str) -> Test:
        names = [f"act {act}"] + ([f"act {act.partition('@')[0]}"] if "@" in act else [])
        for name in names:
            self._known(name, (False, True))
        return lambda world: all(world[name] for name in names)

    def _signed(self, expected: Any) -> Test:
        holds = _SIGNED.get(expected) if isinstance(expected, (bool, str)) else None
        if holds is None:
            raise Unreadable
        sets = [frozenset(), *map(frozenset, (["authority"], ["agency"], ["digitiser"]))]
        self._known("signed", (*sets, frozenset(_SIGNERS[:2]), frozenset(_SIGNERS)))
        return lambda world: holds(world["signed"])

    def _reading(self, name: str, choice: Any) -> Test:
        known = READINGS[name].alternatives if name in READINGS else ()
        return self._one(f"reading {name}", (*known, choice), (choice,))

    def _field(self, name: str, expected: Any) -> Test:
        if isinstance(expected, dict):
            return self._one(name, (OTHER, _NONE), ()) if not expected else self._given(name)
        values = tuple(map(_named(name), _several(expected)))
        if name.rpartition(".")[2] in _LISTS:
            return _any([self._member(name, value) for value in values])
        domain = (True, False) if _truths(values) else (OTHER, _NONE, *values)
        return self._one(name, domain, values)

    def _given(self, name: str) -> Test:
        field = name.rpartition(".")[2]
        if field in _LISTS:
            known = VOCABULARIES.get(VOCABULARY_OF.get(field, ""))
            words = (OTHER,) if known is None else tuple(known.words)
            return _any([self._member(name, word) for word in words])
        self._known(name, (OTHER, _NONE))
        return lambda world: world[name] not in (_NONE, "", ())

    def _member(self, name: str, value: Any) -> Test:
        return self._one(f"{name} ∋ {value}", (False, True), (True,))

    def _one(self, name: str, domain: Iterable[Any], wanted: tuple[Any, ...]) -> Test:
        self._known(name, domain)
        return lambda world: world[name] in wanted

    def _known(self, name: str, values: Iterable[Any]) -> None:
        try:
            self.domains.setdefault(name, {}).update(dict.fromkeys(values))
        except TypeError:  # a table or a list where a value should stand
            raise Unreadable from None

    def worlds(self) -> Iterator[World]:
        """Every case that the fields allow, the plainest first."""
        names = list(self.domains)
        for values in product(*self.domains.values()):
            yield dict(zip(names, values, strict=True))

    @property
    def too_many(self) -> bool:
        """Whether there are more cases than are worth looking through."""
        return prod(map(len, self.domains.values())) > _MOST


def _any(tests: list[Test]) -> Test:
    return lambda world: any(test(world) for test in tests)


def _all(tests: list[Test]) -> Test:
    return lambda world: all(test(world) for test in tests)


def _not(test: Test) -> Test:
    return lambda world: not test(world)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(field: str) -> Callable[[Any], Any]:
    """Kinds of document are compared by name, whether a file abbreviates them or not."""
    return (
        (lambda value: kind_name(str(value))) if field == "document.kind" else lambda value: value
    )


def _truths(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, bool) for value in values)


def _flat(fields: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, part in fields.items():
        if isinstance(part, dict) and set(part) != {"given"}:
            yield from _flat(part, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}", part


def witness(
    true: Iterable[Any], false: Iterable[Any], grounds: Mapping[str, tuple[Any, ...]]
) -> World | None:
    """
    Return a case in which all of *true* hold and none of *false*; None where there is none.

    Conditions that are None hold always, as *true*, and never, as *false*.

    Raises:
        Unreadable: a condition cannot be read, or they speak of too many fields.
    """
    facts = Facts(grounds)
    wanted = [facts.read(part) for part in true if part is not None]
    unwanted = [facts.read(part) for part in false if part is not None]
    if facts.too_many:
        raise Unreadable
    for world in facts.worlds():
        if all(test(world) for test in wanted) and not any(test(world) for test in unwanted):
            return world
    return None


def search(true: Iterable[Any], false: Iterable[Any]) -> World | None:
    """
    As :func:`witness`, of conditions without grounds; fields that do not matter cost nothing.

    Raises:
        Unreadable: a condition cannot be read, or the search did not come to an end.
    """
    facts = Facts({})
    wanted = [facts.read(part) for part in true if part is not None]
    unwanted = [_not(facts.read(part)) for part in false if part is not None]
    return _deeper({}, list(facts.domains.items()), (*wanted, *unwanted), [_STEPS])


def _deeper(
    world: dict[str, Any], fields: list[tuple[str, dict[Any, None]]], tests: Iterable[Test],
    left: list[int],
) -> World | None:  # fmt: skip
    """Give the fields that are left a value each, leaving off where a test already fails."""
    left[0] -= 1
    if left[0] < 0:
        raise Unreadable
    if any(_fails(test, world) for test in tests):
        return None
    if not fields:
        return dict(world)
    (name, domain), *others = fields
    for value in domain:
        world[name] = value
        found = _deeper(world, others, tests, left)
        if found is not None:
            return found
    del world[name]
    return None


def _fails(test: Test, world: World) -> bool:
    """Whether a test fails on the fields that have a value; one that needs more does not."""
    try:
        return not test(world)
    except KeyError:
        return False


def spoken(world: World) -> str:
    """Say a case by what it has; a case that needs nothing is any case."""
    parts = [_part(name, value) for name, value in world.items() if _tells(name, value)]
    return "; ".join(part for part in parts if part) or "*"


def _tells(name: str, value: Any) -> bool:
    """Whether a value is worth saying: not that an act is absent, or a list lacks something."""
    plain = name.startswith("act ") or "∋" in name
    return value is not OTHER and not (value is False and plain)


def _part(name: str, value: Any) -> str:
    if isinstance(value, frozenset):
        return f"{name}: {', '.join(sorted(value)) or _NONE}"
    if isinstance(value, bool):
        return name if value else f"{name} = false"
    return f"{name} = {value}"
