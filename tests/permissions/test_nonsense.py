"""Whatever is sent to an address, the answer is never that something broke on our side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.permissions.table import ANYBODY, SIDES, Page, Table, table_of
from tests.permissions.test_permissions import address_of, signed_in, stage

from rapport.accounts.models import Person

__all__ = ["stage"]

TABLES: Final = {side: table_of(side) for side in SIDES}
OFFICE_FIRST: Final = ("office", "desk")
FIRST: Final = TABLES["office"]
NONSENSE: Final = {
    "NUL": "a\0b",
    "broken UTF-8": b"\xed\xa0\x80\xff",
    "right to left": "\u202e\u2066evil\u2069 \u200f" + "ي" * 50,
    "long": "word " * 40_000,
    "huge number": "9" * 30,
    "negative": "-1",
    "year 9999": "9999-12-31",
    "year 1": "0001-01-01",
    "markup": "<script>{{ x }}{% y %}%s %(x)s {0} {x}",
    "digits of another script": "٣",
    "superscript": "²",
    "empty": "",
    "spaces": " \t\r\n",
}
IN_EACH_FIELD: Final = ("NUL", "broken UTF-8", "huge number", "markup")
PARAMETERS: Final = (
    "page", "q", "year", "state", "sort", "type", "reply", "mandate", "company", "country",
    "mine", "case", "next", "language", "token", "format", "sector", "kind", "status", "words",
)  # fmt: skip
VALUES: Final = (
    "", "-1", "0", "abc", "nope", "\0", "²", "9" * 30, "9999", "\u202e", "'\"<>%s{0}",
    "a" * 5_000,
    "../..", "true", "1e309", "AL", "en", "best", "!?…" * 50, "\ud800", " ",
)  # fmt: skip


@dataclass
class Form:
    """One form of a page: where it goes, and what a browser would send as it stands."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    """Reads the forms that are sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.open: Form | None = None
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field of it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(said.get("action", "")) if said.get("method") == "post" else None
            if self.open:
                self.found.append(self.open)
        elif self.open is None:
            return
        elif tag == "select":
            self.select = said.get("name", "")
            self.open.fields.setdefault(self.select, "")
        elif tag == "option" and self.select and said.get("value"):
            if not self.open.fields[self.select] or "selected" in said:
                self.open.fields[self.select] = said["value"]
        elif tag == "textarea":
            self.area = said.get("name", "")
            self.open.fields.setdefault(self.area, "")
        elif tag in {"input", "button"} and "name" in said:
            self._input(self.open, said)

    def _input(self, form: Form, said: dict[str, str]) -> None:
        name, kind = said["name"], said.get("type", "text")
        if kind == "file":
            form.files.add(name)
        elif kind in {"radio", "checkbox"} and name in form.fields and "checked" not in said:
            return
        else:
            form.fields[name] = said.get("value", "on")

    def handle_data(self, data: str) -> None:
        """Note the text of an area."""
        if self.open is not None and self.area:
            self.open.fields[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave what ends."""
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def asked(client: Client, method: str, address: str, *data: Any) -> HttpResponse:
    """Ask, and take back what it did."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(address, *data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def seat_for(table: Table, page: Page, method: str) -> str | None:
    """A seat that may use an address, or none where a stranger may."""
    who = page.get if method == "get" else page.post
    if who is ANYBODY or who is None:
        return None
    return next(seat for seat in table.seats if seat in who)


def variations(form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a form is sent with: nonsense in one field after the other, then without it."""
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    whole = {name: value or "words" for name, value in form.fields.items()}
    if form.files:
        whole |= {name: SimpleUploadedFile("a.txt", b"a") for name in form.files}
    yield "nothing", {}
    for name in names:
        yield f"without {name}", {key: value for key, value in whole.items() if key != name}
        for what in IN_EACH_FIELD:
            yield f"{what} in {name}", {**whole, name: NONSENSE[what]}
    for what, value in NONSENSE.items():
        yield f"{what} everywhere", dict.fromkeys(names, value)
    for name in form.files:
        for what, file in files().items():
            yield f"{what} in {name}", {**whole, name: file}


def files() -> Mapping[str, SimpleUploadedFile]:
    """Files that nobody should send."""
    return {
        "0 bytes": SimpleUploadedFile("a.txt", b""),
        "a path": SimpleUploadedFile("../../etc/passwd", b"a"),
        "newlines": SimpleUploadedFile("a\r\nX: y\n.txt", b"a"),
        "300 signs": SimpleUploadedFile("a" * 300 + ".txt", b"a"),
        "NUL": SimpleUploadedFile("a\0b.txt", b"a", content_type="text/\0plain"),
        "a long type": SimpleUploadedFile("a.txt", b"a", content_type="x/" + "y" * 500),
        "broken JSON": SimpleUploadedFile("a.json", b'{"a": "\xff\xfe\\ud800'),
        "another encoding": SimpleUploadedFile("a.json", '{"a": "é"}'.encode("utf-16")),
        "surrogates": SimpleUploadedFile("a.json", b'{"a": "\\ud800", "b": ["\\u0000"]}'),
    }


@pytest.mark.parametrize("side", OFFICE_FIRST)
def test_a_form_takes_any_nonsense(stage: Any, side: str) -> None:
    """Rooms that every side has get theirs once, with the first of the sides."""
    table = TABLES[side]
    people, facts = stage(table)
    done = {page.route for page in FIRST.pages} if table is not FIRST else set()
    for page in table.pages:
        if page.post is not None and page.route not in done:
            seat = seat_for(table, page, "post")
            send_nonsense(people[seat] if seat else None, address_of(page, facts))


def test_the_record_has_no_form_of_its_own() -> None:
    assert {page.route for page in TABLES["archive"].pages if page.post is not None} <= {
        page.route for page in FIRST.pages if page.post is not None
    }


def send_nonsense(person: Person | None, address: str) -> None:
    """Send every form of a page in every wrong way; a page without one gets nothing."""
    with signed_in(person) as client:
        shown = asked(client, "get", address)
        reader = Forms()
        reader.feed(shown.content.decode() if shown.status_code == 200 else "")
        forms = [one for one in reader.found if one.action in {"", address}] or [Form(address)]
        for form in forms:
            for what, data in variations(form):
                answer = asked(client, "post", address, data)
                assert not is_broken(answer), (address, what)


@pytest.mark.parametrize("side", SIDES)
def test_a_page_takes_any_address(stage: Any, side: str) -> None:
    table = TABLES[side]
    people, facts = stage(table)
    pages = [page for page in table.pages if page.get is not None]
    query = st.lists(
        st.tuples(
            st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=8)),
            st.one_of(st.sampled_from(VALUES), st.text(max_size=40)),
        ),
        max_size=5,
    )

    @settings(max_examples=200, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(pages), query)
    def holds(page: Page, query: list[tuple[str, str]]) -> None:
        seat = seat_for(table, page, "get")
        said = "&".join(
            f"{quote(name, errors='surrogatepass')}={quote(value, errors='surrogatepass')}"
            for name, value in query
        )
        address = f"{address_of(page, facts)}?{said}"
        with signed_in(people[seat] if seat else None) as client:
            answer = asked(client, "get", address)
        assert not is_broken(answer), address

    holds()


@pytest.mark.parametrize("side", SIDES)
def test_a_part_of_an_address_takes_any_nonsense(stage: Any, side: str) -> None:
    table = TABLES[side]
    people, facts = stage(table)
    for page, name in pages_with_words(table):
        for method in ("get", "post"):
            if (page.get if method == "get" else page.post) is None:
                continue
            seat = seat_for(table, page, method)
            with signed_in(people[seat] if seat else None) as client:
                for value in ("\0", "²", "9" * 30, "\u202e", "a" * 5_000, "..", "\ud800", "%"):
                    said = quote(value, safe="", errors="surrogatepass")
                    address = address_of(page, {**facts, page.facts.get(name, name): said})
                    answer = asked(client, method, address)
                    assert not is_broken(answer), (method, address)


def pages_with_words(table: Table) -> list[tuple[Page, str]]:
    """The addresses that hold words or numbers, with the names of those parts."""
    return [
        (page, name)
        for page in table.pages
        for kind, name in re.findall(r"<(\w+):(\w+)>", page.route)
        if kind != "uuid" and f"<{kind}:{name}>" in page.route.split("/")
    ]


def is_broken(answer: HttpResponse) -> bool:
    """Whether something broke on our side; 503 says the health page without a worker."""
    return answer.status_code >= 500 and answer.status_code != 503
