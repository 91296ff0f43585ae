"""The kinds of package, as typed models.

Every document names its kind and version. Unknown fields are kept (a later version may add
some), unknown kinds are refused. Dates are Geneva calendar dates, instants carry a zone.

Start reading at: letters.
"""

from __future__ import annotations

from rapport.protocol.kinds.calls import (
    CallForInput,
    ContributedAnswer,
    Contribution,
    Publicity,
    Treatment,
)
from rapport.protocol.kinds.common import (
    NO_NUL,
    Addressee,
    Document,
    Language,
    LetterPart,
    LetterType,
    Line,
    Mandate,
    Message,
    Participant,
    Question,
    Signatory,
    Slug,
    Text,
)
from rapport.protocol.kinds.companies import (
    Commitment,
    CommitmentState,
    CommitmentUpdate,
    Route,
    RoutingTable,
)
from rapport.protocol.kinds.contacts import (
    ContactCard,
)
from rapport.protocol.kinds.corrections import (
    Correction,
    Remains,
    TakeDown,
    TakeDownReason,
)
from rapport.protocol.kinds.delivery import (
    Receipt,
    Rejection,
)
from rapport.protocol.kinds.dialogues import (
    AgendaItem,
    Attribution,
    DialogueInvitation,
    DialogueNote,
    NotedPoint,
    Outcome,
)
from rapport.protocol.kinds.flags import (
    Flag,
    FlagAnswer,
    FlagOutcome,
    Involvement,
    Severity,
    Standing,
    Weight,
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
from rapport.protocol.kinds.preservation import (
    ItemKind,
    KeptItem,
    KeptState,
    PreservationAnswer,
    PreservationItem,
    PreservationNature,
    PreservationRequest,
)
from rapport.protocol.kinds.publications import (
    PublicAnswer,
    Publication,
    PublicReply,
)
from rapport.protocol.kinds.questions import (
    FreeAnswer,
    FreeQuestion,
    Preview,
    PreviewLevel,
    PreviewPurpose,
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
        Acknowledgement,
        ExtensionRequest,
        ExtensionAnswer,
        Clarification,
        Withdrawal,
        Redirect,
        FollowUp,
        PublicationNotice,
        Preview,
        FreeQuestion,
        FreeAnswer,
        Flag,
        FlagAnswer,
        CallForInput,
        Contribution,
        DialogueInvitation,
        DialogueNote,
        PreservationRequest,
        PreservationAnswer,
        Correction,
        TakeDown,
        CommitmentUpdate,
        RoutingTable,
        ContactCard,
        Collection,
        ResendRequest,
        ResendAnswer,
    )
}

__all__ = [
    "KINDS",
    "NO_NUL",
    "AboutLetter",
    "Acknowledgement",
    "Addressee",
    "AgendaItem",
    "Answer",
    "Attribution",
    "CallForInput",
    "Clarification",
    "Collection",
    "Commitment",
    "CommitmentState",
    "CommitmentUpdate",
    "ContactCard",
    "ContributedAnswer",
    "Contribution",
    "Correction",
    "DialogueInvitation",
    "DialogueNote",
    "Document",
    "ExtensionAnswer",
    "ExtensionRequest",
    "Flag",
    "FlagAnswer",
    "FlagOutcome",
    "FollowUp",
    "FreeAnswer",
    "FreeQuestion",
    "Involvement",
    "ItemKind",
    "KeptItem",
    "KeptState",
    "Language",
    "Letter",
    "LetterPart",
    "LetterType",
    "Line",
    "Mandate",
    "Message",
    "NotedPoint",
    "NotedReply",
    "Outcome",
    "Participant",
    "PreservationAnswer",
    "PreservationItem",
    "PreservationNature",
    "PreservationRequest",
    "Preview",
    "PreviewLevel",
    "PreviewPurpose",
    "PublicAnswer",
    "PublicReply",
    "PublicWish",
    "Publication",
    "PublicationNotice",
    "Publicity",
    "Question",
    "RatherTo",
    "Receipt",
    "Redirect",
    "Rejection",
    "Remains",
    "Reply",
    "ReplyKind",
    "ResendAnswer",
    "ResendRequest",
    "Route",
    "RoutingTable",
    "Severity",
    "Signatory",
    "Slug",
    "Span",
    "Stance",
    "Standing",
    "TakeDown",
    "TakeDownReason",
    "Text",
    "Treatment",
    "Weight",
    "Withdrawal",
]
