"""The public record that comes with Rapport is whole, and each of its letters can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.archive.conftest import Archive, before_any_test, midday
from tests.standing import standing

from rapport.archive import selectors, services
from rapport.archive.rules import Replied
from rapport.archive.services.loading import Counts
from rapport.foundation.acts import SYSTEM, Act, Door


@pytest.fixture(scope="module")
def loaded(
    directory: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counts]:
    """Load the record once for all tests; each takes back what it changes."""
    with standing(django_db_blocker):
        with before_any_test(tmp_path_factory.mktemp("packaged")):
            counts = services.load_packaged(Act(SYSTEM, midday("2026-03-05"), Door.COMMAND))
        yield counts


def test_the_record_that_comes_with_rapport_is_whole(loaded: Counts, archive: Archive) -> None:
    assert (loaded.added, loaded.changed, loaded.refused) == (714, 0, [])
    telenor = selectors.get_letter("oth-47-2019")
    assert telenor.addressee == "Telenor ASA"
    assert telenor.replied is Replied.FULL
    assert str(telenor.replied_on) == "2019-11-13"
    assert telenor.source_url.startswith("https://docslib.org/")
    assert str(telenor.as_of) == "2026-11-23"


def test_loading_it_again_changes_nothing(loaded: Counts, archive: Archive) -> None:
    told = archive.told()

    counts = services.load_packaged(archive.act())

    assert (counts.added, counts.changed, counts.unchanged) == (0, 0, 714)
    assert archive.told() == told


def test_every_letter_of_the_packaged_record_can_be_read(
    loaded: Counts, archive: Archive
) -> None:
    for address in (
        "/letters/oth-47-2019",
        "/letters/2021-03-about-150-companies",
        "/letters/ua-sau-5-2014",
        "/letters/e-cn-4-1994-31-24-1993-08-26",
        "/letters/al-g-so-214-usa-2004",
    ):
        answer = archive.client.get(address)

        assert answer.status_code == 200
        assert "Where this is from" in answer.content.decode()
