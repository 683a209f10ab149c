"""The forty applicants of the demo: two are played by people, the others drawn by a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from matching.qualification import Qualification
from rehearsal.trades import TRADES

APPLICANTS = 40
YOUNGEST, OLDEST = 15, 19
PLAYED_BY_A_BOT = "In der Vorführung spielt mich ein Bot."


@dataclass(frozen=True, slots=True)
class ApplicantSeed:
    """A school-leaver; `age` is the age in the year of the evening."""

    first_name: str
    last_name: str
    trade: str
    occupations: tuple[str, ...]
    age: int
    birth_month: int
    postcode: str
    qualification: Qualification
    strengths: str
    about: str
    languages: tuple[str, ...] = ()


# Two who hesitate between wood and computers, so that they have something to say at both firms of people.
PEOPLE: tuple[ApplicantSeed, ...] = (
    ApplicantSeed(
        "Mia", "Lohmann", "wood", ("tischler", "fachinformatiker-systemintegration"), 16, 4, "32758",
        Qualification.INTERMEDIATE, "genau, geduldig",
        "Ich schwanke zwischen Holz und Computern. Am liebsten würde ich beides einmal ausprobieren.",
        languages=("en",),
    ),
    ApplicantSeed(
        "Emir", "Yildirim", "software", ("fachinformatiker-anwendungsentwicklung", "tischler"), 17, 9,
        "33098", Qualification.INTERMEDIATE, "neugierig, hartnäckig",
        "Ich programmiere kleine Spiele und baue die Gehäuse dazu selbst, aus Holz.",
        languages=("en", "tr"),
    ),
)  # fmt: skip

FIRST_NAMES = (
    "Lena", "Ben", "Aylin", "Paul", "Sophie", "Noah", "Hanna", "Finn", "Leonie", "Can", "Marie",
    "Jannis", "Zeynep", "Luca", "Emily", "Mats", "Amira", "Tom", "Clara", "Yusuf", "Greta", "Elias",
    "Olha", "Niklas", "Ida", "Danylo", "Frieda", "Henry", "Maja", "Ali", "Johanna", "Oskar", "Nele",
    "Milan", "Pauline", "Samir", "Lotta", "Kilian",
)  # fmt: skip
LAST_NAMES = (
    "Brinkmann", "Sander", "Demir", "Köster", "Meierjohann", "Wolff", "Tölle", "Nowak", "Hansmeier",
    "Arslan", "Frese", "Berger", "Kaya", "Strate", "Vogel", "Held", "Haddad", "Redeker", "Winter",
    "Öztürk", "Linnemann", "Pieper", "Kovalenko", "Bröker", "Sommer", "Melnyk", "Thiele", "Wegener",
    "Jansen", "Rahimi", "Engelke", "Böger", "Hartwig", "Petrovic", "Lüke", "Saleh", "Drewes", "Stork",
)  # fmt: skip
POSTCODES = (
    "32105", "32657", "32676", "32683", "32694", "32699", "32756", "32760", "32791", "32805", "32816",
    "32825", "32839", "33014", "33034", "33039", "33098", "33100", "33104", "33106", "33129", "33142",
    "33154", "33161", "33175", "33178", "33184", "33189", "34414", "34439", "37671", "37688", "33813",
    "33818",
)  # fmt: skip
STRENGTHS = (
    "pünktlich", "geduldig", "genau", "hilfsbereit", "neugierig", "ruhig", "kräftig", "geschickt", "offen",
    "zuverlässig", "ausdauernd", "humorvoll",
)  # fmt: skip
FREE_TIME = (
    "In meiner Freizeit spiele ich Handball.",
    "Ich bin in der Jugendfeuerwehr.",
    "Ich lese viel, am liebsten Krimis.",
    "Ich passe oft auf meine kleinen Geschwister auf.",
    "Ich spiele Trompete im Musikverein.",
    "Am Wochenende bin ich meistens mit dem Rad unterwegs.",
    "Ich trainiere die Kleinsten in unserem Turnverein.",
    "Ich spreche zu Hause zwei Sprachen.",
    "Ich lerne gerade Spanisch, einfach so.",
    "Ich gehe gern angeln, da habe ich Geduld gelernt.",
    "Ich tanze Hip-Hop, seit ich acht bin.",
    "Ich helfe samstags im Tierheim.",
    "Ich war zwei Jahre in der Schülervertretung.",
    "Ich spiele Schach und verliere auch mit Haltung.",
)
QUALIFICATIONS = (
    (Qualification.NONE, 1),
    (Qualification.FIRST, 3),
    (Qualification.EXTENDED_FIRST, 4),
    (Qualification.INTERMEDIATE, 7),
    (Qualification.APPLIED_SCIENCES_ENTRANCE, 2),
    (Qualification.UNIVERSITY_ENTRANCE, 2),
)


def draw_applicants(seed: int, count: int = APPLICANTS) -> list[ApplicantSeed]:
    """Return the people's two applicants and as many others as are missing; the same for the same seed."""
    draw = random.Random(seed)
    first_names, last_names = shuffled(draw, FIRST_NAMES), shuffled(draw, LAST_NAMES)
    interests = draw_interests(draw, count - len(PEOPLE))
    names = zip(first_names, last_names, interests, strict=False)
    return [*PEOPLE, *(draw_applicant(draw, first, last, *interest) for first, last, interest in names)]


def draw_interests(draw: random.Random, count: int) -> list[tuple[str, str]]:
    """Return pairs of trade and motive: every trade about equally often, no motive twice."""
    motives = {name: shuffled(draw, trade.motives) for name, trade in TRADES.items()}
    rounds = [[(name, motives[name][turn]) for name in shuffled(draw, tuple(TRADES))] for turn in range(4)]
    return [pair for one_round in rounds for pair in one_round][:count]


def draw_applicant(
    draw: random.Random, first_name: str, last_name: str, trade: str, motive: str
) -> ApplicantSeed:
    """Return one applicant who wants a trade for a reason."""
    wished = list(TRADES[trade].occupations)[: draw.choice((1, 1, 2))]
    if draw.random() < 0.5:
        other = draw.choice([name for name in TRADES if name != trade])
        wished.append(TRADES[other].occupations[0])
    return ApplicantSeed(
        first_name,
        last_name,
        trade,
        tuple(wished),
        draw.randint(YOUNGEST, OLDEST),
        draw.randint(1, 12),
        draw.choice(POSTCODES),
        draw.choices(*zip(*QUALIFICATIONS, strict=True))[0],
        ", ".join(draw.sample(STRENGTHS, 2)),
        f"{motive} {draw.choice(FREE_TIME)} {PLAYED_BY_A_BOT}",
    )


def shuffled(draw: random.Random, values: tuple[str, ...]) -> list[str]:
    """Return the values in an order of the draw."""
    return draw.sample(values, len(values))
