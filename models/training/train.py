"""Trains Needle, on a GPU where there is one. Resumable: run it again with the same --config and it goes on from the last
checkpoint.

    node models/data/build.ts examples --count 150000 --out models/data/out/v2/
    python3 models/training/states.py --data models/data/out/v2
    python3 models/training/train.py --config models/training/configs/v2.json
"""

import argparse
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import dataset
import model as net

here = Path(__file__).resolve().parent


def score(needle: net.Needle, examples: list[dataset.Example], table: torch.Tensor) -> dict[str, float]:
    """Teacher-forced: loss, share of examples whose every decision is right (also by kind), and whose first decision is right."""
    total = count = 0.0
    exact = first = seen = 0
    kinds: dict[str, list[int]] = {}
    with torch.no_grad():
        for length, numbers in dataset.batches(examples, 8192, 0):
            batch = dataset.collate(examples, numbers, length).to(table.device)
            targets, weights = batch.targets, batch.weights
            states = needle.hidden(batch.ids, batch.marks, dataset.features(table, batch.rows))
            logits = dataset.scores(needle, states, batch, table, torch.arange(targets.numel(), device=table.device)).unflatten(0, targets.shape)
            total += float((F.cross_entropy(logits.transpose(1, 2), targets, reduction="none") * weights).sum())
            count += float(weights.sum())
            wrong = (logits.argmax(-1) != targets) & (weights > 0)
            exact += int((~wrong.any(1)).sum())
            decision = (weights == dataset.DECISION).float().argmax(1)
            first += int((~wrong.gather(1, decision[:, None])).sum())
            seen += len(numbers)
            for number, bad in zip(numbers, wrong.any(1).tolist()):
                kinds.setdefault(examples[number].kind, []).append(0 if bad else 1)
    by_kind = {kind: sum(right) / len(right) for kind, right in sorted(kinds.items())}
    return {"loss": total / count, "exact": exact / seen, "first": first / seen} | by_kind


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    args = parser.parse_args()
    config = json.loads(args.config.read_text())
    root = here.parent.parent
    run = here / "runs" / args.config.stem
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(root / config["tokenizer"]))
    shape = net.Config(vocab=tokenizer.get_vocab_size(), **config["model"])
    examples, table = dataset.together([dataset.load(root / path, tokenizer, config["max_len"], cut=config["cut"]) for path in config["train"]])
    dev, dev_table = dataset.load(root / config["dev"], tokenizer, config["max_len"], config["dev_examples"])
    table, dev_table = table.to(device), dev_table.to(device)
    needle = net.Needle(shape).to(device)
    matrices = [p for p in needle.layers.parameters() if p.ndim == 2] + [needle.pointer]
    others = [p for p in needle.parameters() if not any(p is m for m in matrices)]
    optimizers = [
        torch.optim.Muon(matrices, lr=config["lr_matrices"], momentum=0.95, weight_decay=config["weight_decay"]),
        torch.optim.AdamW(others, lr=config["lr_others"], betas=(0.9, 0.98), weight_decay=0.0),
    ]
    net.HALF["on"] = config["half"]
    hidden = torch.compile(needle.hidden, dynamic=False) if config["compile"] else needle.hidden
    torch._dynamo.config.cache_size_limit = 64
    average = {name: p.detach().clone() for name, p in needle.named_parameters()}
    steps, step, seen, spent = config["steps"], 0, 0, 0.0
    checkpoint = run / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True, map_location=device)
        needle.load_state_dict(state["model"], strict=False)
        average = state["average"]
        for optimizer, saved in zip(optimizers, state["optimizers"] or []):  # none where warm.py began the run
            optimizer.load_state_dict(saved)
        step, seen, spent = state["step"], state["seen"], state["spent"]
    log = (run / "log.jsonl").open("a")
    print(f"{sum(p.numel() for p in needle.parameters()):,} parameters, {len(examples):,} examples, from step {step} of {steps}", flush=True)
    started, plan, running = time.monotonic() - spent, [], 0.0
    epoch, done = 0, 0
    while done + len(plan) <= step:  # replay the order of batches up to here
        done += len(plan)
        plan = dataset.batches(examples, config["batch_tokens"], config["seed"] * 1000 + epoch)
        epoch += 1
    plan = plan[step - done :]
    while step < steps:
        if not plan:
            plan = dataset.batches(examples, config["batch_tokens"], config["seed"] * 1000 + epoch)
            epoch += 1
        length, numbers = plan.pop(0)
        warm = min(1.0, (step + 1) / config["warmup"])
        left = (steps - step) / (steps * config["decay"])
        rate = warm * min(1.0, left if left < 1 else 1.0)  # warm-up, flat, linear to nothing
        for optimizer, base in zip(optimizers, (config["lr_matrices"], config["lr_others"])):
            for group in optimizer.param_groups:
                group["lr"] = base * rate
        batch = dataset.collate(examples, numbers, length).to(device)
        targets, weights = batch.targets.flatten(), batch.weights.flatten()
        picked = weights.nonzero().squeeze(1)
        states = hidden(batch.ids, batch.marks, dataset.features(table, batch.rows))
        losses = F.cross_entropy(dataset.scores(needle, states, batch, table, picked), targets[picked], reduction="none")
        loss = (losses * weights[picked]).sum() / weights.sum()
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        for optimizer in optimizers:
            optimizer.step()
        step += 1
        seen += len(numbers)
        with torch.no_grad():  # the average over the last steps is what is exported
            for name, p in needle.named_parameters():
                average[name].lerp_(p, 1 - min(config["average"], (step + 1) / (step + 10)))
        running = loss.item() if running == 0 else running * 0.98 + loss.item() * 0.02
        if step % config["report"] == 0 or step == steps:
            spent = time.monotonic() - started
            row = {"step": step, "seen": seen, "seconds": round(spent), "loss": round(running, 4)}
            if step % config["score"] == 0 or step == steps:
                net.HALF["on"] = False
                judged = net.Needle(shape).to(device)
                judged.load_state_dict(average, strict=False)
                row |= {f"dev_{name}": round(value, 4) for name, value in score(judged, dev, dev_table).items()}
                net.HALF["on"] = config["half"]
                torch.save({"model": needle.state_dict(), "average": average, "optimizers": [o.state_dict() for o in optimizers], "step": step, "seen": seen, "spent": spent, "shape": vars(shape)}, run / "next.pt")
                (run / "next.pt").replace(checkpoint)
            print(json.dumps(row), flush=True)
            log.write(json.dumps(row) + "\n")
            log.flush()


if __name__ == "__main__":
    main()
