"""The engine of the life cycle: building a table, stepping, replaying a log, printing."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovdocs.citation import Citation, InvalidCitation
from egovdocs.errors import EgovdocsError, Lang
from egovdocs.lifecycle import (
    DeadEnd,
    DuplicateRow,
    DuplicateState,
    History,
    IncompleteRow,
    Lifecycle,
    Refusal,
    Row,
    StateHasEnded,
    Term,
    TransitionRefused,
    UnknownState,
)

HERE = "vi-du/1-2024#d1"
OPEN = Term("open", "đang mở", "open")
SHUT = Term("shut", "đã đóng", "shut")
BEGIN = Row(None, "begin", "open", HERE)
NOTE = Row("open", "note", "open", HERE)
CLOSE = Row("open", "close", "shut", "vi-du/1-2024#d2.k1", assumed=True)
END = Row("shut", None, None, "vi-du/1-2024#d3")
DOOR = Lifecycle(
    "door",
    (OPEN, SHUT),
    (BEGIN, NOTE, CLOSE, END),
    (Term("begin", "mở", "opens"), Term("close", "đóng", "closes")),
)
BOTH = [Lifecycle.incoming(), Lifecycle.outgoing()]
LANGS: tuple[Lang, ...] = ("vi", "en")


def fields(error: EgovdocsError) -> tuple[object, ...]:
    return attrs.astuple(error, recurse=False)


class TestRow:
    """One line of the table."""

    def test_because_must_be_an_address(self) -> None:
        with pytest.raises(InvalidCitation):
            Row("open", "close", "shut", "somewhere")

    @pytest.mark.parametrize(
        ("source", "event", "target"),
        [("open", "close", None), (None, "begin", None), ("open", None, "shut"), (None,) * 3],
    )
    def test_half_a_row(self, source: str | None, event: str | None, target: str | None) -> None:
        with pytest.raises(IncompleteRow) as caught:
            Row(source, event, target, HERE)

        assert fields(caught.value) == tuple(part or "-" for part in (source, event, target))

    @pytest.mark.parametrize(
        ("row", "moves", "ends"),
        [(BEGIN, True, False), (NOTE, False, False), (CLOSE, True, False), (END, False, True)],
    )
    def test_a_row_moves_or_ends_or_neither(self, row: Row, moves: bool, ends: bool) -> None:
        assert (row.moves, row.ends) == (moves, ends)

    def test_a_row_cites_its_clause(self) -> None:
        assert CLOSE.citation == Citation.parse("vi-du/1-2024#d2.k1")


# fmt: off
PAIR = (OPEN, SHUT)
BAD_TABLES = [
    # states       rows                                              what is wrong
    ((OPEN, OPEN), (BEGIN,),                                         DuplicateState("open")),
    (PAIR,         (BEGIN, NOTE, CLOSE, END, NOTE),                  DuplicateRow("open", "note")),
    (PAIR,         (BEGIN, BEGIN, CLOSE, END),                       DuplicateRow("-", "begin")),
    (PAIR,         (BEGIN, CLOSE, END, END),                         DuplicateRow("shut", "-")),
    (PAIR,         (BEGIN, CLOSE),                                   DeadEnd("shut")),
    (PAIR,         (BEGIN, NOTE, END),                               DeadEnd("open")),
    (PAIR,         (BEGIN, CLOSE, END, Row("shut", "x", "open", HERE)), StateHasEnded("shut", "x")),
    ((OPEN,),      (BEGIN, CLOSE),                    UnknownState("shut", "-", ("open",))),
    (PAIR,         (BEGIN, CLOSE, END, Row("opem", "x", "open", HERE)),
                                                UnknownState("opem", "open", ("open", "shut"))),
]
# fmt: on


@pytest.mark.parametrize(("states", "rows", "wrong"), BAD_TABLES)
def test_a_table_that_contradicts_itself_is_refused(
    states: tuple[Term, ...], rows: tuple[Row, ...], wrong: EgovdocsError
) -> None:
    with pytest.raises(type(wrong)) as caught:
        Lifecycle("bad", states, rows)

    assert fields(caught.value) == fields(wrong)


class TestStep:
    """One question to the table."""

    def test_the_answer_is_the_row(self) -> None:
        assert DOOR.step(None, "begin") is BEGIN
        assert DOOR.step("open", "close") is CLOSE

    def test_a_refusal_says_what_was_possible(self) -> None:
        with pytest.raises(TransitionRefused) as caught:
            DOOR.step("open", "begin")

        assert fields(caught.value) == ("open", "begin", ("note", "close"))

    def test_before_the_first_state(self) -> None:
        with pytest.raises(TransitionRefused) as caught:
            DOOR.step(None, "close")

        assert fields(caught.value) == ("-", "close", ("begin",))

    def test_after_the_last_state(self) -> None:
        with pytest.raises(TransitionRefused) as caught:
            DOOR.step("shut", "begin")

        assert fields(caught.value) == ("shut", "begin", ())

    def test_a_state_that_is_not_there(self) -> None:
        with pytest.raises(UnknownState) as caught:
            DOOR.step("shutt", "begin")

        assert fields(caught.value) == ("shutt", "shut", ("open", "shut"))

    def test_what_may_come_next(self) -> None:
        assert DOOR.next(None) == (BEGIN,)
        assert DOOR.next("open") == (NOTE, CLOSE)
        assert DOOR.next("shut") == ()

    def test_next_of_a_state_that_is_not_there(self) -> None:
        with pytest.raises(UnknownState):
            DOOR.next("ajar")


class TestExtended:
    """A profile adds states and rows; it takes nothing away."""

    WAITING = Term("waiting", "chờ bổ sung", "waiting for more")
    ROWS = (
        Row("arrived", "asked-for-more", "waiting", "vi-du/1-2024#d4"),
        Row("waiting", "arrived", "arrived", "vi-du/1-2024#d4"),
    )

    def test_new_states_and_rows_join_the_old(self) -> None:
        life = Lifecycle.incoming().extended(self.ROWS, [self.WAITING])

        assert life.step("arrived", "asked-for-more").target == "waiting"
        assert life.rows[: len(Lifecycle.incoming().rows)] == Lifecycle.incoming().rows
        assert life.states[-1] == self.WAITING

    def test_the_original_does_not_change(self) -> None:
        Lifecycle.incoming().extended(self.ROWS, [self.WAITING])

        with pytest.raises(TransitionRefused):
            Lifecycle.incoming().step("arrived", "asked-for-more")

    def test_a_question_that_is_answered_already(self) -> None:
        again = Row("arrived", "accepted", "completed", HERE)

        with pytest.raises(DuplicateRow) as caught:
            Lifecycle.incoming().extended([again])

        assert fields(caught.value) == ("arrived", "accepted")

    def test_a_deleted_document_cannot_be_given_a_way_back(self) -> None:
        with pytest.raises(StateHasEnded):
            Lifecycle.incoming().extended([Row("deleted", "restored", "completed", HERE)])

    def test_new_events_can_be_named(self) -> None:
        life = DOOR.extended(
            [Row("open", "knock", "open", HERE)], events=[Term("knock", "gõ cửa", "is knocked at")]
        )

        assert "| đang mở | gõ cửa | đang mở |" in life.table("vi")


class TestReplay:
    """Walking through a log."""

    def test_a_good_log(self) -> None:
        history = DOOR.replay(["begin", "note", "close"])

        assert history == History((BEGIN, NOTE, CLOSE), ("open", "open", "shut"))
        assert (history.state, history.states) == ("shut", ("open", "shut"))
        assert history.impossible is None

    def test_an_empty_log(self) -> None:
        history = DOOR.replay([])

        assert (history.state, history.states, history.impossible) == (None, (), None)

    def test_a_slip_makes_one_refusal(self) -> None:
        """The log is believed where it says that the door was closed."""
        history = DOOR.replay(["close", "note", "begin"])

        assert history.impossible == Refusal(0, None, "close")
        assert history.after == ("shut", "shut", "open")
        assert [refusal.index for refusal in history.refused] == [0, 1, 2]
        assert Lifecycle.incoming().replay(
            ["arrived", "transferred", "processing", "completed"]
        ).refused == (Refusal(1, "arrived", "transferred"),)

    def test_an_event_that_leads_to_two_states_leaves_the_state_as_it_was(self) -> None:
        ajar = DOOR.extended([Row("ajar", "close", "open", HERE)], [Term("ajar", "hé mở", "ajar")])

        history = ajar.replay(["begin", "close", "close"])

        assert history.refused == (Refusal(2, "shut", "close"),)
        assert history.state == "shut"

    def test_events_of_others_are_not_judged(self) -> None:
        history = DOOR.replay(["begin", "rain", "close"])

        assert history.foreign == (1,)
        assert history.rows == (BEGIN, None, CLOSE)
        assert history.refused == ()

    def test_silence_counts_only_where_the_log_is_silent(self) -> None:
        """A type of event that the log has elsewhere did not happen here."""
        life, everything = Lifecycle.incoming(), ["arrived", "accepted", "transferred"]

        silent = life.replay(["arrived", "transferred"], unlogged=everything)
        spoken = life.replay(["arrived", "transferred", "accepted"], unlogged=everything)

        assert silent.presumed == ((1, life.step("arrived", "accepted")),)
        assert (silent.refused, silent.states) == ((), ("arrived", "transferred"))
        assert spoken.impossible == Refusal(1, "arrived", "transferred")

    def test_a_log_that_begins_in_the_middle(self) -> None:
        history = Lifecycle.incoming().replay(
            ["processing", "completed"], unlogged=["arrived", "accepted"]
        )

        assert [(index, row.event) for index, row in history.presumed] == [
            (0, "arrived"),
            (0, "accepted"),
        ]
        assert history.state == "completed"

    def test_no_way_through_the_silence(self) -> None:
        history = DOOR.replay(["begin", "close", "note"], unlogged=["rain"])

        assert history.impossible == Refusal(2, "shut", "note")


events = st.lists(
    st.sampled_from([term.id for life in BOTH for term in life.events] + ["rain"]), max_size=12
)
lives = st.sampled_from(BOTH)


class TestReplayAlways:
    """Whatever a log says."""

    @given(lives, events)
    def test_every_event_is_taken_refused_or_foreign(self, life: Lifecycle, log: list[str]) -> None:
        history = life.replay(log)
        taken = {index for index, row in enumerate(history.rows) if row is not None}
        refused = {refusal.index for refusal in history.refused}

        assert len(history.rows) == len(history.after) == len(log)
        assert sorted([*taken, *refused, *history.foreign]) == list(range(len(log)))

    @given(lives, events)
    def test_replay_agrees_with_step(self, life: Lifecycle, log: list[str]) -> None:
        history = life.replay(log)

        for before, event, row in zip((None, *history.after), log, history.rows, strict=False):
            if row is not None:
                assert life.step(before, event) is row

    @given(lives, events, st.sets(st.sampled_from([term.id for term in BOTH[0].events])))
    def test_more_silence_never_brings_the_first_slip_forward(
        self, life: Lifecycle, log: list[str], unlogged: set[str]
    ) -> None:
        strict, lenient = life.replay(log), life.replay(log, unlogged=unlogged)
        late = len(log)

        first = [one.impossible.index if one.impossible else late for one in (strict, lenient)]

        assert first[0] <= first[1]

    @given(lives, events)
    def test_one_walk_or_event_by_event(self, life: Lifecycle, log: list[str]) -> None:
        """A prefix of a log has the prefix of its history."""
        whole = life.replay(log)

        assert all(life.replay(log[:end]).after == whole.after[:end] for end in range(len(log) + 1))


class TestPrinting:
    """The diagram and the table come from the same rows."""

    def test_mermaid(self) -> None:
        assert DOOR.mermaid("en") == (
            "stateDiagram-v2\n"
            '    state "open" as open\n'
            '    state "shut" as shut\n'
            "    [*] --> open: opens\n"
            "    open --> open: note\n"
            "    open --> shut: closes*\n"
            "    shut --> [*]\n"
        )

    def test_mermaid_takes_ids_with_hyphens(self) -> None:
        life = DOOR.extended(
            [Row("half-open", "close", "shut", HERE)], [Term("half-open", "hé mở", "half open")]
        )

        assert '    state "hé mở" as half_open\n' in life.mermaid()
        assert "    half_open --> shut: đóng\n" in life.mermaid()

    def test_table_in_vietnamese(self) -> None:
        assert DOOR.table().splitlines() == [
            "| Trạng thái | Sự kiện | Trạng thái tiếp theo | Căn cứ |",
            "|---|---|---|---|",
            "| - | mở | đang mở | Điều 1 vi-du/1-2024 |",
            "| đang mở | note | đang mở | Điều 1 vi-du/1-2024 |",
            "| đang mở | đóng | đã đóng | khoản 1 Điều 2 vi-du/1-2024"
            " (theo thực tiễn; điều khoản gần nhất) |",
            "| đã đóng | (trạng thái cuối) | - | Điều 3 vi-du/1-2024 |",
        ]

    def test_table_in_english(self) -> None:
        assert DOOR.table("en").splitlines()[4] == (
            "| open | closes | shut | clause 1, Article 2, vi-du/1-2024"
            " (practice; nearest clause) |"
        )

    @pytest.mark.parametrize("life", BOTH, ids=lambda life: life.id)
    @pytest.mark.parametrize("lang", LANGS)
    def test_a_line_for_every_row(self, life: Lifecycle, lang: Lang) -> None:
        assert len(life.table(lang).splitlines()) == len(life.rows) + 2

    @pytest.mark.parametrize("life", BOTH, ids=lambda life: life.id)
    def test_every_event_of_the_tables_is_named_once(self, life: Lifecycle) -> None:
        named = [term.id for term in life.events]

        assert len(set(named)) == len(named)
        assert set(named) == {row.event for row in life.rows if row.event}


class TestValue:
    """An immutable value that travels."""

    @pytest.mark.parametrize("life", [*BOTH, DOOR], ids=lambda life: life.id)
    def test_pickled_and_equal(self, life: Lifecycle) -> None:
        back = pickle.loads(pickle.dumps(life))

        assert back == life
        assert hash(back) == hash(life)
        assert back.mermaid() == life.mermaid()

    def test_frozen(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            DOOR.rows = ()  # type: ignore[misc]

    def test_built_once(self) -> None:
        assert Lifecycle.incoming() is Lifecycle.incoming()
        assert Lifecycle.outgoing() is Lifecycle.outgoing()

    @pytest.mark.parametrize("life", BOTH, ids=lambda life: life.id)
    def test_every_clause_is_national(self, life: Lifecycle) -> None:
        """A province adds its rows by a profile."""
        assert {row.because.split("/")[0] for row in life.rows} == {"vn"}

    @pytest.mark.parametrize("life", BOTH, ids=lambda life: life.id)
    def test_every_state_can_be_reached(self, life: Lifecycle) -> None:
        reached: set[str | None] = {None}
        for _ in life.states:
            reached |= {row.target for row in life.rows if row.source in reached}

        assert reached >= {state.id for state in life.states}
