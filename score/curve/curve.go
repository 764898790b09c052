// Package curve draws how far confidence holds: what a least confidence costs in
// recall and brings in precision, and how often entries of a confidence are right.
package curve

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

// Judged is one entry that was read, and whether it is right.
type Judged struct {
	Confidence float64
	Right      bool
}

// Point is what is left above a least confidence.
type Point struct {
	Least             float64
	Precision, Recall float64
	Kept              int
}

// Points gives the precision and recall at each least confidence from 0 to 0.95 by
// 0.05. wanted is how many entries there are to be found. Where nothing is left the
// points end.
func Points(judged []Judged, wanted int) []Point {
	var out []Point
	for i := range 20 {
		p := Point{Least: float64(i) / 20}
		right := 0
		for _, j := range judged {
			if j.Confidence >= p.Least {
				p.Kept++
				if j.Right {
					right++
				}
			}
		}
		if p.Kept == 0 || wanted == 0 {
			break
		}
		p.Precision, p.Recall = float64(right)/float64(p.Kept), float64(right)/float64(wanted)
		out = append(out, p)
	}
	return out
}

// Bin is the entries of about one confidence.
type Bin struct {
	Confidence, Right float64 // means
	Count             int
}

// Bins parts entries by confidence into ten of about one size each.
func Bins(judged []Judged) []Bin {
	sorted := append([]Judged(nil), judged...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Confidence < sorted[j].Confidence })
	var out []Bin
	for i := range 10 {
		part := sorted[i*len(sorted)/10 : (i+1)*len(sorted)/10]
		if len(part) == 0 {
			continue
		}
		b := Bin{Count: len(part)}
		for _, j := range part {
			b.Confidence += j.Confidence / float64(len(part))
			if j.Right {
				b.Right += 1 / float64(len(part))
			}
		}
		out = append(out, b)
	}
	return out
}

// Sizes of the picture in pixels: two panels side by side.
const (
	panel  = 300.0
	left   = 46.0
	top    = 44.0
	gap    = 70.0
	bottom = 46.0
)

// Write draws both panels into an SVG file.
func Write(path, title string, judged []Judged, wanted int) error {
	var b strings.Builder
	w, h := 2*panel+left+gap+20, panel+top+bottom
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" font-family="sans-serif" font-size="12" role="img">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<title>%s</title><rect width="100%%" height="100%%" fill="#fff"/>`+"\n", title)
	first := axes(&b, left, "least confidence", title+": precision and recall")
	var precision, recall [][2]float64
	for _, p := range Points(judged, wanted) {
		precision = append(precision, [2]float64{p.Least, p.Precision})
		recall = append(recall, [2]float64{p.Least, p.Recall})
	}
	first.line(precision, "#12605b", "precision")
	first.line(recall, "#b0582c", "recall")
	second := axes(&b, left+panel+gap, "confidence", "How often entries of a confidence are right")
	second.line([][2]float64{{0, 0}, {1, 1}}, "#bbb", "")
	var bins [][2]float64
	for _, bin := range Bins(judged) {
		bins = append(bins, [2]float64{bin.Confidence, bin.Right})
	}
	second.line(bins, "#1d4577", "")
	for _, p := range bins {
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3.5" fill="#1d4577"/>`+"\n", second.x(p[0]), second.y(p[1]))
	}
	b.WriteString("</svg>\n")
	return os.WriteFile(path, []byte(b.String()), 0o666)
}

// frame is one panel, of the unit square.
type frame struct {
	b  *strings.Builder
	x0 float64
}

func (f frame) x(v float64) float64 { return f.x0 + panel*v }
func (f frame) y(v float64) float64 { return top + panel*(1-v) }

func axes(b *strings.Builder, x0 float64, label, title string) frame {
	f := frame{b, x0}
	fmt.Fprintf(b, `<text x="%.1f" y="24" font-size="13" font-weight="bold">%s</text>`+"\n", x0, title)
	for i := range 6 {
		v := float64(i) / 5
		fmt.Fprintf(b, `<path d="M%.1f %.1fH%.1f" stroke="#ddd"/><text x="%.1f" y="%.1f" text-anchor="end" fill="#555">%.1f</text><text x="%.1f" y="%.1f" text-anchor="middle" fill="#555">%.1f</text>`+"\n",
			f.x(0), f.y(v), f.x(1), f.x(0)-6, f.y(v)+4, v, f.x(v), f.y(0)+18, v)
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`+"\n", f.x(0.5), f.y(0)+38, label)
	return f
}

func (f frame) line(points [][2]float64, color, label string) {
	if len(points) == 0 {
		return
	}
	var at []string
	for _, p := range points {
		at = append(at, fmt.Sprintf("%.1f,%.1f", f.x(p[0]), f.y(p[1])))
	}
	fmt.Fprintf(f.b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", strings.Join(at, " "), color)
	if label != "" {
		fmt.Fprintf(f.b, `<text x="%.1f" y="%.1f" fill="%s">%s</text>`+"\n", f.x(points[0][0])+6, f.y(points[0][1])-6, color, label)
	}
}
