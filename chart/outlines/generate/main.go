// Command generate writes outlines.bin from Natural Earth's countries (public domain),
// as the npm registry has them in TopoJSON, with the codes of ISO 3166-1:
//
//	npm pack world-atlas@2.0.2             # countries-110m.json, countries-50m.json
//	npm pack i18n-iso-countries@7.14.0     # codes.json
//
// Unpack each into the folder sources/NAME beside outlines.go and run go generate; the
// folder is not kept with the code.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/chart/outlines"
)

func main() {
	log.SetFlags(0)
	sources := flag.String("sources", "sources", "folder with the unpacked packages")
	states := flag.String("states", "../../world/tables/states.tsv", "table with the usual names of states")
	out := flag.String("out", "outlines.bin", "file to write")
	flag.Parse()
	if err := run(*sources, *states, *out); err != nil {
		log.Fatal("generate: ", err)
	}
}

// topology is what is read of a TopoJSON file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 } `json:"transform"`
	Arcs      [][][2]int                            `json:"arcs"`
	Objects   struct {
		Countries struct {
			Geometries []geometry `json:"geometries"`
		} `json:"countries"`
	} `json:"objects"`
}

type geometry struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"` // ISO 3166-1 numeric
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

func run(sources, states, out string) error {
	codes, err := readCodes(filepath.Join(sources, "i18n-iso-countries", "codes.json"))
	if err != nil {
		return err
	}
	usual, err := readStates(states)
	if err != nil {
		return err
	}
	var atlases []*outlines.Atlas
	for _, name := range []string{"countries-110m.json", "countries-50m.json"} {
		a, err := readAtlas(filepath.Join(sources, "world-atlas", name), codes)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i, c := range a.Countries {
			a.Countries[i].Name = cmp.Or(usual[c.Code], c.Name)
		}
		atlases = append(atlases, a)
	}
	data, err := outlines.Encode(atlases)
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

// readCodes reads the alpha-3 codes by numeric code.
func readCodes(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	codes := map[string]string{}
	for _, row := range rows {
		if len(row) > 2 {
			codes[row[2]] = row[1]
		}
	}
	return codes, nil
}

// readStates reads the usual names of states by alpha-3 code.
func readStates(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(line, "\t"); len(f) > 2 && !strings.HasPrefix(line, "#") {
			names[f[0]] = f[2]
		}
	}
	return names, nil
}

func readAtlas(file string, codes map[string]string) (*outlines.Atlas, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	a := &outlines.Atlas{}
	index := map[int]int{} // arcs that are kept
	keep := func(arc int) int {
		i, back := arc, false
		if arc < 0 {
			i, back = ^arc, true
		}
		n, ok := index[i]
		if !ok {
			n = len(a.Arcs)
			index[i] = n
			a.Arcs = append(a.Arcs, points(&t, i))
		}
		if back {
			return ^n
		}
		return n
	}
	for _, g := range t.Objects.Countries.Geometries {
		if g.Properties.Name == "Antarctica" {
			continue
		}
		rings, err := ringsOf(g)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		c := outlines.Country{Code: codes[g.ID], Name: g.Properties.Name}
		if c.Name == "Kosovo" {
			c.Code = "XKX" // user-assigned, as in world/tables/states.tsv
		}
		for _, ring := range rings {
			kept := make([]int, len(ring))
			for i, arc := range ring {
				kept[i] = keep(arc)
			}
			c.Rings = append(c.Rings, kept)
		}
		a.Countries = append(a.Countries, c)
	}
	slices.SortStableFunc(a.Countries, func(x, y outlines.Country) int { return strings.Compare(x.Code+x.Name, y.Code+y.Name) })
	return a, nil
}

// points gives an arc in degrees: its numbers are steps of a grid, each from the last.
func points(t *topology, arc int) []outlines.Point {
	var out []outlines.Point
	x, y := 0, 0
	for _, d := range t.Arcs[arc] {
		x, y = x+d[0], y+d[1]
		out = append(out, outlines.Point{
			Lon: float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0],
			Lat: float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1],
		})
	}
	return out
}

func ringsOf(g geometry) ([][]int, error) {
	switch g.Type {
	case "Polygon":
		var rings [][]int
		return rings, json.Unmarshal(g.Arcs, &rings)
	case "MultiPolygon":
		var polygons [][][]int
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
		return slices.Concat(polygons...), nil
	}
	return nil, fmt.Errorf("geometry %q", g.Type)
}
