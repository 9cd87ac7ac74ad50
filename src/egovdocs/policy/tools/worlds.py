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

from egovdocs.policy.conditions import kind_name
from egovdocs.policy.readings import READINGS
from egovdocs.record import Document, Message, Party

World: TypeAlias = Mapping[str, Any]
Test: TypeAlias = Callable[[World], bool]

_MOST = 20_000
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
        if name.rpartition(".")[2] in _LISTS:
            return self._member(name, OTHER)
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


def spoken(world: World) -> str:
    """Say a case by what it has; a case that needs nothing is any case."""
    parts = [_part(name, value) for name, value in world.items() if value not in (OTHER, False)]
    return "; ".join(part for part in parts if part) or "*"


def _part(name: str, value: Any) -> str:
    if isinstance(value, frozenset):
        return f"{name}: {', '.join(sorted(value)) or _NONE}"
    return name if value is True else f"{name} = {value}"
