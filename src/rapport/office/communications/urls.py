"""The addresses of the letters."""

from django.urls import path

from rapport.office.communications.views import (
    acknowledging,
    by_hand,
    copies,
    correcting,
    drafting,
    files,
    joining,
    learning,
    lists,
    mailing,
    posting,
    questions,
    replies,
    scans,
    sending,
    talking,
    undelivered,
    uploading,
)

app_name = "office_communications"
_LETTER = "letters/<uuid:letter_id>"
_QUESTION = f"{_LETTER}/questions/<int:number>"
_MANDATE = f"{_LETTER}/joining/<slug:mandate>"
_MAIL = f"{_LETTER}/mail"
_MAILED = f"{_MAIL}/<uuid:message_id>"
_POST = f"{_LETTER}/post"
_POSTED = f"{_POST}/<uuid:posting_id>"
_PART = "scans/parts/<uuid:part_id>"
_REPLY = f"{_LETTER}/replies/<uuid:reply_id>"
_MESSAGE = f"{_LETTER}/messages/<uuid:message_id>"
urlpatterns = [
    path("letters", lists.letters, name="letters"),
    path("cases/<uuid:case_id>/letters/new", drafting.draft, name="draft"),
    path("letters/take-in", by_hand.hand_in, name="hand_in"),
    path("letters/learned", learning.learned, name="learned"),
    path("letters/learned/forget", learning.forget, name="forget_learned"),
    path(_LETTER, lists.letter, name="letter"),
    # what it says
    path(f"{_LETTER}/heading", drafting.heading, name="heading"),
    path(f"{_LETTER}/parts/<slug:name>", drafting.part, name="part"),
    path(f"{_LETTER}/persons/<int:number>/marks", drafting.marks, name="marks"),
    path(f"{_LETTER}/questions/new", questions.add, name="add_question"),
    path(_QUESTION, questions.edit, name="question"),
    path(f"{_QUESTION}/move", questions.move, name="move_question"),
    path(f"{_QUESTION}/remove", questions.remove, name="remove_question"),
    path(f"{_LETTER}/files/attach", files.attach, name="attach"),
    path(f"{_LETTER}/files/<uuid:file_id>", files.file, name="file"),
    path(f"{_LETTER}/files/<uuid:file_id>/take-away", files.take_away, name="take_away"),
    # who signs
    path(f"{_LETTER}/joining/ask", joining.ask, name="ask"),
    path(f"{_MANDATE}/join", joining.join, name="join"),
    path(f"{_MANDATE}/decline", joining.decline, name="decline"),
    path(f"{_LETTER}/circulate", joining.circulate, name="circulate"),
    path(f"{_LETTER}/return", joining.give_back, name="return"),
    # how it leaves
    path(f"{_LETTER}/clear", sending.clear, name="clear"),
    path(f"{_LETTER}/transmit", sending.transmit, name="transmit"),
    path(f"{_LETTER}/withdraw", sending.withdraw, name="withdraw"),
    path(f"{_LETTER}/close", sending.close, name="close"),
    path(f"{_LETTER}/letter.pdf", files.letter_pdf, name="letter_pdf"),
    path(f"{_LETTER}/letter.docx", copies.letter_docx, name="letter_docx"),
    path(f"{_LETTER}/letter.html", copies.letter_html, name="letter_html"),
    path(f"{_LETTER}/letter.rapport", files.letter_package, name="letter_package"),
    path(
        f"{_LETTER}/delivery/<uuid:package>/answer.rapport",
        files.delivery_answer,
        name="delivery_answer",
    ),
    # by e-mail
    path(f"{_MAIL}/resend", mailing.resend, name="resend"),
    path(f"{_MAIL}/resend-withdrawal", undelivered.resend_withdrawal, name="resend_withdrawal"),
    path(f"{_MAIL}/address", mailing.change_address, name="change_address"),
    path(f"{_LETTER}/upload-code", uploading.renew, name="renew_upload_code"),
    path(_MAILED, mailing.message, name="message"),
    path(f"{_MAILED}/aside", mailing.aside, name="message_aside"),
    path(f"{_MAILED}/receipt", acknowledging.receipt, name="receipt"),
    path(f"{_MAILED}/reopen", correcting.reopen, name="reopen_message"),
    path(f"{_MAILED}/move", correcting.move, name="move_message"),
    path(f"{_MAILED}/not-believed", undelivered.disbelieve, name="disbelieve"),
    path(f"{_MAILED}/told", undelivered.let_go, name="let_go"),
    path(f"{_MAILED}/settle", mailing.settle, name="settle_doubt"),
    path(f"{_MAILED}/message.eml", mailing.message_raw, name="message_raw"),
    path(f"{_MAILED}/files/<int:number>", mailing.message_file, name="message_file"),
    path(f"{_MAILED}/files/<int:number>/take", mailing.take_file, name="take_message_file"),
    path("mail/quarantine", mailing.quarantine, name="quarantine"),
    path("mail/quarantine/<uuid:message_id>", mailing.quarantined, name="quarantined"),
    path(
        "mail/quarantine/<uuid:message_id>/reopen",
        correcting.reopen_quarantined,
        name="reopen_quarantined",
    ),
    path(
        "mail/quarantine/<uuid:message_id>/message.eml",
        mailing.quarantined_raw,
        name="quarantined_raw",
    ),
    path("mail/withheld/<uuid:message_id>/ask", mailing.ask_for, name="ask_for_mail"),
    path("mail/withheld/<uuid:message_id>/give-up", mailing.give_up, name="give_mail_up"),
    # on paper
    path(f"{_POST}/again", posting.again, name="post_again"),
    path(f"{_POSTED}/print.pdf", posting.printed, name="print"),
    path(f"{_POSTED}/posted", posting.posted, name="posted"),
    path(f"{_POSTED}/delivered", posting.delivered, name="delivered"),
    path(f"{_POSTED}/returned", posting.returned, name="returned"),
    path(f"{_POSTED}/proof", posting.proof, name="proof"),
    path(f"{_POSTED}/strike/<slug:record>", posting.strike, name="strike"),
    path(f"{_POSTED}/struck/<uuid:struck_id>", posting.struck_proof, name="struck_proof"),
    path("scans", scans.scans, name="scans"),
    path(_PART, scans.part, name="scan_part"),
    path(f"{_PART}/aside", scans.aside, name="scan_aside"),
    path(f"{_PART}/take-back", scans.take_back, name="take_scan_back"),
    path(f"{_PART}/pages/<int:number>.png", scans.picture, name="scan_picture"),
    path(f"{_PART}/reopen", correcting.reopen_scan, name="reopen_scan"),
    path(f"{_PART}/pages", scans.pages, name="scan_pages"),
    path("scans/<uuid:scan_id>/files/<int:number>", scans.file, name="scan_file"),
    # what is said about it
    path(f"{_LETTER}/messages/ask", talking.ask, name="ask_company"),
    path(f"{_LETTER}/messages/follow-up", talking.follow_up, name="follow_up"),
    path(f"{_MESSAGE}/answer", talking.answer, name="answer"),
    path(f"{_MESSAGE}/more-time", talking.grant, name="grant"),
    # what came back
    path(_REPLY, replies.reply, name="reply"),
    path(f"{_REPLY}/reply.pdf", files.reply_pdf, name="reply_pdf"),
    path(f"{_REPLY}/reply.docx", copies.reply_docx, name="reply_docx"),
    path(f"{_REPLY}/reply.html", copies.reply_html, name="reply_html"),
    path(f"{_REPLY}/reply.rapport", files.reply_package, name="reply_package"),
    path(f"{_REPLY}/receipt.rapport", by_hand.receipt, name="receipt"),
    path(f"{_REPLY}/files/<str:name>", files.reply_file, name="reply_file"),
    path(f"{_REPLY}/files/<str:name>/take", files.take_reply_file, name="take_reply_file"),
    path(
        f"{_REPLY}/take-back",
        correcting.take_reply_back,
        name="take_reply_back",
    ),
    path(f"{_REPLY}/questions/<int:number>", replies.assess, name="assess"),
]
