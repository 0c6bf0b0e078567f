"""Writes a checkpoint as ONNX (int8 weights, com.microsoft ops for onnxruntime) and the model folder's config.json.

    python3 models/training/export_encoder.py
    python3 models/training/export.py --run v1

Also stores what PyTorch answers to a few prompts (models/needle/reference.json), for the TypeScript test to compare with.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from tokenizers import Tokenizer

import dataset
import model as net
from onnx_graph import Graph

here = Path(__file__).resolve().parent
def build(state: dict[str, np.ndarray], c: net.Config) -> onnx.ModelProto:
    g = Graph()
    x = g.rows(state["embed"], "ids")
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
    return g.model("needle", inputs, outputs)


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
    parser.add_argument("--dev", type=Path, default=here.parent / "data" / "out" / "v1" / "dev.jsonl")
    parser.add_argument("--out", type=Path, default=here.parent / "needle")
    parser.add_argument("--version", default="v0.1")
    parser.add_argument("--intent-weight", type=float, default=0.8)
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
        "name": "Needle", "version": args.version, "format": 2, "parameters": sum(p.numel() for p in needle.parameters()),
        "network": {"vocab": shape.vocab, "layers": shape.layers, "kvHeads": shape.kv_heads, "headDim": shape.head_dim, "maxLength": shape.max_len},
        "intentWeight": args.intent_weight, "keys": keys,
        "files": {"model": entry("model.onnx"), "tokenizer": entry("tokenizer.json"), "encoder": entry("encoder.onnx"), "encoderTokenizer": entry("encoder-tokenizer.json"), "tools": entry("tool-vectors.json"), "toolVectors": entry("tool-vectors.bin")},
        "trained": {"steps": saved["step"], "examples": saved["seen"], "seconds": round(saved["spent"])},
    }
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (args.out / "reference.json").write_text(json.dumps({"vectors": vectors(tokenizer), "prompts": reference(needle, tokenizer, args.dev)}) + "\n")
    print(f"step {saved['step']}: model.onnx {(args.out / 'model.onnx').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
