"""What the network sees of a word. language/neural/features.go computes the
same numbers, and the scores that expect.py writes hold both to account."""

QUOTES = {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
          "–": "-", "—": "-", "―": "-", "−": "-", "…": "..."}

NGRAM_BUCKETS = 1 << 15
AFFIX_BUCKETS = 1 << 13
SHAPE_BUCKETS = 1 << 9
MAX_RUNES = 24   # longer words are addresses; their middle says nothing
AFFIXES = 6

PAD, UNK, BOS, EOS = 0, 1, 2, 3
SPECIALS = ["<pad>", "<unk>", "<s>", "</s>"]


def normal(word):
    """Folds case rune by rune, digits to 0 and typographic marks to ASCII."""
    out = []
    for c in word:
        if "0" <= c <= "9":
            out.append("0")
        elif c in QUOTES:
            out.append(QUOTES[c])
        else:
            low = c.lower()
            out.append(low if len(low) == 1 else c)
    s = "".join(out)
    return '"' if s in ("``", "''") else s


def fnv1a(data, h=2166136261):
    for b in data:
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def shape(word):
    """Collapses runs: "McDonald" XxXx, "U.S." X.X., "2018" d; at most eight signs."""
    out = []
    for c in word:
        if "0" <= c <= "9":
            k = "d"
        elif c.isupper():
            k = "X"
        elif c.isalpha():
            k = "x"
        else:
            k = QUOTES.get(c, c)[0]
        if not out or out[-1] != k:
            out.append(k)
        if len(out) == 8:
            break
    if len(word) == 1:
        out.append("1")
    return "".join(out)


def clip(norm):
    if len(norm) <= MAX_RUNES:
        return norm
    return norm[:MAX_RUNES // 2] + norm[-MAX_RUNES // 2:]


def subwords(word, norm):
    """Returns (ngram buckets, affix buckets, shape bucket)."""
    n = "<" + clip(norm) + ">"
    grams = []
    for size in (3, 4, 5):
        for i in range(len(n) - size + 1):
            grams.append(fnv1a(n[i:i + size].encode()) % NGRAM_BUCKETS)
    if not grams:
        grams.append(fnv1a(n.encode()) % NGRAM_BUCKETS)
    s = clip(norm)
    affixes = []
    for k in (1, 2, 3):
        affixes.append(fnv1a(("p%d" % k + s[:k]).encode()) % AFFIX_BUCKETS)
        affixes.append(fnv1a(("s%d" % k + s[-k:]).encode()) % AFFIX_BUCKETS)
    return grams, affixes, fnv1a(shape(word).encode()) % SHAPE_BUCKETS
