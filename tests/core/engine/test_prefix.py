"""States of what was read: bounded, found by their tokens, and never of other words than those of the prompt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aparte.engine.prefix import Reader, States


class Notebook:
    """A context that is nothing but the tokens it has read; `stop_after`: reads before it is stopped, once."""

    def __init__(self, *, can_cut: bool) -> None:
        self.can_cut = can_cut
        self.tokens: list[int] = []
        self.computed = 0
        self.stop_after: int | None = None

    def held(self) -> list[int]:
        return list(self.tokens)

    def cut(self, length: int) -> bool:
        assert self.can_cut or length == len(self.tokens)
        self.tokens = self.tokens[:length]
        return True

    def clear(self) -> None:
        self.tokens = []

    def copy(self) -> bytes:
        return bytes(self.tokens)

    def restore(self, state: bytes, tokens: list[int]) -> bool:
        self.tokens = list(state)
        assert self.tokens == tokens
        return True

    def read(self, tokens: list[int]) -> None:
        assert tokens
        if self.stop_after == 0:
            self.stop_after = None
            self.tokens += tokens[:1]
            raise RuntimeError("stopped")
        if self.stop_after is not None:
            self.stop_after -= 1
        self.computed += len(tokens)
        self.tokens += tokens


prompts = st.lists(st.integers(0, 3), min_size=1, max_size=12)
requests = st.lists(
    st.tuples(prompts, st.integers(0, 12), st.sampled_from(["read", "warm", "stopped"])), min_size=1, max_size=12
)


@given(requests, st.booleans(), st.integers(0, 40))
def test_what_is_held_before_an_answer_is_always_the_beginning_of_its_prompt(
    asked: list[tuple[list[int], int, str]], can_cut: bool, room: int
) -> None:
    context = Notebook(can_cut=can_cut)
    reader = Reader(context, States(room))
    for prompt, most, how in asked:
        constant = min(most, len(prompt))
        context.stop_after = 0 if how == "stopped" else None
        before = context.computed
        try:
            reused = (reader.warm if how == "warm" else reader.read)(prompt, constant)
        except RuntimeError:
            continue
        context.stop_after = None
        assert reader.states.bytes <= room
        if how != "warm":
            held = context.held()
            assert held == prompt[: len(held)]
            assert len(held) < len(prompt)
            assert reused + context.computed - before == len(held)
            # The answer follows, of which nothing may be reused for another prompt that is not so.
            context.read(prompt[len(held) :])
            context.read([3, 3])


@given(st.booleans())
def test_a_client_that_comes_back_is_not_read_again(can_cut: bool) -> None:
    context = Notebook(can_cut=can_cut)
    reader = Reader(context)
    first, second = [1] * 8, [2] * 8
    for prompt in ([*first, 5, 5], [*second, 5, 5]):
        assert reader.read(prompt, 8) == 0
        context.read(prompt[len(context.held()) :])
    assert reader.read([*first, 6, 6], 8) == 8


def test_another_wording_of_the_same_draft_reads_one_token_even_where_nothing_can_be_cut() -> None:
    context = Notebook(can_cut=False)
    reader = Reader(context)
    prompt = [1, 1, 1, 1, 7, 8, 9]
    reader.read(prompt, 4)
    context.read([9, 30, 31])
    assert reader.read(prompt, 4) == len(prompt) - 1


def test_a_warmed_beginning_costs_nothing_twice() -> None:
    context = Notebook(can_cut=False)
    reader = Reader(context)
    assert reader.warm([1, 2, 3, 4], 3) == 0
    assert reader.warm([1, 2, 3, 9], 3) == 3
    assert context.computed == 3
    assert reader.read([1, 2, 3, 7, 7], 3) == 3


def test_the_longest_unused_state_goes_first_and_one_over_the_bound_is_not_kept() -> None:
    states = States(10)
    states.keep([1], b"xxxx")
    states.keep([2], b"xxxx")
    assert [1] in states
    states.keep([3], b"xxxx")
    assert ([1] in states, [2] in states, [3] in states) == (True, False, True)
    states.keep([4], b"x" * 11)
    assert [4] not in states
    states.keep([1], b"xx")
    assert (len(states), states.bytes) == (2, 6)
