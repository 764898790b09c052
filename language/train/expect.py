"""Writes what the trained network scores for a few sentences, which a test of
language/neural compares with its own: UPOS scores [word][tag], arc scores
[word][head, the root first], greedy heads and their relations.

    expect.py TRAINED.pt SENTENCES.txt OUT.json
"""
import json
import sys

import torch

import lstm
import model
import network


def main(trained, sentences, out):
    saved = torch.load(trained)
    lexicon = model.Lexicon(saved["words"])
    net = network.Network(len(saved["words"]), saved["hidden"], {k: len(v) for k, v in saved["names"].items()})
    net.load_state_dict(saved["model"])
    net.eval()
    found = []
    for line in open(sentences, encoding="utf-8"):
        words = line.split()
        types = [lexicon.type_of(w) for w in words]
        positions = torch.arange(len(words))[:, None]
        with torch.no_grad():
            h2, h3 = net.encode(lexicon.gather(types), None, positions, lstm.reversal(torch.tensor([len(words)])))
            upos, arcs = net.upos(h2)[:, 0], net.arcs(h3)[0]
            heads = arcs.argmax(1)
            rels = net.rels(h3, heads[None])[0].argmax(1)
        found.append({"words": words, "upos": [[round(v, 3) for v in row] for row in upos.tolist()],
                      "arcs": [[round(v, 3) for v in row] for row in arcs.tolist()],
                      "heads": heads.tolist(), "rels": [saved["names"]["rel"][r] for r in rels.tolist()]})
    with open(out, "w", encoding="utf-8") as f:
        json.dump(found, f, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
