"""The widths that the line reckons with are no smaller than those a browser needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Browser

from rapport.web.line60 import measure

STYLES = Path(measure.__file__).parents[1] / "static" / "web"
TEXTS = {
    "en": ("Reply due; may be made public", "Interim reply: accounts restored", "WWW", "00000"),
    "fr": ("Réponse attendue ; peut être rendue publique", "Accusé de réception"),
    "ru": ("Срок ответа; возможна публикация", "Запрошено ещё 10 дней"),
    "es": ("Plazo de respuesta; puede hacerse pública", "Acuse de recibo"),
    "ar": ("موعد الرد، ويجوز النشر", "سؤال عن فائدة عقد اجتماع"),
    "zh-hans": ("答复到期；可以公布", "已注明日期并发出的信函"),
}
WIDTHS = "[...document.querySelectorAll('text')].map(one => one.getComputedTextLength())"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("bold", [False, True])
def test_no_text_is_wider_than_the_line_reckons(
    browser: Browser, language: str, *, bold: bool
) -> None:
    css = "".join((STYLES / name).read_text("utf-8") for name in ("tokens.css", "base.css"))
    name = "b" if bold else "q"
    svg = "".join(f'<text class="{name}">{text}</text>' for text in TEXTS[language])
    page = browser.new_page()

    page.set_content(
        f"<!doctype html><html lang={language}><style>{css}</style>"
        f"<body><svg class=draw>{svg}</svg>"
    )
    widths = page.evaluate(WIDTHS)
    page.close()

    with translation.override(language):
        for text, width in zip(TEXTS[language], widths, strict=True):
            assert measure.text_width(text, bold=bold) >= width, text
