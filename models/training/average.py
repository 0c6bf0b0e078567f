"""Averages the weights where a run began and where it ended: each knows things that the other lost.

    python3 models/training/average.py --run v1 --weight 0.5

After "Model soups" (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482) and WiSE-FT (https://arxiv.org/abs/2109.01903).
Tools that the beginning did not know keep the rows that the run gave them. Writes a run called NAME-mean for export.py.
"""

import argparse
from pathlib import Path

import torch

here = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--weight", type=float, default=0.5, help="of the end; the rest is the beginning's")
    args = parser.parse_args()
    run = here / "runs" / args.run
    first, last = (torch.load(run / name, weights_only=True) for name in ("first.pt", "checkpoint.pt"))
    mean = {name: first["average"][name].lerp(value, args.weight) for name, value in last["average"].items()}
    mean["embed"][first["new"]] = last["average"]["embed"][first["new"]]
    out = here / "runs" / f"{args.run}-mean"
    out.mkdir(parents=True, exist_ok=True)
    torch.save({**last, "average": mean}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
