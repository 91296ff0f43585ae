"""How the mail says no."""

from rapport.foundation.errors import Invalid, NotFound, Refusal, gettext_noop


class MailOff(Refusal):
    """An installation that was not told of its mail servers."""

    code = "mail.off"
    text = gettext_noop(
        "Letters by e-mail are off here. Whoever runs this installation sets: {missing}."
    )
    status = 503


class MailNotForDemonstrations(Refusal):
    """A demonstration, whose letters are invented."""

    code = "mail.not_for_demonstrations"
    text = gettext_noop("A demonstration sends no letter by e-mail: its letters are invented.")


class MailNotSafe(Refusal):
    """A mail server that would be spoken to without encryption."""

    code = "mail.not_safe"
    text = gettext_noop(
        "The mail server {host} would get letters without encryption. Let RAPPORT_MAIL_URL "
        "begin with smtps: or smtp+tls:."
    )


class AddressInvalid(Invalid):
    """What cannot be an e-mail address."""

    code = "mail.address_invalid"
    text = gettext_noop("{address} is no e-mail address. Check it.")


class OwnAddress(Invalid):
    """Our own address for answers, given as that of somebody else."""

    code = "mail.own_address"
    text = gettext_noop("{address} is this installation's own address. Name the company's.")


class MessageTooLarge(Invalid):
    """More than mail servers take."""

    code = "mail.too_large"
    text = gettext_noop(
        "With its files the message has {size} MB; mail servers take {most} MB. Leave files "
        "out."
    )


class MessageNotFound(NotFound):
    """No message under this id."""

    code = "mail.message_not_found"


class NotInDoubt(Refusal):
    """A message of which it is known what became of it."""

    code = "mail.not_in_doubt"
    text = gettext_noop("It is known by now what became of this message. Load the page again.")


class NotAReport(Refusal):
    """A message that reports on no message of ours."""

    code = "mail.not_a_report"
    text = gettext_noop("This message is no report that an e-mail of ours came back.")


class DisbelievedAlready(Refusal):
    """A report that somebody has not believed before."""

    code = "mail.disbelieved_already"
    text = gettext_noop("This report counts no more already. Load the page again.")


class NotEnded(Refusal):
    """A message that did not come back, or about which nothing is left to do."""

    code = "mail.not_ended"
    text = gettext_noop("This e-mail has not come back, or is dealt with. Load the page again.")


class NotWithheld(Refusal):
    """A message that was handed out meanwhile, is gone, or was given up."""

    code = "mail.not_withheld"
    text = gettext_noop("This message is not asked for any more. Load the page again.")


class NotSettled(Refusal):
    """A message that is to wait again and that nobody has filed or put aside by itself."""

    code = "mail.not_settled"
    text = gettext_noop("This message was not filed or put aside. Load the page again.")


class NotToMove(Refusal):
    """What came on paper or by upload, or is no answer, and is to go to another matter."""

    code = "mail.not_to_move"
    text = gettext_noop("Only an answer by e-mail can be put to another letter.")


class AlreadySettled(Refusal):
    """A message that somebody has filed or put aside."""

    code = "mail.already_settled"
    text = gettext_noop("Somebody has filed this message or put it aside. Load the page again.")
