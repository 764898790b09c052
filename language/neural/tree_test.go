package neural

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestBestTreeAgainstAllTrees compares with a search of every assignment of heads.
func TestBestTreeAgainstAllTrees(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var s search
	for round := range 3000 {
		n := 1 + r.IntN(5)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.NormFloat64()) * 3
		}
		want := math.Inf(-1)
		all := make([]int, n)
		var try func(d, roots int)
		try = func(d, roots int) {
			if d == n {
				if roots == 1 && !cyclic(all, make([]int, n+1)) {
					want = max(want, total(scores, all))
				}
				return
			}
			for h := range n + 1 {
				if h != d+1 && (h > 0 || roots == 0) {
					all[d] = h
					if h == 0 {
						try(d+1, roots+1)
					} else {
						try(d+1, roots)
					}
				}
			}
		}
		try(0, 0)
		heads := s.best(make([]int, n), append([]float32(nil), scores...), n)
		roots := 0
		for _, h := range heads {
			if h == 0 {
				roots++
			}
		}
		if roots != 1 || cyclic(heads, make([]int, n+1)) {
			t.Fatalf("round %d: %v is no tree", round, heads)
		}
		if got := total(scores, heads); math.Abs(got-want) > 1e-4 {
			t.Fatalf("round %d: tree %v scores %f, best %f", round, heads, got, want)
		}
	}
}

func total(scores []float32, heads []int) float64 {
	sum := 0.0
	for d, h := range heads {
		sum += float64(scores[d*(len(heads)+1)+h])
	}
	return sum
}
