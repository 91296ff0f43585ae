"""A message that the server does not hand out stops nobody, and is not lost."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.conftest import act
from tests.mail.folders import Folder

from rapport.foundation import clock
from rapport.journal.models import Entry
from rapport.mail import errors, rules, selectors, services
from rapport.mail.models import Inbound, Mailbox, Withheld
from rapport.mail.rules import Ending
from rapport.mail.services import collecting


def subjects() -> list[str]:
    """What came in, in the order in which it came."""
    return list(Inbound.objects.order_by("id").values_list("subject", flat=True))


def later(**wait: float) -> None:
    """So much time passes for what is asked for again."""
    for one in Withheld.objects.all():
        one.next_at -= timedelta(**wait)
        one.save()


@given(tries=st.integers(1, 10_000))
def test_the_distance_grows_and_is_a_day_at_most(tries: int) -> None:
    wait, after = rules.wait_after(tries), rules.wait_after(tries + 1)

    assert timedelta(minutes=1) <= wait <= after <= timedelta(days=1)
    assert after in {2 * wait, timedelta(days=1)}


@pytest.mark.parametrize("how", ["withheld", "refused"])
def test_those_behind_a_message_that_is_not_handed_out_come_in(
    long_mailbox: Folder, how: str
) -> None:
    long_mailbox.uids = [1, 2, 3]
    setattr(long_mailbox, how, {2})

    done = services.collect()

    assert (done.taken, done.trouble, subjects()) == (2, "", ["1", "3"])
    box, row = Mailbox.objects.get(), Withheld.objects.get()
    assert (box.last_uid, bool(box.read_at)) == (3, True)
    assert (row.validity, row.uid, row.tries, row.trouble) == (7, 2, 1, "ServerSaysNo")
    assert row.came_at == datetime(2099, 3, 2, 7, 0, tzinfo=UTC)
    assert row.size


@pytest.mark.parametrize(
    ("said", "came"),
    [
        (b"RFC822.SIZE %d" % 10**40, ["1", "3"]),
        (b'RFC822.SIZE 70 INTERNALDATE "2-M\xe4r-2099 08:00:00 +0100"', ["1", "2", "3"]),
    ],
)
def test_what_a_server_says_of_a_message_stops_none_behind_it(
    long_mailbox: Folder, said: bytes, came: list[str]
) -> None:
    long_mailbox.uids, long_mailbox.odd = [1, 2, 3], {2: said}

    done = services.collect()

    assert (done.trouble, subjects()) == ("", came)
    assert Withheld.objects.count() == 3 - len(came)


def test_a_message_at_which_the_line_breaks_is_passed_over_by_the_next_look(
    long_mailbox: Folder,
) -> None:
    long_mailbox.uids, long_mailbox.breaking = [1, 2, 3], {2}

    first, second = services.collect(), services.collect()

    assert (first.taken, first.trouble, Withheld.objects.get().uid) == (1, "abort", 2)
    assert (second.taken, second.trouble, subjects()) == (1, "", ["1", "3"])


def test_it_is_asked_for_again_after_the_new_ones_and_less_and_less_often(
    long_mailbox: Folder,
) -> None:
    long_mailbox.uids, long_mailbox.breaking = [1, 2], {2}
    services.collect()
    long_mailbox.asked.clear()
    services.collect()
    assert not [one for one in long_mailbox.asked if "UID FETCH 2 " in one], "not yet"

    for tries in (2, 3, 4):
        later(days=1)
        begun = clock.machine_now()
        long_mailbox.uids = [*long_mailbox.uids, tries + 10]
        done = services.collect()

        row = Withheld.objects.get()
        assert (done.taken, done.trouble) == (1, ""), "new ones come in first"
        assert row.tries == tries
        assert row.next_at >= begun + rules.wait_after(tries)


def test_what_is_handed_out_at_last_comes_in_once(long_mailbox: Folder) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    services.collect()
    long_mailbox.refused = set()

    assert services.collect().taken == 0, "its time has not come"
    later(minutes=2)
    assert services.collect().taken == 1

    assert subjects() == ["1", "3", "2"]
    assert Withheld.objects.get().ending is Ending.TAKEN_IN
    later(days=2)
    assert (services.collect(everything=True).taken, len(subjects())) == (0, 3)


def test_what_the_server_lists_no_more_is_asked_for_no_more(long_mailbox: Folder) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    services.collect()
    long_mailbox.uids = [1, 3]

    services.collect(everything=True)

    assert Withheld.objects.get().ending is Ending.GONE
    assert list(selectors.withheld_ended()) == [Withheld.objects.get()]
    assert Entry.objects.filter(name="mail.withheld_ended").count() == 1


def test_a_mailbox_that_is_numbered_anew_is_asked_for_it_under_its_new_number(
    long_mailbox: Folder,
) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    services.collect()

    long_mailbox.validity, long_mailbox.refused = 8, {3}
    services.collect()

    old, new = Withheld.objects.order_by("id")
    assert (old.ending, new.ending) == (Ending.COUNTED_ANEW, "")
    assert (new.validity, new.uid) == (8, 3)
    assert subjects() == ["1", "3", "2"], "what is known did not come twice"


@pytest.mark.parametrize("given_up", [False, True])
def test_it_is_not_lost_where_a_mailbox_has_its_old_numbers_back(
    long_mailbox: Folder, given_up: bool
) -> None:
    """Put back from a backup, perhaps, or found again under its old name."""
    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    services.collect()
    if given_up:
        services.give_up(act(), withheld=Withheld.objects.get().public_id)
    long_mailbox.validity, long_mailbox.uids = 8, [1, 3]
    services.collect()

    long_mailbox.validity, long_mailbox.uids = 7, [1, 2, 3]
    services.collect()

    row = Withheld.objects.get()
    assert row.ending == (Ending.GIVEN_UP if given_up else "")
    long_mailbox.refused = set()
    assert services.collect(everything=True).taken == (0 if given_up else 1)
    assert Entry.objects.filter(name="mail.withheld").count() == (1 if given_up else 2)


def test_a_person_gives_it_up_and_it_is_not_asked_for_again(long_mailbox: Folder) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2], {2}
    services.collect()
    row = Withheld.objects.get()

    services.give_up(act(), withheld=row.public_id)
    long_mailbox.refused = set()
    services.collect(everything=True)

    row.refresh_from_db()
    assert (row.ending, row.ended_by, subjects()) == (Ending.GIVEN_UP, act().actor.name, ["1"])
    with pytest.raises(errors.NotWithheld):
        services.give_up(act(), withheld=row.public_id)
    with pytest.raises(errors.NotWithheld):
        services.ask_soon(act(), withheld=row.public_id)


def test_one_who_asks_again_need_not_wait(long_mailbox: Folder) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2], {2}
    services.collect()
    long_mailbox.refused = set()

    services.ask_soon(act(), withheld=Withheld.objects.get().public_id)

    assert services.collect().taken == 1


def test_it_is_told_once_it_was_refused_twice(long_mailbox: Folder) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2], {2}
    services.collect()
    assert (selectors.withheld().count(), selectors.withheld(is_told=True).count()) == (1, 0)

    services.collect(everything=True)

    assert selectors.withheld(is_told=True).count() == 1


def test_many_on_end_are_a_trouble_of_the_mailbox_and_none_is_lost(
    long_mailbox: Folder,
) -> None:
    long_mailbox.uids = list(range(1, 8))
    long_mailbox.refused = set(range(1, 8))
    rounds = [services.collect() for _ in range(3)]
    assert [one.trouble for one in rounds] == ["ServerSaysNo", "ServerSaysNo", ""]
    assert Withheld.objects.count() == 7

    long_mailbox.refused = set()

    assert services.collect(everything=True).taken == 7


@pytest.mark.parametrize("at", ["pass_over", "begin", "note_again", "end"])
def test_it_is_neither_lost_nor_taken_twice_wherever_the_process_dies(
    long_mailbox: Folder, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """The process dies just before and just after each step is written."""

    class Dies(BaseException):
        pass

    usual = getattr(collecting.withheld, at)

    def before(*args: Any, **facts: Any) -> None:
        raise Dies

    def after(*args: Any, **facts: Any) -> None:
        usual(*args, **facts)
        raise Dies

    long_mailbox.uids, long_mailbox.refused = [1, 2, 3], {2}
    for death in (before, after):
        for refused in ({2}, set()):
            long_mailbox.refused = set(refused)
            monkeypatch.setattr(collecting.withheld, at, death)
            with suppress(Dies):
                services.collect(everything=True)
            monkeypatch.setattr(collecting.withheld, at, usual)
    long_mailbox.refused = set()
    services.collect(everything=True)

    assert sorted(subjects()) == ["1", "2", "3"]
    assert not selectors.withheld()


def test_a_try_that_ends_the_process_is_counted_all_the_same(
    long_mailbox: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_mailbox.uids, long_mailbox.refused = [1, 2], {2}
    services.collect()

    def dies(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(collecting, "_fetched", dies)
    with pytest.raises(KeyboardInterrupt):
        services.collect(everything=True)

    assert Withheld.objects.get().tries == 2
