"""Issue areas: loaded, worded, given to owners with deputies; who may, and what stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read

from rapport.desk.areas import errors, rules, services
from rapport.desk.areas.models import Absence, IssueArea, Responsibility
from rapport.desk.areas.rules import Charge, Chosen, Why
from rapport.desk.areas.services.wording import Wording
from rapport.directory import services as directory
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.matching.areas import packaged_areas

At = Callable[[str], Browser]
OWNER, DEPUTY = uuid4(), uuid4()


def system() -> Act:
    """The act of a set-up or an upgrade."""
    return Act(SYSTEM, clock.now(), Door.COMMAND)


@pytest.fixture
def areas(desk: Desk) -> Desk:
    """The desk with the areas that come with Rapport."""
    services.load_areas(system())
    return desk


def area(slug: str) -> IssueArea:
    """One of the areas."""
    return IssueArea.objects.get(slug=slug)


def test_the_areas_are_loaded_once_in_six_languages(areas: Desk) -> None:
    assert IssueArea.objects.count() == len(packaged_areas())
    assert {*area("shutdowns").titles} == {"ar", "en", "es", "fr", "ru", "zh"}

    assert services.load_areas(system()) == 0

    assert areas.told().count("desk.areas_loaded") == 1


def test_an_upgrade_renews_what_the_desk_left_alone_and_keeps_its_own_wording(
    areas: Desk,
) -> None:
    IssueArea.objects.filter(slug="shutdowns").update(titles={"en": "Of an older release"})
    IssueArea.objects.filter(slug="women").delete()
    own = area("journalists")
    services.word_area(
        areas.act("noor"),
        area_id=own.public_id,
        wording=Wording(language="en", title="Press"),
    )
    services.switch_area(areas.act("noor"), area_id=area("elections").public_id, on=False)

    changed = services.load_areas(system())

    assert changed == 2
    assert area("shutdowns").titles["en"] == "Network shutdowns and blocking"
    assert area("women").packaged
    assert area("journalists").titles["en"] == "Press"
    assert area("journalists").titles["fr"] == "Sécurité des journalistes"
    assert area("elections").switched_off_at is not None


def test_two_areas_do_not_share_a_title(areas: Desk) -> None:
    with pytest.raises(errors.TitleUsed, match="child SAFETY"):
        services.add_area(
            areas.act("noor"), wording=Wording(language="en", title=" child SAFETY ")
        )


def test_the_lead_words_an_area_in_the_language_of_the_page(areas: Desk, at: At) -> None:
    address = f"/areas/{area('child-safety').public_id}"
    noor = at("noor")
    noor.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    answer = noor.post(address, title="Mineurs", description="", words="enfant، mineur，ado")

    assert answer.status_code == 302
    row = area("child-safety")
    assert row.titles["fr"] == "Mineurs"
    assert row.titles["en"] == "Child safety"
    assert "fr" not in row.descriptions
    assert row.words["fr"] == "enfant, mineur,ado"


def test_an_area_of_ones_own_stands_in_the_list_and_can_be_switched_off(
    areas: Desk, at: At
) -> None:
    noor = at("noor")
    noor.post("/areas/new", title="Ringtones", description="", words="ringtone")
    assert "Ringtones" in noor.text("/areas")
    own = IssueArea.objects.get(titles__en="Ringtones")

    noor.post(f"/areas/{own.public_id}/switch", on="no")

    assert "Ringtones switched off" in noor.text("/areas")
    assert "Ringtones" not in noor.text(f"/letters/{areas.letter().public_id}/owners")


def test_nobody_but_the_lead_sees_or_changes_areas(areas: Desk, at: At) -> None:
    for who in ("odile", "tomas", "petra", "lioba", "sunniva"):
        assert at(who).get("/areas").status_code == 403
        assert at(who).post("/areas/new", title="Mine").status_code == 403


def test_an_area_without_a_title_is_refused_with_the_reason(areas: Desk, at: At) -> None:
    answer = at("noor").post("/areas/new", title=" ", words="x")

    assert answer.status_code == 422
    assert IssueArea.objects.count() == len(packaged_areas())


def give(desk: Desk, slug: str, owner: str, deputy: str = "", **narrow: str) -> Responsibility:
    """Let somebody answer for an area."""
    return services.give_responsibility(
        desk.act("noor"),
        area_id=area(slug).public_id,
        owner_id=desk.people[owner].public_id,
        deputy_id=desk.people[deputy].public_id if deputy else None,
        **narrow,
    )


def test_one_answers_for_an_area_and_product_and_country(areas: Desk) -> None:
    directory.load_directory(system())
    give(areas, "shutdowns", "odile", "bram")
    give(areas, "shutdowns", "bram", country="SDN")

    with pytest.raises(errors.ResponsibilityGivenAlready, match="Bram Teale"):
        give(areas, "shutdowns", "odile", country="SDN")
    with pytest.raises(errors.CountryUnknown):
        give(areas, "shutdowns", "odile", country="XYZ")


def test_deputy_and_owner_are_two_issue_owners(areas: Desk) -> None:
    with pytest.raises(errors.DeputyIsOwner):
        give(areas, "shutdowns", "odile", "odile")
    with pytest.raises(errors.NotAnIssueOwner):
        give(areas, "shutdowns", "petra")


def test_the_pages_give_and_end_a_responsibility(areas: Desk, at: At) -> None:
    noor, place = at("noor"), f"/areas/{area('shutdowns').public_id}"
    said = {
        "answers-owner": str(areas.people["odile"].public_id),
        "answers-deputy": str(areas.people["bram"].public_id),
        "answers-product": " Quill  Mobile ",
        "answers-country": "",
    }

    noor.post(f"{place}/responsibilities", **said)
    again = noor.post(f"{place}/responsibilities", **said)

    assert again.status_code == 409
    assert "Odile Kestane answers for this already" in read(again)
    row = Responsibility.objects.get()
    assert row.product == "Quill Mobile"
    assert "deputy: Bram Teale · Quill Mobile" in noor.text("/areas")
    noor.post(f"/areas/responsibilities/{row.public_id}/end")
    assert not Responsibility.objects.exists()
    assert areas.told()[-1] == "desk.responsibility_ended"


def test_an_absence_is_noted_in_order_and_taken_back(areas: Desk, at: At) -> None:
    noor = at("noor")
    odile = str(areas.people["odile"].public_id)

    wrong = noor.post(
        "/areas/absences", person=odile, from_on="2099-03-05", until_on="2099-03-04"
    )
    noor.post("/areas/absences", person=odile, from_on="2099-03-04", until_on="2099-03-04")

    assert wrong.status_code == 422
    assert "The last day is not before the first." in read(wrong)
    noted = Absence.objects.get()
    assert "Odile Kestane from" in noor.text("/areas")
    noor.post(f"/areas/absences/{noted.public_id}/end")
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("products", "countries", "wanted"),
    [
        (set(), set(), ""),
        ({"maps"}, set(), "maps"),
        (set(), {"SDN"}, "SDN"),
        ({"maps"}, {"SDN"}, "maps SDN"),
        ({"mail"}, {"FRA"}, ""),
    ],
)
def test_the_narrowest_responsibility_goes_first(
    products: set[str], countries: set[str], wanted: str
) -> None:
    charges = [
        Charge(OWNER),
        Charge(OWNER, product="maps"),
        Charge(OWNER, country="SDN"),
        Charge(OWNER, product="maps", country="SDN"),
    ]

    found = rules.charge_for(charges, products, countries)

    assert found is not None
    assert f"{found.product} {found.country}".strip() == wanted


def test_a_charge_for_one_product_says_nothing_of_others() -> None:
    assert rules.charge_for([Charge(OWNER, product="maps")], {"mail"}, set()) is None


@pytest.mark.parametrize(
    ("away", "seated", "wanted"),
    [
        (set(), {OWNER, DEPUTY}, Chosen(OWNER)),
        ({OWNER}, {OWNER, DEPUTY}, Chosen(DEPUTY, OWNER, Why.AWAY)),
        (set(), {DEPUTY}, Chosen(DEPUTY, OWNER, Why.NO_SEAT)),
        ({OWNER, DEPUTY}, {OWNER, DEPUTY}, Chosen(None, OWNER, Why.AWAY)),
        ({OWNER}, {OWNER}, Chosen(None, OWNER, Why.AWAY)),
    ],
)
def test_the_deputy_stands_in_where_the_owner_is_not_there(
    away: Any, seated: Any, wanted: Chosen
) -> None:
    assert rules.who_is_there(Charge(OWNER, DEPUTY), away=away, seated=seated) == wanted


def test_a_wording_that_changed_meanwhile_is_not_overwritten(areas: Desk, at: At) -> None:
    place = f"/areas/{area('women').public_id}"
    mark = str(at("noor").get(place).context["form"]["based_on"].value())  # type: ignore[attr-defined]
    first = at("noor").post(place, title="Women", based_on=mark)

    refused = at("noor").post(place, title="Girls", based_on=mark)

    assert (first.status_code, refused.status_code) == (302, 409)
    assert area("women").titles["en"] == "Women"
    said = read(refused)
    notice = said.split("Somebody else changed this meanwhile")[1].split("So it stands now")[0]
    assert "Women" in notice
    form = refused.context["form"]  # type: ignore[attr-defined]
    assert form["title"].value() == "Girls"
