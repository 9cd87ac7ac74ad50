"""Cases in, findings out: reading logs, judging them line by line, writing what was found."""

from egovdocs.audit.accepting import Acceptance, Acceptances, read_acceptances
from egovdocs.audit.reading import BadLine, Entry, Input, read_cases
from egovdocs.audit.running import Judgement, Policies, Renderer, Tally, run

__all__ = [
    "Acceptance",
    "Acceptances",
    "BadLine",
    "Entry",
    "Input",
    "Judgement",
    "Policies",
    "Renderer",
    "Tally",
    "read_acceptances",
    "read_cases",
    "run",
]
