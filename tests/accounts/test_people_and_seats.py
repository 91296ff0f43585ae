"""An administrator invites people, changes seats, ends access; nobody does so for themself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from tests.accounts.people import act_of, come_in, link_for, mailed_path, the_system

from rapport.accounts import selectors, services
from rapport.accounts.errors import (
    AdministratorAlone,
    EmailTaken,
    EmailUnusable,
    InvitationNotOpen,
    LastAdministrator,
    NotTheAdministrator,
    NotYourself,
    PersonHasLeft,
    PersonNotFound,
    SeatMissing,
    SeatUnknown,
    UnitMissing,
)
from rapport.accounts.models import Person, PostHeld
from rapport.foundation import clock
from rapport.foundation.acts import NOBODY, Post
from rapport.journal import services as journal
from rapport.journal.models import Entry

pytestmark = pytest.mark.usefixtures("in_demo")

BRAM = {"name": "Bram Teale", "email": "bram@quillmoor.invalid"}


def test_an_invited_person_comes_in_with_their_seats(client: Client, sunniva: Person) -> None:
    services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])
    path = mailed_path()

    shown = client.get(path)
    before = Person.objects.count()
    answer = client.post(path)

    assert "Issue owner" in shown.content.decode()
    assert before == 1
    assert answer["Location"] == "/"
    assert selectors.posts_of(Person.objects.get(email=BRAM["email"])) == {Post("owner")}
    assert mail.outbox[0].subject == "You are invited"


def test_an_invitation_is_accepted_once(client: Client, sunniva: Person) -> None:
    services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])
    path = mailed_path()
    client.post(path)

    assert Client().post(path).status_code == 409


def test_an_invitation_runs_out_after_14_days(
    sunniva: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])
    token = mailed_path().rpartition("/")[2]
    later = clock.machine_now() + timedelta(days=14)
    monkeypatch.setattr(clock, "machine_now", lambda: later)

    with pytest.raises(InvitationNotOpen):
        services.accept_invitation(the_system(), token=token)


def test_a_withdrawn_invitation_opens_nothing(client: Client, sunniva: Person) -> None:
    invitation = services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])
    path = mailed_path()

    services.withdraw_invitation(act_of(sunniva), invitation_id=invitation.public_id)

    assert client.get(path).status_code == 409
    assert not Person.objects.filter(email=BRAM["email"]).exists()


def test_a_second_invitation_takes_the_place_of_the_first(
    client: Client, sunniva: Person
) -> None:
    services.invite(act_of(sunniva), **BRAM, posts=[Post("lead")])
    first = mailed_path()
    services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])
    second = mailed_path()

    assert client.get(first).status_code == 409
    assert client.get(second).status_code == 200


def test_only_administrators_invite(noor: Person) -> None:
    with pytest.raises(NotTheAdministrator):
        services.invite(act_of(noor), **BRAM, posts=[Post("owner")])


def test_somebody_who_is_here_is_not_invited_again(sunniva: Person, noor: Person) -> None:
    with pytest.raises(EmailTaken):
        services.invite(
            act_of(sunniva), name="Noor", email=noor.email.upper(), posts=[Post("owner")]
        )


@pytest.mark.parametrize(
    ("posts", "refusal"),
    [
        ([], SeatMissing),
        ([Post("king")], SeatUnknown),
        ([Post("administrator"), Post("lead")], AdministratorAlone),
        ([Post("mandate_member")], UnitMissing),
    ],
)
def test_seats_that_cannot_be_held_are_refused(
    sunniva: Person, posts: list[Post], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.invite(act_of(sunniva), **BRAM, posts=posts)


@pytest.mark.parametrize("email", ["", "bram", "@quillmoor.invalid", "b r@x.invalid", "b@."])
def test_what_is_no_address_is_refused(sunniva: Person, email: str) -> None:
    with pytest.raises(EmailUnusable):
        services.invite(act_of(sunniva), name="Bram", email=email, posts=[Post("owner")])


def test_other_seats_end_the_sessions(client: Client, sunniva: Person, noor: Person) -> None:
    come_in(client, noor)

    services.change_posts(
        act_of(sunniva), person_id=noor.public_id, posts=[Post("counsel"), Post("lead")]
    )

    assert selectors.posts_of(noor) == {Post("lead"), Post("counsel")}
    assert client.get("/account").status_code == 302
    entry = Entry.objects.get(name="accounts.posts_changed")
    assert entry.values["seats_before"] == "lead"
    assert entry.values["seats"] == "counsel lead"


def test_the_same_seats_change_nothing(sunniva: Person, noor: Person) -> None:
    services.change_posts(act_of(sunniva), person_id=noor.public_id, posts=[Post("lead")])

    assert PostHeld.objects.filter(person=noor).count() == 1
    assert not Entry.objects.filter(name="accounts.posts_changed").exists()


def test_a_seat_given_back_is_a_new_post(sunniva: Person, noor: Person) -> None:
    for seat in ("owner", "lead"):
        services.change_posts(act_of(sunniva), person_id=noor.public_id, posts=[Post(seat)])

    held = list(PostHeld.objects.filter(person=noor).values_list("seat", "ended_at"))
    assert [seat for seat, _ended in held] == ["lead", "owner", "lead"]
    assert [ended is None for _seat, ended in held] == [False, False, True]


def test_the_table_keeps_a_post_from_being_open_twice(noor: Person) -> None:
    with pytest.raises(IntegrityError):
        PostHeld.objects.create(person=noor, seat="lead", given_at=clock.now())


def test_nobody_changes_their_own_seats(sunniva: Person) -> None:
    with pytest.raises(NotYourself):
        services.change_posts(
            act_of(sunniva), person_id=sunniva.public_id, posts=[Post("lead")]
        )


def test_the_last_administrator_stays(sunniva: Person) -> None:
    with pytest.raises(LastAdministrator):
        services.remove_person(the_system(), person_id=sunniva.public_id)


def test_ended_access_ends_everything_but_the_name(
    client: Client, sunniva: Person, noor: Person
) -> None:
    come_in(client, noor)

    services.remove_person(act_of(sunniva), person_id=noor.public_id)

    assert client.get("/account").status_code == 302
    assert selectors.actor_of(Person.objects.get(pk=noor.pk)).posts == frozenset()
    assert selectors.person(act_of(sunniva).actor, noor.public_id).name == "Noor Halsted"
    assert noor not in selectors.people_with("lead")
    with pytest.raises(PersonHasLeft):
        services.change_posts(act_of(sunniva), person_id=noor.public_id, posts=[Post("lead")])


def test_whoever_left_can_be_invited_back(
    client: Client, sunniva: Person, noor: Person
) -> None:
    services.remove_person(act_of(sunniva), person_id=noor.public_id)

    services.invite(
        act_of(sunniva), name="Noor Halsted", email=noor.email, posts=[Post("owner")]
    )
    client.post(mailed_path())

    assert client.get("/account").context["person"] == noor
    assert selectors.posts_of(noor) == {Post("owner")}


def test_people_are_found_by_seat_and_unit() -> None:
    ilse = services.add_person(
        the_system(),
        name="Ilse Marrowby",
        email="ilse@office.invalid",
        posts=[Post("mandate_member", "demo-open-assembly")],
    )

    assert list(selectors.people_with("mandate_member", "demo-open-assembly")) == [ilse]
    assert list(selectors.people_with("mandate_member")) == [ilse]
    assert not selectors.people_with("mandate_member", "demo-wg-enterprise")


def test_a_stranger_finds_nobody(noor: Person) -> None:
    with pytest.raises(PersonNotFound):
        selectors.person(NOBODY, noor.public_id)


def test_signing_out_everywhere_ends_every_session(noor: Person) -> None:
    laptop, telephone = Client(), Client()
    come_in(laptop, noor)
    come_in(telephone, noor)

    laptop.post("/account/sessions/end")

    assert laptop.get("/account").status_code == 302
    assert telephone.get("/account").status_code == 302


def test_one_session_can_be_ended_from_another(noor: Person) -> None:
    laptop, telephone = Client(), Client()
    come_in(laptop, noor)
    come_in(telephone, noor)
    other = (
        laptop.get("/account")
        .context["sessions"]
        .exclude(session_key=laptop.session.session_key)[0]
    )

    laptop.post(f"/account/sessions/{other.public_id}/end")

    assert laptop.get("/account").status_code == 200
    assert telephone.get("/account").status_code == 302


def test_an_administrator_reads_where_a_person_is_signed_in(
    client: Client, sunniva: Person, noor: Person
) -> None:
    come_in(client, sunniva)
    address = f"/people/{noor.public_id}"
    nowhere = client.get(address).content.decode()
    come_in(Client(), noor)
    once = client.get(address).content.decode()
    come_in(Client(), noor)

    twice = client.get(address).content.decode()

    assert "Not signed in anywhere." in nowhere
    assert "Signed in with" not in nowhere
    assert "Signed in with 1 browser." in once
    assert "Signed in with 2 browsers." in twice


def test_nobody_ends_the_sessions_of_another(
    client: Client, noor: Person, odile: Person
) -> None:
    telephone = Client()
    come_in(client, odile)
    come_in(telephone, noor)

    answer = client.post(f"/people/{noor.public_id}/sign-out")

    assert answer.status_code == 404
    assert telephone.get("/account").status_code == 200


def test_a_name_and_a_language_are_one_s_own(client: Client, noor: Person) -> None:
    come_in(client, noor)

    client.post("/account", {"name": "  Noor   Halsted-Ruiz ", "language": "fr"})

    noor.refresh_from_db()
    assert (noor.name, noor.language) == ("Noor Halsted-Ruiz", "fr")


def test_the_people_page_shows_everybody_in_few_questions(
    client: Client, sunniva: Person, noor: Person, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        services.add_person(
            the_system(),
            name=f"Odile Kestane the {number}th",
            email=f"odile{number}@quillmoor.invalid",
            posts=[Post("owner")],
        )
    come_in(client, sunniva)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = client.get("/people")

    assert "Noor Halsted" in page.content.decode()


def test_an_administrator_works_through_the_pages(
    client: Client, sunniva: Person, noor: Person
) -> None:
    come_in(client, sunniva)
    invited = client.post("/people/invite", {**BRAM, "language": "en", "seats": ["owner"]})
    changed = client.post(f"/people/{noor.public_id}", {"seats": ["lead", "approver"]})
    wrong = client.post(f"/people/{noor.public_id}", {"seats": ["lead", "administrator"]})
    reset = client.post(f"/people/{noor.public_id}/reset")
    gone = client.post(f"/people/{noor.public_id}/remove")

    assert [one.status_code for one in (invited, changed, reset, gone)] == [302] * 4
    assert wrong.status_code == 422
    assert "no other seat" in wrong.content.decode()
    noor.refresh_from_db()
    assert not noor.is_active


@pytest.mark.parametrize("page", ["/people", "/people/invite", "/people/{noor}"])
def test_people_pages_are_the_administrator_s(client: Client, noor: Person, page: str) -> None:
    come_in(client, noor)

    assert client.get(page.format(noor=noor.public_id)).status_code == 403


def test_every_page_shows(client: Client, sunniva: Person, noor: Person) -> None:
    come_in(client, sunniva)
    services.invite(act_of(sunniva), **BRAM, posts=[Post("owner")])

    for page in (
        "/account", "/account/second-factor", "/account/passkeys/add", "/account/app/add",
        "/people", "/people/invite", f"/people/{noor.public_id}",
        f"/people/{noor.public_id}/remove", f"/people/{noor.public_id}/reset",
        f"/people/{sunniva.public_id}", f"/people/{sunniva.public_id}/reset",
        f"/people/{noor.public_id}/email", f"/people/{sunniva.public_id}/email",
    ):  # fmt: skip
        assert client.get(page).status_code == 200, page


def test_a_new_address_gets_the_links_and_the_old_one_is_told(
    client: Client, sunniva: Person, noor: Person
) -> None:
    old_link = link_for(noor)

    services.change_email(
        act_of(sunniva), person_id=noor.public_id, email="Noor.Halsted@quillmoor.invalid"
    )
    journal.work_off()

    noor.refresh_from_db()
    assert noor.email == "noor.halsted@quillmoor.invalid"
    assert mail.outbox[-1].to == ["noor@quillmoor.invalid"]
    assert client.post(old_link).status_code == 409


def test_an_address_belongs_to_one_person(sunniva: Person, noor: Person, odile: Person) -> None:
    with pytest.raises(EmailTaken):
        services.change_email(act_of(sunniva), person_id=noor.public_id, email=odile.email)


def test_nobody_changes_their_own_address(sunniva: Person) -> None:
    with pytest.raises(NotYourself):
        services.change_email(act_of(sunniva), person_id=sunniva.public_id, email="x@y.invalid")


def test_pages_speak_the_language_of_the_account(client: Client, noor: Person) -> None:
    services.rename_person(
        act_of(noor), person_id=noor.public_id, name=noor.name, language="ar"
    )
    come_in(client, noor)

    page = client.get("/account").content.decode()

    assert '<html lang="ar" dir="rtl">' in page


def test_nobody_comes_back_by_an_invitation_that_they_wrote_before_they_left(
    client: Client, sunniva: Person
) -> None:
    leaver = services.add_person(
        the_system(),
        name="Idris Vell",
        email="idris@quillmoor.invalid",
        posts=[Post("administrator")],
    )
    services.invite(act_of(leaver), **BRAM, posts=[Post("administrator")])
    path = mailed_path()

    services.remove_person(act_of(sunniva), person_id=leaver.public_id)

    assert client.post(path).status_code == 409
    assert not Person.objects.filter(email=BRAM["email"]).exists()
    assert Entry.objects.filter(name="accounts.invitation_withdrawn").count() == 1


def test_who_no_longer_manages_people_has_no_open_invitations(
    client: Client, sunniva: Person
) -> None:
    former = services.add_person(
        the_system(),
        name="Idris Vell",
        email="idris@quillmoor.invalid",
        posts=[Post("administrator")],
    )
    services.invite(act_of(former), **BRAM, posts=[Post("owner")])
    path = mailed_path()

    services.change_posts(act_of(sunniva), person_id=former.public_id, posts=[Post("sponsor")])

    assert client.get(path).status_code == 409
