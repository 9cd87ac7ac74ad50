"""Findings added up: by agency, month and clause, what was kept and how long it took."""

from egovdocs.audit.summary.reading import read_findings
from egovdocs.audit.summary.spread import Spread
from egovdocs.audit.summary.totals import Delay, Group, Line, Totals

__all__ = ["Delay", "Group", "Line", "Spread", "Totals", "read_findings"]
