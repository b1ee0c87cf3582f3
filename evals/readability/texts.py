"""Every text that the assistant has, by its place in the data files."""

from collections.abc import Iterator

from bot.content import load_content, load_table
from bot.explanation import load_wording


def all_texts() -> dict[str, str]:
    """Every text with its name."""
    return dict([*_content(), *_table(), *_wording()])


def _content() -> Iterator[tuple[str, str]]:
    content = load_content()
    yield from ((f"texts.{name}", text) for name, text in content.texts.root.items())
    yield from ((f"commands.{name}", text) for name, text in content.commands.items())
    questions = content.questions
    for number in questions.titles:
        yield f"titles.{number}", questions.titles[number]
        yield f"intros.{number}", questions.intros[number]
    yield from ((f"units.{name}", text) for name, text in questions.units.items())
    for slot, question in questions.slots.items():
        yield f"{slot}.name", question.name
        yield f"{slot}.ask", question.ask
        yield f"{slot}.why", question.why
        yield f"{slot}.source", question.source
        for value, option in question.options.items():
            yield f"{slot}.{value}.label", option.label
            yield f"{slot}.{value}.means", option.means


def _table() -> Iterator[tuple[str, str]]:
    table = load_table().table
    for rule in table.rules:
        yield f"{rule.id}.motivation", rule.motivation
        yield f"{rule.id}.next_step", rule.next_step
    yield from ((row.id, row.text) for row in table.conditions)
    yield from ((row.id, row.text) for row in table.alternatives)


def _wording() -> Iterator[tuple[str, str]]:
    wording = load_wording()
    for slot, reason in wording.reasons.root.items():
        yield f"{slot}.weighs", reason.weighs.text
        yield from ((f"{slot}.{value}.says", text) for value, text in reason.says.items())
    for outcome, template in wording.templates.root.items():
        yield f"{outcome}.title", template.title
        for number, paragraph in enumerate(template.paragraphs):
            yield f"{outcome}.paragraphs.{number}", paragraph.text
