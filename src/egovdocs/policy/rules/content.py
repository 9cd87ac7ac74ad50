"""Content: what must not be done with certain content."""

from __future__ import annotations

from typing import Any

import attrs

from egovdocs.policy.rules.base import At, Outcome, Scene, lacking
from egovdocs.policy.rules.forbidden import acts_of
from egovdocs.policy.rules.information import read_fact
from egovdocs.policy.verdicts import Truth, Verdict, both
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN


@attrs.frozen
class ContentBan:
    """
    None of *acts* may happen while *field* is one of *values*; for a list, shares one.

    Attributes:
        acts: event types, or ``type@channel``.
        field: a path such as ``message.purposes``.
        only: turned round: *values* are all that is allowed; an empty list is none of them.
    """

    acts: tuple[str, ...]
    field: str
    values: tuple[Any, ...]
    only: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:
        told = [(act, acts_of(scene, act, subject)) for act in self.acts]
        done = sorted((found for _, acts in told for found in acts.found), key=_instant)
        unseen = tuple(f"event:{act}" for act, acts in told if acts.certainty == "unknown")
        happened: Truth = True if done else None if unseen else False
        unfit = self._unfit(read_fact(scene, subject, self.field))
        wrong = both((happened, unfit))
        day = done[0].us if done else None
        if wrong is False:
            return Outcome(Verdict.KEPT, day=day)
        if wrong is True:
            return _broken(done[0], self.field)
        missing = (*(unseen if happened is None else ()), *(() if unfit else (self.field,)))
        return lacking(*missing, day=day)

    def _unfit(self, value: object) -> Truth:
        if value is UNKNOWN:
            return None
        listed = value if isinstance(value, tuple) else (value,)
        if self.only:
            return not listed or any(part not in self.values for part in listed)
        return any(part in self.values for part in listed)


def _instant(act: Happened) -> int:
    return act.us


def _broken(act: Happened, field: str) -> Outcome:
    facts = {"act": act.event.type, "done": At(act.us)}
    return Outcome(Verdict.BROKEN, facts, day=act.us, place=act.place, field=field)
