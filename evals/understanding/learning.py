"""How reading is learned, with PyTorch: all topics at once, because people word alike whatever was asked.

The language model that gives the embeddings learns along, so that what makes a difference to an answer
("niet", "bijna", "maar") makes one to its vector. The same lessons and seed give the same weights: it is all
done in one thread.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy, dropout

from bot.understanding.features import SIZE, Vector, pieces
from bot.understanding.network import EMBEDDING_WEIGHT, PIECES_WEIGHT, Network
from evals.adapting.batches import BATCH, batches
from evals.adapting.encoder import WIDTH, Encoder, Texts

EPOCHS = 6
FASTEST, FASTEST_BELOW = 2e-3, 1e-3
"""The highest learning rates, of the network and of the language model; they climb to that and fall again."""

DROPPED, UNHEARD = 0.5, 0.2
"""The share of signs left out in learning, and of the numbers of an embedding."""

AGREEMENT = 1.0
"""What it counts that two readings of a text, each with other signs left out, say the same (R-Drop; Liang et
al., 2021), beside 1 for saying what is right."""

SIZES = {"meaning": 128, "pieces": 64}


class Lesson(NamedTuple):
    """What a text should be taken for: a label of a topic, all by number; `hint` as in `hinted`."""

    text: int
    topic: int
    label: int
    hint: Vector
    weight: float


class Material(NamedTuple):
    """Texts ready to learn from: for the language model, and their pieces as `weighed`.

    `middle` is the mean of some of their embeddings before anything is learned; `rarity` goes with the
    pieces.
    """

    texts: Texts
    pieces: Sequence[Mapping[int, float]]
    middle: Vector
    rarity: Vector


class Learned(NamedTuple):
    """The network, what a hint adds to each topic, and the language model that goes with them."""

    network: Network
    hints: tuple[Vector, ...]
    encoder: Encoder


def weighed(text: str, rarity: Vector) -> dict[int, float]:
    """The pieces of a folded text with their weight, together of length 1, stretched as they are read."""
    found = {place: (1 + np.log(count)) * float(rarity[place]) for place, count in pieces(text).items()}
    norm = float(np.linalg.norm(list(found.values()))) or 1.0
    return {place: weight / norm * PIECES_WEIGHT for place, weight in found.items()}


def learn(material: Material, lessons: Iterable[Lesson], labels: Sequence[int], seed: int) -> Learned:
    """What `lessons` teach; `labels` says how many each topic has. Another `seed` gives another reader."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    lessons = list(lessons)
    encoder, parts = Encoder(material.texts), _parts(labels, _hint_sizes(lessons, len(labels)))
    by_text: dict[int, list[Lesson]] = defaultdict(list)
    for lesson in _balanced(lessons):
        by_text[lesson.text].append(lesson)
    order = np.asarray(sorted(by_text))
    below, above = encoder.parameters(), list(parts.parameters())
    optimiser = torch.optim.AdamW(
        [{"params": above, "weight_decay": 1e-2}, {"params": below, "weight_decay": 0.0}]
    )
    steps = EPOCHS * -(-len(order) // BATCH)
    rates = [FASTEST, FASTEST_BELOW]
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.15)
    starts, chance = np.cumsum([0, *labels]).tolist(), np.random.default_rng(seed)
    for _ in range(EPOCHS):
        for chosen in batches(order, material.texts, chance):
            scores = _scores(parts, encoder, material, [*chosen, *chosen])
            loss = sum(_losses(parts, scores, [by_text[at] for at in chosen], starts)) / BATCH
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*above, *below], 2.0)
            optimiser.step()
            rate.step()
    return _learned(parts, encoder, material)


def _parts(labels: Sequence[int], hints: Sequence[int]) -> nn.ModuleDict:
    """All that is learned above the language model, with the weights it starts from."""
    parts = nn.ModuleDict(
        {
            "meaning": nn.Linear(WIDTH, SIZES["meaning"]),
            "pieces": nn.EmbeddingBag(SIZE, SIZES["pieces"], mode="sum"),
            "outputs": nn.Linear(sum(SIZES.values()), sum(labels)),
            "direct": nn.Linear(WIDTH, sum(labels), bias=False),
            "hints": nn.ModuleList(
                nn.Linear(size, count, bias=False) for size, count in zip(hints, labels, strict=True)
            ),
        }
    )
    with torch.no_grad():
        nn.init.uniform_(parts["pieces"].weight, -(SIZE**-0.5), SIZE**-0.5)
        nn.init.zeros_(parts["direct"].weight)
    return parts


def _scores(
    parts: nn.ModuleDict, encoder: Encoder, material: Material, chosen: Sequence[int]
) -> torch.Tensor:
    """The scores of texts while learning; `Network.scores` gives the same without what is left out."""
    embeddings = encoder.embeddings(chosen, learning=True)
    vectors = (embeddings - torch.from_numpy(material.middle)) * EMBEDDING_WEIGHT
    told = [material.pieces[at] for at in chosen]
    places = [torch.tensor(list(one), dtype=torch.long) for one in told]
    weights = torch.tensor([weight for one in told for weight in one.values()], dtype=torch.float32)
    offsets = torch.tensor([0, *np.cumsum([len(one) for one in places])[:-1].tolist()])
    found = torch.relu(parts["pieces"](torch.cat(places), offsets, per_sample_weights=weights))
    meaning = torch.relu(parts["meaning"](dropout(vectors, UNHEARD)))
    scores: torch.Tensor = parts["outputs"](dropout(torch.cat([meaning, found], dim=-1), DROPPED))
    return scores + parts["direct"](vectors)


def _losses(
    parts: nn.ModuleDict, scores: torch.Tensor, told: Sequence[Sequence[Lesson]], starts: Sequence[int]
) -> Iterator[torch.Tensor]:
    """What each topic has yet to learn of the texts; `scores` has two readings, one below the other."""
    by_topic: dict[int, list[tuple[int, Lesson]]] = defaultdict(list)
    for row, lessons in enumerate(told):
        for lesson in lessons:
            by_topic[lesson.topic].append((row, lesson))
    for topic, found in by_topic.items():
        rows = [row for row, _ in found]
        hints = parts["hints"][topic](torch.from_numpy(np.stack([lesson.hint for _, lesson in found])))
        labels = torch.tensor([lesson.label for _, lesson in found])
        readings = [half[rows, starts[topic] : starts[topic + 1]] + hints for half in scores.chunk(2)]
        wrong = [cross_entropy(one, labels, reduction="none") for one in readings]
        loss = (wrong[0] + wrong[1]) / 2 + AGREEMENT * _apart(*readings)
        yield (loss * torch.tensor([lesson.weight for _, lesson in found])).sum()


def _apart(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """How far two readings are apart: the mean of both Kullback-Leibler divergences, a number a row."""
    first, second = one.log_softmax(dim=-1), other.log_softmax(dim=-1)
    return ((first.exp() - second.exp()) * (first - second)).sum(dim=-1) / 2


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


def _learned(parts: nn.ModuleDict, encoder: Encoder, material: Material) -> Learned:
    value = {name: one.detach().numpy() for name, one in parts.named_parameters()}
    network = Network(
        material.middle,
        material.rarity,
        meaning=value["meaning.weight"],
        meaning_bias=value["meaning.bias"],
        pieces=value["pieces.weight"].T,
        outputs=value["outputs.weight"],
        outputs_bias=value["outputs.bias"],
        direct=value["direct.weight"],
    )
    hints = tuple(value[f"hints.{at}.weight"] for at in range(len(parts["hints"])))
    return Learned(network, hints, encoder)
