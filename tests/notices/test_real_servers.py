"""A notice goes through Postfix into Dovecot, and an answer to it ends in quarantine."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from tests.mail.conftest import both_servers, mail_on, real  # noqa: F401  fixtures of the mail
from tests.mail.servers import COMPANY, OFFICE, Servers
from tests.mail.test_real_servers import arrived_at_the_company, came, the_company_writes
from tests.office import letters
from tests.office.conftest import Office, office  # noqa: F401  a fixture

from rapport.accounts import services as accounts
from rapport.accounts.rules import Notices
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door
from rapport.journal.models import Job
from rapport.mail.rules import Quarantine
from rapport.notices import services
from rapport.notices.models import Told


def test_a_notice_arrives_without_a_word_of_the_letter_and_its_answer_leads_nowhere(
    office: Office,  # noqa: F811
    real: Servers,  # noqa: F811
    settings: Any,
) -> None:
    settings.RAPPORT_DEMO = True
    letter = letters.circulating(office)
    jonas = office.people["jonas"]
    system = Act(SYSTEM, clock.now(), Door.COMMAND)
    accounts.change_email(system, person_id=jonas.public_id, email=COMPANY)
    for who in office.people:
        choice = Notices.AT_ONCE if who == "jonas" else Notices.NONE
        accounts.choose_notices(office.act(who), notices=choice)
    settings.RAPPORT_DEMO, settings.DEFAULT_FROM_EMAIL = False, OFFICE

    assert services.tell(clock.now()) == 1
    services.write(system, **Job.objects.get(work="notices.write").payload)
    notice = arrived_at_the_company(real)
    answer = EmailMessage()
    answer["From"], answer["To"] = COMPANY, notice["From"]
    answer["Subject"], answer["In-Reply-To"] = f"Re: {notice['Subject']}", notice["Message-ID"]
    answer.set_content(f"Yes, we join {letter.subject}.\n")
    the_company_writes(real, answer)
    (inbound,) = came(1)

    assert notice["Auto-Submitted"] == "auto-generated"
    whole = notice.as_string().casefold().replace(COMPANY, "").replace(OFFICE, "")
    words = set(re.findall(r"\w+", f"{notice['Subject']} {notice.get_content()}".casefold()))
    for fact in (letter.subject, letter.mandate, letter.company, jonas.name, "Quillmoor"):
        assert fact.casefold() not in whole, fact
    about = f"{letter.subject} Vellanta Ilse Marrowby Jonas join joined mandate letter reply"
    said = words & set(re.findall(r"\w+", about.casefold()))
    assert not said - {"in", "of", "by", "the"}, said
    assert (inbound.matter, inbound.about) == (None, None)
    assert inbound.quarantine is Quarantine.NO_MATTER
    assert not Told.objects.get(person=jonas).is_leaving
    assert Told.objects.get(person=jonas).told_at > clock.now() - timedelta(minutes=5)
