"""Networks of random weights: what they answer means nothing, but they take as much time and memory as trained ones.

    python3 models/training/random_graph.py          # the 26M networks of `npm run bench -- engine`, into runs/bench
    python3 models/training/random_graph.py --tiny   # the small one of the tests in main/inference

`engine.onnx` is what the engine runs: integers of 8 bits as weights and cache. `plain.onnx` holds the same weights for a loop
without the engine: it scores every token and answers the whole cache, in floating point, anew in every run.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

import model as net
from decoder_graph import Quant, build_decoder, calibrate

here = Path(__file__).resolve().parent
BIG = net.Config(vocab=4300, dim=768, layers=12, heads=8, kv_heads=4, head_dim=96, hidden=0, features=768, max_len=1024)
TINY = net.Config(vocab=64, dim=32, layers=2, heads=2, kv_heads=1, head_dim=16, hidden=0, features=32, mark_rows=3, max_len=256)


def random_state(c: net.Config, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters under the names that model.Needle gives them."""
    normal = lambda *shape: (rng.standard_normal(shape) * shape[0] ** -0.5).astype(np.float32)
    scale = lambda size: (0.75 + 0.5 * rng.random(size)).astype(np.float32)
    q_dim, kv_dim = c.heads * c.head_dim, c.kv_heads * c.head_dim
    state = {"embed": normal(c.vocab, c.dim) * c.vocab**0.5 * 0.5, "marks": normal(c.mark_rows, c.dim) * 0.2, "norm": scale(c.dim)}
    state |= {"feature": normal(c.features, c.dim), "pointer": normal(c.features, c.dim)}
    for i in range(c.layers):
        layer = {"norm1": scale(c.dim), "qkv": normal(c.dim, q_dim + 2 * kv_dim), "q_norm": scale(c.head_dim), "k_norm": scale(c.head_dim), "out": normal(q_dim, c.dim)}
        if c.hidden > 0:
            layer |= {"norm2": scale(c.dim), "up": normal(c.dim, 2 * c.hidden), "down": normal(c.hidden, c.dim)}
        state |= {f"layers.{i}.{name}": value for name, value in layer.items()}
    return state


def plain(graph: onnx.ModelProto, c: net.Config) -> onnx.ModelProto:
    """A graph with a 32-bit cache that answers the cache itself (present_<layer>_<k|v>) in place of its new rows."""
    made = onnx.ModelProto()
    made.CopyFrom(graph)
    nodes = [node for node in made.graph.node if node.op_type not in ("Slice", "Concat", "Squeeze")]
    for i, node in enumerate(node for node in nodes if node.op_type == "GroupQueryAttention"):
        for at, which in ((1, "k"), (2, "v")):
            node.output[at] = f"present_{i}_{which}"
            made.graph.output.append(helper.make_tensor_value_info(node.output[at], TensorProto.FLOAT, [1, c.kv_heads, "S", c.head_dim]))
    del made.graph.node[:]
    made.graph.node.extend(nodes)
    made.graph.output.remove(next(output for output in made.graph.output if output.name == "rows"))
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tiny", action="store_true")
    rng = np.random.default_rng(1)
    tiny = parser.parse_args().tiny
    c, weights = (TINY, "block8") if tiny else (BIG, "dq8")
    state = random_state(c, rng)
    full = build_decoder(state, c, Quant(weights))
    shape = (1, c.max_len // 2)
    prompt = (rng.integers(0, c.vocab, shape), np.zeros(shape, np.int64), rng.standard_normal((*shape, c.features)).astype(np.float32))
    engine = build_decoder(state, c, Quant(weights, 8, calibrate(full.SerializeToString(), c, [prompt], 8)))
    if tiny:
        onnx.save(engine, str(here.parents[1] / "main" / "inference" / "tiny.test.onnx"))
        return
    folder = here / "runs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(engine, str(folder / "engine.onnx"))
    onnx.save(plain(full, c), str(folder / "plain.onnx"))
    sizes = {"vocab": c.vocab, "layers": c.layers, "kvHeads": c.kv_heads, "headDim": c.head_dim, "features": c.features, "maxLength": c.max_len}
    (folder / "shape.json").write_text(json.dumps(sizes) + "\n")
    print(f"{sum(part.size for part in state.values()):,} parameters in {folder}")


if __name__ == "__main__":
    main()
