"""
Identifiers: of agencies, of documents, and the numbers that documents bear.

Reading is lenient and writing has one form: ``parse(text)`` reads what real
agencies write, ``canonical`` (and ``str()``) writes it one way, and ``problems``
names, with the clause, what departs from the grammar.
"""

from egovdocs.ids.agencies import (
    AgencyForm,
    AgencyId,
    AgencyId20,
    AgencyId102,
    EnterpriseId,
    Generation,
    NoCounterpart,
    OtherOrgId,
)
from egovdocs.ids.documents import DocumentId, DocumentIdForm
from egovdocs.ids.identification import Identification, IdentifierType, identify
from egovdocs.ids.kinds import KINDS, DocumentKind, UnknownDocumentKind, document_kind
from egovdocs.ids.numbers import DocumentNumber
from egovdocs.ids.problems import Problem, problem_said
from egovdocs.ids.reading import (
    MAX_LENGTH,
    IdentifierTooLong,
    InvalidAgencyId,
    InvalidDocumentId,
    InvalidDocumentNumber,
    InvalidIdentifier,
)
from egovdocs.ids.registers import RegisterReport, Span, check_register
from egovdocs.ids.symbols import NumberForm

__all__ = [
    "KINDS",
    "MAX_LENGTH",
    "AgencyForm",
    "AgencyId",
    "AgencyId20",
    "AgencyId102",
    "DocumentId",
    "DocumentIdForm",
    "DocumentKind",
    "DocumentNumber",
    "EnterpriseId",
    "Generation",
    "Identification",
    "IdentifierTooLong",
    "IdentifierType",
    "InvalidAgencyId",
    "InvalidDocumentId",
    "InvalidDocumentNumber",
    "InvalidIdentifier",
    "NoCounterpart",
    "NumberForm",
    "OtherOrgId",
    "Problem",
    "RegisterReport",
    "Span",
    "UnknownDocumentKind",
    "check_register",
    "document_kind",
    "identify",
    "problem_said",
]
