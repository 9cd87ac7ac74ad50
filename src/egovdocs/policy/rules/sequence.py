"""Order: acts that must come before or after another."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, At, Moment, Outcome, Scene, first, lacking
from egovdocs.policy.verdicts import Truth, Verdict
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class Before:
    """
    Every one of *acts* must have happened by the moment *before*.

    Attributes:
        again: they must be done again, after another did them first: one alone may be either,
            which leaves it undecided.
    """

    acts: tuple[str, ...]
    before: str
    again: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        end = scene.moment(self.before, subject)
        if end.truth is False:
            return NOT_APPLICABLE
        if end.truth is None:
            return lacking(*end.missing)
        found = {act: self._moment(scene, act, subject) for act in self.acts}
        late = tuple(
            act.removeprefix("@") for act, moment in found.items() if _late(moment, end.us)
        )
        if late:
            facts = {"absent": late, "before": At(end.us)}
            return Outcome(Verdict.BROKEN, facts, day=end.us, place=end.place)
        unknown = tuple(f"event:{act}" for act, moment in found.items() if moment.truth is None)
        if unknown:
            return lacking(*unknown, day=end.us)
        if self.again:
            once = tuple(act for act in self.acts if self._times(scene, act, subject, end.us) < 2)
            if once:
                return lacking(*(f"again:{act}" for act in once), day=end.us)
        return Outcome(Verdict.KEPT, {"before": At(end.us)}, day=end.us, place=end.place)

    def _times(self, scene: Scene, act: str, subject: Subject, end: int) -> int:
        return sum(done.us <= end for done in scene.view.acts(act, subject).found)

    def _moment(self, scene: Scene, act: str, subject: Subject) -> Moment:
        return (
            scene.moment(act, subject)
            if act.startswith("@")
            else first(scene.view, (act,), subject)
        )


def _late(moment: Moment, end: int) -> bool:
    return moment.truth is False or (moment.truth is True and moment.us > end)


@attrs.frozen
class NotBefore:
    """
    *act*, where it happened, must not stand in the log before *after*.

    What cannot have happened in that order shows clocks that disagree.

    Attributes:
        own: *act* is one that others do as well: only the sender's counts.
    """

    act: str
    after: str
    own: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        later = self._later(scene, subject)
        if later.truth is False:
            return NOT_APPLICABLE
        if later.truth is None:
            return lacking(*later.missing)
        earlier = scene.moment(self.after, subject)
        if earlier.truth is not True:
            return lacking(*(earlier.missing or (f"event:{self.after}",)), day=later.us)
        verdict = Verdict.KEPT if earlier.us <= later.us else Verdict.BROKEN
        if verdict is Verdict.BROKEN and earlier.missing:
            return lacking(*earlier.missing, day=later.us, place=later.place)
        facts = {"before": At(earlier.us), "done": At(later.us)}
        return Outcome(verdict, facts, day=later.us, place=later.place)

    def _later(self, scene: Scene, subject: Subject) -> Moment:
        if not self.own:
            return scene.moment(self.act, subject)
        sender = None if scene.view.sender is None else scene.view.sender.id
        return first(scene.view, (self.act,), subject, _acted(sender), "agency")


def _acted(sender: object) -> Callable[[Happened], Truth]:
    """A test for acts of *sender*; an act that names nobody may be anybody's."""

    def test(act: Happened) -> Truth:
        agency = act.event.agency
        nameless = agency in (UNKNOWN, None) or sender in (UNKNOWN, None)
        return None if nameless else agency == sender

    return test
