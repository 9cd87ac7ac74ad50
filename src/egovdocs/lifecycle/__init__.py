"""
The life of a document: states, events, and one table for each direction.

Decision 28/2018/QĐ-TTg (d10.k2.h) names the states of an incoming document and
leaves the list open; no text names those of an outgoing one, they follow the
order of the work.  Everything that moves a document is a row of a table below:

- a *step* leads to another state, a *note* leaves the state as it is (a notice,
  a check); both are rows, with the clause they rest on;
- ``None`` stands before the first state and after the last one: ``Row(None, e, s)``
  begins a life, ``Row(s, None, None)`` says that no step leads out of ``s``, so that
  only notes may follow;
- a row that no text states and that practice has is ``assumed``; its clause is then
  the nearest one.

The table says which step may follow which.  When it must follow, and on what
condition, is for the rules: a document may be published from three states here,
and whether it had to be sealed first is a rule's question.  The table is national
and dateless; a profile adds its own rows with :meth:`Lifecycle.extended`.

Which mistake is worse: calling a step possible because the log is silent.  Silence
counts only for event types that the caller names as ``unlogged``.
"""

from egovdocs.lifecycle.machine import History, Lifecycle, Refusal
from egovdocs.lifecycle.model import (
    DeadEnd,
    DuplicateRow,
    DuplicateState,
    IncompleteRow,
    Row,
    StateHasEnded,
    Term,
    TransitionRefused,
    UnknownState,
)

__all__ = [
    "DeadEnd",
    "DuplicateRow",
    "DuplicateState",
    "History",
    "IncompleteRow",
    "Lifecycle",
    "Refusal",
    "Row",
    "StateHasEnded",
    "Term",
    "TransitionRefused",
    "UnknownState",
]
