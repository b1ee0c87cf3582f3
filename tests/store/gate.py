"""A door to a PostgreSQL that can be shut: what the network or a restart does to its users."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path


class Gate:
    """Listens on a port of its own and passes everything on to the socket of the server."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket / ".s.PGSQL.5432"
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._enter, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Nobody comes in any more, and who is in is cut off."""
        assert self._server is not None
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beyond_reader, beyond_writer = await asyncio.open_unix_connection(str(self._socket))
        self._writers |= {writer, beyond_writer}
        for source, target in ((reader, beyond_writer), (beyond_reader, writer)):
            task = asyncio.create_task(_pass(source, target))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@asynccontextmanager
async def gate(socket: Path) -> AsyncIterator[Gate]:
    door = Gate(socket)
    await door.open()
    yield door
    await door.shut()
