package curve

import (
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestPoints(t *testing.T) {
	judged := []Judged{{0.9, true}, {0.8, true}, {0.4, false}, {0.2, true}}
	points := Points(judged, 6)
	if p := points[0]; p.Kept != 4 || p.Precision != 0.75 || p.Recall != 0.5 {
		t.Errorf("at 0: %+v", p)
	}
	if p := points[10]; p.Kept != 2 || p.Precision != 1 || math.Abs(p.Recall-1.0/3) > 1e-9 {
		t.Errorf("at 0.5: %+v", p)
	}
	if last := points[len(points)-1]; last.Least != 0.9 {
		t.Errorf("ends at %v", last.Least)
	}
	if got := Points(nil, 3); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestBins(t *testing.T) {
	var judged []Judged
	for i := range 100 {
		judged = append(judged, Judged{float64(i) / 100, i%2 == 0})
	}
	bins := Bins(judged)
	if len(bins) != 10 || bins[0].Count != 10 || math.Abs(bins[0].Right-0.5) > 1e-9 || math.Abs(bins[9].Confidence-0.945) > 1e-9 {
		t.Errorf("%+v", bins)
	}
}

func TestPictureIsXML(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.svg")
	if err := Write(path, "Events", []Judged{{0.9, true}, {0.3, false}}, 2); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var any struct{}
	if err := xml.Unmarshal(data, &any); err != nil {
		t.Error(err)
	}
}
