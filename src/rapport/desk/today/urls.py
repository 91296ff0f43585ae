"""The addresses of Today and of the letters."""

from django.urls import path

from rapport.desk.today import views

app_name = "desk_today"
urlpatterns = [
    path("", views.today, name="today"),
    path("letters", views.letters, name="letters"),
    path("letters/<uuid:letter_id>", views.letter, name="letter"),
]
