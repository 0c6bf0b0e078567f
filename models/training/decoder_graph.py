"""Needle's network as an ONNX graph: one graph reads prompts, writes token by token and checks drafts.

Its operators are onnxruntime's own (com.microsoft): GroupQueryAttention with a key-value cache of 32, 8 or 4 bits, and
matrices of 8-bit integers. https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

import model as net
from onnx_graph import Graph

CACHES = {32: TensorProto.FLOAT, 8: TensorProto.INT8, 4: TensorProto.UINT8}


@dataclass
class Quant:
    """How numbers are kept. `scales` holds (key, value) of each layer, for a cache of 8 or 4 bits."""

    weights: Literal["block8", "dq8"] = "block8"
    cache: Literal[32, 8, 4] = 32
    scales: list[tuple[float, float]] = field(default_factory=list)


def attend(g: Graph, c: net.Config, qkv: list[str], past: list[str], tables: list[str], quant: Quant, layer: int) -> list[str]:
    """Attention of one layer, and its keys and values: all that `past` holds and the new ones."""
    cache, scales = {}, []
    if quant.cache != 32:
        scales = ["", "", "", *(g.constant(np.array([scale], np.float32)) for scale in quant.scales[layer])]
        cache = {"k_quant_type": "PER_TENSOR", "v_quant_type": "PER_TENSOR", "kv_cache_bit_width": quant.cache}
    return g.node(
        "GroupQueryAttention", [*qkv, *past, "seqlens_k", "total_len", *tables, *scales], 3, domain="com.microsoft",
        num_heads=c.heads, kv_num_heads=c.kv_heads, do_rotary=1, rotary_interleaved=0, **cache,
    )


def build_decoder(state: dict[str, np.ndarray], c: net.Config, quant: Quant) -> onnx.ModelProto:
    """The graph of `state`, named as model.Needle names its parameters; all matrices are (in, out).

    Inputs: ids, marks int64 [1, T]; features float32 [1, described, F] where `state` has "feature" (F, dim),
    described being T, or 1 for one that all tokens share; seqlens_k int32 [1]
    (tokens after this run, less one); total_len int32 [] (the same, not less one); logit_idx int64 [R], the rows of T that
    are scored; past_<layer>_<k|v> [1, kv_heads, capacity, head_dim], of which the first total_len - T rows are read.
    Outputs: scores float32 [1, R, vocab]; query float32 [1, R, F] where `state` has "pointer" (F, dim): a slot's score is its
    token's, plus query times its feature; rows [2 * layers * kv_heads, T, head_dim], the cache's new rows: for each layer
    its keys' heads, then its values'. A cache of 4 bits has two numbers in a byte, so head_dim / 2 bytes a row.

    With a cache of 8 bits the first run attends to its own keys and values before they are rounded, which is nearer the
    trained network and, on a prompt of 256 tokens, 1.7 times as fast as onnxruntime's attention over rounded ones.
    """
    if len(quant.scales) != (0 if quant.cache == 32 else c.layers):
        raise ValueError("a quantised cache needs a key and a value scale for every layer")
    g = Graph()
    matmul = g.matmul if quant.weights == "block8" else g.matmul_dynamic
    x = g.rows(state["embed"], "ids")
    x = g.node("Add", [x, g.node("Gather", [g.constant(state["marks"].astype(np.float32)), "marks"])[0]])[0]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "T"]) for name in ("ids", "marks")]
    if "feature" in state:
        x = g.node("Add", [x, matmul("features", state["feature"])])[0]
        # A dimension of its own: one row may stand for all tokens alike.
        inputs.append(helper.make_tensor_value_info("features", TensorProto.FLOAT, [1, "described", state["feature"].shape[0]]))
    inputs += [helper.make_tensor_value_info("seqlens_k", TensorProto.INT32, [1]), helper.make_tensor_value_info("total_len", TensorProto.INT32, [])]
    inputs.append(helper.make_tensor_value_info("logit_idx", TensorProto.INT64, ["R"]))
    width = c.head_dim // 2 if quant.cache == 4 else c.head_dim
    tables = [g.constant(table.numpy()) for table in net.rope_tables(c)]
    q_dim, kv_dim = c.heads * c.head_dim, c.kv_heads * c.head_dim
    parts = g.constant(np.array([q_dim, kv_dim, kv_dim], np.int64))
    heads = g.constant(np.array([0, 0, -1, c.head_dim], np.int64))
    widths = [g.constant(np.array([0, 0, size], np.int64)) for size in (q_dim, kv_dim)]
    after = g.node("Cast", [g.node("Unsqueeze", ["total_len", g.constant(np.array([0], np.int64))])[0]], to=TensorProto.INT64)[0]
    before = g.node("Sub", [after, g.node("Shape", ["ids"], start=1)[0]])[0]
    axis = g.constant(np.array([2], np.int64))
    is_first = g.node("Equal", [before, g.constant(np.array([0], np.int64))])[0]
    rows: list[str] = []
    for i in range(c.layers):
        w = {name.removeprefix(f"layers.{i}."): value for name, value in state.items() if name.startswith(f"layers.{i}.")}
        q, k, v = g.node("Split", [matmul(g.rms(x, w["norm1"], c.eps), w["qkv"]), parts], 3, axis=-1)
        normed = [
            g.node("Reshape", [g.rms(g.node("Reshape", [part, heads])[0], weight, c.eps), size])[0]
            for part, weight, size in ((q, w["q_norm"], widths[0]), (k, w["k_norm"], widths[1]))
        ]
        go_on = Graph(f"more_{i}_")
        attention, *fresh = attend(go_on, c, [*normed, v], [f"past_{i}_k", f"past_{i}_v"], tables, quant, i)
        fresh = [go_on.node("Slice", [whole, before, after, axis])[0] for whole in fresh]
        if quant.cache == 8:
            start = Graph(f"first_{i}_")
            first, *whole = attend(start, c, [*normed, v], ["", ""], tables, Quant(), i)
            zero = start.constant(np.array(0, np.int8))
            whole = [start.node("QuantizeLinear", [part, start.constant(np.array(scale, np.float32)), zero])[0] for part, scale in zip(whole, quant.scales[i])]
            attention, *fresh = g.branch(is_first, (start, [first, *whole]), (go_on, [attention, *fresh]), [TensorProto.FLOAT, TensorProto.INT8, TensorProto.INT8])
        else:
            g.take(go_on)
        inputs += [helper.make_tensor_value_info(f"past_{i}_{which}", CACHES[quant.cache], [1, c.kv_heads, "P", width]) for which in "kv"]
        rows += fresh
        x = g.node("Add", [x, matmul(attention, w["out"])])[0]
        if c.hidden > 0:
            up = matmul(g.rms(x, w["norm2"], c.eps), w["up"])
            gate, value = g.node("Split", [up, g.constant(np.array([c.hidden, c.hidden], np.int64))], 2, axis=-1)
            silu = g.node("Mul", [gate, g.node("Sigmoid", [gate])[0]])[0]
            x = g.node("Add", [x, matmul(g.node("Mul", [silu, value])[0], w["down"])])[0]
    asked = g.rms(g.node("Gather", [x, "logit_idx"], axis=1)[0], state["norm"], c.eps)
    scores = matmul(asked, state["embed"].T * c.dim**-0.5)
    g.node("Identity", [scores], ["scores"])
    g.node("Squeeze", [g.node("Concat", rows, axis=1)[0], g.constant(np.array([0], np.int64))], ["rows"])
    outputs = [
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "R", c.vocab]),
        helper.make_tensor_value_info("rows", CACHES[quant.cache], [2 * c.layers * c.kv_heads, "T", width]),
    ]
    if "pointer" in state:
        g.node("Identity", [matmul(asked, state["pointer"].T * c.features**-0.5)], ["query"])
        outputs.append(helper.make_tensor_value_info("query", TensorProto.FLOAT, [1, "R", state["pointer"].shape[0]]))
    return g.model("needle", inputs, outputs)


def numbers(bits: int) -> type[np.generic]:
    """NumPy's type of a cache's numbers."""
    return {32: np.float32, 8: np.int8, 4: np.uint8}[bits]


def calibrate(graph: bytes, c: net.Config, prompts: list[tuple[np.ndarray, np.ndarray, np.ndarray | None]], bits: Literal[8, 4]) -> list[tuple[float, float]]:
    """Scales for a cache of `bits`, a key's and a value's for each layer, of least squared error over what a graph with a
    32-bit cache keeps of `prompts`: ids and marks (1, T), features (1, T, F) or None."""
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    kept = []
    for ids, marks, features in prompts:
        total = ids.shape[1]
        feeds = {"ids": ids, "marks": marks, "seqlens_k": np.array([total - 1], np.int32), "total_len": np.array(total, np.int32), "logit_idx": np.zeros(1, np.int64)}
        feeds |= {f"past_{i}_{which}": np.zeros((1, c.kv_heads, 0, c.head_dim), np.float32) for i in range(c.layers) for which in "kv"}
        if features is not None:
            feeds["features"] = features
        kept.append(session.run(["rows"], feeds)[0].reshape(c.layers, 2, -1))
    values = np.concatenate(kept, axis=-1)
    return [(best_scale(keys, bits), best_scale(rest, bits)) for keys, rest in values]


def best_scale(values: np.ndarray, bits: int) -> float:
    """The step of least squared error between numbers and themselves rounded to `bits`."""
    most = 2 ** (bits - 1) - 1
    steps = np.abs(values).max() / most * np.linspace(0.3, 1, 29)
    errors = [((np.clip(np.round(values / step), -most - 1, most) * step - values) ** 2).mean() for step in steps]
    return float(steps[int(np.argmin(errors))])
