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
from tokenizers import Tokenizer

import dataset
import model as net
from decoder_graph import Quant, build_decoder

here = Path(__file__).resolve().parent


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
    made = build_decoder({name: p.detach().numpy() for name, p in needle.named_parameters()}, shape, Quant())
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
