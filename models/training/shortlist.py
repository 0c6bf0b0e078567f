"""Trains the n-gram shortlist on features that models/data/build.ts wrote, and stores it as int8 for main/inference.

    node models/data/build.ts ngrams --count 220000 && python3 models/training/shortlist.py
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

BUCKETS = 32768
here = Path(__file__).resolve().parent


def load(folder: Path, part: str) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    read = lambda name: torch.from_numpy(np.fromfile(folder / f"ngram-{part}-{name}.i32", dtype=np.int32).astype(np.int64))
    return read("features"), read("offsets"), read("labels")


def batch(data: tuple[torch.Tensor, torch.Tensor, torch.Tensor], rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    features, offsets, labels = data
    starts, ends = offsets[rows], offsets[rows + 1]
    lengths = ends - starts
    bounds = torch.cumsum(lengths, 0)
    index = torch.arange(int(bounds[-1])) - torch.repeat_interleave(bounds - lengths, lengths) + torch.repeat_interleave(starts, lengths)
    return features[index], bounds - lengths, labels[rows]


def forward(embed: torch.Tensor, out: torch.Tensor, bias: torch.Tensor, features: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
    total = F.embedding_bag(features, embed, offsets, mode="sum")
    count = torch.diff(torch.cat((offsets, torch.tensor([len(features)])))).clamp(min=1)
    return F.relu(total / count.sqrt()[:, None]) @ out.t() + bias


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=here.parent / "data" / "out")
    parser.add_argument("--out", type=Path, default=here.parent / "needle")
    parser.add_argument("--dim", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    tools = json.loads((args.data / "ngram-tools.json").read_text())
    train, dev = load(args.data, "train"), load(args.data, "dev")
    classes = len(tools) + 1
    embed = torch.nn.Parameter(torch.randn(BUCKETS, args.dim) * 0.1)
    out = torch.nn.Parameter(torch.randn(classes, args.dim) * args.dim**-0.5)
    bias = torch.nn.Parameter(torch.zeros(classes))
    optimizer = torch.optim.Adam([embed, out, bias], lr=4e-3)
    size = 512
    steps = args.epochs * (len(train[2]) // size)
    step = 0
    for epoch in range(args.epochs):
        order = torch.randperm(len(train[2]))
        for at in range(0, len(order) - size, size):
            for group in optimizer.param_groups:
                group["lr"] = 4e-3 * min(1.0, (steps - step) / (0.7 * steps) + 0.01)
            features, offsets, labels = batch(train, order[at : at + size])
            keep = torch.rand(len(features)) > 0.25  # dropping n-grams: unseen words must not matter much
            features = torch.where(keep, features, torch.randint(BUCKETS, features.shape) * 0 + BUCKETS - 1)
            loss = F.cross_entropy(forward(embed, out, bias, features, offsets), labels, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
        with torch.no_grad():
            features, offsets, labels = batch(dev, torch.arange(len(dev[2])))
            scores = forward(embed, out, bias, features, offsets)
            hits = [(scores.topk(k, dim=1).indices == labels[:, None]).any(1).float().mean().item() for k in (1, 3, 8)]
            print(f"epoch {epoch} loss {loss.item():.3f} dev top-1/3/8 {hits[0]:.3f} {hits[1]:.3f} {hits[2]:.3f}", flush=True)
    with torch.no_grad():
        scales = [float(weight.abs().quantile(0.9995) if weight.numel() < 16e6 else weight.abs().max()) / 127 for weight in (embed.flatten()[::4], out.flatten())]
        packed = [torch.clamp((weight / scale).round(), -127, 127).to(torch.int8) for weight, scale in zip((embed, out), scales)]
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "shortlist.bin").write_bytes(packed[0].numpy().tobytes() + packed[1].numpy().tobytes())
    shape = {"tools": tools, "dim": args.dim, "embedScale": scales[0], "outScale": scales[1], "bias": [round(b, 4) for b in bias.tolist()]}
    (args.out / "shortlist.json").write_text(json.dumps(shape, indent=1) + "\n")


main()
