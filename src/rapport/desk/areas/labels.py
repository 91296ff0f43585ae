"""The words people see for whose lines these are, and the sentence of a letter's timeline."""

from django.utils.translation import gettext_lazy as _

from rapport.desk.areas.rules import Origin
from rapport.desk.inbox.labels import tell
from rapport.web import labels

labels.register(
    {
        Origin.PACKAGED: _("Comes with Rapport"),
        Origin.OWN: _("The desk’s own"),
    }
)

tell({"desk.area_chosen": _("{who} put question {question} under “{area}”.")})
