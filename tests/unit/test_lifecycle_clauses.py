"""Every clause that the transition tables name is a row of a shipped instrument."""

from __future__ import annotations

import pytest

from egovdocs.citation import Citation
from egovdocs.lifecycle import Lifecycle
from egovdocs.policy import shipped_instrument, shipped_instruments

NAMED = sorted(
    {row.because for row in Lifecycle.incoming().rows}
    | {row.because for row in Lifecycle.outgoing().rows}
)


@pytest.mark.parametrize("address", NAMED)
def test_the_clause_exists(address: str) -> None:
    """The instrument is shipped, and its ledger has the row."""
    ident, _, at = str(Citation.parse(address)).partition("#")

    assert ident in shipped_instruments()
    assert shipped_instrument(ident).clause(at) is not None
