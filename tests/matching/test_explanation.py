import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.criteria import CRITERIA
from matching.errors import UnknownLocale
from matching.score import score
from matching.wishes import ApplicantWish, CompanyWish
from tests.matching.people import an_applicant, an_offer
from tests.matching.strategies import events, some_examples, weights

NAMES = ["wish", *(criterion.name for criterion in CRITERIA), "base"]


@some_examples
@given(events(), weights(), st.sampled_from(["de", "en"]))
def test_explain_when_the_points_are_added_then_are_the_score(event, chosen, locale) -> None:  # type: ignore[no-untyped-def]
    scores = score(*event, chosen)
    for i in range(len(event[0])):
        for j in range(len(event[1])):
            points = sum(reason.points for reason in scores.explain(i, j, locale))
            assert points == pytest.approx(float(scores.values[i, j]), abs=1e-5)


@some_examples
@given(events(), weights(), st.sampled_from(["de", "en"]))
def test_explain_when_read_then_every_reason_is_a_finished_sentence(event, chosen, locale) -> None:  # type: ignore[no-untyped-def]
    for reason in score(*event, chosen).explain(0, 0, locale):
        assert 0 <= reason.value <= 1
        assert reason.weight >= 0
        assert reason.sentence.endswith(".")
        assert "{" not in reason.sentence
        assert "  " not in reason.sentence


def test_explain_when_the_pair_may_meet_then_has_the_wish_each_criterion_and_the_base() -> None:
    reasons = score([an_applicant()], [an_offer()]).explain(0, 0, "de")
    assert [reason.criterion for reason in reasons] == NAMES


@pytest.mark.parametrize(
    "no", [ApplicantWish("a1", "o1", unwanted=True), CompanyWish("c1", "a1", unwanted=True)]
)
def test_explain_when_the_pair_must_not_meet_then_does_not_say_who_said_so(no) -> None:  # type: ignore[no-untyped-def]
    reasons = score([an_applicant()], [an_offer()], [no]).explain(0, 0, "de")
    assert [(reason.points, reason.sentence) for reason in reasons] == [
        (0, "Dieses Gespräch ist nicht vorgesehen.")
    ]


def test_explain_when_somebody_wished_then_keeps_the_rank_to_itself() -> None:
    of_first = score([an_applicant()], [an_offer()], [ApplicantWish("a1", "o1", rank=1)]).explain(0, 0, "de")
    of_ninth = score([an_applicant()], [an_offer()], [ApplicantWish("a1", "o1", rank=9)]).explain(0, 0, "de")
    assert [reason.sentence for reason in of_first] == [reason.sentence for reason in of_ninth]


def test_explain_when_in_german_and_english_then_gives_other_sentences_for_the_same_numbers() -> None:
    scores = score([an_applicant()], [an_offer(postcode="33098")])
    german, english = scores.explain(0, 0, "de"), scores.explain(0, 0, "en")
    for one, other in zip(german, english, strict=True):
        assert (one.value, one.weight) == (other.value, other.weight)
        assert one.sentence != other.sentence


def test_explain_when_in_another_language_then_raises_a_named_error() -> None:
    with pytest.raises(UnknownLocale):
        score([an_applicant()], [an_offer()]).explain(0, 0, "fr")
