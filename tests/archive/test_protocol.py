"""The protocol's schemas stand at addresses of the record: the bytes of the documents."""

from __future__ import annotations

from pathlib import Path

from tests.archive.conftest import Archive

DOCUMENTS = Path(__file__).parents[2] / "docs" / "reference" / "protocol" / "schema"


def test_every_schema_of_the_documents_is_here_byte_for_byte(archive: Archive) -> None:
    listed = archive.client.get("/protocol.json").json()["items"]

    assert [one["name"] for one in listed] == sorted(one.name for one in DOCUMENTS.iterdir())
    for one in listed:
        answer = archive.client.get(one["url"])
        assert answer.content == (DOCUMENTS / one["name"]).read_bytes()
        assert answer["Content-Type"] == "application/schema+json"
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_page_leads_to_each_and_an_unknown_one_is_told(archive: Archive) -> None:
    page = archive.client.get("/protocol").content.decode()

    assert all(f'href="/protocol/schema/{one.name}"' in page for one in DOCUMENTS.iterdir())
    assert archive.client.get("/protocol/schema/letter.99.json").status_code == 404
    assert archive.client.get("/protocol/schema/../../etc/passwd").status_code == 404
