"""How the network learns, with PyTorch: all topics at once, because people word alike whatever was asked.

The same lessons give the same weights: one thread, fixed seeds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from bot.understanding.features import SIZE, Vector, pieces
from bot.understanding.network import EMBEDDING_WEIGHT, PIECES_WEIGHT, UNKNOWN_WORD, Network

EPOCHS = 16
BATCH = 64
FASTEST = 2e-3
"""The highest learning rate; it climbs to that and falls again."""

DROPPED, UNHEARD = 0.5, 0.1
"""The share of signs left out in learning, and of words taken for unknown ones."""

SMOOTHING = 0.05
SIZES = {"own": 32, "given": 64, "state": 64, "meaning": 128, "pieces": 64}
_SEED = 0


class Message(NamedTuple):
    """A text as the network reads it: the rows of its words, its embedding (centred), its pieces' counts."""

    rows: Sequence[int]
    embedding: Vector
    pieces: Mapping[int, float]


class Lesson(NamedTuple):
    """What a message should be taken for: a label of a topic, all by number; `hint` as in `hinted`."""

    message: int
    topic: int
    label: int
    hint: Vector
    weight: float


class Learned(NamedTuple):
    """The network, and what a hint adds to each topic."""

    network: Network
    hints: tuple[Vector, ...]


def weighed(text: str, rarity: Vector) -> dict[int, float]:
    """The pieces of a folded text with their weight, together of length 1, stretched as they are read."""
    found = {place: (1 + np.log(count)) * float(rarity[place]) for place, count in pieces(text).items()}
    norm = float(np.linalg.norm(list(found.values()))) or 1.0
    return {place: weight / norm * PIECES_WEIGHT for place, weight in found.items()}


def learn(
    messages: Sequence[Message],
    lessons: Iterable[Lesson],
    labels: Sequence[int],
    given: Vector,
    shared: tuple[Vector, Vector],
) -> Learned:
    """The network that `lessons` teach.

    Args:
        messages: All messages; only those with a lesson are used.
        lessons: What they should be taken for.
        labels: How many labels each topic has.
        given: A vector for each word, in the order of its row (from 1).
        shared: The middle of the embeddings and the rarity of pieces, to go with the network.
    """
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    parts = _parts(len(given), given.shape[1], labels, _hint_sizes(lessons := list(lessons), len(labels)))
    vectors = torch.from_numpy(np.concatenate([np.zeros((1, given.shape[1]), np.float32), given]))
    by_message: dict[int, list[Lesson]] = defaultdict(list)
    for lesson in _balanced(lessons):
        by_message[lesson.message].append(lesson)
    order = np.asarray(sorted(by_message))
    chance = np.random.default_rng(_SEED)
    optimiser = torch.optim.AdamW(parts.parameters(), lr=FASTEST, weight_decay=1e-2)
    steps = EPOCHS * -(-len(order) // BATCH)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, FASTEST, total_steps=steps, pct_start=0.15)
    starts = np.cumsum([0, *labels]).tolist()
    parts.train()
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for chosen in np.split(order, range(BATCH, len(order), BATCH)):
            scores = _scores(parts, vectors, [messages[at] for at in chosen])
            loss = sum(_losses(parts, scores, [by_message[at] for at in chosen], starts)) / BATCH
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parts.parameters(), 2.0)
            optimiser.step()
            rate.step()
    return _learned(parts.eval(), vectors, shared)


def _parts(words: int, width: int, labels: Sequence[int], hints: Sequence[int]) -> nn.ModuleDict:
    """All that is learned, with the weights it starts from."""
    read = SIZES["given"] + SIZES["own"]
    told = SIZES["meaning"] + SIZES["pieces"] + 4 * SIZES["state"]
    parts = nn.ModuleDict(
        {
            "given": nn.Linear(width, SIZES["given"], bias=False),
            "own": nn.Embedding(words + 1, SIZES["own"], padding_idx=UNKNOWN_WORD),
            "order": nn.GRU(read, SIZES["state"], bidirectional=True, batch_first=True),
            "attention": nn.Linear(2 * SIZES["state"], 1, bias=False),
            "meaning": nn.Linear(width, SIZES["meaning"]),
            "pieces": nn.EmbeddingBag(SIZE, SIZES["pieces"], mode="sum"),
            "outputs": nn.Linear(told, sum(labels)),
            "direct": nn.Linear(width, sum(labels), bias=False),
            "hints": nn.ModuleList(
                nn.Linear(size, count, bias=False) for size, count in zip(hints, labels, strict=True)
            ),
        }
    )
    with torch.no_grad():
        nn.init.normal_(parts["own"].weight, std=0.1)
        parts["own"].weight[UNKNOWN_WORD] = 0
        nn.init.uniform_(parts["pieces"].weight, -(SIZE**-0.5), SIZE**-0.5)
        nn.init.zeros_(parts["direct"].weight)
    return parts


def _scores(parts: nn.ModuleDict, vectors: torch.Tensor, told: Sequence[Message]) -> torch.Tensor:
    """The scores of messages while learning; `Network.scores` gives the same without what is left out."""
    drop = nn.functional.dropout
    embedding = torch.from_numpy(np.stack([one.embedding for one in told])) * EMBEDDING_WEIGHT
    places = [torch.tensor(list(one.pieces), dtype=torch.long) for one in told]
    weights = torch.tensor([weight for one in told for weight in one.pieces.values()], dtype=torch.float32)
    offsets = torch.tensor([0, *np.cumsum([len(one) for one in places])[:-1].tolist()])
    found = parts["pieces"](torch.cat(places), offsets, per_sample_weights=weights)
    meaning = torch.relu(parts["meaning"](drop(embedding, DROPPED)))
    together = [meaning, torch.relu(found), *_in_order(parts, vectors, [one.rows for one in told])]
    scores: torch.Tensor = parts["outputs"](drop(torch.cat(together, dim=-1), DROPPED))
    return scores + parts["direct"](embedding)


def _in_order(
    parts: nn.ModuleDict, vectors: torch.Tensor, told: Sequence[Sequence[int]]
) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = torch.tensor([len(rows) for rows in told])
    rows = pad_sequence([torch.tensor(one) for one in told], batch_first=True)
    rows = rows * (torch.rand(rows.shape) > UNHEARD)
    words = torch.cat([parts["given"](vectors[rows]), parts["own"](rows)], dim=-1)
    words = nn.functional.dropout(words, DROPPED / 2)
    packed = pack_padded_sequence(words, lengths, batch_first=True, enforce_sorted=False)
    states, _ = pad_packed_sequence(parts["order"](packed)[0], batch_first=True)
    after = (torch.arange(states.shape[1])[None] >= lengths[:, None])[..., None]
    weights = parts["attention"](states).masked_fill(after, -1e4).softmax(dim=1)
    return states.masked_fill(after, -1e4).amax(dim=1), (weights * states).sum(dim=1)


def _losses(
    parts: nn.ModuleDict, scores: torch.Tensor, told: Sequence[Sequence[Lesson]], starts: Sequence[int]
) -> Iterator[torch.Tensor]:
    by_topic: dict[int, list[tuple[int, Lesson]]] = defaultdict(list)
    for row, lessons in enumerate(told):
        for lesson in lessons:
            by_topic[lesson.topic].append((row, lesson))
    for topic, found in by_topic.items():
        hints = torch.from_numpy(np.stack([lesson.hint for _, lesson in found]))
        own = scores[[row for row, _ in found], starts[topic] : starts[topic + 1]]
        loss = nn.functional.cross_entropy(
            own + parts["hints"][topic](hints),
            torch.tensor([lesson.label for _, lesson in found]),
            reduction="none",
            label_smoothing=SMOOTHING,
        )
        yield (loss * torch.tensor([lesson.weight for _, lesson in found])).sum()


def _balanced(lessons: Sequence[Lesson]) -> Iterator[Lesson]:
    """The lessons with their weights such that each label of a topic weighs as much as another."""
    weights: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for lesson in lessons:
        weights[lesson.topic][lesson.label] += lesson.weight
    for lesson in lessons:
        of_topic = weights[lesson.topic]
        mean = sum(of_topic.values()) / len(of_topic)
        yield lesson._replace(weight=lesson.weight * mean / of_topic[lesson.label])


def _hint_sizes(lessons: Sequence[Lesson], topics: int) -> list[int]:
    sizes = {lesson.topic: len(lesson.hint) for lesson in lessons}
    return [sizes[topic] for topic in range(topics)]


def _learned(parts: nn.ModuleDict, vectors: torch.Tensor, shared: tuple[Vector, Vector]) -> Learned:
    with torch.no_grad():
        table = torch.cat([parts["given"](vectors), parts["own"].weight], dim=-1).numpy()
    value = {name: one.detach().numpy() for name, one in parts.named_parameters()}

    def both(name: str) -> Vector:
        return np.stack([value[f"order.{name}_l0"], value[f"order.{name}_l0_reverse"]])

    network = Network(
        *shared,
        table=table,
        inputs=both("weight_ih"),
        inputs_bias=both("bias_ih"),
        state=both("weight_hh"),
        state_bias=both("bias_hh"),
        attention=value["attention.weight"][0],
        meaning=value["meaning.weight"],
        meaning_bias=value["meaning.bias"],
        pieces=value["pieces.weight"].T,
        outputs=value["outputs.weight"],
        outputs_bias=value["outputs.bias"],
        direct=value["direct.weight"],
    )
    return Learned(network, tuple(value[f"hints.{at}.weight"] for at in range(len(parts["hints"]))))
