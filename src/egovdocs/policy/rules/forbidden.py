"""Bans: an act that must not happen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol, cast

import attrs

from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Moment,
    Outcome,
    Scene,
    lacking,
)
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Acts, Happened, Subject
from egovdocs.timing import day_of

_NETWORK = "system"


class _Answering(Protocol):
    questions: Mapping[str, Any]
    pinned: date | None

    def resolve(self, question: str, us: int, channel: object, subject: Subject) -> Any: ...


@attrs.frozen
class Ban:
    """
    None of *acts* may happen; with *after*, only from that moment on.

    Attributes:
        acts: event types, or ``type@channel``.
        after: the act counts when it comes after this moment.
        order: name of the reading that may lift *after* (``any``: order does not matter).
        yields: a question, such as ``paper``: where a text of higher rank at hand answers it
            with ``required`` that text goes before; where it may, the ban is undecided.
    """

    acts: tuple[str, ...]
    after: str | None = None
    order: str | None = None
    yields: str = ""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        start = self._start(scene, subject)
        if start.truth is False:
            return NOT_APPLICABLE
        if start.truth is None:
            return lacking(*start.missing, because=start.because)
        told = [(act, acts_of(scene, act, subject)) for act in self.acts]
        since = start.us if self._ordered(scene) else 0
        counted = [act for _, acts in told for act in acts.found if act.us >= since]
        if counted:
            act = min(counted, key=_instant)
            return self._against_higher(scene, subject, act) if self.yields else _broken(act)
        unknown = [f"event:{act}" for act, acts in told if acts.certainty == "unknown"]
        if unknown:
            return lacking(*unknown, day=start.us or None)
        return Outcome(Verdict.KEPT, day=start.us or None, because=start.because)

    def _against_higher(self, scene: Scene, subject: Subject, act: Happened) -> Outcome:
        """Broken, unless a text of higher rank asks for the act."""
        broken = _broken(act)
        asked = cast("_Answering", scene)
        resolved = asked.resolve(self.yields, act.us, _NETWORK, subject)
        if resolved.answer is not None:
            norms = asked.questions[self.yields].norms
            cited = (resolved.answer.clause, *((norms.rank,) if norms.rank else ()))
            if norms.lapsed(asked.pinned or day_of(act.us)):
                lacks = (f"text:{norms.heir}",)
                return broken._replace(verdict=Verdict.UNDECIDED, missing=lacks, because=cited[:1])
            facts = {**broken.facts, "excepted": True}
            return broken._replace(verdict=Verdict.KEPT, facts=facts, because=cited)
        if resolved.missing == (f"law:{self.yields}",):
            return broken
        higher = tuple(part.answer.clause for part in asked.questions[self.yields].candidates)
        return broken._replace(verdict=Verdict.UNDECIDED, missing=resolved.missing, because=higher)

    def _ordered(self, scene: Scene) -> bool:
        return self.after is not None and (
            self.order is None or scene.readings[self.order] == "after"
        )

    def _start(self, scene: Scene, subject: Subject) -> Moment:
        return Moment(True) if self.after is None else scene.moment(self.after, subject)


def acts_of(scene: Scene, act: str, subject: Subject) -> Acts:
    """The events named by *act*: a type, or ``type@channel``."""
    kind, by, channel = act.partition("@")
    if by:
        return scene.view.by_channel(kind, channel, subject)
    return scene.view.acts(kind, subject)


def _instant(act: Happened) -> int:
    return act.us


def _broken(act: Happened) -> Outcome:
    return Outcome(
        Verdict.BROKEN, {"act": act.event.type, "done": At(act.us)}, day=act.us, place=act.place
    )
