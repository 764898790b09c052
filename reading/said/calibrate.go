package said

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"sync"
)

//go:embed confidence.tsv
var confidenceTSV string

// Curve maps the models' joint probability, rising, to how often statements with
// it were right.
type Curve []Point

// Point is one measured point of a [Curve].
type Point struct{ Score, Right float64 }

// curve returns the curve of confidence.tsv.
var curve = sync.OnceValue(func() Curve { return must(parseCurve(confidenceTSV)) })

// parseCurve reads confidence.tsv.
func parseCurve(table string) (Curve, error) {
	all, err := rows(table, 2)
	if err != nil {
		return nil, fmt.Errorf("confidence.tsv: %w", err)
	}
	var out Curve
	for _, cells := range all {
		x, errX := strconv.ParseFloat(cells[0], 64)
		y, errY := strconv.ParseFloat(cells[1], 64)
		if errX != nil || errY != nil || len(out) > 0 && (x < out[len(out)-1].Score || y < out[len(out)-1].Right) {
			return nil, fmt.Errorf("confidence.tsv: %v is no rising point", cells)
		}
		out = append(out, Point{x, y})
	}
	return out, nil
}

// At returns the calibrated probability for a score, by linear interpolation.
func (c Curve) At(score float64) float64 {
	i := sort.Search(len(c), func(i int) bool { return c[i].Score >= score })
	switch {
	case len(c) == 0:
		return score
	case i == 0:
		return c[0].Right
	case i == len(c):
		return c[i-1].Right
	}
	a, b := c[i-1], c[i]
	if b.Score == a.Score {
		return b.Right
	}
	return a.Right + (b.Right-a.Right)*(score-a.Score)/(b.Score-a.Score)
}

// Calibrate fits a rising curve to scores and whether each was right: means over
// equal shares of the scores, pooled where they fall (isotonic regression, Zadrozny
// and Elkan 2002).
func Calibrate(scores []float64, right []bool) Curve {
	const bins = 12
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return scores[order[a]] < scores[order[b]] })
	type pool struct{ score, right, n float64 }
	var pools []pool
	for b := range bins {
		var p pool
		for _, k := range order[b*len(order)/bins : (b+1)*len(order)/bins] {
			p.score, p.n = p.score+scores[k], p.n+1
			if right[k] {
				p.right++
			}
		}
		if p.n == 0 {
			continue
		}
		pools = append(pools, p)
		for n := len(pools); n > 1 && pools[n-2].right/pools[n-2].n > pools[n-1].right/pools[n-1].n; n-- {
			pools[n-2] = pool{pools[n-2].score + pools[n-1].score, pools[n-2].right + pools[n-1].right, pools[n-2].n + pools[n-1].n}
			pools = pools[:n-1]
		}
	}
	var out Curve
	for _, p := range pools {
		out = append(out, Point{p.score / p.n, p.right / p.n})
	}
	return out
}
