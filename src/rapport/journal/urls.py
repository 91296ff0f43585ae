"""Addresses of work that was given up, for administrators on every side."""

from django.urls import path

from rapport.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.given_up, name="given_up"),
    path("again", views.all_again, name="all_again"),
    path("<uuid:job_id>/again", views.again, name="again"),
]
