"""The words people see for what looks like a person, and for what has changed."""

from django.utils.translation import gettext_lazy as _

from rapport.desk.table.rules import Change, Sign
from rapport.web import labels

labels.register(
    {
        Sign.EMAIL: _("It has an @, as e-mail addresses have."),
        Sign.COLLEAGUE: _("It is the name of somebody at this desk."),
        Sign.TITLE: _("It begins with a title, as names do."),
        Sign.NAME: _(
            "It is two or three words with capitals, none of them usual in names of functions."
        ),
        Change.GIVEN: _("Somebody answers for it now."),
        Change.ENDED: _("Nobody answers for it any more."),
        Change.OTHERS: _("Other people answer for it now."),
    }
)
