"""How the uploads say no. The statuses of pieces are those of the protocol tus 1.0.0."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class CodeOpensNothing(Invalid):
    """A code that is wrong, was replaced, or has ended: the sentence does not say which."""

    code = "upload.code_opens_nothing"
    text = gettext_noop(
        "This code opens nothing here. Check every sign, or ask the office that wrote to you "
        "for another code."
    )


class TooManyCodes(Refusal):
    """More codes than people type."""

    code = "upload.too_many_codes"
    text = gettext_noop("Too many tries. Wait a minute, then type the code again.")
    status = 429


class CodeNeeded(Refusal):
    """Somebody whose time on the page is over, or whose code has ended meanwhile."""

    code = "upload.code_needed"
    text = gettext_noop(
        "Type the upload code again: it was too long ago, or the code has ended. What is here "
        "already stays."
    )
    status = 403


class UploadNotFound(NotFound):
    """No such file with this code."""

    code = "upload.not_found"


class FileTooLarge(Refusal):
    """A file beyond the limit."""

    code = "upload.file_too_large"
    text = gettext_noop("This file is larger than {most} MB. Ask the office for another way.")
    status = 413


class LetterFull(Refusal):
    """More than may be sent about one letter."""

    code = "upload.letter_full"
    text = gettext_noop(
        "All files about a letter have {most} MB at most. Ask the office for another way."
    )
    status = 413


class TooManyFiles(Refusal):
    """More files than may be sent about one letter."""

    code = "upload.too_many_files"
    text = gettext_noop("{most} files can be sent about a letter. Put small files into a ZIP.")
    status = 413


class NoRoom(Refusal):
    """A disk that is full, or would be."""

    code = "upload.no_room"
    text = gettext_noop(
        "There is no room for this file now. What was sent before is kept. Tell the office, "
        "and try again later."
    )
    status = 507


class InUse(Refusal):
    """Another piece for the same letter is on its way: from another window, or a cut line."""

    code = "upload.in_use"
    text = gettext_noop(
        "Another window is sending a file about this letter. Wait until it ends."
    )
    status = 423


class PieceElsewhere(Refusal):
    """A piece that does not begin where the file ends."""

    code = "upload.piece_elsewhere"
    text = gettext_noop("This piece does not follow what is here. Ask how much is here first.")
    status = 409


class PieceTooLong(Refusal):
    """A piece that leads beyond the size that was told."""

    code = "upload.piece_too_long"
    text = gettext_noop("The file is longer now than when it was begun. Remove it, begin anew.")
    status = 413


class PieceDamaged(Refusal):
    """A piece that does not have the checksum that came with it."""

    code = "upload.piece_damaged"
    text = gettext_noop("A piece was damaged on its way. It is sent again.")
    status = 460


class TusNotUnderstood(Refusal):
    """A request that tus does not know."""

    code = "upload.not_understood"
    text = gettext_noop("This is no request of tus 1.0.0: {what}.")
    status = 400


class TusVersion(Refusal):
    """Another version of the protocol."""

    code = "upload.tus_version"
    text = gettext_noop("Only tus 1.0.0 is spoken here.")
    status = 412


class NotPieces(Refusal):
    """A piece of another kind than the protocol's."""

    code = "upload.not_pieces"
    text = gettext_noop("A piece has the type application/offset+octet-stream.")
    status = 415


class NothingThere(Refusal):
    """A delivery without a file."""

    code = "upload.nothing_there"
    text = gettext_noop("No file is here that was not sent off yet.")


class NotWhole(Refusal):
    """A delivery with a file that is not all here."""

    code = "upload.not_whole"
    text = gettext_noop(
        "Not all of {name} is here yet. Send the rest of it, or remove it from the list."
    )
