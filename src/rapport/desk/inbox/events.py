"""What the inbox tells the rest of the desk. The matter is the letter's public id."""

from dataclasses import dataclass

from rapport.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterArrived(Event):
    """A letter arrived, was checked and is kept."""

    name = "desk.letter_arrived"

    sender: str
    questions: int
    days_lost: int  # between its sending and its arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAcknowledged(Event):
    """The human rights lead has read a letter and taken it on."""

    name = "desk.letter_acknowledged"

    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """Something about a letter left for the office that wrote it."""

    name = "desk.message_sent"

    kind: str
    message: str
    package: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived(Event):
    """Something about a letter arrived from the office that wrote it, and is kept."""

    name = "desk.message_arrived"

    kind: str
    message: str
    package: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept(Event):
    """A file that is no package was handed in and is kept; the matter is the file's id."""

    name = "desk.file_kept"

    pages: int
    refusal: str  # the code of why nothing could be read; empty when it was


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSetAside(Event):
    """A file that was handed in is no letter to be answered; the matter is the file's id."""

    name = "desk.file_set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterConfirmed(Event):
    """A person confirmed what was read in a file, and so made a letter of it."""

    name = "desk.letter_confirmed"

    file: str
    questions: int
    day: int
    corrected: str  # the names of the fields that the person put right


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePutWithLetter(Event):
    """A file that was handed in is one of a letter that is here already."""

    name = "desk.file_put_with_letter"

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersJoined(Event):
    """A person said that a letter handed in and a package are one letter; it is one now."""

    name = "desk.letters_joined"

    other: str  # the public id under which the package's letter stood until then
    sender: str
    reworded: str  # the numbers of the questions whose words changed
    due_before: str  # day 60, as it was confirmed from the file
    due_on: str
