"""
The register of one agency and year: consecutive from 1, each number once.

The rule is that of the regulation cited by the problems: the system makes the
sequence of a document identifier from consecutive natural numbers, beginning with 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from egovdocs.ids.agencies import AgencyId
from egovdocs.ids.documents import DocumentId
from egovdocs.ids.problems import Problem, named


@attrs.frozen
class Span:
    """Consecutive sequence numbers, both ends included."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


@attrs.frozen
class RegisterReport:
    """
    What the identifiers of one agency and year say about its register.

    Attributes:
        agency: whose register it is; none where no identifier has a sequence.
        year: of which year.
        count: how many identifiers belong to it, repeats included.
        last: the highest sequence; 0 where there is none.
        gaps: numbers from 1 to *last* that no identifier has.
        repeats: numbers of 1 and above that more than one identifier has.
        below_one: identifiers with a sequence below 1.
        other: identifiers of another agency or year, as given.
        unnumbered: identifiers without a sequence (by document number, UUID), as given.
    """

    agency: AgencyId | None
    year: int | None
    count: int
    last: int
    gaps: tuple[Span, ...]
    repeats: tuple[Span, ...]
    below_one: tuple[DocumentId, ...]
    other: tuple[DocumentId, ...]
    unnumbered: tuple[DocumentId, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What departs from the rule, each kind once."""
        found = {
            "register.gap": self.gaps,
            "register.repeat": self.repeats,
            "register.below-one": self.below_one,
        }
        return named([code for code, where in found.items() if where], "document-id")

    @property
    def missing(self) -> int:
        """How many numbers are missing."""
        return sum(map(len, self.gaps))


def check_register(
    ids: Iterable[DocumentId], *, agency: AgencyId | None = None, year: int | None = None
) -> RegisterReport:
    """
    Check the identifiers of one agency and year, given in any order.

    Args:
        ids: what the register holds.
        agency: whose register it is; by default, of the agency and year (as far as not
            given) that most of *ids* have, the first of those met where several tie.
        year: of which year.

    The two generations of an agency's identifier are two agencies here: no law
    says how one becomes the other.

    >>> ids = [DocumentId.parse(f"000.00.00.H12-2019.{n}") for n in (6, 1, 2, 2)]
    >>> report = check_register(ids)
    >>> [str(gap) for gap in report.gaps], [str(span) for span in report.repeats]
    (['3-5'], ['2'])
    """
    given = tuple(ids)
    numbered = [found for found in given if found.sequence is not None]
    key = _whose(numbered, agency, year)
    own = [found for found in numbered if (found.agency, found.year) == key]
    counts = Counter(found.sequence or 0 for found in own)
    numbers = sorted(number for number in counts if number > 0)
    return RegisterReport(
        agency=key[0],
        year=key[1],
        count=len(own),
        last=numbers[-1] if numbers else 0,
        gaps=gaps_in(numbers),
        repeats=spans_of([number for number in numbers if counts[number] > 1]),
        below_one=tuple(found for found in own if not found.sequence),
        other=tuple(found for found in numbered if (found.agency, found.year) != key),
        unnumbered=tuple(found for found in given if found.sequence is None),
    )


def _whose(
    ids: Sequence[DocumentId], agency: AgencyId | None, year: int | None
) -> tuple[AgencyId | None, int | None]:
    """Fill in what is not given with what most identifiers have."""
    counts = Counter(
        (found.agency, found.year)
        for found in ids
        if agency in (None, found.agency) and year in (None, found.year)
    )
    return counts.most_common(1)[0][0] if counts else (agency, year)


def gaps_in(numbers: Sequence[int]) -> tuple[Span, ...]:
    """Return what is missing from 1 to the last of *numbers*, sorted and distinct."""
    pairs = zip([0, *numbers], numbers, strict=False)
    return tuple(Span(low + 1, high - 1) for low, high in pairs if high > low + 1)


def spans_of(numbers: Sequence[int]) -> tuple[Span, ...]:
    """Join consecutive numbers, sorted and distinct."""
    starts = [n for i, n in enumerate(numbers) if i == 0 or numbers[i - 1] != n - 1]
    ends = [n for i, n in enumerate(numbers) if numbers[i + 1 : i + 2] != [n + 1]]
    return tuple(map(Span, starts, ends))
