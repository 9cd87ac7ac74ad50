"""
The table of rule kinds: the name that an instrument file uses, and how its keys are read.

Every rule also has the keys ``id``, ``use``, ``side``, ``about``, ``given``, ``unless`` and
``recipient``, which are read by :mod:`egovdocs.policy.instrument`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

import attrs

from egovdocs.errors import EgovdocsError
from egovdocs.policy.problems import Table
from egovdocs.policy.readings import READINGS
from egovdocs.policy.rules.acceptance import Acceptance
from egovdocs.policy.rules.addressees import Addressees
from egovdocs.policy.rules.archive import Forms
from egovdocs.policy.rules.attachments import ATTACHMENT_SIGNATURES, AttachmentSigned
from egovdocs.policy.rules.base import Kind
from egovdocs.policy.rules.channel import Channel
from egovdocs.policy.rules.checks import CheckResult
from egovdocs.policy.rules.content import ContentBan
from egovdocs.policy.rules.deadline import Duty
from egovdocs.policy.rules.digitising import SCAN_ASPECTS, ScanStandard, SignedBy
from egovdocs.policy.rules.document_ids import YearAndOrdinal
from egovdocs.policy.rules.files import Formats, MainFile
from egovdocs.policy.rules.forbidden import Ban
from egovdocs.policy.rules.identifiers import Generation, Identifier, SameAgency
from egovdocs.policy.rules.information import (
    Allowed,
    EventFact,
    Evidence,
    Information,
    Items,
    Unique,
)
from egovdocs.policy.rules.interruption import AfterOutage
from egovdocs.policy.rules.kinds import DatedWhenSigned, KnownKind
from egovdocs.policy.rules.lengths import NUMBER_PARTS, Length
from egovdocs.policy.rules.notices import NoticeBefore
from egovdocs.policy.rules.numbers import NUMBER_RULES, NumberPart
from egovdocs.policy.rules.organisations import ORGANISATION_PARTS, OrganisationId
from egovdocs.policy.rules.outage import Outage
from egovdocs.policy.rules.placing import PLACES, SignaturePlace
from egovdocs.policy.rules.register import PARTS, RegisterPart
from egovdocs.policy.rules.reports import PeriodReport
from egovdocs.policy.rules.results import LastResult
from egovdocs.policy.rules.scans import Digitised
from egovdocs.policy.rules.sequence import Before, NotBefore
from egovdocs.policy.rules.settling import SettledBy
from egovdocs.policy.rules.signatures import PROPERTIES, SealOverlap, SignatureProperty
from egovdocs.policy.rules.status import StatusFollows
from egovdocs.record import VOCABULARIES, Event
from egovdocs.timing import Limit

Builder: TypeAlias = Callable[[Table], Kind]

_EVENTS = VOCABULARIES["event"].words
_CHANNELS = VOCABULARIES["channel"].words
_EVENT_FIELDS = tuple(field.name for field in attrs.fields(Event))
MOMENTS = (
    "@received", "@sent", "@signed", "@sealed", "@fault", "@check-failed", "@signed-through",
    "@held-up", "@passed-on",
)  # fmt: skip


def limit(table: Table, key: str = "limit") -> Limit | None:
    """Read a limit; a text that is none is a problem of the file."""
    text = table.take(key, str, None)
    if text is None:
        return None
    try:
        return Limit.parse(text)
    except EgovdocsError as error:
        table.unreadable(key, text, error)
        return None


def _event(table: Table, key: str) -> str:
    known = (*_EVENTS, *MOMENTS)
    table.need(key, str, "published")
    return table.word(key, known, "published") or "published"


def _events(table: Table, key: str, known: Mapping[str, str] = _EVENTS) -> tuple[str, ...]:
    words = table.words(key)
    for word in words:
        if word.partition("@")[0] not in known and word not in MOMENTS:
            table.unknown(key, word, known)
    return words


def _duty(table: Table) -> Kind:
    return Duty(
        start=_event(table, "from"),
        to=_events(table, "to"),
        limit=limit(table),
        channels=_events(table, "by", _CHANNELS),
        stops=_events(table, "stops"),
        early=table.take("early", bool, True),
        absence=table.word("absence", ("broken", "undecided"), "broken") or "broken",
        reading=table.word("reading", READINGS, "") or "",
        carrying=table.word("carrying", _EVENT_FIELDS, "") or "",
        addressed=table.words("addressed"),
        successors=table.words("successors"),
        same=table.word("same", _EVENT_FIELDS, "") or "",
        perhaps=_events(table, "perhaps"),
    )


def _ban(table: Table) -> Kind:
    acts = table.words("act")
    for act in acts:
        _known_act(table, act)
    after = table.word("after", (*_EVENTS, *MOMENTS))
    return Ban(
        acts=acts,
        after=after,
        order=table.take("order", str, None),
        yields=table.take("yields", str, ""),
    )


def _known_act(table: Table, act: str) -> None:
    kind, _, channel = act.partition("@")
    for word, known in ((kind, _EVENTS), (channel, _CHANNELS)):
        if word and word not in known:
            table.unknown("act", word, known)


def _information(table: Table) -> Kind:
    return Information(
        fields=table.words("fields"),
        any_of=table.take("any", bool, False),
        or_none=table.take("or_none", bool, False),
        alone=table.take("alone", bool, False),
    )


def _allowed(table: Table) -> Kind:
    return Allowed(
        field=table.need("field", str, ""),
        values=tuple(table.need("values", list, [])),
        open=table.take("open", bool, False),
    )


def _items(table: Table) -> Kind:
    return Items(
        event=_event(table, "event"),
        items=_events(table, "items", VOCABULARIES["outage-item"].words),
    )


def _unique(table: Table) -> Kind:
    return Unique(event=_event(table, "event"), field=table.need("field", str, "account"))


def _event_fact(table: Table) -> Kind:
    return EventFact(
        event=_event(table, "event"),
        fields=table.words("fields"),
        where=table.word("where", _EVENT_FIELDS, "") or "",
        asked=table.take("asked", bool, True),
    )


def _evidence(table: Table) -> Kind:
    return Evidence(
        events=_events(table, "events"),
        fields=table.words("fields"),
        number=table.take("number", str, ""),
    )


def _channel(table: Table) -> Kind:
    return Channel(
        act=_event(table, "act"),
        channels=_events(table, "channels", _CHANNELS),
        every=table.take("every", bool, False),
        open=_events(table, "open", _CHANNELS),
    )


def _before(table: Table) -> Kind:
    return Before(
        acts=_events(table, "acts"),
        before=_event(table, "before"),
        again=table.take("again", bool, False),
    )


def _not_before(table: Table) -> Kind:
    return NotBefore(
        act=_event(table, "act"),
        after=_event(table, "after"),
        own=table.take("own", bool, False),
    )


def _formats(table: Table) -> Kind:
    of = table.word("of", ("all", "signed", "class"), "all")
    return Formats(
        formats=table.words("formats"),
        of=of or "all",
        open=table.take("open", bool, False),
    )


def _report(table: Table) -> Kind:
    every = table.word("every", ("month", "quarter", "half-year", "year"), "year") or "year"
    before = table.sub("before")
    rows: list[tuple[str, Limit]] = []
    for key in before.data if before is not None else ():
        found = limit(before, key) if before is not None else None
        if found is not None:
            rows.append((key, found))
    return PeriodReport(
        every=every,
        before=tuple(rows),
        to=table.words("to"),
        others=table.words("others"),
        addressed=table.words("addressed"),
        successors=table.words("successors"),
        reading=table.word("reading", READINGS, "") or "",
    )


def _outage(table: Table) -> Kind:
    allowed = limit(table) or Limit.parse("4 working hours")
    return Outage(limit=allowed, to=_event(table, "to"))


def _identifier(table: Table) -> Kind:
    return Identifier(
        field=table.need("field", str, "document.id"),
        type=table.word("type", ("agency-id", "document-id", "document-number"), "document-id")
        or "document-id",
        form=table.take("form", str, ""),
        problems=table.words("problems"),
    )


def _same_agency(table: Table) -> Kind:
    return SameAgency(table.word("absent", ("undecided", "broken"), "undecided") or "undecided")


def _generation(table: Table) -> Kind:
    return Generation(
        field=table.need("field", str, "sender.id"),
        new_from=table.need("new_from", date, date.min),
        old_until=table.need("old_until", date, date.max),
    )


def _register_part(table: Table) -> Kind:
    return RegisterPart(part=table.word("part", PARTS, "agency") or "agency")


def _signature(table: Table) -> Kind:
    known = VOCABULARIES["signed-by"].words
    return SignatureProperty(
        by=_events(table, "by", known),
        property=table.word("property", PROPERTIES, "displayed") or "displayed",
        values=table.words("values"),
    )


def _last_result(table: Table) -> Kind:
    return LastResult(
        event=_event(table, "event"),
        before=_event(table, "before"),
        field=table.word("field", _EVENT_FIELDS, "result") or "result",
        values=table.words("values"),
    )


def _check_result(table: Table) -> Kind:
    return CheckResult(
        fields=_events(table, "fields", dict.fromkeys(_EVENT_FIELDS, "")),
        known=table.take("known", bool, False),
        signatures=table.take("signatures", bool, False),
        shown_by=_events(table, "shown_by"),
        absent=table.word("absent", ("undecided", "broken"), "undecided") or "undecided",
        before=table.word("before", (*_EVENTS, *MOMENTS), "") or "",
    )


def _settled_by(table: Table) -> Kind:
    return SettledBy(
        start=_event(table, "from"),
        to=_events(table, "to"),
        stops=_events(table, "stops"),
        without=table.take("without", str, "limit:immediately"),
    )


def _scan(table: Table) -> Kind:
    return ScanStandard(
        aspect=table.word("aspect", SCAN_ASPECTS, "scan") or "scan",
        least=table.take("least", str, ""),
        own_copy=table.take("own_copy", bool, False),
    )


def _signed_by(table: Table) -> Kind:
    known = VOCABULARIES["signed-by"].words
    return SignedBy(
        by=_events(table, "by", known),
        perhaps=_events(table, "perhaps", known),
        own_copy=table.take("own_copy", bool, False),
    )


def _signature_place(table: Table) -> Kind:
    return SignaturePlace(
        by=_events(table, "by", VOCABULARIES["signed-by"].words),
        place=table.word("place", PLACES, "stated") or "stated",
    )


def _forms(table: Table) -> Kind:
    return Forms(
        forms=_events(table, "forms", VOCABULARIES["form"].words),
        other=table.take("other", bool, False),
    )


def _length(table: Table) -> Kind:
    return Length(
        field=table.need("field", str, "document.abstract"),
        most=table.need("most", int, 1),
        part=table.word("part", NUMBER_PARTS, "") or "",
    )


def _number(table: Table) -> Kind:
    return NumberPart(
        part=table.word("part", NUMBER_RULES, "written") or "written",
        problems=table.words("problems"),
        issuer=table.take("issuer", str, ""),
        kinds=table.words("kinds"),
    )


def _known_kind(table: Table) -> Kind:
    return KnownKind(kinds=table.words("kinds"), former=table.words("former"))


def _organisation_id(table: Table) -> Kind:
    return OrganisationId(
        field=table.need("field", str, "sender.id"),
        part=table.word("part", ORGANISATION_PARTS, "form") or "form",
        old_until=table.take("old_until", date, date.max),
    )


def _attachment(table: Table) -> Kind:
    return AttachmentSigned(table.word("as", ATTACHMENT_SIGNATURES, "signed") or "signed")


def _content_ban(table: Table) -> Kind:
    acts = table.words("act")
    for act in acts:
        _known_act(table, act)
    return ContentBan(
        acts=acts,
        field=table.need("field", str, ""),
        values=tuple(table.need("values", list, [])),
        only=table.take("only", bool, False),
    )


def _notice_before(table: Table) -> Kind:
    before = table.need("before", str, "")
    _known_act(table, before)
    return NoticeBefore(
        event=_event(table, "event"),
        before=before,
        items=_events(table, "items", VOCABULARIES["outage-item"].words),
    )


def _acceptance(table: Table) -> Kind:
    return Acceptance(text=table.need("text_missing", str, ""), stops=_events(table, "stops"))


def _after_outage(table: Table) -> Kind:
    allowed = limit(table) or Limit.parse("4 working hours")
    return AfterOutage(limit=allowed, to=_event(table, "to"))


KINDS: Mapping[str, Builder] = {
    "deadline": _duty,
    "forbidden": _ban,
    "information": _information,
    "allowed": _allowed,
    "items": _items,
    "unique": _unique,
    "event-fact": _event_fact,
    "evidence": _evidence,
    "channel": _channel,
    "before": _before,
    "not-before": _not_before,
    "formats": _formats,
    "report": _report,
    "outage": _outage,
    "identifier": _identifier,
    "same-agency": _same_agency,
    "forbidden-content": _content_ban,
    "notice-before": _notice_before,
    "acceptance": _acceptance,
    "after-outage": _after_outage,
    "digitised": lambda _: Digitised(),
    "generation": _generation,
    "register-part": _register_part,
    "signature": _signature,
    "seal-overlap": lambda _: SealOverlap(),
    "last-result": _last_result,
    "forms": _forms,
    "addressees": lambda _: Addressees(),
    "main-file": lambda _: MainFile(),
    "status": lambda _: StatusFollows(),
    "check-result": _check_result,
    "id-year": lambda _: YearAndOrdinal(),
    "settled-by": _settled_by,
    "scan": _scan,
    "signed-by": _signed_by,
    "signature-place": _signature_place,
    "length": _length,
    "number": _number,
    "known-kind": _known_kind,
    "dated-when-signed": lambda _: DatedWhenSigned(),
    "organisation-id": _organisation_id,
    "attachment": _attachment,
}
