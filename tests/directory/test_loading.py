"""What comes with Rapport is loaded once, whole, and again without a change."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from tests.directory.conftest import act, book

from rapport.directory import selectors, services
from rapport.directory.errors import DirectoryInvalid, FileUnreadable
from rapport.directory.models import Country
from rapport.directory.rules import LARGEST_FILE_BYTES, MandateStatus
from rapport.journal.models import Entry


def test_what_comes_with_rapport_is_loaded_whole(loaded: services.Counts) -> None:
    assert selectors.mandates().filter(demonstration=False).count() == 61
    assert selectors.companies().filter(demonstration=False).count() == 80
    assert selectors.countries().count() == 249
    assert selectors.sessions().count() == 18
    assert loaded.added > 550
    assert (loaded.changed, loaded.dropped, loaded.unchanged) == (0, 0, 0)


def test_loading_again_changes_nothing_and_tells_nothing(loaded: services.Counts) -> None:
    before, told = selectors.exported(), Entry.objects.count()

    again = services.load_directory(act(), demonstration=True)

    assert again == dataclasses.replace(loaded, added=0, unchanged=loaded.added)
    assert selectors.exported() == before
    assert Entry.objects.count() == told


def test_loading_without_the_invented_records_leaves_them_as_they_are(
    loaded: services.Counts,
) -> None:
    again = services.load_directory(act())

    assert (again.added, again.changed, again.dropped) == (0, 0, 0)


@pytest.mark.django_db
def test_a_fresh_installation_has_no_invented_record() -> None:
    services.load_directory(act())

    assert not selectors.mandates().filter(demonstration=True).exists()
    assert not selectors.companies().filter(demonstration=True).exists()


def test_terms_over_six_years_are_pointed_out_and_loaded_all_the_same(
    loaded: services.Counts,
) -> None:
    assert loaded.warnings
    for one in loaded.warnings:
        assert one.months > 72
        names = selectors.terms_of(selectors.get_mandate(one.mandate)).values_list("name")
        assert (one.name,) in names
        assert f"{one.mandate}, {one.name}: {one.begins} to" in str(one)


def test_a_mandate_that_was_merged_says_into_which_and_since_when(
    loaded: services.Counts,
) -> None:
    merged = selectors.mandates(status=MandateStatus.MERGED)

    assert merged
    for one in merged:
        found = selectors.get_mandate(one.slug)
        assert found.merged_into
        assert found.ended
        assert found in selectors.merged_into(found.merged_into)
        assert found not in selectors.active_mandates()


def test_a_mandate_that_ended_is_still_found_with_its_holders(
    loaded: services.Counts,
) -> None:
    ended = selectors.mandates(status=MandateStatus.DISCONTINUED).first()

    assert ended
    assert ended.ended
    assert selectors.find_mandate(ended.slug) == ended


def test_holders_are_asked_for_by_day(loaded: services.Counts) -> None:
    assert selectors.holders_on("freedex", date(2019, 5, 1)) == ["David Kaye"]
    assert selectors.holders_on("freedex", date(2021, 5, 12)) == ["Irene Khan"]
    assert selectors.holders_on("freedex", date(1980, 1, 1)) == []


def test_an_address_that_nobody_verified_is_shown_and_never_used(
    loaded: services.Counts,
) -> None:
    shown = 0
    for mandate in selectors.mandates():
        mailbox = selectors.find_mailbox(mandate)
        shown += mailbox is not None
        assert mailbox is None or not mailbox.verified
        assert selectors.usable_mailbox(mandate) is None

    assert shown


def test_an_address_is_used_once_an_import_says_that_it_was_verified(
    loaded: services.Counts,
) -> None:
    record = selectors.twin_of(selectors.get_mandate("freedex"))
    file = book(mandates=[record | {"email_verified": True, "packaged": False}])

    services.import_directory(act(), data=file, name="verified.json")

    mandate = selectors.get_mandate("freedex")
    assert selectors.usable_mailbox(mandate) == record["email"]
    assert services.load_directory(act()).changed == 0
    assert selectors.usable_mailbox(mandate) == record["email"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"{", "it is not JSON (line 1"),
        ("{“}".encode("utf-16"), "it is not text in UTF-8"),
        (b"[]", 'it does not say "format": "rapport-directory"'),
        (b'{"format": "rapport-directory", "version": 9}', "only version 1"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b" " * (LARGEST_FILE_BYTES + 1), "it is larger than 4 MB"),
        (b'{"format": "rapport-directory", "format": 1}', "a field stands twice"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FileUnreadable) as refusal:
        services.import_directory(act(), data=data, name="facts.json")

    assert said in str(refusal.value)
    assert str(refusal.value).startswith("facts.json cannot be read")
    assert not Country.objects.exists()


def _country(**other: Any) -> dict[str, Any]:
    return {
        "alpha2": "AW",
        "alpha3": "ABW",
        "numeric": "533",
        "names": {"en": "Aruba"},
        "un_name_en": None,
        "un_member": False,
        "un_observer": False,
        "un_region_group": None,
        "confidence": "high",
        "sources": [],
        "notes": None,
        **other,
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"population": 1}, "countries, ABW, population: Extra inputs are not permitted"),
        ({"alpha3": "abw"}, "countries, abw, alpha3:"),
        ({"confidence": "certain"}, "countries, ABW, confidence:"),
        ({"un_member": True}, "countries, ABW, un_name_en: a member"),
    ],
)
@pytest.mark.django_db
def test_every_mistake_is_named_with_its_place_and_nothing_is_loaded(
    wrong: dict[str, Any], said: str
) -> None:
    file = book(countries=[_country(alpha3="AFG", alpha2="AF"), _country(**wrong)])

    with pytest.raises(DirectoryInvalid) as refusal:
        services.import_directory(act(), data=file, name="facts.json")

    assert said in str(refusal.value)
    assert not Country.objects.exists()


@pytest.mark.django_db
def test_a_kind_that_does_not_exist_is_named_beside_those_that_do() -> None:
    with pytest.raises(DirectoryInvalid, match="known are countries, mandates, holders"):
        services.import_directory(act(), data=book(people=[]), name="facts.json")
