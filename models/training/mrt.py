"""Stage two: minimum-risk training on what calls do.

    node models/data/build-grounded.ts --count 6000
    python3 models/training/states.py --data models/data/out/grounded
    python3 models/training/mrt.py --config models/training/configs/v2-mrt.json

Starts from a stage-one run. For each request, calls are drawn from the model under the grammar and carried out on the demo
workspace; their cost is 1 - Execution F1. The loss is the expected cost under the model's distribution over the candidates,
sharpened by `alpha` and renormalised among them (Shen et al. 2016, https://arxiv.org/abs/1512.02433), plus `mix` times the loss of
stage one on other examples (Edunov et al. 2018, https://arxiv.org/abs/1711.04956: without it, training for a sequence's cost
forgets the tokens). Resumable: run it again and it goes on from the last checkpoint.
"""

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

import dataset
import model as net
import sampling
import states
from effects import Scorer
from grammar import Grammar, Param, Schema, Source, Token, Unwritable

here = Path(__file__).resolve().parent
root = here.parent.parent


@dataclass
class Row:
    prompt: sampling.Prompt
    request: str
    want: list[dict]
    gold: sampling.Candidate | None  # what is wanted, as the grammar writes it; None where it cannot


def expected_cost(logs: Tensor, costs: Tensor, alpha: float) -> Tensor:
    """Expected cost (batch,) under the distribution softmax(alpha * logs) over candidates (batch, n); -inf logs are no candidates."""
    return (torch.softmax(alpha * logs, -1) * costs).sum(-1)


def plain_tokens(tokenizer: Tokenizer, text: str) -> list[Token]:
    """Tokens of words that stand after a space."""
    encoding = tokenizer.encode(f" {text}")
    return [Token(id, mark) for id, mark in zip(encoding.ids, dataset.case_marks(f" {text}", f" {text}".lower(), encoding.offsets))]


class Reader:
    """Reads the rows of grounded examples (models/data/build-grounded.ts) as prompts."""

    def __init__(self, data: Path, tokenizer: Tokenizer) -> None:
        self.data, self.tokenizer = data, tokenizer
        vocabulary = tokenizer.get_vocab()
        self.slots = range(vocabulary[chr(0xE020)], vocabulary[chr(0xE020)] + dataset.TOOL_SLOTS + dataset.PARAM_SLOTS + dataset.OPTION_SLOTS)
        self.plain = 1 + max(tokenizer.get_added_tokens_decoder())
        keys = json.loads((here / "keys.json").read_text())
        self.grammar = Grammar(tokenizer, [(plain_tokens(tokenizer, key), key) for key in keys])
        self.schemas = {name: self.schema(name, one) for name, one in json.loads((data / "schemas.json").read_text()).items()}

    def tokens(self, text: str, descriptions: list[int], marks: list[int], rows: dict[int, int] | None = None) -> tuple[list[Token], list[tuple[int, int]]]:
        """A text form's tokens and their places; each slot carries its description, the others the rows given."""
        encoding = self.tokenizer.encode(text)
        cases = dataset.case_marks(text, text.lower(), encoding.offsets) if len(text.lower()) == len(text) else [0] * len(encoding.ids)
        out, slot = [], 0
        for at, (id, case) in enumerate(zip(encoding.ids, cases)):
            if id in self.slots:
                name = next(iter(encoding.ids[at + 1 : at + 2]), -1)
                out.append(Token(id, marks[slot], 1 + descriptions[slot], name if dataset.FROM < name < self.slots.start else -1))
                slot += 1
            else:
                out.append(Token(id, 0 if id < self.plain else case, (rows or {}).get(at, 0)))
        return out, encoding.offsets

    def schema(self, name: str, one: dict) -> Schema:
        """A tool as build-grounded.ts wrote it: `x` from its slot to where its arguments begin."""
        tokens, _ = self.tokens(one["x"], one["d"], one["m"])
        kinds = [token for token in tokens if token.id in self.slots][1:]
        params = []
        for param in one["params"]:
            slot = kinds.pop(0)
            options = [(kinds.pop(0), option) for option in param["options"]]
            also = [(plain_tokens(self.tokenizer, words), words) for words in param["also"]]
            params.append(Param(param["name"], param["writes"], param["required"], param["many"], slot, options, also))
        return Schema(name, (tokens[0].mark, tokens[0].row, tokens[0].name), tokens[1:], params)

    def read(self, part: str, limit: int, longest: int) -> tuple[list[Row], Tensor]:
        """Rows of one part, and the table of states that their tokens point into. Prompts of more than `longest` tokens are left out."""
        known = dataset.States(self.data, part)
        rows = []
        with (self.data / f"{part}.jsonl").open() as file:
            for number, line in zip(range(min(limit, len(known.starts) - 1)), file):
                row = json.loads(line)
                text, request = row["x"][: row["x"].index(states.ASK) + 1], states.request_of(row["x"])
                at = text.index(states.REQUEST) + 2
                offsets = self.tokenizer.encode(text).offsets
                pieces = known.tokenizer.encode(request).offsets
                tokens, spans = self.tokens(text, row["d"], row["m"], dataset.request_rows(request, int(known.starts[number]), at, offsets, pieces))
                if len(tokens) > longest:
                    continue
                inside = [i for i, (start, end) in enumerate(spans) if start >= at - 1 and end <= at + len(request) and start < end]
                # A copied word is written without the state that it carries in the request.
                source = Source(f" {request}", [Token(tokens[i].id, tokens[i].mark) for i in inside], [(spans[i][0] - at + 1, spans[i][1] - at + 1) for i in inside])
                prompt = sampling.Prompt(tokens, source, [self.schemas[name] for name in row["tools"]])
                rows.append(Row(prompt, row["request"], row["want"], self.gold(prompt, row)))
        return rows, torch.from_numpy(known.table)

    def gold(self, prompt: sampling.Prompt, row: dict) -> sampling.Candidate | None:
        """The first decision of the example's own text as a candidate, its choices found by following the grammar."""
        text = row["x"][row["x"].index(states.ASK) + 1 :]
        ids = self.tokenizer.encode(text.split(chr(0xE00E))[0]).ids
        allowed = self.grammar.decisions(prompt.shown)
        taken = next((n for n, token in enumerate(allowed) if token.id == ids[0]), None)
        if taken is None:
            return None
        one = sampling.Candidate([allowed[taken]], [(0, allowed, taken)], row["want"])
        if taken >= len(prompt.shown):
            return one
        schema = prompt.shown[taken]
        one.tokens += schema.tokens
        rules = self.grammar.call(schema, prompt.source, {})
        allowed = next(rules)
        for id in [*ids[ids.index(dataset.CALL) + 1 :], dataset.END]:
            taken = next((n for n, token in enumerate(allowed) if token.id == id), None)
            if taken is None:
                return None
            if len(allowed) > 1:
                one.choices.append((len(one.tokens), allowed, taken))
            one.tokens.append(allowed[taken])
            try:
                allowed = rules.send(allowed[taken])
            except StopIteration:
                return one
            except Unwritable:
                return None
        return None


def log_probabilities(needle: net.Needle, prompts: list[sampling.Prompt], candidates: list[sampling.Candidate], table: Tensor) -> Tensor:
    """Log probability of each candidate under the grammar, with gradient; `prompts[n]` is the prompt of `candidates[n]`."""
    sequences = [prompt.tokens + one.tokens for prompt, one in zip(prompts, candidates)]
    hidden = needle.hidden(*sampling.arrays(sequences, table))
    choices = [(n, len(prompts[n].tokens) + at - 1, allowed, taken) for n, one in enumerate(candidates) for at, allowed, taken in one.choices]
    owner = torch.tensor([n for n, _, _, _ in choices])
    read = hidden[owner, torch.tensor([at for _, at, _, _ in choices])]
    logs = sampling.weigh(needle, read, [allowed for _, _, allowed, _ in choices], table)
    picked = logs.gather(1, torch.tensor([taken for _, _, _, taken in choices])[:, None]).squeeze(1)
    return torch.zeros(len(candidates)).index_add(0, owner, picked)


def risk(needle: net.Needle, rows: list[Row], found: list[list[sampling.Candidate]], costs: list[list[float]], table: Tensor, alpha: float) -> Tensor:
    """Mean expected cost over the requests of a batch."""
    prompts = [row.prompt for row, all in zip(rows, found) for _ in all]
    logs = log_probabilities(needle, prompts, [one for all in found for one in all], table)
    parts = zip(logs.split([len(all) for all in found]), costs)
    return torch.stack([expected_cost(part, torch.tensor(cost), alpha) for part, cost in parts]).mean()


def costs_of(scorer: Scorer, rows: list[Row], found: list[list[sampling.Candidate]]) -> tuple[list[list[float]], list[list[bool]]]:
    """1 - Execution F1 of each candidate, and whether it is right."""
    answers = [scorer.score(row.request, row.want, [one.calls for one in all]) for row, all in zip(rows, found)]
    return [[1 - score for score in scores] for scores, _ in answers], [right for _, right in answers]


def judge(needle: net.Needle, grammar: Grammar, rows: list[Row], table: Tensor, scorer: Scorer) -> dict[str, float]:
    """Mean Execution F1 of the call that the model writes first, the share of requests in which it is right, and the former
    over those that want a call."""
    f1, exact = [], []
    rng = torch.Generator().manual_seed(0)
    for at in range(0, len(rows), 16):
        some = rows[at : at + 16]
        costs, right = costs_of(scorer, some, sampling.sample(needle, grammar, [row.prompt for row in some], table, 1, 1.0, rng))
        f1 += [1 - one[0] for one in costs]
        exact += [one[0] for one in right]
    calls = [score for score, row in zip(f1, rows) if row.want]
    return {"f1": sum(f1) / len(f1), "right": sum(exact) / len(exact), "f1_calls": sum(calls) / max(1, len(calls))}


def stage_one_loss(needle: net.Needle, examples: list[dataset.Example], table: Tensor, length: int, numbers: list[int]) -> Tensor:
    batch = dataset.collate(examples, numbers, length)
    weights = batch.weights.flatten()
    picked = weights.nonzero().squeeze(1)
    hidden = needle.hidden(batch.ids, batch.marks, dataset.features(table, batch.rows))
    losses = F.cross_entropy(dataset.scores(needle, hidden, batch, table, picked), batch.targets.flatten()[picked], reduction="none")
    return (losses * weights[picked]).sum() / weights.sum()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--score", action="store_true", help="only score the stage-one run and the newest of stage two")
    args = parser.parse_args()
    config = json.loads(args.config.read_text())
    run = here / "runs" / args.config.stem
    run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(config["threads"])
    tokenizer = Tokenizer.from_file(str(root / config["tokenizer"]))
    reader = Reader(root / config["data"], tokenizer)
    dev, dev_table = reader.read("dev", config["dev_examples"], config["longest"])
    first = torch.load(here / "runs" / config["start"] / "checkpoint.pt", weights_only=True)
    shape = net.Config(**first["shape"])
    needle = net.Needle(shape)
    needle.load_state_dict(first["average"], strict=False)
    checkpoint = run / "checkpoint.pt"

    def average_of(state: dict) -> net.Needle:
        judged = net.Needle(shape)
        judged.load_state_dict(state["average"], strict=False)
        return judged

    with Scorer() as scorer:
        if args.score:
            for name, file in (("stage one", here / "runs" / config["start"] / "checkpoint.pt"), ("stage two", checkpoint)):
                if file.exists():
                    print(name, json.dumps(judge(average_of(torch.load(file, weights_only=True)), reader.grammar, dev, dev_table, scorer)), flush=True)
            return
        train, table = reader.read("train", config["examples"], config["longest"])
        mixed, mixed_table = dataset.load(root / config["mixed"], tokenizer, config["longest"], config["mixed_examples"], cut=0.6)
        plan = dataset.batches(mixed, config["mixed_tokens"], config["seed"])
        optimizer = torch.optim.AdamW(needle.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=0.0)
        average = {name: p.detach().clone() for name, p in needle.named_parameters()}
        step, spent = 0, 0.0
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            needle.load_state_dict(state["model"], strict=False)
            optimizer.load_state_dict(state["optimizers"][0])
            average, step, spent = state["average"], state["step"], state["spent"]
        log = (run / "log.jsonl").open("a")

        def note(row: dict) -> None:
            print(json.dumps(row), flush=True)
            log.write(json.dumps(row) + "\n")
            log.flush()

        print(f"{len(train):,} requests ({sum(row.gold is not None for row in train):,} with their own call), {len(dev):,} held out, from step {step} of {config['steps']}", flush=True)
        if step == 0:
            note({"step": 0, **{f"dev_{name}": round(value, 4) for name, value in judge(needle, reader.grammar, dev, dev_table, scorer).items()}})
        started, running = time.monotonic() - spent, dict[str, float]()
        while step < config["steps"]:
            draw = random.Random(config["seed"] * 100_000 + step)
            rng = torch.Generator().manual_seed(config["seed"] * 100_000 + step)
            rows = draw.sample(train, config["batch"])
            found = sampling.sample(needle, reader.grammar, [row.prompt for row in rows], table, config["candidates"], config["heat"], rng)
            if config["gold"]:
                for row, all in zip(rows, found):
                    ids = {tuple(token.id for token in one.tokens) for one in all}
                    if row.gold is not None and tuple(token.id for token in row.gold.tokens) not in ids:
                        all.append(row.gold)
            costs, _ = costs_of(scorer, rows, found)
            # A request whose candidates all cost the same says nothing about which to prefer.
            telling = [n for n, one in enumerate(costs) if max(one) - min(one) > 1e-6]
            length, numbers = draw.choice(plan)
            loss = stage_one_loss(needle, mixed, mixed_table, length, numbers)
            total = config["mix"] * loss
            if telling:
                pick = lambda all: [all[n] for n in telling]
                total = total + risk(needle, pick(rows), pick(found), pick(costs), table, config["alpha"]) * len(telling) / len(rows)
            for group in optimizer.param_groups:
                group["lr"] = config["rate"] * min(1.0, (step + 1) / config["warmup"]) * (config["steps"] - step) / config["steps"]
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(needle.parameters(), 1.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                for name, p in needle.named_parameters():
                    average[name].lerp_(p, 1 - min(config["average"], (step + 1) / (step + 10)))
            mean = sum(sum(one) / len(one) for one in costs) / len(costs)
            for name, value in (("risk", mean), ("loss", loss.item()), ("candidates", sum(map(len, found)) / len(found))):
                running[name] = running.get(name, value) * 0.95 + value * 0.05
            if step % config["report"] == 0 or step == config["steps"]:
                spent = time.monotonic() - started
                row = {"step": step, "seconds": round(spent), **{name: round(value, 4) for name, value in running.items()}}
                if step % config["score"] == 0 or step == config["steps"]:
                    state = {"model": needle.state_dict(), "average": average, "optimizers": [optimizer.state_dict()], "step": step, "seen": step * config["batch"], "spent": spent, "shape": vars(shape)}
                    row |= {f"dev_{name}": round(value, 4) for name, value in judge(average_of(state), reader.grammar, dev, dev_table, scorer).items()}
                    torch.save(state, run / "next.pt")
                    (run / "next.pt").replace(checkpoint)
                note(row)


if __name__ == "__main__":
    main()
