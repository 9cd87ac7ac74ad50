"""
The regulation as tests: ``pytest --pyargs egovdocs.regulation``.

From an installed package, in any folder, this runs the conformance suite and the bundled
examples case by case and prints the results by article.  A province's own tests say what
they prove::

    from egovdocs.regulation import proves

    @proves("long-an/24-2019#d5.k2.b", kind="boundary")
    def test_two_working_hours() -> None: ...

and ``pytest --egovdocs-ledger=FILE`` writes down what came of them, for
``egovdocs law coverage --evidence FILE``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from egovdocs.errors import EgovdocsError

if TYPE_CHECKING:
    import pytest

__all__ = ["NeedsPytest", "proves"]


@attrs.frozen
class NeedsPytest(EgovdocsError, ImportError):
    """The tests of the regulation without the program that runs them."""

    install: str = "pip install pytest"

    code: ClassVar[str] = "regulation.needs-pytest"
    vi: ClassVar[str] = "Cần có pytest để chạy quy định như bộ kiểm thử: {install}."
    en: ClassVar[str] = "Running the regulation as tests needs pytest: {install}."


def proves(clause: str, kind: str = "kept") -> pytest.MarkDecorator:
    """
    Mark a test as proof of *clause*.

    Args:
        clause: its address, or that of one of its rules (``...#d5.k2.b/transfer``); an
            address that no instrument has ends the run, and the closest one is named.
        kind: ``kept``, ``broken``, ``undecided``, ``boundary``, ``example`` or ``answered``.

    Raises:
        NeedsPytest: pytest is not installed.
    """
    try:
        import pytest
    except ImportError:
        raise NeedsPytest from None
    return pytest.mark.proves(clause, kind=kind)
