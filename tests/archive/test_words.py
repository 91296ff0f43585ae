"""The words of a text: the same for what is kept and for what is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rapport.web import search

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("aé ßİﬁ٣人权アعُلِّقَتـأ\u00ad\u200d-/'\"|%_"),
    ),
    max_size=60,
)


@given(TEXTS)
def test_words_with_their_places_are_the_words(text: str) -> None:
    assert [one.word for one in search.places_of(text)] == search.words_of(text)


@given(TEXTS)
def test_places_stand_in_the_text_in_order(text: str) -> None:
    last = 0
    for one in search.places_of(text):
        assert last <= one.start < one.end <= len(text)
        last = one.start


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    words = search.words_of(text)

    assert search.words_of(" ".join(words)) == words


@given(TEXTS, st.data())
def test_every_stretch_of_words_is_found(text: str, data: st.DataObject) -> None:
    words = search.words_of(text)
    start = data.draw(st.integers(0, len(words)))
    phrase = words[start : data.draw(st.integers(start, len(words)))]

    if phrase:
        assert search.like(phrase) in search.searchable([text])
        assert search.rarest(phrase) <= search.keys_of(words)


@given(TEXTS)
def test_what_is_asked_has_no_sign_of_like(query: str) -> None:
    for phrase in search.phrases_of(query):
        assert not set("%_\\") & set("".join(phrase))
        assert all(phrase)


def test_a_phrase_stands_in_quotation_marks_of_any_kind() -> None:
    expected = [("face", "templates"), ("tenants",)]

    for query in (
        '"face templates" tenants',
        "“face templates” tenants",
        "„face templates“ tenants",
        "«face templates» tenants",
    ):
        assert search.phrases_of(query) == expected


def test_no_more_phrases_are_read_than_a_search_takes() -> None:
    assert (
        len(search.phrases_of(" ".join(f"word{n}" for n in range(99)))) == search.MOST_PHRASES
    )
