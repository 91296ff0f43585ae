"""The baseline of `pages.py`: the least page of Django that lists 50 rows to somebody known."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

LIST = Template(
    "<h1>{{ user.username }}</h1>"
    "<ul>{% for one in rows %}<li>{{ one.name }}</li>{% endfor %}</ul>"
)


def page(request: HttpRequest) -> HttpResponse:
    """List the rows."""
    rows = Group.objects.order_by("name")
    return HttpResponse(LIST.render(Context({"user": request.user, "rows": rows})))


urlpatterns = [path("", page)]
