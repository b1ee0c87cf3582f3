"""What keeps the pages safe: headers, where a form came from, and how large it may be."""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_FORM, LARGEST_TABLE = 64 << 10, 5 << 20
"""Bytes: of what somebody types, and of a spreadsheet with two hundred registrations many times over."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guarded:
    """An app whose every answer carries `HEADERS`, but for those it sets itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded)


def knows(secret: str, given: str) -> bool:
    """Whether `given` is the secret, in a time that does not tell how much of it is."""
    return hmac.compare_digest(secret.encode(), given.encode())


def from_elsewhere(headers: Headers) -> bool:
    """Whether the browser says that another site sent this form.

    The secret in the address is what protects; this is the second lock. A browser that hides the origin
    (it does with `no-referrer`, as "null") and says nothing of the site is let through to the first.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != headers.get("host")


def too_large(headers: Headers, most: int) -> bool:
    """Whether a body is larger than `most` bytes, or does not say how large it is."""
    length = headers.get("content-length", "")
    return not length.isdecimal() or int(length) > most
