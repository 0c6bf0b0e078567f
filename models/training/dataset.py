"""Text forms to token arrays: ids, case marks, and how much each token counts in the loss."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

PAD, TOOLS, REQUEST, ASK, _, _, _, DONE, CALL, ARG, VALUE, YES, NO, KEY, END, RESULT, FIELD, IS, FROM = range(19)

# Weights of the loss: what the model decides. Prompts and results are never learned, nor what the grammar forces.
DECISION, STRUCTURE, NAME, FIRST_WORD, WORD = 3.0, 1.0, 1.5, 3.0, 2.0


@dataclass
class Example:
    ids: np.ndarray
    marks: np.ndarray
    weights: np.ndarray
    kind: str


def case_marks(text: str, lowered: str, offsets: list[tuple[int, int]]) -> list[int]:
    """0 nothing upper case, 2 at least two letters and all upper case, 1 otherwise. main/inference/tokenizer.ts does the same."""
    marks = []
    for start, end in offsets:
        piece = text[start:end]
        if piece == lowered[start:end]:
            marks.append(0)
            continue
        upper = sum(1 for c in piece if c != c.lower())
        small = sum(1 for c in piece if c != c.upper() and c == c.lower())
        marks.append(2 if upper >= 2 and small == 0 else 1)
    return marks


def loss_weights(ids: list[int]) -> list[float]:
    """Weight of predicting each token (index i: of ids[i] from what is before it)."""
    weights, state, first = [], "prompt", False
    for token in ids:
        weight = 0.0
        if state == "decide":
            weight, state = DECISION, "after"
        elif token == ASK:
            state = "decide"
        elif token == RESULT:
            state = "prompt"
        elif state in ("prompt", "after") and token != CALL:
            weight = NAME if state == "after" else 0.0
        elif token == CALL:
            state = "call"
        elif token in (ARG, KEY):
            weight, state = STRUCTURE, "name"
        elif token == VALUE:
            weight, state, first = (0.3 if state == "name" else STRUCTURE), "value", True
        elif token == END:
            weight, state = STRUCTURE, "call"
        elif state == "name":
            weight = NAME
        elif state == "value":
            weight, first = (FIRST_WORD if first else WORD), token == FROM
        weights.append(weight)
    return weights


def load(path: Path, tokenizer: Tokenizer, max_len: int, limit: int = 10**9, cut: float = 0.0) -> list[Example]:
    """
    Reads a JSONL of text forms. Examples longer than max_len tokens are left out. `cut` is the share of single calls that
    end with the call: their results teach only that they are done, which needs fewer examples than calls do.
    """
    examples, chunk = [], []

    def flush() -> None:
        for row, encoding in zip(chunk, tokenizer.encode_batch([row["x"] for row in chunk])):
            if len(encoding.ids) > max_len:
                continue
            text = row["x"]
            lowered = text.lower()
            marks = case_marks(text, lowered, encoding.offsets) if len(lowered) == len(text) else [0] * len(encoding.ids)
            for i, token in enumerate(encoding.ids):  # a tool's name holds capitals, but its token says so already
                if token < PLAIN_FROM["id"]:
                    marks[i] = 0
            ids = encoding.ids
            if row["k"] == "single" and END in ids and (len(examples) * 7919) % 1000 < cut * 1000:
                ids = ids[: ids.index(END) + 1]
            weights = np.array(loss_weights(ids), np.float32)
            examples.append(Example(np.array(ids, np.int16), np.array(marks[: len(ids)], np.int8), weights, row["k"]))
        chunk.clear()

    PLAIN_FROM["id"] = first_plain(tokenizer)
    with path.open() as file:
        for number, line in enumerate(file):
            if number >= limit:
                break
            chunk.append(json.loads(line))
            if len(chunk) == 4096:
                flush()
    flush()
    return examples


PLAIN_FROM = {"id": 0}


def first_plain(tokenizer: Tokenizer) -> int:
    """The first token id that is neither a mark nor a tool's name."""
    return 1 + max(tokenizer.get_added_tokens_decoder())


LENGTHS = (48, 64, 80, 96, 112, 128, 160, 192, 256, 320)


def batches(examples: list[Example], tokens: int, seed: int) -> list[tuple[int, list[int]]]:
    """One epoch of (padded length, example numbers), shuffled; batches of one length have one size."""
    rng = np.random.default_rng(seed)
    buckets: dict[int, list[int]] = {length: [] for length in LENGTHS}
    for number in rng.permutation(len(examples)):
        size = len(examples[number].ids) - 1
        length = next((one for one in LENGTHS if size <= one), None)
        if length is not None:
            buckets[length].append(int(number))
    out = []
    for length, numbers in buckets.items():
        size = max(1, tokens // length)
        out += [(length, numbers[at : at + size]) for at in range(0, len(numbers) - size + 1, size)]
    return [out[i] for i in rng.permutation(len(out))]


def collate(examples: list[Example], numbers: list[int], length: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """ids, marks, targets, weights of shape (batch, length); targets are the next tokens."""
    shape = (len(numbers), length)
    ids, marks, targets, weights = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
    for row, number in enumerate(numbers):
        example = examples[number]
        size = len(example.ids) - 1
        ids[row, :size], marks[row, :size] = example.ids[:-1], example.marks[:-1]
        targets[row, :size], weights[row, :size] = example.ids[1:], example.weights[1:]
    return ids, marks, targets, weights
