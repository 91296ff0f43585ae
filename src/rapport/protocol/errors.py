"""How a package is refused: a stable code, and a sentence that says what is wrong."""

from __future__ import annotations

from uuid import UUID

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class PackageRefused(Invalid):
    """A package that cannot be taken. What is known of it is told, for the answer."""

    code = "package.refused"
    text = gettext_noop("This package cannot be taken.")
    package: UUID | None = None
    sender: UUID | None = None

    def about(self, package: UUID, sender: UUID) -> PackageRefused:
        """Add what the manifest claims, and return the refusal."""
        self.package, self.sender = package, sender
        return self


class Malformed(PackageRefused):
    """Bytes that are not a package in its one canonical form."""

    code = "package.malformed"
    text = gettext_noop("This is not a package as Rapport makes them: {reason}.")


class TooLarge(PackageRefused):
    """More bytes or parts than a package may have."""

    code = "package.too_large"
    text = gettext_noop("This package is too large: {reason}.")


class NotSealed(PackageRefused):
    """Bytes that travel in plain: packages between installations are sealed."""

    code = "package.not_sealed"
    text = gettext_noop("This did not come sealed. Packages are taken only in sealed form.")


class SealedForAnother(PackageRefused):
    """A sealed file that none of our keys opens."""

    code = "package.sealed_for_another"
    text = gettext_noop(
        "This is sealed for a key that is not here. Fetch the receiver's contact card again, "
        "then send it again."
    )


class SealDamaged(PackageRefused):
    """A sealed file that was cut or changed on its way."""

    code = "package.seal_damaged"
    text = gettext_noop("This sealed file was damaged on its way. Send it again.")


class SenderUnknown(PackageRefused):
    """Nobody is known under the sender's id."""

    code = "package.sender_unknown"
    text = gettext_noop(
        "The sender is not known here. Exchange contact cards first, then send it again."
    )


class SignatureWrong(PackageRefused):
    """The manifest was not signed with the sender's key, or was changed since."""

    code = "package.signature_wrong"
    text = gettext_noop(
        "The signature does not fit: the package was changed on its way, or somebody else made "
        "it."
    )


class NotForUs(PackageRefused):
    """A package addressed to another installation."""

    code = "package.not_for_us"
    text = gettext_noop("This package is addressed to another installation.")


class PartAltered(PackageRefused):
    """A part whose bytes are not those that were signed."""

    code = "package.part_altered"
    text = gettext_noop("The part {part} was changed after the package was signed.")


class KindUnknown(PackageRefused):
    """A kind that this release does not know."""

    code = "package.kind_unknown"
    text = gettext_noop(
        "Packages of the kind {kind} are not known here. Ask the receiver to bring Rapport up "
        "to date."
    )


class DocumentInvalid(PackageRefused):
    """A document that does not fit its kind."""

    code = "package.document_invalid"
    text = gettext_noop("The {kind} in this package cannot be used: {reason}.")


class IdReused(PackageRefused):
    """Another package under an id that is taken."""

    code = "package.id_reused"
    text = gettext_noop("Another package came under this id before. Send it under a new id.")


class WithoutPage(PackageRefused):
    """A package without a PDF to be read."""

    code = "package.without_page"
    text = gettext_noop("This package has no page to be read: no PDF part named {part}.")


class PageUnsuitable(PackageRefused):
    """A PDF part that data cannot be appended to in our way."""

    code = "package.page_unsuitable"
    text = gettext_noop("The PDF in this package cannot carry data: {reason}.")


class NotAPdf(PackageRefused):
    """Bytes that do not begin like a PDF."""

    code = "package.not_a_pdf"
    text = gettext_noop("This file is not a PDF.")


class PdfWithoutPackage(PackageRefused):
    """A PDF that carries no package."""

    code = "package.pdf_without_package"
    text = gettext_noop(
        "This PDF carries no package: it can be read by people, but Rapport cannot check it."
    )


class PdfEncrypted(PackageRefused):
    """A PDF that is encrypted: no package of ours is in such a file."""

    code = "package.pdf_encrypted"
    text = gettext_noop(
        "This PDF is encrypted, so nothing in it can be checked. Ask the sender for the file "
        "as Rapport made it."
    )


class PageAltered(PackageRefused):
    """A PDF whose readable part is not the one that was signed."""

    code = "package.page_altered"
    text = gettext_noop("The pages of this PDF were changed after it was signed.")


class PdfAltered(PackageRefused):
    """A PDF whose appended data is not what our own embedding of its package gives."""

    code = "package.pdf_altered"
    text = gettext_noop(
        "The data in this PDF was changed after it was made. Ask the sender for the file again."
    )


class FileMissing(Invalid):
    """A file named on the command line that cannot be opened."""

    code = "protocol.file_missing"
    text = gettext_noop("{file} cannot be opened. Check the name and who may read it.")


class CardUnreadable(Invalid):
    """Bytes that are no contact card, or a card whose own signature does not fit."""

    code = "protocol.card_unreadable"
    text = gettext_noop("This contact card cannot be read: {reason}. Nothing was changed.")


class KeyNeeded(Invalid):
    """A sealed file, and no key to open it with."""

    code = "protocol.key_needed"
    text = gettext_noop(
        "This file is sealed. Name the file of a key that opens it: --key FILE."
    )


class KeyUnreadable(Invalid):
    """A file that holds no private age key."""

    code = "protocol.key_unreadable"
    text = gettext_noop("{file} holds no key that opens sealed files: AGE-SECRET-KEY-1…")


# Documents about a letter that was sent


class MatterLetterUnknown(Invalid):
    """About no letter, or one that did not pass between these two: the two are told alike."""

    code = "matter.letter_unknown"
    text = gettext_noop("No letter under the id {letter} has passed between us.")


class MatterReferenceDiffers(Invalid):
    """About a letter that bears another reference."""

    code = "matter.reference_differs"
    text = gettext_noop("This names {stated}; the letter that it is about is {reference}.")


class MatterDateInFuture(Invalid):
    """From tomorrow."""

    code = "matter.date_in_future"
    text = gettext_noop("This bears the date {dated_on}, which lies ahead. Check it.")


class MatterChanged(Refusal):
    """A message that is already here, with another content."""

    code = "matter.changed"
    text = gettext_noop(
        "This message is already here and says something else. What was sent is not changed; "
        "send another one."
    )


class AnswersNothing(Invalid):
    """An answer to a message that this side has not sent about the letter."""

    code = "matter.answers_nothing"
    text = gettext_noop("This answers a message that was not sent about this letter.")


class SaidAlready(Refusal):
    """The same words again, as when a button is pressed twice."""

    code = "matter.said_already"
    text = gettext_noop("You have sent exactly this already.")


class AlreadyAnswered(Refusal):
    """A question that was answered."""

    code = "matter.already_answered"
    text = gettext_noop("This was already answered.")


class LetterIsWithdrawn(Refusal):
    """Something about a letter that was taken back."""

    code = "matter.letter_withdrawn"
    text = gettext_noop("This letter was withdrawn.")


class WordsMissing(Invalid):
    """A message that says nothing."""

    code = "matter.words_missing"
    text = gettext_noop("Write what you want to say first.")


class WordsTooLong(Invalid):
    """A text longer than a message takes."""

    code = "matter.words_too_long"
    text = gettext_noop("This text has {length} characters; at most {most} are taken.")


class DayTooEarly(Invalid):
    """A day that is not after the one it has to follow."""

    code = "matter.day_too_early"
    text = gettext_noop("Choose a day after {after}.")


class MessageNotFound(NotFound):
    """No message under this address, or none that asks for an answer."""

    code = "matter.message_not_found"
