"""
The portable conformance suite: cases as JSON files, and the harness that puts them.

A case is a question of law with the answer that the text and the calendar give.  It is put to
the library itself, or to any program that speaks one JSON object a line.
"""

from egovdocs.audit.conformance.comparing import agrees
from egovdocs.audit.conformance.faults import CannotStart, ClientFault
from egovdocs.audit.conformance.own import Own
from egovdocs.audit.conformance.program import Program
from egovdocs.audit.conformance.running import Result, run
from egovdocs.audit.conformance.suite import (
    InvalidSuite,
    NoSuchSuite,
    Suite,
    SuiteCase,
    read_suite,
    shipped_suite,
)

__all__ = [
    "CannotStart",
    "ClientFault",
    "InvalidSuite",
    "NoSuchSuite",
    "Own",
    "Program",
    "Result",
    "Suite",
    "SuiteCase",
    "agrees",
    "read_suite",
    "run",
    "shipped_suite",
]
