"""Compares encoders under the same heads, data and schedule, small enough to be
run in minutes: what docs/language.md reports of the families not shipped.

    families.py TREEBANK_DIR WORK_DIR {cnn|lstm|pretrained} EPOCHS

cnn: hashed embeddings and a residual convolutional encoder (window 3, maxout; as spaCy's).
lstm: the shipped network, nothing pre-trained. pretrained: the shipped network.
"""
import sys

import torch
from torch import nn

import model
import network
import train

CNN_WIDTH, CNN_DEPTH = 2 * network.UPPER, 4


class Convolution(nn.Module):
    """Residual layer over windows of three words, two pieces of maxout, layer norm."""

    def __init__(self, width):
        super().__init__()
        self.mix = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width)

    def forward(self, x):
        edge = torch.zeros_like(x[:1])
        window = torch.cat([torch.cat([edge, x[:-1]]), x, torch.cat([x[1:], edge])], 2)
        y = self.mix(window)
        y = torch.max(y[..., :x.shape[2]], y[..., x.shape[2]:])
        return x + self.norm(y)


class ConvolutionalNetwork(network.Network):
    def __init__(self, vocabulary, hidden, sizes):
        super().__init__(vocabulary, hidden, sizes)
        self.lstm = nn.Linear(model.INPUT_DIM, CNN_WIDTH)
        self.lstm.hidden = hidden
        self.second = nn.ModuleList(Convolution(CNN_WIDTH) for _ in range(CNN_DEPTH))
        self.third = nn.Identity()

    def encode(self, gathered, unknown, positions, reverse):
        x = network.same_mask(self.lstm(self.embed(gathered, unknown)[positions]), 0.2, self.training)
        for layer in self.second:
            x = network.same_mask(layer(x), 0.2, self.training)
        return x, x


def main(folder, work, family, epochs):
    if family == "cnn":
        train.network.Network = ConvolutionalNetwork
    keep = torch.load
    if family != "pretrained":
        torch.load = lambda *a: {**keep(*a), "model": {}}
    train.LOWER_RATE = 1.0 if family != "pretrained" else train.LOWER_RATE
    train.main(folder, work, f"{work}/{family}.pt", epochs)


if __name__ == "__main__":
    main(*sys.argv[1:])
