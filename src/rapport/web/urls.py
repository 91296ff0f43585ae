"""The choice of language, and the living style page."""

from django.urls import path

from rapport.web import views

app_name = "web"
urlpatterns = [
    path("language", views.language, name="language"),
]
