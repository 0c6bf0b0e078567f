"""Needle's network: a decoder-only transformer (RMSNorm, RoPE, grouped-query attention with QK-norm, SwiGLU where `hidden` is
not 0, tied embedding).

Inputs are token ids, marks, and features. A mark says how a word is written (0 plain, 1 capitalised, 2 upper case: the
tokenizer lower-cases) or what a parameter's slot takes. Features are the sentence encoder's states of the request's tokens, and
of what a slot says of itself; zeros where there is nothing to say. A slot is also scored by what it says: its output vector is its
token's embedding, plus its feature through `pointer`, plus the embedding of the name that stands behind it. All weight matrices are stored (in, out), as ONNX's MatMul
wants them.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass
class Config:
    vocab: int = 4096
    dim: int = 256
    layers: int = 5
    heads: int = 8
    kv_heads: int = 2
    head_dim: int = 32
    hidden: int = 512
    features: int = 768
    kv_bits: int = 0  # of the key-value cache that is trained for; 0: not rounded
    mark_rows: int = 51
    max_len: int = 1024
    rope_base: float = 10000.0
    eps: float = 1e-5
    logit_scale: float = 1.0


def rope_tables(config: Config) -> tuple[Tensor, Tensor]:
    """cos and sin of shape (max_len, head_dim / 2), rotate-half convention (GroupQueryAttention, interleaved = 0)."""
    half = config.head_dim // 2
    inv = config.rope_base ** (-torch.arange(half, dtype=torch.float64) / half)
    angle = torch.arange(config.max_len, dtype=torch.float64)[:, None] * inv[None, :]
    return angle.cos().float(), angle.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """x: (batch, heads, time, head_dim); cos, sin: (time, head_dim / 2)."""
    a, b = x.chunk(2, dim=-1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), dim=-1)


def rms(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return F.rms_norm(x, (x.shape[-1],), weight, eps)


def rounded(x: Tensor, step: Tensor, bits: int) -> Tensor:
    """x in whole steps of `bits` bits, as the cache keeps it, with a learned step (LSQ, Esser et al. 2020, arXiv:1902.08153)."""
    most = 2 ** (bits - 1) - 1
    slowed = (most * x.numel()) ** -0.5
    step = step * slowed + (step * (1 - slowed)).detach()
    places = (x / step).clamp(-most - 1, most)
    return (places + (places.round() - places).detach()) * step


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.c = c
        self.q_dim, self.kv_dim = c.heads * c.head_dim, c.kv_heads * c.head_dim
        self.norm1 = nn.Parameter(torch.ones(c.dim))
        self.qkv = nn.Parameter(torch.randn(c.dim, self.q_dim + 2 * self.kv_dim) * c.dim**-0.5)
        self.q_norm = nn.Parameter(torch.ones(c.head_dim))
        self.k_norm = nn.Parameter(torch.ones(c.head_dim))
        self.out = nn.Parameter(torch.zeros(self.q_dim, c.dim))
        if c.kv_bits > 0:
            self.k_step = nn.Parameter(torch.tensor(2.5 / 2 ** (c.kv_bits - 1)))
            self.v_step = nn.Parameter(torch.tensor(2.5 / 2 ** (c.kv_bits - 1)))
        if c.hidden == 0:
            return
        self.norm2 = nn.Parameter(torch.ones(c.dim))
        self.up = nn.Parameter(torch.randn(c.dim, 2 * c.hidden) * c.dim**-0.5)
        self.down = nn.Parameter(torch.zeros(c.hidden, c.dim))

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        c, (b, t, _) = self.c, x.shape
        q, k, v = mm(rms(x, self.norm1, c.eps), self.qkv).split((self.q_dim, self.kv_dim, self.kv_dim), dim=-1)
        q = rotate(rms(q.reshape(b, t, c.heads, c.head_dim), self.q_norm, c.eps).transpose(1, 2), cos, sin)
        k = rotate(rms(k.reshape(b, t, c.kv_heads, c.head_dim), self.k_norm, c.eps).transpose(1, 2), cos, sin)
        v = v.reshape(b, t, c.kv_heads, c.head_dim).transpose(1, 2)
        if c.kv_bits > 0:
            k, v = rounded(k, self.k_step, c.kv_bits), rounded(v, self.v_step, c.kv_bits)
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + mm(a.transpose(1, 2).reshape(b, t, self.q_dim), self.out)
        if c.hidden == 0:
            return x
        gate, up = mm(rms(x, self.norm2, c.eps), self.up).chunk(2, dim=-1)
        return x + mm(F.silu(gate) * up, self.down)


HALF = {"on": False}


def mm(x: Tensor, w: Tensor) -> Tensor:
    """x @ w; in bfloat16 while training where that is faster (`HALF`), always answering float32."""
    if HALF["on"]:
        return (x.bfloat16() @ w.bfloat16()).float()
    return x @ w


class Needle(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.c = c
        self.embed = nn.Parameter(torch.randn(c.vocab, c.dim) * 0.5)
        self.marks = nn.Parameter(torch.zeros(c.mark_rows, c.dim))
        self.feature = nn.Parameter(torch.randn(c.features, c.dim) * 0.1 * c.features**-0.5)
        self.pointer = nn.Parameter(torch.randn(c.features, c.dim) * 0.02)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.norm = nn.Parameter(torch.ones(c.dim))
        cos, sin = rope_tables(c)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def hidden(self, ids: Tensor, marks: Tensor, features: Tensor) -> Tensor:
        """ids, marks: (batch, time) int64; features: (batch, time, features) -> (batch, time, dim)."""
        t = ids.shape[1]
        x = self.embed[ids] + self.marks[marks] + mm(features, self.feature)
        for layer in self.layers:
            x = layer(x, self.cos[:t], self.sin[:t])
        return rms(x, self.norm, self.c.eps)

    def logits(self, hidden: Tensor) -> Tensor:
        return mm(hidden, self.embed.t()) * (self.c.dim**-0.5)

    def pointed(self, hidden: Tensor, features: Tensor, names: Tensor) -> Tensor:
        """
        What slots are scored beside their tokens' logits: hidden (batch, time, dim), features (batch, slots, features) and name
        ids (batch, slots; negative where no name stands) -> (batch, time, slots).
        """
        named = self.embed[names.clamp(min=0)] * (names >= 0)[..., None] * self.c.dim**-0.5
        vectors = mm(features, self.pointer) * self.c.features**-0.5 + named
        return hidden @ vectors.transpose(1, 2)
