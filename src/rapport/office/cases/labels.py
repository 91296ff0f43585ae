"""The words people see for the cases' codes."""

from django.utils.translation import gettext_lazy as _

from rapport.office.cases.rules import CaseState
from rapport.web import labels

labels.register({CaseState.OPEN: _("Open"), CaseState.CLOSED: _("Closed")})
