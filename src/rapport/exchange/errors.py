"""How the exchange says no."""

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class ContactNotFound(NotFound):
    """No other installation is known under this id."""

    code = "exchange.contact_not_found"


class NotTheAdministrator(NotAllowed):
    """Contacts and their keys are for administrators."""

    code = "exchange.not_the_administrator"
    text = gettext_noop("Contacts and keys are for administrators.")


class AddressUnusable(Invalid):
    """An address that is not http or https with a host."""

    code = "exchange.address_unusable"
    text = gettext_noop("{url} is no address of a Rapport. Write https://HOST.")


class AddressNotSecure(Refusal):
    """Plain http to another machine."""

    code = "exchange.address_not_secure"
    text = gettext_noop(
        "Nothing is sent to {url}: to another machine packages go by https only. Ask for a "
        "contact card with an https address."
    )


class CardNotFetched(Refusal):
    """No card was given under an address."""

    code = "exchange.card_not_fetched"
    text = gettext_noop(
        "{url} gave no contact card. Try again later, or ask for the card as a file."
    )


class CardOurs(Invalid):
    """A card of this installation itself."""

    code = "exchange.card_ours"
    text = gettext_noop("This is the contact card of this installation itself.")


class CardOutdated(Refusal):
    """A card that is older than the one known."""

    code = "exchange.card_outdated"
    text = gettext_noop(
        "A newer contact card of {name} is known here. Ask them for their present one."
    )


class CardRevoked(Refusal):
    """A card that says of itself that its keys are void."""

    code = "exchange.card_revoked"
    text = gettext_noop("This card says that its keys are void. Ask {name} for a new one.")


class KeyChanged(Refusal):
    """A card with another key than the one known, not signed by that one."""

    code = "exchange.key_changed"
    text = gettext_noop(
        "{name} is known here with another key, which has not signed this card. Ask them by "
        "telephone whether they have new keys. Only then take the card as new."
    )


class KeyMissing(Refusal):
    """A contact whose card has no encryption key."""

    code = "exchange.key_missing"
    text = gettext_noop(
        "Nothing is sent to {name}: no key to seal for them is known here. An administrator "
        "can take their contact card again."
    )


class ContactRevoked(Refusal):
    """A contact whose keys are void."""

    code = "exchange.contact_revoked"
    text = gettext_noop(
        "Nothing is sent to {name}: their keys were revoked. An administrator can take a new "
        "contact card from them."
    )


class CardExpired(Refusal):
    """A card that has ended; until a later one is here, its keys are used for nothing new."""

    code = "exchange.card_expired"
    text = gettext_noop(
        "The contact card of {name} has ended, so nothing is sealed with its key. An "
        "administrator can fetch a later card, or take one from a file."
    )


class ContactUnverified(Refusal):
    """A contact on another machine whose keys nobody has compared."""

    code = "exchange.contact_unverified"
    text = gettext_noop(
        "Nothing is sent to {name} yet: their keys have not been compared by telephone. An "
        "administrator does so on the page of contacts."
    )


class CodeWrong(Invalid):
    """A verification code that is not the one worked out here."""

    code = "exchange.code_wrong"
    text = gettext_noop(
        "This is not the code worked out here. If you both read it right, somebody has swapped "
        "a key: send nothing, and get the card by another way."
    )


class KeyFileMissing(Refusal):
    """The file of a key is gone, or holds another key than our card says."""

    code = "exchange.key_file_missing"
    text = gettext_noop(
        "The key file {file} is missing or is another than the one on our contact card. Bring "
        "it back from the backup."
    )


class KindNotServed(Invalid):
    """A known kind of package that this side does not take."""

    code = "package.kind_not_served"
    text = gettext_noop("This installation does not take packages of the kind {kind}.")


class AnswerToNothing(Invalid):
    """A receipt or rejection of a package that was never posted to its sender."""

    code = "exchange.answer_to_nothing"
    text = gettext_noop(
        "This is an answer to a package that is not known here. After a restore this may be: "
        "then nothing is to be done."
    )


class RequestStale(Refusal):
    """A request to fetch packages that was made too long ago, or in the future."""

    code = "exchange.request_stale"
    text = gettext_noop(
        "The request was made at {made_at}, by its own clock. Requests count for one hour: set "
        "the clock right, and ask again."
    )


class NotFetchedHere(Refusal):
    """Somebody fetches to whom packages go by another road."""

    code = "exchange.not_fetched_here"
    text = gettext_noop(
        "Packages for you do not wait here to be fetched: they go by another road. Ask the "
        "administrator of this side to let you fetch them."
    )


class NotCollected(Refusal):
    """What waits at another side could not be fetched."""

    code = "exchange.not_collected"
    text = gettext_noop("Nothing could be fetched from {name}: {reason}")


class NoFolder(Invalid):
    """A folder or file that is not there, or cannot be read or written."""

    code = "exchange.no_folder"
    text = gettext_noop("{place} is not there, or cannot be used: {reason}")


class RefusedBefore(Refusal):
    """A package that came before and was refused then; its answer stays."""

    code = "exchange.refused_before"
    text = gettext_noop(
        "This came before and was refused: {reason} The sender has to send it anew, as another "
        "package."
    )


class KeptNotFound(NotFound):
    """Nothing was kept aside under this number."""

    code = "exchange.kept_not_found"


class KeptSettled(Refusal):
    """What was kept aside was settled, perhaps because somebody was quicker."""

    code = "exchange.kept_settled"
    text = gettext_noop("This was taken in or put aside meanwhile.")


class KeptForGood(Refusal):
    """What was kept aside and cannot be taken whatever is put right here."""

    code = "exchange.kept_for_good"
    text = gettext_noop("This cannot be taken in as it is. What helps stands beside it.")


class NoAnswer(NotFound):
    """No signed answer to a package is here, or none that the actor may have."""

    code = "exchange.no_answer"


class NotToHandIn(NotAllowed):
    """Files are handed in by people who see what comes of them."""

    code = "exchange.not_to_hand_in"
    text = gettext_noop("Your seat does not hand in letters and replies.")


class AnswerNotFinal(Refusal):
    """A rejection that settles nothing: what was sent is good and is sent again."""

    code = "exchange.answer_not_final"
    text = gettext_noop(
        "They could not take it yet: {reason} What was sent stays on its way and is sent again."
    )
