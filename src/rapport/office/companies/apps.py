"""Register the room with Django."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The tables that companies published."""

    name = "rapport.office.companies"
    label = "office_companies"
