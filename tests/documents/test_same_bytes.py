"""The same act gives the same file: in another process, at another hour."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from tests.documents import papers
from tests.protocol.making import AT, package

from rapport.documents import selectors, services
from rapport.protocol import package as packages
from rapport.protocol import pdf
from rapport.protocol.package import FontFile

LATER = """
import datetime, pathlib, time

AHEAD = 400 * 86_400 + 3_661
clocks = {name: getattr(time, name) for name in ("time", "gmtime", "localtime")}
time.time = lambda: clocks["time"]() + AHEAD
time.gmtime = lambda at=None: clocks["gmtime"](time.time() if at is None else at)
time.localtime = lambda at=None: clocks["localtime"](time.time() if at is None else at)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC).replace(tzinfo=None)

datetime.datetime = Later
pathlib.Path(__file__).with_name("was-later").touch()
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let each renderer live 400 days later; say where it notes that it did."""
    (tmp_path / "sitecustomize.py").write_text(LATER, encoding="ascii")
    real = selectors.renderer_environment

    def environment() -> dict[str, str]:
        known = real()
        return {**known, "PYTHONPATH": f"{tmp_path}:{known['PYTHONPATH']}"}

    monkeypatch.setattr(selectors, "renderer_environment", environment)
    return tmp_path / "was-later"


def printed(language: str) -> services.Printed:
    letter = papers.letter(language)
    return services.render_pdf(
        services.letter_html(letter), title=letter.subject, language=language, made_at=AT
    )


@pytest.fixture(scope="module", params=papers.WORDS)
def today(request: pytest.FixtureRequest) -> tuple[str, services.Printed]:
    return request.param, printed(request.param)


def test_a_page_set_at_another_time_has_the_same_bytes(
    today: tuple[str, services.Printed], later: Path
) -> None:
    again = printed(today[0])

    assert later.exists()
    assert again == today[1]


def test_the_hashes_are_those_of_the_font_files_of_this_machine(
    today: tuple[str, services.Printed],
) -> None:
    listed = subprocess.run(
        ["fc-list", ":", "file"], capture_output=True, text=True, check=True
    )
    noto = [line.rstrip(": ") for line in listed.stdout.splitlines() if "/Noto" in line]
    known = {sha256(Path(path).read_bytes()).hexdigest() for path in noto if "Serif" in path}
    known |= {sha256(Path(path).read_bytes()).hexdigest() for path in noto if "Naskh" in path}

    fonts = today[1].fonts

    assert fonts
    assert {font.sha256 for font in fonts} <= known
    assert all(font.name.startswith("Noto ") for font in fonts)


def test_arabic_and_chinese_are_set_in_their_own_letters() -> None:
    names = {
        language: {font.name for font in printed(language).fonts} for language in ("ar", "zh")
    }

    assert "Noto Naskh Arabic" in names["ar"]
    assert "Noto Serif CJK SC" in names["zh"]
    assert not [name for name in names["ar"] if "Sans" in name]


def test_the_manifest_names_the_fonts_and_they_are_signed_with_it(
    today: tuple[str, services.Printed],
) -> None:
    body = package(papers.letter(today[0]), [today[1].part("letter.pdf")])

    read = packages.examine(pdf.extract(pdf.embed(body)))

    listed = {part.name: part.fonts for part in read.manifest.parts}
    assert tuple(listed["letter.pdf"]) == today[1].fonts == read.files["letter.pdf"].fonts
    assert listed["letter.json"] == []


def test_a_package_without_a_page_says_nothing_of_fonts() -> None:
    """So packages made before have the same bytes as those made now."""
    body = package()

    assert b"fonts" not in packages.peek(body)[1]["manifest.json"]


def test_what_is_no_hash_is_refused_in_a_list_of_fonts() -> None:
    with pytest.raises(ValueError, match="sha256"):
        FontFile(name="Noto Serif", sha256="0" * 63)
