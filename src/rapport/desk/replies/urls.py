"""The addresses of the replies."""

from django.urls import path

from rapport.desk.replies import views

app_name = "desk_replies"
_QUESTION = "letters/<uuid:letter_id>/questions/<int:number>"
_REPLY = "replies/<uuid:reply_id>"
urlpatterns = [
    path(_QUESTION, views.question, name="question"),
    path(f"{_QUESTION}/versions", views.versions, name="versions"),
    path(f"{_QUESTION}/comments", views.comment, name="comment"),
    path(f"{_QUESTION}/note", views.note, name="note"),
    path(f"{_QUESTION}/read", views.legal_check, name="legal_check"),
    path(f"{_QUESTION}/files", views.attach, name="attach"),
    path("attachments/<uuid:attachment_id>", views.attachment, name="attachment"),
    path("attachments/<uuid:attachment_id>/take-away", views.take_away, name="take_away"),
    path("letters/<uuid:letter_id>/reply", views.begin, name="begin"),
    path("letters/<uuid:letter_id>/join/<uuid:other_id>", views.join, name="join"),
    path(_REPLY, views.reply, name="reply"),
    path(f"{_REPLY}/edit", views.edit, name="edit"),
    path(f"{_REPLY}/approval", views.ask, name="ask"),
    path(f"{_REPLY}/take-back", views.take_back, name="take_back"),
    path(f"{_REPLY}/approve", views.approve, name="approve"),
    path(f"{_REPLY}/return", views.give_back, name="return"),
    path(f"{_REPLY}/send", views.send, name="send"),
    path(f"{_REPLY}/sent", views.sent_outside, name="sent_outside"),
    path(f"{_REPLY}/reply.pdf", views.reply_pdf, name="reply_pdf"),
    path(f"{_REPLY}/reply.docx", views.reply_docx, name="reply_docx"),
    path(f"{_REPLY}/reply.html", views.reply_html, name="reply_html"),
    path(f"{_REPLY}/reply.rapport", views.reply_package, name="package"),
    path(f"{_REPLY}/answer.rapport", views.reply_answer, name="answer"),
    path(f"{_REPLY}/files/<uuid:attachment_id>", views.sent_file, name="sent_file"),
]
