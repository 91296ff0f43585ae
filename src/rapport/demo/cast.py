"""The cast: invented people of invented mandates and companies, always the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapport.foundation.acts import Post


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the cast: a key for stories and tests, a name, what they do, their seats."""

    key: str
    name: str
    does: str
    posts: tuple[Post, ...]

    @property
    def email(self) -> str:
        """An address under a name that can never be registered."""
        return f"{self.key}@demonstration.invalid"


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation of the demonstration, and who works there."""

    key: str
    side: str
    name: str
    unit: str
    members: tuple[Member, ...]

    @property
    def host(self) -> str:
        """A host name of its own: cookies do not know ports."""
        return f"{self.key}.localhost"


OPEN_ASSEMBLY: Final = "demo-open-assembly"
ENTERPRISE: Final = "demo-wg-enterprise"
SPEAK_FOR_OTHERS: Final = "demo-speak-for-others"
QUILLMOOR: Final = "demo-quillmoor"
HOLLINBRAKE: Final = "demo-hollinbrake"

OFFICE: Final = Installation(
    "office",
    "office",
    "Special Procedures office",
    "",
    (
        Member("mina", "Mina Ferro", "human rights officer", (Post("secretariat"),)),
        Member(
            "ilse",
            "Ilse Marrowby",
            "mandate holder, open assembly online",
            (Post("mandate_member", OPEN_ASSEMBLY),),
        ),
        Member(
            "jonas",
            "Jonas Kestrel-Amadi",
            "member of the Working Group on enterprise and dignity",
            (Post("mandate_member", ENTERPRISE),),
        ),
        Member(
            "corin",
            "Corin Aldebrandt",
            "mandate holder, those who speak for others",
            (Post("mandate_member", SPEAK_FOR_OTHERS),),
        ),
        Member("anneke", "Anneke Solberg-Tui", "administrator", (Post("administrator"),)),
    ),
)
DESK_A: Final = Installation(
    "desk-a",
    "desk",
    "Quillmoor Social",
    QUILLMOOR,
    (
        Member("noor", "Noor Halsted", "human rights lead", (Post("lead"),)),
        Member("odile", "Odile Kestane", "public policy", (Post("owner"),)),
        Member("bram", "Bram Teale", "trust and safety", (Post("owner"),)),
        Member("tomas", "Tomas Verrin", "counsel", (Post("counsel"),)),
        Member("petra", "Petra Lindqvane", "chief legal officer", (Post("approver"),)),
        Member("lioba", "Lioba Arkwright", "member of the board", (Post("sponsor"),)),
        Member("sunniva", "Sunniva Okafor-Lund", "administrator", (Post("administrator"),)),
    ),
)
DESK_B: Final = Installation(
    "desk-b",
    "desk",
    "Hollinbrake Mobile",
    HOLLINBRAKE,
    (
        Member("ines", "Ines Varga-Holt", "human rights lead", (Post("lead"),)),
        Member("teodor", "Teodor Ashcombe", "network operations", (Post("owner"),)),
        Member("maren", "Maren Doukas", "general counsel", (Post("counsel"), Post("approver"))),
        Member("kofi", "Kofi Bellweather", "administrator", (Post("administrator"),)),
    ),
)
ARCHIVE: Final = Installation(
    "archive",
    "archive",
    "The public record",
    "",
    (Member("rhea", "Rhea Tamsin-Osei", "administrator", (Post("administrator"),)),),
)

INSTALLATIONS: Final = (OFFICE, DESK_A, DESK_B, ARCHIVE)


def installation(key: str) -> Installation:
    """Return the installation of a key. Raises KeyError."""
    return {one.key: one for one in INSTALLATIONS}[key]


def member(key: str) -> Member:
    """Return the person of a key. Raises KeyError."""
    return {one.key: one for place in INSTALLATIONS for one in place.members}[key]
