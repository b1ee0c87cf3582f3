"""The addresses of a workshop: `/w/CODE` for the room and `/w/CODE/SECRET` for the facilitator."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from datetime import UTC, datetime

from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.content import Content
from bot.facilitation import Found
from bot.facilitation.wording import wording
from bot.store import StoreError
from bot.web.workshop.acts import Form, FormError, events_of
from bot.web.workshop.audience import Audience
from bot.web.workshop.drawing import FOLDER
from bot.web.workshop.guarding import (
    LARGEST_FORM,
    LARGEST_TABLE,
    Guarded,
    from_elsewhere,
    knows,
    too_large,
)
from bot.web.workshop.hall import Hall, ReportKind
from bot.web.workshop.pages import Pages, Problem
from bot.web.workshop.words import words

log = logging.getLogger(__name__)

MOST_FIELDS = 40
MEDIA_TYPES: dict[ReportKind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_Endpoint = Callable[[Request], Awaitable[Response]]


def workshop_routes(
    hall: Hall,
    audience: Audience,
    content: Content,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Mount]:
    """Everything under `/w`. `audience` is closed by whoever stops the server, before it stops."""
    site = _Site(hall, audience, Pages(hall, content, clock), clock)
    facilitator = "/{code}/{secret}"
    routes = [
        Mount("/-", StaticFiles(directory=FOLDER / "static")),
        Route("/{code}", site.safely(site.beamer), methods=["GET"]),
        Route("/{code}/nieuws", site.safely(site.news), methods=["GET"]),
        Route(facilitator, site.safely(site.controls), methods=["GET"]),
        Route(facilitator, site.safely(site.act), methods=["POST"]),
        Route(facilitator + "/tabel", site.safely(site.add_table), methods=["POST"]),
        *(Route(f"{facilitator}/verslag.{kind}", site.safely(site.report(kind))) for kind in MEDIA_TYPES),
        Route("/{rest:path}", site.safely(site.missing)),
    ]
    return [Mount("/w", routes=routes, middleware=[Middleware(Guarded)])]


class _SorryError(Exception):
    def __init__(self, name: str, status: int) -> None:
        super().__init__(name)
        self.name = name
        self.status = status


class _Site:
    def __init__(self, hall: Hall, audience: Audience, pages: Pages, clock: Callable[[], datetime]) -> None:
        self._hall = hall
        self._audience = audience
        self._pages = pages
        self._clock = clock

    def safely(self, endpoint: _Endpoint) -> _Endpoint:
        """The endpoint, with a page in Dutch for whatever goes wrong."""

        async def answer(request: Request) -> Response:
            try:
                return await endpoint(request)
            except _SorryError as error:
                return HTMLResponse(self._pages.sorry(error.name), error.status)
            except StoreError as error:
                log.warning("database out of reach: %s", type(error).__name__)
                return HTMLResponse(self._pages.sorry("trouble"), 503)

        return answer

    async def beamer(self, request: Request) -> Response:
        found = await self._found(request)
        asked = request.query_params
        return HTMLResponse(self._pages.beamer(found, asked.get("scherm", ""), asked.get("bij", "")))

    async def news(self, request: Request) -> Response:
        """Which revision the workshop is at, as server-sent events; the page then asks for itself."""
        found = await self._found(request)
        if self._audience.is_full(found.code):
            return Response(status_code=503, headers={"Retry-After": "5"})
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        lines = self._lines(found.code)
        return StreamingResponse(lines, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def _lines(self, code: str) -> AsyncIterator[str]:
        async with aclosing(self._audience.revisions(code)) as revisions:
            async for revision in revisions:
                yield "event: stil\ndata:\n\n" if revision is None else f"data: {revision}\n\n"

    async def controls(self, request: Request) -> Response:
        found = await self._facilitated(request)
        return HTMLResponse(self._pages.controls(found, act=request.query_params.get("klaar", "")))

    async def act(self, request: Request) -> Response:
        """Does what a form asks, and shows the page again; with the form as it was when it did not fit."""
        found = await self._facilitated(request)
        form = await _form(request, LARGEST_FORM)
        try:
            events = events_of(form, found.workshop, self._clock())
        except FormError as error:
            return self._again(found, form, error.field, words().faults[error.fault])
        try:
            for event in events:
                done = await self._hall.do(found.code, event)
                if done.refused is not None or done.found is None:
                    sentence = wording().say(f"why_{done.refused or 'gone'}")
                    return self._again(done.found or found, form, "", sentence)
        except StoreError as error:
            log.warning("cannot keep an event: %s", type(error).__name__)
            return self._again(found, form, "", words().faults["trouble"], 503)
        return RedirectResponse(f"/w/{found.code}/{found.secret}?klaar={form.act}", 303)

    async def add_table(self, request: Request) -> Response:
        found = await self._facilitated(request)
        empty = Form("table", "", {})
        if too_large(request.headers, LARGEST_TABLE):
            return self._again(found, empty, "table", words().faults["too_large"], 413)
        async with request.form(max_files=1, max_fields=MOST_FIELDS) as sent:
            table = sent.get("table")
            if not isinstance(table, UploadFile) or not table.filename:
                return self._again(found, empty, "table", words().faults["no_file"])
            told = await self._hall.add_table(found.code, table.filename, await table.read())
        newer = await self._hall.find(found.code)
        return HTMLResponse(self._pages.controls(newer or found, message=told))

    def report(self, kind: ReportKind) -> _Endpoint:
        async def give(request: Request) -> Response:
            found = await self._facilitated(request)
            content = await self._hall.report(found.code, kind)
            name = f'attachment; filename="workshop-{found.code}.{kind}"'
            headers = {"Content-Disposition": name}
            return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)

        return give

    async def missing(self, _: Request) -> Response:
        raise _SorryError("missing", 404)

    def _again(self, found: Found, form: Form, field: str, message: str, status: int = 422) -> Response:
        return HTMLResponse(self._pages.controls(found, problem=Problem(form, field, message)), status)

    async def _found(self, request: Request) -> Found:
        found = await self._hall.find(request.path_params["code"])
        if found is None:
            raise _SorryError("missing", 404)
        return found

    async def _facilitated(self, request: Request) -> Found:
        """The workshop; who does not know its secret learns not even that it is there."""
        found = await self._found(request)
        if not knows(found.secret, request.path_params["secret"]):
            raise _SorryError("missing", 404)
        if request.method == "POST" and from_elsewhere(request.headers):
            raise _SorryError("elsewhere", 403)
        return found


async def _form(request: Request, most: int) -> Form:
    if too_large(request.headers, most):
        raise _SorryError("too_large", 413)
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as sent:
        fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    return Form(fields.pop("do", ""), fields.pop("item", ""), fields)
