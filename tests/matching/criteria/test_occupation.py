import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria.occupation import LADDER, sentence, shared_digits, similarity, values
from matching.occupations import all_occupations, occupation
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import some_examples

ANY = st.sampled_from(all_occupations())


def likeness(one: str, other: str) -> float:
    return similarity(occupation(one), occupation(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tischler", "tischler", 1),
        ("baecker", "konditor", 0.9),
        ("pflegefachmann", "pflegefachassistent", 0.8),
        ("tischler", "holzbearbeitungsmechaniker", 0.6),
        ("kaufmann-fuer-bueromanagement", "industriekaufmann", 0.4),
        ("it-system-elektroniker", "fachinformatiker-systemintegration", 0.2),
        ("baecker", "mechatroniker", 0.1),
        ("tischler", "erzieher", 0),
    ],
)
def test_similarity_when_compared_then_follows_the_ladder(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


@some_examples
@given(ANY, ANY)
def test_similarity_when_turned_round_then_is_the_same(one, other) -> None:  # type: ignore[no-untyped-def]
    assert similarity(one, other) == similarity(other, one)


@some_examples
@given(ANY, ANY, ANY)
def test_similarity_when_more_digits_are_shared_then_is_at_least_their_step(one, other, third) -> None:  # type: ignore[no-untyped-def]
    assert similarity(one, other) >= LADDER[shared_digits(one, other)] - 1e-6
    if (
        shared_digits(one, other) >= 2
        and shared_digits(one, third) > shared_digits(one, other)
        and other != one
    ):
        assert similarity(one, third) > similarity(one, other)


def test_values_when_wished_second_or_third_then_count_less() -> None:
    applicant = an_applicant(occupations=("koch", "tischler", "erzieher"))
    offers = [an_offer(occupation=name) for name in ("koch", "tischler", "erzieher")]
    assert values([applicant], offers)[0] == pytest.approx([1, 0.9, 0.8])


def test_values_when_several_are_wished_then_the_closest_counts() -> None:
    applicant = an_applicant(occupations=("erzieher", "tischler"))
    assert values([applicant], [an_offer(occupation="holzmechaniker")])[0, 0] == pytest.approx(0.9 * 0.9)


def test_values_when_nothing_is_wished_then_are_neither_for_nor_against() -> None:
    assert values([an_applicant(occupations=())], [an_offer(), an_offer(occupation="koch")]).tolist() == [
        [0.5, 0.5]
    ]


def test_values_when_there_is_nobody_then_are_empty() -> None:
    assert values([], [an_offer()]).shape == (0, 1)
    assert values([an_applicant()], []).shape == (1, 0)


def test_values_when_computed_then_are_float32() -> None:
    assert values([an_applicant()], [an_offer()]).dtype == np.float32


@pytest.mark.parametrize(
    ("wished", "offered", "expected"),
    [
        (("koch", "tischler"), "tischler", "Tischler:in ist Wunschberuf Nummer 2."),
        (
            ("tischler",),
            "holzbearbeitungsmechaniker",
            "Holzbearbeitungsmechaniker:in ist mit dem Wunschberuf Tischler:in nah verwandt: "
            "beide gehören zu „Holzbe- und -verarbeitung“.",
        ),
        (
            ("it-system-elektroniker",),
            "fachinformatiker-systemintegration",
            "Fachinformatiker:in (Systemintegration) ist mit dem Wunschberuf IT-System-Elektroniker:in "
            "entfernt verwandt: beide gehören zu „IT & Medien“.",
        ),
        (("tischler",), "erzieher", "Erzieher:in hat mit dem Wunschberuf Tischler:in wenig gemeinsam."),
        ((), "erzieher", "Es ist noch kein Wunschberuf angegeben."),
    ],
)
def test_sentence_when_read_then_says_what_is_shared(
    wished: tuple[str, ...], offered: str, expected: str
) -> None:
    assert sentence(an_applicant(occupations=wished), an_offer(occupation=offered), "de") == expected
