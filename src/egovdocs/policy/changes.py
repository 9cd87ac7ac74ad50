"""Changes of a case: an event moved, added or taken away, a fact set; said, and carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

from egovdocs.errors import Lang
from egovdocs.policy.messages import label, say
from egovdocs.policy.rules.base import At
from egovdocs.record import UNKNOWN, VOCABULARIES, Case, Document, Event, Message, Observed, Party
from egovdocs.record.values import Signature
from egovdocs.timing import from_us

How: TypeAlias = Literal["move", "route", "add", "fact", "watch", "remove"]

VOCABULARY_OF = {
    "kind": "party-kind", "level": "level", "lacks": "lack", "registered_for": "purpose",
    "urgency": "urgency", "subjects": "subject", "purposes": "purpose", "charset": "charset",
    "relation": "relation",
}  # fmt: skip
GIVEN = "…"  # some text or other
SIGNED = (Signature("authority", True), Signature("agency", True))


@attrs.frozen
class Change:
    """
    One change of a case.

    Attributes:
        how: move an event, send it by another channel (route), add one, take one away, set a
            fact, or observe for longer.
        name: the type of the event, or the name of the fact.
        place: which event, in the input; None for the others.
        at: the instant, microseconds; None where there is none.
        bound: ``or-sooner``: an earlier instant would do as well; ``after`` and ``past``: the
            first instant after it.
        value: the fact.
        agency: of an event that is added.
        channel: of an event that is added or routed.
    """

    how: How
    name: str
    place: int | None = None
    at: int | None = None
    bound: str = ""
    value: Any = None
    agency: str | None = None
    channel: str | None = None

    @property
    def until(self) -> int:
        """The instant itself, or the first one after it; microseconds."""
        return (self.at or 0) + (1 if self.bound in ("after", "past") else 0)

    def spoken(self, lang: Lang = "vi") -> str:
        """Say this change as a condition: what would have to be so."""
        form = _FORMS[self.bound or self.how][0 if lang == "vi" else 1]
        at = "" if self.at is None else say(At(self.at), lang)
        if self.how == "fact":
            return form.format(label(self.name, lang), at, _said(self.name, self.value, lang))
        return form.format(
            _in_words("event", self.name, lang), at, _in_words("channel", str(self.channel), lang)
        )


# fmt: off
_FORMS: Mapping[str, tuple[str, str]] = {
    "move":      ("“{0}” lúc {1}", "“{0}” were at {1}"),
    "or-sooner": ("“{0}” lúc {1} hoặc sớm hơn", "“{0}” were at {1} or sooner"),
    "after":     ("“{0}” sau {1}", "“{0}” were after {1}"),
    "add":       ("có “{0}” lúc {1}", "there were “{0}” at {1}"),
    "remove":    ("không có “{0}” lúc {1}", "there were no “{0}” at {1}"),
    "route":     ("“{0}” qua {2}", "“{0}” went by {2}"),
    "fact":      ("“{0}” là “{2}”", "“{0}” were “{2}”"),
    "watch":     ("đã quan sát mọi sự kiện đến {1}", "all events were observed up to {1}"),
    "past":      ("đã quan sát mọi sự kiện qua {1}", "all events were observed past {1}"),
}
_SAID: Mapping[str, tuple[str, str]] = {
    "none": ("không có", "none"), "given": ("có ghi", "given"),
    "yes": ("có", "yes"), "no": ("không", "no"),
    "signed": ("có chữ ký số hợp lệ của người có thẩm quyền và của cơ quan",
               "validly signed by the authority and the agency"),
}
# fmt: on


def _in_words(vocabulary: str, word: str, lang: Lang) -> str:
    return VOCABULARIES[vocabulary].vietnamese(word) if lang == "vi" else word


def _word(name: str, lang: Lang) -> str:
    return _SAID[name][0 if lang == "vi" else 1]


def _said(name: str, value: Any, lang: Lang) -> str:
    if isinstance(value, bool):
        return _word("yes" if value else "no", lang)
    if value in (SIGNED, GIVEN):
        return _word("signed" if value == SIGNED else "given", lang)
    if isinstance(value, tuple):
        return ", ".join(_said(name, part, lang) for part in value) or _word("none", lang)
    vocabulary = VOCABULARIES.get(VOCABULARY_OF.get(name.rpartition(".")[2], ""))
    return vocabulary.vietnamese(str(value)) if vocabulary and lang == "vi" else str(value)


def apply(case: Case, changes: Iterable[Change], agency: str | None = None) -> Case:
    """Return *case* with *changes*; facts of the recipient are those of *agency*."""
    events: dict[int, Event] = dict(enumerate(case.events))
    for change in changes:
        if change.how in _EVENTS:
            _EVENTS[change.how](events, change)
        elif change.how == "fact":
            case = _with_fact(case, change, agency)
        else:
            case = attrs.evolve(case, observed=Observed(from_us(change.until)))
    return attrs.evolve(case, events=tuple(events.values()))


def _moved(events: dict[int, Event], change: Change) -> None:
    place = change.place or 0
    events[place] = attrs.evolve(events[place], at=from_us(change.until))


def _routed(events: dict[int, Event], change: Change) -> None:
    place = change.place or 0
    events[place] = attrs.evolve(events[place], channel=change.channel)


def _added(events: dict[int, Event], change: Change) -> None:
    agency = UNKNOWN if change.agency is None else change.agency
    channel = UNKNOWN if change.channel is None else change.channel
    place = max(events, default=-1) + 1
    events[place] = Event(change.name, from_us(change.at or 0), agency=agency, channel=channel)


def _removed(events: dict[int, Event], change: Change) -> None:
    events.pop(-1 if change.place is None else change.place)


_EVENTS: Mapping[str, Callable[[dict[int, Event], Change], None]] = {
    "move": _moved, "route": _routed, "add": _added, "remove": _removed,
}  # fmt: skip


def _with_fact(case: Case, change: Change, agency: str | None) -> Case:
    owner, _, field = change.name.partition(".")
    content = _content(case)
    if owner == "sender":
        party = content.sender if isinstance(content.sender, Party) else Party()
        content = attrs.evolve(content, sender=attrs.evolve(party, **{field: change.value}))
    elif owner == "recipient":
        content = attrs.evolve(content, recipients=_parties(content, field, change.value, agency))
    else:
        content = attrs.evolve(content, **{field: change.value})
    if isinstance(content, Message):
        return attrs.evolve(case, message=content)
    return attrs.evolve(case, document=content)


def _content(case: Case) -> Any:
    """The message or the document of a case; an empty one where it has none."""
    if case.about == "message":
        return case.message if isinstance(case.message, Message) else Message()
    return case.document if isinstance(case.document, Document) else Document()


def _parties(content: Any, field: str, value: Any, agency: str | None) -> tuple[Party, ...]:
    given = content.recipients if isinstance(content.recipients, tuple) else (Party(id=agency),)
    return tuple(
        attrs.evolve(party, **{field: value}) if agency in (None, party.id) else party
        for party in given
    )
