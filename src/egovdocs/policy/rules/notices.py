"""Notices: something that must be announced, with certain items, before it is done."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Outcome, Scene, by_channel, lacking
from egovdocs.policy.rules.forbidden import acts_of
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class NoticeBefore:
    """
    Notices of the type *event* before the act *before* must together carry *items*.

    A notice at the very instant is not before it.

    Attributes:
        before: an event type, or ``type@channel``: then only notices about that channel count.
    """

    event: str
    before: str
    items: tuple[str, ...]

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        done = acts_of(scene, self.before, subject)
        if not done.found:
            unseen = done.certainty == "unknown"
            return lacking(f"event:{self.before}") if unseen else NOT_APPLICABLE
        end = done.found[0]
        acts = scene.view.acts(self.event, subject)
        earlier = [act for act in acts.found if act.us < end.us]
        sure = [act for act in earlier if self._meant(act) is True]
        maybe = [act for act in earlier if self._meant(act) is not False]
        judged = self._judged(sure, end, acts.certainty == "unknown")
        if judged.verdict is Verdict.BROKEN and len(maybe) > len(sure):
            hoped = self._judged(maybe, end, unseen=False)
            if hoped.verdict is not Verdict.BROKEN:
                judged = lacking(f"event:{self.event}.channel")
        return judged._replace(day=end.us, place=maybe[-1].place if maybe else end.place)

    def _meant(self, act: Happened) -> bool | None:
        """Whether a notice is about the channel of the act that it must come before."""
        channel = self.before.partition("@")[2]
        test = by_channel((channel,) if channel else ())
        return True if test is None else test(act)

    def _judged(self, earlier: list[Happened], end: Happened, unseen: bool) -> Outcome:
        if not earlier and unseen:
            return lacking(f"event:{self.event}")
        if not earlier:
            return Outcome(Verdict.BROKEN, {"absent": (self.event,), "before": At(end.us)})
        listed = [act.event.items for act in earlier]
        carried = {item for items in listed if isinstance(items, tuple) for item in items}
        absent = tuple(item for item in self.items if item not in carried)
        if absent and UNKNOWN in listed:
            return lacking(f"event:{self.event}.items")
        if absent:
            return Outcome(Verdict.BROKEN, {"absent": absent}, field="items")
        return Outcome(Verdict.KEPT, {"before": At(end.us)})
