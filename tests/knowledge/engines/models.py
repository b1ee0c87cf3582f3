"""Small models for sentence-transformers, made and kept in a folder."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn
from transformers import BertConfig, BertModel, BertTokenizer

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "uren",
    "tijd",
    "cliënt",
    "taart",
    "query",
    "passage",
    ":",
)
LONGEST = 32
"""Tokens that the transformer takes in."""


def word_model(folder: Path, prompts: Mapping[str, str] | None = None, *, scale: float = 1.0) -> Path:
    """Each word its own direction: texts with the same words have the same vector."""
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.eye(len(WORDS), dtype=np.float32) * scale
    layers: list[nn.Module] = [StaticEmbedding(tokenizer, embedding_weights=weights)]
    SentenceTransformer(modules=layers, prompts=dict(prompts or {}), device="cpu").save(str(folder))
    return folder


def transformer(folder: Path) -> Path:
    """A BERT of one layer, with weights drawn by chance."""
    raw = folder / "bert"
    raw.mkdir(parents=True)
    (raw / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(str(raw / "vocab.txt"), model_max_length=LONGEST).save_pretrained(raw)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=LONGEST,
    )
    BertModel(config).save_pretrained(raw)
    saved = folder / "e5-klein"
    SentenceTransformer(modules=[Transformer(str(raw)), Pooling(16)], device="cpu").save(str(saved))
    return saved
