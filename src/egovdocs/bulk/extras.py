"""The packages of the extras, imported when they are first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from egovdocs.bulk.problems import MissingExtra


def extra(module: str, name: str = "bulk") -> Any:
    """
    Import *module*, which the extra *name* brings.

    Raises:
        MissingExtra: it is not installed; the error names the extra.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(module.partition(".")[0], name) from None
