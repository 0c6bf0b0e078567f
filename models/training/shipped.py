"""Reads the parameters back that export.py and export_encoder.py wrote into the model folder's ONNX files."""

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper


class Constants:
    """The constants of a graph, in the order in which its nodes use them."""

    def __init__(self, path: Path) -> None:
        self.graph = onnx.load(str(path)).graph
        self.values = {one.name: numpy_helper.to_array(one) for one in self.graph.initializer}

    def of(self, op: str, place: int) -> list[np.ndarray]:
        """Input number `place` of every node of kind `op` that has a constant there."""
        return [self.values[node.input[place]] for node in self.graph.node if node.op_type == op and node.input[place] in self.values]

    def matrices(self) -> list[np.ndarray]:
        """Every MatMulNBits weight as float32 (in, out)."""
        packed, scales = self.of("MatMulNBits", 1), self.of("MatMulNBits", 2)
        return [((p.astype(np.float32) - 128) * s.reshape(*p.shape[:2], 1)).reshape(p.shape[0], -1).T for p, s in zip(packed, scales)]


def decoder(path: Path, layers: int) -> dict[str, np.ndarray]:
    """Needle's parameters by their PyTorch names."""
    file = Constants(path)
    norms, matrices = iter(file.of("SimplifiedLayerNormalization", 1)), iter(file.matrices())
    words, scales, marks = file.of("Gather", 0)[:3]
    state = {"embed": words.astype(np.float32) * scales, "marks": marks, "feature": next(matrices)}
    for i in range(layers):
        state[f"layers.{i}.norm1"], state[f"layers.{i}.qkv"] = next(norms), next(matrices)
        state[f"layers.{i}.q_norm"], state[f"layers.{i}.k_norm"] = next(norms), next(norms)
        state[f"layers.{i}.out"], state[f"layers.{i}.norm2"] = next(matrices), next(norms)
        state[f"layers.{i}.up"], state[f"layers.{i}.down"] = next(matrices), next(matrices)
    state["norm"] = next(norms)
    next(matrices)  # the embedding once more, for the scores
    state["pointer"] = next(matrices).T * len(state["feature"]) ** 0.5
    return state


def encoder(path: Path, pretrained: dict[str, np.ndarray], layers: int) -> dict[str, np.ndarray]:
    """BERT's parameters by their PyTorch names: those of the file, and positions from `pretrained` (they are never trained)."""
    file = Constants(path)
    matrices = iter(file.matrices())
    norms = iter(list(zip(file.of("LayerNormalization", 1), file.of("LayerNormalization", 2))))
    biases = iter([value for value in file.of("Add", 1) if value.ndim == 1])
    state = dict(pretrained)
    words, scales = file.of("Gather", 0)[:2]
    state["embeddings.word_embeddings.weight"] = words.astype(np.float32) * scales
    state["embeddings.LayerNorm.weight"], state["embeddings.LayerNorm.bias"] = next(norms)

    def dense(name: str) -> None:
        state[f"{name}.weight"], state[f"{name}.bias"] = next(matrices).T, next(biases)

    for i in range(layers):
        layer = f"encoder.layer.{i}"
        for part in ("query", "key", "value"):
            dense(f"{layer}.attention.self.{part}")
        dense(f"{layer}.attention.output.dense")
        state[f"{layer}.attention.output.LayerNorm.weight"], state[f"{layer}.attention.output.LayerNorm.bias"] = next(norms)
        dense(f"{layer}.intermediate.dense")
        dense(f"{layer}.output.dense")
        state[f"{layer}.output.LayerNorm.weight"], state[f"{layer}.output.LayerNorm.bias"] = next(norms)
    return state
