"""How pages say no."""

from rapport.foundation.errors import NotAllowed, Refusal, gettext_noop


class FormExpired(NotAllowed):
    """A form without the proof that it came from our page."""

    code = "web.form_expired"
    text = gettext_noop(
        "This form had expired, so nothing was done. "
        "Go back, load the page again and send it anew."
    )


class ChangedMeanwhile(Refusal):
    """What somebody else changed since the page was loaded."""

    code = "web.changed_meanwhile"
    text = gettext_noop(
        "Somebody else changed this while you were writing. Nothing was overwritten: see what "
        "stands now, then save again."
    )


class NotUnderstood(Refusal):
    """A request that no browser would send from our pages."""

    code = "web.not_understood"
    text = gettext_noop(
        "This request could not be read. Go back and try it again from the page."
    )
    status = 400


class TooMuch(Refusal):
    """More than one form carries."""

    code = "web.too_much"
    text = gettext_noop(
        "This was more than a page takes at once: at most {most} MB, files aside. Send less of "
        "it, or in several steps."
    )
    status = 413


class Broken(Refusal):
    """A mistake of ours; the mark finds it in the log."""

    code = "web.broken"
    text = gettext_noop(
        "Something broke on our side. What you saved before is safe; what you typed on the "
        "last page may be lost. Try again in a minute. It is recorded under {mark}."
    )
    status = 500
