"""Rules of people and seats, by examples and properties, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.accounts import errors, rules
from rapport.accounts.rules import SeatInfo
from rapport.foundation.acts import NOBODY, SYSTEM, Actor, Post

SUNNIVA = Actor("1", "Sunniva Okafor-Lund", frozenset({Post("administrator")}))
NOOR = Actor("2", "Noor Halsted", frozenset({Post("lead")}))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SEATS = {
    "administrator": SeatInfo("Administrator"),
    "lead": SeatInfo("Human rights lead"),
    "mandate_member": SeatInfo("Mandate member", needs_unit=True),
}


@pytest.mark.parametrize(
    ("actor", "may"), [(SUNNIVA, True), (SYSTEM, True), (NOOR, False), (NOBODY, False)]
)
def test_administrators_and_the_command_line_manage_people(actor: Actor, may: bool) -> None:
    assert rules.manages_people(actor) is may
    assert (rules.why_not_manage_people(actor) is None) is may


def test_not_even_an_administrator_has_links_made() -> None:
    assert rules.why_not_make_link(SYSTEM) is None
    assert isinstance(rules.why_not_make_link(SUNNIVA), errors.NotTheAdministrator)


def why_not_change(actor: Actor, person: str = "2", **facts: object) -> object:
    """Ask with facts that stand in nobody's way."""
    usual: dict[str, object] = {
        "is_active": True,
        "other_administrators": 1,
        "before": {Post("lead")},
        "after": set(),
    }
    return rules.why_not_change_posts(actor, person=person, **{**usual, **facts})  # type: ignore[arg-type]


def test_an_administrator_changes_the_seats_of_others() -> None:
    assert why_not_change(SUNNIVA) is None


@pytest.mark.parametrize(
    ("actor", "person", "facts", "refusal"),
    [
        (NOOR, "1", {}, errors.NotTheAdministrator),
        (SUNNIVA, "1", {}, errors.NotYourself),
        (SUNNIVA, "2", {"is_active": False}, errors.PersonHasLeft),
        (
            SYSTEM,
            "1",
            {"before": {Post("administrator")}, "other_administrators": 0},
            errors.LastAdministrator,
        ),
    ],
)
def test_what_stands_in_the_way_of_other_seats(
    actor: Actor, person: str, facts: dict[str, object], refusal: type[Exception]
) -> None:
    assert isinstance(why_not_change(actor, person, **facts), refusal)


def test_an_administrator_may_go_while_another_stays() -> None:
    assert why_not_change(SYSTEM, "1", before={Post("administrator")}) is None


def test_the_last_administrator_may_stay_one() -> None:
    kept = {Post("administrator")}

    assert why_not_change(SYSTEM, "1", before=kept, after=kept, other_administrators=0) is None


def test_people_speak_for_themselves_and_administrators_for_all() -> None:
    assert rules.why_not_speak_for(NOOR, NOOR.id) is None
    assert rules.why_not_speak_for(SUNNIVA, NOOR.id) is None
    assert isinstance(rules.why_not_speak_for(NOOR, SUNNIVA.id), errors.PersonNotFound)


@pytest.mark.parametrize(
    ("posts", "refusal"),
    [
        (set(), errors.SeatMissing),
        ({Post("king")}, errors.SeatUnknown),
        ({Post("mandate_member")}, errors.UnitMissing),
        ({Post("administrator"), Post("lead")}, errors.AdministratorAlone),
        ({Post("administrator")}, None),
        ({Post("lead"), Post("mandate_member", "demo-open-assembly")}, None),
    ],
)
def test_which_seats_can_be_held(posts: set[Post], refusal: type[Exception] | None) -> None:
    found = rules.why_not_hold(posts, SEATS)

    assert found is None if refusal is None else isinstance(found, refusal)


@given(minutes=st.integers(-60, 60), used=st.booleans(), is_active=st.booleans())
def test_a_link_works_unused_in_its_time_for_somebody_who_is_here(
    minutes: int, used: bool, is_active: bool
) -> None:
    refusal = rules.why_not_use_link(
        used_at=NOON if used else None,
        expires_at=NOON,
        is_active=is_active,
        at=NOON + timedelta(minutes=minutes),
    )

    assert (refusal is None) == (minutes < 0 and not used and is_active)


@given(text=st.text(max_size=300))
def test_an_address_is_kept_in_one_form_or_refused(text: str) -> None:
    try:
        kept = rules.normal_email(text)
    except errors.EmailUnusable:
        return

    assert rules.normal_email(kept) == kept
    assert len(kept) <= 254
    assert not any(character.isspace() for character in kept)


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_nobody_is_without_a_name(name: str) -> None:
    with pytest.raises(errors.NameMissing):
        rules.usable_name(name)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150 Safari/537 Edg/150", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_of_a_browser_only_the_kind_is_kept(said: str, kind: str) -> None:
    assert rules.browser_kind(said) == kind
