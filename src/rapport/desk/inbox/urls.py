"""The addresses of the inbox; the letters' pages need all rooms and stand in `today`."""

from django.urls import path

from rapport.desk.inbox import views

app_name = "desk_inbox"
urlpatterns = [
    path("letters/take-in", views.hand_in, name="hand_in"),
    path("letters/<uuid:letter_id>/acknowledge", views.acknowledge, name="acknowledge"),
    path("letters/<uuid:letter_id>/letter.pdf", views.letter_pdf, name="letter_pdf"),
    path("letters/<uuid:letter_id>/letter.docx", views.letter_docx, name="letter_docx"),
    path("letters/<uuid:letter_id>/letter.html", views.letter_html, name="letter_html"),
    path("letters/<uuid:letter_id>/letter.rapport", views.letter_package, name="package"),
    path("letters/<uuid:letter_id>/receipt.rapport", views.receipt, name="receipt"),
    path("letters/<uuid:letter_id>/files/<str:name>", views.letter_file, name="file"),
]
