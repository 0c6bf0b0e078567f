"""Checks stage two on toy problems: `python3 models/training/mrt_check.py` prints what holds, and fails where something does not.

- the gradient of the expected cost equals finite differences;
- candidates that are there count no matter how many padded ones stand beside them;
- keys and values kept from token to token give the same network as reading all at once;
- what the grammar lets a model write parses, and its log probability is the one that it was drawn with;
- minimum-risk training of a tiny model makes the expected cost fall.
"""

import torch
from torch import Tensor

import model as net
import sampling
from grammar import Grammar, Param, Schema, Source, Token
from mrt import Row, expected_cost, log_probabilities, risk



def gradient() -> None:
    torch.manual_seed(0)
    logs = torch.randn(6, dtype=torch.float64, requires_grad=True)
    costs = torch.rand(6, dtype=torch.float64)
    for alpha in (0.005, 0.1, 1.0):
        (slope,) = torch.autograd.grad(expected_cost(logs, costs, alpha), logs)
        for n in range(6):
            step = torch.zeros(6, dtype=torch.float64)
            step[n] = 1e-6
            rise = (expected_cost(logs.detach() + step, costs, alpha) - expected_cost(logs.detach() - step, costs, alpha)) / 2e-6
            assert abs(float(rise - slope[n])) < 1e-8, (alpha, n)
    print("the gradient of the expected cost equals finite differences")
    short, long = torch.tensor([0.3, -1.0]), torch.tensor([0.3, -1.0, -torch.inf])
    assert torch.allclose(expected_cost(short, torch.tensor([1.0, 0.2]), 0.5), expected_cost(long, torch.tensor([1.0, 0.2, 7.0]), 0.5))
    print("a padded candidate counts nothing")


class Toy(Grammar):
    """A grammar over a vocabulary of 60 without a tokenizer: marks below 19, one tool slot at 20, parameters from 21, words from 40."""

    def __init__(self) -> None:
        self.keys = []
        self.tools = 20
        self.value, self.key, self.end, self.yes, self.no = (Token(one) for one in (10, 13, 14, 11, 12))
        self.none = [Token(4), Token(5), Token(6)]


def toy() -> tuple[net.Needle, Toy, list[Row]]:
    torch.manual_seed(3)
    needle = net.Needle(net.Config(vocab=60, dim=32, layers=2, heads=4, kv_heads=2, head_dim=8, hidden=32, max_len=64, features=8))
    for layer in needle.layers:  # they begin as nothing at all
        torch.nn.init.normal_(layer.out, std=0.1)
        torch.nn.init.normal_(layer.down, std=0.1)
    to, loud = Param("to", "words", True, False, Token(21), [], []), Param("loud", "flag", False, False, Token(22), [], [])
    schema = Schema("say", (0, 0, -1), [Token(21), Token(22), Token(8)], [to, loud])
    rows = []
    for person in range(4):
        text = f" tell p{person} q{person}"
        tokens, spans = [Token(40), Token(44 + person), Token(50 + person)], [(0, 5), (5, 8), (8, 11)]
        prompt = sampling.Prompt([Token(1), Token(20), Token(2), *tokens, Token(3)], Source(text, tokens, spans), [schema])
        rows.append(Row(prompt, text, [{"tool": "say", "args": {"to": f"p{person}"}}], None))
    return needle, Toy(), rows


def cost(row: Row, one: sampling.Candidate) -> float:
    if not one.calls:
        return 1.0
    args, want = one.calls[0]["args"], row.want[0]["args"]
    return 1 - (0.7 * (args["to"] == want["to"]) + 0.3 * ("loud" not in args))


def kept() -> None:
    needle, _, rows = toy()
    ids, marks, features = sampling.arrays([rows[0].prompt.tokens, rows[1].prompt.tokens], nothing(needle))
    whole = needle.hidden(ids, marks, features)
    cache = sampling.Cache(needle, 2, 16)
    first = sampling.advance(needle, cache, ids[:, :4], marks[:, :4], features[:, :4], torch.arange(4).expand(2, -1))
    rest = [sampling.advance(needle, cache, ids[:, at : at + 1], marks[:, at : at + 1], features[:, at : at + 1], torch.full((2, 1), at)) for at in range(4, ids.shape[1])]
    assert torch.allclose(torch.cat((first, *rest), 1), whole, atol=1e-5)
    print("kept keys and values give the same states as reading all at once")


def parses() -> None:
    needle, grammar, rows = toy()
    table, rng = nothing(needle), torch.Generator().manual_seed(1)
    found = sampling.sample(needle, grammar, [row.prompt for row in rows], table, 32, 1.0, rng)
    whole = [one for all in found for one in all if one.calls]
    assert whole and any("loud" in one.calls[0]["args"] for one in whole)
    for row, all in zip(rows, found):
        for one in all:
            if one.calls:
                assert one.calls[0]["args"]["to"] in row.prompt.source.text and one.tokens[-1].id == grammar.end.id
    prompts = [row.prompt for row, all in zip(rows, found) for _ in all]
    every = [one for all in found for one in all]
    logs = log_probabilities(needle, prompts, every, table)
    assert (logs <= 1e-6).all()
    # Over one decision the probabilities of all that can be taken add up to one.
    n = next(i for i, one in enumerate(every) if one.calls == [])
    alone = [sampling.Candidate([token], [(0, grammar.decisions(prompts[n].shown), at)]) for at, token in enumerate(grammar.decisions(prompts[n].shown))]
    assert abs(log_probabilities(needle, [prompts[n]] * len(alone), alone, table).exp().sum().item() - 1) < 1e-4
    print(f"{len(whole)} candidates parse; probabilities of a decision add up to one")


def falls() -> None:
    needle, grammar, rows = toy()
    table = nothing(needle)
    optimizer = torch.optim.AdamW(needle.parameters(), lr=3e-3)

    def expected() -> float:
        rng = torch.Generator().manual_seed(9)
        found = sampling.sample(needle, grammar, [row.prompt for row in rows], table, 24, 1.0, rng)
        with torch.no_grad():
            return float(risk(needle, rows, found, [[cost(row, one) for one in all] for row, all in zip(rows, found)], table, 1.0))

    before = expected()
    for step in range(60):
        rng = torch.Generator().manual_seed(step)
        found = sampling.sample(needle, grammar, [row.prompt for row in rows], table, 12, 1.0, rng)
        loss = risk(needle, rows, found, [[cost(row, one) for one in all] for row, all in zip(rows, found)], table, 1.0)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    after = expected()
    assert after < before - 0.2, (before, after)
    print(f"the expected cost falls from {before:.2f} to {after:.2f}")


def nothing(needle: net.Needle) -> Tensor:
    """A table of states with the row of zeros alone."""
    return torch.zeros((1, needle.c.features), dtype=torch.int8)


if __name__ == "__main__":
    gradient()
    kept()
    parses()
    falls()
