"""The network: word and subword embeddings, a bidirectional LSTM whose two
halves are pre-trained as forward and backward language models (Peters et al.
2018, without the later layers), further BiLSTM layers, linear heads for tags
and biaffine heads for the tree (Dozat & Manning 2017)."""
import torch
from torch import nn
import torch.nn.functional as F

import features

WORD_DIM, NGRAM_DIM, AFFIX_DIM, SHAPE_DIM = 128, 64, 48, 16
INPUT_DIM = WORD_DIM + NGRAM_DIM + AFFIX_DIM + SHAPE_DIM


class Lexicon:
    """Maps word types to their embedding indices, each computed once."""

    def __init__(self, words):
        self.words = words                        # folded forms, by index
        self.index = {w: i for i, w in enumerate(words)}
        self.types = {}                           # form -> type number
        self.word, self.grams, self.affixes, self.shapes = [], [], [], []

    def type_of(self, form):
        t = self.types.get(form)
        if t is None:
            t = self.types[form] = len(self.word)
            n = features.normal(form)
            grams, affixes, shape = features.subwords(form, n)
            self.word.append(self.index.get(n, features.UNK))
            self.grams.append(grams)
            self.affixes.append(affixes)
            self.shapes.append(shape)
        return t

    def gather(self, types):
        """types: list of type numbers. Returns index tensors for Embedder."""
        flat, offsets = [], []
        for t in types:
            offsets.append(len(flat))
            flat.extend(self.grams[t])
        return (torch.tensor([self.word[t] for t in types]), torch.tensor(flat), torch.tensor(offsets),
                torch.tensor([self.affixes[t] for t in types]), torch.tensor([self.shapes[t] for t in types]))


class Embedder(nn.Module):
    """One vector of INPUT_DIM per word type."""

    def __init__(self, vocabulary):
        super().__init__()
        self.word = nn.Embedding(vocabulary, WORD_DIM)
        self.ngram = nn.EmbeddingBag(features.NGRAM_BUCKETS, NGRAM_DIM, mode="mean")
        self.affix = nn.EmbeddingBag(features.AFFIX_BUCKETS, AFFIX_DIM, mode="mean")
        self.shape = nn.Embedding(features.SHAPE_BUCKETS, SHAPE_DIM)
        for m, std in ((self.word, 0.1), (self.ngram, 0.3), (self.affix, 0.3), (self.shape, 0.3)):
            nn.init.normal_(m.weight, std=std)

    def forward(self, gathered, unknown=None):
        """unknown: optional bool per type whose word index is hidden."""
        word, flat, offsets, affixes, shapes = gathered
        if unknown is not None:
            word = torch.where(unknown, torch.full_like(word, features.UNK), word)
        return torch.cat([self.word(word), self.ngram(flat, offsets), self.affix(affixes), self.shape(shapes)], 1)
