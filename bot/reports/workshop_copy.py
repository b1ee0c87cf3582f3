"""The copy that a participant gets: what was decided, in plain lines."""

from collections.abc import Iterable

from bot.content import Content
from bot.dialogue.dates import dutch_date
from bot.domain import Outcome
from bot.explanation.numbers import dutch
from bot.reports.workshop_chapter import verdict_of
from bot.reports.workshop_words import Chapter, chapters, rate_of, words
from bot.workshop.scene import Scene


def participant_copy(scene: Scene, content: Content) -> tuple[str, ...]:
    """The verdicts with their actions and end dates, what is saved, and who has the whole report.

    A line holds no markup; together they may be more than one Telegram message. An empty line separates.
    """
    say, told = words().say, chapters(scene)
    decided = [chapter for chapter in told if chapter.registration.verdict]
    lines = [say("copy_title", title=scene.title)]
    if scene.rehearsal:
        lines.append(say("copy_practice"))
    for chapter in decided:
        lines += ["", *_decided(chapter, content)]
    lines += [""] if decided else ["", say("copy_nothing")]
    lines += _saved(scene)
    left = len(told) - len(decided)
    if left:
        lines.append(say("copy_left_one") if left == 1 else say("copy_left", count=left))
    return (*lines, say("copy_report"))


def _decided(chapter: Chapter, content: Content) -> Iterable[str]:
    say, verdict = words().say, chapter.registration.verdict
    if verdict is None:
        return
    yield say("copy_verdict", number=chapter.number, text=chapter.short, outcome=verdict_of(chapter, content))
    action = (verdict.action or "").rstrip(".")
    if action and verdict.owner:
        yield say("copy_action_owner", action=action, owner=verdict.owner.rstrip("."))
    elif action:
        yield say("copy_action", action=action)
    if verdict.until:
        yield say("copy_until", day=dutch_date(verdict.until, content.texts))


def _saved(scene: Scene) -> Iterable[str]:
    totals, rate = scene.totals, rate_of(scene)
    if (
        rate is None or totals.decided[Outcome.SCHRAPPEN] == totals.unknown
    ):  # nothing goes, or nothing is known
        return
    yield words().say(
        "copy_saved_partly" if totals.unknown else "copy_saved",
        hours=dutch(totals.hours, 0),
        euros=dutch(totals.euros, 0),
        rate=dutch(rate, 2),
    )
