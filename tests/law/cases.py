"""
Cases for the tests of the regulations: complete ones, in which nothing is missing.

A test changes what it is about and leaves the rest: ``document(charset="vni")``,
``exchange("2020-03-02", transferred="10:00:01")``.  ``UNKNOWN`` takes a fact away, ``None``
says that there is none.  Instants are written as the clock on the wall in Vietnam shows them.

The day of every default is Monday 2 March 2020: no holiday that week, and every shipped
regulation but one in force.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import attrs

import egovdocs
from egovdocs.policy import Finding, Policy
from egovdocs.record import (
    UNKNOWN,
    Case,
    Document,
    Event,
    File,
    Image,
    Message,
    Observed,
    Party,
    Signature,
    Signer,
)
from egovdocs.timing import parse_instant

MONDAY = "2020-03-02"
AUTHORITY_SIGNS = "07:20"
AGENCY_SIGNS = "07:24"


def at(text: str) -> datetime:
    """``2020-03-02 08:00`` in Vietnam; seconds and their fractions may follow."""
    return parse_instant(f"{text.replace(' ', 'T')}+07:00")


def agency(number: int, code: str = "H39") -> str:
    """Id of the agency *number* of a province: ``000.00.07.H39``."""
    return f"000.00.{number:02d}.{code}"


def party(ident: str, kind: str = "agency", level: str = "province", **changes: Any) -> Party:
    """A party of which everything is known: it is on the system and lacks nothing."""
    known = Party(ident, f"Cơ quan {ident}", kind, level, on_system=True, lacks=())
    return attrs.evolve(known, **changes)


def signature(by: str = "authority", time: str = f"{MONDAY} {AUTHORITY_SIGNS}") -> Signature:
    """A valid signature with its image: blue for a person, red for an agency."""
    colour = "blue" if by == "authority" else "red"
    return Signature(by, True, at(time), Image(colour, "png"))


def document(code: str = "H39", day: str = MONDAY, **changes: Any) -> Document:
    """
    A complete, signed, ordinary letter of the People's Committee of a province to one agency.

    Nothing of it is unknown that a rule of sending, receiving or paper asks for.
    """
    year = day[:4]
    complete = Document(
        id=f"000.00.00.{code}-{year}.412",
        number="837/UBND-KT",
        date=date.fromisoformat(day),
        kind="Công văn",
        normative=False,
        abstract="V/v triển khai kế hoạch",
        urgency="normal",
        state_secret=False,
        subjects=(),
        purposes=(),
        sender=party(agency(0, code), "peoples-committee"),
        recipients=(party(agency(7, code)),),
        signer=Signer("Phó Chủ tịch", "Nguyễn Văn An"),
        signatures=(
            signature("authority", f"{day} {AUTHORITY_SIGNS}"),
            signature("agency", f"{day} {AGENCY_SIGNS}"),
        ),
        files=(File("837-ubnd-kt.pdf", "main", signed=True),),
        charset="unicode",
        is_reply=False,
        in_reply_to=None,
        reply_requested=False,
        reply_by=None,
        due=None,
        status=None,
        notes=None,
        on_paper_list=False,
        permitted_by=None,
        priority=False,
    )
    return attrs.evolve(complete, **changes)


def event(kind: str, time: str, **fields: Any) -> Event:
    """One event at a time such as ``2020-03-02 08:00``."""
    return Event(kind, at(time), **fields)


Row: TypeAlias = tuple[str, str, dict[str, Any]]

# fmt: off
SENDING: tuple[Row, ...] = (
    # act              time           what it carries
    ("signed",         "07:20",       {}),
    ("sealed",         "07:24",       {}),
    ("registered-out", "07:26",       {}),
    ("published",      "07:30",       {"channel": "system"}),
    ("acknowledged",   "07:30:03",    {}),
)
RECEIVING: tuple[Row, ...] = (
    ("arrived",          "07:30:04",  {"channel": "system"}),
    ("receipt-notified", "07:30:20",  {"channel": "system"}),
    ("checked",          "08:00",     {"authentic": True, "intact": True, "right_addressee": True}),
    ("accepted",         "08:01",     {}),
    ("registered-in",    "08:02",     {}),
    ("transferred",      "08:05",     {}),
)
# fmt: on


def sending(day: str = MONDAY, **times: str | None) -> tuple[Event, ...]:
    """The sender's acts on *day*; ``published="07:00"`` moves one, None leaves it out."""
    return _chain(SENDING, day, times, {})


def receiving(day: str = MONDAY, to: str = agency(7), **times: str | None) -> tuple[Event, ...]:
    """The acts of the recipient *to*, moved and left out as in :func:`sending`."""
    return _chain(RECEIVING, day, times, {"agency": to})


def exchange(day: str = MONDAY, to: str = agency(7), **times: str | None) -> tuple[Event, ...]:
    """
    A whole exchange on *day*, every act in time.

    A time may carry a day of its own: ``transferred="2020-03-03 07:00"``.  Underscores stand
    for hyphens: ``registered_in=None``.
    """
    acts = {name.replace("_", "-") for name in times}
    sent = {name: time for name, time in times.items() if name.replace("_", "-") in _SENDER_ACTS}
    got = {name: time for name, time in times.items() if name not in sent}
    assert acts <= _SENDER_ACTS | _RECIPIENT_ACTS, acts
    return (*sending(day, **sent), *receiving(day, to, **got))


_SENDER_ACTS = {kind for kind, _, _ in SENDING}
_RECIPIENT_ACTS = {kind for kind, _, _ in RECEIVING}


def _chain(
    rows: tuple[Row, ...],
    day: str,
    times: dict[str, str | None],
    shared: dict[str, Any],
) -> tuple[Event, ...]:
    moved = {name.replace("_", "-"): time for name, time in times.items()}
    found = []
    for kind, usual, fields in rows:
        time = moved.get(kind, usual)
        if time is not None:
            when = time if " " in time else f"{day} {time}"
            found.append(event(kind, when, **shared, **fields))
    return tuple(found)


def case(
    what: Document | Message | None,
    *events: Event,
    until: str | None = "",
    types: tuple[str, ...] | None = None,
    about: str = "",
    periods: tuple[str, ...] | None = None,
) -> Case:
    """
    A case in which everything was observed for thirty days after the last event.

    Args:
        what: the document or the message; None where the case is about neither.
        until: another end of observation; None where nothing was observed.
        types: what was observed (``published@email``); None for all types.
        about: what it is about; taken from *what* where that tells.
        periods: the periods for which reports are asked about.
    """
    subject = about or ("message" if isinstance(what, Message) else "document")
    return Case(
        "T-0001",
        events,
        document=what if isinstance(what, Document) else UNKNOWN,
        message=what if isinstance(what, Message) else UNKNOWN,
        about=subject,
        observed=_observed(events, until, types),
        periods=UNKNOWN if periods is None else periods,
    )


def _observed(
    events: tuple[Event, ...], until: str | None, types: tuple[str, ...] | None
) -> Observed | None:
    if until is None:
        return None
    last = max((event.at.astimezone(UTC) for event in events), default=at(MONDAY + " 17:00"))
    end = at(until) if until else last + timedelta(days=30)
    return Observed(end, "all" if types is None else types)


def unobserved(given: Case) -> Case:
    """The same case, in which types of event that do not occur are unknown."""
    return attrs.evolve(given, observed=None)


@attrs.frozen
class Bench:
    """
    A policy and the instrument whose rules are tried.

    Rules are named as the instrument names them: ``d5.k2.b/transfer``; with a ``#`` they may
    be of another instrument.
    """

    policy: Policy
    instrument: str

    @classmethod
    def of(cls, profile: str, instrument: str) -> Bench:
        """The bench of a shipped profile."""
        return cls(egovdocs.load(profile, national=False), instrument)

    def alone(self) -> Bench:
        """The same bench without any other instrument that the profile names."""
        mine = tuple(part for part in self.policy.instruments if part.id == self.instrument)
        return attrs.evolve(self, policy=attrs.evolve(self.policy, instruments=mine))

    def reading(self, name: str, choice: str) -> Bench:
        """The same bench with another reading of one doubtful point."""
        profile = self.policy.profile
        readings = {**profile.readings, name: choice}
        changed = attrs.evolve(profile, readings=readings)
        return attrs.evolve(self, policy=attrs.evolve(self.policy, profile=changed))

    def rule(self, name: str) -> str:
        """The whole id of a rule."""
        return name if "#" in name else f"{self.instrument}#{name}"

    def findings(self, given: Case, rule: str) -> tuple[Finding, ...]:
        """Every finding of *rule*, one for each recipient where it has several."""
        found = self.policy.audit(given).all_findings()
        return tuple(part for part in found if part.rule == self.rule(rule))

    def finding(self, given: Case, rule: str, agency: str | None = None) -> Finding:
        """The one finding of *rule*, for *agency* where each recipient has its own."""
        found = [
            part
            for part in self.findings(given, rule)
            if agency is None or part.where.get("agency") == agency
        ]
        assert len(found) == 1, f"{len(found)} findings of {rule}"
        return found[0]

    def verdict(self, given: Case, rule: str, agency: str | None = None) -> str:
        """The verdict of :meth:`finding` as a word; a running duty is ``pending``."""
        found = self.finding(given, rule, agency)
        return "pending" if found.pending else found.verdict.value
