"""What programs may ask: letters and their files; acknowledge; save an answer."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import Header, Path, Query
from ninja.errors import AuthenticationError, HttpError, ValidationError

from rapport.desk.api import rules, schemas, selectors
from rapport.desk.api.door import (
    Caller,
    Key,
    ProgramApi,
    need,
    no_key,
    not_understood,
    refused,
)
from rapport.desk.api.schemas import Problem
from rapport.desk.api.services import once
from rapport.desk.inbox import selectors as inbox
from rapport.desk.inbox.models import Letter, LetterFile, Question
from rapport.desk.inbox.services import send_acknowledgement
from rapport.desk.replies import selectors as replies
from rapport.desk.replies.models import AnswerVersion
from rapport.desk.replies.services import save_answer
from rapport.desk.routing import selectors as routing
from rapport.desk.routing.models import Assignment
from rapport.desk.routing.services import acknowledge_question
from rapport.documents import services as documents
from rapport.foundation.acts import Act
from rapport.foundation.errors import NotFound, Refusal
from rapport.protocol import deadlines
from rapport.web.downloads import download
from rapport.web.middleware import problem_response
from rapport.web.requests import public

Number = Annotated[int, Path(ge=1, le=999, description="the question's number in the letter")]
Token = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=100,
        pattern=r"^[!-~]+$",
        description="of your choice, new for each thing to be done: a second try does nothing",
    ),
]
REFUSED: Final[dict[int, Any]] = dict.fromkeys((401, 403, 404, 422, 429), Problem)
NOT_DONE: Final[dict[int, Any]] = {**REFUSED, 409: Problem}
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
A_FILE: Final = {
    "description": "the file as it came; only what is a PDF is called one",
    "content": {"application/octet-stream": _BYTES, "application/pdf": _BYTES},
}

api = ProgramApi(
    title="Rapport: a desk, for the company’s programs",
    version="1",
    description=(
        "Read the letters that the key's person may see, take on their questions, save their "
        "answers, acknowledge receipt: by the same rules as on the pages. No program sends a "
        "reply."
    ),
    auth=Key(),
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="desk_api",
)
api.add_exception_handler(Refusal, refused)
api.add_exception_handler(AuthenticationError, no_key)
api.add_exception_handler(ValidationError, not_understood)
api.add_exception_handler(HttpError, not_understood)


@api.get("letters", response={200: schemas.Letters, **REFUSED}, summary="Letters, oldest first")
def letters(
    request: Caller,
    limit: Annotated[int, Query(ge=1, le=rules.MOST_AT_ONCE)] = rules.USUALLY_AT_ONCE,
    after: Annotated[UUID | None, Query(description="next_after of the page before")] = None,
) -> dict[str, Any]:
    """Give the letters that the person may see, in the order in which they came."""
    need(request, rules.Scope.READ)
    found, more = selectors.letters_after(request.act.actor, after, limit)
    return {
        "items": [_brief(request.act, letter) for letter in found],
        "next_after": found[-1].public_id if more else None,
    }


@api.get(
    "letters/{letter_id}",
    response={200: schemas.Letter, **REFUSED},
    summary="One letter with its questions",
)
def letter(request: Caller, letter_id: UUID) -> dict[str, Any]:
    """Give a letter as it came, who answers each question, and the answers so far."""
    need(request, rules.Scope.READ)
    actor = request.act.actor
    found = inbox.get_letter(actor, letter_id)
    document = inbox.document_of(found)
    mine = set(
        inbox.questions_visible_to(actor).filter(letter=found).values_list("pk", flat=True)
    )
    answers, taken = replies.latest_of([found]), routing.current_of([found])
    return {
        **_brief(request.act, found),
        "signatories": [signatory.title for signatory in document.signatories],
        "parts": [{"name": part.name, "text": part.text} for part in document.parts],
        "files": [_file(one) for one in inbox.files_of(found)],
        "questions": [
            _question(one, taken.get(one.pk), answers.get(one.pk) if one.pk in mine else None)
            for one in inbox.questions_of([found])
        ],
    }


@api.get(
    "letters/{letter_id}/files/{name}",
    response=REFUSED,
    summary="A file that came with a letter",
    openapi_extra={"responses": {200: A_FILE}},
)
def file(
    request: Caller, letter_id: UUID, name: Annotated[str, Path(max_length=100)]
) -> HttpResponse:
    """Give a file as it came."""
    need(request, rules.Scope.READ)
    found = inbox.get_file(request.act.actor, letter_id, name)
    data = documents.read(found.file)
    return download(data, name=found.shown, media_type=found.file.media_type)


@api.post(
    "letters/{letter_id}/acknowledgement",
    response={200: schemas.Told, **NOT_DONE},
    summary="Tell the office that its letter has come",
)
def acknowledge_letter(
    request: Caller, letter_id: UUID, given: schemas.LetterIsHere, token: Token = None
) -> dict[str, Any]:
    """Send the acknowledgement of receipt, once, as the lead would on the page."""
    need(request, rules.Scope.TELL)

    def do() -> dict[str, Any]:
        sent = send_acknowledgement(request.act, letter_id=letter_id, **given.model_dump())
        return {"message": str(sent.message)}

    asked = _digest(request)
    return once(request.act, request.auth, token=token, asked=asked, do=do)


@api.post(
    "letters/{letter_id}/questions/{number}/acknowledgement",
    response={200: schemas.Acknowledged, **NOT_DONE},
    summary="Take on a question",
)
def acknowledge(
    request: Caller, letter_id: UUID, number: Number, token: Token = None
) -> dict[str, Any]:
    """Take on a question that was given to the person."""
    need(request, rules.Scope.ACKNOWLEDGE)

    def do() -> dict[str, Any]:
        acknowledge_question(request.act, letter_id=letter_id, number=number)
        return {"question": number}

    asked = _digest(request)
    return once(request.act, request.auth, token=token, asked=asked, do=do)


@api.put(
    "letters/{letter_id}/questions/{number}/answer",
    response={200: schemas.Saved, **NOT_DONE},
    summary="Save the answer to a question",
)
def answer(
    request: Caller,
    letter_id: UUID,
    number: Number,
    given: schemas.AnswerToSave,
    token: Token = None,
) -> dict[str, Any]:
    """Save a new version; 409 when somebody saved another one since `based_on`."""
    need(request, rules.Scope.WRITE)

    def do() -> dict[str, Any]:
        version = save_answer(
            request.act, letter_id=letter_id, number=number, **given.model_dump()
        )
        return {
            "question": number,
            "version": version.number,
            "finished": version.is_finished,
        }

    asked = _digest(request)
    return once(request.act, request.auth, token=token, asked=asked, do=do)


@public
@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer programs as programs, also where there is nothing."""
    return problem_response(NotFound())


def _digest(request: Caller) -> str:
    return sha256(request.path.encode() + b"\n" + request.body).hexdigest()


def _brief(act: Act, letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.public_id,
        "reference": letter.reference,
        "type": letter.type,
        "subject": letter.subject,
        "language": letter.language,
        "sender": inbox.from_whom(letter),
        "came_outside": inbox.came_outside(letter),
        "sent_at": letter.sent_at,
        "sent_on": letter.sent_on,
        "arrived_at": letter.arrived_at,
        "reply_due_on": letter.reply_due_on,
        "day": deadlines.day_number(letter.sent_on, act.today),
        "demonstration": letter.demonstration,
    }


def _file(row: LetterFile) -> dict[str, Any]:
    return {
        "name": row.name,
        "title": row.shown,
        "media_type": row.file.media_type,
        "bytes": row.file.size,
        "sha256": row.file.sha256,
    }


def _question(
    question: Question, current: Assignment | None, version: AnswerVersion | None
) -> dict[str, Any]:
    owner = question.owner
    return {
        "number": question.number,
        "text": question.text,
        "owner": {"id": owner.public_id, "name": owner.name} if owner else None,
        "acknowledged_at": current.acknowledged_at if current else None,
        "answer": version and _answer(version),
    }


def _answer(version: AnswerVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "stance": version.stance,
        "text": version.text,
        "finished": version.is_finished,
        "by": version.by.name,
        "at": version.at,
    }
