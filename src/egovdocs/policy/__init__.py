"""Policies: instruments and profiles as data, the rules in them, verdicts and answers."""

from egovdocs.policy.answers import Answer, Step
from egovdocs.policy.asking import DutyDue, LegalValue, Paper, ReportDue, reports_due
from egovdocs.policy.instrument import Clause, Instrument, read_instrument
from egovdocs.policy.loading import shipped_instrument, shipped_instruments, shipped_profiles
from egovdocs.policy.policy import NoSuchClause, Policy, load
from egovdocs.policy.problems import InvalidPolicyFile, NoSuchPolicy, Problem
from egovdocs.policy.profile import Profile, read_profile
from egovdocs.policy.readings import READINGS, Reading
from egovdocs.policy.report import Assumption, Finding, Report
from egovdocs.policy.verdicts import Verdict

__all__ = [
    "READINGS",
    "Answer",
    "Assumption",
    "Clause",
    "DutyDue",
    "Finding",
    "Instrument",
    "InvalidPolicyFile",
    "LegalValue",
    "NoSuchClause",
    "NoSuchPolicy",
    "Paper",
    "Policy",
    "Problem",
    "Profile",
    "Reading",
    "Report",
    "ReportDue",
    "Step",
    "Verdict",
    "load",
    "read_instrument",
    "read_profile",
    "reports_due",
    "shipped_instrument",
    "shipped_instruments",
    "shipped_profiles",
]
