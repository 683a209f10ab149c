"""Matching at size: ``python -m benchmarks.scoring`` prints a Markdown table of seconds and megabytes."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from random import Random

from matching.companies import among_best, company_utilities
from matching.occupations import all_occupations, search_occupations
from matching.postcodes import places
from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification
from matching.score import score
from matching.wishes import ApplicantWish, CompanyWish, Wish

SIZES = ((300, 100), (1_500, 1_000), (10_000, 1_000))
RUNS = 5
TYPED = (
    "Krankenpflegerin",
    "Industreimechaniker",
    "kfz mechatroniker",
    "Kaufleute für Büro",
    "Systemintergration",
)

Event = tuple[list[ApplicantProfile], list[OfferProfile], list[Wish]]


def main() -> None:
    print("| what | first run, ms | median of further runs, ms | peak memory so far, MB |")
    print("| --- | ---: | ---: | ---: |")
    for applicants, offers in SIZES:
        event = generated(applicants, offers, Random(1))
        scores = score(*event)
        row(f"score {applicants:,} x {offers:,}", timed(lambda event=event: score(*event)))
        row(
            "... reduce to firms, keep 100 candidates",
            timed(lambda scores=scores: among_best(company_utilities(scores), 100)),
        )
        row("... explain one pair", timed(lambda scores=scores: scores.explain(0, 0, "de")))
    print(f"\n{typing_times()}")


def generated(applicants: int, offers: int, chance: Random) -> Event:
    """People and offers of the region with ten wishes a person, drawn with a seed."""
    postcodes = [postcode for postcode in sorted(places()) if postcode[:2] in ("32", "33", "34", "37")]
    people = [_person(f"a{i}", postcodes, chance) for i in range(applicants)]
    offered = [_offer(f"o{j}", f"c{j // 2}", postcodes, chance) for j in range(offers)]
    wishes: list[Wish] = [
        ApplicantWish(person.id, offer.id, rank=rank)
        for person in people
        for rank, offer in enumerate(chance.sample(offered, 10), start=1)
    ]
    for company in sorted({offer.company for offer in offered}):
        wishes += [CompanyWish(company, person.id, unwanted=True) for person in chance.sample(people, 5)]
    return people, offered, wishes


def timed(task: Callable[[], object]) -> list[float]:
    """Seconds of each of several runs."""
    seconds = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - started)
    return seconds


def row(name: str, seconds: list[float]) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {seconds[0] * 1e3:.1f} | {statistics.median(seconds[1:]) * 1e3:.1f} | {peak:.0f} |")


def typing_times() -> str:
    """How long the search takes for each letter that somebody types."""
    search_occupations("x")
    times = []
    for text in TYPED:
        for length in range(1, len(text) + 1):
            times.append(min(timed(lambda text=text, length=length: search_occupations(text[:length]))))
    cuts = statistics.quantiles(times, n=20)
    return f"Search, per letter typed: median {cuts[9] * 1e3:.2f} ms, 95 % within {cuts[18] * 1e3:.2f} ms."


def _person(name: str, postcodes: list[str], chance: Random) -> ApplicantProfile:
    return ApplicantProfile(
        id=name,
        occupations=tuple(found.id for found in chance.sample(all_occupations(), chance.randint(0, 3))),
        postcode=chance.choice(postcodes),
        radius_km=chance.choice([None, 10, 25, 50]),
        qualification=chance.choice(list(Qualification)),
        start_year=chance.choice([2026, 2027, 2028]),
        languages=frozenset(chance.sample(["de", "en", "tr"], chance.randint(0, 3))),
    )


def _offer(name: str, company: str, postcodes: list[str], chance: Random) -> OfferProfile:
    return OfferProfile(
        id=name,
        company=company,
        occupation=chance.choice(all_occupations()).id,
        postcode=chance.choice(postcodes),
        minimum_qualification=chance.choice(list(Qualification)),
        start_year=chance.choice([2026, 2027]),
        languages=frozenset(chance.sample(["de", "en"], chance.randint(0, 1))),
    )


if __name__ == "__main__":
    main()
