"""Bytes are kept under their hash, once, and come back as they were or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.documents import rules, services
from rapport.documents.errors import FileDamaged
from rapport.documents.models import StoredFile
from rapport.documents.services.files import path_of

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_read_again() -> None:
    file = services.keep(b"a page", media_type="text/plain", name="page.txt")

    assert services.read(file) == b"a page"
    assert path_of(file.sha256).stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_kept_once() -> None:
    first = services.keep(b"a page", media_type="text/plain", name="page.txt")
    again = services.keep(b"a page", media_type="text/plain", name="page.txt")
    other = services.keep(b"a page", media_type="text/plain", name="copy.txt")

    assert first == again != other
    assert path_of(first.sha256) == path_of(other.sha256)
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize("hurt", [b"", b"another page", None])
def test_a_damaged_file_is_told_and_mended_by_keeping_it_again(hurt: bytes | None) -> None:
    file = services.keep(b"a page", media_type="text/plain", name="page.txt")
    path = path_of(file.sha256)
    path.unlink() if hurt is None else path.write_bytes(hurt)

    with pytest.raises(FileDamaged) as refused:
        services.read(file)
    services.keep(b"a page", media_type="text/plain", name="page.txt")

    assert str(file.public_id) in str(refused.value)
    assert services.read(file) == b"a page"


@given(text=st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_text_ends_the_string_it_stands_in(text: str) -> None:
    inside = rules.css_string(text)[1:-1]

    assert not set(inside) & set("\"'<>\n\r\f")


def test_pages_are_counted_in_any_language() -> None:
    assert rules.page_words("Page {page} of {pages}") == (
        '"Page " counter(page) " of " counter(pages)'
    )
    assert rules.page_words("{page}/{pages}") == 'counter(page) "\\00002f" counter(pages)'


@pytest.mark.parametrize(
    ("text", "way"),
    [("A letter", "ltr"), ("رسالة", "rtl"), ("12 — رسالة A", "rtl"), ("12", "ltr")],
)
def test_the_first_strong_letter_says_which_way_a_text_runs(text: str, way: str) -> None:
    assert rules.way(text) == way
