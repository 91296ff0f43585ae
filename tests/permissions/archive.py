"""What an archive promises: everything in it is public; its administrator manages people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from tests.permissions.table import ANYBODY, Ask, Page
from tests.protocol.making import OPENING

from rapport.accounts.models import Person
from rapport.archive import selectors
from rapport.archive.models import RecordFile
from rapport.archive.services import receive_publication
from rapport.exchange.models import Contact
from rapport.exchange.services import Incoming
from rapport.foundation import clock
from rapport.foundation.acts import Act, Actor, Door, geneva_date
from rapport.protocol.kinds import Publication
from rapport.protocol.package import Part
from rapport.protocol.signing import SigningKey

SEATS: Final = ("administrator",)
MAY: Final[Mapping[str, frozenset[str]]] = {}
RULES: Final[Mapping[str, Ask]] = {}
AREA: Final = {"slug": "area"}
AREA_TWIN: Final = {"slug>.json": "area_twin"}
PAGES: Final[tuple[Page, ...]] = (
    Page("", get=ANYBODY),
    Page("letters", get=ANYBODY),
    Page("letters.json", get=ANYBODY),
    Page("letters/<slug:slug>", get=ANYBODY),
    Page("letters/<slug:slug>.json", get=ANYBODY, facts={"slug>.json": "twin"}),
    Page("letters/<slug:slug>/files/<str:sha256>", get=ANYBODY),
    Page("letters/<slug:slug>/<str:name>", get=ANYBODY),
    Page("protocol", get=ANYBODY),
    Page("protocol.json", get=ANYBODY),
    Page("protocol/schema/<str:name>", get=ANYBODY, facts={"name": "schema_name"}),
    Page("themes", get=ANYBODY),
    Page("themes.json", get=ANYBODY),
    Page("themes.csv", get=ANYBODY),
    Page("themes.jsonld", get=ANYBODY),
    Page("themes/<int:version>", get=ANYBODY),
    Page("themes/<int:version>.json", get=ANYBODY, facts={"version>.json": "themes_json"}),
    Page("themes/<int:version>.csv", get=ANYBODY, facts={"version>.csv": "themes_csv"}),
    Page("themes/<int:version>.jsonld", get=ANYBODY, facts={"version>.jsonld": "themes_skos"}),
    Page("themes/<int:version>/<slug:slug>", get=ANYBODY, facts=AREA),
    Page("themes/<int:version>/<slug:slug>.json", get=ANYBODY, facts=AREA_TWIN),
    Page("themes/<slug:slug>", get=ANYBODY, facts=AREA),
    Page("themes/<slug:slug>.json", get=ANYBODY, facts=AREA_TWIN),
)
SLUG: Final = "al-oth-14-2099"


def stage(people: Mapping[str, Person]) -> dict[str, object]:
    """Put a published letter in the archive, with its PDF."""
    office = Contact.objects.create(
        public_id=uuid4(),
        side="office",
        name="Special Procedures office",
        url="http://127.0.0.1:9",
        signing_key=SigningKey.generate().verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
    )
    at = clock.now()
    today = geneva_date(at)
    document = Publication.model_validate(
        {
            "record": uuid4(),
            "version": 1,
            "type": "AL",
            "reference": "AL OTH 14/2099",
            "language": "en",
            "subject": "Accounts in Vellanta, allegedly suspended",
            "dated_on": today,
            "reply_due_on": today,
            "published_on": today,
            "signatories": [{"mandate": "demo-open-assembly", "title": "Special Rapporteur"}],
            "addressee": {"name": "Quillmoor Social", "slug": "demo-quillmoor"},
            "questions": [{"number": 1, "text": "Please comment."}],
            "demonstration": True,
        }
    )
    paper = Part("letter.pdf", "application/pdf", b"%PDF-1.7")
    receive_publication(
        Act(Actor(str(office.public_id), office.name), at, Door.PACKAGE),
        Incoming(
            package=uuid4(),
            sender=office,
            kind="publication",
            matter=document.record,
            answers=None,
            document=document,
            files={paper.name: paper},
            arrived_at=at,
        ),
    )
    letter = selectors.get_letter(SLUG)
    file = selectors.get_paper(SLUG, paper.name).file
    RecordFile.objects.create(letter=letter, place=1, path=paper.name, file=file)
    return {
        "slug": SLUG,
        "twin": f"{SLUG}.json",
        "name": paper.name,
        "sha256": file.sha256,
        "version": 1,
        "themes_json": "1.json",
        "themes_csv": "1.csv",
        "themes_skos": "1.jsonld",
        "schema_name": "letter.1.json",
        "area": "child-safety",
        "area_twin": "child-safety.json",
    }
