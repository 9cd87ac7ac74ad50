"""Formats of the files of a document, by file extension."""

from __future__ import annotations

import attrs

from egovdocs.policy.rules.base import NOT_APPLICABLE, Outcome, Scene, lacking
from egovdocs.policy.verdicts import Truth, Verdict
from egovdocs.policy.view import Subject
from egovdocs.record import UNKNOWN, File


def extension(name: str) -> str:
    """The extension of a file name, lower case, without the dot; empty where there is none."""
    _, dot, last = name.rpartition(".")
    return last.casefold().strip() if dot else ""


@attrs.frozen
class Formats:
    """
    The files must be of *formats*.

    Attributes:
        formats: file extensions without the dot.
        of: ``all`` files; those ``signed`` (the main file counts as signed where the
            document is, unless the file says otherwise); or ``class``: only files that are of
            these formats, the others being judged elsewhere.
        open: the text leaves the list open: another extension is undecided, not broken.
    """

    formats: tuple[str, ...]
    of: str = "all"
    open: bool = False

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        document = scene.view.document
        if document is None or document.files is UNKNOWN:
            return lacking("document.files")
        files = document.files or ()
        if not files:
            return NOT_APPLICABLE
        if self.of == "class":
            return self._class(files)
        judged = [self._file(file, len(files) == 1) for file in files]
        wrong = tuple(
            str(file.name) for file, truth in zip(files, judged, strict=True) if truth is False
        )
        if wrong and not self.open:
            return Outcome(
                Verdict.BROKEN, {"files": wrong, "allowed": self.formats}, field="document.files"
            )
        if wrong:
            return lacking("format:open-list", facts={"files": wrong}, field="document.files")
        if None in judged:
            return lacking("document.files.name", field="document.files")
        names = tuple(str(file.name) for file in files)
        return Outcome(
            Verdict.KEPT, {"files": names, "allowed": self.formats}, field="document.files"
        )

    def _class(self, files: tuple[File, ...]) -> Outcome:
        inside = tuple(
            str(file.name) for file in files
            if isinstance(file.name, str) and extension(file.name) in self.formats
        )  # fmt: skip
        if inside:
            return Outcome(Verdict.KEPT, {"files": inside}, field="document.files")
        if any(file.name is UNKNOWN for file in files):
            return lacking("document.files.name", field="document.files")
        return NOT_APPLICABLE

    def _file(self, file: File, alone: bool) -> Truth:
        concerned = True if self.of == "all" else _signed(file, alone)
        if concerned is False:
            return True
        if not isinstance(file.name, str):
            return None
        inside = extension(file.name) in self.formats
        return True if inside else (False if concerned else None)


@attrs.frozen
class MainFile:
    """There must be a main file; a single file without a role is the main one."""

    def judge(self, scene: Scene, subject: Subject) -> Outcome:  # noqa: ARG002 - the protocol
        document = scene.view.document
        if document is None or document.files is UNKNOWN:
            return lacking("document.files")
        files = document.files or ()
        main = [file for file in files if _is_main(file, len(files) == 1)]
        if main:
            names = tuple(file.name for file in main if isinstance(file.name, str))
            return Outcome(Verdict.KEPT, {"fields": names or ("main",)}, field="document.files")
        if any(file.role is UNKNOWN for file in files):
            return lacking("document.files.role", field="document.files")
        return Outcome(Verdict.BROKEN, {"absent": ("document.files.main",)}, field="document.files")


def _is_main(file: File, alone: bool) -> bool:
    return file.role == "main" or (alone and file.role is UNKNOWN)


def _signed(file: File, alone: bool) -> Truth:
    if file.signed is not UNKNOWN:
        return bool(file.signed)
    return True if _is_main(file, alone) else None
