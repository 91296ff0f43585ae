"""Take the README's pictures from the real pages: `python3 tools/pictures.py`.

Builds the demonstration in a folder of its own, lets the cast open the pages, and writes
docs/pictures/*.png. Nothing in them is drawn by hand.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("RAPPORT_SIDE", "all")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")

import django  # noqa: E402

django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from tests.journeys.stage import built  # noqa: E402
from tests.journeys.visitor import Visitor  # noqa: E402

from rapport.demo import cast, story, texts  # noqa: E402
from rapport.demo.stage import Stage  # noqa: E402

PICTURES: Final = ROOT / "docs" / "pictures"
WIDTH: Final = 1120
TALLEST: Final = 1500


def main() -> None:
    """Build, visit, take."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, built(Path(folder) / "stage") as stage:
        stage.start()
        story.tell_all(stage, print)
        with sync_playwright() as playwright:
            sandbox = () if os.geteuid() else ("--no-sandbox",)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--disable-gpu", "--disable-quic", *sandbox],
            )
            _take_all(stage, browser)
            browser.close()


def _take_all(stage: Stage, browser: Browser) -> None:
    noor = Visitor(browser, stage, "noor")
    _take(noor.page, "desk-today")
    noor.follow(texts.TENANTS.subject)
    letter = noor.where
    _take(noor.page, "desk-letter")
    noor.page.locator('footer button[value="ar"]').click()
    _take(noor.page, "desk-letter-ar")
    odile = Visitor(browser, stage, "odile").go(f"{letter}/questions/2")
    _take(odile.page, "desk-answer")
    _take(_about_to_send(stage, browser).page, "office-transmit")
    ilse = Visitor(browser, stage, "ilse").go("/letters").follow(texts.SHUTDOWN.subject)
    _take(ilse.page, "office-reply")
    reader = browser.new_page()
    reader.goto(stage.url_of("archive"))
    reader.get_by_role("link", name=texts.SHUTDOWN.subject).first.click()
    _take(reader, "archive-letter")


def _about_to_send(stage: Stage, browser: Browser) -> Visitor:
    jonas = Visitor(browser, stage, "jonas").go("/letters").follow(texts.GATHERINGS.subject)
    letter = jonas.where
    jonas.go(f"{letter}/joining/{cast.ENTERPRISE}/join").press("Join this letter")
    mina = Visitor(browser, stage, "mina").go(letter).press("Clear the letter")
    return mina.follow("Send the letter under its reference").write(reference="OL OTH 17/2099")


def _take(page: Page, name: str) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 900})
    tall = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": min(tall, TALLEST)}
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
    print(f"docs/pictures/{name}.png")


if __name__ == "__main__":
    main()
