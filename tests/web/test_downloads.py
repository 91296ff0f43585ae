"""Files that leave by a page are kept, not opened, under a name that hides nothing."""

from __future__ import annotations

import pytest

from rapport.web.downloads import PACKAGE, PDF, download, safe_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("C:\\\\desk\\\\../plan.pdf", "plan.pdf"),
        ("../../keys", "keys"),
        ('an"swer<1>.txt', "answer1.txt"),
        ("in\u202evoice.pdf", "invoice.pdf"),
        (" . ", "file"),
    ],
)
def test_a_file_keeps_its_own_name_and_no_path(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("data", "said", "sent"),
    [
        (b"%PDF-1.7", PDF, PDF),
        (b"<script>", PDF, "application/octet-stream"),
        (b"<html>", "text/html", "application/octet-stream"),
        (b"PK", PACKAGE, PACKAGE),
    ],
)
def test_only_what_is_a_pdf_or_a_package_is_called_one(
    data: bytes, said: str, sent: str
) -> None:
    response = download(data, name="a", media_type=said)

    assert response["Content-Type"] == sent
    assert response["Content-Disposition"].startswith("attachment")
