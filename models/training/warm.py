"""Begins a run where the shipped model ends: its 8-bit weights as a checkpoint, with rows for tools that came since; or where
another run ended.

    python3 models/training/warm.py --config models/training/configs/v2.json
    python3 models/training/warm.py --config models/training/configs/v2-mrt.json --run v2

Adds the names of new tools to the tokenizer (models/data/out/tools.json has all names), each beginning as the mean of its
service's tools, and what else the tokenizer or the network lacks, and writes the first checkpoint of the run; train.py then goes on from it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

import model as net
import shipped
from tokenizer import SLOTS

here = Path(__file__).resolve().parent


def extend(tokenizer: dict, contents: list[str]) -> tuple[int, list[str]]:
    """Puts new single tokens behind those that are there, moving all later ids. Answers where, and which."""
    added, vocab = tokenizer["added_tokens"], tokenizer["model"]["vocab"]
    new = [content for content in contents if content not in vocab]
    at = 1 + max(one["id"] for one in added)
    tokenizer["model"]["vocab"] = {word: number + (len(new) if number >= at else 0) for word, number in vocab.items()}
    for offset, word in enumerate(new):
        tokenizer["model"]["vocab"][word] = at + offset
        added.append({**added[-1], "id": at + offset, "content": word})
    return at, new


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--tools", type=Path, default=here.parent / "data" / "out" / "tools.json")
    parser.add_argument("--shipped", type=Path, default=here.parent / "needle")
    parser.add_argument("--run", help="go on from this run's average instead, with what the configuration adds")
    args = parser.parse_args()
    config = json.loads(args.config.read_text())
    if args.run:
        state = {name: value.numpy() for name, value in torch.load(here / "runs" / args.run / "checkpoint.pt", weights_only=True)["average"].items()}
        return begin(state, config, here / "runs" / args.config.stem)
    file = args.shipped / "tokenizer.json"
    tokenizer = json.loads(file.read_text())
    names = [f" {name}" for name in sorted(json.loads(args.tools.read_text()))]
    at, new = extend(tokenizer, names + SLOTS)
    state = shipped.decoder(args.shipped / "model.onnx", config["model"]["layers"])
    ids = {one["content"]: one["id"] for one in tokenizer["added_tokens"]}
    spread, random = state["embed"].std(), np.random.default_rng(1)
    rows = []
    for content in new:
        kin = [number for other, number in ids.items() if other.split(".")[0] == content.split(".")[0] and number < at]
        rows.append(state["embed"][kin].mean(0) if kin else random.normal(0, spread, state["embed"].shape[1]))
    if rows:
        state["embed"] = np.concatenate((state["embed"][:at], np.stack(rows), state["embed"][at:]))
    file.write_text(json.dumps(tokenizer, ensure_ascii=False))
    begin(state, config, here / "runs" / args.config.stem)
    print(f"{len(new)} new tokens, {len(state['embed'])} in all")


def begin(state: dict[str, np.ndarray], config: dict, run: Path) -> None:
    """Writes the first checkpoint of a run."""
    fresh = net.Needle(net.Config(vocab=len(state["embed"]), **config["model"]))
    for name, new in fresh.named_parameters():  # what the shipped network lacks begins as in a new one
        value = state.get(name)
        if value is None:
            state[name] = new.detach().numpy()
        elif value.shape != new.shape:
            state[name] = np.concatenate((value, new.detach().numpy()[len(value) :]))
    shape = net.Config(vocab=len(state["embed"]), **config["model"])
    tensors = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()}
    net.Needle(shape).load_state_dict(tensors)  # fails where anything is missing or of another size
    run.mkdir(parents=True, exist_ok=True)
    begun = {"model": tensors, "average": tensors, "optimizers": None, "step": 0, "seen": 0, "spent": 0.0, "shape": vars(shape)}
    torch.save(begun, run / "checkpoint.pt")


if __name__ == "__main__":
    main()
