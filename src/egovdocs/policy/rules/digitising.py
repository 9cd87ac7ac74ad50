"""
Digitising: how a paper is scanned, and what must be signed by whom.

A version is written ``1.4`` and compared part by part; a scale is ``100%``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from egovdocs.policy.conditions import signed
from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.rules.files import extension
from egovdocs.policy.verdicts import Truth, Verdict, both
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, File, Scan

_FILES = "document.files"
_SCAN = "document.files.scan"
_SIGNATURES = "document.signatures"


@attrs.frozen
class ScanStandard:
    """
    Every scanned file must meet one *aspect* of the standard for digitising.

    Attributes:
        aspect: ``scan`` (there is one on the main file), ``pdf_version`` (a ``.pdf`` of at
            least *least*), ``dpi`` (at least *least*), ``colour`` (in colour), ``scale``
            (exactly *least*).
        least: the number of the clause, as text; empty where there is none.
        own_copy: the copy is the recipient's own (see :func:`of_another`).
    """

    aspect: str
    least: str = ""
    own_copy: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        judged = self._judged(scene)
        return of_another(scene, judged) if self.own_copy else judged

    def _judged(self, scene: Scene) -> Outcome:
        document = scene.view.document
        if document is None or document.files is UNKNOWN:
            return lacking("document.files")
        if not document.files and self.aspect == "scan":
            return Outcome(Verdict.BROKEN, {"absent": ("document.files",)}, field="document.files")
        told = [(file, self._told(file)) for file in document.files or ()]
        concerned = [(file, truth) for file, truth in told if truth != "none"]
        wrong = tuple(_name(file) for file, truth in concerned if truth is False)
        if wrong:
            facts = {"in_files": wrong, "value": self._value(told), "expected": self._expected}
            return Outcome(Verdict.BROKEN, facts, field=_SCAN)
        if any(truth is None for _, truth in concerned):
            return lacking(self._missing, field=_SCAN)
        if not concerned:
            return NOT_APPLICABLE
        return Outcome(Verdict.KEPT, {"value": self._expected}, field=_SCAN)

    @property
    def _expected(self) -> str:
        return f"{self.aspect} {self.least}".strip()

    @property
    def _missing(self) -> str:
        return _SCAN if self.aspect == "scan" else f"{_SCAN}.{self.aspect}"

    def _told(self, file: File) -> Truth | str:
        if self.aspect == "scan":
            return _is_scanned(file) if file.role != "attachment" else "none"
        if file.scan is UNKNOWN:
            return None
        return "none" if file.scan is None else _MEETS[self.aspect](file, file.scan, self.least)

    def _value(self, told: list[tuple[File, Truth | str]]) -> str:
        wrong = next(file for file, truth in told if truth is False)
        value = getattr(wrong.scan, self.aspect, None)
        return f"{self.aspect} {'-' if value in (None, UNKNOWN) else value}"


def _is_scanned(file: File) -> Truth:
    return None if file.scan is UNKNOWN else file.scan is not None


def _name(file: File) -> str:
    return file.name if isinstance(file.name, str) else "?"


def _pdf(file: File, scan: Scan, least: str) -> Truth:
    named: Truth = extension(file.name) == "pdf" if isinstance(file.name, str) else None
    return both((named, _at_least(scan.pdf_version, least)))


def _at_least(value: object, least: str) -> Truth:
    if value is UNKNOWN:
        return None
    found = _parts(value)
    return found is not None and found >= (_parts(least) or ())


def _parts(text: object) -> tuple[int, ...] | None:
    parts = str(text).split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else None


def _in_colour(_: File, scan: Scan, __: str) -> Truth:
    return None if scan.colour is UNKNOWN else scan.colour is True


def _scale(_: File, scan: Scan, least: str) -> Truth:
    if scan.scale is UNKNOWN:
        return None
    return str(scan.scale).replace(" ", "").rstrip("%") == least.rstrip("%")


_MEETS: Mapping[str, Callable[[File, Scan, str], Truth]] = {
    "pdf_version": _pdf,
    "dpi": lambda _, scan, least: _at_least(scan.dpi, least),
    "colour": _in_colour,
    "scale": _scale,
}
SCAN_ASPECTS = ("scan", *_MEETS)


@attrs.frozen
class SignedBy:
    """
    A valid signature by one of *by* must be on the document.

    The document's list of signatures is exhaustive; where it is not given, those of the main
    file may show one.

    Attributes:
        perhaps: whose valid signature leaves it open: an agency may have signed what it
            digitised itself, or what another did.
        own_copy: what is signed is the recipient's own copy (see :func:`of_another`).
    """

    by: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    own_copy: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        judged = self._judged(scene)
        return of_another(scene, judged) if self.own_copy else judged

    def _judged(self, scene: Scene) -> Outcome:
        truth = signed(scene.view, (self.by,))
        if truth is None and self._on_main_file(scene):
            truth = True
        if truth is None:
            return lacking(_SIGNATURES, field=_SIGNATURES)
        if truth:
            return Outcome(Verdict.KEPT, {"shown_by": self.by}, field=_SIGNATURES)
        if self.perhaps and signed(scene.view, (self.perhaps,)) is not False:
            return lacking(f"{_SIGNATURES}:digitiser", field=_SIGNATURES)
        return Outcome(Verdict.BROKEN, {"unsigned": self.by}, field=_SIGNATURES)

    def _on_main_file(self, scene: Scene) -> bool:
        document = scene.view.document
        if document is None or document.signatures is not UNKNOWN or document.files is UNKNOWN:
            return False
        main = [file for file in document.files or () if file.role != "attachment"]
        listed = [file.signatures for file in main if isinstance(file.signatures, tuple)]
        return any(part.by in self.by and part.valid is True for given in listed for part in given)


def of_another(scene: Scene, judged: Outcome) -> Outcome:
    """
    *judged*, of a copy that a recipient made of what came to it on paper, where it is that copy.

    A case holds one set of files.  Where there are several recipients, or the document went
    by another channel than paper as well, they may be those of another: it is undecided.
    """
    if judged.verdict not in (Verdict.KEPT, Verdict.BROKEN):
        return judged
    view = scene.view
    several = len(view.recipients) > 1
    sent = (*view.acts("published").found, *view.acts("arrived").found)
    if several or any(act.event.channel != "paper" for act in sent):
        return lacking(f"{_FILES}:agency", field=_FILES)
    return judged
