"""Reads treebanks in the CoNLL-U format."""
import gzip
from dataclasses import dataclass

NAMES = ("en_ewt", "en_gum")


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int      # 1-based, 0 for the root
    rel: str


@dataclass
class Sentence:
    words: list
    entities: list = None   # one of labels.ENTITY a word, or None where nobody annotated any


def read(path, spans=None):
    """Returns the sentences of a treebank file. spans: the file that the command
    spans made of it, if entities are wanted."""
    sentences, words = [], []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if line:
            c = line.split("\t")
            if c[0].isdigit():
                words.append(Word(c[1], c[2] if c[2] != "_" else c[1], c[3], c[4], c[5], int(c[6]), c[7]))
        elif words:
            sentences.append(Sentence(words))
            words = []
    if spans:
        rows = open(spans, encoding="utf-8").read().split("\n")
        for s, row in zip(sentences, rows):
            s.entities = row.split(" ") if row != "-" else None
            assert s.entities is None or len(s.entities) == len(s.words), row
    return sentences
