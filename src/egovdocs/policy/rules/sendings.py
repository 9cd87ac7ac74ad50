"""Sendings: which of several can have reached one of several recipients."""

from __future__ import annotations

from egovdocs.policy.rules.base import Scene
from egovdocs.policy.view import Happened, Subject
from egovdocs.record import UNKNOWN

PUBLISHED = "published"


def one_of_several(scene: Scene, subject: Subject) -> bool:
    """Whether *subject* is one of several recipients."""
    alone = subject.party is None and subject.agency is None
    return not alone and len(scene.view.recipients) > 1


def served(
    scene: Scene, subject: Subject, fit: tuple[Happened, ...], channels: tuple[str, ...]
) -> bool:
    """
    Whether *subject* is surely served by one of the sendings that are *fit*.

    A log does not say to whom each sending went.  Of several recipients one is served where
    every sending is fit, or where every one that an arrival there can have come from is.
    """
    sent = scene.view.acts(PUBLISHED).found
    if len(fit) == len(sent) or not one_of_several(scene, subject):
        return True
    for arrival in scene.view.acts("arrived", subject).found:
        came = [act for act in sent if act.us <= arrival.us and _alike(act, arrival, channels)]
        if came and all(act in fit for act in came):
            return True
    return False


def _alike(act: Happened, arrival: Happened, channels: tuple[str, ...]) -> bool:
    """Whether what arrived may have been sent so: both within *channels*, or both outside."""
    used = (act.event.channel, arrival.event.channel)
    if UNKNOWN in used or not channels:
        return True
    return (used[0] in channels) == (used[1] in channels)
