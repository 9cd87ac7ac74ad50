"""
JSON Schemas of both kinds of policy file, made from the readers themselves.

The readers are run over tables that are empty and note what is asked of them: which keys,
of which type, out of which words.  A schema can therefore not know less, or more, than the
reader does.  A date of TOML is a string in the form of a date, as editors take it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from egovdocs.policy.instrument import instrument_in
from egovdocs.policy.problems import Problem, Table
from egovdocs.policy.profile import profile_in
from egovdocs.policy.readings import READINGS
from egovdocs.policy.rules.table import KINDS, MOMENTS
from egovdocs.policy.tools.hours import HOURS_KEYS
from egovdocs.record import VOCABULARIES

Schema: TypeAlias = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SOURCE = "https://egovdocs.invalid/schemas"
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_SPOKEN: Schema = {
    "type": "object",
    "properties": {"vi": _TEXT, "en": _TEXT},
    "required": ["vi", "en"],
    "additionalProperties": False,
}
_LIMIT: Schema = {
    "type": "string",
    "pattern": (
        r"^\s*(?:[1-9][0-9]{0,5}\s+working\s+(?:hours?|days?)|same\s+day"
        r"|morning\s+of\s+next\s+working\s+day|next\s+working\s+day|immediately"
        r"|before\s+[0-9]{1,2}\s+[A-Za-z]+)\s*$"
    ),
}
_TYPES: Mapping[type, Schema] = {
    str: _TEXT, bool: {"type": "boolean"}, int: {"type": "integer"}, date: _DAY,
    list: {"type": "array"}, dict: {"type": "object"},
}  # fmt: skip
_CLOCK = r"[0-9]{2}:[0-5][0-9](?::[0-5][0-9])?"
_SESSIONS: Schema = {
    "type": "array",
    "items": {"type": "string", "pattern": rf"^\s*{_CLOCK}\s*[-–]\s*{_CLOCK}\s*$"},
    "minItems": 1,
}
_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_RUN = rf"{_WEEKDAY}(?:-{_WEEKDAY})?"
_HOURS: Mapping[str, Schema] = {
    "from": _DAY,
    "to": _DAY,
    "days": {"type": "string", "pattern": rf"^{_RUN}(?:\s*,\s*{_RUN})*$"},
    "sessions": _SESSIONS,
    "season": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}]},
    "alternatives": {"type": "array", "items": _SESSIONS},
}

# What a reader takes apart by hand, by the path of its table and its key.
_BY_HAND: Mapping[str, Schema] = {
    "hours": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {key: _HOURS.get(key, _TEXT) for key in HOURS_KEYS},
            "required": ["sessions"],
            "additionalProperties": False,
        },
    },
    "clause.left": {"type": "array", "items": {"anyOf": [_TEXT, _SPOKEN]}},
    "clause.outside": _CONDITION,
    "clause.encouraged": _CONDITION,
    **{
        f"readings.{name}": {
            "description": f"{reading.vi} / {reading.en}",
            "anyOf": [
                {"enum": list(reading.alternatives)},
                *([{"pattern": f"^(?:{reading.pattern})$"}] if reading.pattern else ()),
            ],
        }
        for name, reading in READINGS.items()
    },
}


@attrs.define
class Recorder(Table):
    """An empty table that notes how each of its keys is read."""

    asked: dict[str, Schema] = attrs.field(factory=dict)
    needed: list[str] = attrs.field(factory=list)
    inner: dict[str, Recorder] = attrs.field(factory=dict)

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None) -> Any:
        """Note the type of *key*."""
        self.taken.add(key)
        self.asked[key] = _of(kind)
        return default

    def need(self, key: str, kind: type | tuple[type, ...], default: Any) -> Any:
        """Note that *key* must be there."""
        self._must(key)
        return self.take(key, kind, default)

    def _must(self, key: str) -> None:
        if key not in self.needed:
            self.needed.append(key)

    def word(self, key: str, known: Iterable[str], default: str | None = None) -> str | None:
        """Note the words of *key*."""
        self.taken.add(key)
        self.asked[key] = {"enum": [word for word in known if word]}
        return default

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Note that *key* has one text, or several."""
        self.taken.add(key)
        self.asked[key] = _TEXTS
        return default

    def sub(self, key: str) -> Table | None:
        """Note that *key* is a table, and record that."""
        return self._inner(key, {"type": "object"})

    def subs(self, key: str) -> list[Table]:
        """Note that *key* is a list of tables, and record one."""
        return [self._inner(key, {"type": "array"})]

    def _inner(self, key: str, shape: Schema) -> Recorder:
        self.taken.add(key)
        self.asked[key] = shape
        path = f"{self.path}.{key}".strip(".")
        return self.inner.setdefault(key, Recorder({}, "", path, []))

    def spoken(self, key: str, *, needed: bool = False) -> dict[str, str]:
        """Note that *key* is said in both languages."""
        if needed:
            self._must(key)
        self.taken.add(key)
        self.asked[key] = _SPOKEN
        return {"vi": "", "en": ""}

    def schema(self) -> Schema:
        """The schema of what was asked of this table."""
        return {
            "type": "object",
            "properties": {key: self._key(key) for key in sorted(self.taken)},
            "required": sorted(self.needed),
            "additionalProperties": False,
        }

    def _key(self, key: str) -> Schema:
        by_hand = _BY_HAND.get(f"{self.path}.{key}".strip("."))
        if by_hand is not None:
            return by_hand
        shape = self.asked.get(key, _CONDITION)
        if key not in self.inner:
            return shape
        table = self.inner[key].schema()
        return {**shape, "items": table} if shape["type"] == "array" else table


def _of(kind: type | tuple[type, ...]) -> Schema:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if set(kinds) == {dict, str, list}:
        return _CONDITION
    shapes = [_TYPES[part] for part in kinds]
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _recorded(read: Callable[[Table], object]) -> Recorder:
    recorder = Recorder({}, "", "", [])
    read(recorder)
    return recorder


def profile_schema() -> Schema:
    """The schema of profile files."""
    schema = _recorded(profile_in).schema()
    schema["required"] = sorted({*schema["required"], "instruments"})
    return _headed("profile", "egovdocs: hồ sơ / profile", schema, {})


def instrument_schema() -> Schema:
    """The schema of instrument files."""
    recorder = _recorded(instrument_in)
    rule = recorder.inner["clause"].inner["rule"]
    common = rule.taken - own_keys("evidence").keys()
    schema = recorder.schema()
    schema["required"] = ["instrument"]
    schema["properties"]["instrument"]["required"] += ["in_force"]
    clause = schema["properties"]["clause"]["items"]
    clause["properties"]["rule"]["items"] = _rule(rule, common)
    return _headed("instrument", "egovdocs: văn bản / instrument", schema, {
        "condition": _condition(),
        **{f"rule-{name}": _kind(name) for name in KINDS},
    })  # fmt: skip


def _headed(name: str, title: str, schema: Schema, definitions: Schema) -> Schema:
    head = {"$schema": _DRAFT, "$id": f"{_SOURCE}/{name}.schema.json", "title": title}
    return {**head, **schema, **({"$defs": definitions} if definitions else {})}


def _condition() -> Schema:
    """A condition: fields that must hold, alternatives, or the name of a ground."""
    return {
        "anyOf": [
            {"type": "string", "pattern": "^@?[a-z][a-z0-9-]*$"},
            {"type": "object", "minProperties": 1},
            {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1},
        ]
    }


# -- rules ---------------------------------------------------------------------------------------


def _rule(rule: Recorder, common: set[str]) -> Schema:
    """A rule: what all have, and by its kind what that kind has."""
    properties = {key: rule.asked[key] for key in sorted(common)}
    properties["use"] = {"enum": sorted(KINDS)}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(set(rule.needed) & common),
        "unevaluatedProperties": False,
        "allOf": [
            {
                "if": {"properties": {"use": {"const": name}}, "required": ["use"]},
                "then": {"$ref": f"#/$defs/rule-{name}"},
            }
            for name in KINDS
        ],
    }


def _kind(name: str) -> Schema:
    recorder = _recorded(KINDS[name])
    return {
        "properties": dict(sorted(own_keys(name).items())),
        "required": sorted(recorder.needed),
    }


def own_keys(name: str) -> Mapping[str, Schema]:
    """The keys that only rules of the kind *name* have."""
    recorder = _recorded(KINDS[name])
    return {key: _own_key(name, recorder, key) for key in recorder.taken}


def _own_key(name: str, recorder: Recorder, key: str) -> Schema:
    shape = recorder.asked[key]
    if shape == _TEXTS:
        return _several(_accepted(name, key))
    if shape == _TEXT and _refuses(name, key, "?"):
        return _LIMIT
    return shape


def _accepted(name: str, key: str) -> tuple[str, ...] | None:
    """Of all words of all vocabularies those that a kind takes under *key*; None for any."""
    refused = {problem.value for problem in _tried(name, key, list(_WORDS))}
    return tuple(word for word in _WORDS if word not in refused) if refused else None


def _several(words: tuple[str, ...] | None) -> Schema:
    if words is None:
        return _TEXTS
    item: Schema = {"enum": [word for word in words if not word.startswith("published@")]}
    if any(word.startswith("published@") for word in words):
        events, channels = (_either(VOCABULARIES[part].words) for part in ("event", "channel"))
        item = {"anyOf": [item, {"pattern": f"^(?:{events})@(?:{channels})$"}]}
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _either(words: Iterable[str]) -> str:
    return "|".join(words)


def _refuses(name: str, key: str, value: str) -> bool:
    return any(problem.code == "bad-value" for problem in _tried(name, key, value))


def _tried(name: str, key: str, value: object) -> list[Problem]:
    """What the reader of a kind says of *value* under *key*."""
    table = Table({key: value}, "", "", [])
    KINDS[name](table)
    return [problem for problem in table.problems if problem.key == key]


_WORDS = tuple(dict.fromkeys((
    *(word for vocabulary in VOCABULARIES.values() for word in vocabulary.words),
    *MOMENTS, "published@system", "type", "at", "agency", "reason", "lead", "coordinating",
    "due", "items", "form", "to", "result", "severity", "period", "account", "authentic",
    "intact", "right_addressee",
)))  # fmt: skip
