"""Begins a run where the shipped model ends: its 8-bit weights as a checkpoint, with rows for tools that came since.

    python3 models/training/warm.py --config models/training/configs/v1.json

Adds the names of new tools to the tokenizer (models/data/out/tools.json has all names), each beginning as the mean of its
service's tools, and writes the first checkpoint of the run; train.py then goes on from it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import model as net

here = Path(__file__).resolve().parent


def weights(path: Path, layers: int) -> dict[str, np.ndarray]:
    """The parameters that export.py wrote into an ONNX file, by their PyTorch names."""
    graph = onnx.load(str(path)).graph
    constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    gathered = [constants[node.input[0]] for node in graph.node if node.op_type == "Gather" and node.input[0] in constants]
    norms = iter([constants[node.input[1]] for node in graph.node if node.op_type == "SimplifiedLayerNormalization"])

    def unpack(node: onnx.NodeProto) -> np.ndarray:
        packed, scale = constants[node.input[1]].astype(np.float32) - 128, constants[node.input[2]]
        return (packed * scale.reshape(*packed.shape[:2], 1)).reshape(packed.shape[0], -1).T

    matrices = (unpack(node) for node in graph.node if node.op_type == "MatMulNBits")
    state = {"embed": gathered[0].astype(np.float32) * gathered[1], "marks": gathered[2]}
    for i in range(layers):
        state[f"layers.{i}.norm1"], state[f"layers.{i}.qkv"] = next(norms), next(matrices)
        state[f"layers.{i}.q_norm"], state[f"layers.{i}.k_norm"] = next(norms), next(norms)
        state[f"layers.{i}.out"], state[f"layers.{i}.norm2"] = next(matrices), next(norms)
        state[f"layers.{i}.up"], state[f"layers.{i}.down"] = next(matrices), next(matrices)
    state["norm"] = next(norms)
    return state


def extend(tokenizer: dict, names: list[str]) -> tuple[int, list[str]]:
    """Puts names of new tools behind those that are there, moving all later ids. Answers where, and which."""
    added, vocab = tokenizer["added_tokens"], tokenizer["model"]["vocab"]
    new = [f" {name}" for name in sorted(names) if f" {name}" not in vocab]
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
    args = parser.parse_args()
    config = json.loads(args.config.read_text())
    file = args.shipped / "tokenizer.json"
    tokenizer = json.loads(file.read_text())
    at, new = extend(tokenizer, list(json.loads(args.tools.read_text())))
    state = weights(args.shipped / "model.onnx", config["model"]["layers"])
    ids = {one["content"]: one["id"] for one in tokenizer["added_tokens"]}
    rows = []
    for name in new:
        kin = [number for content, number in ids.items() if content.split(".")[0] == name.split(".")[0] and number < at]
        rows.append(state["embed"][kin].mean(0))
    if rows:
        state["embed"] = np.concatenate((state["embed"][:at], np.stack(rows), state["embed"][at:]))
    shape = net.Config(vocab=len(state["embed"]), **config["model"])
    tensors = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()}
    net.Needle(shape).load_state_dict(tensors)  # fails where anything is missing or of another size
    run = here / "runs" / args.config.stem
    run.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(tokenizer, ensure_ascii=False))
    begun = {"model": tensors, "average": tensors, "optimizers": None, "step": 0, "seen": 0, "spent": 0.0, "shape": vars(shape)}
    torch.save(begun, run / "checkpoint.pt")
    torch.save({**begun, "new": list(range(at, at + len(new)))}, run / "first.pt")
    print(f"{len(new)} new tools: {' '.join(new)}")


if __name__ == "__main__":
    main()
