"""
Answers: a value or what is missing, and the steps that led there.

No step without a citation or a named premise from the input.
"""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

import attrs

from egovdocs.citation import Citation
from egovdocs.errors import EgovdocsError, Lang

T = TypeVar("T")


@attrs.frozen
class Step:
    """
    One step of a reason: either a clause, or a premise from the input.

    Attributes:
        clause: address of the clause that the step rests on; empty for a premise.
        premise: name of the fact given in the question; empty for a clause.
        vi, en: what the step says.
        under: the steps that this one rests on.
    """

    vi: str
    en: str
    clause: str = ""
    premise: str = ""
    under: tuple[Step, ...] = ()

    def __attrs_post_init__(self) -> None:
        if bool(self.clause) == bool(self.premise):
            raise StepWithoutSource(self.vi)

    def to_json(self) -> dict[str, Any]:
        """Write this step and those under it."""
        source = {"clause": self.clause} if self.clause else {"premise": self.premise}
        under = {"because": [step.to_json() for step in self.under]} if self.under else {}
        return {**source, "vi": self.vi, "en": self.en, **under}

    def spoken(self, lang: Lang = "vi") -> str:
        """Say this step with its source."""
        sentence = self.vi if lang == "vi" else self.en
        if self.clause:
            return f"{sentence} [{Citation.parse(self.clause).spoken(lang)}]"
        return f"{sentence} ({self.premise})"


@attrs.frozen
class StepWithoutSource(EgovdocsError, ValueError):
    """A step that cites nothing and names no premise, or does both."""

    sentence: str

    code = "policy.step-without-source"
    vi = "Bước “{sentence}” phải dẫn đúng một điều khoản hoặc một dữ kiện."
    en = "The step “{sentence}” must rest on exactly one clause or one premise."


@attrs.frozen
class Answer(Generic[T]):
    """
    The answer to a question of law.

    Attributes:
        value: what the law says, or None where it could not be decided.
        because: the steps, each with its source.
        missing: what would be needed to decide; empty where there is a value.
        assumed: what was assumed, as stable codes.
    """

    value: T | None
    because: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer is neither true nor false; ask .decided or .value")
