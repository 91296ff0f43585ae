"""Who answers for what, as others see it: filled in, published, signed, replaced, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.conftest import Desk
from tests.desk.pages import Browser, read
from tests.protocol.making import OPENING

from rapport.desk.areas.models import IssueArea, Responsibility
from rapport.desk.areas.services import end_responsibility, give_responsibility, load_areas
from rapport.desk.inbox.errors import NotTheLead
from rapport.desk.table import errors, rules, selectors, services
from rapport.desk.table.models import Version
from rapport.desk.table.rules import Answers, Change, Row, Sign
from rapport.documents import services as documents
from rapport.exchange import selectors as exchange
from rapport.exchange import services as sending
from rapport.exchange.models import Contact, Outgoing
from rapport.protocol import package
from rapport.protocol.kinds import RoutingTable
from rapport.protocol.package import NOBODY
from rapport.protocol.signing import SigningKey

At = Callable[[str], Browser]
FALLBACK = "Human Rights Team, Legal"
ROWS = (
    Row("child-safety", function="Child Safety, Trust & Safety", deputy="Policy Enforcement"),
    Row("shutdowns", "quill-mobile", function="Network Operations"),
)


@pytest.fixture
def areas(desk: Desk) -> Desk:
    """Quillmoor's desk with the areas that come with Rapport."""
    load_areas(desk.act("noor"))
    return desk


def save(desk: Desk, *rows: Row, fallback: str = FALLBACK, based_on: int | None = None) -> int:
    """Fill the table in; return the draft's version."""
    before = selectors.draft(desk.act("noor").actor).version if based_on is None else based_on
    draft = services.save_table(
        desk.act("noor"), rows=rows or ROWS, fallback=fallback, based_on=before
    )
    return draft.version


def publish(
    desk: Desk, *rows: Row, valid_from: str = "2026-03-04", on: str | None = None
) -> Version:
    """Fill the table in and publish it."""
    version = save(desk, *rows)
    return services.publish_table(
        desk.act("noor", on),
        valid_from=date.fromisoformat(valid_from),
        based_on=version,
        language="en",
    )


def answers_for(desk: Desk, slug: str, owner: str, **narrow: str) -> Responsibility:
    """Let somebody answer for an area."""
    return give_responsibility(
        desk.act("noor"),
        area_id=IssueArea.objects.get(slug=slug).public_id,
        owner_id=desk.people[owner].public_id,
        **narrow,
    )


def another_office(name: str = "Another office") -> Contact:
    """An office that became a contact."""
    return Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name=name,
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )


# Rules


@pytest.mark.parametrize(
    ("function", "sign"),
    [
        ("safety@quillmoor.example", Sign.EMAIL),
        ("bram teale, Trust & Safety", Sign.COLLEAGUE),
        ("Dr. K. Aldebrandt", Sign.TITLE),
        ("Corin Aldebrandt", Sign.NAME),
        ("Jonas Kestrel-Amadi", Sign.NAME),
        ("Child Safety, Trust & Safety", None),
        ("Head of Trust and Safety", None),
        ("Public Policy", None),
        ("Human Rights Team, Legal", None),
        ("Équipe Droits humains", None),
        ("human rights", None),
        ("NOC", None),
        ("人权团队", None),
    ],
)
def test_a_function_that_looks_like_a_person_is_noticed(
    function: str, sign: Sign | None
) -> None:
    assert rules.looks_like_a_person(function, {"Bram Teale"}) is sign


@given(st.text())
def test_any_function_can_be_looked_at(function: str) -> None:
    assert rules.looks_like_a_person(function) in {None, *Sign}


@given(st.text(max_size=200))
def test_a_product_becomes_what_the_protocol_takes_or_nothing(product: str) -> None:
    slug = rules.slug_of(product)

    assert rules.slug_of(slug) == slug
    if slug:
        RoutingTable.model_validate(
            {
                "message": uuid4(),
                "language": "en",
                "dated_on": "2099-03-10",
                "sent_at": "2099-03-10T09:00:00Z",
                "entity": "Quillmoor Social",
                "valid_from": "2099-04-01",
                "fallback": FALLBACK,
                "routes": [{"product": slug, "function": "Product Safety"}],
            }
        )


def test_rows_are_begun_from_areas_and_responsibilities_and_keep_what_was_written() -> None:
    written = Row("b", "p", "", "Product Safety")
    elsewhere = Row("gone", function="Somewhere")

    rows = rules.rows_offered(
        ["b", "a"], [("a", "", "CHE"), ("b", "p", "")], [elsewhere, written]
    )

    assert [row.key for row in rows] == [
        ("b", "", ""),
        ("b", "p", ""),
        ("a", "", ""),
        ("a", "", "CHE"),
        ("gone", "", ""),
    ]
    assert rows[1] == written


def test_what_differs_is_told_by_what_it_is_for() -> None:
    then = [Answers("a", "", "", "1"), Answers("b", "", "", "1"), Answers("c", "", "", "1")]
    now = [Answers("a", "", "", "1"), Answers("b", "", "", "2"), Answers("d", "", "", "1")]

    found = rules.differences(then, now)

    assert [(one.topic, one.change) for one in found] == [
        ("b", Change.OTHERS),
        ("c", Change.ENDED),
        ("d", Change.GIVEN),
    ]


# Commands


def test_the_published_table_goes_signed_to_every_office_and_to_whoever_asks(
    areas: Desk,
) -> None:
    another_office()
    Contact.objects.filter(pk=another_office("Gone").pk).update(revoked_at=areas.today)

    version = publish(areas)

    posted = Outgoing.objects.filter(kind="routing_table").order_by("number", "id")
    assert {row.to.name for row in posted} == {"Special Procedures office", "Another office"}
    to_office = package.examine(documents.read(posted[0].body))
    for_all = package.read(
        selectors.signed_bytes_of(version),
        key_of=lambda _sender: sending.own_key().verify_key(),
        me=None,
    )
    assert for_all.manifest.recipient == NOBODY
    assert for_all.document == to_office.document == selectors.document_of(version)
    document = selectors.document_of(version)
    assert document.entity == "Quillmoor Social"
    assert document.fallback == FALLBACK
    assert [(one.topic, one.product, one.function) for one in document.routes] == [
        ("child-safety", None, "Child Safety, Trust & Safety"),
        ("shutdowns", "quill-mobile", "Network Operations"),
    ]
    assert areas.told()[-1] == "desk.table_published"


def test_no_person_of_the_desk_stands_in_what_is_published(areas: Desk) -> None:
    answers_for(areas, "child-safety", "odile")

    version = publish(areas)

    everything = selectors.signed_bytes_of(version) + version.document.encode()
    for person in areas.people.values():
        assert person.name.encode() not in everything
        assert str(person.public_id).encode() not in everything


def test_each_publication_takes_the_place_of_the_one_before_and_all_are_kept(
    areas: Desk,
) -> None:
    first = publish(areas)
    second = publish(areas, Row("elections", function="Civic Integrity"))

    assert selectors.published() == second
    assert list(selectors.versions(areas.act("noor").actor)) == [second, first]
    assert Outgoing.objects.filter(kind="routing_table").count() == 2


def test_a_table_counts_from_its_day_and_until_then_the_one_before(areas: Desk) -> None:
    now = publish(areas)
    later = publish(areas, valid_from="2026-04-01")

    assert selectors.counting_on(date(2026, 3, 31)) == now
    assert selectors.counting_on(date(2026, 4, 1)) == later


def test_anybody_sees_every_table_that_will_count_next(
    areas: Desk, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    publish(areas)
    for day, function in (("2026-04-01", "For April"), ("2026-05-01", "For May")):
        publish(areas, Row("elections", function=function), valid_from=day)

    page = read(Client().get("/who-answers"))

    places = [page.index(one) for one in ("Child Safety", "For April", "For May")]
    assert places == sorted(places)


def test_withdrawing_leaves_the_fallback_alone(areas: Desk) -> None:
    publish(areas)

    version = services.withdraw_table(areas.act("noor"))

    assert selectors.document_of(version).routes == []
    assert selectors.document_of(version).fallback == FALLBACK
    assert len(selectors.draft(areas.act("noor").actor).routes) == 2
    with pytest.raises(errors.AlreadyWithdrawn):
        services.withdraw_table(areas.act("noor"))


def test_rows_that_still_count_are_withdrawn_though_the_newest_table_has_none(
    areas: Desk, at: At, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    publish(areas)
    services.save_table(areas.act("noor"), rows=(), fallback=FALLBACK, based_on=1)
    services.publish_table(
        areas.act("noor"), valid_from=date(2026, 4, 1), based_on=2, language="en"
    )
    assert "Withdraw the rows" in at("noor").text("/areas/table")

    version = services.withdraw_table(areas.act("noor"))

    assert selectors.counting_on(date(2026, 3, 4)) == version
    assert "Child Safety" not in read(Client().get("/who-answers"))
    assert "Withdraw the rows" not in at("noor").text("/areas/table")


def test_an_office_that_came_later_gets_the_table_when_a_person_sends_it(areas: Desk) -> None:
    version = publish(areas)
    with pytest.raises(errors.EverybodyHasIt):
        services.send_table(areas.act("noor"))
    later = another_office()
    assert not exchange.waiting_deliveries(later)

    assert services.send_table(areas.act("noor")) == 1

    (waiting,) = exchange.waiting_deliveries(later)
    assert waiting.kind == "routing_table"
    assert {one.contact.name for one in selectors.sent_to(version)} == {
        "Special Procedures office",
        "Another office",
    }


def test_changed_responsibilities_are_told_and_publish_nothing(areas: Desk) -> None:
    noor = areas.act("noor").actor
    kept = answers_for(areas, "child-safety", "odile")
    version = publish(areas)
    assert selectors.changed_since(noor, version) == []

    end_responsibility(areas.act("noor"), responsibility_id=kept.public_id)
    answers_for(areas, "child-safety", "bram")
    answers_for(areas, "shutdowns", "odile", product="Quill Mobile")

    found = selectors.changed_since(noor, version)
    assert [(one.topic, one.product, one.change) for one in found] == [
        ("child-safety", "", Change.OTHERS),
        ("shutdowns", "quill-mobile", Change.GIVEN),
    ]
    assert Version.objects.count() == 1
    assert Outgoing.objects.filter(kind="routing_table").count() == 1


def test_what_was_changed_meanwhile_is_neither_saved_over_nor_published(areas: Desk) -> None:
    seen = save(areas)
    save(areas, Row("elections", function="Civic Integrity"))

    with pytest.raises(errors.TableOvertaken):
        save(areas, based_on=seen)
    with pytest.raises(errors.TableOvertaken):
        services.publish_table(
            areas.act("noor"), valid_from=date(2026, 3, 4), based_on=seen, language="en"
        )


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([Row("shutdowns", deputy="Somebody else")], errors.FunctionMissing),
        ([Row(function="Everything")], errors.RowEmpty),
        ([Row("a", function="A"), Row("a", function="B")], errors.RowTwice),
        ([Row("a", "Groups!", "", "A"), Row("a", "groups", "", "B")], errors.RowTwice),
        ([Row(product="社区", function="A")], errors.ProductUnusable),
        ([Row(country="XYZ", function="A")], errors.TableCountryUnknown),
        ([Row(f"a{n}", function="A") for n in range(301)], errors.TooManyRows),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(
    areas: Desk, rows: list[Row], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        save(areas, *rows)


def test_a_row_without_a_function_is_left_to_the_fallback(areas: Desk) -> None:
    save(areas, Row("shutdowns"), *ROWS)

    assert len(selectors.draft(areas.act("noor").actor).routes) == 2


def test_a_table_needs_a_fallback_and_a_day_that_is_not_over(areas: Desk) -> None:
    version = save(areas, fallback=" ")
    with pytest.raises(errors.FallbackMissing):
        services.publish_table(
            areas.act("noor"), valid_from=date(2026, 3, 4), based_on=version, language="en"
        )
    with pytest.raises(errors.ValidInThePast):
        publish(areas, valid_from="2026-03-03")


def test_nobody_but_the_lead_prepares_or_publishes(areas: Desk) -> None:
    version = save(areas)
    for who in ("odile", "tomas", "petra", "lioba", "sunniva"):
        with pytest.raises(NotTheLead):
            services.save_table(areas.act(who), rows=ROWS, fallback=FALLBACK, based_on=version)
        with pytest.raises(NotTheLead):
            services.publish_table(
                areas.act(who), valid_from=date(2026, 3, 4), based_on=version, language="en"
            )
        with pytest.raises(NotTheLead):
            selectors.draft(areas.act(who).actor)


# Pages


def test_the_page_offers_a_row_for_each_area_and_responsibility(areas: Desk, at: At) -> None:
    answers_for(areas, "shutdowns", "bram", product="Quill Mobile")

    page = at("noor").text("/areas/table")

    assert "Child safety" in page
    assert IssueArea.objects.get(slug="shutdowns").titles["en"] in page
    assert "quill mobile" in page
    assert "Answered here by Bram Teale" in page


def test_the_lead_fills_in_looks_and_publishes(
    areas: Desk, at: At, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    noor = at("noor")
    saved = noor.post(
        "/areas/table",
        **{
            "based_on": 0,
            "fallback": FALLBACK,
            "function.child-safety..": "Child Safety",
            "function.shutdowns..": "Odile Kestane",
            "new_topic": "elections",
            "new_product": "Quill Live",
            "new_function": "Civic Integrity",
        },
    )
    assert saved.status_code == 302

    preview = noor.text("/areas/table/publish")
    assert "quill live" in preview
    assert "Odile Kestane: It is the name of somebody at this desk." in preview
    assert "Special Procedures office" in preview
    assert "/who-answers, without signing in" in preview
    done = noor.post("/areas/table/publish", based_on=1, valid_from="2026-03-04")

    assert done.status_code == 302
    page = noor.text("/areas/table")
    assert "3 rows besides the fallback" in page
    assert "may be out of date" not in page
    version = Version.objects.get()
    assert "On its way" in noor.text(f"/areas/table/versions/{version.public_id}")


def test_a_new_row_without_a_function_is_told_and_not_dropped(areas: Desk, at: At) -> None:
    answer = at("noor").post(
        "/areas/table",
        based_on=0,
        fallback=FALLBACK,
        new_topic="elections",
        new_product="Live",
    )

    assert answer.status_code == 422
    assert "a new row, names the function too" in read(answer)


def test_a_change_of_responsibilities_stands_on_the_page(areas: Desk, at: At) -> None:
    publish(areas)
    answers_for(areas, "elections", "odile")

    page = at("noor").text("/areas/table")

    assert "The published table may be out of date." in page
    assert "Somebody answers for it now." in page


def test_anybody_reads_what_is_published_and_nothing_else(
    areas: Desk, on_day: Callable[[str], None]
) -> None:
    on_day("2026-03-04")
    answers_for(areas, "child-safety", "odile")
    stranger = Client()
    assert "has not published" in read(stranger.get("/who-answers"))
    assert stranger.get("/exchange/v1/routing-table.rapport").status_code == 404
    save(areas, Row("elections", function="A secret plan"))
    publish(areas)

    answer = stranger.get("/who-answers")

    assert answer.status_code == 200
    assert "Child Safety, Trust & Safety" in read(answer)
    assert "Confidential" not in answer.content.decode()
    for hidden in ("A secret plan", "Odile", "Noor"):
        assert hidden not in answer.content.decode()
    signed = stranger.get("/exchange/v1/routing-table.rapport")
    assert package.examine(signed.content).document.KIND == "routing_table"


def test_withdrawing_says_what_is_left(areas: Desk, at: At) -> None:
    noor = at("noor")
    assert noor.get("/areas/table/withdraw").status_code == 409
    publish(areas)

    page = noor.text("/areas/table/withdraw")
    assert f"everything goes to {FALLBACK}" in page
    assert noor.post("/areas/table/withdraw").status_code == 302

    assert "Everything goes to" in read(Client().get("/who-answers"))


def test_markup_in_a_function_stays_text(areas: Desk, at: At) -> None:
    publish(areas, Row("elections", function="<script>alert(1)</script>"))

    for page in ("/who-answers", "/areas/table/publish"):
        assert "<script>alert" not in at("noor").get(page).content.decode()


def test_more_responsibilities_make_no_more_questions_to_the_database(
    areas: Desk, at: At, django_assert_max_num_queries: Any
) -> None:
    for product in range(30):
        answers_for(areas, "shutdowns", "odile", product=f"Quill {product}")
    publish(areas)

    with django_assert_max_num_queries(40):
        page = at("noor").text("/areas/table")

    assert "quill 29" in page
