"""
Placing: where a signature is displayed, and what is said with it.

Boxes are left, top, width and height in millimetres from the top left of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.signatures import signatures
from egovdocs.policy.verdicts import Truth, Verdict, both
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, Image, Signature

_FIELD = "document.signatures"
_A4_WIDTH, _A4_HEIGHT = 210, 297


@attrs.frozen
class SignaturePlace:
    """
    Every signature by one of *by* must be placed, or dated, as *place* says.

    Attributes:
        by: whose signatures: authority, agency, digitiser.
        place: ``first-page-upper-right`` (page 1, the whole image right of the middle and
            above the middle of an A4 page), ``stated`` (it is displayed, and a place on a
            page is given; whether that is where the person would sign on paper depends on the
            layout of each document, which a case does not tell: never kept), ``time``
            (the moment of signing is given; a case writes it with its zone and seconds).
    """

    by: tuple[str, ...]
    place: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        given = signatures(scene)
        if given is None:
            return lacking(_FIELD)
        told = [self._told(signature) for signature in given]
        judged = [truth for truth in told if truth != "none"]
        if False in judged:
            fact = "misplaced_in" if self.place == "first-page-upper-right" else "absent"
            return Outcome(Verdict.BROKEN, {fact: (_FIELD,)}, field=_FIELD)
        if None in judged:
            return lacking(f"{_FIELD}.{_MISSING[self.place]}", field=_FIELD)
        if not judged:
            return NOT_APPLICABLE
        return Outcome(Verdict.KEPT, {"value": self.place}, field=_FIELD)

    def _told(self, signature: Signature) -> Truth | str:
        if signature.by is UNKNOWN:
            return None
        if signature.by not in self.by:
            return "none"
        return _PLACED[self.place](signature)


def in_upper_right(signature: Signature) -> Truth | str:
    """Whether its image stands so on an A4 page; ``none`` where no image is displayed."""
    image = signature.image
    if image is None:
        return "none"
    if not isinstance(image, Image):
        return None
    page: Truth = None if image.page is UNKNOWN else image.page == 1
    return both((page, _in_corner(image.box)))


def _in_corner(box: object) -> Truth:
    if box is UNKNOWN:
        return None
    if not isinstance(box, tuple) or len(box) != 4:
        return False
    left, top, _, height = box
    return bool(left >= _A4_WIDTH / 2 and top + height <= _A4_HEIGHT / 2)


def _stated(signature: Signature) -> Truth | str:
    image = signature.image
    if image is None:
        return False
    return False if isinstance(image, Image) and image.box is None else None


def _dated(signature: Signature) -> Truth | str:
    return None if signature.at is UNKNOWN else signature.at is not None


_PLACED: Mapping[str, Callable[[Signature], Truth | str]] = {
    "first-page-upper-right": in_upper_right,
    "stated": _stated,
    "time": _dated,
}
_MISSING = {"first-page-upper-right": "box", "stated": "box", "time": "at"}
PLACES = tuple(_PLACED)
