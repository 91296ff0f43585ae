"""The kinds of package, as typed models.

Every document names its kind and version. Unknown fields are kept (a later version may add
some), unknown kinds are refused. Dates are Geneva calendar dates, instants carry a zone.

Start reading at: letters.
"""

from __future__ import annotations

from rapport.protocol.kinds.common import (
    NO_NUL,
    Addressee,
    Document,
    Language,
    LetterPart,
    LetterType,
    Line,
    Question,
    Signatory,
    Slug,
    Text,
)
from rapport.protocol.kinds.delivery import (
    Receipt,
    Rejection,
)
from rapport.protocol.kinds.letters import (
    Letter,
)
from rapport.protocol.kinds.matters import (
    AboutLetter,
    Acknowledgement,
    Clarification,
    ExtensionAnswer,
    ExtensionRequest,
    FollowUp,
    NotedReply,
    PublicationNotice,
    RatherTo,
    Redirect,
    Withdrawal,
)
from rapport.protocol.kinds.publications import (
    PublicAnswer,
    Publication,
    PublicReply,
)
from rapport.protocol.kinds.replies import (
    Answer,
    PublicWish,
    Reply,
    ReplyKind,
    Stance,
)

KINDS: dict[str, type[Document]] = {
    kind.KIND: kind
    for kind in (
        Letter,
        Reply,
        Publication,
        Receipt,
        Rejection,
        Acknowledgement,
        ExtensionRequest,
        ExtensionAnswer,
        Clarification,
        Withdrawal,
        Redirect,
        FollowUp,
        PublicationNotice,
    )
}

__all__ = [
    "KINDS",
    "NO_NUL",
    "AboutLetter",
    "Acknowledgement",
    "Addressee",
    "Answer",
    "Clarification",
    "Document",
    "ExtensionAnswer",
    "ExtensionRequest",
    "FollowUp",
    "Language",
    "Letter",
    "LetterPart",
    "LetterType",
    "Line",
    "NotedReply",
    "PublicAnswer",
    "PublicReply",
    "PublicWish",
    "Publication",
    "PublicationNotice",
    "Question",
    "RatherTo",
    "Receipt",
    "Redirect",
    "Rejection",
    "Reply",
    "ReplyKind",
    "Signatory",
    "Slug",
    "Stance",
    "Text",
    "Withdrawal",
]
