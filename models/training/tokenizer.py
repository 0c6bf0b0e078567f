"""Trains the byte-level BPE tokenizer on text forms that models/data/build.ts wrote.

    python3 models/training/tokenizer.py --data models/data/out/train.jsonl

Lower case only (the model is told of capitals by marks); words, digits by up to three, single punctuation characters, each
with the space before it. Marks (U+E000...) and the names of tools are single tokens.
"""

import argparse
import json
import re
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

SPLIT = r" ?[\p{L}\p{M}]+| ?\p{N}{1,3}| ?[^\s\p{L}\p{M}\p{N}]|\s"
MARKS = [chr(0xE000 + i) for i in range(19)]
SLOTS = [chr(0xE020 + i) for i in range(16 + 40 + 48)]  # main/inference/slots.ts
here = Path(__file__).resolve().parent


def tool_names(lines: list[str]) -> list[str]:
    return sorted({name for line in lines for name in re.findall(r" ([\w.]+)", line.split("\ue002", 1)[0])})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=here.parent / "data" / "out" / "train.jsonl")
    parser.add_argument("--out", type=Path, default=here.parent / "needle" / "tokenizer.json")
    parser.add_argument("--vocab", type=int, default=4096)
    args = parser.parse_args()
    with args.data.open() as file:
        lines = [json.loads(line)["x"] for _, line in zip(range(120_000), file)]
    tokenizer = Tokenizer(models.BPE(byte_fallback=False))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(SPLIT), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    names = tool_names(lines)
    special = [AddedToken(mark, special=True, normalized=False) for mark in MARKS]
    special += [AddedToken(content, special=True, normalized=False) for content in [*(f" {name}" for name in names), *SLOTS]]
    trainer = trainers.BpeTrainer(
        vocab_size=args.vocab, special_tokens=special, min_frequency=3, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    # Requests and values only: text between marks. Results' ids and links would eat merges.
    text = (piece for line in lines for piece in re.split("[\ue000-\ue0ff]", line.split("\ue002", 1)[1]) if "_" not in piece or " " in piece.strip())
    tokenizer.train_from_iterator(text, trainer)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out), pretty=False)
    print(f"{tokenizer.get_vocab_size()} tokens, {len(names)} tools")


if __name__ == "__main__":
    main()
