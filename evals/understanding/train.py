"""`python -m evals.understanding.train`: trains the classifiers on the development half and writes them.

The same utterances give the same file, byte for byte. Embeddings are kept, so that only new texts cost time.
"""

import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.understanding.classifier import MODEL, WORDS, Classifiers
from evals.understanding.examples import KEPT, TOPICS, borrowed, embeddings, examples_of, shared
from evals.understanding.training import rows, trained
from evals.understanding.utterances import Utterance, digest_of, load_utterances

_MADE = (1980, 1, 1, 0, 0, 0)  # the same in every file, so that only the weights make it differ


def main() -> None:
    """Train on the development half and write the file that the engine reads."""
    dev = [one for one in load_utterances() if one.half == "dev"]
    written = write(train(dev), Path(str(files("bot.understanding"))) / MODEL, digest_of(dev))
    print(f"{MODEL}: {written / 1e6:.1f} MB, geleerd van {len(dev)} uitingen")


def train(utterances: list[Utterance]) -> Classifiers:
    """The classifiers of all topics, trained on `utterances`."""
    texts = [one.text for one in utterances]
    vectors = dict(zip(texts, embeddings(texts, KEPT), strict=True))
    base = shared(texts, np.stack(list(vectors.values())))
    models = {}
    for topic in TOPICS:
        examples = examples_of(topic, utterances)
        lent = rows(base, topic, borrowed(topic, utterances), vectors)
        models[topic.value] = trained(rows(base, topic, examples, vectors), lent, examples)
        print(
            f"{topic.value}: {len(examples.labels)} uitingen, zeker vanaf {models[topic.value].least:.2f}",
            flush=True,
        )
    return base._replace(models=models)


def write(classifiers: Classifiers, path: Path, digest: str) -> int:
    """Write the classifiers in half precision and give the size in bytes; `digest` is what they learned."""
    about = {
        name: {"labels": model.labels, "least": model.least} for name, model in classifiers.models.items()
    }
    arrays = {"middle": classifiers.middle, "rarity": classifiers.rarity}
    for name, model in classifiers.models.items():
        arrays |= {f"{name}.weights": model.weights, f"{name}.bias": model.bias}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        words = {"about": np.array(json.dumps(about)), "digest": np.array(digest)}
        for name, array in {**arrays, **words}.items():
            data = io.BytesIO()
            np.save(data, array if name in WORDS else array.astype(np.float16))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _MADE), data.getvalue(), zipfile.ZIP_DEFLATED)
    return path.stat().st_size


if __name__ == "__main__":
    main()
