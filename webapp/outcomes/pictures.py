"""The geometry of the report's pictures: plain numbers for the SVG in the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.outcomes.report import CompanyLine, Impressions

WIDTH = 320
COLUMN_AREA_HEIGHT = 150
COLUMN_GAP = 8
WIDEST_COLUMN = 56
LABEL_HEIGHT = 20
LINE_HEIGHT = 46
BAR_HEIGHT = 18
VALUE_WIDTH = 34
LONGEST_LABEL = 36
MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a picture with what it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def columns(counts: Sequence[tuple[int, int]]) -> list[Bar]:
    """Stand one column per number side by side; the highest fills the height."""
    most = max((count for _, count in counts), default=0) or 1
    step = min(WIDTH / max(len(counts), 1), WIDEST_COLUMN + COLUMN_GAP)
    return [
        Bar(
            x=round(place * step + COLUMN_GAP / 2, 2),
            y=round(LABEL_HEIGHT + COLUMN_AREA_HEIGHT * (1 - count / most), 2),
            width=round(step - COLUMN_GAP, 2),
            height=round(COLUMN_AREA_HEIGHT * count / most, 2),
            label=str(number),
            value=count,
        )
        for place, (number, count) in enumerate(counts)
    ]


def company_bars(lines: Sequence[CompanyLine]) -> list[Bar]:
    """Lay one bar per firm with a mutual yes below the other, at most the first few."""
    shown = [line for line in lines if line.mutual][:MOST_LINES]
    most = max((line.mutual for line in shown), default=1)
    return [
        Bar(
            x=0,
            y=place * LINE_HEIGHT + LABEL_HEIGHT + 4,
            width=round((WIDTH - VALUE_WIDTH) * line.mutual / most, 2),
            height=BAR_HEIGHT,
            label=shortened(line.name),
            value=line.mutual,
        )
        for place, line in enumerate(shown)
    ]


def impression_bars(impressions: Impressions | None) -> list[Bar]:
    """Cut one full-width bar into the shares of gladly, maybe and no; nothing if they are not shown."""
    bars: list[Bar] = []
    if impressions is None:
        return bars
    x = 0.0
    for label, value in (
        ("gladly", impressions.gladly),
        ("maybe", impressions.maybe),
        ("no", impressions.no),
    ):
        width = WIDTH * value / impressions.total
        bars.append(Bar(round(x, 2), 0, round(width, 2), 2 * BAR_HEIGHT, label, value))
        x += width
    return bars


def shortened(name: str) -> str:
    """Cut a long name so that it fits above its bar."""
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "…"
