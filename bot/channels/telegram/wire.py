"""Calls to Telegram over HTTP, with aiohttp: they take a tenth of the processor time that httpx needs."""

from functools import cache
from ssl import SSLContext
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.reading import read

CONNECT, WRITE, READ = 5.0, 20.0, 5.0
"""Seconds: to make a connection, to write a document, and without a byte of the answer."""

STAND_IN_LINE = 60.0
"""Seconds to wait for a free connection: standing in line is no trouble of the network."""


class Wire(BaseRequest):
    """So many connections to a server of the Bot API, kept open between calls, through a proxy if need be."""

    def __init__(self, address: str, connections: int) -> None:
        self._address = address
        self._connections = connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte of the answer, where a call says nothing else."""
        return READ

    async def initialize(self) -> None:
        """Makes ready to call."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, ssl=_certificates()),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=_proxy_for(self._address),
            )

    async def shutdown(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's interface
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - as above
    ) -> tuple[int, bytes]:
        """The status and the body of the answer; only the time to read it can be another for one call.

        Raises:
            TimedOut: it took too long.
            NetworkError: Telegram cannot be reached, or broke off.
            RuntimeError: this was not made ready.
        """
        if self._session is None:
            raise RuntimeError("no connections: not initialized, or shut down")
        reading = read_timeout if isinstance(read_timeout, float | int) else READ
        patience = ClientTimeout(
            total=STAND_IN_LINE + WRITE + reading,
            connect=STAND_IN_LINE,
            sock_connect=CONNECT,
            sock_read=reading,
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=patience
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:  # its words may quote the address, which has the token
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """What we read of an answer.

        Raises:
            TelegramError: it is no JSON.
        """
        return read(BaseRequest.parse_json_payload(payload))


def _proxy_for(address: str) -> str | None:
    """What the environment says; the library itself would look it up again, in a thread, at every call."""
    where = urlsplit(address)
    if where.hostname is None or proxy_bypass(where.hostname):
        return None
    proxies = getproxies()
    proxy = proxies.get(where.scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


@cache
def _certificates() -> SSLContext:
    """Whom to believe: as httpx does for all other connections, so with SSL_CERT_FILE if that is set."""
    return httpx.create_ssl_context()


def _form(data: RequestData | None) -> FormData | dict[str, str] | None:
    if data is None or not data.contains_files:
        return data and data.json_parameters
    form = FormData(data.json_parameters, quote_fields=False)  # Telegram takes names as they are, in UTF-8
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
