"""Only PDFs in the plain form are read; of any other is said what is wrong with it."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.protocol.making import CATALOGUE, IDENTIFIER, pdf

from rapport.protocol import pdfsyntax
from rapport.protocol.pdfsyntax import Unreadable

PLAIN, DEFLATED, PACKED = pdf(deflated=False), pdf(), pdf(packed=True, deflated=False)


def test_what_is_read_of_a_page() -> None:
    read = pdfsyntax.read(PLAIN)

    assert (read.root, read.size, read.info) == (1, 6, b"4 0 R")
    assert read.catalogue == {b"Type": b"/Catalog", b"Pages": b"2 0 R", b"Lang": b"(en-GB)"}
    assert read.first_id == b"<0123456789ABCDEF0123456789ABCDEF>"
    assert PLAIN[read.starts_at :].startswith(b"5 0 obj")


def test_a_catalogue_is_the_same_wherever_it_stands() -> None:
    assert pdfsyntax.read(PACKED).catalogue == pdfsyntax.read(PLAIN).catalogue
    assert pdfsyntax.read(DEFLATED).catalogue == pdfsyntax.read(PLAIN).catalogue


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (b"<<>>", {}),
        (b"<< /A 1/B -2.5 /C .5 >>", {b"A": b"1", b"B": b"-2.5", b"C": b".5"}),
        (b"<</A true/B false /C null>>", {b"A": b"true", b"B": b"false", b"C": b"null"}),
        (b"<</A 1 0 R/B [1 0 R 2]>>", {b"A": b"1 0 R", b"B": b"[1 0 R 2]"}),
        (b"<</A(a (b) \\) c)/B<0a 0B>>>", {b"A": b"(a (b) \\) c)", b"B": b"<0a 0B>"}),
        (b"<</A<</B[<</C/D>>[]]>>>>", {b"A": b"<</B[<</C/D>>[]]>>"}),
        (b"% says\n<<%>>\r/A%x\n/B >>", {b"A": b"/B"}),
        (b"<</#41#42 /C#20D>>", {b"AB": b"/C#20D"}),
        (b"<</A()/B/>>", {b"A": b"()", b"B": b"/"}),
    ],
)
def test_dictionaries_are_taken_apart(text: bytes, entries: dict[bytes, bytes]) -> None:
    found, end = pdfsyntax.dictionary(text)

    assert found == entries
    assert end == len(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "a dictionary is missing"),
        (b"[]", "a dictionary is missing"),
        (b"<<", "a dictionary is broken"),
        (b"<</A 1", "a dictionary is broken"),
        (b"<<1 /A>>", "a dictionary is broken"),
        (b"<</A>>", "an object is broken"),
        (b"<</A 1/A 2>>", "says something twice"),
        (b"<</A 1/#41 2>>", "says something twice"),
        (b"<</A (never>>", "a string does not end"),
        (b"<</A <xyz>>>", "an object is broken"),
        (b"<</A [1 2>>", "an object is broken"),
        (b"<</A what>>", "an object is broken"),
        (b"<</A " + b"[" * 40 + b"]" * 40 + b">>", "nested too deeply"),
        (b"<</A" * 40 + b" 1" + b">>" * 40, "nested too deeply"),
    ],
)
def test_a_broken_dictionary_is_told(text: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        pdfsyntax.dictionary(text)


def swap(old: bytes, new: bytes, page: bytes = PLAIN) -> bytes:
    """Change one thing of a page; offsets before it stay true."""
    assert old in page
    return page.replace(old, new, 1)


def with_catalogue_at(kind: int, where: int, place: int = 0) -> bytes:
    """Return a page whose cross-references say that the catalogue is elsewhere."""
    start = PLAIN.rindex(b"stream\n", 0, PLAIN.rindex(b"endstream")) + 7
    entry = kind.to_bytes(1) + where.to_bytes(4) + place.to_bytes(2)
    return PLAIN[: start + 7] + entry + PLAIN[start + 14 :]


def stream_in(old: bytes, new: bytes) -> bytes:
    """Change the object stream in which a catalogue stands."""
    return swap(old, new, PACKED)


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "does not end as PDFs do"),
    "another end": (PLAIN + b"more", "does not end as PDFs do"),
    "its start nowhere": (pdf(end=b"startxref\n99999\n%%EOF\n"), "not where it should be"),
    "a table of old": (pdf(end=b"startxref\n0\n%%EOF\n"), "not where it should be"),
    "an update": (pdf(trailer={"Prev": b"1"}), "changed or encrypted"),
    "a hybrid": (pdf(trailer={"XRefStm": b"1"}), "changed or encrypted"),
    "encrypted": (pdf(trailer={"Encrypt": b"4 0 R"}), "changed or encrypted"),
    "no cross-references": (pdf(trailer={"Type": b"/Other"}), "no cross-reference stream"),
    "no root": (pdf(trailer={"Root": b""}), "no catalogue"),
    "a root that is none": (pdf(trailer={"Root": b"(1 0 R)"}), "no catalogue"),
    "a root of another generation": (pdf(trailer={"Root": b"1 1 R"}), "no catalogue"),
    "a root beyond the end": (pdf(trailer={"Root": b"77 0 R"}), "references are broken"),
    "fewer objects than it has": (pdf(trailer={"Size": b"2"}), "references are broken"),
    "no size": (pdf(trailer={"Size": b""}, index=b"[0 6]"), "a number is missing"),
    "info that is none": (pdf(trailer={"Info": b"<<>>"}), "what it says of itself"),
    "no catalogue": (pdf(b"<</Type /Pages>>"), "no catalogue"),
    "no identifier": (pdf(trailer={"ID": b""}), "no identifier"),
    "an empty identifier": (pdf(trailer={"ID": b"[]"}), "no identifier"),
    "an identifier that is none": (pdf(trailer={"ID": b"[/A /B]"}), "no identifier"),
    "no widths": (pdf(trailer={"W": b""}), "references are broken"),
    "widths that are none": (pdf(trailer={"W": b"[1 /A 2]"}), "references are broken"),
    "two widths": (pdf(trailer={"W": b"[1 4]"}), "references are broken"),
    "too wide": (pdf(trailer={"W": b"[1 9 2]"}), "references are broken"),
    "no offsets": (pdf(trailer={"W": b"[1 0 2]"}), "references are broken"),
    "too short": (pdf(trailer={"W": b"[8 8 8]"}), "references are broken"),
    "an object that has no entry": (
        pdf(index=b"[2 6]", trailer={"Size": b"8"}),
        "an object is missing",
    ),
    "a catalogue somewhere else": (with_catalogue_at(1, 3), "not where it should be"),
    "a catalogue of another number": (
        with_catalogue_at(1, PLAIN.index(b"2 0 obj")),
        "not where it should be",
    ),
    "a free catalogue": (with_catalogue_at(0, 0), "an object is missing"),
    "a catalogue in a catalogue": (with_catalogue_at(2, 1), "an object is missing"),
    "a catalogue in no stream": (with_catalogue_at(2, 4), "a number is missing"),
    "no stream": (swap(b"\nstream\n", b"\nstraum\n"), "a stream is broken"),
    "a stream too long": (swap(b"/Length 42", b"/Length 99"), "a stream is broken"),
    "no length": (swap(b"/Length 42", b"/Lengte 42"), "a number is missing"),
    "another filter": (
        pdf(trailer={"Filter": b"/LZWDecode"}, deflated=False),
        "coded in a way",
    ),
    "a predictor": (pdf(trailer={"DecodeParms": b"<<>>"}, deflated=False), "coded in a way"),
    "a stream outside": (pdf(trailer={"F": b"(a)"}, deflated=False), "coded in a way"),
    "a stream that is not deflated": (
        pdf(trailer={"Filter": b"/FlateDecode"}, deflated=False),
        "a stream is broken",
    ),
    "no object stream": (stream_in(b"/ObjStm", b"/ObjStr"), "an object is missing"),
    "an object stream of others": (
        stream_in(b"\n1 0 <<", b"\n7 0 <<"),
        "not where it should be",
    ),
    "an object stream of none": (stream_in(b"\n1 0 <<", b"\n1   <<"), "an object is missing"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_page_in_another_form_is_refused(what: str) -> None:
    page, reason = BROKEN[what]

    with pytest.raises(Unreadable, match=reason):
        pdfsyntax.read(page)


def test_a_stream_is_not_inflated_without_end() -> None:
    bomb = zlib.compress(bytes(pdfsyntax.LARGEST_STREAM + 1))
    head = b"%PDF-1.7\n5 0 obj\n<</Type /XRef /Filter /FlateDecode /Length "
    page = b"%b%d>>\nstream\n%b\nendstream\nendobj\nstartxref\n9\n%%%%EOF" % (
        head,
        len(bomb),
        bomb,
    )

    with pytest.raises(Unreadable, match="broken or too long"):
        pdfsyntax.read(page)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"<</A " + b"(" * 200_000 + b">>",
        lambda: b"<</A (" + b"\\(" * 200_000 + b">>",
        lambda: b"<<" + b"%\n" * 200_000,
        lambda: b"<</A <" + b"0" * 200_000,
        lambda: b"<</A " + b"1" * 200_000 + b" 0 X>>",
        lambda: b"<</A [" + b"1 " * 200_000,
    ],
)
def test_hostile_texts_take_no_long_time(make: Callable[[], bytes]) -> None:
    """Each is gone through once: a text twice as long takes twice as long, not four times."""
    with pytest.raises(Unreadable):
        pdfsyntax.dictionary(make())


NOISE = st.sampled_from(
    [
        b"<<",
        b">>",
        b"[",
        b"]",
        b"(",
        b")",
        b"<",
        b">",
        b"/A",
        b"1 0 R",
        b"%",
        b"\n",
        b"\\",
        b"#4",
    ]
)


@given(pieces=st.lists(NOISE, max_size=40))
@example(pieces=[b"<<", b"/A", b"(", b"\\"])
def test_any_text_is_read_or_refused(pieces: list[bytes]) -> None:
    try:
        found, end = pdfsyntax.dictionary(b"".join(pieces))
    except Unreadable:
        return
    assert end <= sum(map(len, pieces))
    assert all(isinstance(key, bytes) for key in found)


@settings(max_examples=400)
@given(
    page=st.sampled_from([PLAIN, DEFLATED, PACKED]),
    places=st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=3)), max_size=4),
)
def test_any_page_is_read_or_refused(page: bytes, places: list[tuple[int, bytes]]) -> None:
    for place, data in places:
        at = place % len(page)
        page = page[:at] + data + page[at + len(data) :]

    try:
        read = pdfsyntax.read(page)
    except Unreadable as refused:
        assert str(refused)
        return
    assert read.catalogue[b"Type"] == b"/Catalog"


def test_the_sign_of_an_identifier_is_kept_as_it_stands() -> None:
    page = pdf(trailer={"ID": b"[ (a\\)b)  (c)]"})

    assert pdfsyntax.read(page).first_id == b"(a\\)b)"
    assert IDENTIFIER.startswith(b"[" + pdfsyntax.read(PLAIN).first_id)
    assert CATALOGUE in PLAIN
