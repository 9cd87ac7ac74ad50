"""Signatures as they are displayed: properties of images, and the seal over the signature."""
# ruff: noqa: E501 - tables of law, one case a line

from __future__ import annotations

from typing import Any

import pytest

import egovdocs
from egovdocs.policy.rules.signatures import SealOverlap, SignatureProperty
from egovdocs.policy.scene import CaseScene
from egovdocs.policy.view import WHOLE
from egovdocs.record import UNKNOWN, Case, Document, Image, Signature

POLICY = egovdocs.load("ca-mau")
BLUE = SignatureProperty(by=("authority",), property="colour", values=("blue",))


def scene(signatures: Any) -> CaseScene:
    """A case with these signatures, before the rules."""
    return POLICY.scene(POLICY.view(Case("T", document=Document(signatures=signatures))))


def signature(by: Any, **shown: Any) -> Signature:
    return Signature(by=by, image=Image(**shown))


# fmt: off
COLOURS = [
    # signatures                                                              verdict            because
    ((signature("authority", colour="blue"),),                                "kept",            "the one that is meant"),
    ((signature("agency", colour="red"),),                                    "not-applicable",  "another's signature"),
    ((signature(UNKNOWN, colour="blue"),),                                    "undecided",       "blue, but it may be somebody else's"),
    ((signature(UNKNOWN, colour="red"),),                                     "undecided",       "nobody knows whose it is"),
    ((signature("authority", colour="blue"), signature(UNKNOWN, colour="red")), "undecided",     "one may be meant as well"),
    ((signature("authority"), signature("authority", colour="red")),          "broken",          "one is wrong whatever the other is"),
    ((Signature(by="authority", image=None),),                                "not-applicable",  "no image"),
    (None,                                                                    "not-applicable",  "no signatures"),
    (UNKNOWN,                                                                 "undecided",       "nobody gave them"),
]
# fmt: on


class TestProperty:
    """Every signature that is meant must have the property."""

    @pytest.mark.parametrize(("signatures", "verdict", "because"), COLOURS)
    def test_colour(self, signatures: Any, verdict: str, because: str) -> None:
        assert BLUE.judge(scene(signatures), WHOLE).verdict.value == verdict, because

    def test_what_is_wrong_is_named(self) -> None:
        outcome = BLUE.judge(scene((signature("authority", colour="red"),)), WHOLE)

        assert outcome.facts == {"value": "red", "allowed": ("blue",)}
        assert outcome.field == "document.signatures"

    def test_a_document_that_nobody_gave(self) -> None:
        empty = POLICY.scene(POLICY.view(Case("T")))

        assert BLUE.judge(empty, WHOLE).missing == ("document.signatures",)


def pair(seal: tuple[float, ...], hand: tuple[float, ...] = (100, 100, 60, 20)) -> Any:
    """A seal and a signature on one page, each as left, top, width and height."""
    return (
        signature("authority", page=1, box=hand),
        signature("agency", page=1, box=seal),
    )


# fmt: off
OVERLAPS = [
    # seal                   verdict      covered   because
    ((90, 95, 30, 30),       "kept",      "33%",    "20 of 60"),
    ((90, 95, 25, 30),       "kept",      "25%",    "15 of 60: exactly a quarter"),
    ((90, 95, 24.9, 30),     "broken",    "25%",    "14.9 of 60, although it rounds to a quarter"),
    ((90, 119.9, 30, 30),    "kept",      "33%",    "touches the lower edge"),
    ((90, 120, 30, 30),      "broken",    "0%",     "begins where the signature ends"),
    ((60, 95, 40, 30),       "broken",    "0%",     "ends where the signature begins"),
    ((140, 95, 30, 30),      "broken",    "33%",    "on the right"),
    ((120, 95, 20, 30),      "broken",    "33%",    "in the middle: neither left nor right"),
]
# fmt: on


class TestOverlap:
    """About a third of the width, towards the left."""

    @pytest.mark.parametrize(("seal", "verdict", "covered", "because"), OVERLAPS)
    def test_overlap(
        self, seal: tuple[float, ...], verdict: str, covered: str, because: str
    ) -> None:
        outcome = SealOverlap().judge(scene(pair(seal)), WHOLE)

        assert outcome.verdict.value == verdict, because
        assert outcome.facts["covered"] == covered, because

    @pytest.mark.parametrize("box", [(1, 2, 3), (1, 2, 0, 4), (1, 2, 3, -4), None, UNKNOWN])
    def test_a_box_that_is_none(self, box: Any) -> None:
        assert SealOverlap().judge(scene(pair(box)), WHOLE).verdict.value == "undecided"

    def test_of_several_signatures_one_is_enough(self) -> None:
        first = signature("authority", page=1, box=(10, 10, 60, 20))

        outcome = SealOverlap().judge(scene((first, *pair((90, 95, 30, 30)))), WHOLE)

        assert outcome.verdict.value == "kept"

    def test_whose_signature_nobody_knows(self) -> None:
        hand, seal = pair((90, 95, 30, 30))
        unsigned = Signature(by=UNKNOWN, image=seal.image)

        outcome = SealOverlap().judge(scene((hand, unsigned)), WHOLE)

        assert outcome.verdict.value == "undecided"
