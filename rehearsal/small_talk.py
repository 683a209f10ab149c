"""What bots say: friendly, short, about the work of the firm, and honest about being bots."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from matching.occupations import occupation
from rehearsal.trades import TRADES

QUESTION_FOR_ANY_FIRM = "Wie sieht bei Ihnen ein normaler Tag aus?"
REPLIES_OF_FIRM = (
    "Das gefällt mir. Am besten siehst Du Dir das an einem Probetag bei uns an.",
    "Danke, das ist gut zu wissen. Bei uns fragst Du einfach, wenn etwas unklar ist.",
    "Klingt gut! Komm gern für ein paar Tage zum Praktikum vorbei.",
    "Verstehe. Bei uns lernst Du das Schritt für Schritt, niemand muss am Anfang alles können.",
)
QUESTIONS_BACK = (
    "Kann man bei Ihnen ein Praktikum machen?",
    "Was machen Ihre Azubis nach der Prüfung?",
    "Darf ich einmal einen Tag zusehen?",
    "Was ist Ihnen bei Azubis wichtig?",
)
REPLY_IN_ENGLISH = "I am one of the demo's bots and know only a few lines of English. Nice to meet you!"
ENGLISH = re.compile(r"\b(hello|hi|the|is|are|you|your|what|how|do|does|and|can|my|nice|good|evening)\b")
GERMAN = re.compile(r"\b(hallo|guten|ich|du|sie|ist|und|der|die|das|wie|was|kann|bei|mein|nicht|ja|nein)\b")


def trade_named(subtitle: str) -> str | None:
    """Return the trade one of whose occupations stands in a text; None if it is none of the demo's."""
    for name, trade in TRADES.items():
        if any(occupation(o).name_neutral in subtitle for o in trade.occupations):
            return name
    return None


def greeting(draw: random.Random, role: str, me: str, own_trade: str, partner: Mapping[str, Any]) -> str:
    """Return the first line of a meeting: who speaks, that it is a bot, and a question that fits."""
    if role == "applicant":
        theirs = trade_named(partner["subtitle"])
        question = draw.choice(TRADES[theirs].questions_of_applicant) if theirs else QUESTION_FOR_ANY_FIRM
        return f"Guten Abend, ich bin {me}, ein Bot der Vorführung. {question}"
    question = draw.choice(TRADES[own_trade].questions_of_firm)
    return f"Hallo {partner['name']}, hier ist {me}, ein Bot der Vorführung. {question}"


def reply(draw: random.Random, role: str, own_trade: str, heard: str) -> str:
    """Return the one reaction to what somebody wrote, in their language."""
    if is_english(heard):
        return REPLY_IN_ENGLISH
    if role == "applicant":
        return f"{draw.choice(TRADES[own_trade].motives)} {draw.choice(QUESTIONS_BACK)}"
    return draw.choice(REPLIES_OF_FIRM)


def is_english(text: str) -> bool:
    """Whether a line has more of the commonest English words than of the German ones."""
    words = text.lower()
    return len(ENGLISH.findall(words)) > len(GERMAN.findall(words))


def impression(draw: random.Random, own_trade: str, partner: Mapping[str, Any]) -> str:
    """Return how a bot felt: mostly gladly if the work fits, mixed if it does not."""
    fits = trade_named(partner["subtitle"]) == own_trade
    return draw.choices(("gladly", "maybe", "no"), (75, 20, 5) if fits else (35, 40, 25))[0]


def says_yes(draw: random.Random, felt: str) -> bool:
    """Return the answer that follows from how a bot felt."""
    return draw.random() < {"gladly": 0.95, "maybe": 0.6, "no": 0.1}[felt]
