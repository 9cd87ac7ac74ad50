"""
A case as rules look at it: events by type, what was observed, who is judged.

``arrived`` and the other acts of a recipient belong to the agency that they name.  Where a
case has one recipient, an act that names no agency is that recipient's; with several it
could be anybody's, and then it is unknown whether a given one acted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

import attrs

from egovdocs.record import UNKNOWN, Case, Document, Event, Party
from egovdocs.timing import to_us

RECIPIENT_ACTS = frozenset({
    "arrived", "checked", "receipt-notified", "accepted", "registered-in", "refused",
    "refusal-notified", "submitted", "transferred", "assigned", "processing", "completed",
    "recall-notified", "recall-executed", "recall-confirmed", "deleted", "declined",
    "auto-replied",
})  # fmt: skip
_NAMES_AN_ADDRESSEE = frozenset({"paper-sent"})
_CHANNELLED = frozenset({
    "published", "refusal-notified", "receipt-notified", "recall-sent", "recall-confirmed",
    "outage-notified", "reported-to-authority", "arrived",
})  # fmt: skip


class Happened(NamedTuple):
    """One event: its instant in microseconds of Vietnam time and its place in the input."""

    us: int
    place: int
    event: Event


@attrs.frozen(eq=False)
class Subject:
    """
    Whom a finding is about: a recipient, or None for the case as a whole.

    Compared by identity: within one case every subject is one object.
    """

    agency: str | None
    party: Party | None


WHOLE = Subject(None, None)
Certainty: TypeAlias = Literal["complete", "observed", "unknown"]


class Acts(NamedTuple):
    """
    The events of a type.

    Attributes:
        found: those that happened, in order of time.
        certainty: ``complete``: there are no others; ``observed``: there are no others up
            to the end of observation; ``unknown``: there may be others.
    """

    found: tuple[Happened, ...]
    certainty: Certainty


_NOTHING_KNOWN = Acts((), "unknown")
_NOTHING_SEEN = Acts((), "observed")


@attrs.define(eq=False)
class View:
    """
    An index over one case; made once per audit of the case.

    Attributes:
        until: the end of observation, microseconds; None where nothing was observed.
        watched: what was observed; None for all types.
        covers: pattern of the agency ids of the profile; None where it covers everybody.
    """

    case: Case
    document: Document | None
    sender: Party | None
    recipients: tuple[Subject, ...]
    by_type: dict[str, tuple[Happened, ...]]
    until: int | None
    watched: frozenset[str] | None
    readings: Mapping[str, str] = attrs.field(factory=dict)
    covers: re.Pattern[str] | None = None

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        until: int | None = None,
        readings: Mapping[str, str] | None = None,
        covers: re.Pattern[str] | None = None,
    ) -> View:
        """Index *case*; *until* (microseconds) observes all types where the case says nothing."""
        by_type = _by_type(case)
        holder = case.document if case.document not in (UNKNOWN, None) else case.message
        document = case.document if isinstance(case.document, Document) else None
        sender = getattr(holder, "sender", None)
        observed = case.observed
        if observed is not None:
            until = to_us(observed.until)
        types = None if observed is None or observed.types == "all" else observed.types
        return cls(
            case=case,
            document=document,
            sender=sender if isinstance(sender, Party) else None,
            recipients=_recipients(getattr(holder, "recipients", UNKNOWN), by_type),
            by_type=by_type,
            until=until,
            watched=None if types is None else frozenset(types),
            readings=readings or {},
            covers=covers,
        )

    def observes(self, kind: str, channel: str | None = None) -> bool:
        """Whether events of *kind* (by *channel*) were watched up to :attr:`until`."""
        if self.until is None:
            return False
        if self.watched is None or kind in self.watched:
            return True
        return channel is not None and f"{kind}@{channel}" in self.watched

    def acts(self, kind: str, subject: Subject = WHOLE) -> Acts:
        """Return the events of *kind* that are acts of, or towards, *subject*."""
        found = self.by_type.get(kind)
        if found is None:
            return _NOTHING_SEEN if self.observes(kind) else _NOTHING_KNOWN
        if subject.party is None and subject.agency is None:
            return Acts(found, "complete")
        if kind in RECIPIENT_ACTS:
            return self._of_recipient(kind, found, subject)
        if kind in _NAMES_AN_ADDRESSEE:
            return self._towards(kind, found, subject)
        return Acts(found, "complete")

    def by_channel(self, kind: str, channel: str, subject: Subject = WHOLE) -> Acts:
        """Return the events of *kind* by *channel*; those without a channel may be such."""
        acts = self.acts(kind, subject)
        certain = tuple(act for act in acts.found if act.event.channel == channel)
        if certain:
            return Acts(certain, "complete")
        doubtful = (*acts.found, *self._nobodys(kind, subject))
        if any(act.event.channel is UNKNOWN for act in doubtful):
            return _NOTHING_KNOWN
        if any(act.event.channel == channel for act in doubtful):
            return _NOTHING_KNOWN
        if self.observes(kind, channel) or self.observes(kind):
            return _NOTHING_SEEN
        return _NOTHING_KNOWN

    def _nobodys(self, kind: str, subject: Subject) -> tuple[Happened, ...]:
        """Acts that name no agency, of several recipients: any of them may be *subject*'s."""
        if kind not in RECIPIENT_ACTS | _NAMES_AN_ADDRESSEE or len(self.recipients) == 1:
            return ()
        whole = subject.party is None and subject.agency is None
        found = () if whole else self.by_type.get(kind, ())
        return tuple(act for act in found if act.event.agency in (UNKNOWN, None))

    def _of_recipient(self, kind: str, found: tuple[Happened, ...], subject: Subject) -> Acts:
        mine = tuple(act for act in found if act.event.agency == subject.agency)
        if mine and subject.agency is not None:
            return Acts(mine, "complete")
        nameless = tuple(act for act in found if act.event.agency in (UNKNOWN, None))
        if nameless and len(self.recipients) == 1:
            return Acts(nameless, "complete")
        if nameless or subject.agency is None:
            return _NOTHING_KNOWN
        return _NOTHING_SEEN if self.observes(kind) else _NOTHING_KNOWN

    def _towards(self, kind: str, found: tuple[Happened, ...], subject: Subject) -> Acts:
        alone = (UNKNOWN, None) if len(self.recipients) == 1 else ()
        own = () if subject.agency is None else (subject.agency,)
        mine = tuple(act for act in found if act.event.agency in (*own, *alone))
        if mine:
            return Acts(mine, "complete")
        named = bool(own) and all(isinstance(act.event.agency, str) for act in found)
        return _NOTHING_SEEN if named and self.observes(kind) else _NOTHING_KNOWN


def _by_type(case: Case) -> dict[str, tuple[Happened, ...]]:
    events = [Happened(to_us(event.at), index, event) for index, event in enumerate(case.events)]
    events.sort()  # by instant, then by place: no two have the same
    found: dict[str, tuple[Happened, ...]] = {}
    for act in events:
        kind = act.event.type
        found[kind] = (*found[kind], act) if kind in found else (act,)
    return found


def _recipients(parties: object, by_type: dict[str, tuple[Happened, ...]]) -> tuple[Subject, ...]:
    """The parties addressed, then every other agency that acted as a recipient."""
    listed = parties if isinstance(parties, tuple) else ()
    subjects = [Subject(party.id if isinstance(party.id, str) else None, party) for party in listed]
    known = {subject.agency for subject in subjects}
    for kind, acts in by_type.items():
        if kind in RECIPIENT_ACTS:
            for act in acts:
                agency = act.event.agency
                if isinstance(agency, str) and agency not in known:
                    known.add(agency)
                    subjects.append(Subject(agency, None))
    return _one_nameless(subjects) or (Subject(None, Party()),)


def _one_nameless(subjects: list[Subject]) -> tuple[Subject, ...]:
    """One listed recipient without an id is the one agency that acted."""
    if len(subjects) == 2 and subjects[0].agency is None and subjects[1].party is None:
        return (Subject(subjects[1].agency, subjects[0].party),)
    return tuple(subjects)
