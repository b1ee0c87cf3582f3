"""How reading search queries is learned, with PyTorch: near what answers, far from all when nothing does.

Only how queries are read is learned (a LoRA adapter); the vectors of passages stay as they are. What is
learned along is a direction: towards the queries that have an answer.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits

from evals.adapting.batches import BATCH, batches
from evals.adapting.encoder import WIDTH, Encoder, Texts
from knowledge.direction import Direction
from knowledge.engines.adapter import Adapter
from knowledge.engines.nano import shipped_model
from knowledge.fitting import Query
from knowledge.passages import Passage
from knowledge.vectors import Halves, Key, Matrix, key_of, texts_of

EPOCHS = 8
FASTEST, FASTEST_ABOVE = 1e-3, 1e-2
"""The highest learning rates, of the language model and of the few numbers above it."""

HELPS = 0.3
"""What a passage that only helps counts, beside 1 for one that answers."""

BY_PASSAGES = 0.25
"""The share of what passages say they are asked in learning to tell whether there is an answer: little, for
nothing like them is without."""

ANSWERED, NOTHING, KEPT = 2.0, 1.0, 1.0
"""What it counts, beside 1 for finding what answers: to tell whether there is an answer; to lie far from all
passages when there is none; and to stay near what the model made of it before, so that documents that it
never saw are found as well."""

STRETCH = 10.0
"""Vectors lie close together: what is learned of them is learned sooner when they are stretched."""

_SHARPNESS, _NEAREST_NOTHING = 30.0, 0.85  # where what is learned of cosines starts
_NOWHERE = -9.0


class Shelf(NamedTuple):
    """The vectors of all texts of passages and their `owner`; of each passage the row of its `text`."""

    ids: tuple[str, ...]
    vectors: torch.Tensor
    owner: torch.Tensor
    text: torch.Tensor


class Lesson(NamedTuple):
    """A text and, by the number of the passage, what answers; an `ask` is one of a passage itself."""

    text: str
    wanted: dict[int, float]
    ask: bool


class Taught(NamedTuple):
    """What was learned, and of other queries the vectors and how much they are about the subject."""

    adapter: Adapter
    direction: Direction
    vectors: Matrix
    about: list[float]


def shelf_of(passages: Sequence[Passage], vectors: dict[Key, Halves]) -> Shelf:
    """The shelf of `passages`. Raises `KeyError` when `vectors` lacks one of their texts."""
    texts = [(row, text) for row, passage in enumerate(passages) for text in texts_of(passage)]
    owner = [row for row, _ in texts]
    return Shelf(
        tuple(passage.id for passage in passages),
        torch.from_numpy(np.stack([vectors[key_of(text)] for _, text in texts]).astype(np.float32)),
        torch.tensor(owner),
        torch.tensor([owner.index(row) for row in range(len(passages))]),
    )


def lessons_of(queries: Iterable[Query], passages: Sequence[Passage]) -> list[Lesson]:
    """The queries, and what passages themselves say they are asked."""
    number = {passage.id: row for row, passage in enumerate(passages)}
    asked = [
        Lesson(
            query.ask,
            {number[one]: HELPS for one in query.also} | {number[one]: 1.0 for one in query.want},
            ask=False,
        )
        for query in queries
    ]
    own = [Lesson(ask, {number[each.id]: 1.0}, ask=True) for each in passages for ask in each.asks]
    return [*asked, *own]


def teach(lessons: Sequence[Lesson], others: Sequence[str], shelf: Shelf, seed: int = 0) -> Taught:
    """What the lessons teach, and how `others` are read then; the same lessons and seed give the same."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    texts = Texts(shipped_model(), [*(lesson.text for lesson in lessons), *others])
    encoder, order = Encoder(texts), np.arange(len(lessons))
    before = _vectors(encoder, range(len(lessons)))
    parts, middle = _Above(), before.mean(dim=0)
    optimiser = torch.optim.AdamW(
        [{"params": encoder.parameters()}, {"params": parts.parameters()}], weight_decay=0.0
    )
    steps = EPOCHS * -(-len(lessons) // BATCH)
    rates = [FASTEST, FASTEST_ABOVE]
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=steps, pct_start=0.15)
    wanted, chance = _wanted(lessons, len(shelf.ids)), np.random.default_rng(seed)
    for _ in range(EPOCHS):
        for chosen in batches(order, texts, chance):
            vectors = encoder.embeddings(chosen, learning=True)
            moved = 1 - (vectors * before[chosen]).sum(dim=1)
            about = parts.about((vectors - middle) * STRETCH)[:, 0]
            loss = _loss(vectors, about, wanted.rows(chosen), shelf, parts) + KEPT * moved.mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder.parameters(), *parts.about.parameters()], 2.0)
            optimiser.step()
            rate.step()
    direction = parts.direction(middle)
    read = _vectors(encoder, range(len(lessons), len(lessons) + len(others))).numpy()
    return Taught(encoder.learned(), direction, read, [direction.about(vector) for vector in read])


class _Above:
    """What is learned above the language model."""

    def __init__(self) -> None:
        self.about = nn.Linear(WIDTH, 1)
        self.sharpness = nn.Parameter(torch.tensor(_SHARPNESS).log())
        self.nothing = nn.Parameter(torch.tensor(_NEAREST_NOTHING))
        nn.init.zeros_(self.about.weight)

    def parameters(self) -> list[nn.Parameter]:
        """All that learns."""
        return [*self.about.parameters(), self.sharpness, self.nothing]

    def direction(self, middle: torch.Tensor) -> Direction:
        """`about` for vectors as they are, not stretched."""
        with torch.no_grad():
            subject = self.about.weight[0] * STRETCH
            usual = subject @ middle - self.about.bias[0]
        return Direction([round(each, 3) for each in subject.tolist()], round(float(usual), 4))


class _Wanted(NamedTuple):
    """Of each lesson the share of each passage in what answers, if it has an answer, and what that counts."""

    shares: torch.Tensor
    answered: torch.Tensor
    weight: torch.Tensor
    ask: torch.Tensor

    def rows(self, chosen: Sequence[int]) -> "_Wanted":
        return _Wanted(*(each[list(chosen)] for each in self))


def _wanted(lessons: Sequence[Lesson], passages: int) -> _Wanted:
    shares = torch.zeros(len(lessons), passages)
    for row, lesson in enumerate(lessons):
        for passage, weight in lesson.wanted.items():
            shares[row, passage] = weight
    shares /= shares.sum(dim=1, keepdim=True).clamp(min=1e-9)
    answered = torch.tensor([float(bool(lesson.wanted)) for lesson in lessons])
    ask = torch.tensor([float(lesson.ask) for lesson in lessons])
    # with an answer and without weigh the same
    nothing, asks, asked = (each.sum().clamp(min=1) for each in (1 - answered, ask, answered - ask))
    told = torch.where(ask > 0, BY_PASSAGES / asks, (1 - BY_PASSAGES) / asked) * nothing
    weight = torch.where(answered > 0, told, 1.0)
    return _Wanted(shares, answered, weight, ask)


def _loss(
    vectors: torch.Tensor, about: torch.Tensor, wanted: _Wanted, shelf: Shelf, parts: _Above
) -> torch.Tensor:
    sharpness = parts.sharpness.exp()
    cosines = vectors @ shelf.vectors.T
    nowhere = torch.full((len(vectors), len(shelf.ids)), _NOWHERE)
    nearest = nowhere.scatter_reduce(1, shelf.owner.expand(len(vectors), -1), cosines, "amax")
    found = -(wanted.shares * (cosines[:, shelf.text] * sharpness).log_softmax(dim=1)).sum(dim=1)
    # the text nearest to an ask is that ask itself, which teaches nothing
    by_any = -(wanted.shares * (nearest * sharpness).log_softmax(dim=1)).sum(dim=1) * (1 - wanted.ask)
    with_none = torch.cat([nearest, parts.nothing.expand(len(vectors), 1)], dim=1) * sharpness
    none = -with_none.log_softmax(dim=1)[:, -1] * (1 - wanted.answered)
    told = binary_cross_entropy_with_logits(about, wanted.answered, reduction="none") * wanted.weight
    loss: torch.Tensor = (found + by_any + NOTHING * none + ANSWERED * told).mean()
    return loss


def _vectors(encoder: Encoder, chosen: Sequence[int]) -> torch.Tensor:
    """The embeddings of the chosen texts as the encoder now makes them, a row each."""
    with torch.no_grad():
        some = [chosen[start : start + 256] for start in range(0, len(chosen), 256)]
        read = [encoder.embeddings(each, learning=False) for each in some]
        return torch.cat([torch.empty(0, WIDTH), *read])
