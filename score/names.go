package score

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery"
)

// fold brings a name down to lower-case ASCII letters and digits parted by blanks.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	return b.String()
}

var stopWords = setOf("the a an of for and to in on at by with from its their his her be is are was were that this")

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// words folds a text to its words without the commonest ones.
func words(s string) []string {
	var out []string
	for _, w := range strings.Fields(fold(s)) {
		if !stopWords[w] {
			out = append(out, w)
		}
	}
	return out
}

var (
	particles = setOf("al el bin ibn de da di du van von der den la le abu al- y")
	notPerson = setOf(`government ministry committee council army forces department party nations state states union office house
		agency bank court parliament congress senate commission group alliance coalition officials police military guard opposition
		movement front organization agreement accord treaty embassy league assembly authority command corps resistance bureau`)
	code = regexp.MustCompile(`^[A-Z]{3}$`)
)

// personLike tells whether an annotated name reads as a person's: two to five
// capitalised words, none of an institution.
func personLike(name string) bool {
	parts := strings.Fields(name)
	if len(parts) < 2 || len(parts) > 5 || upper(name) {
		return false
	}
	for _, p := range parts {
		low := strings.ToLower(p)
		head, _, _ := strings.Cut(low, "-")
		if !unicode.IsUpper([]rune(p)[0]) && !particles[head] || notPerson[strings.Trim(low, ".")] {
			return false
		}
	}
	return true
}

// upper tells whether a name has letters and none of them is small.
func upper(s string) bool {
	return strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// actors resolves the actor ids of one record.
type actors map[string]*chancery.Actor

func newActors(r *chancery.Record) actors {
	m := actors{}
	for i := range r.Actors {
		m[r.Actors[i].ID] = &r.Actors[i]
	}
	return m
}

func (as actors) get(ref string) *chancery.Actor {
	if a := as[ref]; a != nil {
		return a
	}
	return &chancery.Actor{Name: ref, Kind: "unknown"}
}

// matches tells whether an actor is the annotated one.
func (as actors) matches(ref, gold string) bool {
	a := as.get(ref)
	names := append([]string{a.Name}, a.Aliases...)
	alternatives := strings.Split(gold, "|")
	otherPerson := false
	for i := range alternatives {
		alternatives[i] = strings.TrimSpace(alternatives[i])
		otherPerson = otherPerson || a.Kind == chancery.Person && personLike(alternatives[i])
	}
	for _, alt := range alternatives {
		if code.MatchString(alt) {
			if otherPerson {
				continue
			}
			if a.State == alt || has(names, alt) || has(a.States, alt) {
				return true
			}
		}
		for _, n := range names {
			if sameName(n, alt, a.Kind == chancery.Person) {
				return true
			}
		}
	}
	return false
}

func sameName(n, alt string, person bool) bool {
	x, y := words(n), words(alt)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return true
	}
	if person {
		return len(x) > 1 && len(y) > 1 && x[len(x)-1] == y[len(y)-1] && x[0][0] == y[0][0]
	}
	inter, union := jaccard(x, y)
	return inter > 0 && float64(inter)/float64(union) >= 0.5
}

// jaccard counts the words that two lists share and those that either has.
func jaccard(x, y []string) (inter, union int) {
	in := map[string]int{}
	for _, w := range x {
		in[w] |= 1
	}
	for _, w := range y {
		in[w] |= 2
	}
	for _, v := range in {
		if v == 3 {
			inter++
		}
	}
	return inter, len(in)
}

func has(ss []string, s string) bool {
	for _, t := range ss {
		if t == s {
			return true
		}
	}
	return false
}

// partyOK tells whether the parties named agree: half of those wanted are found,
// and no more strangers than half of those named.
func (as actors) partyOK(got, want []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	found, strangers := 0, 0
	for _, w := range want {
		for _, g := range got {
			if as.matches(g, w) {
				found++
				break
			}
		}
	}
	for _, g := range got {
		known := false
		for _, w := range want {
			known = known || as.matches(g, w)
		}
		if !known {
			strangers++
		}
	}
	return found >= max(1, (len(want)+1)/2) && 2*strangers <= len(got)
}
