"""The training steps of TensorBench in Python: the same networks, loss and optimizer.

Arguments: mlp, cnn or transformer; steps to warm up; steps to measure. Prints microseconds of
processor time a step, of the whole process.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Cnn(nn.Module):
    def __init__(self, channels, size, width, hidden, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, 2 * width, 3, padding=1)
        self.hidden = nn.Linear(2 * width * (size // 4) ** 2, hidden)
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        h = F.max_pool2d(F.relu(self.conv1(x)), 2)
        h = F.max_pool2d(F.relu(self.conv2(h)), 2)
        return self.head(F.relu(self.hidden(h.flatten(-3))))


MASK = torch.full((64, 64), float("-inf")).triu(1)


def attend(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):  # since 2.0
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return ((q * q.size(-1) ** -0.5) @ k.transpose(-2, -1) + MASK).softmax(-1) @ v


class Block(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.up, self.down = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x):
        b, n, d = x.shape
        h = self.norm1(x)
        q, k, v = (
            m(h).view(b, n, self.heads, d // self.heads).transpose(1, 2)
            for m in (self.q, self.k, self.v)
        )
        x = x + self.o(attend(q, k, v).transpose(1, 2).reshape(b, n, d))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class LanguageModel(nn.Module):
    def __init__(self, vocabulary, context, depth, d, heads):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, d)
        self.positions = nn.Parameter(torch.randn(context, d) * 0.02)
        self.blocks = nn.ModuleList(Block(d, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(d)
        self.head = nn.Linear(d, vocabulary, bias=False)

    def forward(self, ids):
        h = self.tokens(ids) + self.positions[: ids.size(-1)]
        for block in self.blocks:
            h = block(h)
        return self.head(self.norm(h))


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    warm, steps = int(sys.argv[2]), int(sys.argv[3])
    if sys.argv[1] == "mlp":
        net = nn.Sequential(
            nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
        )
        x, y = torch.randn(64, 784), torch.randint(0, 10, (64,))
    elif sys.argv[1] == "cnn":
        net = Cnn(1, 28, 8, 64, 10)
        x, y = torch.randn(32, 1, 28, 28), torch.randint(0, 10, (32,))
    else:
        net = LanguageModel(65, 64, 2, 64, 4)
        x, y = torch.randint(0, 65, (16, 64)), torch.randint(0, 65, (16 * 64,))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.01)

    def train(count):
        for _ in range(count):
            loss = F.cross_entropy(net(x).flatten(0, -2), y)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()

    train(warm)
    before = time.process_time()
    train(steps)
    print(f"{(time.process_time() - before) * 1e6 / steps:.2f}")


main()
