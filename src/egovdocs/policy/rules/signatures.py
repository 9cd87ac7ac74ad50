"""Signatures: how they are displayed, where the seal stands, and who issued the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.verdicts import Truth, Verdict, both, either
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, Image, Signature

PROPERTIES = ("displayed", "hidden", "colour", "format", "transparent", "issuer")
_FIELD = "document.signatures"
_OVERLAP = "seal-overlap"


def signatures(scene: Scene) -> tuple[Signature, ...] | None:
    """The signatures of the document; None where nobody gave them."""
    document = scene.view.document
    if document is None or document.signatures is UNKNOWN:
        return None
    return document.signatures or ()


@attrs.frozen
class SignatureProperty:
    """
    Every signature by one of *by* must have the property.

    Attributes:
        by: whose signatures: authority, agency.
        property: ``displayed`` or ``hidden``; ``colour``, ``format`` and ``transparent`` of
            the image, where there is one; ``issuer`` of the certificate, which must contain one
            of *values*.
        values: what is allowed.
    """

    by: tuple[str, ...]
    property: str
    values: tuple[str, ...] = ()

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        given = signatures(scene)
        if given is None:
            return lacking(_FIELD)
        told = [(part, self._told(part)) for part in given if self._concerns(part) is not False]
        judged = [(part, truth) for part, truth in told if truth != "none"]
        wrong = [part for part, truth in judged if truth is False and self._concerns(part)]
        if wrong:
            return Outcome(Verdict.BROKEN, self._facts(wrong[0], Verdict.BROKEN), field=_FIELD)
        if any(truth is not True for _, truth in judged):
            return lacking(f"{_FIELD}.{self.property}", field=_FIELD)
        if not judged:
            return NOT_APPLICABLE
        if not any(self._concerns(part) for part, _ in judged):
            return lacking(f"{_FIELD}.by", field=_FIELD)
        return Outcome(Verdict.KEPT, self._facts(judged[0][0], Verdict.KEPT), field=_FIELD)

    def _concerns(self, signature: Signature) -> Truth:
        return None if signature.by is UNKNOWN else signature.by in self.by

    def _told(self, signature: Signature) -> Truth | str:
        """Whether it has the property; ``none`` where there is no image to speak of."""
        if self.property == "displayed":
            return None if signature.image is UNKNOWN else signature.image is not None
        if self.property == "hidden":
            return None if signature.image is UNKNOWN else signature.image is None
        if self.property == "issuer":
            return _named(signature.issuer, self.values)
        if signature.image is None:
            return "none"
        value = _shown(signature, self.property)
        if self.property == "transparent":
            return None if value is UNKNOWN else value is True
        return None if value is UNKNOWN else value in self.values

    def _facts(self, signature: Signature, verdict: Verdict) -> Mapping[str, object]:
        image = f"{_FIELD}.image"
        if self.property in ("displayed", "transparent"):
            return {"fields": (image,)} if verdict is Verdict.KEPT else {"absent": (image,)}
        if self.property == "hidden":
            return {"value": image} if verdict is Verdict.KEPT else {"shown_in": (_FIELD,)}
        issuer = self.property == "issuer"
        value = signature.issuer if issuer else _shown(signature, self.property)
        return {"value": value or "", "allowed": self.values}


def _shown(signature: Signature, name: str) -> object:
    """A property of the image; a file format without its dot and in small letters."""
    if not isinstance(signature.image, Image):
        return UNKNOWN
    value = getattr(signature.image, name)
    return value.casefold().strip(" .") if name == "format" and isinstance(value, str) else value


def _named(issuer: object, names: tuple[str, ...]) -> Truth:
    if issuer is UNKNOWN:
        return None
    return isinstance(issuer, str) and any(name.casefold() in issuer.casefold() for name in names)


@attrs.frozen
class SealOverlap:
    """
    The image of the agency's signature covers a share of the authority's, on its left.

    The share is that of the width: the heights of a seal and of a handwritten signature
    differ, and the text speaks of a part of the signature towards one side.  How near to the
    share is near enough is the reading ``seal-overlap``, such as ``1/3±1/12``, inclusive.
    Where several have signed it is enough that the seal stands so over one of them.
    """

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        given = signatures(scene)
        if given is None:
            return lacking(_FIELD)
        seals = [part for part in given if part.by in ("agency", UNKNOWN)]
        hands = [
            part for part in given if part.by in ("authority", UNKNOWN) and part.image is not None
        ]
        if not seals or not hands:
            return NOT_APPLICABLE
        expected = scene.readings[_OVERLAP]
        pairs = [(seal, hand) for seal in seals for hand in hands if seal is not hand]
        if not pairs:
            return lacking(f"{_FIELD}.by", field=_FIELD)
        told = [(_stands(seal, hand, expected), seal, hand) for seal, hand in pairs]
        truth = either(value for value, _, _ in told)
        if truth is None:
            return lacking(f"{_FIELD}.box", field=_FIELD)
        _, seal, hand = next(row for row in told if row[0] is truth)
        facts = {**_measured(seal, hand), "expected": expected}
        return Outcome(Verdict.KEPT if truth else Verdict.BROKEN, facts, field=_FIELD)


def _stands(seal: Signature, hand: Signature, expected: str) -> Truth:
    """Whether *seal* covers the expected share of *hand*, on its left."""
    known = both(None if part.by is UNKNOWN else True for part in (seal, hand))
    if seal.image is None:
        return both((known, False)) if known else None
    page = _same_page(seal, hand)
    boxes = _boxes(seal, hand)
    placed = None if boxes is None else _placed(*boxes, expected)
    found = both((page, placed))
    return found if known else None


def _same_page(seal: Signature, hand: Signature) -> Truth:
    pages = [part.image.page if isinstance(part.image, Image) else UNKNOWN for part in (seal, hand)]
    return None if UNKNOWN in pages else pages[0] == pages[1]


_Box = tuple[Fraction, Fraction, Fraction, Fraction]


def _boxes(seal: Signature, hand: Signature) -> tuple[_Box, _Box] | None:
    found = [_box(part) for part in (seal, hand)]
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _box(signature: Signature) -> _Box | None:
    """Left, top, width and height in millimetres, exactly as written."""
    box = signature.image.box if isinstance(signature.image, Image) else None
    if not isinstance(box, tuple) or len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        return None
    left, top, width, height = (Fraction(str(value)) for value in box)
    return left, top, width, height


def _placed(seal: _Box, hand: _Box, expected: str) -> bool:
    share, tolerance = (Fraction(part) for part in expected.split("±"))
    return abs(_share(seal, hand) - share) <= tolerance and _centre(seal) < _centre(hand)


def _share(seal: _Box, hand: _Box) -> Fraction:
    """How much of the width of *hand* lies under *seal*."""
    across = _shared(seal[0], seal[2], hand[0], hand[2])
    down = _shared(seal[1], seal[3], hand[1], hand[3])
    return across / hand[2] if down > 0 else Fraction(0)


def _shared(a: Fraction, long_a: Fraction, b: Fraction, long_b: Fraction) -> Fraction:
    return max(Fraction(0), min(a + long_a, b + long_b) - max(a, b))


def _centre(box: _Box) -> Fraction:
    return box[0] + box[2] / 2


def _measured(seal: Signature, hand: Signature) -> Mapping[str, object]:
    boxes = _boxes(seal, hand)
    if boxes is None or _same_page(seal, hand) is not True:
        return {"covered": "0%"}
    share = _share(*boxes)
    facts: dict[str, object] = {"covered": f"{round(share * 100)}%"}
    if share and _centre(boxes[0]) >= _centre(boxes[1]):
        facts["on_the_right"] = True
    return facts
