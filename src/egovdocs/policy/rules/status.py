"""Status: whether the state that a record shows is the one that its events lead to."""

from __future__ import annotations

import attrs

from egovdocs.lifecycle import Lifecycle
from egovdocs.policy.rules.base import (
    ABSENT,
    NOT_APPLICABLE,
    Moment,
    Outcome,
    Scene,
    first,
    lacking,
)
from egovdocs.policy.verdicts import Verdict
from egovdocs.policy.view import WHOLE, Acts, Happened, Subject
from egovdocs.record import UNKNOWN

_FIELD = "document.status"
_RECALLED = "recalled"


@attrs.frozen
class StatusFollows:
    """
    The status of the document must be the state that its life at the recipient led to.

    The status carries no time.  Where it is a state that was passed, it may have been read
    then, and that is undecided; a state that was never reached is broken.  ``recalled`` is
    also what the sender made it.  A word outside the list of states, which the law leaves
    open, is undecided.
    """

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        document = scene.view.document
        status = UNKNOWN if document is None else document.status
        if status is UNKNOWN:
            return lacking(_FIELD)
        if document is None or not status:
            return NOT_APPLICABLE
        recalled = first(scene.view, (_RECALLED,), WHOLE) if status == _RECALLED else ABSENT
        if recalled.truth is not False:
            return _recalled(recalled)
        life = Lifecycle.incoming()
        if status not in {state.id for state in life.states}:
            return lacking(f"{_FIELD}:open-list", facts={"value": status}, field=_FIELD)
        if document.recipients is UNKNOWN:
            return lacking("document.recipients", facts={"value": status}, field=_FIELD)
        if len(scene.view.recipients) > 1:
            return lacking(f"{_FIELD}:agency", facts={"value": status}, field=_FIELD)
        return _followed(life, scene, scene.view.recipients[0], status)


def _recalled(recalled: Moment) -> Outcome:
    if recalled.truth is None:
        return lacking(*recalled.missing, field=_FIELD)
    facts = {"value": _RECALLED}
    return Outcome(Verdict.KEPT, facts, day=recalled.us, place=recalled.place, field=_FIELD)


def _followed(life: Lifecycle, scene: Scene, subject: Subject, status: str) -> Outcome:
    acts = {kind: scene.view.acts(kind, subject) for kind in _kinds(life)}
    unseen = tuple(kind for kind, found in acts.items() if found.certainty == "unknown")
    log = _in_order(acts)
    history = life.replay((act.event.type for act in log), unlogged=unseen)
    missing = tuple(
        f"event:{kind}"
        for kind in unseen
        if _may_move(life, history.state, kind) or _may_reach(life, status, kind)
    )
    day = log[0].us if log else None
    if history.state == status and not missing:
        return Outcome(Verdict.KEPT, {"value": status}, day=day, field=_FIELD)
    if missing or status in history.states:
        facts = {"value": status, "state": history.state}
        return lacking(*(missing or (f"{_FIELD}:when",)), day=day, facts=facts, field=_FIELD)
    facts = {"value": status, "expected": history.state or "none"}
    return Outcome(Verdict.BROKEN, facts, day=day, field=_FIELD)


def _may_reach(life: Lifecycle, status: str, kind: str) -> bool:
    """Whether an unseen event of *kind* may have led to *status*."""
    return any(row.event == kind and row.moves and row.target == status for row in life.rows)


def _kinds(life: Lifecycle) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.event for row in life.rows if row.event is not None))


def _in_order(acts: dict[str, Acts]) -> list[Happened]:
    found = [act for told in acts.values() for act in told.found]
    return sorted(found, key=lambda act: (act.us, act.place))


def _may_move(life: Lifecycle, state: str | None, kind: str) -> bool:
    """Whether an unseen event of *kind* would lead on from *state*."""
    return any(row.event == kind and row.moves for row in life.next(state))
