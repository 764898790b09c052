"""Parts the unlabelled corpora into sentences of words, in the manner of the
treebanks (contractions and hyphens split, final stops apart), one sentence a
line. Nothing but word vectors and the language model is learned from it.

    corpus.py CORPUS_DIR OUT.txt
"""
import gzip
import html
import json
import os
import re
import sys

WORD = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"          # addresses
    r"|[#@]\w+"                                               # tags and handles
    r"|(?:[A-Za-z]\.){2,}"                                    # U.S., p.m.
    r"|(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Prof|Rev|Hon|Jr|Sr|Inc|Corp|Co|Ltd|vs|etc|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\."
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![A-Za-z])"        # numbers
    r"|(?:[Nn]on|[Pp]re|[Pp]ost|[Aa]nti|[Pp]ro|[Rr]e|[Cc]o|[Ss]emi|[Ee]|[Ee]x)-\w+"
    r"|[A-Za-z]+?(?=n['’]t\b)|n['’]t\b"                       # do n't
    r"|['’](?:s|m|d|re|ve|ll|S|M|D|RE|VE|LL)\b"               # 's 'm
    r"|\w+(?:&\w+)*"
    r"|\.{2,}|-{2,}|''|``|\S"
)
# [^\W\d_] would be slower than \w and buys nothing here.
CANNOT = {"cannot": ("can", "not"), "Cannot": ("Can", "not"), "gonna": ("gon", "na"), "wanna": ("wan", "na")}
CLOSERS = {'"', "'", "’", "”", "''", ")", "]"}
TAG = re.compile(r"<[^>]+>")
BLOCK = re.compile(r"</?(?:p|div|br|li|h\d|tr|ul|ol|table|blockquote)\b[^>]*>", re.I)
SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.I | re.S)
MAX_WORDS = 60


def paragraphs(record):
    """Yields the record's title and paragraphs as plain text."""
    if record.get("title"):
        yield record["title"]
    text = record.get("text")
    if not text and record.get("html"):
        text = SCRIPT.sub(" ", record["html"])
        text = html.unescape(TAG.sub(" ", BLOCK.sub("\n", text)))
    for par in (text or "").split("\n"):
        par = par.strip()
        if par:
            yield par


def sentences(paragraph):
    """Yields lists of words; a stop before a capital, quotation mark or digit ends a sentence."""
    words = []
    for w in WORD.findall(paragraph):
        words.extend(CANNOT.get(w, (w,)))
    start, n = 0, len(words)
    for i, w in enumerate(words):
        if w not in (".", "?", "!", "..."):
            continue
        j = i + 1
        while j < n and words[j] in CLOSERS:
            j += 1
        if j < n and not (words[j][0].isupper() or words[j][0] in "\"“'‘`(" or words[j][0].isdigit()):
            continue
        if j > start:
            yield words[start:j]
            start = j
    if start < n:
        yield words[start:]


def main(corpus, out):
    seen, count, kept = set(), 0, 0
    with open(out, "w", encoding="utf-8") as f:
        for name in sorted(os.listdir(corpus)):
            if not name.endswith(".jsonl.gz"):
                continue
            with gzip.open(os.path.join(corpus, name), "rt", encoding="utf-8") as lines:
                for line in lines:
                    for par in paragraphs(json.loads(line)):
                        if par in seen:  # press boilerplate returns in hundreds of stories
                            continue
                        seen.add(par)
                        for sent in sentences(par):
                            for i in range(0, len(sent), MAX_WORDS):
                                part = sent[i:i + MAX_WORDS]
                                if len(part) >= 3:
                                    f.write(" ".join(part))
                                    f.write("\n")
                                    kept += len(part)
            print(name, kept, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
