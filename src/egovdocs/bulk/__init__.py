"""
Columns in, columns out: a policy over whole logs, through NumPy and Arrow (extra ``bulk``).

Nothing heavy is imported before a function needs it; where the extra is not installed, the
error names it.
"""

from egovdocs.bulk.columns import ColumnAudit, audit_batches, audit_table, column_audit
from egovdocs.bulk.engines import ENGINES, Answers, audit_file
from egovdocs.bulk.files import audit_parquet
from egovdocs.bulk.identifiers import identifiers
from egovdocs.bulk.kernel import VERDICTS, Kernel
from egovdocs.bulk.on_duckdb import audit_duckdb
from egovdocs.bulk.on_polars import audit_polars
from egovdocs.bulk.on_spark import audit_spark
from egovdocs.bulk.on_spark_files import audit_spark_files
from egovdocs.bulk.papers import PAPER_WORDS, papers
from egovdocs.bulk.problems import (
    ColumnTaken,
    EngineFailed,
    EngineReadsNoCsv,
    MissingExtra,
    NaiveColumn,
    NoEventColumns,
    NoSuchColumn,
    NoSuchColumnRule,
    NotAFact,
    NotAnEvent,
    NotColumnar,
    NotInstants,
    NotText,
    RepeatedColumn,
    SameFile,
    SeveralRecipients,
    UnknownZone,
    UnreadableCsv,
    UnreadableParquet,
    ZoneTwice,
)
from egovdocs.bulk.slots import Slots, compiled

__all__ = [
    "ENGINES",
    "PAPER_WORDS",
    "VERDICTS",
    "Answers",
    "ColumnAudit",
    "ColumnTaken",
    "EngineFailed",
    "EngineReadsNoCsv",
    "Kernel",
    "MissingExtra",
    "NaiveColumn",
    "NoEventColumns",
    "NoSuchColumn",
    "NoSuchColumnRule",
    "NotAFact",
    "NotAnEvent",
    "NotColumnar",
    "NotInstants",
    "NotText",
    "RepeatedColumn",
    "SameFile",
    "SeveralRecipients",
    "Slots",
    "UnknownZone",
    "UnreadableCsv",
    "UnreadableParquet",
    "ZoneTwice",
    "audit_batches",
    "audit_duckdb",
    "audit_file",
    "audit_parquet",
    "audit_polars",
    "audit_spark",
    "audit_spark_files",
    "audit_table",
    "column_audit",
    "compiled",
    "identifiers",
    "papers",
]
