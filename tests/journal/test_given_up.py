"""Work that was given up is shown with what helps, and tried again when a person says so."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.together import at_once

from rapport.accounts import services as accounts
from rapport.cli.main import main
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Actor, Door, Post
from rapport.foundation.errors import Refusal
from rapport.journal import errors, labels, rules, selectors, services
from rapport.journal.models import Entry, Job
from rapport.journal.rules import JobState

TRIES = 3
SECRET = "Nadia Example, 4 Harbour Street"
is_broken: dict[str, Exception] = {}
done: list[str] = []


@services.work("test.lamp", what="Light the lamp.", max_attempts=TRIES)
def lamp(act: Act, *, letter: str) -> None:
    """Work that is broken for a while."""
    if trouble := is_broken.get("lamp"):
        raise trouble
    done.append(letter)


@pytest.fixture(autouse=True)
def _broken() -> None:
    done.clear()
    is_broken["lamp"] = OSError(SECRET)
    services.wire([])


def by_command() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def gives_up(letter: str = "letter one") -> Job:
    """Ask for work, and let it fail as often as it may."""
    services.enqueue("test.lamp", letter=letter)
    fail_until_given_up()
    return Job.objects.get(payload={"letter": letter})


def fail_until_given_up() -> None:
    for _ in range(TRIES):
        Job.objects.filter(state=JobState.READY).update(run_at=clock.now())
        services.work_off()


@pytest.mark.django_db(transaction=True)
def test_what_was_given_up_is_tried_again_with_all_its_tries_and_waits() -> None:
    job = gives_up()
    assert (job.state, job.attempts, job.trouble) == (JobState.DEAD, TRIES, "OSError")
    assert job.given_up_at is not None

    services.try_again(by_command(), job_id=job.public_id)
    services.work_off()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.given_up_at) == (JobState.READY, TRIES + 1, None)
    wait = job.run_at - clock.now()
    assert timedelta(0) < wait <= rules.wait_before(1), "the waits begin anew"
    fail_until_given_up()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DEAD, 2 * TRIES)

    del is_broken["lamp"]
    services.try_again(by_command(), job_id=job.public_id)
    services.work_off()

    assert Job.objects.get().state is JobState.DONE
    assert done == ["letter one"]
    told = Entry.objects.filter(name="journal.work_tried_again").values_list(
        "values", flat=True
    )
    assert [one["attempts"] for one in told] == [TRIES, 2 * TRIES]
    assert told[0]["work"] == "test.lamp"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", [JobState.READY, JobState.RUNNING, JobState.DONE])
def test_work_that_is_not_given_up_is_left_alone(state: JobState) -> None:
    services.enqueue("test.lamp", letter="one")
    Job.objects.update(state=state)

    with pytest.raises(errors.NotGivenUp):
        services.try_again(by_command(), job_id=Job.objects.get().public_id)

    assert Job.objects.get().state is state
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nobody_but_an_administrator_has_it_tried_again() -> None:
    job = gives_up()
    somebody = Act(Actor("x", "Lea", frozenset({Post("lead")})), clock.now(), Door.PAGE)

    for asked in (
        lambda: services.try_again(somebody, job_id=job.public_id),
        lambda: services.try_all_again(somebody),
        lambda: selectors.given_up_seen_by(somebody.actor),
        lambda: selectors.get_job(somebody.actor, job.public_id),
    ):
        with pytest.raises(errors.NotTheAdministrator):
            asked()
    with pytest.raises(errors.WorkNotFound):
        services.try_again(by_command(), job_id=uuid4())

    assert Job.objects.get().state is JobState.DEAD


@pytest.mark.usefixtures("threads")
def test_of_two_at_once_the_second_is_told() -> None:
    job = gives_up()

    told = at_once(*[lambda: services.try_again(by_command(), job_id=job.public_id)] * 2)

    assert sorted(type(one).__name__ for one in told) == ["Job", "NotGivenUp"]
    assert Entry.objects.filter(name="journal.work_tried_again").count() == 1


@pytest.mark.usefixtures("threads")
def test_two_who_have_all_tried_again_at_once_share_it() -> None:
    jobs = [gives_up(f"letter {number}") for number in range(4)]

    counts = at_once(*[lambda: services.try_all_again(by_command())] * 2)

    assert sorted(counts) == [0, len(jobs)]
    assert Entry.objects.filter(name="journal.work_tried_again").count() == len(jobs)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ended_each_time_and_work_of_another_release_say_so() -> None:
    services.enqueue("test.lamp", letter="one")
    Job.objects.update(
        state=JobState.RUNNING, attempts=TRIES, lease_until=clock.now() - timedelta(hours=1)
    )
    Job.objects.create(work="test.of_tomorrow", run_at=clock.now())

    services.work_off()

    found = dict(Job.objects.values_list("work", "trouble"))
    assert found == {"test.lamp": rules.STOPPED, "test.of_tomorrow": rules.UNKNOWN_WORK}
    assert all(one.given_up_at for one in Job.objects.filter(state=JobState.DEAD))


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_kept_by_its_code_and_an_error_by_its_name() -> None:
    class Dark(Refusal):
        code = "test.dark"
        text = "It is dark at {place}."

    is_broken["lamp"] = Dark(place=SECRET)
    assert gives_up("one").trouble == "test.dark"

    kept = json.dumps(list(Job.objects.values("trouble", "worker", "key")))
    assert SECRET not in kept
    assert "A rule of Rapport said no" in str(labels.trouble("test.dark").why)


@pytest.mark.django_db(transaction=True)
def test_rooms_hear_of_what_was_given_up_by_what_it_is_about() -> None:
    one, other = uuid4(), uuid4()
    job = gives_up(str(one))
    services.enqueue("test.lamp", letter=str(other))  # waits for its turn
    Job.objects.create(
        work="test.lamp", payload={"lamp": "x"}, state=JobState.DEAD, run_at=clock.now()
    )

    assert selectors.given_up_for("letter", "test.lamp") == {one: job.given_up_at}
    assert selectors.given_up_for("letter", "test.other") == {}


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("TryLater", "not there, each time"),
        ("PermissionError", "the disk could not be used"),
        ("SMTPServerDisconnected", "Another server"),
        ("OperationalError", "The database did not answer"),
        ("journal.stopped", "ended in the middle"),
        ("journal.unknown_work", "does not know this work"),
        ("KeyError", "does not foresee"),
        ("journal.not_given_up", "is not given up any more"),  # a refusal that needs no facts
        ("exchange.key_file_missing", "A rule of Rapport said no"),  # one whose facts are gone
    ],
)
def test_each_trouble_has_words_and_what_helps(trouble: str, said: str) -> None:
    words = labels.trouble(trouble)

    assert said in str(words.why)
    assert "again" in str(words.helps)


@pytest.fixture(params=["office", "desk", "archive"])
def administrator(request: Any, play: Any, settings: Any) -> Client:
    """An administrator of each side, signed in."""
    play(request.param)
    settings.RAPPORT_DEMO = True  # no second factor is asked for
    person = accounts.add_person(
        by_command(), name="Vera", email="vera@example.org", posts=[Post("administrator")]
    )
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.django_db(transaction=True)
def test_an_administrator_sees_what_was_given_up_and_has_it_tried_again(
    administrator: Client,
) -> None:
    assert "Nothing was given up." in administrator.get("/given-up/").content.decode()
    job = gives_up(SECRET)

    page = administrator.get("/given-up/").content.decode()

    for said in ("Light the lamp.", "3 tries", "OSError", "Look whether the disk is full"):
        assert said in page
    assert str(job.public_id) in page
    assert SECRET not in page

    answer = administrator.post(f"/given-up/{job.public_id}/again", follow=True)
    assert "It is tried again now." in answer.content.decode()
    assert "Nothing was given up." in answer.content.decode()
    late = administrator.post(f"/given-up/{job.public_id}/again")
    assert late.status_code == 409
    assert "somebody has had it tried again meanwhile" in late.content.decode()


@pytest.mark.django_db(transaction=True)
def test_all_of_it_is_tried_again_with_one_button(administrator: Client) -> None:
    gives_up("one")
    assert "Try all of it again" not in administrator.get("/given-up/").content.decode()
    gives_up("two")
    assert "Try all of it again" in administrator.get("/given-up/").content.decode()

    answer = administrator.post("/given-up/again", follow=True)

    assert "2 pieces of work are tried again now." in answer.content.decode()
    assert not selectors.given_up().exists()


@pytest.mark.django_db(transaction=True)
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    administrator: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        Job.objects.create(
            work="test.lamp", state=JobState.DEAD, run_at=clock.now(), payload={"n": number}
        )

    with django_assert_max_num_queries(10):
        page = administrator.get("/given-up/").content.decode()

    assert page.count("Try again<") == 50
    assert "Page 1 of 2" in page


@pytest.mark.django_db(transaction=True)
def test_the_command_line_lists_and_tries_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("rapport.cli.main.home.is_installation", lambda: True)
    jobs = [gives_up(SECRET), gives_up("two")]
    capsys.readouterr()  # what the worker said meanwhile

    assert main(["work", "list"]) == 0
    told = capsys.readouterr()
    rows = [line.split("\t") for line in told.out.splitlines()]
    assert [row[0] for row in rows] == [str(job.public_id) for job in jobs]
    assert rows[0][1:2] + rows[0][3:] == ["test.lamp", "3", "OSError"]
    assert "Light the lamp. A file or the disk could not be used." in told.err
    assert SECRET not in told.out + told.err
    assert main(["work", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["tries"] == TRIES

    assert main(["work", "retry", str(jobs[0].public_id)]) == 0
    assert main(["work", "retry", str(jobs[0].public_id)]) == 1
    assert "journal.not_given_up" in capsys.readouterr().err
    assert main(["work", "retry", "--all"]) == 0
    assert capsys.readouterr().out == "1\n"
    with pytest.raises(SystemExit):
        main(["work", "retry"])
