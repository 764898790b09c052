package merge

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed common.tsv
var commonTable string

// rareStem stands for the count of a stem that the table does not list.
const rareStem = 5

// weights says how much a stem tells, by stem: the logarithm of how seldom it is,
// 1 for those that are not listed.
var weights = mustWeights(commonTable)

func mustWeights(table string) map[string]float64 {
	w, err := readWeights(table)
	if err != nil {
		panic(err)
	}
	return w
}

func readWeights(table string) (map[string]float64, error) {
	const base = 100_000
	out := make(map[string]float64, 4096)
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		word, value, ok := strings.Cut(line, "\t")
		count, err := strconv.Atoi(value)
		if !ok || err != nil || count <= 0 {
			return nil, fmt.Errorf("common.tsv line %d: %q is not a stem and its count", n+1, line)
		}
		out[word] = math.Log(base/float64(count)) / math.Log(base/rareStem)
	}
	return out, nil
}

// weight is how much a stem tells, 0 to 1.
func weight(stem string) float64 {
	if w, ok := weights[stem]; ok {
		return w
	}
	return 1
}

// Stems gives the stems of the content words of each sentence of a text, each once.
func Stems(text string) [][]string {
	runes := []rune(text)
	var out [][]string
	from := 0
	for i := range runes {
		if i == len(runes)-1 || ends(runes, i) {
			var stems []string
			gather(string(runes[from:i+1]), &stems, math.MaxInt)
			if len(stems) > 0 {
				out = append(out, stems)
			}
			from = i + 1
		}
	}
	return out
}
