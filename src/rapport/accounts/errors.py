"""How the accounts say no."""

from __future__ import annotations

from rapport.foundation.errors import Invalid, NotAllowed, NotFound, Refusal, gettext_noop


class PersonNotFound(NotFound):
    """There is no such person, or not for this actor."""

    code = "accounts.person_not_found"


class NotTheAdministrator(NotAllowed):
    """People and seats are the administrator's business."""

    code = "accounts.not_the_administrator"
    text = gettext_noop("Only an administrator invites people and changes their seats.")


class NotYourself(Refusal):
    """Nobody gives or takes their own seats."""

    code = "accounts.not_yourself"
    text = gettext_noop("Nobody changes their own seats. Ask another administrator.")


class LastAdministrator(Refusal):
    """An installation keeps at least one administrator."""

    code = "accounts.last_administrator"
    text = gettext_noop(
        "This is the last administrator. Make somebody else an administrator first."
    )


class AdministratorAlone(Refusal):
    """Whoever manages access has no access to content."""

    code = "accounts.administrator_alone"
    text = gettext_noop(
        "An administrator holds no other seat: who gives access does not read what it opens."
    )


class SeatUnknown(Invalid):
    """A seat that this side does not have."""

    code = "accounts.seat_unknown"
    text = gettext_noop("There is no seat “{seat}” here.")


class SeatMissing(Invalid):
    """A person without a seat can do nothing."""

    code = "accounts.seat_missing"
    text = gettext_noop("Choose at least one seat.")


class UnitMissing(Invalid):
    """The seat is held in a mandate; which one must be said."""

    code = "accounts.unit_missing"
    text = gettext_noop("Say which mandate the seat is in.")


class EmailUnusable(Invalid):
    """An address to which no mail can go."""

    code = "accounts.email_unusable"
    text = gettext_noop("Write an e-mail address, such as name@example.org.")


class EmailTaken(Refusal):
    """Somebody here has this address already."""

    code = "accounts.email_taken"
    text = gettext_noop("Somebody here has this e-mail address already.")


class NameMissing(Invalid):
    """A person needs a name by which others know them."""

    code = "accounts.name_missing"
    text = gettext_noop("Write the name by which colleagues know this person.")


class LinkNotUsable(Refusal):
    """A link that is unknown, used or too old; the three are told alike."""

    code = "accounts.link_not_usable"
    text = gettext_noop(
        "This link has been used, or is too old. Ask for a new one on the sign-in page."
    )


class InvitationNotOpen(Refusal):
    """The invitation was accepted or withdrawn, or has run out."""

    code = "accounts.invitation_not_open"
    text = gettext_noop("This invitation has been used or withdrawn, or has run out.")


class TooManyTries(Refusal):
    """The door is closed for a while."""

    code = "accounts.too_many_tries"
    text = gettext_noop("Too many tries. Wait ten minutes, then try again.")
    status = 429


class PersonHasLeft(Refusal):
    """Somebody whose access has ended gets no new seats; they are invited anew."""

    code = "accounts.person_has_left"
    text = gettext_noop("This person’s access has ended. Invite them again instead.")


class FactorNotFound(NotFound):
    """The person has no such passkey or app."""

    code = "accounts.factor_not_found"


class LastFactor(Refusal):
    """A person keeps at least one second factor."""

    code = "accounts.last_factor"
    text = gettext_noop(
        "This is your only passkey or app. Add another one first, then remove this one."
    )


class SignedOut(NotAllowed):
    """A form that was sent after its session had ended."""

    code = "accounts.signed_out"
    text = gettext_noop(
        "You were signed out in the meantime, so nothing was done. Sign in again, open the "
        "page anew and put in what you had written."
    )


class KeyNameMissing(Invalid):
    """A key for a program without a name says nothing to whoever wonders about it."""

    code = "accounts.key_name_missing"
    text = gettext_noop("Say which program the key is for, in 80 signs at most.")


class KeyScopesMissing(Invalid):
    """A key that may do nothing, or something that this side does not know."""

    code = "accounts.key_scopes_missing"
    text = gettext_noop("Choose what the program may do.")


class KeyLifeUnusable(Invalid):
    """A key that would live for another time than those offered."""

    code = "accounts.key_life_unusable"
    text = gettext_noop("Choose one of the periods offered.")


class TooManyKeys(Refusal):
    """A person has so many keys that nobody could say which is for what."""

    code = "accounts.too_many_keys"
    text = gettext_noop("You have {most} keys in use. End one that is no longer needed.")


class KeyNotFound(NotFound):
    """The person has no such key."""

    code = "accounts.key_not_found"


class KeyUnusable(Refusal):
    """No key, or one that was ended, has run out, or whose person has left: one answer."""

    code = "accounts.key_unusable"
    text = gettext_noop(
        "This needs a key that is in use, in the header Authorization: Bearer KEY. Keys are "
        "made under Your account."
    )
    status = 401


class ScopeMissing(NotAllowed):
    """The key was made for less."""

    code = "accounts.scope_missing"
    text = gettext_noop("This key may not do that: it lacks the scope {scope}.")
