"""Say that a letter handed in and one that came as a package are one letter.

It stands here because what people did about a letter is known here, and nowhere below.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from rapport.desk.areas.services import forget_decision
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter
from rapport.desk.inbox.services import make_one, why_not_make_one
from rapport.desk.replies import selectors
from rapport.desk.replies.models import Reply
from rapport.desk.routing.services import carry_owner
from rapport.foundation.acts import Act


@transaction.atomic
def join_letters(act: Act, *, letter_id: UUID, other_id: UUID) -> Letter:
    """Make one letter of one from a file and one in a package, as the lead says they are.

    The letter from the file keeps its page and its work, and has from then on the sender, the
    package, the words and the dates of the other, with its messages, files and replies.
    Raises LetterNotFound, NotTheLead, AlreadyJoined, NotTheSameLetter, WorkWithoutPlace,
    WorkedTwice, RepliesOnBoth, ReplyOnItsWay, WordsChangeUnderReply. Records LettersJoined.
    """
    inbox.lock_letters(act.actor, [letter_id, other_id])
    here = inbox.get_letter(act.actor, letter_id, lock=True)
    there = inbox.get_letter(act.actor, other_id, lock=True)
    if refusal := why_not_make_one(act, here, there):
        raise refusal
    replies = Reply.objects.filter(letter__in=[here, there]).order_by("id")
    list(replies.select_for_update())  # replies before questions: so does who asks for approval
    for letter in sorted((here, there), key=lambda one: one.pk):
        inbox.lock_questions(letter)
    meeting = selectors.meeting_of(here, there)
    if meeting.why_not:
        raise meeting.why_not

    make_one(act, here=here, there=there, asked=meeting.pairs)
    kept = {one.number: one for one in inbox.questions_of([here])}
    for gone in inbox.questions_of([there]):
        forget_decision(gone)  # or one question would teach twice
        if gone.number in kept:
            carry_owner(gone, kept[gone.number])
    already = Reply.objects.filter(letter=here).count()
    theirs = Reply.objects.filter(letter=there).order_by("number")
    for number, reply in enumerate(theirs, already + 1):
        reply.letter, reply.number = here, number
        reply.save(update_fields=["letter", "number"])
    return here
