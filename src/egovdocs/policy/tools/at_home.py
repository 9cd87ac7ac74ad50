"""A sample case among the agencies of a profile, whichever profile it is."""

from __future__ import annotations

from typing import Any

import attrs

from egovdocs.policy.policy import Policy
from egovdocs.record import Case, Document, Message, Party

_ABROAD = ("government", "prime-minister", "ministry", "individual", "organisation")


def at_home(policy: Policy, case: Case) -> Case:
    """
    The same case, whose parties are agencies that the profile covers.

    Government, ministries, individuals and organisations stay as they are.
    """
    covers = policy.profile.covers
    ident = covers[0].replace("*", "000.00.07") if covers else "000.00.07.H00"
    if isinstance(case.document, Document):
        return attrs.evolve(case, document=_housed(case.document, ident))
    if isinstance(case.message, Message):
        return attrs.evolve(case, message=_spoken(case.message, ident))
    return case


def _housed(document: Document, ident: str) -> Document:
    parties = _parties(document.recipients, ident)
    return attrs.evolve(document, sender=_party(document.sender, ident), recipients=parties)


def _spoken(message: Message, ident: str) -> Message:
    parties = _parties(message.recipients, ident)
    return attrs.evolve(message, sender=_party(message.sender, ident), recipients=parties)


def _parties(parties: Any, ident: str) -> Any:
    if not isinstance(parties, tuple):
        return parties
    return tuple(_party(party, ident) for party in parties)


def _party(party: Any, ident: str) -> Any:
    if not isinstance(party, Party) or party.kind in _ABROAD:
        return party
    return attrs.evolve(party, id=ident)
