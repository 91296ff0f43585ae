"""An office: its people by first name, the invented directory, cases and persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from tests.mail.conftest import mail_on, server  # noqa: F401  fixtures of the mail
from tests.mail.folders import long_mailbox  # noqa: F401  a mailbox that fails as it is told

from rapport.accounts import services as accounts
from rapport.accounts.models import Person as Colleague
from rapport.accounts.selectors import actor_of
from rapport.demo.cast import (
    ENTERPRISE,
    HOLLINBRAKE,
    OPEN_ASSEMBLY,
    QUILLMOOR,
    SPEAK_FOR_OTHERS,
)
from rapport.demo.cast import OFFICE as CAST
from rapport.directory.models import Company, Country, Mandate
from rapport.directory.rules import (
    Checked,
    CompanyStatus,
    Confidence,
    HoldersKnown,
    MandateKind,
    MandateStatus,
    Relevance,
    Scope,
)
from rapport.foundation import clock
from rapport.foundation.acts import GENEVA, SYSTEM, Act, Door
from rapport.journal.models import Entry
from rapport.office.cases import services as cases
from rapport.office.cases.models import Case
from rapport.office.consents.models import CasePerson as Person
from rapport.office.consents.rules import GivenBy, PersonKind, Purpose

MANDATES = {
    OPEN_ASSEMBLY: ("Special Rapporteur on open assembly online", MandateKind.RAPPORTEUR),
    ENTERPRISE: ("Working Group on enterprise and dignity", MandateKind.GROUP),
    SPEAK_FOR_OTHERS: (
        "Special Rapporteur on those who speak for others",
        MandateKind.RAPPORTEUR,
    ),
}
COMPANIES = {QUILLMOOR: "Quillmoor Social", HOLLINBRAKE: "Hollinbrake Mobile"}
COUNTRIES = {"ATA": ("AQ", "Antarctica"), "CHE": ("CH", "Switzerland"), "NOR": ("NO", "Norway")}


def midday(day: date | str) -> datetime:
    """Noon in Geneva on a date."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(12), tzinfo=GENEVA).astimezone(UTC)


@dataclass
class Office:
    """An office in motion: its people by first name, and what happens there."""

    people: Mapping[str, Colleague]
    today: datetime = field(default_factory=lambda: midday("2026-03-02"))

    def act(self, who: str, on: str | None = None) -> Act:
        """An act of one of the cast."""
        at = midday(on) if on else self.today
        return Act(actor_of(self.people[who]), at, Door.PAGE)

    def client(self, who: str | None = None) -> Client:
        """A browser, signed in as one of the cast, or as nobody."""
        client = Client()
        if who is not None:
            client.force_login(self.people[who])
        return client

    def case(self, *, by: str = "mina", shared: Sequence[str] = (), **changes: Any) -> Case:
        """A case of the mandate on open assembly, shared with others if they are named."""
        said = {
            "title": "Accounts of tenants’ rights defenders in Vellanta",
            "summary": "According to the information received, accounts were suspended.",
            "mandate": OPEN_ASSEMBLY,
            "countries": ("CHE",),
        }
        case = cases.open_case(self.act(by), **(said | changes))
        for mandate in shared:
            cases.share_case(self.act(by), case_id=case.public_id, mandate=mandate)
        return case

    def person(self, case: Case, *, by: str = "mina", **changes: Any) -> Person:
        """A person in a case, who has not been asked for any consent."""
        said = {"name": "Lucinde Varga-Morel", "kind": PersonKind.INDIVIDUAL}
        return cases.enter_person(self.act(by), case_id=case.public_id, **(said | changes))

    def consent(
        self,
        case: Case,
        number: int,
        purpose: Purpose,
        *,
        answer: bool = True,
        recipient: str = "",
        by: str = "mina",
        on: str | None = None,
    ) -> None:
        """What a person answered, on the day of the act."""
        act = self.act(by, on)
        cases.record_consent(
            act,
            case_id=case.public_id,
            number=number,
            purpose=purpose,
            answer=answer,
            recipient=recipient,
            given_by=GivenBy.SELF,
            given_on=act.today,
        )

    def told(self) -> list[str]:
        """The names of the events in the journal, in order."""
        return list(Entry.objects.order_by("id").values_list("name", flat=True))


def invented_directory() -> None:
    """Put the invented mandates and companies into the directory, and three countries."""
    sure: dict[str, Any] = {"confidence": Confidence.HIGH}
    for alpha3, (alpha2, name) in COUNTRIES.items():
        Country.objects.create(
            public_id=uuid4(),
            alpha3=alpha3,
            alpha2=alpha2,
            numeric="000",
            names={"en": name},
            un_member=True,
            un_observer=False,
            **sure,
        )
    for slug, (title, kind) in MANDATES.items():
        Mandate.objects.create(
            public_id=uuid4(),
            slug=slug,
            kind=kind,
            scope=Scope.THEMATIC,
            status=MandateStatus.ACTIVE,
            title=title,
            short_name=title,
            established=2020,
            established_by="DEMO/1",
            resolution="DEMO/1",
            resolution_checked=Checked.NO,
            reports_to_ga=False,
            reports_to_ga_confidence=Confidence.HIGH,
            description="Invented for the demonstration.",
            tech_relevance=Relevance.CORE,
            current_holder_known=HoldersKnown.YES,
            demonstration=True,
            **sure,
        )
    for slug, name in COMPANIES.items():
        Company.objects.create(
            public_id=uuid4(),
            slug=slug,
            name=name,
            sector="social-media",
            sectors_key="|social-media|",
            status=CompanyStatus.ACTIVE,
            listed_because="Invented for the demonstration.",
            demonstration=True,
            **sure,
        )


@pytest.fixture
def office(db: None, settings: Any, play: Callable[[str], None]) -> Office:
    """The office of the cast: Mina, Ilse, Jonas and Anneke, over the invented directory."""
    play("office")
    settings.RAPPORT_DEMO = True
    settings.RAPPORT_NAME = CAST.name
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    invented_directory()
    system = Act(SYSTEM, clock.now(), Door.COMMAND)
    people = {
        one.key: accounts.add_person(system, name=one.name, email=one.email, posts=one.posts)
        for one in CAST.members
    }
    return Office(people)
