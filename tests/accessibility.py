"""axe-core in a real browser: what it finds to mend on the page that is shown, in light and in dark."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

THEMES = ("light", "dark")
RUN_AXE = """
axe.run(document, { rules: { "label-content-name-mismatch": { enabled: true } } }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)))
"""


def to_mend(page: Page, project_root: Path, theme: str) -> list[str]:
    """Return what axe finds in a theme, a line each."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.evaluate((project_root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN_AXE)
    return found
