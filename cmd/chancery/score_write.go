package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"chancery/score"
)

// eventClasses are score.Diagnose's verdicts on events that count as wrong, in
// words, the worst first. "right" is one that hangs on the cue and is right while
// another was held against the annotation.
var eventClasses = []struct{ verdict, words string }{
	{"none", "nothing hangs on the cue"},
	{"elsewhere", "found in another telling, and wrong"},
	{"type", "another type"},
	{"both", "who and whom are wrong"},
	{"who", "who is wrong"},
	{"whom", "whom is wrong"},
	{"status", "status is wrong"},
	{"right", "held against another"},
}

// miss is one entry that is missing, wrong or spurious.
type miss struct {
	Report string `json:"report"`
	Class  string `json:"class"`
	Entry  string `json:"entry"`
}

// misses lists annotated events by how near the record comes, then what the board
// noted of everything else.
func misses(all *score.Board, each []scored) []miss {
	var out []miss
	for _, class := range eventClasses {
		for _, e := range each {
			for i := range e.report.Events {
				if verdict, entry := diagnosed(e, i); verdict == class.verdict {
					out = append(out, miss{e.report.Doc, "event: " + class.words, entry})
				}
			}
		}
	}
	for _, class := range []struct{ prefix, words string }{
		{"extra event", "event: spurious"},
		{"missed statement", "statement: missing"}, {"wrong speaker", "statement: speaker is wrong"}, {"extra statement", "statement: spurious"},
		{"missed commitment", "commitment: missing"}, {"wrong parties", "commitment: parties are wrong"}, {"extra commitment", "commitment: spurious"},
		{"missed stop", "stop: missing"}, {"extra stop", "stop: spurious"},
	} {
		for _, line := range all.Misses {
			doc, what, _ := strings.Cut(line, " ")
			if entry, ok := strings.CutPrefix(what, class.prefix+" "); ok {
				out = append(out, miss{doc, class.words, entry})
			}
		}
	}
	return out
}

// diagnosed tells how an annotated event is wrong in the record, "" if it is right.
func diagnosed(e scored, i int) (verdict, entry string) {
	g := &e.report.Events[i]
	entry = fmt.Sprintf("%s %v -> %v %s «%s»", g.Type, g.Who, g.Whom, g.Status, g.Cue)
	for _, line := range e.board.Misses {
		what := strings.TrimPrefix(line, e.report.Doc+" ")
		if strings.HasPrefix(what, "missed event "+entry) {
			verdict = "none"
		} else if strings.HasPrefix(what, "wrong event "+entry) {
			verdict, entry = "elsewhere", strings.TrimPrefix(what, "wrong event ")
		} else {
			continue
		}
		if e.record != nil {
			if near, _ := score.Diagnose(e.report, e.record, g); near != "none" {
				verdict = near
			}
		}
		return verdict, entry
	}
	return "", entry
}

// counted gives the classes in the order in which they come, with how many each has.
func counted(all []miss) (classes []string, count map[string]int) {
	count = map[string]int{}
	for _, m := range all {
		if count[m.Class]++; count[m.Class] == 1 {
			classes = append(classes, m.Class)
		}
	}
	return classes, count
}

// writeTable writes a line a report, the misses if they are wanted, the tallies by
// section, and last the line of figures as score.py does.
func (f *scoreFlags) writeTable(w io.Writer, all *score.Board, each []scored) {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "report\trecord\tevents\tstatements\tcommitments\tstops\tgold\tgot\t")
	for _, e := range each {
		r, ev, st, co, sp := e.board.Figures()
		gold, got := sizes(e.board)
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%d\t\n", e.report.Doc, r, ev, st, co, sp, gold, got)
	}
	t.Flush()
	if f.Misses {
		list := misses(all, each)
		classes, count := counted(list)
		for _, class := range classes {
			fmt.Fprintf(w, "\n%s (%d)\n", class, count[class])
			for _, m := range list {
				if m.Class == class {
					fmt.Fprintf(w, "  %s  %s\n", m.Report, m.Entry)
				}
			}
		}
	}
	all.Misses = nil // listed above, by class
	fmt.Fprintln(w)
	all.Print(w)
}

// sizes counts the entries that were annotated and those that were found.
func sizes(b *score.Board) (gold, got int) {
	for _, name := range []string{"events: found", "statements: found", "commitments: found", "stops: found"} {
		t := b.Tally(name)
		gold, got = gold+t.Gold, got+t.Got
	}
	return gold, got
}

// figures are a board's measures as --format json writes them.
type figures struct {
	Report      string  `json:"report,omitempty"`
	Record      float64 `json:"record"`
	Events      float64 `json:"events"`
	Statements  float64 `json:"statements"`
	Commitments float64 `json:"commitments"`
	Stops       float64 `json:"stops"`
}

func figuresOf(report string, b *score.Board) figures {
	r, e, s, c, t := b.Figures()
	return figures{report, r, e, s, c, t}
}

// section is one row of the table.
type section struct {
	Name      string  `json:"name"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	Right     int     `json:"right"`
	Gold      int     `json:"gold"`
	Got       int     `json:"got"`
}

func sectionsOf(b *score.Board) []section {
	out := []section{}
	for _, r := range b.Sections() {
		out = append(out, section{r.Name, r.Precision(), r.Recall(), r.F1(), r.Hit, r.Gold, r.Got})
	}
	return out
}

// share is how many of the entries found have a field right.
type share struct {
	Name  string  `json:"name"`
	Share float64 `json:"share"`
	Right int     `json:"right"`
	Of    int     `json:"of"`
}

func (f *scoreFlags) writeJSON(w io.Writer, all *score.Board, each []scored) error {
	out := struct {
		Reports int `json:"reports"`
		figures
		Sections []section      `json:"sections"`
		Fields   []share        `json:"fields"`
		ByReport []figures      `json:"by_report"`
		Classes  map[string]int `json:"classes"`
		Misses   []miss         `json:"misses,omitempty"`
	}{Reports: all.Reports, figures: figuresOf("", all), Sections: sectionsOf(all)}
	for _, r := range all.Ratios() {
		out.Fields = append(out.Fields, share{r.Name, r.Recall(), r.Hit, r.Gold})
	}
	for _, e := range each {
		out.ByReport = append(out.ByReport, figuresOf(e.report.Doc, e.board))
	}
	list := misses(all, each)
	_, out.Classes = counted(list)
	if f.Misses {
		out.Misses = list
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// writeScoreCSV writes a line a report and section; the report of the sum is "all".
func writeScoreCSV(w io.Writer, all *score.Board, each []scored) error {
	c := csv.NewWriter(w)
	number := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	c.Write([]string{"report", "section", "precision", "recall", "f1", "right", "gold", "got"})
	for _, e := range append(each[:len(each):len(each)], scored{&score.Report{Gold: score.Gold{Doc: "all"}}, nil, all}) {
		for _, s := range sectionsOf(e.board) {
			c.Write([]string{e.report.Doc, s.Name, number(s.Precision), number(s.Recall), number(s.F1), strconv.Itoa(s.Right), strconv.Itoa(s.Gold), strconv.Itoa(s.Got)})
		}
	}
	c.Flush()
	return c.Error()
}
