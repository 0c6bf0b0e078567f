"""What Needle reads of each token: the sentence encoder's states, computed once for a data set and kept as 8-bit integers.

    python3 models/training/states.py --data models/data/out/v2

Writes for every part (train, dev) `<part>.states` (int8 rows of 768, value = row * STEP) with `<part>.starts.npy` (where each
example's request begins), and `descriptions.states`, one row a description: the mean over its tokens, brought to a root mean
square of 1 in each half. Goes on where it was stopped.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

here = Path(__file__).resolve().parent
WIDTH = 768
STEP = 6 / 127  # one unit of the stored integers
READ = 192  # tokens of a text that are read; more have no state
REQUEST, ASK = "\ue002", "\ue003"


def request_of(text: str) -> str:
    """The request in a text form, without the space that stands before it."""
    start = text.index(REQUEST) + 2
    return text[start : text.index(ASK, start)]


def tokenizer(folder: Path) -> Tokenizer:
    made = Tokenizer.from_file(str(folder / "encoder-tokenizer.json"))
    made.no_padding()
    made.enable_truncation(READ)
    return made


class Reader:
    """The shipped encoder, for many texts."""

    def __init__(self, folder: Path, model: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(model), options)
        self.tokenizer = tokenizer(folder)

    def read(self, ids: list[list[int]], batch: int = 64) -> list[np.ndarray]:
        """States (tokens, WIDTH) of each text. Texts of one length go together, so that nothing is padded."""
        out: list[np.ndarray] = [np.empty(0)] * len(ids)
        order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
        at = 0
        while at < len(order):
            length, to = len(ids[order[at]]), at
            while to < len(order) and to - at < batch and len(ids[order[to]]) == length:
                to += 1
            numbers = order[at:to]
            states = self.session.run(["states"], {"ids": np.array([ids[n] for n in numbers], np.int64)})[0]
            for n, one in zip(numbers, states):
                out[n] = one
            at = to
        return out


def packed(states: np.ndarray) -> np.ndarray:
    return np.clip(np.round(states / STEP), -127, 127).astype(np.int8)


def pooled(states: np.ndarray) -> np.ndarray:
    """One vector for a text: the mean of its states, each half brought to a root mean square of 1."""
    halves = states.mean(0).reshape(2, -1)
    return (halves / np.sqrt((halves**2).mean(-1, keepdims=True) + 1e-6)).reshape(-1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=here.parent / "needle")
    parser.add_argument("--model", type=Path, help="another file of the same encoder than encoder.onnx, such as a faster one")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    reader = Reader(args.encoder, args.model or args.encoder / "encoder.onnx", args.threads)
    texts = json.loads((args.data / "descriptions.json").read_text())
    rows = np.stack([packed(pooled(one)) for one in reader.read([e.ids for e in reader.tokenizer.encode_batch(texts)])])
    rows.tofile(args.data / "descriptions.states")
    print(f"{len(texts):,} descriptions", flush=True)
    for part in ("dev", "train"):
        started, done = time.monotonic(), 0
        starts_file, states_file = args.data / f"{part}.starts.npy", args.data / f"{part}.states"
        starts = np.load(starts_file).tolist() if starts_file.exists() else [0]
        lines = (args.data / f"{part}.jsonl").open().readlines()
        with states_file.open("r+b" if states_file.exists() else "wb") as file:
            file.truncate(starts[-1] * WIDTH)
            file.seek(0, 2)
            while len(starts) <= len(lines):
                chunk = [request_of(json.loads(line)["x"]) for line in lines[len(starts) - 1 : len(starts) + 8191]]
                for states in reader.read([e.ids for e in reader.tokenizer.encode_batch(chunk)]):
                    file.write(packed(states).tobytes())
                    starts.append(starts[-1] + len(states))
                file.flush()
                np.save(starts_file, np.array(starts, np.int64))
                done += len(chunk)
                print(f"{part}: {len(starts) - 1:,} of {len(lines):,} requests, {done / (time.monotonic() - started):.0f} a second", flush=True)


if __name__ == "__main__":
    main()
