"""Draws a run's log as an SVG: the loss, and the share of held-out examples whose every decision is right.

    python3 models/training/plot.py --run v2 --out docs/images/needle-training.svg
"""

import argparse
import json
from pathlib import Path

here = Path(__file__).resolve().parent
WIDTH, HEIGHT, LEFT, BOTTOM = 720, 300, 48, 36
COLOURS = {"loss": "#777", "dev_loss": "#1f2937", "dev_exact": "#2563eb", "dev_api": "#0d9488", "dev_single": "#b45309"}
NAMES = {"loss": "loss", "dev_loss": "loss, held out", "dev_exact": "all right, held out", "dev_api": "other APIs", "dev_single": "our tools, one call"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in (here / "runs" / args.run / "log.jsonl").read_text().splitlines()]
    last = max(row["step"] for row in rows)
    x = lambda step: LEFT + (WIDTH - LEFT - 16) * step / last
    y = lambda value: HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 16) * min(value, 1)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 24}" font-family="sans-serif" font-size="12">', "<title>Loss and held-out shares over the steps of the run</title>", f'<rect width="{WIDTH}" height="{HEIGHT + 24}" fill="#fff"/>']
    for tenth in range(0, 11, 2):
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 16}" y1="{y(tenth / 10):.1f}" y2="{y(tenth / 10):.1f}" stroke="#e5e7eb"/><text x="{LEFT - 8}" y="{y(tenth / 10) + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - BOTTOM + 18}">0</text><text x="{WIDTH - 16}" y="{HEIGHT - BOTTOM + 18}" text-anchor="end">{last} steps</text>')
    for place, (key, colour) in enumerate(COLOURS.items()):
        points = " ".join(f"{x(row['step']):.1f},{y(row[key]):.1f}" for row in rows if key in row)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/><text x="{LEFT + place * 130}" y="{HEIGHT + 14}" fill="{colour}">{NAMES[key]}</text>')
    args.out.write_text("\n".join([*parts, "</svg>"]) + "\n")


if __name__ == "__main__":
    main()
