"""`python -m evals.understanding.train`: learns to read from the development half and writes the result.

It takes an hour and a quarter on two cores. The same utterances give the same weights.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.domain.reading import Topic
from bot.understanding.classifier import ABOUT, HINTS, MODEL, READER, Classifiers
from bot.understanding.rounding import rounded
from evals.understanding.measuring import macro_f1_of
from evals.understanding.readers import joined, readers_of, scored
from evals.understanding.training import Scored, certainty_of
from evals.understanding.utterances import Utterance, digest_of, load_utterances

_MADE = (1980, 1, 1, 0, 0, 0)  # the same in every file, so that only the weights make it differ


def main() -> None:
    """Learn from the development half and write the file that the engine reads."""
    dev = [one for one in load_utterances() if one.half == "dev"]
    written = write(train(dev), Path(str(files("bot.understanding"))) / MODEL, digest_of(dev))
    print(f"{MODEL}: {written / 1e6:.1f} MB, geleerd van {len(dev)} uitingen")


def train(utterances: Sequence[Utterance]) -> Classifiers:
    """The classifiers as they are shipped."""
    readers = readers_of(utterances)
    judged = []
    for said in zip(*(one.said for one in readers), strict=True):
        judged.append(scored(said))
        print(_line(said[0].topic, judged[-1]), flush=True)
    models = {
        said.topic.value: same[0]._replace(hints=np.mean([one.hints for one in same], axis=0))
        for said, *same in zip(readers[0].said, *(one.models for one in readers), strict=False)
    }
    network = joined([one.network for one in readers])
    return Classifiers(network, tuple(one.adapter for one in readers), certainty_of(judged), models)


def _line(topic: Topic, judged: Scored) -> str:
    f1 = macro_f1_of(list(zip(judged.labels.tolist(), judged.predicted.tolist(), strict=True)))
    return f"{topic.value}: {len(judged.labels)} uitingen, F1 in kruisvalidatie {f1:.3f}"


def write(classifiers: Classifiers, path: Path, digest: str) -> int:
    """Write the classifiers, rounded, and give the size in bytes; `digest` is what they learned."""
    about = {
        "digest": digest,
        "certainty": classifiers.certainty.weights,
        "least": classifiers.certainty.least,
        "topics": {
            name: {"labels": model.labels, "first": model.first} for name, model in classifiers.models.items()
        },
    }
    arrays = {
        **classifiers.network._asdict(),
        **{HINTS + name: model.hints for name, model in classifiers.models.items()},
        **{
            f"{READER}{at}.{name}": array
            for at, adapter in enumerate(classifiers.adapters)
            for name, array in adapter.arrays.items()
        },
    }
    stored = {ABOUT: np.array(json.dumps(about))}
    for name, array in arrays.items():
        stored |= rounded(name, array)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in stored.items():
            data = io.BytesIO()
            np.save(data, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _MADE), data.getvalue(), zipfile.ZIP_DEFLATED)
    return path.stat().st_size


if __name__ == "__main__":
    main()
