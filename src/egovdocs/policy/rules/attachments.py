"""Attachments: what a file that goes with the main one must bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.placing import in_upper_right
from egovdocs.policy.verdicts import Truth, Verdict, both, either
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, File, Signature

_SIGNATURES = "document.files.signatures"


@attrs.frozen
class AttachmentSigned:
    """
    Every attachment in a file of its own bears a signature of the agency.

    Attributes:
        as_: ``signed`` (a valid one is there), ``first-page-upper-right`` (where it is
            displayed), ``hidden`` (it has no image).
    """

    as_: str

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        document = scene.view.document
        if document is None or document.files is UNKNOWN:
            return lacking("document.files")
        files = document.files or ()
        several = len(files) > 1
        if several and any(part.role is UNKNOWN for part in files):
            return lacking("document.files.role", field="document.files")
        told = [(part, _TOLD[self.as_](part)) for part in files if part.role == "attachment"]
        judged = [(part, truth) for part, truth in told if truth != "none"]
        return self._judged(judged)

    def _judged(self, judged: list[tuple[File, Truth | str]]) -> Outcome:
        wrong = tuple(_name(part) for part, truth in judged if truth is False)
        if wrong:
            return Outcome(Verdict.BROKEN, self._facts(wrong), field=_SIGNATURES)
        if any(truth is None for _, truth in judged):
            return lacking(_SIGNATURES, field=_SIGNATURES)
        if not judged:
            return NOT_APPLICABLE
        return Outcome(Verdict.KEPT, {"value": self.as_}, field=_SIGNATURES)

    def _facts(self, wrong: tuple[str, ...]) -> Mapping[str, object]:
        if self.as_ == "signed":
            return {"unsigned": ("agency",), "in_files": wrong}
        return {"shown_in" if self.as_ == "hidden" else "misplaced_in": wrong}


def _name(file: File) -> str:
    return file.name if isinstance(file.name, str) else "?"


def _signed(file: File) -> Truth | str:
    """A valid signature of the agency; that a file is signed does not say by whom."""
    if file.signatures is UNKNOWN:
        return None if file.signed is UNKNOWN or file.signed else False
    return either(_valid(part) for part in file.signatures or ())


def _valid(signature: Signature) -> Truth:
    return both((
        None if signature.by is UNKNOWN else signature.by == "agency",
        None if signature.valid is UNKNOWN else signature.valid is True,
    ))  # fmt: skip


def _each(file: File, test: Callable[[Signature], Truth | str]) -> Truth | str:
    """Every signature of the agency on *file*; ``none`` where it has none to speak of."""
    if file.signatures is UNKNOWN:
        return None
    told = [
        None if part.by is UNKNOWN else test(part)
        for part in file.signatures or ()
        if part.by in ("agency", UNKNOWN)
    ]
    known = [truth for truth in told if truth != "none"]
    if not known:
        return "none"
    return False if False in known else None if None in known else True


def _hidden(signature: Signature) -> Truth:
    return None if signature.image is UNKNOWN else signature.image is None


_TOLD: Mapping[str, Callable[[File], Truth | str]] = {
    "signed": _signed,
    "first-page-upper-right": lambda file: _each(file, in_upper_right),
    "hidden": lambda file: _each(file, _hidden),
}
ATTACHMENT_SIGNATURES = tuple(_TOLD)
