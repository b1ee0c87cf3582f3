"""The people in one workshop: who types and presses, and what the workshop has become."""

import asyncio

from bot.facilitation import Hall
from bot.session import Session
from bot.store import Store
from bot.workshop import Workshop
from bot.workshop.scene import Scene
from tests.session.user import User

LEADER = "telegram:1"
HOURS = "Begeleiders houden per cliënt bij hoeveel minuten zij besteden"


class OnePage:
    """Pages at one address."""

    def beamer(self, code: str) -> str | None:
        return f"http://pagina.test/w/{code}"

    def control(self, code: str, secret: str) -> str | None:
        return f"http://pagina.test/w/{code}/{secret}"


class Room:
    """A workshop with its facilitator; participants join by `guest`."""

    def __init__(self, store: Store, hall: Hall, session: Session) -> None:
        self._store, self._hall, self._session = store, hall, session
        self.leader = User(store, session, LEADER)

    async def guest(self, number: int, role: str | None = None) -> User:
        """Somebody comes in by the link, and maybe chooses a role."""
        user = User(self._store, self._session, f"telegram:{number}")
        await user.type(f"/start w_{await self.code()}")
        return await user.option(role) if role else user

    async def guests(self, *roles: str) -> list[User]:
        return [await self.guest(number, role) for number, role in enumerate(roles, start=100)]

    async def code(self) -> str:
        async with self._store.turn(LEADER) as turn:
            return (await turn.led())[0].code

    async def workshop(self) -> Workshop:
        found = await self._hall.find(await self.code())
        assert found is not None
        return found.workshop

    async def scene(self) -> Scene:
        return self._hall.scene(await self.workshop())

    async def is_listed(self, text: str = HOURS) -> str:
        """The facilitator puts a registration on the list; gives its id once it is looked up."""
        await self.leader.type(text)
        return await self.is_looked_up()

    async def is_looked_up(self) -> str:
        """Waits for what exists for the last registration of the list; gives its id."""
        for _ in range(200):
            item = (await self.workshop()).items[-1]
            if item.request is not None:
                return item.id
            await asyncio.sleep(0.01)
        raise AssertionError("never looked up")

    async def leads(self, action: str) -> User:
        """The facilitator presses something on the card."""
        return await self.leader.press(f"w:{await self.code()}:{action}")

    async def is_weighed(self) -> None:
        for _ in range(200):
            if (await self.workshop()).items[0].advice is not None:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("never weighed")


async def votes(user: User, *answers: int) -> User:
    """Answers the questions that are open on the card, one by one."""
    for answer in answers:
        options = [option for reply in user.replies for option in getattr(reply, "options", ())]
        await user.press(options[answer - 1].id)
    return user
