"""The door for packages, and our card for whoever asks."""

from django.urls import path

from rapport.exchange.views import doors

app_name = "exchange"
urlpatterns = [
    path("v1/packages", doors.packages, name="packages"),
    path("v1/collect", doors.collect, name="collect"),
    path("v1/card", doors.card, name="card"),
]
