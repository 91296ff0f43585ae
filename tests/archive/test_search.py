"""Letters are found by words, phrases and filters, in six languages."""

from __future__ import annotations

import argparse

import pytest
from django.utils import translation
from tests.archive.conftest import Archive, record, reply

from rapport.archive import selectors, services
from rapport.archive.errors import QueryTooLong
from rapport.archive.models import FoldedText, Version, Word
from rapport.archive.rules import Replied, Sort
from rapport.archive.selectors import Query, Search
from rapport.archive.selectors.passages import Where
from rapport.cli import commands
from rapport.language.forms import VERSION
from rapport.protocol.kinds import LetterType


def slugs(**asked: object) -> list[str]:
    """The addresses of what is found, in order."""
    return [one.slug for one in Search(Query(**asked)).in_order()]  # type: ignore[arg-type]


def told(archive: Archive, reference: str, summary: str, **changes: object) -> None:
    """A record with a summary."""
    archive.load(record(reference=reference, summary=summary, **changes))


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("The face templates of tenants were kept.", "TENANTS"),
        ("The face templates of tenants were kept.", '"face templates"'),
        ("The face templates of tenants were kept.", "“templates of tenants”"),
        ("The face-templates of tenants were kept.", "face-templates"),
        ("Les locataires ont été empêchés.", "empeches"),
        ("Les locataires ont ete empeches.", "empêchés"),
        ("Аккаунты были удалены, ещё раз.", "еще"),
        ("عُلِّقَت حسابات المدافعين", "علقت حسابات"),
        ("علقت حسابات المدافعين", "عُلِّقَت"),
        ("أُغلقت الشبكة", "اغلقت"),
        ("公司暂停了人权捍卫者的账户", "人权"),
        ("公司暂停了人权捍卫者的账户", "暂停了人权捍卫者"),
        ("公司暂停了人权捍卫者的账户", "权"),
        ("Los defensores de la vivienda en la ciudad", "defensores vivienda"),
        ("The STRASSE was closed", "straße"),
        ("In 2021 it was asked", "٢٠٢١"),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_marks(
    archive: Archive, summary: str, words: str
) -> None:
    told(archive, "OTH 1/2025", summary)
    told(archive, "OTH 2/2025", "Something else entirely.")

    assert slugs(words=words) == ["al-oth-1-2025"]


@pytest.mark.parametrize(
    "words", ['"templates face"', "tenants landlord", '"tenant"', '"kept al"', "捍人", "%", "_"]
)
def test_what_does_not_stand_there_is_not_found(archive: Archive, words: str) -> None:
    told(archive, "OTH 1/2025", "The face templates of tenants were kept. 人权捍卫者")

    assert slugs(words=words) in ([], ["al-oth-1-2025"] if words in {"%", "_"} else [])


def test_a_phrase_is_not_found_across_two_passages(archive: Archive) -> None:
    archive.letter(replies=[reply(opening="We were heard.")])

    assert slugs(words='"was not heard"') == ["al-oth-14-2099"]
    assert slugs(words='"heard please"') == []


def test_a_letter_is_found_by_its_reference_addressee_and_mandate(archive: Archive) -> None:
    archive.letter()

    for words in ("AL OTH 14/2099", "quillmoor", "open assembly online", "14/2099"):
        assert slugs(words=words) == ["al-oth-14-2099"], words
    assert slugs(words="15/2099") == []


def test_a_letter_to_a_state_is_found_in_every_language(archive: Archive) -> None:
    told(
        archive,
        "CHE 1/2025",
        "…",
        addressee="Switzerland",
        addressee_kind="state",
        country="CHE",
    )

    for words in ("Switzerland", "Suisse", "Швейцария", "瑞士", "سويسرا", "Suiza"):
        assert slugs(words=words) == ["al-che-1-2025"], words


def test_the_best_match_stands_first(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "Shutdown here.")
    told(archive, "OTH 2/2025", "A shutdown, and a shutdown, and one more shutdown.")
    told(archive, "OTH 3/2025", "Cameras.")

    assert slugs(words="shutdown") == ["al-oth-2-2025", "al-oth-1-2025"]


def test_results_stand_by_date_and_what_has_none_stands_last(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "Shutdown.", sent_on="2020-01-01")
    told(archive, "OTH 2/2025", "Shutdown.", sent_on="2021-03")
    told(archive, "OTH 3/2025", "Shutdown.", sent_on=None)

    newest = ["al-oth-2-2025", "al-oth-1-2025", "al-oth-3-2025"]
    assert slugs() == newest
    assert slugs(words="shutdown", sort=Sort.NEWEST) == newest
    assert slugs(sort=Sort.OLDEST) == ["al-oth-1-2025", "al-oth-2-2025", "al-oth-3-2025"]


def several(archive: Archive) -> None:
    """A published letter and two records."""
    archive.letter()
    told(archive, "OTH 1/2025", "Shutdown.", sent_on="2020-01-01", mandates=["privacy"])
    told(
        archive,
        "CHE 2/2025",
        "Shutdown.",
        type="UA",
        sent_on="2021-01-01",
        addressee="Switzerland",
        addressee_kind="state",
        country="CHE",
        mandates=["privacy", "freedex"],
        reply_status="replied",
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"mandate": "privacy"}, ["ua-che-2-2025", "al-oth-1-2025"]),
        ({"company": "demo-quillmoor"}, ["al-oth-14-2099"]),
        ({"country": "CHE"}, ["ua-che-2-2025"]),
        ({"year": 2020}, ["al-oth-1-2025"]),
        ({"types": (LetterType.URGENT,)}, ["ua-che-2-2025"]),
        ({"replied": (Replied.FULL,)}, ["al-oth-14-2099", "ua-che-2-2025"]),
        ({"replied": (Replied.UNKNOWN,)}, ["al-oth-1-2025"]),
        ({"mandate": "privacy", "words": "shutdown", "year": 2021}, ["ua-che-2-2025"]),
        ({"mandate": "no-such"}, []),
    ],
)
def test_results_are_narrowed(
    archive: Archive, asked: dict[str, object], expected: list[str]
) -> None:
    several(archive)

    assert slugs(**asked) == expected


def test_choices_are_counted_without_their_own_filter(archive: Archive) -> None:
    several(archive)

    facets = selectors.facets_of(
        Search(Query(types=(LetterType.URGENT,))), selectors.country_names("en")
    )

    types = {one.value: (one.count, one.chosen) for one in facets.types}
    assert types == {"AL": (2, False), "UA": (1, True)}
    assert [(one.label, one.count) for one in facets.countries] == [("Switzerland", 1)]
    assert [one.value for one in facets.years] == ["2021"]


def test_a_quotation_shows_where_it_was_found(archive: Archive) -> None:
    letter = archive.letter(
        replies=[
            reply(
                answers=[
                    {
                        "number": 1,
                        "stance": "answered",
                        "text": "x " * 200 + "Face   templates were not kept. " + "y " * 200,
                    }
                ]
            )
        ]
    )
    query = Query(words='"face templates"')

    quoted = selectors.snippets([letter], query.phrases)[letter.pk]

    assert set(quoted.where) == {Where.LETTER, Where.REPLY}
    assert [piece.text for piece in quoted.pieces if piece.found] == ["face templates"]


def test_a_quotation_keeps_the_signs_of_the_text(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "عُلِّقَت حسابات المدافعين")
    letter = selectors.get_letter("al-oth-1-2025")

    quoted = selectors.snippets([letter], Query(words="علقت").phrases)[letter.pk]

    assert [piece.text for piece in quoted.pieces if piece.found] == ["عُلِّقَت"]


def quoted(archive: Archive, summary: str, words: str, **changes: object) -> str:
    """The quotation of the one letter that has a summary, what was found in brackets."""
    told(archive, "OTH 1/2025", summary, **changes)
    letter = selectors.get_letter("al-oth-1-2025")
    pieces = selectors.snippets([letter], Query(words=words).phrases)[letter.pk].pieces
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


def test_a_quotation_is_cut_between_words(archive: Archive) -> None:
    shown = quoted(archive, "before " * 40 + "shutdown" + " after" * 80, "shutdown")

    assert shown.startswith("… before ")
    assert "[shutdown]" in shown
    assert shown.endswith(" after …")
    assert len(shown) < 360


def test_a_quotation_of_a_script_without_spaces_is_cut_too(archive: Archive) -> None:
    shown = quoted(archive, "前" * 300 + "人权" + "后" * 400, "人权")

    assert shown.startswith("… 前")
    assert "[人权]" in shown
    assert shown.endswith("后 …")


def test_words_that_overlap_or_stand_far_off_are_marked_once(archive: Archive) -> None:
    shown = quoted(archive, "人权人 " + "x " * 400 + "人权", "人权 权人")

    assert shown.startswith("[人权]人 x")
    assert shown.count("[") == 1


def test_what_is_found_in_the_heading_alone_shows_the_beginning(archive: Archive) -> None:
    assert quoted(archive, "Shutdown of networks.", "undertaking") == "Shutdown of networks."


def test_a_record_without_a_word_has_no_quotation(archive: Archive) -> None:
    archive.letter(
        parts=[], questions=[{"number": 1, "text": "…"}], replies=[], subject="Cameras"
    )
    letter = selectors.get_letter("al-oth-14-2099")

    found = selectors.snippets([letter], Query(words="cameras").phrases)[letter.pk]

    assert found.where == (Where.HEADING,)
    assert [piece.text for piece in found.pieces] == ["…"]


def test_a_letter_is_found_by_its_whole_reference(archive: Archive) -> None:
    archive.letter()

    found = selectors.find_by_reference("AL OTH 14/2099")
    assert found is not None
    assert found.slug == "al-oth-14-2099"
    assert selectors.find_by_reference("AL OTH 15/2099") is None


def test_more_words_than_a_search_takes_are_refused() -> None:
    with pytest.raises(QueryTooLong):
        Query(words="x" * 301)


def test_a_phrase_in_most_letters_is_found_like_one_in_few(archive: Archive) -> None:
    for number in range(1, 6):
        told(archive, f"OTH {number}/2025", "The face templates of tenants were kept.")
    told(archive, "OTH 6/2025", "The templates of a face.", addressee="Ostrevane")

    most, few = Search(Query(words='"face templates"')), Search(Query(words='"a face"'))

    assert {one.slug for one in most.letters()} == {f"al-oth-{n}-2025" for n in range(1, 6)}
    assert [one.slug for one in few.letters()] == ["al-oth-6-2025"]


def test_words_are_found_in_other_forms_and_in_quotation_marks_as_they_stand(
    archive: Archive,
) -> None:
    told(archive, "OTH 1/2025", "Two women were arrested by the police.")
    told(archive, "OTH 2/2025", "The arrest of a woman by the police.")

    both = ["al-oth-1-2025", "al-oth-2-2025"]
    assert sorted(slugs(words="arrests woman")) == both
    assert slugs(words='"arrest"') == ["al-oth-2-2025"]
    assert slugs(words='"arrested" women') == ["al-oth-1-2025"]
    assert slugs(words='"arrests"') == []


def test_what_stands_there_as_it_was_typed_comes_before_other_forms(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "Shutdowns, shutdowns and again shutdowns.")
    told(archive, "OTH 2/2025", "One shutdown.")

    assert slugs(words="shutdown") == ["al-oth-2-2025", "al-oth-1-2025"]
    assert slugs(words="shutdowns") == ["al-oth-1-2025", "al-oth-2-2025"]


def test_the_same_is_found_whatever_the_language_of_the_page(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "Las periodistas fueron detenidas en la ciudad por la policía.")

    for language in ("en", "ar", "zh-hans", "es"):
        with translation.override(language):
            assert slugs(words="detención periodista") == ["al-oth-1-2025"]


def test_a_word_of_another_language_that_looks_alike_is_not_another_form(
    archive: Archive,
) -> None:
    told(archive, "OTH 1/2025", "Los libros de la biblioteca fueron retirados por la policía.")
    told(archive, "OTH 2/2025", "La presse est libre dans le pays et les journaux aussi.")

    assert slugs(words="libro") == ["al-oth-1-2025"]


@pytest.mark.parametrize(
    ("summary", "words", "shown"),
    [
        ("They ARRESTED two.", "arrest", "They [ARRESTED] two."),
        ("Les arrêtées, l’arrestation.", "arrêté", "Les [arrêtées], l’[arrestation]."),
        ("وللصحفيين الحق في ذلك.", "صحفي", "[وللصحفيين] الحق في ذلك."),
        ("An e-mail came.", "emails", "An [e-mail] came."),
    ],
)
def test_a_quotation_marks_other_forms_as_they_were_written(
    archive: Archive, summary: str, words: str, shown: str
) -> None:
    assert quoted(archive, summary, words) == shown


def test_what_another_version_kept_is_kept_anew_and_only_that(archive: Archive) -> None:
    told(archive, "OTH 1/2025", "Two women.")
    told(archive, "OTH 2/2025", "One woman.")
    stale = FoldedText.objects.filter(letter__slug="al-oth-1-2025")
    stale.update(kept_by="0 of another release", text=" ")
    Word.objects.filter(letter__slug="al-oth-1-2025").delete()

    assert slugs(words="woman") == ["al-oth-2-2025"]
    assert services.index_some_again(archive.act()) == 1
    assert services.index_some_again(archive.act()) == 0
    assert sorted(slugs(words="woman")) == ["al-oth-1-2025", "al-oth-2-2025"]
    assert stale.get().kept_by == VERSION


def test_a_worker_keeps_anew_what_another_version_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(archive, "OTH 1/2025", "Two women.")
    FoldedText.objects.update(kept_by="0 of another release")

    def stop(**limits: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.journal, "work_off", stop)
    with pytest.raises(KeyboardInterrupt):
        commands.worker(argparse.Namespace())

    assert FoldedText.objects.get().kept_by == VERSION


def test_a_letter_whose_words_cannot_be_kept_anew_stops_no_other_work(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.letter()
    FoldedText.objects.update(kept_by="0 of another release")
    Version.objects.update(document="{}")  # as if this release could not read it
    worked: list[object] = []

    def stop(**limits: object) -> int:
        worked.append(limits)
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.journal, "work_off", stop)
    with pytest.raises(KeyboardInterrupt):
        commands.worker(argparse.Namespace())

    assert worked
