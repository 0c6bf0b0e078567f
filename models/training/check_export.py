"""Whether onnxruntime answers what PyTorch does, for a small random network in every form decoder_graph.py writes.

    python3 models/training/check_export.py

Each form reads a sequence at once, in parts with spare room in the cache, and a part again after a cut. Printed: the relative
root mean square error of all scores. Ends with an error where one is above its limit.
"""

from dataclasses import replace

import numpy as np
import onnxruntime
import torch

import model as net
from decoder_graph import Quant, build_decoder, calibrate, numbers
from random_graph import random_state

LENGTH, CAPACITY = 48, 64
LIMITS = {("block8", 32): 0.04, ("block8", 8): 0.04, ("block8", 4): 0.2, ("dq8", 32): 0.06, ("dq8", 8): 0.06, ("dq8", 4): 0.2}
small = net.Config(vocab=300, dim=128, layers=3, heads=4, kv_heads=2, head_dim=32, features=64, mark_rows=3, max_len=128)


def answers(state: dict[str, np.ndarray], c: net.Config, ids: np.ndarray, marks: np.ndarray, features: np.ndarray) -> np.ndarray:
    """What PyTorch answers in float32: scores and query of every token, (time, vocab + features)."""
    needle = net.Needle(c)
    needle.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
    with torch.no_grad():
        hidden = needle.hidden(*(torch.from_numpy(part) for part in (ids, marks, features)))
        query = hidden @ needle.pointer.t() * c.features**-0.5
        return torch.cat((needle.logits(hidden), query), dim=-1)[0].numpy()


class Reader:
    """Reads with a graph and keeps its cache, as main/inference does."""

    def __init__(self, graph: bytes, c: net.Config, bits: int) -> None:
        self.session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
        self.c, self.length = c, 0
        self.cache = np.zeros((2 * c.layers, 1, c.kv_heads, CAPACITY, c.head_dim // (2 if bits == 4 else 1)), numbers(bits))

    def read(self, ids: np.ndarray, marks: np.ndarray, features: np.ndarray) -> np.ndarray:
        """Scores and query of every token given, (time, vocab + features)."""
        count = ids.shape[1]
        total = self.length + count
        feeds = {"ids": ids, "marks": marks, "seqlens_k": np.array([total - 1], np.int32), "total_len": np.array(total, np.int32), "logit_idx": np.arange(count), "features": features}
        for i in range(self.c.layers):
            feeds[f"past_{i}_k"], feeds[f"past_{i}_v"] = self.cache[2 * i], self.cache[2 * i + 1]
        scores, query, rows = self.session.run(["scores", "query", "rows"], feeds)
        self.cache[:, 0, :, self.length : total] = rows.reshape(2 * self.c.layers, self.c.kv_heads, count, -1)
        self.length = total
        return np.concatenate((scores, query), axis=-1)[0]


def check(c: net.Config, quant: Quant, rng: np.random.Generator) -> tuple[float, float]:
    """The relative error of a run over all tokens, and of runs over parts of them."""
    state = random_state(c, rng)
    ids, marks = rng.integers(0, c.vocab, (1, LENGTH)), rng.integers(0, c.mark_rows, (1, LENGTH))
    features = (rng.standard_normal((1, LENGTH, c.features)) * (rng.random((1, LENGTH, 1)) < 0.5)).astype(np.float32)
    if quant.cache != 32:
        plain = build_decoder(state, c, Quant(quant.weights)).SerializeToString()
        quant = replace(quant, scales=calibrate(plain, c, [(ids, marks, features)], quant.cache))
    graph = build_decoder(state, c, quant).SerializeToString()
    want = answers(state, c, ids, marks, features)
    error = lambda got: float(np.sqrt(((got - want) ** 2).mean() / (want**2).mean()))
    whole = error(Reader(graph, c, quant.cache).read(ids, marks, features))
    reader = Reader(graph, c, quant.cache)
    parts = []
    for start, end in ((0, 20), (20, 21), (21, 30), (30, 40), (25, LENGTH)):
        reader.length = start
        parts = parts[:start] + list(reader.read(ids[:, start:end], marks[:, start:end], features[:, start:end]))
    return whole, error(np.array(parts))


def main() -> None:
    rng = np.random.default_rng(1)
    failed = []
    for hidden in (0, 64):
        for (weights, bits), limit in LIMITS.items():
            whole, parts = check(replace(small, hidden=hidden), Quant(weights, bits), rng)
            print(f"hidden {hidden:3} {weights:6} cache {bits:2} bits: {whole:.2%} at once, {parts:.2%} in parts")
            if max(whole, parts) > limit:
                failed.append((hidden, weights, bits))
    if failed:
        raise SystemExit(f"too far from PyTorch: {failed}")


if __name__ == "__main__":
    main()
