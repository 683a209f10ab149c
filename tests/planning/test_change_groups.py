"""Changes that belong together are one group; each group alone breaks no rule."""

from __future__ import annotations

from webapp.planning.change_groups import ChangeGroup, Seat, change_groups

FIRMS = {1: 10, 2: 20, 3: 30, 4: 10}


def test_changes_when_they_share_nobody_are_taken_one_by_one() -> None:
    groups = change_groups({Seat(2, 1, 1): 7}, [Seat(2, 5, 1), Seat(3, 6, 2)], FIRMS)
    assert groups == [ChangeGroup((7,), (Seat(2, 5, 1),)), ChangeGroup((), (Seat(3, 6, 2),))]


def test_changes_when_they_share_a_person_in_a_round_belong_together() -> None:
    (group,) = change_groups({Seat(2, 1, 1): 7}, [Seat(2, 1, 2), Seat(2, 5, 1)], FIRMS)
    assert group == ChangeGroup((7,), (Seat(2, 1, 2), Seat(2, 5, 1)))


def test_a_pair_when_it_moves_to_another_round_is_one_change() -> None:
    (group,) = change_groups({Seat(2, 1, 1): 7}, [Seat(3, 1, 1)], FIRMS)
    assert group == ChangeGroup((7,), (Seat(3, 1, 1),))


def test_a_firm_when_met_at_another_of_its_tables_is_the_same_firm() -> None:
    (group,) = change_groups({Seat(2, 1, 1): 7}, [Seat(3, 1, 4)], FIRMS)
    assert group == ChangeGroup((7,), (Seat(3, 1, 4),))


def test_a_meeting_when_nothing_comes_instead_is_left_to_take_place() -> None:
    assert change_groups({Seat(2, 1, 1): 7}, [], FIRMS) == []
