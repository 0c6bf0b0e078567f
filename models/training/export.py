"""Writes a checkpoint as ONNX (int8 weights, com.microsoft ops for onnxruntime) and the model folder's config.json.

    python3 models/training/export.py --run v0

Also stores what PyTorch answers to a few prompts (models/needle/reference.json), for the TypeScript test to compare with.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

import dataset
import model as net

here = Path(__file__).resolve().parent
BLOCK = 32


class Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def name(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def constant(self, value: np.ndarray) -> str:
        name = self.name()
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, op: str, inputs: list[str], outputs: int | list[str] = 1, domain: str = "", **attributes) -> list[str]:
        names = outputs if isinstance(outputs, list) else [self.name() for _ in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names

    def matmul(self, x: str, weight: np.ndarray) -> str:
        """x @ weight (in, out) with 8-bit weights in blocks of 32 inputs (MatMulNBits)."""
        inputs, outputs = weight.shape
        blocks = inputs // BLOCK
        grouped = weight.T.reshape(outputs, blocks, BLOCK)
        scale = np.maximum(np.abs(grouped).max(-1), 1e-8) / 127
        packed = (np.clip(np.round(grouped / scale[..., None]), -127, 127) + 128).astype(np.uint8)
        return self.node(
            "MatMulNBits", [x, self.constant(packed), self.constant(scale.astype(np.float32).reshape(-1))], domain="com.microsoft",
            K=inputs, N=outputs, bits=8, block_size=BLOCK, accuracy_level=4,
        )[0]

    def rms(self, x: str, weight: np.ndarray, eps: float) -> str:
        return self.node("SimplifiedLayerNormalization", [x, self.constant(weight.astype(np.float32))], axis=-1, epsilon=eps)[0]


def build(state: dict[str, np.ndarray], c: net.Config) -> onnx.ModelProto:
    g = Graph()
    rows = np.maximum(np.abs(state["embed"]).max(1, keepdims=True), 1e-8) / 127
    table = np.clip(np.round(state["embed"] / rows), -127, 127).astype(np.int8)
    taken = g.node("Cast", g.node("Gather", [g.constant(table), "ids"]), to=TensorProto.FLOAT)[0]
    x = g.node("Mul", [taken, g.node("Gather", [g.constant(rows.astype(np.float32)), "ids"])[0]])[0]
    x = g.node("Add", [x, g.node("Gather", [g.constant(state["marks"].astype(np.float32)), "marks"])[0]])[0]
    cos, sin = (g.constant(table.numpy()) for table in net.rope_tables(c))
    q_dim, kv_dim = c.heads * c.head_dim, c.kv_heads * c.head_dim
    heads = g.constant(np.array([0, 0, -1, c.head_dim], np.int64))
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "T"]) for name in ("ids", "marks")]
    inputs += [helper.make_tensor_value_info("seqlens_k", TensorProto.INT32, [1]), helper.make_tensor_value_info("total_len", TensorProto.INT32, [])]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, c.vocab])]
    for i in range(c.layers):
        w = {name: state[f"layers.{i}.{name}"] for name in ("norm1", "qkv", "q_norm", "k_norm", "out", "norm2", "up", "down")}
        qkv = g.matmul(g.rms(x, w["norm1"], c.eps), w["qkv"])
        q, k, v = g.node("Split", [qkv, g.constant(np.array([q_dim, kv_dim, kv_dim], np.int64))], 3, axis=-1)
        normed = []
        for part, weight, width in ((q, w["q_norm"], q_dim), (k, w["k_norm"], kv_dim)):
            split = g.rms(g.node("Reshape", [part, heads])[0], weight, c.eps)
            normed.append(g.node("Reshape", [split, g.constant(np.array([0, 0, width], np.int64))])[0])
        attention, *_ = g.node(
            "GroupQueryAttention", [*normed, v, f"past_{i}_k", f"past_{i}_v", "seqlens_k", "total_len", cos, sin],
            [g.name(), f"present_{i}_k", f"present_{i}_v"], domain="com.microsoft",
            num_heads=c.heads, kv_num_heads=c.kv_heads, do_rotary=1, rotary_interleaved=0,
        )
        for which in "kv":
            inputs.append(helper.make_tensor_value_info(f"past_{i}_{which}", TensorProto.FLOAT, [1, c.kv_heads, "P", c.head_dim]))
            outputs.append(helper.make_tensor_value_info(f"present_{i}_{which}", TensorProto.FLOAT, [1, c.kv_heads, "S", c.head_dim]))
        x = g.node("Add", [x, g.matmul(attention, w["out"])])[0]
        gate, up = g.node("Split", [g.matmul(g.rms(x, w["norm2"], c.eps), w["up"]), g.constant(np.array([c.hidden, c.hidden], np.int64))], 2, axis=-1)
        silu = g.node("Mul", [gate, g.node("Sigmoid", [gate])[0]])[0]
        x = g.node("Add", [x, g.matmul(g.node("Mul", [silu, up])[0], w["down"])])[0]
    last = g.node("Gather", [x, g.constant(np.array(-1, np.int64))], axis=1)[0]
    scores = g.matmul(g.rms(last, state["norm"], c.eps), state["embed"].T * c.dim**-0.5)
    g.node("Identity", [scores], ["scores"])
    graph = helper.make_graph(g.nodes, "needle", inputs, outputs, g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=9)
    made.producer_name = "thimble"
    return made


def reference(needle: net.Needle, tokenizer: Tokenizer, dev: Path) -> list[dict]:
    """Prompts up to each example's first decision, and the ten best scores for what follows."""
    out = []
    for example in dataset.load(dev, tokenizer, 320, 12):
        cut = int(np.argmax(example.ids == dataset.ASK)) + 1
        ids, marks = example.ids[:cut].astype(np.int64), example.marks[:cut].astype(np.int64)
        with torch.no_grad():
            scores = needle.logits(needle.hidden(torch.from_numpy(ids)[None], torch.from_numpy(marks)[None]))[0, -1]
        best = scores.topk(10)
        out.append({"ids": ids.tolist(), "marks": marks.tolist(), "best": best.indices.tolist(), "scores": [round(s, 4) for s in best.values.tolist()]})
    return out


def vectors(tokenizer: Tokenizer) -> list[dict]:
    """What the Python tokenizer makes of texts that are easy to get wrong."""
    texts = [
        " refund $5 of Oskar's latest payment", " TELL #releases: API v2.4.0 is OUT 🚀🎉", " naïve café, Straße ÇA İstanbul ΣΊΣΥΦΟΣ", " 日本語のメッセージ\n\nwith  two spaces ",
        " emoji 👩‍💻 👍🏽 and é combining", " 1234567 0.5 10,000.00 €12", "“curly” ‘quotes’ «and» `code`", " https://example.com/a_b?c=d#e", " \ue003 stripe.refunds.create\ue008\ue009 amount\ue00a $5\ue00e",
    ]
    out = []
    for text in texts:
        encoding = tokenizer.encode(text)
        lowered = text.lower()
        out.append({"text": text, "ids": encoding.ids, "marks": dataset.case_marks(text, lowered, encoding.offsets) if len(lowered) == len(text) else None})
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default="v0")
    parser.add_argument("--out", type=Path, default=here.parent / "needle")
    parser.add_argument("--ngram-weight", type=float, default=0.5)
    args = parser.parse_args()
    saved = torch.load(here / "runs" / args.run / "checkpoint.pt", weights_only=True)
    shape = net.Config(**saved["shape"])
    needle = net.Needle(shape)
    needle.load_state_dict(saved["average"], strict=False)
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    made = build({name: p.detach().numpy() for name, p in needle.named_parameters()}, shape)
    onnx.save(made, str(args.out / "model.onnx"))
    keys = json.loads((here / "keys.json").read_text())
    entry = lambda file: {"file": file, "sha256": hashlib.sha256((args.out / file).read_bytes()).hexdigest()}
    config = {
        "name": "Needle", "version": "v0", "format": 1, "parameters": sum(p.numel() for p in needle.parameters()),
        "network": {"vocab": shape.vocab, "layers": shape.layers, "kvHeads": shape.kv_heads, "headDim": shape.head_dim, "maxLength": shape.max_len},
        "ngramWeight": args.ngram_weight, "keys": keys,
        "files": {"model": entry("model.onnx"), "tokenizer": entry("tokenizer.json"), "shortlist": entry("shortlist.json"), "shortlistWeights": entry("shortlist.bin")},
        "trained": {"steps": saved["step"], "examples": saved["seen"], "seconds": round(saved["spent"])},
    }
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (args.out / "reference.json").write_text(json.dumps({"vectors": vectors(tokenizer), "prompts": reference(needle, tokenizer, here.parent / "data" / "out" / "dev.jsonl")}) + "\n")
    print(f"step {saved['step']}: model.onnx {(args.out / 'model.onnx').stat().st_size:,} bytes")


main()
