"""The door for programs: a key instead of a session, problems instead of pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from rapport.accounts import rules as keys
from rapport.accounts import selectors as accounts
from rapport.accounts import services as people
from rapport.accounts.errors import KeyUnusable
from rapport.accounts.models import ProgramKey
from rapport.desk.api import rules
from rapport.desk.api.errors import NotUnderstood, TooManyRequests
from rapport.desk.api.schemas import Problem
from rapport.foundation import clock
from rapport.foundation.acts import Act, Door
from rapport.web.middleware import problem_response
from rapport.web.rates import is_within

PROBLEM_TYPE: Final = "application/problem+json"


class Caller(HttpRequest):
    """A request by a program: its key, and the act of the person whose key it is."""

    act: Act
    auth: ProgramKey


class Key(HttpBearer):
    """A key for programs, in the header Authorization: Bearer KEY."""

    openapi_description = "A key for programs, made by a person under Your account."

    def authenticate(self, request: HttpRequest, token: str) -> ProgramKey:
        """Let the key's person act. Raises KeyUnusable, TooManyRequests."""
        key = accounts.usable_key(token)
        if not is_within(f"api:{key.public_id}", rules.ASKS_A_MINUTE):
            raise TooManyRequests
        people.see_key(key)
        request.act = Act(  # type: ignore[attr-defined]
            accounts.actor_of(key.person), clock.now(), Door.PROGRAM
        )
        return key


class ProgramApi(NinjaAPI):
    """An interface whose refusals are problem documents, in the description too."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Describe it; what is refused has the media type of problems."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        answer["content"] = {
                            PROBLEM_TYPE: answer["content"]["application/json"]
                        }
        return schema


def need(request: Caller, scope: rules.Scope) -> None:
    """Let pass only keys made for this. Raises ScopeMissing."""
    if refusal := keys.why_not_in_scope(request.auth.scopes, scope):
        raise refusal


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """Tell a refusal as a problem."""
    response = problem_response(refusal)
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = "60"
    return response


def no_key(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Ask for a key."""
    return refused(request, KeyUnusable())


def not_understood(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Say where a request is not of the published form; nothing of it is said back."""
    refusal = NotUnderstood()
    wrong = trouble.errors if isinstance(trouble, ValidationError) else []
    problem = Problem.model_validate(
        {
            "type": f"/errors#{refusal.code}",
            "code": refusal.code,
            "status": refusal.status,
            "title": str(refusal),
            "errors": [
                {"where": ".".join(str(step) for step in one["loc"]), "what": one["msg"]}
                for one in wrong
            ],
        }
    )
    return HttpResponse(
        problem.model_dump_json(), status=refusal.status, content_type=PROBLEM_TYPE
    )
