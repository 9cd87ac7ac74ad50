"""Information: facts of a document that must be there, or must be one of a list."""

from __future__ import annotations

from typing import Any

import attrs

from egovdocs.policy.conditions import fact
from egovdocs.policy.rules.base import Outcome, Scene, lacking
from egovdocs.policy.rules.forbidden import acts_of
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN

_MISSING = (None, "", ())


def read_fact(scene: Scene, subject: Subject, path: str) -> object:
    """Return the fact under *path*, such as ``document.sender.id``."""
    owner, _, name = path.partition(".")
    return fact(owner, name)(scene.view, subject)


@attrs.frozen
class Information:
    """
    Every one of *fields* must be given; null, empty text and empty list are missing.

    Attributes:
        fields: paths such as ``document.number``.
        any_of: enough if one of the fields is given.
        or_none: a field that is known to have nothing will do: what there may be none of has
            only to be said.
        alone: the fields tell of one recipient; of several nobody knows whose they are.
    """

    fields: tuple[str, ...]
    any_of: bool = False
    or_none: bool = False
    alone: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        values = {path: read_fact(scene, subject, path) for path in self.fields}
        empty = () if self.or_none else _MISSING
        absent = tuple(path for path, value in values.items() if value in empty)
        unknown = tuple(path for path, value in values.items() if value is UNKNOWN)
        if self.any_of:
            return _one(values, absent, unknown)
        if absent:
            return Outcome(Verdict.BROKEN, {"absent": absent}, field=absent[0])
        if unknown:
            return lacking(*unknown)
        if self.alone and (told := self._of_whom(scene)):
            return lacking(*told)
        return Outcome(Verdict.KEPT, {"fields": self.fields})

    def _of_whom(self, scene: Scene) -> tuple[str, ...]:
        """What is missing to know of which recipient the fields tell."""
        document = scene.view.document
        if document is not None and document.recipients is UNKNOWN:
            return ("document.recipients",)
        many = len(scene.view.recipients) > 1
        return tuple(f"{path}:agency" for path in self.fields) if many else ()


def _one(values: dict[str, object], absent: tuple[str, ...], unknown: tuple[str, ...]) -> Outcome:
    if len(absent) + len(unknown) < len(values):
        return Outcome(Verdict.KEPT, {"fields": tuple(values)})
    if unknown:
        return lacking(*unknown)
    return Outcome(Verdict.BROKEN, {"absent": absent}, field=absent[0])


@attrs.frozen
class Allowed:
    """
    The fact *field* must be one of *values*.

    Attributes:
        open: the text leaves the list open: another value is undecided, and only a missing
            one is broken.
    """

    field: str
    values: tuple[Any, ...]
    open: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        value = read_fact(scene, subject, self.field)
        if value is UNKNOWN:
            return lacking(self.field)
        if self.open and value in _MISSING:
            return Outcome(Verdict.BROKEN, {"absent": (self.field,)}, field=self.field)
        if self.open and value not in self.values:
            return lacking(f"{self.field}:open-list", facts={"value": value}, field=self.field)
        verdict = Verdict.KEPT if value in self.values else Verdict.BROKEN
        facts = {"value": value, "allowed": tuple(map(str, self.values))}
        return Outcome(verdict, facts, field=self.field)


@attrs.frozen
class Items:
    """
    All notices of the type *event* together must carry every one of *items*.

    No notice at all is the business of the duty to give one.
    """

    event: str
    items: tuple[str, ...]

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts(self.event, subject)
        if not acts.found:
            return lacking(f"event:{self.event}") if acts.certainty == "unknown" else _NO_NOTICE
        listed = [act.event.items for act in acts.found]
        carried = {item for items in listed if isinstance(items, tuple) for item in items}
        absent = tuple(item for item in self.items if item not in carried)
        last = acts.found[-1]
        if absent and any(items is UNKNOWN for items in listed):
            return lacking(f"event:{self.event}.items", day=last.us)
        verdict = Verdict.BROKEN if absent else Verdict.KEPT
        facts = {"absent": absent} if absent else {"items": self.items}
        return Outcome(verdict, facts, day=last.us, place=last.place, field="items")


_NO_NOTICE = Outcome(Verdict.NOT_APPLICABLE)


@attrs.frozen
class Unique:
    """No two events of the type *event* may share the same *field*."""

    event: str
    field: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts(self.event, subject)
        if not acts.found:
            return lacking(f"event:{self.event}") if acts.certainty == "unknown" else _NO_NOTICE
        seen: dict[object, int] = {}
        unknown = False
        for act in acts.found:
            value = getattr(act.event, self.field)
            unknown = unknown or value is UNKNOWN
            if value is not UNKNOWN and value in seen:
                facts = {"value": value, "first": seen[value]}
                return Outcome(Verdict.BROKEN, facts, day=act.us, place=act.place, field=self.field)
            seen[value] = act.place
        if unknown:
            return lacking(f"event:{self.event}.{self.field}", day=acts.found[0].us)
        return Outcome(Verdict.KEPT, {"count": len(seen)}, day=acts.found[0].us)


@attrs.frozen
class EventFact:
    """
    Every event of the type *event* must carry *fields* (a reason, a lead unit).

    Attributes:
        where: only events that carry this field are meant (those with supporting units).
        asked: the text asks for the field; otherwise its absence decides nothing.
    """

    event: str
    fields: tuple[str, ...]
    where: str = ""
    asked: bool = True

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts(self.event, subject)
        if not acts.found:
            return lacking(f"event:{self.event}") if acts.certainty == "unknown" else _NO_NOTICE
        meant, unknown = self._meant(acts.found)
        if not meant and not unknown:
            return _NO_NOTICE
        for act in meant:
            for field in self.fields:
                value = getattr(act.event, field)
                if not self.asked and value in _MISSING:
                    unknown.append(f"event:{self.event}.{field}")
                    continue
                if value in _MISSING or value is False:
                    facts = {"absent": (f"{self.event}.{field}",)}
                    return Outcome(Verdict.BROKEN, facts, day=act.us, place=act.place, field=field)
                if value is UNKNOWN:
                    unknown.append(f"event:{self.event}.{field}")
        if unknown:
            return lacking(*dict.fromkeys(unknown), day=acts.found[0].us)
        return Outcome(Verdict.KEPT, {"fields": self.fields}, day=acts.found[0].us)

    def _meant(self, found: tuple[Happened, ...]) -> tuple[list[Happened], list[str]]:
        """The events that are meant, and what is missing to tell whether others are."""
        if not self.where:
            return list(found), []
        told = [(act, getattr(act.event, self.where)) for act in found]
        unknown = [f"event:{self.event}.{self.where}" for _, value in told if value is UNKNOWN]
        meant = [act for act, value in told if value is not UNKNOWN and value not in _MISSING]
        return meant, unknown


@attrs.frozen
class Evidence:
    """
    The log may show that a duty was done; its silence proves nothing.

    Kept where one of *events* (or ``type@channel``) or of *fields* is there, else undecided,
    never broken.

    Attributes:
        number: a word such as ``regularly`` that has no number in law: then the trace is a
            fact, and the duty undecided all the same.
    """

    events: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    number: str = ""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        for kind in self.events:
            acts = acts_of(scene, kind, subject)
            if acts.found and self.number:
                return lacking(f"limit:{self.number}", day=acts.found[0].us)
            if acts.found:
                act = acts.found[0]
                return Outcome(Verdict.KEPT, {"shown_by": kind}, day=act.us, place=act.place)
        for path in self.fields:
            value = read_fact(scene, subject, path)
            if value is not UNKNOWN and value not in _MISSING:
                return Outcome(Verdict.KEPT, {"shown_by": path}, field=path)
        return lacking("evidence", *(f"event:{kind}" for kind in self.events), *self.fields)
