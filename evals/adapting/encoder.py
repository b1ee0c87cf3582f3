"""The last layers of the built-in language model in PyTorch, with what they may learn.

The first layers stay as they are, so what they make of each text is worked out once. Of the last ones, every
matrix learns a narrow product (`knowledge.engines.adapter`) and every norm its own numbers. Matrices are
multiplied in bfloat16, which takes a fifth of the time; what is learned is kept in full precision.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn.functional import dropout, gelu, layer_norm, linear, normalize

from bot.understanding.features import Vector
from evals.adapting.tokens import Tokens
from knowledge.engines.adapter import DOWN, UP, Adapter
from knowledge.engines.packed import parts_of, read, row_of

LAYERS, FIRST_LEARNED = 12, 4
"""Layers of the model, and the first of those that learn."""

WIDTH, HEADS, NEARLY_ZERO = 384, 12, 1e-12
RANK = 24
"""The narrow side of what a matrix learns."""

FORGOTTEN = 0.1
"""The share of signs a learning layer leaves out of what it adds, the same ones for all of a text."""

_MATRICES = ("q", "k", "v", "ao", "fi", "fo")
_NORMS = ("aln", "oln")
_BATCH = 256
_NOWHERE = -1e9


class Texts:
    """What the first layers make of each text, and the model they are of."""

    def __init__(self, model: bytes, texts: Sequence[str]) -> None:
        """`model` is the packed model; this takes about a second for a thousand texts."""
        self.weights = _Weights(model)
        tokens = Tokens(model)
        self._read = _half_way(self.weights, [tokens(text) for text in texts])

    def length(self, at: int) -> int:
        """How many pieces a text has."""
        return len(self._read[at])

    def together(self, chosen: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """The chosen texts in one tensor (texts x pieces x `WIDTH`), and which pieces are theirs."""
        return _together([self._read[at].float() for at in chosen])


class Encoder:
    """Gives the embeddings of texts, and learns."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._layers = [_Layer(texts.weights, at) for at in range(FIRST_LEARNED, LAYERS)]

    def parameters(self) -> list[nn.Parameter]:
        """All that learns."""
        return [one for layer in self._layers for one in layer.parameters()]

    def embeddings(self, chosen: Sequence[int], *, learning: bool) -> torch.Tensor:
        """The embeddings of the chosen texts, a row of length 1 each."""
        told, there = self._texts.together(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            for layer in self._layers:
                told = layer.read(told, there, learning=learning)
        mean = (told.float() * there[..., None]).sum(dim=1) / there.sum(dim=1, keepdim=True)
        return normalize(mean, dim=-1)

    def learned(self) -> Adapter:
        """What was learned, for the packed model."""
        arrays: dict[str, Vector] = {}
        for at, layer in enumerate(self._layers, start=FIRST_LEARNED):
            for name, up, down in layer.changes():
                arrays |= {f"{UP}l{at}.{name}": up, f"{DOWN}l{at}.{name}": down}
        return Adapter(arrays)


class _Weights:
    """The parts of a packed model as tensors."""

    def __init__(self, model: bytes) -> None:
        self._model, self._parts = model, parts_of(model)

    def __call__(self, name: str) -> torch.Tensor:
        return torch.from_numpy(read(self._model, self._parts[name]))

    def words(self, pieces: Sequence[int]) -> torch.Tensor:
        """Their own vectors, a row each; all 250,000 together are too many."""
        rows = [read(self._model, row_of(self._parts["emb.word"], piece, WIDTH)) for piece in pieces]
        return torch.from_numpy(np.stack(rows))


class _Layer:
    """One layer of a transformer encoder (Vaswani et al., 2017; Devlin et al., 2019)."""

    def __init__(self, weights: _Weights, at: int) -> None:
        self._own: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
        self._up: dict[str, nn.Parameter] = {}
        self._down: dict[str, nn.Parameter] = {}
        self._norms: dict[str, nn.Parameter] = {}
        for name in _MATRICES:
            bias = weights(f"l{at}.{name}.b")
            matrix = weights(f"l{at}.{name}.w").reshape(len(bias), -1)
            self._own[name] = (matrix.bfloat16(), bias.bfloat16())
            self._up[name] = nn.Parameter(torch.zeros(len(bias), RANK))
            self._down[name] = nn.Parameter(torch.randn(RANK, matrix.shape[1]) * matrix.shape[1] ** -0.5)
        for name in _NORMS:
            own = torch.stack([weights(f"l{at}.{name}.w"), weights(f"l{at}.{name}.b")])
            self._norms[name] = nn.Parameter(own.clone())
            self._own[name] = (own[0], own[1])

    def parameters(self) -> list[nn.Parameter]:
        return [*self._up.values(), *self._down.values(), *self._norms.values()]

    def read(self, told: torch.Tensor, there: torch.Tensor, *, learning: bool) -> torch.Tensor:
        """The next state of each piece of each text; `there` says which places are a text's own."""
        texts, places, _ = told.shape
        query, key, value = (
            self._times(name, told).view(texts, places, HEADS, -1).transpose(1, 2) for name in "qkv"
        )
        seen = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
        seen = seen.float().masked_fill(~there[:, None, None, :], _NOWHERE).softmax(dim=-1)
        heard = (seen.to(value.dtype) @ value).transpose(1, 2).reshape(told.shape)
        kept = torch.ones(2, texts, 1, WIDTH)
        kept = dropout(kept, FORGOTTEN) if learning else kept
        told = self._norm("aln", told + self._times("ao", heard) * kept[0])
        return self._norm("oln", told + self._times("fo", gelu(self._times("fi", told))) * kept[1])

    def _times(self, name: str, told: torch.Tensor) -> torch.Tensor:
        return linear(told, *self._own[name]) + linear(linear(told, self._down[name]), self._up[name])

    def _norm(self, name: str, told: torch.Tensor) -> torch.Tensor:
        scale, shift = self._norms[name]
        return layer_norm(told.float(), (WIDTH,), scale, shift, NEARLY_ZERO)

    def changes(self) -> Iterator[tuple[str, Vector, Vector]]:
        """What each part learned, by its name within the layer: two to be multiplied."""
        for name in _MATRICES:
            yield f"{name}.w", self._up[name].detach().numpy(), self._down[name].detach().numpy()
        for name in _NORMS:
            for part, own, learned in zip("wb", self._own[name], self._norms[name].detach(), strict=True):
                yield f"{name}.{part}", (learned - own)[:, None].numpy(), np.ones((1, 1), np.float32)


def _half_way(weights: _Weights, texts: Sequence[Sequence[int]]) -> list[torch.Tensor]:
    """What the first layers make of each text: a row a piece, in half precision."""
    layers = [_Layer(weights, at) for at in range(FIRST_LEARNED)]
    places, kind = weights("emb.pos").view(-1, WIDTH), weights("emb.type")[:WIDTH]
    scale, shift = weights("emb.ln.w"), weights("emb.ln.b")
    found: dict[int, torch.Tensor] = {}
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            words = [weights.words(texts[at]) + places[: len(texts[at])] + kind for at in chosen]
            told, there = _together([layer_norm(one, (WIDTH,), scale, shift, NEARLY_ZERO) for one in words])
            for layer in layers:
                told = layer.read(told, there, learning=False)
            found |= {at: one[: len(texts[at])].half() for at, one in zip(chosen, told, strict=True)}
    return [found[at] for at in range(len(texts))]


def _together(texts: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Texts of different lengths in one tensor, and which places are theirs."""
    lengths = torch.tensor([len(one) for one in texts])
    told = nn.utils.rnn.pad_sequence(list(texts), batch_first=True)
    return told, torch.arange(told.shape[1])[None] < lengths[:, None]
