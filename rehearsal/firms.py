"""The twelve firms of the demo: invented, small, from Lippe, Paderborn and Höxter."""

from __future__ import annotations

from dataclasses import dataclass

from matching.qualification import Qualification


@dataclass(frozen=True, slots=True)
class FirmSeed:
    """A firm, its offers (occupation, places) and who sits at its table."""

    name: str
    trade: str
    employees: int
    postcode: str
    about: str
    offers: tuple[tuple[str, int], ...]
    minimum_qualification: Qualification
    first_name: str
    last_name: str
    phone: str
    languages: tuple[str, ...] = ()


NONE, FIRST = Qualification.NONE, Qualification.FIRST
EXTENDED, INTERMEDIATE = Qualification.EXTENDED_FIRST, Qualification.INTERMEDIATE

# Phone numbers are of the range kept free for films and books. The first two firms are played by people.
FIRMS: tuple[FirmSeed, ...] = (
    FirmSeed(
        "Tischlerei Hobelbank", "wood", 11, "32756",
        "Wir bauen Küchen, Treppen und Möbel, jedes Stück nur einmal. Bei uns lernst Du vom ersten Tag "
        "an mit Holz umzugehen, und zum Ende des ersten Jahres baust Du Deinen eigenen Hocker.",
        (("tischler", 2),), FIRST, "Petra", "Lindhoff", "0171 39200 01",
    ),
    FirmSeed(
        "Paderbyte Software", "software", 32, "33102",
        "Wir schreiben Programme für Werkstätten und Krankenhäuser. Azubis arbeiten im Team mit, haben "
        "einen festen Ansprechpartner und freitags Zeit für ein eigenes Projekt.",
        (("fachinformatiker-anwendungsentwicklung", 2), ("fachinformatiker-systemintegration", 1)),
        INTERMEDIATE, "Tobias", "Remmert", "0171 39200 02",
    ),
    FirmSeed(
        "Elektro Lichtblick", "electricity", 18, "32657",
        "Licht, Strom und Solar für Häuser in ganz Lippe. Du fährst von Anfang an mit, immer zu zweit, "
        "und lernst jeden Tag ein anderes Haus kennen.",
        (("elektroniker-energie-und-gebaeudetechnik", 3),), FIRST, "Murat", "Aksoy", "0171 39200 03",
    ),
    FirmSeed(
        "Bäckerei Morgenrot", "bakery", 24, "32825",
        "Wir backen noch selbst, mit Mehl aus der Region. In der Backstube ist es früh, warm und lustig. "
        "Nachmittags hast Du frei.",
        (("baecker", 1), ("fachverkaeufer-im-lebensmittelhandwerk-baeckerei", 2)),
        NONE, "Heike", "Brandsmeier", "0171 39200 04",
    ),
    FirmSeed(
        "Kfz-Werkstatt Alme", "cars", 14, "33100",
        "Eine freie Werkstatt für alle Marken, vom Oldtimer bis zum Elektroauto. Wir erklären lieber "
        "einmal mehr, als dass jemand nur zusieht.",
        (("kraftfahrzeugmechatroniker", 2),), FIRST, "Dennis", "Kaupmann", "0171 39200 05",
    ),
    FirmSeed(
        "Zahnarztpraxis am Kurwald", "dentist", 9, "33175",
        "Ein kleines Team, das sich gut versteht, und Menschen, die oft etwas Angst haben. Du lernst zu "
        "assistieren, zu röntgen und zu beruhigen.",
        (("zahnmedizinischer-fachangestellter", 1),), EXTENDED, "Claudia", "Wessel", "0171 39200 06",
    ),
    FirmSeed(
        "Dachdeckerei Weserblick", "roofs", 13, "37671",
        "Wir decken Dächer zwischen Höxter und Beverungen, auch auf alten Kirchen. Wer schwindelfrei ist "
        "und gern draußen, ist hier richtig.",
        (("dachdecker", 2),), NONE, "Jörg", "Hillebrecht", "0171 39200 07",
    ),
    FirmSeed(
        "Heizung und Bad Nethegau", "heating", 16, "33034",
        "Wir bauen Bäder und tauschen alte Heizungen gegen Wärmepumpen. Jeder Azubi bekommt Werkzeug, "
        "das ihm gehört, und einen Gesellen, der sich Zeit nimmt.",
        (("anlagenmechaniker-fuer-sanitaer-heizungs-und-klimatechnik", 2),),
        FIRST, "Stefan", "Oeynhaus", "0171 39200 08",
    ),
    FirmSeed(
        "Metallbau Senne", "metal", 48, "33129",
        "Geländer, Hallen und Treppen aus Stahl. In unserer Lehrwerkstatt übst Du drei Monate, bevor Du "
        "mit auf Montage gehst. Den Schweißschein machst Du bei uns.",
        (("metallbauer", 2), ("konstruktionsmechaniker", 2)), FIRST, "Nadine", "Pollmeier", "0171 39200 09",
    ),
    FirmSeed(
        "Steuerkanzlei Werrebogen", "office", 3, "32791",
        "Wir sind zu dritt und helfen Handwerkern und Familien mit ihren Steuern. Du hast bald eigene "
        "Aufgaben, und eine von uns lernt mit Dir für die Prüfung.",
        (("steuerfachangestellter", 1), ("kaufmann-fuer-bueromanagement", 1)),
        INTERMEDIATE, "Ulrike", "Dettmann", "0171 39200 10",
    ),
    FirmSeed(
        "Gartenbau Desenberg", "gardens", 12, "34414",
        "Wir bauen Gärten, Teiche und Mauern aus Naturstein. Im Sommer fangen wir früh an, im Winter "
        "pflegen wir die Maschinen und planen die nächsten Gärten.",
        (("gaertner-garten-und-landschaftsbau", 2),), NONE, "Henrik", "Vogelsang", "0171 39200 11",
    ),
    FirmSeed(
        "Landhotel Emsquelle", "hotel", 27, "33161",
        "Vierzig Zimmer, eine Küche mit Gemüse aus dem eigenen Garten und Gäste aus aller Welt. Du "
        "lernst in Küche, Service und am Empfang.",
        (("koch", 2), ("hotelfachmann", 2)), FIRST, "Marlies", "Tegethoff", "0171 39200 12",
        languages=("en", "nl"),
    ),
)  # fmt: skip
