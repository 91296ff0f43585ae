"""The addresses of routing."""

from django.urls import path

from rapport.desk.routing import views

app_name = "desk_routing"
_QUESTION = "letters/<uuid:letter_id>/questions/<int:number>"
urlpatterns = [
    path("letters/<uuid:letter_id>/owners", views.owners, name="owners"),
    path(f"{_QUESTION}/take-on", views.take_on, name="take_on"),
    path(f"{_QUESTION}/hand-over", views.hand_over, name="hand_over"),
    path(f"{_QUESTION}/return", views.give_back, name="return"),
]
