"""Addresses."""

from django.http import HttpResponse
from django.urls import path

from rapport.web.requests import public


@public
def _soon(request, **facts):
    return HttpResponse("soon")


app_name = "archive"
urlpatterns = [path("", _soon, name="home"), path("letters", _soon, name="letters")]
