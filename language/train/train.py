"""Trains the network on the treebanks' train parts and keeps the best average of
its weights by the dev parts.

    train.py TREEBANK_DIR WORK_DIR OUT.pt EPOCHS [SEED]

WORK_DIR holds lm.pt, which pretrain.py made, and NAME-PART.spans.
"""
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import labels
import lstm
import model
import network
import parallel
import treebank

WORKERS = 2
WORDS_PER_BATCH = 1100      # each worker's
RATE = 2.5e-3
LOWER_RATE = 0.35           # of the pre-trained parts
WORD_DROPOUT = 0.12         # share of word types whose vector is hidden
RECASED = 0.06              # share of sentences set in capitals, title case or lower case
AVERAGE = 0.997             # decay of the exponential average of the weights
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.4, "lemma": 0.4, "entity": 0.4}


class Example:
    """A sentence in numbers."""

    def __init__(self, sentence, lexicon, inventory, recase=None):
        words = sentence.words
        forms = [recase(w.form) if recase else w.form for w in words]
        self.types = [lexicon.type_of(f) for f in forms]
        self.heads = [w.head for w in words]
        self.classes = {k: [inventory.number(k, getattr(w, k)) for w in words] for k in ("upos", "xpos", "feats", "rel")}
        self.classes["lemma"] = [inventory.number("lemma", labels.script(f, w.lemma)) for f, w in zip(forms, words)]
        names = sentence.entities
        self.classes["entity"] = [inventory.number("entity", n) for n in names] if names else \
            [labels.IGNORE] * len(words)
        self.recased = recase is not None


def title(form):
    return labels.upper_first(form) if len(form) > 3 else form


RECASES = (lambda f: f.upper() if len(f.upper()) == len(f) else f, title, labels.lower)


def read(folder, work, part):
    return {n: treebank.read(os.path.join(folder, f"{n}-{part}.conllu.gz"), os.path.join(work, f"{n}-{part}.spans"))
            for n in treebank.NAMES}


def batch_of(examples, lexicon, rng=None):
    """Returns what Network.encode takes and the padded targets [T, B]."""
    lengths = torch.tensor([len(e.types) for e in examples])
    steps = int(lengths.max())
    types = np.array([e.types + [e.types[-1]] * (steps - len(e.types)) for e in examples]).T
    unique, inverse = np.unique(types, return_inverse=True)
    unknown = torch.from_numpy(rng.random(len(unique)) < WORD_DROPOUT) if rng is not None else None
    positions = torch.from_numpy(inverse).view(steps, len(examples))

    def pad(rows):
        return torch.tensor([r + [labels.IGNORE] * (steps - len(r)) for r in rows]).t()

    targets = {k: pad([e.classes[k] for e in examples]) for k in examples[0].classes}
    targets["heads"] = pad([e.heads for e in examples])
    return (lexicon.gather(unique.tolist()), unknown, positions, lstm.reversal(lengths)), targets, lengths


def losses(net, inputs, targets, lengths):
    h2, h3 = net.encode(*inputs)
    out = {}
    for name, scores in net.tags(h2).items():
        t = targets[name].reshape(-1)
        if (t != labels.IGNORE).any():
            out[name] = F.cross_entropy(scores.reshape(-1, scores.shape[-1]), t, ignore_index=labels.IGNORE)
    heads = targets["heads"].t()
    arcs = net.arcs(h3)
    beyond = torch.arange(arcs.shape[2])[None] > lengths[:, None]
    arcs = arcs.masked_fill(beyond[:, None], -1e9)
    out["arc"] = F.cross_entropy(arcs.reshape(-1, arcs.shape[2]), heads.reshape(-1), ignore_index=labels.IGNORE)
    rels = net.rels(h3, heads.clamp(min=0))
    out["rel"] = F.cross_entropy(rels.reshape(-1, rels.shape[2]), targets["rel"].t().reshape(-1),
                                 ignore_index=labels.IGNORE)
    return out


def evaluate(net, lexicon, examples):
    """Greedy heads on gold words: share of right classes, UAS and LAS (punctuation counted)."""
    net.eval()
    right, total = {}, 0
    with torch.no_grad():
        order = sorted(examples, key=lambda e: len(e.types))
        for k in range(0, len(order), 64):
            inputs, targets, lengths = batch_of(order[k:k + 64], lexicon)
            h2, h3 = net.encode(*inputs)
            valid = targets["heads"] != labels.IGNORE
            total += int(valid.sum())
            for name, scores in net.tags(h2).items():
                right[name] = right.get(name, 0) + int(((scores.argmax(2) == targets[name]) & valid).sum())
            arcs = net.arcs(h3)
            beyond = torch.arange(arcs.shape[2])[None] > lengths[:, None]
            guess = arcs.masked_fill(beyond[:, None], -1e9).argmax(2)
            rels = net.rels(h3, guess).argmax(2)
            uas = (guess == targets["heads"].t()) & valid.t()
            right["uas"] = right.get("uas", 0) + int(uas.sum())
            right["las"] = right.get("las", 0) + int((uas & (rels == targets["rel"].t())).sum())
    net.train()
    return {k: 100 * v / total for k, v in right.items()}


def batches(examples, recased, rng):
    """Sentences of like length together, about WORDS_PER_BATCH words a batch, in random order."""
    chosen = [recased[i][rng.integers(len(RECASES))] if recased and rng.random() < RECASED else e
              for i, e in enumerate(examples)]
    noise = rng.random(len(chosen))
    order = sorted(range(len(chosen)), key=lambda i: len(chosen[i].types) * (1 + 0.2 * noise[i]))
    out, now, size = [], [], 0
    for i in order:
        now.append(chosen[i])
        size += len(chosen[i].types)
        if size >= WORDS_PER_BATCH:
            out.append(now)
            now, size = [], 0
    rng.shuffle(out)
    return out


def build(folder, work, seed):
    """Returns (network, lexicon, inventory, train examples by treebank, recased ones, dev examples)."""
    torch.manual_seed(seed)
    start = torch.load(os.path.join(work, "lm.pt"))
    lexicon = model.Lexicon(start["words"])
    everything = [s for part in read(folder, work, "train").values() for s in part]
    inventory = labels.Inventory(everything)
    train = [Example(s, lexicon, inventory) for s in everything]
    recased = [[Example(s, lexicon, inventory, r) for r in RECASES] for s in everything]
    dev = {n: [Example(s, lexicon, inventory) for s in part] for n, part in read(folder, work, "dev").items()}
    net = network.Network(len(start["words"]), start["hidden"], inventory.sizes())
    state = net.state_dict()
    state.update({k: v for k, v in start["model"].items() if k in state})
    net.load_state_dict(state)
    return net, lexicon, inventory, train, recased, dev


def main(folder, work, out, epochs, seed=1):
    epochs, seed = int(epochs), int(seed)
    net, lexicon, inventory, train, recased, dev = build(folder, work, seed)
    print(inventory.sizes(), sum(p.numel() for p in net.parameters()), flush=True)
    shared = parallel.Shared(net, WORKERS)
    average = shared.values.clone().share_memory_()
    steps_per_epoch = len(batches(train, None, np.random.default_rng(0))) // WORKERS
    steps = steps_per_epoch * epochs

    def rate(step):
        return RATE * min(1, (step + 1) / 150, (steps - step) / (0.6 * steps)) + 1e-5

    def worker(rank):
        torch.manual_seed(100 * seed + rank)
        order, rng = np.random.default_rng(seed), np.random.default_rng(1000 * seed + rank)
        lower = ("embed", "lstm")
        opt = parallel.Optimizer(shared, net, rank, (0.9, 0.98), 5.0,
                                 lambda name: LOWER_RATE if name.split(".")[0] in lower else 1.0)
        step, t0 = 0, time.time()
        net.train()
        for epoch in range(epochs):
            todo = batches(train, recased, order)
            means = {}
            for k in range(0, len(todo) - WORKERS + 1, WORKERS):
                inputs, targets, lengths = batch_of(todo[k + rank], lexicon, rng)
                opt.zero()
                ls = losses(net, inputs, targets, lengths)
                sum(WEIGHTS.get(n, 1.0) * v for n, v in ls.items()).backward()
                opt.step(rate(step))
                step += 1
                decay = min(AVERAGE, (1 + step) / (10 + step))
                average[opt.lo:opt.hi].mul_(decay).add_(shared.values[opt.lo:opt.hi], alpha=1 - decay)
                for n, v in ls.items():
                    means[n] = means.get(n, v.item()) * 0.98 + 0.02 * v.item()
            shared.barrier.wait()
            if rank == 0:
                report(net, shared, average, lexicon, inventory, dev, out,
                       f"epoch {epoch + 1} {time.time() - t0:.0f}s " +
                       " ".join(f"{n} {v:.3f}" for n, v in means.items()))
            shared.barrier.wait()

    shared.run(worker)


def report(net, shared, average, lexicon, inventory, dev, out, line):
    """Evaluates the averaged weights and writes them to out."""
    kept = shared.values.clone()
    shared.values.copy_(average)
    print(line)
    for name in treebank.NAMES:
        figures = evaluate(net, lexicon, dev[name])
        print("  ", name, " ".join(f"{k} {v:.2f}" for k, v in figures.items()), flush=True)
    torch.save({"words": lexicon.words, "hidden": net.lstm.hidden, "names": inventory.names,
                "model": net.state_dict()}, out)
    shared.values.copy_(kept)


if __name__ == "__main__":
    main(*sys.argv[1:])
