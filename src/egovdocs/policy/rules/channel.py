"""Channels: an act that must go by one of the channels of a list."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from egovdocs.policy.rules.base import (
    NOT_APPLICABLE,
    At,
    Outcome,
    Scene,
    by_channel,
    first,
    lacking,
)
from egovdocs.policy.rules.sendings import one_of_several
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class Channel:
    """
    *act* must go by one of *channels*.

    Where it went by several channels to several recipients, which of them a recipient was
    reached by is told by its arrival there.

    Attributes:
        every: each such act must (a closed list of channels); otherwise one that does is
            enough, and the others are judged by other rules.
        open: channels of which the text leaves it open whether they may be used.
    """

    act: str
    channels: tuple[str, ...]
    every: bool = False
    open: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        acts = scene.view.acts(self.act, subject)
        if not acts.found:
            unseen = lacking(f"event:{self.act}", unsure=True)
            return NOT_APPLICABLE if acts.certainty == "observed" else unseen
        used = [act.event.channel for act in acts.found]
        inside = [act for act in acts.found if act.event.channel in self.channels]
        spared = (UNKNOWN, *self.channels, *self.open)
        outside = [act for act in acts.found if act.event.channel not in spared]
        day = acts.found[0].us
        facts = {"channels": tuple(map(str, used)), "allowed": self.channels}
        mixed = len(inside) < len(used) and one_of_several(scene, subject)
        if inside and not self.every and mixed and not self._arrived(scene, subject):
            return lacking("event:arrived.channel", facts=facts, day=day)
        if inside and not self.every:
            return Outcome(Verdict.KEPT, facts, day=day, place=inside[0].place)
        if self.every and outside:
            return Outcome(
                Verdict.BROKEN, {**facts, "done": At(outside[0].us)}, day=outside[0].us,
                place=outside[0].place, field="channel",
            )  # fmt: skip
        if UNKNOWN in used:
            return lacking(f"event:{self.act}.channel", day=day)
        unsettled = [act for act in acts.found if act.event.channel in self.open]
        if unsettled:
            text = f"channel:{unsettled[0].event.channel}"
            return lacking(text, facts=facts, day=unsettled[0].us, place=unsettled[0].place)
        if self.every:
            return Outcome(Verdict.KEPT, facts, day=day, place=acts.found[0].place)
        return self._nowhere(scene, day, facts, acts.found[0].place)

    def _arrived(self, scene: Scene, subject: Subject) -> bool:
        """Whether it is seen to have arrived at *subject* by one of the channels."""
        arrived = first(scene.view, ("arrived",), subject, by_channel(self.channels))
        return arrived.truth is True

    def _nowhere(self, scene: Scene, day: int, facts: Mapping[str, object], index: int) -> Outcome:
        """None by a channel of the list: broken only if such an act was watched for."""
        unseen = [c for c in self.channels if not scene.view.observes(self.act, c)]
        if unseen:
            return lacking(*(f"event:{self.act}@{channel}" for channel in unseen), day=day)
        return Outcome(Verdict.BROKEN, facts, day=day, place=index, field="channel")
