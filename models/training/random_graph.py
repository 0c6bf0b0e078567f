"""Networks of random weights: what they answer means nothing, but they take as much time and memory as trained ones.

    python3 models/training/random_graph.py          # the 26M networks of `npm run bench -- engine`, into runs/bench
    python3 models/training/random_graph.py --tiny   # the small one of the tests in main/inference

`engine.onnx` is what the engine runs: integers of 8 bits as weights and cache. `plain.onnx` holds the same weights for a loop
without the engine: it scores every token and answers the whole cache, in floating point, anew in every run. `transformers/`
holds them once more under the names that transformers.js gives inputs and outputs: tokens alone, without marks and features.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

import model as net
from decoder_graph import Quant, build_decoder, calibrate
from onnx_graph import Graph

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


def renamed(made: onnx.ModelProto, names: dict[str, str]) -> None:
    """Gives values other names, wherever they are read, written or declared."""
    for node in made.graph.node:
        for values in (node.input, node.output):
            values[:] = [names.get(name, name) for name in values]
    for value in (*made.graph.input, *made.graph.output):
        value.name = names.get(value.name, value.name)


def for_transformers(state: dict[str, np.ndarray], c: net.Config, weights: str, folder: Path) -> None:
    """Writes the network as transformers.js loads a decoder: input_ids, attention_mask and past_key_values.<layer>.<key|value>
    in; logits and present.<layer>.<key|value> out. Every token has mark 0 and no feature, which is what the engine takes an
    unmarked token for. It is called Qwen 3, whose attention it has: rotary positions, grouped heads and normed queries and keys.
    https://github.com/huggingface/optimum-onnx names the inputs, https://huggingface.co/docs/transformers/model_doc/qwen3 the sizes."""
    tokens = {name: value for name, value in state.items() if name not in ("feature", "pointer")}
    made = plain(build_decoder(tokens, c, Quant(weights)), c)
    g = Graph("names_")
    axis = g.constant(np.array([1], np.int64))
    one = g.constant(np.array(1, np.int32))
    count = g.node("Shape", ["attention_mask"], start=1)[0]
    g.node("Cast", g.node("Squeeze", [count]), ["total_len"], to=TensorProto.INT32)
    kept = g.node("Cast", g.node("ReduceSum", ["attention_mask", axis], keepdims=0), to=TensorProto.INT32)
    g.node("Sub", [*kept, one], ["seqlens_k"])
    g.node("Sub", ["input_ids", "input_ids"], ["marks"])
    width = g.node("Squeeze", g.node("Shape", ["input_ids"], start=1))
    g.node("Range", [g.constant(np.array(0, np.int64)), *width, g.constant(np.array(1, np.int64))], ["logit_idx"])
    kinds = (("k", "key"), ("v", "value"))
    names = {"ids": "input_ids", "scores": "logits"}
    for i in range(c.layers):
        names |= {f"past_{i}_{short}": f"past_key_values.{i}.{long}" for short, long in kinds}
        names |= {f"present_{i}_{short}": f"present.{i}.{long}" for short, long in kinds}
    renamed(made, names)
    nodes = [*g.nodes, *made.graph.node]
    inputs = [value for value in made.graph.input if value.name.startswith(("input_ids", "past_key_values"))]
    inputs.insert(1, helper.make_tensor_value_info("attention_mask", TensorProto.INT64, [1, "S"]))
    for part, values in ((made.graph.node, nodes), (made.graph.input, inputs)):
        del part[:]
        part.extend(values)
    made.graph.initializer.extend(g.constants)
    config = {
        "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "vocab_size": c.vocab, "hidden_size": c.dim, "num_hidden_layers": c.layers,
        "num_attention_heads": c.heads, "num_key_value_heads": c.kv_heads, "head_dim": c.head_dim, "max_position_embeddings": c.max_len,
    }
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(made, str(folder / "onnx" / "model.onnx"))
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (folder / "generation_config.json").write_text("{}\n")


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
        fixture = here.parents[1] / "tests" / "integration" / "fixtures" / "tiny-transformers"
        for_transformers(state, c, weights, fixture)
        onnx.save(full, str(fixture / "engine.onnx"))  # A cache of 32 bits, as transformers.js keeps it.
        return
    folder = here / "runs" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(engine, str(folder / "engine.onnx"))
    onnx.save(plain(full, c), str(folder / "plain.onnx"))
    for_transformers(state, c, weights, folder / "transformers")
    sizes = {"vocab": c.vocab, "layers": c.layers, "kvHeads": c.kv_heads, "headDim": c.head_dim, "features": c.features, "maxLength": c.max_len}
    (folder / "shape.json").write_text(json.dumps(sizes) + "\n")
    print(f"{sum(part.size for part in state.values()):,} parameters in {folder}")


if __name__ == "__main__":
    main()
