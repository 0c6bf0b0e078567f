"""What may be written after a prompt: the decision, and one call of a shown tool, token by token.

The same grammar as main/inference/decode.ts and value.ts, for sampling in training; rules there that only narrow which stretches
of a request may be copied (quotes, kinds with a look) are left out, so that a sample may be worse than what the app writes, never
of another form. A grammar is a generator: it yields the tokens that may come next and is sent the one that was taken.
"""

from collections.abc import Generator
from dataclasses import dataclass

from tokenizers import Tokenizer

import dataset

MOST_ITEMS = 12
Value = str | bool | list[str] | dict[str, str]


@dataclass(frozen=True)
class Token:
    id: int
    mark: int = 0
    row: int = 0  # of the table of states
    name: int = -1  # id of the name behind a tool's slot


Choices = Generator[list[Token], Token, None]


@dataclass(frozen=True)
class Param:
    name: str
    writes: str  # words, choice, flag or map
    required: bool
    many: bool
    slot: Token
    options: list[tuple[Token, str]]
    also: list[tuple[list[Token], str]]


@dataclass(frozen=True)
class Schema:
    """A tool's part of the prompt once it is chosen: what follows its slot, up to where its arguments begin."""

    tool: str
    slot: tuple[int, int, int]  # mark, row and name of the tool's own slot
    tokens: list[Token]
    params: list[Param]


def is_boundary(text: str, at: int) -> bool:
    """Whether a word may begin or end before the character at `at`."""
    return at <= 0 or at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


class Source:
    """A request as tokens, for copying."""

    def __init__(self, text: str, tokens: list[Token], spans: list[tuple[int, int]]) -> None:
        self.text, self.tokens, self.spans = text, tokens, spans

    def _begins(self, i: int) -> int:
        start, end = self.spans[i]
        return start + 1 if start < end and self.text[start] == " " else start

    def may_start(self, i: int) -> bool:
        at, end = self._begins(i), self.spans[i][1]
        return at < end and not self.text[at].isspace() and is_boundary(self.text, at)

    def may_end(self, i: int) -> bool:
        start, end = self.spans[i]
        return start < end and self.text[end - 1] not in " \n,;:" and is_boundary(self.text, end)

    def words(self, first: int, last: int) -> str:
        return self.text[self._begins(first) : self.spans[last][1]]


def distinct(tokens: list[Token]) -> list[Token]:
    return list({token.id: token for token in reversed(tokens)}.values())[::-1]


def words(source: Source, literals: list[tuple[list[Token], str]], ends: list[Token]) -> Generator[list[Token], Token, tuple[str, Token]]:
    """A stretch of the request or one of the literals, and the token that ended it."""
    copies = [(i, i) for i in range(len(source.tokens)) if source.may_start(i)]
    rest = [(tokens, text) for tokens, text in literals if tokens]
    depth = 0
    while True:
        finished = next((source.words(i, at - 1) for i, at in copies if at > i and source.may_end(at - 1)), None)
        if finished is None:
            finished = next((text for tokens, text in rest if len(tokens) == depth), None)
        going = [source.tokens[at] for _, at in copies if at < len(source.tokens)] + [tokens[depth] for tokens, _ in rest if depth < len(tokens)]
        allowed = distinct(going + (ends if finished is not None else []))
        if not allowed:  # the request is at its end within a word: nothing can be copied from here
            raise Unwritable
        taken = yield allowed
        if finished is not None and any(taken.id == end.id for end in ends):
            return finished, taken
        copies = [(i, at + 1) for i, at in copies if at < len(source.tokens) and source.tokens[at].id == taken.id]
        rest = [(tokens, text) for tokens, text in rest if depth < len(tokens) and tokens[depth].id == taken.id]
        depth += 1


class Unwritable(Exception):
    """What was begun has no end that the grammar allows; such a candidate does not parse."""


class Grammar:
    """The grammar over one tokenizer."""

    def __init__(self, tokenizer: Tokenizer, keys: list[tuple[list[Token], str]]) -> None:
        self.keys = keys
        self.tools = tokenizer.get_vocab()[chr(0xE020)]
        self.value, self.key, self.end, self.yes, self.no = (Token(one) for one in (dataset.VALUE, dataset.KEY, dataset.END, dataset.YES, dataset.NO))
        self.none = [Token(one) for one in (dataset.ASK + 1, dataset.ASK + 2, dataset.ASK + 3)]

    def decisions(self, shown: list[Schema]) -> list[Token]:
        """Slots of the shown tools, in order, then the reasons for no call."""
        return [Token(self.tools + at, *schema.slot) for at, schema in enumerate(shown)] + self.none

    def call(self, schema: Schema, source: Source, args: dict[str, Value]) -> Choices:
        """Arguments in the schema's order, up to the end of the call; what was written lands in `args`."""
        taken = yield self._after(schema.params, 0)
        while taken.id != self.end.id:
            index = next(i for i, param in enumerate(schema.params) if param.slot.id == taken.id)
            param, after = schema.params[index], self._after(schema.params, index + 1)
            if param.writes == "map":
                args[param.name], taken = yield from self._map(param, source, after)
                continue
            items: list[str | bool] = []
            while True:
                more = param.many and len(items) + 1 < MOST_ITEMS
                value, taken = yield from self._one(param, source, after + [self.value] if more else after)
                if value not in items:
                    items.append(value)
                if not param.many or taken.id != self.value.id:
                    break
            args[param.name] = items if param.many else items[0]

    def _after(self, params: list[Param], start: int) -> list[Token]:
        out: list[Token] = []
        for param in params[start:]:
            out.append(param.slot)
            if param.required:
                return out
        return out + [self.end]

    def _one(self, param: Param, source: Source, ends: list[Token]) -> Generator[list[Token], Token, tuple[str | bool, Token]]:
        if param.writes == "words":
            return (yield from words(source, param.also, ends))
        choices = [(self.yes, True), (self.no, False)] if param.writes == "flag" else param.options
        taken = yield [token for token, _ in choices]
        return next(value for token, value in choices if token.id == taken.id), (yield ends)

    def _map(self, param: Param, source: Source, after: list[Token]) -> Generator[list[Token], Token, tuple[dict[str, str], Token]]:
        entries: dict[str, str] = {}
        taken = yield [self.key]
        known = {text.lower(): text for _, text in self.keys}
        while True:
            name, _ = yield from words(source, self.keys, [self.value])
            value, taken = yield from words(source, param.also, after + [self.key] if len(entries) + 1 < MOST_ITEMS else after)
            entries[known.get(name.lower(), name)] = value
            if taken.id != self.key.id:
                return entries, taken
