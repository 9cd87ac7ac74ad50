"""Notices: something that must be announced, with certain items, before it is done."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Moment, Outcome, Scene, lacking
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class NoticeBefore:
    """
    Notices of the type *event* before the moment *before* must together carry *items*.

    A notice at the very instant is not before it.
    """

    event: str
    before: str
    items: tuple[str, ...]

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        end = scene.moment(self.before, subject)
        if end.truth is not True:
            return lacking(*end.missing) if end.truth is None else NOT_APPLICABLE
        acts = scene.view.acts(self.event, subject)
        earlier = [act for act in acts.found if act.us < end.us]
        judged = self._judged(earlier, end, acts.certainty == "unknown")
        return judged._replace(day=end.us, place=earlier[-1].place if earlier else end.place)

    def _judged(self, earlier: list[Happened], end: Moment, unseen: bool) -> Outcome:
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
