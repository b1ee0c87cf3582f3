"""`python -m evals.understanding.train`: learns to read from the development half and writes the result.

It takes the better part of an hour on two cores. The same utterances give the same weights.
"""

import io
import json
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.understanding.classifier import ABOUT, HINTS, MODEL, Classifiers
from evals.understanding.measuring import macro_f1_of
from evals.understanding.training import (
    Scored,
    Subject,
    certainty_of,
    cross_validated,
    heard_of,
    subjects_of,
    taught,
)
from evals.understanding.utterances import Utterance, digest_of, load_utterances

_MADE = (1980, 1, 1, 0, 0, 0)  # the same in every file, so that only the weights make it differ


def main() -> None:
    """Learn from the development half and write the file that the engine reads."""
    dev = [one for one in load_utterances() if one.half == "dev"]
    written = write(train(dev), Path(str(files("bot.understanding"))) / MODEL, digest_of(dev))
    print(f"{MODEL}: {written / 1e6:.1f} MB, geleerd van {len(dev)} uitingen")


def train(utterances: Sequence[Utterance]) -> Classifiers:
    """The classifiers as they are shipped."""
    subjects = subjects_of(utterances)
    heard = heard_of([one.text for one in utterances])
    judged = []
    for subject, scored in cross_validated(subjects, heard):
        judged.append(scored)
        print(_line(subject, scored), flush=True)
    return taught(subjects, heard).classifiers._replace(certainty=certainty_of(judged))


def _line(subject: Subject, scored: Scored) -> str:
    f1 = macro_f1_of(list(zip(scored.labels.tolist(), scored.predicted.tolist(), strict=True)))
    return f"{subject.topic.value}: {len(scored.labels)} uitingen, F1 in kruisvalidatie {f1:.3f}"


def write(classifiers: Classifiers, path: Path, digest: str) -> int:
    """Write the classifiers in half precision and give the size in bytes; `digest` is what they learned."""
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
        **classifiers.adapter.arrays,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in {ABOUT: np.array(json.dumps(about)), **arrays}.items():
            data = io.BytesIO()
            np.save(data, array if name == ABOUT else array.astype(np.float16))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _MADE), data.getvalue(), zipfile.ZIP_DEFLATED)
    return path.stat().st_size


if __name__ == "__main__":
    main()
