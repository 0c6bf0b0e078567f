"""Writes the shortlist's encoder: encoder.onnx (8-bit weights), its tokenizer, and a vector for each tool.

    python3 models/training/export_encoder.py
    python3 models/training/export_encoder.py --again     # the shipped weights in the graph as it is written now

Also stores what PyTorch answers to a few texts (encoder-reference.json), for the TypeScript test to compare with.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from tokenizers import Tokenizer

from transformers import AutoModel

import shipped
from encoder import LONGEST, Encoder, padded, pretrained
from onnx_graph import Graph

here = Path(__file__).resolve().parent
READ = 192  # tokens of a text that are read, training has seen LONGEST


def again(out: Path) -> None:
    """Writes the encoder of the model folder anew from its own weights."""
    bert = AutoModel.from_pretrained(pretrained(), add_pooling_layer=False)
    before = {name: value.numpy() for name, value in bert.state_dict().items()}
    state = shipped.encoder(out / "encoder.onnx", before, bert.config.num_hidden_layers)
    bert.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})
    onnx.save(build(bert), str(out / "encoder.onnx"))
    shape = json.loads((out / "tool-vectors.json").read_text()) | {"longest": READ}
    (out / "tool-vectors.json").write_text(json.dumps(shape, indent=1) + "\n")


def build(bert) -> onnx.ModelProto:
    """
    BERT for texts of one length (ids of shape (B, T)): the mean over the tokens, brought to length 1, as `vector` (B, dim);
    and what Needle reads of each token, `states` (B, T, 2 dim): half way up and at the top, each brought to a root mean square of 1.
    """
    g, c = Graph(), bert.config
    state = {name: value.detach().numpy() for name, value in bert.state_dict().items()}
    heads, size = c.num_attention_heads, c.hidden_size // c.num_attention_heads

    def dense(x: str, name: str) -> str:
        product = g.matmul(x, state[f"{name}.weight"].T)
        return g.node("Add", [product, g.constant(state[f"{name}.bias"])])[0]

    def norm(x: str, name: str) -> str:
        return g.node(
            "LayerNormalization", [x, g.constant(state[f"{name}.weight"]), g.constant(state[f"{name}.bias"])],
            axis=-1, epsilon=c.layer_norm_eps,
        )[0]

    length = g.node("Gather", [g.node("Shape", ["ids"])[0], g.constant(np.array([1], np.int64))])[0]
    positions = g.node(
        "Slice", [g.constant((state["embeddings.position_embeddings.weight"][:READ] + state["embeddings.token_type_embeddings.weight"][0]).astype(np.float32)), g.constant(np.array([0], np.int64)), length],
    )[0]
    x = norm(g.node("Add", [g.rows(state["embeddings.word_embeddings.weight"], "ids"), positions])[0], "embeddings.LayerNorm")
    split = g.constant(np.array([0, 0, heads, size], np.int64))
    joined = g.constant(np.array([0, 0, heads * size], np.int64))
    halfway = x
    for i in range(c.num_hidden_layers):
        if i == c.num_hidden_layers // 2:
            halfway = x
        layer = f"encoder.layer.{i}"
        q, k, v = (g.node("Reshape", [dense(x, f"{layer}.attention.self.{part}"), split])[0] for part in ("query", "key", "value"))
        q, v = (g.node("Transpose", [one], perm=[0, 2, 1, 3])[0] for one in (q, v))
        scores = g.node("MatMul", [q, g.node("Transpose", [k], perm=[0, 2, 3, 1])[0]])[0]
        scores = g.node("Mul", [scores, g.constant(np.array(1 / math.sqrt(size), np.float32))])[0]
        mixed = g.node("MatMul", [g.node("Softmax", [scores], axis=-1)[0], v])[0]
        mixed = g.node("Reshape", [g.node("Transpose", [mixed], perm=[0, 2, 1, 3])[0], joined])[0]
        x = norm(g.node("Add", [x, dense(mixed, f"{layer}.attention.output.dense")])[0], f"{layer}.attention.output.LayerNorm")
        inner = g.node("Gelu", [dense(x, f"{layer}.intermediate.dense")], domain="com.microsoft")[0]
        x = norm(g.node("Add", [x, dense(inner, f"{layer}.output.dense")])[0], f"{layer}.output.LayerNorm")
    ones = np.ones(heads * size, np.float32)
    g.node("Concat", [g.rms(halfway, ones, 1e-6), g.rms(x, ones, 1e-6)], ["states"], axis=-1)
    mean = g.node("ReduceMean", [x], axes=[1], keepdims=0)[0]
    g.node("LpNormalization", [mean], ["vector"], axis=-1, p=2)
    return g.model(
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["B", "T"])],
        [
            helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["B", heads * size]),
            helper.make_tensor_value_info("states", TensorProto.FLOAT, ["B", "T", 2 * heads * size]),
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=here.parent / "data" / "out")
    parser.add_argument("--run", type=Path, default=here / "runs" / "encoder")
    parser.add_argument("--out", type=Path, default=here.parent / "needle")
    parser.add_argument("--again", action="store_true", help="no training run: begin from the shipped file")
    args = parser.parse_args()
    if args.again:
        return again(args.out)
    texts = json.loads((args.data / "tools.json").read_text())
    model = Encoder(len(texts))
    model.load_state_dict(torch.load(args.run / "checkpoint.pt", weights_only=True)["model"])
    model.eval()
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(args.out / "encoder-tokenizer.json"), pretty=False)
    tokenizer.enable_truncation(LONGEST)
    ids = lambda lines: padded([one.ids for one in tokenizer.encode_batch(lines)])
    onnx.save(build(model.bert), str(args.out / "encoder.onnx"))
    with torch.no_grad():
        vectors = model.classes(model.embed(*ids(list(texts.values()))), True)
        samples = ["refund $5 of Oskar's latest payment", "Tell #releases that API v2.4.0 is out 🎉", "naïve café; İstanbul 日本語", "a" * 300, "x"]
        answers = [model.embed(*ids([sample]))[0].tolist() for sample in samples]
    (args.out / "tool-vectors.bin").write_bytes(vectors.numpy().astype("<f4").tobytes())
    shape = {"tools": list(texts), "scale": math.exp(model.scale.item()), "longest": READ, "bias": [round(b, 4) for b in model.bias.tolist()]}
    (args.out / "tool-vectors.json").write_text(json.dumps(shape, indent=1) + "\n")
    reference = [{"text": text, "ids": tokenizer.encode(text).ids, "vector": [round(x, 5) for x in answer]} for text, answer in zip(samples, answers)]
    (args.out / "encoder-reference.json").write_text(json.dumps(reference) + "\n")
    print(f"encoder.onnx {(args.out / 'encoder.onnx').stat().st_size:,} bytes, {len(texts)} tools")


if __name__ == "__main__":
    main()
