"""Turns a treebank's annotation into class numbers: tags, lemma scripts,
relations and entity labels."""
import collections
import functools

ENTITY_TYPES = ("PERSON", "ORG", "PLACE", "TIME", "EVENT", "NORP")
ENTITY = ["O"] + [p + "-" + t for t in ENTITY_TYPES for p in "BI"]
KEEP = "l|0||0|"
IGNORE = -100


# ---- lemmas -------------------------------------------------------------

def lower(s):
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in s)


def upper_first(s):
    return s[:1].upper() + s[1:] if len(s[:1].upper()) == 1 else s


CASES = {"l": lower, "s": lambda s: s, "t": lambda s: upper_first(lower(s))}


@functools.cache
def script(form, lemma):
    """Returns the shortest edit "case|cut|put|cut|put" (front, then back) that makes
    lemma of form, or "=lemma" (Straka 2018)."""
    best = None
    for case, fold in CASES.items():
        f = fold(form)
        size, at_f, at_l = longest(f, lemma)
        if not size:
            continue
        back = len(f) - at_f - size
        s = f"{case}|{at_f}|{lemma[:at_l]}|{back}|{lemma[at_l + size:]}"
        cost = at_f + at_l + back + len(lemma) - at_l - size + 0.1 * "lst".index(case)
        if "|" in lemma:
            continue
        if best is None or cost < best[0]:
            best = (cost, s, size)
    if best is None or (best[2] <= 1 and len(lemma) > 2):
        return "=" + lemma
    return best[1]


def longest(a, b):
    """Longest common substring: (length, start in a, start in b), first found."""
    best = (0, 0, 0)
    row = [0] * (len(b) + 1)
    for i in range(len(a)):
        new = [0] * (len(b) + 1)
        for j in range(len(b)):
            if a[i] == b[j]:
                new[j + 1] = row[j] + 1
                if new[j + 1] > best[0]:
                    best = (new[j + 1], i + 1 - new[j + 1], j + 1 - new[j + 1])
        row = new
    return best


def apply(s, form):
    if s.startswith("="):
        return s[1:]
    case, front, put, back, add = s.split("|")
    f = CASES[case](form)
    front, back = int(front), int(back)
    if front + back > len(f):
        return f
    return put + f[front:len(f) - back] + add


# ---- class inventories --------------------------------------------------

class Inventory:
    """Class names of every head, in order of frequency."""

    def __init__(self, sentences=None, names=None):
        if names is None:
            counts = {k: collections.Counter() for k in ("upos", "xpos", "feats", "lemma", "rel")}
            for s in sentences:
                for w in s.words:
                    counts["upos"][w.upos] += 1
                    counts["xpos"][w.xpos] += 1
                    counts["feats"][w.feats] += 1
                    counts["rel"][w.rel] += 1
                    counts["lemma"][script(w.form, w.lemma)] += 1
            rare = {"lemma": 3, "feats": 2, "xpos": 2, "rel": 2, "upos": 1}
            names = {k: [n for n, f in sorted(c.items(), key=lambda x: (-x[1], x[0])) if f >= rare[k]]
                     for k, c in counts.items()}
            names["entity"] = list(ENTITY)
        self.names = names
        self.index = {k: {n: i for i, n in enumerate(v)} for k, v in names.items()}

    def sizes(self):
        return {k: len(v) for k, v in self.names.items()}

    def number(self, kind, name):
        return self.index[kind].get(name, IGNORE)
