"""Tables of the letters. Versions of parts, replies and assessments are added, never edited."""

from rapport.office.communications.models.letters import (
    Letter,
    LetterFile,
    LetterPart,
    LetterProfile,
    LetterQuestion,
    Signature,
)
from rapport.office.communications.models.messages import Message
from rapport.office.communications.models.posting import (
    Posting,
    Scan,
    ScanFile,
    ScanPart,
    StruckRecord,
)
from rapport.office.communications.models.replies import Assessment, Reply, ReplyFile

__all__ = [
    "Assessment",
    "Letter",
    "LetterFile",
    "LetterPart",
    "LetterProfile",
    "LetterQuestion",
    "Message",
    "Posting",
    "Reply",
    "ReplyFile",
    "Scan",
    "ScanFile",
    "ScanPart",
    "Signature",
    "StruckRecord",
]
