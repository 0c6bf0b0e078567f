"""Whether onnxruntime answers what PyTorch does, for a small random network in every form decoder_graph.py writes.

    python3 models/training/check_export.py

Each form reads a sequence at once, in parts with spare room in the cache, and a part again after a cut. Printed: the relative
root mean square error of all scores. Ends with an error where one is above its limit.
"""

from dataclasses import replace

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from torch import Tensor

import model as net
from decoder_graph import Quant, build_decoder, calibrate, numbers
from random_graph import random_state

LENGTH, CAPACITY, FEATURES = 48, 64, 64
LIMITS = {("block8", 32): 0.04, ("block8", 8): 0.04, ("block8", 4): 0.2, ("dq8", 32): 0.06, ("dq8", 8): 0.06, ("dq8", 4): 0.2}
small = net.Config(vocab=300, dim=128, layers=3, heads=4, kv_heads=2, head_dim=32, hidden=0, max_len=128)


def scores(state: dict[str, np.ndarray], c: net.Config, ids: Tensor, marks: Tensor, features: Tensor | None) -> Tensor:
    """What the network answers in float32, (time, vocab)."""
    p = {name: torch.from_numpy(value) for name, value in state.items()}
    cos, sin = net.rope_tables(c)
    x = p["embed"][ids] + p["marks"][marks]
    if features is not None:
        x = x + features @ p["feature"]
    split = lambda part, heads: part.reshape(1, -1, heads, c.head_dim).transpose(1, 2)
    for i in range(c.layers):
        w = {name.removeprefix(f"layers.{i}."): value for name, value in p.items()}
        t, q_dim, kv_dim = x.shape[1], c.heads * c.head_dim, c.kv_heads * c.head_dim
        q, k, v = (net.rms(x, w["norm1"], c.eps) @ w["qkv"]).split((q_dim, kv_dim, kv_dim), dim=-1)
        q = net.rotate(net.rms(split(q, c.heads), w["q_norm"], c.eps), cos[:t], sin[:t])
        k = net.rotate(net.rms(split(k, c.kv_heads), w["k_norm"], c.eps), cos[:t], sin[:t])
        a = F.scaled_dot_product_attention(q, k, split(v, c.kv_heads), is_causal=True, enable_gqa=True)
        x = x + a.transpose(1, 2).reshape(1, t, q_dim) @ w["out"]
        if c.hidden > 0:
            gate, up = (net.rms(x, w["norm2"], c.eps) @ w["up"]).chunk(2, dim=-1)
            x = x + (F.silu(gate) * up) @ w["down"]
    return (net.rms(x, p["norm"], c.eps) @ p["embed"].t() * c.dim**-0.5)[0]


class Reader:
    """Reads with a graph and keeps its cache, as main/inference does."""

    def __init__(self, graph: bytes, c: net.Config, bits: int) -> None:
        self.session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
        self.c, self.length = c, 0
        self.cache = np.zeros((2 * c.layers, 1, c.kv_heads, CAPACITY, c.head_dim // (2 if bits == 4 else 1)), numbers(bits))

    def read(self, ids: np.ndarray, marks: np.ndarray, features: np.ndarray | None) -> np.ndarray:
        """Scores of every token given, (time, vocab)."""
        count = ids.shape[1]
        total = self.length + count
        feeds = {"ids": ids, "marks": marks, "seqlens_k": np.array([total - 1], np.int32), "total_len": np.array(total, np.int32), "logit_idx": np.arange(count)}
        if features is not None:
            feeds["features"] = features
        for i in range(self.c.layers):
            feeds[f"past_{i}_k"], feeds[f"past_{i}_v"] = self.cache[2 * i], self.cache[2 * i + 1]
        answer, rows = self.session.run(["scores", "rows"], feeds)
        self.cache[:, 0, :, self.length : total] = rows.reshape(2 * self.c.layers, self.c.kv_heads, count, -1)
        self.length = total
        return answer[0]


def check(c: net.Config, features: int, quant: Quant, rng: np.random.Generator) -> tuple[float, float]:
    """The relative error of a run over all tokens, and of runs over parts of them."""
    state = random_state(c, features, rng)
    ids, marks = rng.integers(0, c.vocab, (1, LENGTH)), rng.integers(0, 3, (1, LENGTH))
    given = (rng.standard_normal((1, LENGTH, features)) * (rng.random((1, LENGTH, 1)) < 0.5)).astype(np.float32) if features > 0 else None
    if quant.cache != 32:
        plain = build_decoder(state, c, Quant(quant.weights)).SerializeToString()
        quant = replace(quant, scales=calibrate(plain, c, [(ids, marks, given)], quant.cache))
    graph = build_decoder(state, c, quant).SerializeToString()
    want = scores(state, c, *(torch.from_numpy(part) for part in (ids, marks)), None if given is None else torch.from_numpy(given)).numpy()
    error = lambda got: float(np.sqrt(((got - want) ** 2).mean() / (want**2).mean()))
    whole = error(Reader(graph, c, quant.cache).read(ids, marks, given))
    reader = Reader(graph, c, quant.cache)
    parts = []
    for start, end in ((0, 20), (20, 21), (21, 30), (30, 40), (25, LENGTH)):
        reader.length = start
        some = slice(start, end)
        parts = parts[:start] + list(reader.read(ids[:, some], marks[:, some], None if given is None else given[:, some]))
    return whole, error(np.array(parts))


def main() -> None:
    rng = np.random.default_rng(1)
    failed = []
    for hidden in (0, 64):
        for features in (0, FEATURES):
            for (weights, bits), limit in LIMITS.items():
                whole, parts = check(replace(small, hidden=hidden), features, Quant(weights, bits), rng)
                print(f"hidden {hidden:3} features {features:3} {weights:6} cache {bits:2} bits: {whole:.2%} at once, {parts:.2%} in parts")
                if max(whole, parts) > limit:
                    failed.append((hidden, features, weights, bits))
    if failed:
        raise SystemExit(f"too far from PyTorch: {failed}")


if __name__ == "__main__":
    main()
