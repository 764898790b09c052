package relations

import (
	"strings"
	"testing"

	"chancery"
)

func TestTableIsWhole(t *testing.T) {
	rows, err := parseWeights(weightsTable)
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range chancery.EventTypes {
		c, ok := rows[string(typ)]
		if !ok {
			t.Errorf("%s has no row without a mode", typ)
		}
		for key, row := range rows {
			if strings.HasPrefix(key, string(typ)+" ") && row.quad != c.quad {
				t.Errorf("%s is of class %s, its type of %s", key, row.quad, c.quad)
			}
		}
	}
	for key, row := range rows {
		conflict := row.quad == chancery.VerbalConflict || row.quad == chancery.MaterialConflict
		if conflict != (row.weight < 0) {
			t.Errorf("%s: %s weighs %g", key, row.quad, row.weight)
		}
		if name, _, _ := strings.Cut(key, " "); rows[name].quad == "" {
			t.Errorf("%s: no such type", key)
		}
	}
}

func TestParseWeightsTellsBadRows(t *testing.T) {
	const head = "type\tmode\tquad\tweight\tcameo\n"
	for _, row := range []string{"AGREE\t-\tVC\t4.0", "AGREE\t-\tXX\t4.0\t03", "AGREE\t-\tVC\tmuch\t03",
		"AGREE\t-\tVC\t11\t03", "AGREE\t-\tVC\t4\t03\nAGREE\t-\tVC\t4\t03"} {
		if _, err := parseWeights(head + row); err == nil {
			t.Errorf("%q parses", row)
		}
	}
}

func TestWeight(t *testing.T) {
	for _, c := range []struct {
		typ, mode string
		quad      chancery.Quad
		weight    float64
	}{
		{"CONSULT", "visit", chancery.VerbalCooperation, 1.9},
		{"CONSULT", "by pigeon", chancery.VerbalCooperation, 1},
		{"RETREAT", "ceasefire", chancery.MaterialCooperation, 9},
		{"REQUEST", "", chancery.VerbalConflict, -1},
		{"ASSAULT", "aerial", chancery.MaterialConflict, -10},
		{"GREET", "", "", 0},
	} {
		quad, ok := Quad(c.typ, c.mode)
		if got := Weight(c.typ, c.mode); got != c.weight || quad != c.quad || ok != (c.quad != "") {
			t.Errorf("%s %s: %s %g, want %s %g", c.typ, c.mode, quad, got, c.quad, c.weight)
		}
	}
}
