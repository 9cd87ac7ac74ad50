"""Scans: paper that was digitised, and who vouches for the copy."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.verdicts import Truth, Verdict, both, either
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, Document, File, Maybe, Signature

_SCAN = "document.files.scan"
_SIGNATURES = "document.files.signatures"


@attrs.frozen
class Digitised:
    """
    Every scanned file must bear a valid signature *by* (the body that digitised it).

    The signature may be among those of the file or of the document.

    Attributes:
        by: who certainly digitised it.
        perhaps: whose valid signature leaves it open, since an agency may have digitised its
            own paper and the case does not say so.
    """

    by: str = "digitiser"
    perhaps: str = "agency"

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        document = scene.view.document
        if document is None or document.files is UNKNOWN:
            return lacking("document.files")
        files = document.files or ()
        scans = [part for part in files if part.scan is not UNKNOWN and part.scan is not None]
        told = [(part, self._signed(part, document)) for part in scans]
        wrong = tuple(_name(part) for part, truth in told if truth is False)
        if wrong:
            facts = {"absent": (self.by,), "in_files": wrong}
            return Outcome(Verdict.BROKEN, facts, field=_SIGNATURES)
        if any(part.scan is UNKNOWN for part in files):
            return lacking(_SCAN)
        if not scans:
            return NOT_APPLICABLE
        if any(truth is None for _, truth in told):
            return lacking(_SIGNATURES, field=_SIGNATURES)
        return Outcome(Verdict.KEPT, {"shown_by": self.by}, field=_SIGNATURES)

    def _signed(self, file: File, document: Document) -> Truth:
        lists = (file.signatures, document.signatures)
        return either(self._among(listed) for listed in lists)

    def _among(self, listed: Maybe[tuple[Signature, ...]]) -> Truth:
        if listed is UNKNOWN:
            return None
        return either(both((self._by(part), _valid(part))) for part in listed or ())

    def _by(self, signature: Signature) -> Truth:
        return None if signature.by in (UNKNOWN, self.perhaps) else signature.by == self.by


def _valid(signature: Signature) -> Truth:
    return None if signature.valid is UNKNOWN else signature.valid is True


def _name(file: File) -> str:
    return file.name if isinstance(file.name, str) else "?"
