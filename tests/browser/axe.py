"""What a page is asked in a browser: axe's rules, sideways scrolling at 320 px.

axe is put into the page from outside: the context has to be made with `bypass_csp=True`, since
the page's own policy lets no foreign script in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Page

AXE: Final = Path(__file__).parent / "vendor" / "axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW: Final = 320

RUN: Final = """async tags => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.target.join(" ")}: ${rule.help}`
    ));
}"""
STICKS_OUT: Final = """() => {
    const room = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll("body *")];
    const out = all.filter(one => {
        const box = one.getBoundingClientRect();
        if (!box.width || (box.right <= room + 1 && box.left >= -1)) return false;
        for (let up = one; up; up = up.parentElement) {
            const kept = getComputedStyle(up);
            if (["hidden", "auto", "scroll", "clip"].includes(kept.overflowX)) return false;
            if (kept.clipPath !== "none") return false;
        }
        return true;
    });
    return out.map(one => one.tagName.toLowerCase() + "." + one.getAttribute("class")
        + ": " + one.textContent.trim().slice(0, 40));
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page that is open: rule, place, and what it asks for."""
    page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


def overflows(page: Page) -> list[str]:
    """Return what sticks out sideways when the open page is 320 px wide, and set it back."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 800})
    found: list[str] = page.evaluate(STICKS_OUT)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    if page.evaluate(wide) and not found:
        found = ["the page scrolls sideways"]
    if before is not None:
        page.set_viewport_size(before)
    return found
