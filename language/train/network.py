"""The tagger and parser over the pre-trained first layer. Shapes: T time, B batch."""
import torch
from torch import nn
import torch.nn.functional as F

import lstm
import model

UPPER = 192      # hidden units of one direction of layers 2 and 3
ARC, REL = 320, 64
LEAK = 0.1
TAGS = ("upos", "xpos", "feats", "lemma", "entity")


def same_mask(x, rate, training):
    """Dropout with one mask for all steps of a sequence (Gal & Ghahramani 2016)."""
    if not training or rate == 0:
        return x
    mask = torch.empty(1, x.shape[1], x.shape[2]).bernoulli_(1 - rate).div_(1 - rate)
    return x * mask


class Network(nn.Module):
    def __init__(self, vocabulary, hidden, sizes, drop=0.33):
        """sizes: number of classes by head name: those of TAGS and "rel"."""
        super().__init__()
        self.drop = drop
        self.embed = model.Embedder(vocabulary)
        self.lstm = lstm.BiLSTM(model.INPUT_DIM, hidden)
        self.second = lstm.BiLSTM(2 * hidden, UPPER)
        self.third = lstm.BiLSTM(2 * UPPER, UPPER)
        for name in TAGS:
            setattr(self, name, nn.Linear(2 * UPPER, sizes[name]))
        n = 2 * UPPER
        self.arc_dep, self.arc_head = nn.Linear(n, ARC), nn.Linear(n, ARC)
        self.rel_dep, self.rel_head = nn.Linear(n, REL), nn.Linear(n, REL)
        self.arc_root, self.rel_root = nn.Parameter(torch.zeros(ARC)), nn.Parameter(torch.zeros(REL))
        self.arc = nn.Linear(ARC, ARC)                  # its bias scores a word as head regardless of the dependent
        self.rel = nn.Parameter(torch.empty(sizes["rel"], REL, REL))
        self.rel_one = nn.Linear(REL, sizes["rel"])
        self.rel_two = nn.Linear(REL, sizes["rel"], bias=False)
        nn.init.xavier_uniform_(self.arc.weight)
        nn.init.normal_(self.rel, std=0.05)

    def encode(self, gathered, unknown, positions, reverse):
        """positions [T, B] index into the batch's types -> outputs of layers 2 and 3."""
        t = self.training
        x = self.embed(gathered, unknown)[positions]
        x = same_mask(x, self.drop, t)
        h1 = same_mask(self.lstm(x, reverse), self.drop, t)
        h2 = same_mask(self.second(h1, reverse), self.drop, t)
        h3 = self.third(h2, reverse)
        return h2, same_mask(h3, self.drop, t)

    def tags(self, h2):
        return {name: getattr(self, name)(h2) for name in TAGS}

    def mlp(self, layer, h):
        return same_mask(F.leaky_relu(layer(h), LEAK), self.drop, self.training)

    def arcs(self, h3):
        """[T, B, 2U] -> scores [B, T, T + 1] of each head (0 is the root) for each dependent."""
        dep = self.mlp(self.arc_dep, h3).transpose(0, 1)
        head = self.mlp(self.arc_head, h3).transpose(0, 1)
        root = self.arc_root.expand(head.shape[0], 1, -1)
        return self.arc(dep) @ torch.cat([root, head], 1).transpose(1, 2)

    def rels(self, h3, heads):
        """heads [B, T] (0 is the root) -> scores [B, T, R]."""
        dep = self.mlp(self.rel_dep, h3).transpose(0, 1)
        head = self.mlp(self.rel_head, h3).transpose(0, 1)
        root = self.rel_root.expand(head.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        b, t, n = dep.shape
        mixed = (head.reshape(b * t, n) @ self.rel.reshape(-1, n).t()).view(b * t, -1, n)
        both = torch.bmm(mixed, dep.reshape(b * t, n, 1)).view(b, t, -1)
        return both + self.rel_one(dep) + self.rel_two(head)
