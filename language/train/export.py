"""Writes a trained network in the form that language/neural reads: weights as
8-bit integers with a scale for each row (for each table, where rows are summed).

    export.py TRAINED.pt OUT.bin
"""
import json
import struct
import sys

import numpy as np
import torch

SUMMED = ("embed.ngram.weight", "embed.affix.weight", "embed.shape.weight")   # one scale for the whole table


def quantised(name, m, group):
    """Returns (scales, int8 rows); group rows share a scale."""
    if name in SUMMED:
        scale = np.full(1, np.quantile(np.abs(m), 0.99995) / 127, np.float32)
    else:
        scale = np.repeat(np.abs(m).reshape(-1, group * m.shape[1]).max(1) / 127, group).astype(np.float32)
        scale[scale == 0] = 1
    q = np.clip(np.rint(m / (scale if len(scale) == 1 else scale[:, None])), -127, 127).astype(np.int8)
    return scale, q


def main(trained, out):
    saved = torch.load(trained)
    tensors, data = [], []
    for name, value in saved["model"].items():
        if name.split(".")[0] in ("feats", "lemma", "entity"):   # only trained to teach the layers below
            continue
        m = value.numpy().astype(np.float32)
        group = 1
        if name == "rel":
            group = m.shape[1]
            m = m.reshape(-1, m.shape[2])
        if m.ndim == 1:
            tensors.append({"name": name, "rows": len(m), "cols": 1, "scales": 0})
            data.append(m.tobytes())
            continue
        scale, q = quantised(name, m, group)
        tensors.append({"name": name, "rows": m.shape[0], "cols": m.shape[1], "scales": len(scale)})
        data += [scale.tobytes(), q.tobytes()]
    words = "\n".join(saved["words"]).encode()
    names = {k: saved["names"][k] for k in ("upos", "xpos", "rel")}
    head = json.dumps({"names": names, "words": len(words), "tensors": tensors}, ensure_ascii=False,
                      separators=(",", ":")).encode()
    with open(out, "wb") as f:
        f.write(b"chancery network 1\n" + struct.pack("<I", len(head)) + head + words)
        for d in data:
            f.write(d)


if __name__ == "__main__":
    main(*sys.argv[1:])
