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
from rapport.protocol.kinds.rows import (
    Collection,
    ResendAnswer,
    ResendRequest,
    Span,
)

KINDS: dict[str, type[Document]] = {
    kind.KIND: kind
    for kind in (
        Letter,
        Reply,
        Publication,
        Receipt,
        Rejection,
        Collection,
        ResendRequest,
        ResendAnswer,
    )
}

__all__ = [
    "KINDS",
    "NO_NUL",
    "Addressee",
    "Answer",
    "Collection",
    "Document",
    "Language",
    "Letter",
    "LetterPart",
    "LetterType",
    "Line",
    "PublicAnswer",
    "PublicReply",
    "PublicWish",
    "Publication",
    "Question",
    "Receipt",
    "Rejection",
    "Reply",
    "ReplyKind",
    "ResendAnswer",
    "ResendRequest",
    "Signatory",
    "Slug",
    "Span",
    "Stance",
    "Text",
]
