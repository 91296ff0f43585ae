"""The words people see for routing's codes, and its sentences in timelines."""

from django.utils.translation import gettext_lazy as _

from rapport.desk.inbox.labels import tell
from rapport.desk.routing.rules import Ending, Standing, Target
from rapport.web import labels

labels.register(
    {
        Ending.CHANGED: _("Given to somebody else by the lead"),
        Ending.HANDED_OVER: _("Handed over"),
        Ending.RETURNED: _("Returned to the lead"),
        Target.LOGGED: _("Letter logged"),
        Target.ACKNOWLEDGED: _("Letter read and taken on"),
        Target.OWNERS: _("Every question has an owner"),
        Target.FACTS: _("Facts gathered"),
        Target.DRAFT: _("Every answer drafted"),
        Target.LEGAL: _("Counsel has read"),
        Target.SIGN_OFF: _("Reply signed off"),
        Target.SEND: _("Reply sent"),
        Standing.MET: _("met"),
        Standing.MISSED: _("missed"),
        Standing.AHEAD: _("ahead"),
    }
)
tell(
    {
        "desk.owner_named": _("{who} gave question {question} to {owner_name}."),
        "desk.question_acknowledged": _("{who} took on question {question}."),
        "desk.question_handed_over": _(
            "{who} handed question {question} over to {owner_name}."
        ),
        "desk.question_returned": _("{who} returned question {question} to the lead."),
    }
)
