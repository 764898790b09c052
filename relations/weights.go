package relations

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"chancery"
)

//go:embed weights.tsv
var weightsTable string

// class is what weights.tsv says of one type and mode.
type class struct {
	quad   chancery.Quad
	weight float64
}

// quads are the classes in the order of [Day.Counts], under their short names in
// weights.tsv.
var quads = map[string]chancery.Quad{
	"VC": chancery.VerbalCooperation, "MC": chancery.MaterialCooperation,
	"VF": chancery.VerbalConflict, "MF": chancery.MaterialConflict,
}

// Order is the order of [Day.Counts].
var Order = [4]chancery.Quad{
	chancery.VerbalCooperation, chancery.MaterialCooperation,
	chancery.VerbalConflict, chancery.MaterialConflict,
}

// classes are the rows of weights.tsv by "TYPE" or "TYPE mode".
var classes = sync.OnceValue(func() map[string]class {
	rows, err := parseWeights(weightsTable)
	if err != nil {
		panic("relations/weights.tsv: " + err.Error()) // the table is embedded and tested
	}
	return rows
})

// parseWeights reads a table of weights; the error lists the rows that do not parse.
func parseWeights(table string) (map[string]class, error) {
	rows := map[string]class{}
	var errs []error
	head := true
	for n, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false // names of the columns
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			errs = append(errs, fmt.Errorf("line %d: %d columns instead of 5", n+1, len(f)))
			continue
		}
		quad, known := quads[f[2]]
		weight, err := strconv.ParseFloat(f[3], 64)
		if !known || err != nil || weight < -10 || weight > 10 {
			errs = append(errs, fmt.Errorf("line %d: class %q, weight %q", n+1, f[2], f[3]))
			continue
		}
		key := f[0]
		if f[1] != "-" {
			key += " " + f[1]
		}
		if _, twice := rows[key]; twice {
			errs = append(errs, fmt.Errorf("line %d: %s stands twice", n+1, key))
		}
		rows[key] = class{quad, weight}
	}
	return rows, errors.Join(errs...)
}

// Quad gives the class of an event type and mode; false where the type is none of
// PLOVER's. A mode that the table lacks counts as its type.
func Quad(eventType, mode string) (chancery.Quad, bool) {
	c, ok := find(eventType, mode)
	return c.quad, ok
}

// Weight gives the Goldstein-like weight of an event type and mode, from -10 (most
// hostile) to 10 (most friendly); 0 where the type is none of PLOVER's.
func Weight(eventType, mode string) float64 {
	c, _ := find(eventType, mode)
	return c.weight
}

func find(eventType, mode string) (class, bool) {
	if mode != "" {
		if c, ok := classes()[eventType+" "+mode]; ok {
			return c, true
		}
	}
	c, ok := classes()[eventType]
	return c, ok
}
