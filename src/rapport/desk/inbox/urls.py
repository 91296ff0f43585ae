"""The addresses of the inbox; the letters' pages need all rooms and stand in `today`."""

from django.urls import path

from rapport.desk.inbox import views

app_name = "desk_inbox"
_LETTER = "letters/<uuid:letter_id>"
_FILE = "letters/take-in/<uuid:handed_id>"
urlpatterns = [
    path("letters/take-in", views.hand_in, name="hand_in"),
    path(_FILE, views.confirm, name="confirm"),
    path(f"{_FILE}/set-aside", views.set_aside, name="set_aside"),
    path(f"{_FILE}/with/<uuid:letter_id>", views.put_with, name="put_with"),
    path(f"{_FILE}/original", views.original, name="original"),
    path(f"{_FILE}/pages/<int:number>.png", views.page_picture, name="page_picture"),
    path(f"{_LETTER}/acknowledge", views.acknowledge, name="acknowledge"),
    path(f"{_LETTER}/letter.pdf", views.letter_pdf, name="letter_pdf"),
    path(f"{_LETTER}/letter.docx", views.letter_docx, name="letter_docx"),
    path(f"{_LETTER}/letter.html", views.letter_html, name="letter_html"),
    path(f"{_LETTER}/letter.rapport", views.letter_package, name="package"),
    path(f"{_LETTER}/receipt.rapport", views.receipt, name="receipt"),
    path(f"{_LETTER}/files/<str:name>", views.letter_file, name="file"),
    path(f"{_LETTER}/acknowledgement", views.acknowledge_receipt, name="acknowledgement"),
    path(f"{_LETTER}/more-time", views.ask_for_time, name="ask_for_time"),
    path(f"{_LETTER}/ask", views.ask_office, name="ask_office"),
    path(f"{_LETTER}/not-for-us", views.not_for_us, name="not_for_us"),
    path(f"{_LETTER}/messages/<uuid:message_id>/answer", views.answer, name="answer"),
]
