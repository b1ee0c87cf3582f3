"""What is in the report of a workshop, and what never is."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import FactValue, Outcome
from bot.reports.document import Block, Bullets, Chart, Document, Heading, Paragraph, Stacks, Table
from bot.reports.workshop import workshop_report
from bot.reports.workshop_words import Chapter, Held, chapters, short
from bot.workshop import Question, Role, Verdict
from bot.workshop import events as on
from bot.workshop.scales import scales
from tests.explanation.examples import CONTENT
from tests.reports.workshop_sample import (
    HELD,
    ROOM,
    a_scene,
    a_workshop,
    play,
    prepared,
    proposed,
    the_sample,
    voted,
)

NUMBERS: Mapping[str, FactValue] = {"minutes": 15, "per_year": 2, "count": 60, "unit": "client"}
MINUTES, MATRIX, OUTCOME, STAFF = "1. Begeleiders", "2. Elk half jaar", "3. Ervaren nut", "4. Elk kwartaal"


def report(held: Held = HELD, *, rehearsal: bool = False) -> Document:
    return workshop_report(a_scene(the_sample(rehearsal=rehearsal)), held, CONTENT)


MADE = report()


def chapter(made: Document, start: str) -> tuple[Block, ...]:
    """The blocks of the first chapter with this title, up to the next chapter."""
    blocks = iter(made.blocks)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            if found:
                break
            if block.text.startswith(start):
                found.append(block)
        elif found:
            found.append(block)
    return tuple(found)


def words_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case Chart() | Stacks():
                yield from (block.caption, block.alt)


def rows(blocks: tuple[Block, ...], title: str) -> tuple[tuple[str, ...], ...]:
    (found,) = (block for block in blocks if isinstance(block, Table) and block.title == title)
    return found.rows[1:]


def facts_in(blocks: tuple[Block, ...], title: str) -> dict[str, str]:
    """A table of what something is called and what it is."""
    return {row[0]: row[1] for row in rows(blocks, title)}


def under(blocks: tuple[Block, ...], heading: str) -> tuple[Block, ...]:
    """What stands under a heading of level 2."""
    place = next(
        place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.text == heading
    )
    rest = blocks[place + 1 :]
    end = next((place for place, one in enumerate(rest) if isinstance(one, Heading)), len(rest))
    return rest[:end]


def test_the_overview_comes_first_and_counts_without_the_practice_round() -> None:
    assert MADE.title == "Verslag van de workshop: Schrapsessie jeugd en Wmo (voorbeeld, verzonnen)"
    first = next(block for block in MADE.blocks if isinstance(block, Heading))
    assert first.text == "In het kort"
    facts = facts_in(MADE.blocks, "In het kort")
    assert facts["Gemeente"] == "Voorbeeldstad"
    assert facts["Datum"] == "2 maart 2026"
    assert facts["Besproken"] == "4 van de 6 registraties op de lijst"
    assert facts["Besloten"] == "behouden: 1; standaardiseren: 1; schrappen: 1"
    assert facts["Uren minder per jaar"] == "1.870 uur"  # 6 minutes x 220 x 85 professionals
    assert facts["Euro minder per jaar"] == "ongeveer 84.150 euro, bij 45 euro per uur (een aanname)"
    assert not any("pen" in text.split() for text in words_of(MADE.blocks))


def test_the_lists_of_decisions_actions_and_end_dates() -> None:
    decisions = rows(MADE.blocks, "Besluiten")
    assert [(row[0], *row[2:]) for row in decisions] == [
        ("1", "schrappen", "schrappen", "1 maart 2027"),
        ("2", "standaardiseren", "standaardiseren", "31 december 2026"),
        ("3", "behouden (anders dan het advies)", "standaardiseren", "niet afgesproken"),
    ]
    assert [row[0] for row in rows(MADE.blocks, "Acties")] == ["1", "2", "3"]
    assert [row[:2] for row in rows(MADE.blocks, "Einddatums")] == [
        ("31 december 2026", "2"),
        ("1 maart 2027", "1"),
    ]
    (left,) = under(MADE.blocks, "Zonder besluit")
    assert isinstance(left, Bullets)
    assert [line.rpartition(": ")[2] for line in left.items] == [
        "geparkeerd, wel gestemd",
        "niet aan de beurt gekomen",
        "overgeslagen",
    ]


def test_a_chart_compares_the_hours() -> None:
    (chart,) = (block for block in MADE.blocks if isinstance(block, Chart))
    assert [bar.text for bar in chart.bars] == ["1.870 uur (schrappen)", "465 uur (standaardiseren)"]
    assert all(bar.text in chart.alt for bar in chart.bars)


def test_a_chapter_has_every_part() -> None:
    told = chapter(MADE, MINUTES)
    assert isinstance(told[0], Heading)
    assert told[0].new_page
    facts = facts_in(told, told[0].text)
    assert facts["Wat de registratie moet opleveren"] == "Zien of de gemeente krijgt waarvoor zij betaalt"
    assert facts["Ook zo genoemd"] == "Tijdschrijven per handeling door het wijkteam"
    assert facts["Advies van de assistent"] == "schrappen, volgens regel R02 van de beslistabel"
    assert facts["Wie"] == "Contractmanager jeugd"
    assert [block.text for block in told[1:] if isinstance(block, Heading)] == [
        "Wie het anders ziet",
        "Waarom de assistent dit adviseert",
        "Wat er al is",
        "Wat het kost",
        "Hoe de zaal stemde",
        "Redenen",
    ]
    assert {row[-1] for row in rows(told, "Wat er al is")} <= {"hoog", "midden", "laag"}
    said = " ".join(words_of(told))
    assert "1.870 uur per jaar" in said
    assert "Dat uurtarief is een aanname" in said
    assert "Almere, Lelystad, Zeewolde" in said
    assert "het meest bij Doel" in said
    assert "3 mensen zien het besluit anders." in said
    assert "Eerst de steekproef regelen." in said
    assert "De controller wil na een jaar zien" in said


def test_votes_before_and_after_by_group_with_small_roles_together() -> None:
    told = chapter(MADE, MINUTES)
    charts = [block for block in told if isinstance(block, Stacks)]
    assert [chart.caption.partition(":")[0] for chart in charts] == ["Doel", "Harmonisatie", "Ruimte"]
    purpose = charts[0]
    assert [(bar.group, bar.label, bar.counts) for bar in purpose.stacks[:4]] == [
        ("Iedereen", "ronde 1", (7, 5, 3, 1)),
        ("Iedereen", "ronde 2", (10, 5, 1, 0)),
        ("Gemeente", "ronde 1", (0, 1, 2, 1)),
        ("Gemeente", "ronde 2", (0, 3, 1, 0)),
    ]
    assert purpose.stacks[-1].group == "Inwoners en raad samen"
    assert any("minder dan drie stemmen" in text for text in words_of(told))
    assert purpose.answers == tuple(answer.label for answer in scales().doel.answers)
    assert f"Ronde 1, iedereen samen: {purpose.answers[0]} 7 keer" in purpose.alt


def test_every_bar_is_also_a_row_of_the_table_that_its_text_names() -> None:
    tables = {block.title: block for block in MADE.blocks if isinstance(block, Table)}
    charts = [block for block in MADE.blocks if isinstance(block, Stacks)]
    assert len(charts) == 12
    for chart in charts:
        table = tables[chart.alt.partition("“")[2].partition("”")[0]]
        assert table.rows[0][2:6] == chart.answers
        assert [(row[0], *map(int, row[2:6])) for row in table.rows[1:]] == [
            (bar.group, *bar.counts) for bar in chart.stacks
        ]
        assert [int(row[6]) for row in table.rows[1:]] == [sum(bar.counts) for bar in chart.stacks]


def test_one_or_two_who_see_it_differently_are_not_counted() -> None:
    said = " ".join(words_of(chapter(MADE, MATRIX)))
    assert "Eén of twee mensen zien het besluit anders." in said


def test_a_provisional_advice_says_so_and_what_would_change_it() -> None:
    told = chapter(MADE, OUTCOME)
    assert isinstance(told[0], Heading)
    assert facts_in(told, told[0].text)["Advies van de assistent"].startswith("standaardiseren (voorlopig)")
    assert any("Dit advies is voorlopig." in text for text in words_of(told))
    assert any("→ behouden" in text for text in words_of(told))


def test_what_was_parked_after_voting_has_its_votes_but_no_verdict() -> None:
    told = chapter(MADE, STAFF)
    assert isinstance(told[0], Heading)
    facts = facts_in(told, told[0].text)
    assert facts["Besluit van de zaal"] == "nog geen besluit (geparkeerd)"
    assert "Actie" not in facts
    assert any("Niemand gaf een reden." in text for text in words_of(told))


def test_sources_are_numbered_once() -> None:
    numbers = [row[0] for row in rows(MADE.blocks, "Bronnen")]
    assert numbers == [f"[{number}]" for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= 5


def test_names_are_there_only_of_who_chose_so() -> None:
    assert not any(isinstance(block, Heading) and block.text == "Deelnemers" for block in MADE.blocks)
    named = report(HELD._replace(named=("A. Verzonnen, wijkteam",)))
    assert Bullets(items=("A. Verzonnen, wijkteam",)) in under(named.blocks, "Deelnemers")


@pytest.mark.parametrize("rehearsal", [False, True])
def test_a_rehearsal_is_marked(rehearsal: bool) -> None:
    made = report(rehearsal=rehearsal)
    assert made.mark.startswith("OEFENING") is rehearsal
    assert (Paragraph(text=made.mark) == made.blocks[0]) is rehearsal


def test_an_empty_workshop_has_a_report() -> None:
    made = workshop_report(a_scene(a_workshop({})), HELD._replace(municipality=None), CONTENT)
    said = " ".join(words_of(made.blocks))
    assert "De zaal nam geen besluiten. Acties Er zijn geen acties afgesproken." in said
    facts = facts_in(made.blocks, "In het kort")
    assert facts["Gemeente"] == "niet bekend"
    assert facts["Uren minder per jaar"] == "geen; de zaal schrapte niets"
    assert "Aanwezig aan het eind" not in facts


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (0, "niet bekend"),
        (1, "30 uur. Van 1 registratie die vervalt, zijn de uren niet bekend. Die telt niet mee."),
        (2, "60 uur"),
    ],
)
def test_hours_that_are_not_known_are_said(known: int, expected: str) -> None:
    workshop = a_workshop()
    for number in range(2):
        workshop, item = proposed(workshop, f"Verzonnen registratie {number}")
        workshop = voted(
            prepared(workshop, item, NUMBERS if number < known else {}),
            item,
            {Role.GEMEENTE: [(1, 1, 1)] * 3},
        )
        workshop = play(workshop, [on.Decided(item=item, verdict=Verdict(outcome=Outcome.SCHRAPPEN))])
    made = workshop_report(a_scene(workshop), HELD, CONTENT)
    assert facts_in(made.blocks, "In het kort")["Uren minder per jaar"] == expected


def test_too_few_votes_are_not_shown_and_it_says_why() -> None:
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    workshop = voted(workshop, item, {Role.RAAD: [(1, 4, 2)], Role.INWONER: [(4, 4, 4)]})
    made = workshop_report(a_scene(workshop), HELD, CONTENT)
    assert not any(isinstance(block, Stacks) for block in made.blocks)
    told = " ".join(words_of(chapter(made, "1. Verzonnen")))
    assert "te weinig mensen om de stemmen te tonen" in told
    assert "te weinig mensen om redenen te tonen" in told
    assert "Er is niet gezocht naar wat er al is." in told


@pytest.mark.parametrize(
    ("knowledge", "told"),
    [("proef", "Er is niets gevonden dat hierop lijkt."), ("", "Er is niet gezocht naar wat er al is.")],
)
def test_sources_that_could_not_be_searched_are_not_called_empty(knowledge: str, told: str) -> None:
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    workshop = voted(prepared(workshop, item, knowledge=knowledge), item, {Role.RAAD: [(1, 2, 3)]})
    made = workshop_report(a_scene(workshop), HELD, CONTENT)
    assert told in tuple(words_of(chapter(made, "1. Verzonnen")))


def test_a_question_with_too_few_answers_is_named() -> None:
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    workshop = voted(workshop, item, {Role.RAAD: [(1, 0, 2)], Role.INWONER: [(4, 4, 4), (3, 3, 3)]})
    told = tuple(words_of(workshop_report(a_scene(workshop), HELD, CONTENT).blocks))
    assert any("Bij Harmonisatie gaven in ronde 1 minder dan drie mensen antwoord." in one for one in told)
    assert any("Bij Doel, Ruimte zijn de stemmen niet per rol te tonen" in one for one in told)


scores = st.tuples(*[st.integers(0, 4)] * 3)
ballots = st.fixed_dictionaries({role: st.lists(scores, max_size=many) for role, many in ROOM.items()})


@given(votes=ballots)
@settings(max_examples=60, deadline=None)
def test_no_group_of_one_or_two_is_ever_in_it(votes: dict[Role, list[tuple[int, int, int]]]) -> None:
    if not any(any(one) for given_ in votes.values() for one in given_):
        return
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    made = workshop_report(a_scene(voted(workshop, item, votes)), HELD, CONTENT)
    for block in made.blocks:
        if isinstance(block, Stacks):
            assert all(sum(bar.counts) >= 3 for bar in block.stacks)
    told = {block.caption for block in made.blocks if isinstance(block, Stacks)}
    answered = [sum(bool(one[place]) for given_ in votes.values() for one in given_) for place in range(3)]
    assert len(told) == sum(count >= 3 for count in answered)
    assert len(Question) == 3


def test_votes_that_were_not_revealed_are_not_in_it() -> None:
    workshop, item = proposed(a_workshop(), "Verzonnen registratie")
    workshop = play(workshop, [on.Opened(item=item), on.VotingOpened(item=item)])
    before = workshop_report(a_scene(workshop), HELD, CONTENT)
    vote = on.Voted(participant="raad-0", item=item, round=1, question=Question.DOEL, score=4)
    reason = on.Reasoned(participant="raad-0", item=item, round=1, reason="Geheim")
    assert workshop_report(a_scene(play(workshop, [vote, reason])), HELD, CONTENT) == before


@given(text=st.text(max_size=200), most=st.integers(5, 90))
def test_a_short_text_is_short_and_on_one_line(text: str, most: int) -> None:
    cut = short(text, most)
    assert len(cut) <= most + 2
    assert cut == text or " ".join(text.split()).startswith(cut.removesuffix(" …"))


def test_numbers_follow_the_list_without_practice() -> None:
    numbered = chapters(a_scene(the_sample()))
    assert [one.number for one in numbered] == [1, 2, 3, 4, 5, 6]
    assert all(isinstance(one, Chapter) and not one.registration.practice for one in numbered)
