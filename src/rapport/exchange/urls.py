"""The door for packages, and our card for whoever asks."""

from django.urls import path

from rapport.exchange import views

app_name = "exchange"
urlpatterns = [
    path("v1/packages", views.packages, name="packages"),
    path("v1/card", views.card, name="card"),
]
