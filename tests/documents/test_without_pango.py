"""On a machine that cannot set a page in type, it is said what to install; all else works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents import papers
from tests.protocol.making import AT

from rapport.documents import selectors, services
from rapport.documents.errors import RendererMissing, RenderFailed

PAGE = "<!doctype html><html lang=en><title>A</title><p>A letter."


@pytest.fixture
def without_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the renderer find a WeasyPrint that cannot load Pango, before the real one."""
    (tmp_path / "weasyprint.py").write_text(
        "raise OSError('cannot load library libpango-1.0-0')\n", encoding="ascii"
    )
    real = selectors.renderer_environment

    def environment() -> dict[str, str]:
        known = real()
        return {**known, "PYTHONPATH": f"{tmp_path}:{known['PYTHONPATH']}"}

    monkeypatch.setattr(selectors, "renderer_environment", environment)
    monkeypatch.setattr(selectors, "_asked", {})


def test_it_says_what_is_missing_and_how_to_get_it(without_pango: None) -> None:
    with pytest.raises(RendererMissing) as refused:
        services.render_pdf(PAGE, title="A", language="en", made_at=AT)

    assert "Pango is missing" in str(refused.value)
    assert "libpango-1.0-0" in str(refused.value)
    assert refused.value.status == 503


def test_whoever_asks_before_is_told_no(without_pango: None) -> None:
    assert not selectors.renderer_is_ready()
    assert not selectors.renderer_is_ready()  # remembered, not asked again at once


def test_a_page_of_html_needs_no_pango(without_pango: None) -> None:
    assert "AL OTH 12/2099" in services.letter_html(papers.letter("en"))


def test_with_pango_it_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "_asked", {})

    assert selectors.renderer_is_ready()


def test_a_page_that_is_too_long_is_refused() -> None:
    with pytest.raises(RenderFailed, match=r".+") as refused:
        services.render_pdf(PAGE + "x" * 9_000_000, title="A", language="en", made_at=AT)

    assert "the text is too long" in str(refused.value)


def test_the_renderer_reads_no_file_and_no_network(tmp_path: Path) -> None:
    """What a text asks for is not fetched; the page is set without it."""
    (tmp_path / "secret.txt").write_text("the secret", encoding="ascii")
    asking = (
        f'<link rel="stylesheet" href="file://{tmp_path}/secret.txt">'
        f'<img src="file://{tmp_path}/secret.txt" alt="">'
        '<img src="http://127.0.0.1:9/x" alt="">'
        f'<a rel="attachment" href="file://{tmp_path}/secret.txt">x</a>'
        '<link rel="attachment" href="rapport:../../settings.py">'
    )

    made = services.render_pdf(PAGE + asking, title="A", language="en", made_at=AT).pdf

    assert made.startswith(b"%PDF-")
    assert b"the secret" not in made
    assert b"/EmbeddedFile" not in made


def test_a_renderer_that_fails_is_told_without_the_text() -> None:
    done = subprocess.run(
        [*selectors.RENDERER],
        input=b'{"html": "the secret"}',
        capture_output=True,
        env=selectors.renderer_environment(),
        check=False,
    )

    assert done.returncode not in {0, 3}
    assert b"the secret" not in done.stderr
    assert selectors.RENDERER[0] == sys.executable
