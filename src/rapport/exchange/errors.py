"""How the exchange says no."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class ContactNotFound(NotFound):
    """No other installation is known under this id."""

    code = "exchange.contact_not_found"


class AddressUnusable(Invalid):
    """An address that is not http or https with a host."""

    code = "exchange.address_unusable"
    text = gettext_noop("{url} is no address of a Rapport. Write http://127.0.0.1:PORT.")


class AddressNotLoopback(Refusal):
    """Packages are not sealed yet, so they must not leave this machine."""

    code = "exchange.address_not_loopback"
    text = gettext_noop(
        "Nothing is sent to {url}: until packages are sealed, they go to numeric loopback "
        "addresses only, such as http://127.0.0.1:8001."
    )


class CardUnreadable(Invalid):
    """A contact card that cannot be read."""

    code = "exchange.card_unreadable"
    text = gettext_noop("This contact card cannot be read: {reason}. Nothing was changed.")


class KeyChanged(Refusal):
    """A card with another key than the one known."""

    code = "exchange.key_changed"
    text = gettext_noop(
        "{name} is already known with another key. Compare the new one with them by telephone, "
        "then run: rapport contacts add --new-key"
    )


class KindNotServed(Invalid):
    """A known kind of package that this side does not take."""

    code = "package.kind_not_served"
    text = gettext_noop("This installation does not take packages of the kind {kind}.")
