"""What people of the demo do for a living, or would like to: occupations, sentences and small talk by trade.

All texts are invented. They are German because they are profiles of people of the region.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """A field of work: what young people say who want it, and what both sides talk about."""

    occupations: tuple[str, ...]
    motives: tuple[str, ...]
    questions_of_firm: tuple[str, ...]
    questions_of_applicant: tuple[str, ...]


TRADES: dict[str, Trade] = {
    "wood": Trade(
        ("tischler", "holzmechaniker"),
        (
            "Ich habe mit meinem Opa ein Hochbett gebaut und seitdem will ich mit Holz arbeiten.",
            "In Technik war mein Vogelhaus das einzige, das nicht wackelte.",
            "Ich mag es, wenn am Abend etwas dasteht, das morgens noch ein Brett war.",
            "Ich restauriere gerade einen alten Stuhl vom Sperrmüll.",
        ),
        ("Hast Du schon einmal etwas aus Holz gebaut?", "Wie genau nimmst Du es, wenn Du etwas baust?"),
        ("Bauen Sie eher Möbel oder Fenster und Türen?", "Darf man im ersten Jahr schon an die Maschinen?"),
    ),
    "software": Trade(
        ("fachinformatiker-anwendungsentwicklung", "fachinformatiker-systemintegration"),
        (
            "Ich habe für unsere Fußballmannschaft eine kleine App zum Abstimmen geschrieben.",
            "Ich betreue mit zwei Freunden das WLAN in unserem Jugendzentrum.",
            "Ich programmiere seit der siebten Klasse, zuerst Spiele, jetzt eher Nützliches.",
            "Mich interessiert, warum etwas nicht läuft. Ich suche dann, bis ich es weiß.",
        ),
        (
            "Was hast Du zuletzt programmiert oder repariert?",
            "Arbeitest Du lieber allein oder zu zweit an einem Problem?",
        ),
        ("Mit welchen Sprachen arbeiten Sie?", "Sitzt man als Azubi gleich mit im Team?"),
    ),
    "electricity": Trade(
        ("elektroniker-energie-und-gebaeudetechnik", "elektroniker-fuer-betriebstechnik"),
        (
            "Beim Umbau zu Hause durfte ich dem Elektriker zwei Tage helfen, das war gut.",
            "Solaranlagen finde ich spannend, weil man sieht, was man geschafft hat.",
            "Physik ist mein bestes Fach, vor allem alles mit Strom.",
            "Ich löte gern und habe unsere alte Lichterkette wieder zum Leuchten gebracht.",
        ),
        ("Wie geht es Dir auf der Leiter?", "Was reizt Dich an Strom und Gebäuden?"),
        ("Machen Sie auch Photovoltaik?", "Ist man als Azubi schon früh mit auf der Baustelle?"),
    ),
    "bakery": Trade(
        ("baecker", "fachverkaeufer-im-lebensmittelhandwerk-baeckerei", "konditor"),
        (
            "Ich backe jeden Sonntag für die ganze Familie, auch Sauerteigbrot.",
            "Früh aufstehen macht mir nichts, ich trage seit zwei Jahren Zeitungen aus.",
            "Ich habe in der Bäckerei meiner Tante in den Ferien verkauft und mochte die Kundschaft.",
            "Torten verzieren kann ich stundenlang, ohne auf die Uhr zu sehen.",
        ),
        ("Wie früh kannst Du gut gelaunt sein?", "Was backst Du am liebsten?"),
        ("Wann fängt bei Ihnen der Tag an?", "Darf man auch eigene Rezepte ausprobieren?"),
    ),
    "cars": Trade(
        ("kraftfahrzeugmechatroniker", "automobilkaufmann"),
        (
            "Ich schraube mit meinem Bruder an einem alten Mofa.",
            "Ich habe ein Praktikum in einer Werkstatt gemacht und wollte nicht mehr nach Hause.",
            "Elektroautos interessieren mich mehr als Motorenlärm.",
            "Ich kann ganz gut zuhören, auch einem Motor.",
        ),
        ("Was hast Du schon einmal selbst repariert?", "Was hältst Du von Elektroautos?"),
        ("Arbeiten Sie schon viel an Elektroautos?", "Wer zeigt einem am Anfang alles?"),
    ),
    "dentist": Trade(
        ("zahnmedizinischer-fachangestellter", "medizinischer-fachangestellter"),
        (
            "Ich bleibe ruhig, wenn andere nervös sind. Das sagt auch meine Lehrerin.",
            "Ich bin beim Jugendrotkreuz und mag es, Menschen zu helfen.",
            "Beim Praktikum in der Praxis durfte ich viel zusehen und fragen.",
            "Ich mag Arbeit, bei der es sauber und genau zugeht.",
        ),
        (
            "Wie würdest Du jemanden beruhigen, der Angst vor dem Bohrer hat?",
            "Was magst Du an der Arbeit mit Menschen?",
        ),
        ("Ist man gleich bei Behandlungen dabei?", "Wie viele Azubis haben Sie?"),
    ),
    "roofs": Trade(
        ("dachdecker", "zimmerer"),
        (
            "Ich klettere im Verein und habe keine Höhenangst.",
            "Ich will draußen arbeiten. In der Schule sitze ich schon genug.",
            "Von unserem Dach sieht man die Weser. Da oben könnte ich jeden Tag stehen.",
            "Ich packe gern an und habe beim Nachbarn geholfen, die Scheune zu decken.",
        ),
        ("Wie geht es Dir mit Höhe und Wetter?", "Bist Du gern draußen?"),
        ("Was machen Sie, wenn es stürmt?", "Wird man mit dem Firmenbus abgeholt?"),
    ),
    "heating": Trade(
        ("anlagenmechaniker-fuer-sanitaer-heizungs-und-klimatechnik",),
        (
            "Wärmepumpen haben wir in der Schule durchgenommen, das will ich genauer wissen.",
            "Ich habe zu Hause schon einen tropfenden Hahn repariert, er hält.",
            "Ein Beruf, den man immer braucht, das gefällt mir.",
            "Ich bin gern unterwegs und jeden Tag woanders.",
        ),
        ("Was hast Du zu Hause schon repariert?", "Was weißt Du über Wärmepumpen?"),
        ("Bauen Sie viele Wärmepumpen ein?", "Fährt man immer zu zweit zur Kundschaft?"),
    ),
    "metal": Trade(
        ("metallbauer", "konstruktionsmechaniker", "zerspanungsmechaniker"),
        (
            "Ich habe in der Metall-AG einen Grill geschweißt, der immer noch hält.",
            "Zeichnungen lesen kann ich gut, in Mathe mag ich Geometrie am liebsten.",
            "Mein Onkel hat mir das Schweißen gezeigt, seitdem lässt mich das nicht los.",
            "Ich mag große Teile und genaue Maße.",
        ),
        ("Hast Du schon einmal geschweißt oder gefeilt?", "Liest Du gern technische Zeichnungen?"),
        ("Macht man bei Ihnen einen Schweißschein?", "Was bauen Sie gerade?"),
    ),
    "office": Trade(
        ("steuerfachangestellter", "kaufmann-fuer-bueromanagement"),
        (
            "Ich führe die Kasse unserer Schülerfirma und sie stimmt.",
            "Ordnung macht mir Spaß, auch wenn das seltsam klingt.",
            "Zahlen fallen mir leicht, und ich telefoniere gern.",
            "Ich habe für meine Eltern einmal den ganzen Papierkram sortiert.",
        ),
        (
            "Was magst Du an Zahlen?",
            "Wie behältst Du den Überblick, wenn vieles auf einmal kommt?",
        ),
        ("Hat man als Azubi eigene Aufgaben?", "Wer hilft einem vor den Prüfungen?"),
    ),
    "gardens": Trade(
        ("gaertner-garten-und-landschaftsbau", "forstwirt"),
        (
            "Wir haben einen Kleingarten, und die Beete sind meine.",
            "Ich fahre gern Trecker und bin bei jedem Wetter draußen.",
            "Ich habe mit der Klasse den Schulhof bepflanzt und eine Trockenmauer gebaut.",
            "Pflanzennamen merke ich mir leichter als Vokabeln.",
        ),
        ("Was wächst bei Dir zu Hause?", "Wie geht es Dir bei Regen im November?"),
        ("Bauen Sie auch Teiche und Mauern?", "Wer bringt einem die Maschinen bei?"),
    ),
    "hotel": Trade(
        ("koch", "hotelfachmann", "fachmann-fuer-restaurants-und-veranstaltungsgastronomie"),
        (
            "Ich koche für meine Geschwister, seit ich zwölf bin.",
            "Ich rede gern mit Menschen und kann drei Teller tragen.",
            "Auf Klassenfahrt habe ich für dreißig Leute Nudeln gekocht, alle wurden satt.",
            "Ich möchte später einmal in einem Hotel im Ausland arbeiten.",
        ),
        ("Was kochst Du, wenn Besuch kommt?", "Wie gehst Du mit Trubel um?"),
        ("Wie sind bei Ihnen die Wochenenden geregelt?", "Darf man in Küche und Service beides lernen?"),
    ),
}
