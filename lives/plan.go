package lives

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"chancery"
)

// plan is what an undertaking or a planned event or stop asks of the entries that may
// tell its outcome.
type plan struct {
	e       *chancery.Entry
	of      string
	sides   []side
	words   map[string]bool // stems of what is undertaken
	reports map[string]bool // that tell of it
	made    int             // day of the first report
	knows   bool            // made is known
	windows []window        // when it is due; none if that is unknown
	origins map[[2]string]bool

	negative bool // it is undertaken not to do it
}

// window is a range of days, counted from 1970-01-01, both included. slack is by how
// many days what is done may miss it.
type window struct{ from, to, slack int }

// planOf gives the plan that an entry is; false where it is neither a commitment nor
// planned.
func planOf(e *chancery.Entry) (*plan, bool) {
	p := &plan{e: e, reports: map[string]bool{}, origins: map[[2]string]bool{}}
	p.of = ofWhat(e)
	switch e.Kind {
	case chancery.ACommitment:
		p.sides = sidesOf(e.Parties, chancery.SideParty)
	case chancery.AnEvent:
		p.sides = sidesOf(e.Parties, chancery.SideWho, chancery.SideWhom)
	case chancery.AStop:
		p.sides = sidesOf(e.Parties, chancery.SideTraveller)
	default:
		return nil, false
	}
	p.made, p.knows = ordinal(firstReport(e))
	p.words = content(e.What, e.Cue)
	for w := range tokens(e.What) {
		p.negative = p.negative || known().words["negative"][w]
	}
	for _, a := range e.Accounts {
		p.reports[a.Report] = true
		if a.Event != "" {
			p.origins[[2]string{a.Report, a.Event}] = true
		}
		for w := range content(a.What) {
			p.words[w] = true
		}
	}
	for w := range namesOf(e.Parties) {
		delete(p.words, w)
	}
	p.windows = p.due()
	return p, true
}

// firstReport is the day of the first report, "" if unknown.
func firstReport(e *chancery.Entry) string {
	if e.First != "" {
		return e.First
	}
	first := ""
	for _, a := range e.Accounts {
		if a.Published != "" && (first == "" || a.Published < first) {
			first = a.Published
		}
	}
	return first
}

// due gives the days on which it is due, as the entry and each of its accounts has
// them: a plan that was put off has several.
func (p *plan) due() []window {
	var out []window
	add := func(from, to, what string) {
		w, ok := windowOf(from, to)
		if !ok || p.knows && w.to < p.made {
			return // due before anybody told of it: not a day due
		}
		if p.knows && (p.untilThen() || opens(what)) {
			w.from = min(w.from, p.made)
		}
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	// An undated plan's day is that of its report, and says nothing.
	dated := p.e.Kind == chancery.ACommitment || len(p.e.Accounts) == 0
	for _, a := range p.e.Accounts {
		dated = dated || a.Dated
		if (a.Dated || p.e.Kind == chancery.ACommitment) && forward(a.Status) {
			add(a.From, a.To, a.What)
		}
	}
	if dated {
		add(p.e.From, p.e.To, p.e.What)
	}
	return out
}

// forward tells whether a status looks ahead: the days of what is held or called off
// are not days due.
func forward(s chancery.Status) bool {
	return s == chancery.Open || s == chancery.Planned || s == chancery.Postponed
}

// untilThen tells whether it may be done at any time until it is due.
func (p *plan) untilThen() bool {
	switch chancery.CommitmentKind(p.of) {
	case chancery.Body, chancery.Action, chancery.AidPledge, chancery.Ceasefire, chancery.Deadline, chancery.OtherPledge:
		return true
	}
	return false
}

// windowOf gives the days of an entry as a window: the less precise, the more slack.
func windowOf(from, to string) (window, bool) {
	f, okFrom := ordinal(from)
	t, okTo := ordinal(to)
	switch {
	case !okFrom && !okTo:
		return window{}, false
	case !okFrom:
		f = t
	case !okTo || t < f:
		t = f
	}
	slack := 30
	if n := t - f + 1; n <= 7 {
		slack = 3
	} else if n <= 31 {
		slack = 7
	}
	return window{f, t, slack}, true
}

// ordinal counts a day from 1970-01-01 on.
func ordinal(day string) (int, bool) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// last is the last day on which it is due; false if that is unknown.
func (p *plan) last() (int, bool) {
	if len(p.windows) == 0 {
		return 0, false
	}
	return slices.MaxFunc(p.windows, func(a, b window) int { return a.to - b.to }).to, true
}

// onDay tells whether a held entry is of a day on which the plan can have been carried
// out: near the day due, else within so many days, and not before it was made.
func (p *plan) onDay(l *chancery.Entry, within int) bool {
	w, ok := windowOf(l.From, l.To)
	if !ok || w.to-w.from > 31 {
		return false
	}
	for _, due := range p.windows {
		early := due.from - due.slack
		if p.knows {
			// On the day itself that it was made only what is due that day is later.
			if early <= p.made && (due.from != p.made || due.to != p.made) {
				early = p.made + 1
			}
			early = max(early, p.made)
		}
		if w.to >= early && w.from <= due.to+due.slack && (w.from >= early || w.to-w.from <= 7) {
			return true
		}
	}
	return len(p.windows) == 0 && p.knows && w.from > p.made && w.to <= p.made+within
}

// after tells whether an entry was told after the plan was, and so many days after the
// day due at most.
func (p *plan) after(l *chancery.Entry, within int) bool {
	day, ok := ordinal(firstReport(l))
	if !ok {
		if day, ok = ordinal(l.From); !ok {
			return false
		}
	}
	if !p.knows || day <= p.made {
		return false
	}
	if w, ok := windowOf(l.From, l.To); ok && l.Status == chancery.Held && w.from <= p.made {
		return false // was done before, whenever it was told
	}
	if last, ok := p.last(); ok {
		return day <= last+within && p.sameDue(l)
	}
	return l.Status != chancery.Denied && day <= p.made+max(within, 90)
}

// sameDue tells whether what was called off can be what is due: where its text gives
// a day, one near it. That a meeting is denied, which is often said of no particular
// one, needs a day.
func (p *plan) sameDue(l *chancery.Entry) bool {
	if l.Status != chancery.Cancelled && l.Status != chancery.Denied {
		return true
	}
	w, ok := windowOf(l.From, l.To)
	if !ok || !dated(l) {
		return l.Status == chancery.Cancelled
	}
	return slices.ContainsFunc(p.windows, func(due window) bool {
		return w.to >= due.from-due.slack && w.from <= due.to+due.slack
	})
}

// opens tells whether words set a day by which, and not on which.
func opens(what string) bool {
	for w := range tokens(what) {
		if known().words["open"][w] {
			return true
		}
	}
	return false
}

// tokens are a text's words in lower case.
func tokens(text string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w] = true
	}
	return out
}

// content gives the stems of the words of texts that tell one thing from another.
func content(texts ...string) map[string]bool {
	out := map[string]bool{}
	for _, text := range texts {
		for w := range tokens(text) {
			if len(w) > 2 && !known().words["empty"][w] {
				out[stem(w)] = true
			}
		}
	}
	return out
}

// stem cuts the commonest endings off an English word.
func stem(w string) string {
	for _, end := range []string{"ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"} {
		if strings.HasSuffix(w, end) && len(w)-len(end) >= 3 {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// namesOf are the stems of the words in parties' names.
func namesOf(parties []chancery.Party) map[string]bool {
	out := map[string]bool{}
	for _, p := range parties {
		for w := range content(p.Name) {
			out[w] = true
		}
	}
	return out
}
