"""People of the cast at Quillmoor's desk, and the acts by which they come in."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client

from rapport.accounts import services
from rapport.accounts.models import Person
from rapport.accounts.selectors import actor_of
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door, Post
from rapport.journal import services as journal


def the_system() -> Act:
    """The installation itself, at the command line."""
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def act_of(person: Person) -> Act:
    """A person at a page."""
    return Act(actor_of(person), clock.now(), Door.PAGE)


def added(name: str, *posts: Post) -> Person:
    """A person who can sign in; their address is their first name."""
    email = f"{name.split(maxsplit=1)[0].lower()}@quillmoor.invalid"
    return services.add_person(the_system(), name=name, email=email, posts=posts)


def link_for(person: Person) -> str:
    """A fresh one-time link."""
    return services.make_signin_link(the_system(), person_id=person.public_id)


def come_in(client: Client, person: Person) -> None:
    """Sign in by a link; where a second factor is asked for, this is not yet enough."""
    client.post(link_for(person))


def mailed_path() -> str:
    """Do the waiting work, and return the path of the link in the last mail."""
    journal.work_off()
    found = re.search(r"http://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]
