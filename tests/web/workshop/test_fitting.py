"""The beamer shows a whole screen: nobody in the room can scroll."""

from collections.abc import Iterable

from playwright.async_api import Page, expect

from bot.dialogue import Shown
from bot.domain import Outcome
from bot.workshop import Event, Participant, Question, Role
from bot.workshop import events as on
from tests.explanation.examples import PASSAGES
from tests.web.workshop.house import House, browsing
from tests.web.workshop.room import NOW, REASONS, request, verdict

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
TEXT = "Begeleiders schrijven elke week per cliënt 10 minuten hun tijd op, voor 200 cliënten in onze regio"
GOAL = "Zien of de hulp wordt geleverd zoals in het contract met de aanbieder staat"
SMALLEST = 0.018
"""The smallest letters of what the room reads, as a part of the height of the screen."""

OVER = """() => {
  const root = document.documentElement;
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const read = [...document.querySelectorAll("main *")].filter(own);
  const shown = read.filter((one) => !one.closest(".unseen, svg"));
  const sizes = shown.map((one) => parseFloat(getComputedStyle(one).fontSize));
  return [root.scrollHeight - innerHeight, root.scrollWidth - innerWidth, Math.min(...sizes) / innerHeight];
}"""


def everybody() -> tuple[Event, ...]:
    """Four in each of the five roles: all are large enough to be shown."""
    return tuple(
        on.Joined(participant=Participant(id=f"{role.value}{number}", role=role))
        for role in Role
        for number in range(4)
    )


def round_of_all(number: int) -> tuple[Event, ...]:
    """A round in which every answer was given, with eight reasons."""
    who = [f"{role.value}{place}" for role in Role for place in range(4)]
    scores = [1 + (place * place // 9 * number) % 4 for place in range(len(who))]
    cast = [
        on.Voted(participant=one, item="r1", round=number, question=question, score=score)
        for one, score in zip(who, scores, strict=True)
        for question in Question
    ]
    why = [
        on.Reasoned(participant=one, item="r1", round=number, reason=REASONS[place % len(REASONS)])
        for place, one in enumerate(who[:8])
    ]
    return on.VotingOpened(item="r1"), *cast, *why, on.Revealed(item="r1", round=number)


def much(item: str, *kinds: str) -> on.Prepared:
    """Of each kind three passages, with the longest names and sources that there are."""
    known = request(item, TEXT)
    longest = sorted(PASSAGES.values(), key=lambda one: len(one.title) + len(one.source))[-3:]
    passages: tuple[Shown, ...] = tuple(
        one.model_copy(update={"id": f"{kind}{place}", "kind": kind})
        for kind in kinds
        for place, one in enumerate(longest)
    )
    evidence = known.evidence.model_copy(update={"passages": passages})
    return on.Prepared(item=item, request=known.model_copy(update={"evidence": evidence}))


async def too_large(page: Page, address: str, name: str) -> list[str]:
    """What does not fit on a screen, or is too small to read on it."""
    found: list[str] = []
    await page.goto(address)
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        high, wide, letters = await page.evaluate(OVER)
        found += [f"{name} {width}: {high} pixels too high"] if high > 0 else []
        found += [f"{name} {width}: {wide} pixels too wide"] if wide > 0 else []
        found += [f"{name} {width}: letters of {letters:.1%}"] if letters < SMALLEST else []
    return found


async def test_the_advice_stays_in_sight_where_a_long_text_makes_the_result_scroll() -> None:
    house = House()
    house.hall.all([*everybody(), on.Proposed(text=" ".join([TEXT] * 5)), on.Opened(item="r1")])
    house.hall.all([*round_of_all(1), *round_of_all(2)])
    await house.open()
    try:
        async with browsing() as browser:
            page = await browser.new_page(viewport={"width": 1280, "height": 720})
            await page.goto(house.address)
            assert (await page.evaluate(OVER))[0] > 0
            await expect(page.locator("#advice + .big")).to_be_in_viewport(ratio=1)
    finally:
        await house.close()


async def test_every_screen_fits_on_a_beamer() -> None:
    house = House(rehearsal=True)
    stages: dict[str, Iterable[Event]] = {
        "meedoen": everybody(),
        "lijst": [on.Proposed(text=TEXT, goal=GOAL), *(on.Proposed(text=f"{n} {TEXT}") for n in range(4))],
        "evidence without neighbours": [on.Opened(item="r2"), much("r2", "registratie")],
        "evidence": [
            on.Opened(item="r1"),
            much("r1", "registratie", "eis"),
            on.TalkStarted(item="r1", until=NOW.replace(minute=59)),
        ],
        "voting": [on.VotingOpened(item="r1")],
        "revealed": round_of_all(1)[1:],
        "redenen": [on.TalkStarted(item="r1", until=NOW.replace(minute=59))],
        "second": round_of_all(2),
        "decided": [on.Decided(item="r1", verdict=verdict(Outcome.SCHRAPPEN))],
        "overzicht": [],
        "closed": [on.Closed()],
    }
    found: list[str] = []
    await house.open()
    try:
        async with browsing() as browser:
            page = await browser.new_page()
            for name, events in stages.items():
                house.hall.all(events)
                chosen = f"?scherm={name}" if name in ("meedoen", "lijst", "redenen", "overzicht") else ""
                found += await too_large(page, house.address + chosen, name)
    finally:
        await house.close()
    assert found == []
