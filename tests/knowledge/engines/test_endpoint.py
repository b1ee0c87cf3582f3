import asyncio
import logging
import socket
import traceback
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic

import numpy as np
import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.engines import EngineUnavailable, make_engine
from knowledge.engines.endpoint import Endpoint, Patience
from knowledge.engines.errors import Trouble
from tests.knowledge.engines.service import (
    KEY,
    MODEL,
    PLAIN_MODEL,
    SIZE,
    Fault,
    Service,
    altering,
    cut_off,
    refusing,
    saying,
    serving,
    silent,
    vector,
)

QUICK = Patience(answer=5.0, pause=0.01, together=5.0)


@pytest_asyncio.fixture
async def service() -> AsyncIterator[Service]:
    async with serving() as running:
        yield running


def engine_of(service: Service, key: str | None = KEY, patience: Patience = QUICK) -> Endpoint:
    return Endpoint(MODEL, key=key, url=service.url, patience=patience)


def unit(text: str) -> list[float]:
    raw = np.array(vector(text))
    length: list[float] = (raw / np.linalg.norm(raw)).tolist()
    return length


async def trouble_of(engine: Endpoint) -> EngineUnavailable:
    with pytest.raises(EngineUnavailable) as caught:
        await engine.aembed_query("vraag")
    return caught.value


async def test_vectors_have_length_one_and_e5_gets_its_prefixes(service: Service) -> None:
    engine = engine_of(service)
    assert await engine.aembed_query("uren") == pytest.approx(unit("query: uren"))
    assert await engine.aembed_documents(["a", "b"]) == [
        pytest.approx(unit("passage: a")),
        pytest.approx(unit("passage: b")),
    ]
    assert service.inputs == [["query: uren"], ["passage: a", "passage: b"]]


async def test_texts_go_in_batches_and_keep_their_order(service: Service) -> None:
    texts = [f"tekst {number}" for number in range(70)]
    vectors = await engine_of(service).aembed_documents(texts)
    assert vectors == [pytest.approx(unit(f"passage: {text}")) for text in texts]
    assert [len(batch) for batch in service.inputs] == [32, 32, 6]


async def test_no_texts_make_no_call(service: Service) -> None:
    assert await engine_of(service).aembed_documents([]) == []
    assert service.inputs == []


async def test_the_same_query_is_asked_once(service: Service) -> None:
    engine = engine_of(service)
    assert await engine.aembed_query("uren") == await engine.aembed_query("uren")
    assert len(service.inputs) == 1


async def test_the_setting_makes_a_working_engine_without_key(service: Service) -> None:
    service.key = None
    engine = make_engine(f"openai:{MODEL}", url=service.url + "/")
    assert await engine.aembed_query("uren") == pytest.approx(unit("query: uren"))


async def test_an_empty_text_without_prefix_is_not_refused(service: Service) -> None:
    engine = make_engine(f"openai:{PLAIN_MODEL}", key=KEY, url=service.url)
    assert await engine.aembed_query("") == pytest.approx(unit(" "))


async def test_a_model_that_the_service_does_not_know_is_told(service: Service) -> None:
    error = await trouble_of(Endpoint("onbekend", key=KEY, url=service.url, patience=QUICK))
    assert error.trouble is Trouble.NOT_THERE
    assert "'onbekend'" in str(error)


async def test_threads_do_not_get_each_others_answers_or_attempts(service: Service) -> None:
    engine = engine_of(service)
    service.faults.extend([refusing(503), cut_off])
    queries = [f"vraag {number}" for number in range(20)]
    vectors = await asyncio.gather(*map(engine.aembed_query, queries))
    assert vectors == [pytest.approx(unit(f"query: {query}")) for query in queries]
    assert len(service.inputs) == 22


@pytest.mark.parametrize(
    "fault",
    [
        refusing(429),
        refusing(429, Retry_After="0"),
        refusing(429, Retry_After="straks"),
        refusing(429, Retry_After=format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)),
        refusing(500),
        refusing(503),
        refusing(408),
        cut_off,
    ],
)
async def test_what_passes_is_tried_again(service: Service, fault: Fault) -> None:
    service.faults.extend([fault, fault])
    assert await engine_of(service).aembed_query("uren") == pytest.approx(unit("query: uren"))
    assert len(service.inputs) == 3


async def test_it_waits_as_long_as_the_service_asks(service: Service) -> None:
    service.faults.append(refusing(429, Retry_After="1"))
    start = monotonic()
    await engine_of(service).aembed_query("uren")
    assert 1.0 <= monotonic() - start < 5.0


@pytest.mark.parametrize("after", [timedelta(hours=1), timedelta(days=365)])
@pytest.mark.parametrize("as_moment", [True, False])
async def test_it_does_not_wait_for_hours(service: Service, after: timedelta, as_moment: bool) -> None:
    seconds = str(int(after.total_seconds()))
    moment = format_datetime(datetime.now(UTC) + after, usegmt=True)
    service.faults.append(refusing(429, Retry_After=moment if as_moment else seconds))
    error = await trouble_of(engine_of(service))
    assert error.trouble is Trouble.BUSY_UNTIL
    assert len(service.inputs) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (refusing(429), Trouble.BUSY),
        (refusing(429, Retry_After="0"), Trouble.BUSY),
        (refusing(502), Trouble.OUT_OF_ORDER),
        (cut_off, Trouble.UNREACHABLE),
    ],
)
async def test_what_does_not_pass_is_told_after_three_attempts(
    service: Service, fault: Fault, trouble: Trouble
) -> None:
    service.faults.extend([fault] * 4)
    assert (await trouble_of(engine_of(service))).trouble is trouble
    assert len(service.inputs) == 3


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (refusing(401), Trouble.KEY_REFUSED),
        (refusing(403), Trouble.KEY_REFUSED),
        (refusing(429, "insufficient_quota"), Trouble.NO_CREDIT),
        (refusing(400), Trouble.REFUSED),
        (refusing(302, Location="http://127.0.0.1:9/"), Trouble.REFUSED),
        (saying("<html>Welkom</html>"), Trouble.UNREADABLE),
        (saying(""), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": [0.5,'), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": [NaN, 1.0]}]}'), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": [1e400, 1.0]}]}'), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": [0.0, 0.0]}]}'), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": []}]}'), Trouble.UNREADABLE),
        (saying('{"data": [{"index": 0, "embedding": "AACAPw=="}]}'), Trouble.UNREADABLE),
        (saying(b"\xff\xfe"), Trouble.UNREADABLE),
        (saying('{"data": []}'), Trouble.COUNT),
    ],
)
async def test_what_does_not_get_better_is_told_at_once(
    service: Service, fault: Fault, trouble: Trouble
) -> None:
    service.faults.append(fault)
    assert (await trouble_of(engine_of(service))).trouble is trouble
    assert len(service.inputs) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (altering(lambda data: data.pop()), Trouble.COUNT),
        (altering(lambda data: data.append(data[0])), Trouble.COUNT),
        (altering(lambda data: data[0].update(index=1)), Trouble.COUNT),
        (altering(lambda data: data[0].update(embedding=[1.0])), Trouble.SIZE),
        (altering(lambda data: data[0].pop("index")), Trouble.UNREADABLE),
    ],
)
async def test_not_one_fitting_vector_for_each_text_is_told(
    service: Service, fault: Fault, trouble: Trouble
) -> None:
    service.faults.append(fault)
    with pytest.raises(EngineUnavailable) as caught:
        await engine_of(service).aembed_documents(["een", "twee", "drie"])
    assert caught.value.trouble is trouble


async def test_vectors_of_another_size_than_before_are_told(service: Service) -> None:
    engine = engine_of(service)
    await engine.aembed_query("eerst")
    service.faults.append(altering(lambda data: data[0].update(embedding=[1.0] * (SIZE + 1))))
    error = await trouble_of(engine)
    assert error.trouble is Trouble.SIZE
    assert f"{SIZE + 1} getallen in plaats van {SIZE}" in str(error)


async def test_no_answer_in_time_is_told(service: Service) -> None:
    service.faults.extend([silent] * 3)
    patience = Patience(answer=0.2, pause=0.01, together=0.3)
    start = monotonic()
    assert (await trouble_of(engine_of(service, patience=patience))).trouble is Trouble.TOO_SLOW
    assert monotonic() - start < 3.0


async def test_nobody_there_is_told() -> None:
    with socket.socket() as taken:  # bound but not listening: whoever calls is refused
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        error = await trouble_of(Endpoint(MODEL, url=url, patience=QUICK))
    assert error.trouble is Trouble.UNREACHABLE


async def test_a_service_that_wants_a_key_is_told_apart_from_a_wrong_key(service: Service) -> None:
    assert (await trouble_of(engine_of(service, key=None))).trouble is Trouble.KEY_MISSING
    assert (await trouble_of(engine_of(service, key="sk-anders"))).trouble is Trouble.KEY_REFUSED


@pytest.mark.parametrize(
    "fault", [None, refusing(401), refusing(400), refusing(500), saying(f'"{KEY}"'), cut_off]
)
async def test_the_key_is_nowhere_to_be_read(
    service: Service, fault: Fault | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine = engine_of(service)
    said = repr(engine) + engine.name
    if fault is None:
        await engine.aembed_query("vraag")
    else:
        service.faults.extend([fault] * 3)
        said += "".join(traceback.format_exception(await trouble_of(engine)))
    assert "httpx" in caplog.text
    assert KEY not in caplog.text + said


@pytest.mark.parametrize("key", ["sk-a\nb", "sk a", "sk-é", "sk-\0"])
def test_a_key_that_cannot_be_one_is_told_without_repeating_it(key: str) -> None:
    with pytest.raises(EngineUnavailable) as caught:
        Endpoint(MODEL, key=key)
    assert caught.value.trouble is Trouble.KEY_MALFORMED
    assert key not in str(caught.value)


@pytest.mark.parametrize("key", [None, "", "  "])
def test_openai_itself_needs_a_key(key: str | None) -> None:
    with pytest.raises(EngineUnavailable, match="DRIEVRAGEN_EMBEDDING_KEY"):
        make_engine("openai:text-embedding-3-small", key=key)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "ftp://localhost/v1",
        "http://",
        "http:///v1",
        "http://naam:geheim@localhost/v1",
        "http://localhost/v1?key=geheim",
        "http://localhost:poort/v1",
        "geen adres",
    ],
)
def test_an_address_that_cannot_be_one_is_told_without_repeating_it(url: str) -> None:
    with pytest.raises(EngineUnavailable, match="DRIEVRAGEN_EMBEDDING_URL") as caught:
        make_engine(f"openai:{MODEL}", url=url)
    assert "geheim" not in str(caught.value)


@settings(deadline=None)  # each makes a client, which reads certificates
@given(st.text())
def test_any_address_is_taken_or_refused_in_one_way(url: str) -> None:
    with suppress(EngineUnavailable):
        assert MODEL in make_engine(f"openai:{MODEL}", url=f"http://{url}").name


def test_the_name_tells_model_and_place() -> None:
    names = [
        make_engine(f"openai:{model}", url=url).name
        for model in ("e5-a", "e5-b")
        for url in ("http://een/v1", "http://twee/v1", "http://een:81/v1", "http://een/v2")
    ]
    assert len(set(names)) == len(names)
    assert names[0].startswith("openai:e5-a@een/v1")
    assert make_engine("openai:e5-a", url="http://een/v1/").name == names[0]
