"""How areas stand to other catalogues: loaded, corrected in versions, kept from releases."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read

from rapport.accounts import services as accounts
from rapport.accounts.selectors import actor_of
from rapport.desk.areas import errors, rules, selectors, services
from rapport.desk.areas.models import AreaThemes, IssueArea
from rapport.desk.areas.rules import Origin
from rapport.desk.areas.services.wording import Wording
from rapport.documents.services import rows
from rapport.documents.services.targets import Counting
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post
from rapport.matching import themes
from rapport.matching.themes import Catalogue, Mapped, Relation

At = Callable[[str], Browser]
PRIVACY = Mapped(Catalogue.UHRI, "privacy", Relation.BROADER)
VIOLENCE = Mapped(Catalogue.DSA, "STATEMENT_CATEGORY_VIOLENCE", Relation.RELATED)
HARM = Mapped(Catalogue.UNGP, "13", Relation.RELATED)


def system() -> Act:
    """The act of a set-up or an upgrade."""
    return Act(SYSTEM, clock.now(), Door.COMMAND)


@pytest.fixture
def mapped(desk: Desk) -> Desk:
    """The desk with the areas and their lines that come with Rapport."""
    services.load_areas(system())
    services.load_themes(system())
    return desk


def area(slug: str) -> IssueArea:
    """One of the areas."""
    return IssueArea.objects.get(slug=slug)


def of(desk: Desk, slug: str) -> selectors.ThemesOfArea:
    """How an area stands to other catalogues, as the lead sees it."""
    return selectors.themes_of(desk.act("noor").actor, area(slug))


def map_to(desk: Desk, place: UUID, lines: list[Mapped], by: Act | None = None) -> None:
    """Somebody who has seen the newest version says how an area stands."""
    newest = AreaThemes.objects.filter(area__public_id=place).order_by("number").last()
    based_on = newest.number if newest else 0
    own = AreaThemes.objects.filter(area__public_id=place, origin=Origin.OWN)
    if last := own.order_by("number").last():
        based_on = last.number
    services.map_themes(by or desk.act("noor"), area_id=place, lines=lines, based_on=based_on)


def second_lead(desk: Desk) -> Act:
    """An act of somebody who leads the desk as well."""
    ilse = accounts.add_person(
        system(), name="Ilse Varga", email="ilse@quillmoor.invalid", posts=[Post("lead")]
    )
    return Act(actor_of(ilse), desk.today, Door.PAGE)


def own_area(desk: Desk) -> IssueArea:
    """An area of the desk's own."""
    return services.add_area(
        desk.act("noor"), wording=Wording(language="en", title="Ringtones")
    )


def of_an_older_release(slug: str, *lines: Mapped) -> None:
    """Let the packaged lines of an area be those of a release before the first."""
    kept = [
        {"catalogue": one.catalogue, "code": one.code, "title": "", "relation": one.relation}
        for one in lines
    ]
    AreaThemes.objects.filter(area__slug=slug).update(release=0, lines=kept)


def test_the_lines_of_a_release_are_loaded_once_for_each_packaged_area(mapped: Desk) -> None:
    newest = themes.newest()

    assert of(mapped, "shutdowns").lines == newest.areas["shutdowns"].lines
    assert of(mapped, "shutdowns").release == newest.number
    assert not of(mapped, "shutdowns").own
    assert services.load_themes(system()) == 0
    assert AreaThemes.objects.count() == len(newest.areas)
    assert mapped.told().count("desk.themes_loaded") == 1


def test_an_area_of_ones_own_has_no_lines_until_somebody_names_some(mapped: Desk) -> None:
    own = own_area(mapped)
    services.load_themes(system())
    assert of(mapped, own.slug).lines == ()

    map_to(mapped, own.public_id, [PRIVACY, HARM])

    found = of(mapped, own.slug)
    assert found.lines == (PRIVACY, HARM)
    assert (found.own, found.number, found.release) == (True, 1, 0)
    assert found.history[0].made_by == mapped.people["noor"]
    assert mapped.told()[-1] == "desk.themes_mapped"


def test_a_correction_is_a_version_and_what_was_before_stays(mapped: Desk) -> None:
    place = area("surveillance").public_id
    before = of(mapped, "surveillance").lines

    map_to(mapped, place, [PRIVACY])
    map_to(mapped, place, [PRIVACY])
    map_to(mapped, place, [])

    history = of(mapped, "surveillance").history
    assert [(one.number, one.origin) for one in history] == [
        (1, Origin.PACKAGED),
        (2, Origin.OWN),
        (3, Origin.OWN),
    ]
    assert [selectors.lines_of(one) for one in history] == [before, (PRIVACY,), ()]
    assert of(mapped, "surveillance").lines == ()


def test_a_release_leaves_a_correction_alone_and_says_what_changed(
    mapped: Desk, at: At
) -> None:
    of_an_older_release("elections", PRIVACY, HARM)
    map_to(mapped, area("elections").public_id, [VIOLENCE])
    assert not of(mapped, "elections").changes

    assert services.load_themes(system()) == 1

    found = of(mapped, "elections")
    assert found.lines == (VIOLENCE,)
    assert found.changes.removed == (PRIVACY,)
    assert HARM not in found.changes.added
    assert Mapped(Catalogue.UHRI, "public-affairs", Relation.BROADER) in found.changes.added
    shown = at("noor").text(f"/areas/{area('elections').public_id}")
    assert "changed lines of this area. Yours was left as it is." in shown
    assert "No longer there: Private life & privacy" in shown


def test_to_save_it_as_it_is_ends_the_notice_of_a_change(mapped: Desk) -> None:
    of_an_older_release("elections", PRIVACY)
    place = area("elections").public_id
    map_to(mapped, place, [VIOLENCE])
    services.load_themes(system())
    assert of(mapped, "elections").changes

    map_to(mapped, place, [VIOLENCE])

    found = of(mapped, "elections")
    assert (found.lines, found.release) == ((VIOLENCE,), themes.newest().number)
    assert not found.changes


def test_the_packaged_lines_can_be_taken_again_where_there_are_any(
    mapped: Desk, at: At
) -> None:
    place = area("women").public_id
    map_to(mapped, place, [])

    seen = str(of(mapped, "women").number)
    at("noor").post(f"/areas/{place}/themes/packaged", based_on=seen)

    assert of(mapped, "women").lines == themes.newest().areas["women"].lines
    own = own_area(mapped)
    with pytest.raises(errors.NoPackagedThemes):
        services.take_packaged_themes(mapped.act("noor"), area_id=own.public_id, based_on=0)


def test_a_release_that_changes_nothing_of_an_area_adds_no_version(mapped: Desk) -> None:
    AreaThemes.objects.update(release=0)

    assert services.load_themes(system()) == 0


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([Mapped(Catalogue.UHRI, "13", Relation.EXACT)], errors.ThemeUnknown),
        ([HARM, Mapped(Catalogue.UNGP, "13", Relation.EXACT)], errors.ThemeTwice),
    ],
)
def test_lines_name_entries_of_their_catalogue_and_each_once(
    mapped: Desk, lines: list[Mapped], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        map_to(mapped, area("women").public_id, lines)


def test_an_area_has_no_more_lines_than_a_page_can_show(mapped: Desk) -> None:
    known = themes.newest()
    every = [
        Mapped(one.catalogue, one.code, Relation.RELATED)
        for about in known.catalogues.values()
        for one in about.entries.values()
    ]
    lead = mapped.act("noor").actor

    most = every[: rules.MOST_LINES]
    assert rules.why_not_map_themes(lead, lines=most, known=known) is None
    refused = rules.why_not_map_themes(lead, lines=every, known=known)
    assert isinstance(refused, errors.TooManyThemes)


def test_the_page_shows_the_lines_and_the_form_corrects_them(mapped: Desk, at: At) -> None:
    place = f"/areas/{area('trafficking').public_id}"
    noor = at("noor")
    assert "Human trafficking & contemporary forms of slavery the same" in noor.text(place)

    answer = noor.post(
        f"{place}/themes",
        **{
            "based_on": "1",
            "uhri-0": "trafficking",
            "uhri-0-is": "broader",
            "uhri-1": "",
            "uhri-1-is": "related",
            "ungp-0": "13",
            "ungp-0-is": "related",
            "dsa-0": "STATEMENT_CATEGORY_VIOLENCE",
            "dsa-0-is": "broader",
        },
    )

    assert answer.status_code == 302
    assert of(mapped, "trafficking").lines == (
        Mapped(Catalogue.UHRI, "trafficking", Relation.BROADER),
        HARM,
        Mapped(Catalogue.DSA, "STATEMENT_CATEGORY_VIOLENCE", Relation.BROADER),
    )
    assert "Your own, version 2" in noor.text(place)
    assert "Version 2, by Noor Halsted" in noor.text(f"{place}/themes")


def test_the_page_says_why_a_correction_was_not_kept(mapped: Desk, at: At) -> None:
    place = f"/areas/{area('trafficking').public_id}/themes"
    twice = {
        "based_on": "1",
        "uhri-0": "privacy",
        "uhri-0-is": "exact",
        "uhri-1": "privacy",
        "uhri-1-is": "related",
    }

    refused = at("noor").post(place, **twice)
    unknown = at("noor").post(
        place, **{"based_on": "1", "uhri-0": "nothing", "uhri-0-is": "exact"}
    )

    assert refused.status_code == unknown.status_code == 422
    assert "The same entry is chosen twice." in read(refused)
    assert of(mapped, "trafficking").number == 1


def test_of_two_leads_the_second_is_told_what_the_first_changed_and_loses_nothing(
    mapped: Desk, at: At
) -> None:
    place = area("women").public_id
    url = f"/areas/{place}/themes"
    map_to(mapped, place, [PRIVACY, HARM])
    mine = {
        "based_on": str(of(mapped, "women").number),
        "uhri-0": "privacy",
        "uhri-0-is": "broader",
        "ungp-0": "14",
        "ungp-0-is": "related",
    }
    map_to(mapped, place, [VIOLENCE, HARM], second_lead(mapped))
    before = of(mapped, "women")

    refused = at("noor").post(url, **mine)

    assert refused.status_code == 409
    assert of(mapped, "women").history == before.history, "nothing was overwritten"
    said = read(refused)
    assert (
        "Ilse Varga saved version 3 of these lines meanwhile. Nothing was overwritten" in said
    )
    theirs = said[said.index("saved version 3 meanwhile") : said.index("Your choice stands")]
    new, gone = theirs.split("No longer there:")
    assert "Violence" in new
    assert "Private life & privacy" in gone
    form = refused.context["form"]
    assert form["ungp-0"].value() == "14"
    assert form["uhri-0"].value() == "privacy"
    kept = at("noor").post(url, **mine | {"based_on": str(form["based_on"].value())})
    assert kept.status_code == 302
    assert [one.number for one in of(mapped, "women").history] == [1, 2, 3, 4]
    assert Mapped(Catalogue.UNGP, "14", Relation.RELATED) in of(mapped, "women").lines


def test_the_same_lines_as_somebody_else_chose_are_no_conflict(mapped: Desk) -> None:
    place = area("women").public_id
    map_to(mapped, place, [PRIVACY])

    services.map_themes(mapped.act("noor"), area_id=place, lines=[PRIVACY], based_on=1)

    assert of(mapped, "women").number == 2


def test_the_packaged_lines_replace_no_version_that_was_not_seen(mapped: Desk, at: At) -> None:
    place = area("women").public_id
    map_to(mapped, place, [PRIVACY])
    map_to(mapped, place, [VIOLENCE])

    refused = at("noor").post(f"/areas/{place}/themes/packaged", based_on="2")

    assert refused.status_code == 409
    assert of(mapped, "women").lines == (VIOLENCE,)


def test_nobody_but_the_lead_sees_or_corrects_the_lines(mapped: Desk, at: At) -> None:
    place = area("women")

    for who in ("odile", "tomas", "petra", "lioba", "sunniva"):
        assert at(who).get(f"/areas/{place.public_id}/themes").status_code == 403
        assert not selectors.themes_of(mapped.act(who).actor, place).history
    with pytest.raises(errors.AreaNotFound):
        map_to(mapped, uuid4(), [])


def test_a_version_of_a_person_names_them_and_one_of_a_release_nobody(mapped: Desk) -> None:
    packaged = AreaThemes.objects.first()
    assert packaged is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        AreaThemes.objects.filter(pk=packaged.pk).update(origin=Origin.OWN)


def test_an_export_holds_every_version_with_its_titles(mapped: Desk) -> None:
    map_to(mapped, area("women").public_id, [PRIVACY])
    file = io.BytesIO()

    assert AreaThemes in rows.tables()
    assert rows.name_of(AreaThemes) not in rows.NEVER_EXPORTED
    count = rows.write(AreaThemes, Counting(file), secrets=False)

    told = [json.loads(row)["fields"] for row in file.getvalue().splitlines()]
    assert len(told) == count == len(themes.newest().areas) + 1
    assert told[-1]["origin"] == "own"
    assert told[-1]["lines"] == [
        {
            "catalogue": "uhri",
            "code": "privacy",
            "title": "Private life & privacy",
            "relation": "broader",
        }
    ]
