"""Tools of an integrator: check policy files, resolve a profile, write a new one, schemas."""

from egovdocs.policy.tools.check import NOTES, WARNINGS, check, usable
from egovdocs.policy.tools.new import Beginning, InvalidBeginning, beginning
from egovdocs.policy.tools.resolve import resolve
from egovdocs.policy.tools.schema import instrument_schema, profile_schema

__all__ = [
    "NOTES",
    "WARNINGS",
    "Beginning",
    "InvalidBeginning",
    "beginning",
    "check",
    "instrument_schema",
    "profile_schema",
    "resolve",
    "usable",
]
