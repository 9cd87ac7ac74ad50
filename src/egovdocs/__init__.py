"""Vietnamese regulations on electronic official documents, as policies that can be run."""

from typing import TYPE_CHECKING, Any

_HOMES = {
    "AgencyId": "egovdocs.ids",
    "Answer": "egovdocs.policy",
    "Case": "egovdocs.record",
    "Citation": "egovdocs.citation",
    "Document": "egovdocs.record",
    "DocumentId": "egovdocs.ids",
    "DocumentNumber": "egovdocs.ids",
    "EgovdocsError": "egovdocs.errors",
    "Finding": "egovdocs.policy",
    "Lifecycle": "egovdocs.lifecycle",
    "Policy": "egovdocs.policy",
    "Report": "egovdocs.policy",
    "UNKNOWN": "egovdocs.record",
    "Verdict": "egovdocs.policy",
    "load": "egovdocs.policy",
}

__all__ = [
    "UNKNOWN",
    "AgencyId",
    "Answer",
    "Case",
    "Citation",
    "Document",
    "DocumentId",
    "DocumentNumber",
    "EgovdocsError",
    "Finding",
    "Lifecycle",
    "Policy",
    "Report",
    "Verdict",
    "load",
]

__version__ = "0.1.0"

if TYPE_CHECKING:
    from egovdocs.citation import Citation
    from egovdocs.errors import EgovdocsError
    from egovdocs.ids import AgencyId, DocumentId, DocumentNumber
    from egovdocs.lifecycle import Lifecycle
    from egovdocs.policy import Answer, Finding, Policy, Report, Verdict, load
    from egovdocs.record import UNKNOWN, Case, Document


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
