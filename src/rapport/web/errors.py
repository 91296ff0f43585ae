"""How pages say no."""

from rapport.foundation.errors import NotAllowed, gettext_noop


class FormExpired(NotAllowed):
    """A form without the proof that it came from our page."""

    code = "web.form_expired"
    text = gettext_noop(
        "This form had expired, so nothing was done. Go back, load the page again and send it anew."
    )
