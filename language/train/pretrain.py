"""Pre-trains embeddings and the first BiLSTM layer as a forward and a backward
language model with sampled softmax (Jean et al. 2015) over the corpus.

    pretrain.py CORPUS.txt TREEBANK_DIR OUT.pt STEPS [HIDDEN]
"""
import collections
import math
import os
import sys
import time
from array import array

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

import features
import lstm
import model
import parallel
import treebank

WORKERS = 2
WORDS_PER_BATCH = 2048   # each worker's
NEGATIVES = 1024
RATE = 2e-3
MIN_COUNT = 8
WORD_DROPOUT = 0.08


class LanguageModel(nn.Module):
    def __init__(self, vocabulary, hidden):
        super().__init__()
        self.embed = model.Embedder(vocabulary)
        self.lstm = lstm.BiLSTM(model.INPUT_DIM, hidden)
        self.forward_out = nn.Linear(hidden, model.WORD_DIM)
        self.backward_out = nn.Linear(hidden, model.WORD_DIM)
        self.bias = nn.Parameter(torch.zeros(vocabulary))


def vocabulary(corpus, treebanks):
    """Returns the folded forms seen at least MIN_COUNT times, specials first, then by frequency."""
    forms = collections.Counter()
    for line in open(corpus, encoding="utf-8"):
        forms.update(line.split())
    for name in treebank.NAMES:
        for s in treebank.read(os.path.join(treebanks, name + "-train.conllu.gz")):
            forms.update(w.form for w in s.words)
    folded = collections.Counter()
    for form, n in forms.items():
        folded[features.normal(form)] += n
    kept = sorted((w for w, n in folded.items() if n >= MIN_COUNT), key=lambda w: (-folded[w], w))
    return features.SPECIALS + kept


def read_corpus(path, lexicon):
    """Returns (flat array of type numbers, sentence starts, lengths)."""
    flat, starts, lengths = array("i"), array("q"), array("i")
    cache = lexicon.type_of
    for line in open(path, encoding="utf-8"):
        ids = [cache(w) for w in line.split()]
        starts.append(len(flat))
        lengths.append(len(ids))
        flat.extend(ids)
    return np.array(flat), np.array(starts), np.array(lengths)


def batches(starts, lengths, rng):
    """Yields arrays of sentence numbers of one length, about WORDS_PER_BATCH words each, in random order."""
    out = []
    order = rng.permutation(len(lengths))
    by = {}
    for i in order:
        by.setdefault(int(lengths[i]), []).append(i)
    for n, sents in sorted(by.items()):
        size = max(1, WORDS_PER_BATCH // n)
        for k in range(0, len(sents), size):
            out.append(np.array(sents[k:k + size]))
    rng.shuffle(out)
    return out


def sampled_loss(lm, hidden, target, negatives, logq):
    """hidden [n, WORD_DIM], target [n]: mean cross-entropy against shared negatives."""
    weight = lm.embed.word.weight
    true = (hidden * weight[target]).sum(1) + lm.bias[target] - logq[target]
    other = hidden @ weight[negatives].t() + (lm.bias[negatives] - logq[negatives])
    other = other.masked_fill(target[:, None] == negatives[None, :], -1e9)
    return (torch.logsumexp(torch.cat([true[:, None], other], 1), 1) - true).mean()


def sample_weights(v):
    """Log-uniform distribution over word ranks, which the vocabulary is sorted by."""
    q = np.log((np.arange(v) + 2.0) / (np.arange(v) + 1.0)) / math.log(v + 1)
    return q / q.sum()


def batch_loss(lm, lexicon, types, word_of, q, logq, rng):
    """types [n, batch] -> mean loss of both directions."""
    n, batch = types.shape
    unique, inverse = np.unique(types, return_inverse=True)
    unknown = torch.from_numpy(rng.random(len(unique)) < WORD_DROPOUT)
    x = F.dropout(lm.embed(lexicon.gather(unique.tolist()), unknown), 0.1)
    h = lm.lstm(x[torch.from_numpy(inverse).view(n, batch)])
    hidden = h.shape[2] // 2
    target = torch.from_numpy(word_of[types])
    negatives = torch.from_numpy(np.unique(rng.choice(len(q), NEGATIVES, p=q)))
    fwd = lm.forward_out(h[:-1, :, :hidden].reshape(-1, hidden))
    bwd = lm.backward_out(h[1:, :, hidden:].reshape(-1, hidden))
    return (sampled_loss(lm, fwd, target[1:].reshape(-1), negatives, logq) +
            sampled_loss(lm, bwd, target[:-1].reshape(-1), negatives, logq)) / 2


def rate(step, steps):
    """Learning rate: up over the first 200 steps, level, and down over the last quarter."""
    return RATE * min(1, (step + 1) / 200, (steps - step) / (steps / 4))


def main(corpus, treebanks, out, steps, hidden=256):
    steps, hidden = int(steps), int(hidden)
    torch.manual_seed(1)
    words = vocabulary(corpus, treebanks)
    lexicon = model.Lexicon(words)
    flat, starts, lengths = read_corpus(corpus, lexicon)
    print(len(words), "words,", len(lexicon.word), "types,", len(flat), "tokens", flush=True)
    lm = LanguageModel(len(words), hidden)
    shared = parallel.Shared(lm, WORKERS)
    q = sample_weights(len(words))
    logq = torch.from_numpy(np.log(q * NEGATIVES)).float()
    word_of = np.array(lexicon.word)

    def work(rank):
        torch.manual_seed(10 + rank)
        order, rng = np.random.default_rng(1), np.random.default_rng(20 + rank)
        opt = parallel.Optimizer(shared, lm, rank, (0.9, 0.99), 1.0)
        todo, t0, seen, mean = [], time.time(), 0, None
        for step in range(steps):
            if len(todo) < WORKERS:
                todo = batches(starts, lengths, order)
            sents, todo = todo[-WORKERS:][rank], todo[:-WORKERS]
            types = flat[starts[sents][None] + np.arange(int(lengths[sents[0]]))[:, None]]
            opt.zero()
            loss = batch_loss(lm, lexicon, types, word_of, q, logq, rng)
            loss.backward()
            opt.step(rate(step, steps))
            if rank:
                continue
            seen += types.size * WORKERS
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            if (step + 1) % 50 == 0:
                print(f"step {step + 1} loss {mean:.3f} {seen / (time.time() - t0):.0f} words/s", flush=True)
            if (step + 1) % 1000 == 0 or step + 1 == steps:
                torch.save({"words": words, "hidden": hidden, "model": lm.state_dict()}, out)

    shared.run(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
