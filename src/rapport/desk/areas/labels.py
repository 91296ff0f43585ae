"""The sentence in which a letter's timeline tells of its areas."""

from django.utils.translation import gettext_lazy as _

from rapport.desk.inbox.labels import tell

tell({"desk.area_chosen": _("{who} put question {question} under “{area}”.")})
