"""
Conditions: when a rule applies, when a ground holds.

The grammar, as TOML tables::

    condition = { field = expected, ... }            ; all of them
              | { any = [ condition, ... ] }          ; at least one
              | { all = [ condition, ... ] }          ; every one
              | { not = condition }
              | "@ground"                             ; a named ground of the instrument
    field     = "sender." / "recipient." / "actor." / "document." / "message." / "content." name
              / "about" / "act" / "signed" / "digitised" / "relation" / "reading." name
    expected  = value | [ value, ... ]                ; one of them; for a list field: shares one
              | { given = true }                      ; is there, and not empty

``content`` is the document or the message, whichever the case is about.  A party is
``covered`` where its id is one of the profile's; a reading holds where the profile chose it.

``act = "published"`` holds where the event occurs, ``act = "published@email"`` where it
occurs by that channel.  ``signed = true`` asks for a valid signature of the authority or
the agency, ``signed = "authority and agency"`` for both.  ``digitised = true`` holds for what
was made on paper and then scanned: a file tells of its scan, or the body that digitised it
signed, and no digital signature of the authority is on it.

Every condition is true, false or unknown; an unknown one names the facts that are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias

import attrs

from egovdocs.errors import closest
from egovdocs.ids import UnknownDocumentKind, document_kind
from egovdocs.policy.problems import Table
from egovdocs.policy.readings import READINGS
from egovdocs.policy.verdicts import Truth, both, either, negated
from egovdocs.policy.view import Acts, Subject, View
from egovdocs.record import UNKNOWN, VOCABULARIES, Document, Message, Party

Test: TypeAlias = Callable[[View, Subject], Truth]


class Told(NamedTuple):
    """What a condition says of a case, and which facts it lacks."""

    truth: Truth
    missing: tuple[str, ...] = ()


@attrs.frozen
class Term:
    """
    One test of one fact; *fact* is the name under which it is reported missing.

    A test is a function of a module with its parameters bound, so that a policy can travel to
    other processes.
    """

    fact: str
    test: Test = attrs.field(eq=False)
    about_recipient: bool = False


@attrs.frozen
class Condition:
    """
    A condition over a case and, where it speaks of a recipient, over that recipient.

    Attributes:
        terms: leaves that must all hold.
        anys: groups of which at least one condition must hold.
        nots: conditions that must not hold.
        grounds: names of grounds that it uses, for citation.
        reading: a reading under which what this asks for cannot be decided.
        rests_on: the text that would decide it then.
    """

    terms: tuple[Term, ...] = ()
    anys: tuple[tuple[Condition, ...], ...] = ()
    nots: tuple[Condition, ...] = ()
    grounds: tuple[str, ...] = ()
    reading: str = ""
    rests_on: str = ""

    def truth(self, view: View, subject: Subject) -> Truth:
        """Return whether this holds: true, false or unknown."""
        result: Truth = None if self.reading and self._open(view) else True
        for term in self.terms:
            value = term.test(view, subject)
            if value is False:
                return False
            if value is None:
                result = None
        for group in self.anys:
            value = _either(group, view, subject)
            if value is False:
                return False
            if value is None:
                result = None
        for condition in self.nots:
            value = condition.truth(view, subject)
            if value is True:
                return False
            if value is None:
                result = None
        return result

    def _open(self, view: View) -> bool:
        return bool(self.reading) and view.readings.get(self.reading) == "undecided"

    def missing(self, view: View, subject: Subject) -> tuple[str, ...]:
        """Name the facts whose absence makes this unknown."""
        own = [term.fact for term in self.terms if term.test(view, subject) is None]
        if self._open(view):
            own.append(f"text:{self.rests_on or self.reading}")
        parts = [*self.nots, *(part for group in self.anys for part in group)]
        inner = [
            fact
            for part in parts
            if part.truth(view, subject) is None
            for fact in part.missing(view, subject)
        ]
        return tuple(dict.fromkeys([*own, *inner]))

    def shape(self) -> Hashable:
        """What this asks for: two conditions of one shape have one truth in any case."""
        return (
            tuple((term.fact, _shape_of(term.test)) for term in self.terms),
            tuple(tuple(part.shape() for part in group) for group in self.anys),
            tuple(part.shape() for part in self.nots),
            self.reading,
        )

    about_recipient: bool = attrs.field(init=False, eq=False, repr=False)

    @about_recipient.default
    def _of_recipient(self) -> bool:
        parts = [*self.nots, *(part for group in self.anys for part in group)]
        return any(term.about_recipient for term in self.terms) or any(
            part.about_recipient for part in parts
        )


ALWAYS = Condition()


def _shape_of(test: object) -> Hashable:
    if isinstance(test, partial):
        return (test.func, *map(_shape_of, test.args))
    return test


def _either(group: tuple[Condition, ...], view: View, subject: Subject) -> Truth:
    result: Truth = False
    for condition in group:
        value = condition.truth(view, subject)
        if value is True:
            return True
        if value is None:
            result = None
    return result


# -- reading ---------------------------------------------------------------------------------

_VOCABULARY_OF = {
    "kind": "party-kind", "level": "level", "lacks": "lack", "registered_for": "purpose",
    "urgency": "urgency", "subjects": "subject", "purposes": "purpose", "charset": "charset",
    "relation": "relation",
}  # fmt: skip
_DOCUMENT_FIELDS = {field.name for field in attrs.fields(Document)} | {
    "signer.position", "signer.name", "attachments",
}  # fmt: skip
_MESSAGE_FIELDS = {field.name for field in attrs.fields(Message)}
_PARTY_FIELDS = {field.name for field in attrs.fields(Party)} | {"covered"}
_FIELDS: Mapping[str, Iterable[str]] = {
    "document": _DOCUMENT_FIELDS, "message": _MESSAGE_FIELDS, "sender": _PARTY_FIELDS,
    "recipient": _PARTY_FIELDS, "actor": _PARTY_FIELDS,
    "content": _DOCUMENT_FIELDS & _MESSAGE_FIELDS,
}  # fmt: skip
_KNOWN = ("act", "signed", "digitised", "about", "relation", "reading", "any", "all", "not",
          "ground", *_FIELDS)  # fmt: skip
_SIGNED: Mapping[Any, tuple[tuple[str, ...], ...]] = {
    # each row: of every group, one such signature must be valid
    True: (("authority", "agency"),),
    "authority": (("authority",),),
    "agency": (("agency",),),
    "authority and agency": (("authority",), ("agency",)),
    "any": (("authority", "agency", "digitiser"),),
}


def read_condition(
    table: Table, key: str, grounds: Mapping[str, Condition] | None = None
) -> Condition | None:
    """Read the condition under *key* of *table*; None where there is none."""
    value = table.take(key, (dict, str, list), None)
    if value is None:
        return None
    return _read(value, table, key, grounds or {})


def _read(value: Any, table: Table, key: str, grounds: Mapping[str, Condition]) -> Condition:
    if isinstance(value, str):
        return _ground(value, table, key, grounds)
    if isinstance(value, list):
        group = tuple(_read(part, table, key, grounds) for part in value)
        cited = (name for part in group for name in part.grounds)
        return Condition(anys=(group,), grounds=tuple(dict.fromkeys(cited)))
    if not isinstance(value, dict):
        table.report("wrong-type", key, repr(value), "table | list | @ground")
        return ALWAYS
    terms: list[Term] = []
    anys: list[tuple[Condition, ...]] = []
    nots: list[Condition] = []
    names: list[str] = []
    for field, expected in value.items():
        where = f"{key}.{field}"
        if field == "all":
            each = [_read(part, table, where, grounds) for part in _several(expected)]
            names.extend(name for part in each for name in part.grounds)
            anys.extend((part,) for part in each)
        elif field in ("any", "not", "ground"):
            part = _read(expected, table, where, grounds)
            names.extend(part.grounds)
            if field == "not":
                nots.append(part)
            else:
                anys.append((part,))
        else:
            terms.extend(_terms(field, expected, table, where))
    return Condition(tuple(terms), tuple(anys), tuple(nots), tuple(names))


def _ground(name: str, table: Table, key: str, grounds: Mapping[str, Condition]) -> Condition:
    found = grounds.get(name.removeprefix("@"))
    if found is None:
        known = tuple(f"@{ground}" for ground in grounds)
        table.report("no-such-ground", key, name, closest(name, known), known=known)
        return ALWAYS
    return attrs.evolve(found, grounds=(*found.grounds, name.removeprefix("@")))


def _terms(field: str, expected: Any, table: Table, where: str) -> Iterable[Term]:
    if field == "act":
        for act in _several(expected):
            yield _act_term(str(act), table, where)
    elif field == "signed":
        yield _signed_term(expected, table, where)
    elif field == "digitised":
        yield Term("document.files.scan", partial(_digitised_is, bool(expected)))
    elif field == "about":
        yield Term("about", partial(_one_of, _about, _words(field, expected, table, where)))
    elif field == "relation":
        yield Term(
            "message.relation", partial(_one_of, _relation, _words(field, expected, table, where))
        )
    elif field == "reading" and isinstance(expected, dict):
        for name, choice in expected.items():
            yield _reading_term(name, choice, table, where)
    elif field in _FIELDS and isinstance(expected, dict):
        for name, part in _flat(expected):
            yield _field_term(field, name, part, table, where)
    else:
        table.report("unknown-key", where, "", closest(field, _KNOWN))


def _flat(fields: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for name, part in fields.items():
        if isinstance(part, dict) and set(part) != {"given"}:
            yield from _flat(part, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", part


def _words(name: str, expected: Any, table: Table, where: str) -> tuple[Any, ...]:
    """The values that a condition names, each a word of the vocabulary *name*."""
    known = VOCABULARIES[name].words
    for value in _several(expected):
        if str(value) not in known:
            table.unknown(where, value, known)
    return _several(expected)


def _several(expected: Any) -> tuple[Any, ...]:
    return tuple(expected) if isinstance(expected, list) else (expected,)


def _act_term(act: str, table: Table, where: str) -> Term:
    kind, by, channel = act.partition("@")
    for name, word in (("event", kind), ("channel", channel)):
        if word and word not in VOCABULARIES[name].words:
            table.unknown(where, word, VOCABULARIES[name].words)
    if by:
        return Term(f"event:{act}", partial(_happened_by, kind, channel))
    return Term(f"event:{kind}", partial(_happened, kind))


def _happened(kind: str, view: View, subject: Subject) -> Truth:
    return happened(view.acts(kind, subject))


def _happened_by(kind: str, channel: str, view: View, subject: Subject) -> Truth:
    return happened(view.by_channel(kind, channel, subject))


def happened(acts: Acts) -> Truth:
    """Whether at least one such event took place."""
    if acts.found:
        return True
    return None if acts.certainty == "unknown" else False


def _signed_term(expected: Any, table: Table, where: str) -> Term:
    if expected is False:
        return Term("document.signatures", partial(_unsigned, _SIGNED[True]))
    groups = _SIGNED.get(expected) if isinstance(expected, (bool, str)) else None
    if groups is None:
        table.unknown(where, expected, map(str, _SIGNED))
        groups = _SIGNED[True]
    return Term("document.signatures", partial(_signed, groups))


def _signed(groups: tuple[tuple[str, ...], ...], view: View, _: Subject) -> Truth:
    return signed(view, groups)


def _unsigned(groups: tuple[tuple[str, ...], ...], view: View, _: Subject) -> Truth:
    return negated(signed(view, groups))


def signed(view: View, groups: tuple[tuple[str, ...], ...]) -> Truth:
    """Whether every group of signers has at least one valid signature on the document."""
    document = view.document
    if document is None or document.signatures is UNKNOWN:
        return None
    signatures = document.signatures or ()
    result: Truth = True
    for group in groups:
        value: Truth = False
        for signature in signatures:
            if signature.by is UNKNOWN:
                value = None if signature.valid is not False and value is False else value
            elif signature.by in group and signature.valid is True:
                value = True
                break
            elif signature.by in group and signature.valid is UNKNOWN:
                value = None
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _digitised_is(expected: bool, view: View, _: Subject) -> Truth:
    value = digitised(view)
    return None if value is None else value is expected


def digitised(view: View) -> Truth:
    """Whether the document was made on paper: scanned, and not signed by the authority."""
    document = view.document
    if document is None:
        return None
    return both((_scanned(document), negated(_signed_by(document, "authority"))))


def _scanned(document: Document) -> Truth:
    """Whether it is a scan: its main file says so, or who digitised it signed."""
    return either((_main_scanned(document), _signed_by(document, "digitiser")))


def _main_scanned(document: Document) -> Truth:
    if document.files is UNKNOWN:
        return None
    main = [file for file in document.files or () if file.role != "attachment"]
    return either(None if file.scan is UNKNOWN else file.scan is not None for file in main)


def _signed_by(document: Document, who: str) -> Truth:
    """Whether a signature by *who* is on the document, valid or not."""
    if document.signatures is UNKNOWN:
        return None
    signatures = document.signatures or ()
    return either(None if part.by is UNKNOWN else part.by == who for part in signatures)


def _about(view: View, _: Subject) -> object:
    return view.case.about


def _relation(view: View, _: Subject) -> object:
    if view.case.about == "document":
        return "between-agencies"
    message = view.case.message
    return message.relation if isinstance(message, Message) else UNKNOWN


def _reading_term(name: str, choice: Any, table: Table, where: str) -> Term:
    reading = READINGS.get(name)
    if reading is None:
        table.report("unknown-key", f"{where}.{name}", "", closest(name, READINGS))
    elif not reading.takes(str(choice)):
        nearest = closest(str(choice), reading.alternatives)
        table.report("unknown-word", f"{where}.{name}", choice, nearest)
    return Term(f"reading:{name}", partial(_read_as, name, choice))


def _read_as(name: str, choice: Any, view: View, _: Subject) -> Truth:
    return bool(view.readings.get(name) == choice)


def _field_term(owner: str, name: str, expected: Any, table: Table, where: str) -> Term:
    if name not in _FIELDS[owner]:
        table.report("unknown-key", f"{where}.{name}", "", closest(name, _FIELDS[owner]))
    vocabulary = VOCABULARIES.get(_VOCABULARY_OF.get(name, ""))
    if vocabulary is not None and owner == "document" and name == "kind":
        vocabulary = None
    expected_values = _several(expected)
    for value in expected_values:
        if vocabulary is not None and isinstance(value, str) and value not in vocabulary.words:
            table.unknown(f"{where}.{name}", value, vocabulary.words)
    if name == "covered":
        return Term(f"{owner}.id", partial(_covered, owner, expected), owner == "recipient")
    value_of = fact(owner, name)
    about_recipient = owner == "recipient"
    if isinstance(expected, dict):
        return Term(f"{owner}.{name}", partial(_is_given, value_of), about_recipient)
    if owner == "document" and name == "kind":
        names = frozenset(kind_name(str(value)) for value in expected_values)
        return Term("document.kind", partial(_kind_is, names))
    return Term(f"{owner}.{name}", partial(_one_of, value_of, expected_values), about_recipient)


def _covered(owner: str, expected: Any, view: View, subject: Subject) -> Truth:
    ident = _fact(owner, ("id",), view, subject)
    if ident is UNKNOWN:
        return None
    inside = view.covers is None or view.covers.fullmatch(str(ident or "")) is not None
    return inside is expected


@cache
def fact(owner: str, name: str) -> Callable[[View, Subject], object]:
    """Return a function that reads one fact of a case; what nobody gave is UNKNOWN."""
    plain = _PLAIN.get(owner) if "." not in name else None
    return partial(plain, name) if plain else partial(_fact, owner, tuple(name.split(".")))


def _of_document(name: str, view: View, _: Subject) -> object:
    return UNKNOWN if view.document is None else getattr(view.document, name, UNKNOWN)


def _of_sender(name: str, view: View, _: Subject) -> object:
    return UNKNOWN if view.sender is None else getattr(view.sender, name, UNKNOWN)


def _of_recipient(name: str, _: View, subject: Subject) -> object:
    return UNKNOWN if subject.party is None else getattr(subject.party, name, UNKNOWN)


# The owners of nearly all facts, and how one is read without going through its name.
_PLAIN: Mapping[str, Callable[[str, View, Subject], object]] = {
    "document": _of_document, "sender": _of_sender, "recipient": _of_recipient,
}  # fmt: skip


def _fact(owner: str, steps: tuple[str, ...], view: View, subject: Subject) -> object:
    found: object = _owner(owner, view, subject)
    for step in steps:
        if found is None or found is UNKNOWN:
            return found
        found = getattr(found, step, UNKNOWN)
    return found


def _owner(owner: str, view: View, subject: Subject) -> object:
    if owner == "document":
        return UNKNOWN if view.document is None else view.document
    if owner == "message" or (owner == "content" and view.document is None):
        return view.case.message
    if owner == "content":
        return view.document
    if owner == "sender":
        return UNKNOWN if view.sender is None else view.sender
    if owner == "actor" and subject.party is None and subject.agency is None:
        return UNKNOWN if view.sender is None else view.sender
    return UNKNOWN if subject.party is None else subject.party


def _one_of(
    value_of: Callable[[View, Subject], object],
    expected: tuple[Any, ...],
    view: View,
    subject: Subject,
) -> Truth:
    value = value_of(view, subject)
    if value is UNKNOWN:
        return None
    if type(value) is not tuple:
        return value in expected
    for part in value:  # noqa: SIM110 - every rule asks; a generator costs four times this
        if part in expected:
            return True
    return False


def _is_given(value_of: Callable[[View, Subject], object], view: View, subject: Subject) -> Truth:
    value = value_of(view, subject)
    return None if value is UNKNOWN else value not in (None, "", ())


def _kind_is(names: frozenset[str], view: View, _: Subject) -> Truth:
    document = view.document
    if document is None or document.kind is UNKNOWN:
        return None
    return document.kind is not None and kind_name(document.kind) in names


def kind_name(text: str) -> str:
    """The name of a kind of document, from its name or abbreviation; else as written."""
    try:
        return document_kind(text)
    except UnknownDocumentKind:
        return text.strip()
