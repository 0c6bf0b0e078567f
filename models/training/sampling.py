"""Samples calls from Needle, many at a time, with keys and values kept."""

from collections.abc import Generator
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

import dataset
import model as net
from grammar import Grammar, Schema, Source, Token, Unwritable, Value


@dataclass
class Prompt:
    """A request and what is shown with it, up to the first decision."""

    tokens: list[Token]
    source: Source
    shown: list[Schema]


@dataclass
class Candidate:
    """What was written after a prompt: every token, and of each choice its place, what was allowed and what was taken."""

    tokens: list[Token] = field(default_factory=list)
    choices: list[tuple[int, list[Token], int]] = field(default_factory=list)  # index into tokens, what was allowed, which of it
    calls: list[dict] | None = None  # None: it does not parse


class Cache:
    """Keys and values of every layer, (rows, kv heads, length, head_dim)."""

    def __init__(self, needle: net.Needle, rows: int, length: int) -> None:
        c = needle.c
        self.layers = [(torch.zeros(rows, c.kv_heads, length, c.head_dim), torch.zeros(rows, c.kv_heads, length, c.head_dim)) for _ in needle.layers]

    def pick(self, rows: Tensor) -> None:
        self.layers = [(k[rows], v[rows]) for k, v in self.layers]


def advance(needle: net.Needle, cache: Cache, ids: Tensor, marks: Tensor, features: Tensor, at: Tensor) -> Tensor:
    """Reads tokens (rows, time) that stand at places `at`, after what the cache holds before them; answers their hidden states."""
    c = needle.c
    rows, time = ids.shape
    x = needle.embed[ids] + needle.marks[marks] + features @ needle.feature
    seen = (torch.arange(cache.layers[0][0].shape[2]) <= at[..., None])[:, None]
    cos, sin = needle.cos[at][:, None], needle.sin[at][:, None]
    row = torch.arange(rows)[:, None]
    for layer, (k_all, v_all) in zip(needle.layers, cache.layers):
        q, k, v = (net.rms(x, layer.norm1, c.eps) @ layer.qkv).split((layer.q_dim, layer.kv_dim, layer.kv_dim), dim=-1)
        q = net.rotate(net.rms(q.reshape(rows, time, c.heads, c.head_dim), layer.q_norm, c.eps).transpose(1, 2), cos, sin)
        k = net.rotate(net.rms(k.reshape(rows, time, c.kv_heads, c.head_dim), layer.k_norm, c.eps).transpose(1, 2), cos, sin)
        v = v.reshape(rows, time, c.kv_heads, c.head_dim)
        if c.kv_bits > 0:
            k, v = net.rounded(k, layer.k_step, c.kv_bits), net.rounded(v, layer.v_step, c.kv_bits)
        k_all[row, :, at], v_all[row, :, at] = k.transpose(1, 2), v
        a = F.scaled_dot_product_attention(q, k_all, v_all, attn_mask=seen, enable_gqa=True)
        x = x + a.transpose(1, 2).reshape(rows, time, layer.q_dim) @ layer.out
        if c.hidden:
            gate, up = (net.rms(x, layer.norm2, c.eps) @ layer.up).chunk(2, dim=-1)
            x = x + (F.silu(gate) * up) @ layer.down
    return net.rms(x, needle.norm, c.eps)


def padded(sequences: list[list[Token]]) -> Tensor:
    """ids, marks, rows and names (4, sequences, longest), with plain zeros at their ends."""
    length, nothing = max(map(len, sequences)), (0, 0, 0, -1)
    return torch.tensor([[(t.id, t.mark, t.row, t.name) for t in one] + [nothing] * (length - len(one)) for one in sequences]).permute(2, 0, 1)


def arrays(sequences: list[list[Token]], table: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """ids, marks and features of sequences, padded at their ends."""
    ids, marks, rows, _ = padded(sequences)
    return ids, marks, dataset.features(table, rows)


def weigh(needle: net.Needle, hidden: Tensor, allowed: list[list[Token]], table: Tensor) -> Tensor:
    """Log probabilities (states, most allowed) of what may follow each state (states, dim); slots are scored by what they say too."""
    ids, _, rows, names = padded(allowed)
    logits = needle.logits(hidden)
    named = logits.gather(1, names.clamp(min=0)) * (names >= 0)
    vectors = dataset.features(table, rows) @ needle.pointer * needle.c.features**-0.5
    scores = logits.gather(1, ids) + named + (vectors * hidden[:, None]).sum(-1)
    real = torch.arange(ids.shape[1]) < torch.tensor([len(one) for one in allowed])[:, None]
    return torch.log_softmax(scores.masked_fill(~real, -torch.inf), 1)


def take(logs: Tensor, heat: float, rng: torch.Generator) -> int:
    """Draws one of a row, flatter the higher `heat` is; at 0 the likeliest."""
    return int(logs.argmax()) if heat == 0 else int(torch.multinomial(torch.softmax(logs / heat, 0), 1, generator=rng))


@torch.no_grad()
def sample(needle: net.Needle, grammar: Grammar, prompts: list[Prompt], table: Tensor, count: int, heat: float, rng: torch.Generator, longest: int = 48) -> list[list[Candidate]]:
    """
    For each prompt the call that the model finds likeliest token by token, then `count - 1` drawn from it: at a heat above 1,
    since a trained model is so sure that its own draws are nearly all the same. Equal ones are kept once. A call of more than
    `longest` tokens is cut off and does not parse.
    """
    ids, marks, features = arrays([prompt.tokens for prompt in prompts], table)
    hidden = needle.hidden(ids, marks, features)
    decisions = [grammar.decisions(prompt.shown) for prompt in prompts]
    first = weigh(needle, torch.stack([hidden[n, len(prompt.tokens) - 1] for n, prompt in enumerate(prompts)]), decisions, table)
    found: list[list[Candidate]] = [[] for _ in prompts]
    started: list[tuple[int, int, float, Candidate]] = []  # prompt, tool, heat, candidate
    for n, prompt in enumerate(prompts):
        allowed = decisions[n]
        for draw in range(count):
            own = 0.0 if draw == 0 else heat
            taken = take(first[n], own, rng)
            one = Candidate([allowed[taken]], [(0, allowed, taken)])
            found[n].append(one)
            if taken < len(prompt.shown):
                started.append((n, taken, own, one))
            else:
                one.calls = []
    if started:
        write(needle, grammar, prompts, table, started, rng, longest)
    return [list({tuple(token.id for token in one.tokens): one for one in reversed(all)}.values())[::-1] for all in found]


def write(needle: net.Needle, grammar: Grammar, prompts: list[Prompt], table: Tensor, started: list[tuple[int, int, float, Candidate]], rng: torch.Generator, longest: int) -> None:
    """Writes the arguments of candidates whose tool is decided."""
    pairs = list(dict.fromkeys((n, tool) for n, tool, _, _ in started))
    reads = [prompts[n].tokens + [grammar.decisions(prompts[n].shown)[tool]] + prompts[n].shown[tool].tokens for n, tool in pairs]
    ids, marks, features = arrays(reads, table)
    cache = Cache(needle, len(pairs), ids.shape[1] + longest)
    hidden = advance(needle, cache, ids, marks, features, torch.arange(ids.shape[1]).expand(len(pairs), -1))
    owner = torch.tensor([pairs.index((n, tool)) for n, tool, _, _ in started])
    places = torch.tensor([len(read) for read in reads])[owner]
    state = hidden[owner, places - 1]
    cache.pick(owner)
    writing: list[tuple[Generator[list[Token], Token, None], dict[str, Value], list[Token]]] = []
    for n, tool, _, one in started:
        args: dict[str, Value] = {}
        rules = grammar.call(prompts[n].shown[tool], prompts[n].source, args)
        writing.append((rules, args, next(rules)))
        one.tokens += prompts[n].shown[tool].tokens
    live = list(range(len(started)))
    for _ in range(longest):
        logs = weigh(needle, state, [writing[at][2] for at in live], table)
        feed: list[Token] = []
        going: list[int] = []
        for row, at in enumerate(live):
            n, tool, heat, one = started[at]
            rules, args, allowed = writing[at]
            taken = take(logs[row], heat, rng)
            if len(allowed) > 1:
                one.choices.append((len(one.tokens), allowed, taken))
            one.tokens.append(allowed[taken])
            try:
                writing[at] = (rules, args, rules.send(allowed[taken]))
            except StopIteration:
                one.calls = [{"tool": prompts[n].shown[tool].tool, "args": args}]
                continue
            except Unwritable:
                continue
            going.append(row)
            feed.append(allowed[taken])
        if not going:
            return
        kept = torch.tensor(going)
        live, places = [live[row] for row in going], places[kept]
        cache.pick(kept)
        ids, marks, features = arrays([[token] for token in feed], table)
        state = advance(needle, cache, ids, marks, features, places[:, None])[:, 0]
        places = places + 1
