"""Text forms to token arrays: ids, marks, which encoder state each token carries, and how much each token counts in the loss."""

import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

import model as net
import states

here = Path(__file__).resolve().parent

PAD, TOOLS, REQUEST, ASK, _, _, _, DONE, CALL, ARG, VALUE, YES, NO, KEY, END, RESULT, FIELD, IS, FROM = range(19)

TOOL_SLOTS, PARAM_SLOTS, OPTION_SLOTS = 16, 40, 48  # main/inference/slots.ts

# Weights of the loss: what the model decides. Prompts, schemas and results are never learned.
DECISION, STRUCTURE, NAME, FIRST_WORD, WORD, CHOICE = 3.0, 1.0, 1.5, 3.0, 2.0, 2.0


@dataclass
class Example:
    ids: np.ndarray
    marks: np.ndarray
    weights: np.ndarray
    features: np.ndarray  # which row of the table of states each token carries; 0 is the row of zeros
    groups: np.ndarray  # which slots may be chosen for each token: 0 the tools, n those of call n, -1 none
    slots: np.ndarray  # (slots, 4): token id, row of states, id of the name behind it or -1, group
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


def loss_weights(ids: list[int], slots: int) -> list[float]:
    """Weight of predicting each token (index i: of ids[i] from what is before it). `slots` is the first tool slot's id."""
    weights, state, first = [], "prompt", False
    params = range(slots + TOOL_SLOTS, slots + TOOL_SLOTS + PARAM_SLOTS)
    chosen = range(params.stop, params.stop + OPTION_SLOTS)
    for token in ids:
        weight = 0.0
        if token == ASK:
            state = "decide"
        elif state == "decide":
            weight, state = DECISION, "schema"
        elif token == CALL:
            state, first = "call", False
        elif token == RESULT:
            state = "prompt"
        elif state == "call":
            if token in params:
                weight, first = NAME, True
            elif token in chosen:
                weight = CHOICE
            elif token in (VALUE, END, KEY):
                weight, first = NAME if token == END else STRUCTURE, True
            elif token == FROM:
                weight, first = FIRST_WORD, True
            else:
                weight, first = (FIRST_WORD if first else WORD), False
        weights.append(weight)
    return weights


def slot_groups(ids: list[int], features: np.ndarray, slots: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
    """Which slots may be chosen where, see {@link Example}. Names of tools are the ids between the marks and the slots."""
    groups, found, call, state = np.full(len(ids), -1, np.int8), [], 0, "prompt"
    for i, token in enumerate(ids):
        is_slot = slots <= token < stop
        if token == ASK:
            state = "decide"
        elif state == "decide":
            groups[i], call, state = 0, call + 1, "schema"
        elif token == CALL:
            state = "call"
        elif state == "call":
            groups[i] = call
            state = "prompt" if token == END else "call"
        elif is_slot and state == "prompt":
            name = ids[i + 1] if FROM < ids[i + 1] < slots else -1
            found.append((token, features[i], name, 0))
        elif is_slot and state == "schema":
            found.append((token, features[i], -1, call))
    return groups, np.array(found, np.int32).reshape(-1, 4)


class States:
    """States of the requests of one part of a data set, and those of the descriptions (models/training/states.py)."""

    def __init__(self, data: Path, part: str) -> None:
        read = lambda name: np.fromfile(data / f"{name}.states", np.int8).reshape(-1, states.WIDTH)
        descriptions = read("descriptions")
        self.table = np.concatenate((np.zeros((1, states.WIDTH), np.int8), descriptions, read(part)))
        self.starts = np.load(data / f"{part}.starts.npy") + 1 + len(descriptions)
        self.tokenizer = states.tokenizer(here.parent / "needle")


def request_rows(request: str, base: int, at: int, offsets: list[tuple[int, int]], pieces: list[tuple[int, int]]) -> dict[int, int]:
    """For each token whose words begin in the request (text offset `at`): the row of the piece that those words begin in."""
    owner = np.full(len(request) + 1, -1)
    for number, (start, end) in enumerate(pieces):
        owner[start:end] = number
    rows = {}
    for token, (start, end) in enumerate(offsets):
        place = start - at
        if place < -1 or end - at > len(request):
            continue
        if place < 0 or request[place : place + 1].isspace():
            place += 1
        if place < end - at and owner[place] >= 0:
            rows[token] = base + int(owner[place])
    return rows


def load(path: Path, tokenizer: Tokenizer, max_len: int, limit: int = 10**9, cut: float = 0.0) -> tuple[list[Example], torch.Tensor]:
    """
    Reads a JSONL of text forms, and the table of states that their tokens carry. Examples longer than max_len tokens are left
    out. `cut` is the share of single calls that end with the call: their results teach only that they are done, which needs
    fewer examples than calls do.
    """
    examples, chunk = [], []
    known = States(path.parent, path.stem)
    added = tokenizer.get_vocab()
    slots, plain = added[chr(0xE020)], 1 + max(tokenizer.get_added_tokens_decoder())
    stop = slots + TOOL_SLOTS + PARAM_SLOTS + OPTION_SLOTS

    def flush() -> None:
        requests = [states.request_of(row["x"]) for _, row in chunk]
        read = known.tokenizer.encode_batch(requests)
        for (number, row), encoding, request, pieces in zip(chunk, tokenizer.encode_batch([row["x"] for _, row in chunk]), requests, read):
            ids, text = encoding.ids, row["x"]
            if row["k"] in ("single", "api", "public") and ids.count(END) == 1 and (len(examples) * 7919) % 1000 < cut * 1000:
                ids = ids[: ids.index(END) + 1]
            if len(ids) > max_len:
                continue
            lowered = text.lower()
            marks = case_marks(text, lowered, encoding.offsets) if len(lowered) == len(text) else [0] * len(encoding.ids)
            features = np.zeros(len(ids), np.int32)
            for token, place in request_rows(request, known.starts[number], text.index(states.REQUEST) + 2, encoding.offsets[: len(ids)], pieces.offsets).items():
                features[token] = place
            slot = 0
            for i, token in enumerate(ids):
                if token < plain:  # a tool's name holds capitals, but its token says so already
                    marks[i] = 0
                if slots <= token < stop:
                    marks[i], features[i] = row["m"][slot], 1 + row["d"][slot]
                    slot += 1
            weights = np.array(loss_weights(ids, slots), np.float32)
            groups, found = slot_groups(ids, features, slots, stop)
            examples.append(Example(np.array(ids, np.int16), np.array(marks[: len(ids)], np.int8), weights, features, groups, found, row["k"]))
        chunk.clear()

    with path.open() as file:
        for number, line in enumerate(file):
            if number >= min(limit, len(known.starts) - 1):
                break
            chunk.append((number, json.loads(line)))
            if len(chunk) == 4096:
                flush()
    flush()
    return examples, torch.from_numpy(known.table)


def together(parts: list[tuple[list[Example], torch.Tensor]]) -> tuple[list[Example], torch.Tensor]:
    """Several data sets as one: their examples over one table of states."""
    examples, tables, base = [], [parts[0][1][:1]], 0
    for own, table in parts:
        for example in own:
            example.features[example.features > 0] += base
            example.slots[example.slots[:, 1] > 0, 1] += base
        examples += own
        tables.append(table[1:])
        base += len(table) - 1
    return examples, torch.cat(tables)


LENGTHS = (40, 56, 72, 96, 128, 160, 208, 288)


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


@dataclass
class Batch:
    """ids, marks, rows of the table of states, targets, weights and groups of shape (batch, length); targets are the next tokens."""

    ids: torch.Tensor
    marks: torch.Tensor
    rows: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    groups: torch.Tensor
    slots: torch.Tensor  # (batch, slots, 4) as in Example

    def to(self, device: torch.device) -> "Batch":
        return Batch(*(getattr(self, one.name).to(device) for one in fields(self)))


def collate(examples: list[Example], numbers: list[int], length: int) -> Batch:
    shape = (len(numbers), length)
    ids, marks, rows, targets = (np.zeros(shape, np.int64) for _ in range(4))
    weights, groups = np.zeros(shape, np.float32), np.full(shape, -1, np.int64)
    slots = np.full((len(numbers), max(len(examples[number].slots) for number in numbers), 4), -1, np.int64)
    slots[..., :2], slots[..., 3] = 0, -2  # padding belongs to no group
    for row, number in enumerate(numbers):
        example = examples[number]
        size = len(example.ids) - 1
        ids[row, :size], marks[row, :size], rows[row, :size] = example.ids[:-1], example.marks[:-1], example.features[:-1]
        targets[row, :size], weights[row, :size], groups[row, :size] = example.ids[1:], example.weights[1:], example.groups[1:]
        slots[row, : len(example.slots)] = example.slots
    return Batch(*map(torch.from_numpy, (ids, marks, rows, targets, weights, groups, slots)))


def features(table: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """The states (…, WIDTH) that the rows of a table stand for."""
    return table[rows].float() * states.STEP


def scores(needle: net.Needle, hidden: torch.Tensor, batch: Batch, table: torch.Tensor, picked: torch.Tensor) -> torch.Tensor:
    """Logits (picked, vocab) of the picked positions (of batch x length, flat), with slots scored by what they say."""
    slots = batch.slots
    extra = needle.pointed(hidden, features(table, slots[..., 1]), slots[..., 2])
    extra = extra * (batch.groups[..., None] == slots[:, None, :, 3])
    ids = slots[:, None, :, 0].expand_as(extra)
    return needle.logits(hidden.flatten(0, 1)[picked]).scatter_add(1, ids.flatten(0, 1)[picked], extra.flatten(0, 1)[picked])
