import json

import pytest
from typer.testing import CliRunner

from bot.commands.prompts import app, filled
from bot.commands.usage import UsageError
from prompts import load_prompts, prompts_version
from tests.auxil.assistant import make_assistant

TEXT = "Begeleiders houden minuten bij, want de wet vraagt het"


def test_the_list_has_every_prompt_and_their_version_together() -> None:
    told = CliRunner().invoke(app, ["list"]).output
    assert prompts_version() in told
    for prompt in load_prompts().values():
        assert f"{prompt.name} (versie {prompt.version}): {prompt.purpose}" in told
    plain = json.loads(CliRunner().invoke(app, ["list", "--json"]).output)
    assert plain["version"] == prompts_version()
    assert [row["name"] for row in plain["prompts"]] == list(load_prompts())


def test_reading_is_filled_with_the_message_and_the_real_questions() -> None:
    rendered = filled("read_facts", TEXT, make_assistant)
    assert f"<message>\n{TEXT}\n</message>" in rendered.user
    assert "Schrijft een wet voor dat u deze gegevens vraagt?" in rendered.system


def test_an_explanation_is_of_a_real_advice_and_holds_no_words_of_the_user() -> None:
    rendered = filled("write_explanation", TEXT, make_assistant)
    assert "De uitkomst: " in rendered.user
    assert "[1]" in rendered.user
    assert "Begeleiders" not in rendered.user
    assert "u zei" not in rendered.user


def test_a_prompt_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match=r"'weg'.*read_facts, write_explanation"):
        filled("weg", TEXT, make_assistant)


def test_no_advice_on_a_text_with_personal_data() -> None:
    with pytest.raises(UsageError, match="burgerservicenummer"):
        filled("write_explanation", "de cliënt met bsn 123456782", make_assistant)
