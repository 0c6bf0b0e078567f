"""Writes a checkpoint as ONNX (int8 weights, com.microsoft ops for onnxruntime) and the model folder's config.json.

    python3 models/training/export_encoder.py
    python3 models/training/export.py --run v2

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
import states
from decoder_graph import Quant, build_decoder

here = Path(__file__).resolve().parent


def reference(needle: net.Needle, tokenizer: Tokenizer, dev: Path) -> list[dict]:
    """Prompts up to each example's first decision, and the ten best scores for what follows. Of features, those of slots."""
    examples, table = dataset.load(dev, tokenizer, 320, 40)
    said = json.loads((dev.parent / "descriptions.json").read_text())
    shipped = set(json.loads((here.parent / "needle" / "descriptions.json").read_text()))
    out = []
    for example in examples:
        cut = int(np.argmax(example.ids == dataset.ASK)) + 1
        texts = [said[row - 1] if 0 < row <= len(said) else None for row in example.features[:cut].tolist()]
        if any(text is not None and text not in shipped for text in texts):
            continue
        ids, marks = example.ids[:cut].astype(np.int64), example.marks[:cut].astype(np.int64)
        rows = np.where([text is None for text in texts], 0, example.features[:cut])
        with torch.no_grad():
            scores = needle.logits(needle.hidden(torch.from_numpy(ids)[None], torch.from_numpy(marks)[None], dataset.features(table, torch.from_numpy(rows))[None]))[0, -1]
        best = scores.topk(10)
        out.append({"ids": ids.tolist(), "marks": marks.tolist(), "texts": texts, "best": best.indices.tolist(), "scores": [round(s, 4) for s in best.values.tolist()]})
    return out[:12]


def descriptions(tools: dict[str, list[str]], data: Path, out: Path) -> None:
    """What the slots of our own tools say, as the encoder reads it: descriptions.json and, one row a text, descriptions.bin."""
    place = {text: row for row, text in enumerate(json.loads((data / "descriptions.json").read_text()))}
    texts = sorted({text for said in tools.values() for text in said})
    rows = np.fromfile(data / "descriptions.states", np.int8).reshape(-1, states.WIDTH)
    (out / "descriptions.json").write_text(json.dumps(texts, ensure_ascii=False) + "\n")
    (out / "descriptions.bin").write_bytes(rows[[place[text] for text in texts]].tobytes())


def vectors(tokenizer: Tokenizer) -> list[dict]:
    """What the Python tokenizer makes of texts that are easy to get wrong."""
    texts = [
        " refund $5 of Oskar's latest payment", " TELL #releases: API v2.4.0 is OUT 🚀🎉", " naïve café, Straße ÇA İstanbul ΣΊΣΥΦΟΣ", " 日本語のメッセージ\n\nwith  two spaces ",
        " emoji 👩‍💻 👍🏽 and é combining", " 1234567 0.5 10,000.00 €12", "“curly” ‘quotes’ «and» `code`", " https://example.com/a_b?c=d#e", " \ue003\ue020 stripe.refunds.create\ue030\ue031\ue008\ue031 $5\ue00e",
    ]
    out = []
    for text in texts:
        encoding = tokenizer.encode(text)
        lowered = text.lower()
        out.append({"text": text, "ids": encoding.ids, "marks": dataset.case_marks(text, lowered, encoding.offsets) if len(lowered) == len(text) else None})
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", default="v2")
    parser.add_argument("--dev", type=Path, default=here.parent / "data" / "out" / "v2" / "dev.jsonl")
    parser.add_argument("--out", type=Path, default=here.parent / "needle")
    parser.add_argument("--version", default="v0.2")
    parser.add_argument("--intent-weight", type=float, default=1.2)
    args = parser.parse_args()
    saved = torch.load(here / "runs" / args.run / "checkpoint.pt", weights_only=True)
    shape = net.Config(**saved["shape"])
    needle = net.Needle(shape)
    needle.load_state_dict(saved["average"], strict=False)
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    made = build_decoder({name: p.detach().numpy() for name, p in needle.named_parameters()}, shape, Quant())
    onnx.save(made, str(args.out / "model.onnx"))
    descriptions(json.loads((args.dev.parent / "slots.json").read_text()), args.dev.parent, args.out)
    keys = json.loads((here / "keys.json").read_text())
    entry = lambda file: {"file": file, "sha256": hashlib.sha256((args.out / file).read_bytes()).hexdigest()}
    config = {
        "name": "Needle", "version": args.version, "format": 3, "parameters": sum(p.numel() for p in needle.parameters()),
        "network": {"vocab": shape.vocab, "layers": shape.layers, "kvHeads": shape.kv_heads, "headDim": shape.head_dim, "features": shape.features, "maxLength": shape.max_len},
        "intentWeight": args.intent_weight, "keys": keys,
        "files": {"model": entry("model.onnx"), "tokenizer": entry("tokenizer.json"), "encoder": entry("encoder.onnx"), "encoderTokenizer": entry("encoder-tokenizer.json"), "tools": entry("tool-vectors.json"), "toolVectors": entry("tool-vectors.bin"), "descriptions": entry("descriptions.json"), "descriptionStates": entry("descriptions.bin")},
        "trained": {"steps": saved["step"], "examples": saved["seen"], "seconds": round(saved["spent"])},
    }
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    (args.out / "reference.json").write_text(json.dumps({"vectors": vectors(tokenizer), "prompts": reference(needle, tokenizer, args.dev)}) + "\n")
    print(f"step {saved['step']}: model.onnx {(args.out / 'model.onnx').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
