"""Missing texts: a question that a clause hands to a text that is not at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, cast

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Moment, Outcome, Scene, first, lacking
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN


class Questioned(NamedTuple):
    """The acts that a question is about, and whose acts they are."""

    acts: tuple[str, ...]
    side: str


QUESTIONED: Mapping[str, Questioned] = {
    # question          an act that it is about      whose
    "received":         Questioned(("arrived",), "recipient"),
    "acknowledgement":  Questioned(("receipt-notified",), "recipient"),
    "transfer":         Questioned(("transferred",), "recipient"),
    "assignment":       Questioned(("assigned",), "recipient"),
    "refusal":          Questioned(("refused",), "recipient"),
    "recall":           Questioned(("recalled",), "sender"),
}  # fmt: skip
"""Other questions (sent, paper, value) are answered when asked; no finding waits for them."""


class _Answering(Protocol):
    def resolve(self, question: str, us: int, channel: object, subject: Subject) -> Any: ...


@attrs.frozen
class MissingText:
    """
    Undecided where the case has an act that *question* is about and *clause* bars the answer.

    Of several clauses that hand on the same question the first alone speaks.
    """

    question: str
    clause: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        act = first(scene.view, QUESTIONED[self.question].acts, subject)
        if act.truth is not True:
            return NOT_APPLICABLE
        channel = _channel(scene, subject, act)
        resolved = cast("_Answering", scene).resolve(self.question, act.us, channel, subject)
        if resolved.answer is not None or resolved.because[:1] != (self.clause,):
            return NOT_APPLICABLE
        return lacking(*resolved.missing, day=act.us, place=act.place, because=resolved.because[1:])


def _channel(scene: Scene, subject: Subject, act: Moment) -> object:
    """By which channel the document went: that of the act, of its arrival, of its issue."""
    for moment in (act, scene.moment("arrived", subject), scene.moment("published", subject)):
        if moment.truth is True and moment.place is not None:
            channel = scene.view.case.events[moment.place].channel
            if channel is not UNKNOWN:
                return channel
    return UNKNOWN
