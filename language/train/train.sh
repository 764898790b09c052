#!/bin/sh
# Rebuilds language/models from the treebanks and the corpora.
#
#     language/train/train.sh [SHARED] [WORK]
#
# SHARED holds treebanks/ and corpus/ (../shared by default), WORK takes what is
# made on the way. Two cores, under three hours when they are free; the same
# machine finds the same model again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${1:-$root/../shared}
work=${2:-/tmp/chancery-train}
python=${PYTHON:-/usr/bin/python3}
mkdir -p "$work"

# One thread a worker (parallel.py); memory that PyTorch frees is kept, not given back to the system at every step.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONHASHSEED=0
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000
# Debian's OpenBLAS doesn't know the newest processors and takes their slowest kernels.
if grep -q avx512bw /proc/cpuinfo; then
	export OPENBLAS_CORETYPE=SKYLAKEX
fi

cd "$root"
for name in en_ewt en_gum; do
	for part in train dev; do
		go run ./language/train/spans "$shared/treebanks/$name-$part.conllu.gz" >"$work/$name-$part.spans"
	done
done
[ -s "$work/corpus.txt" ] || "$python" "$here/corpus.py" "$shared/corpus" "$work/corpus.txt"
[ -s "$work/lm.pt" ] || "$python" "$here/pretrain.py" "$work/corpus.txt" "$shared/treebanks" "$work/lm.pt" 8000
"$python" "$here/train.py" "$shared/treebanks" "$work" "$work/network.pt" 20
"$python" "$here/export.py" "$work/network.pt" "$root/language/models/neural.bin"
"$python" "$here/expect.py" "$work/network.pt" "$root/language/neural/testdata/sentences.txt" \
	"$root/language/neural/testdata/expected.json"

# Segmentation, perceptrons, word classes and names.
[ -s "$work/clusters.tsv" ] || go run ./language/cmd/cluster -corpus "$shared/corpus" -out "$work/clusters.tsv"
go run ./language/cmd/fit -treebanks "$shared/treebanks" -clusters "$work/clusters.tsv" -out "$root/language/models"
