package world

import (
	"sort"
	"strings"
)

// Office is a kind of post, whoever calls it what: the "foreign minister" key
// stands for the American secretary of state as well.
type Office struct {
	Key    string // "foreign minister"
	Class  string // "head of state", "head of government", or "" for other offices
	Sector string // PLOVER sector of its holders
	Rank   int    // 1 for the highest; used to choose between several offices of a person
	Single bool   // one holder at a time
}

// officeTable maps wordings to offices. The wording in a state's own row goes before
// the general one: "secretary of state" is the foreign minister in the USA only,
// where no state is given it is that, too.
type officeTable struct {
	byKey    map[string]*Office
	wordings map[string][]wording // by folded wording
}

type wording struct {
	office *Office
	state  string // "" for all states
}

func (t *officeTable) add(o Office, state string, words []string) {
	office := t.byKey[o.Key]
	if office == nil {
		office = &o
		t.byKey[o.Key] = office
	}
	for _, text := range words {
		key := foldOffice(text)
		t.wordings[key] = append(t.wordings[key], wording{office, state})
	}
}

// find returns the office that words mean in state. Without a state the general
// wording counts, then the only state that uses it.
func (t *officeTable) find(words, state string) *Office { return t.folded(foldOffice(words), state) }

// folded is find for words that foldOffice has folded.
func (t *officeTable) folded(words, state string) *Office {
	var general, other *Office
	for _, w := range t.wordings[words] {
		switch {
		case w.state == state && state != "":
			return w.office
		case w.state == "" && general == nil:
			general = w.office
		case state == "" && other == nil:
			other = w.office
		}
	}
	if general != nil {
		return general
	}
	return other
}

// officeSpelling lists spellings of titles and those of offices.tsv.
var officeSpelling = [][2]string{{"defence", "defense"}, {"counsellor", "counselor"}, {"councillor", "councilor"},
	{"organisation", "organization"}, {"programme", "program"}, {"advisor", "adviser"}, {"labour", "labor"}}

// foldOffice folds a title's wording and its spelling.
func foldOffice(words string) string {
	key := foldName(words)
	for _, pair := range officeSpelling {
		if strings.Contains(key, pair[0]) {
			key = strings.ReplaceAll(key, pair[0], pair[1])
		}
	}
	return key
}

// Office returns the key of the office that words mean in most states: "Secretary
// of State", "FM" and "Minister for Foreign Affairs" are all "foreign minister".
// "Former", "acting", "deputy" and the like are not passed over; see [World.Title].
func (w *World) Office(words string) (office string, ok bool) {
	return w.OfficeIn(words, "")
}

// OfficeIn is like Office for the wording of one state (ISO 3166-1 alpha-3):
// "chancellor" is the head of government in Germany, "premier" in China.
func (w *World) OfficeIn(words, state string) (office string, ok bool) {
	if o := w.offices.find(words, state); o != nil {
		return o.Key, true
	}
	return "", false
}

// OfficeOf returns the description of an office key. A key that offices.tsv does
// not list is described as the office that it is a kind of: "ambassador to china" as
// ambassador, "defense ministry spokesperson" as spokesperson. Nil if there is none.
func (w *World) OfficeOf(key string) *Office { return w.offices.like(foldOffice(key)) }

// like returns the office that folded words name, or the one that they name a kind of.
func (t *officeTable) like(words string) *Office {
	if o := t.byKey[words]; o != nil {
		return o
	}
	if o := t.folded(words, ""); o != nil {
		return o
	}
	head := words
	for _, link := range []string{" to ", " for ", " of ", " in ", " on "} {
		if i := strings.Index(head, link); i > 0 {
			head = head[:i]
		}
	}
	for head != "" {
		if o := t.folded(head, ""); o != nil {
			return o
		}
		_, head, _ = strings.Cut(head, " ")
	}
	return nil
}

// Offices returns all offices, the highest rank first.
func (w *World) Offices() []*Office {
	all := make([]*Office, 0, len(w.offices.byKey))
	for _, o := range w.offices.byKey {
		all = append(all, o)
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Rank != all[j].Rank {
			return all[i].Rank < all[j].Rank
		}
		return all[i].Key < all[j].Key
	})
	return all
}

// Title is a title's wording taken apart.
type Title struct {
	Office string // key, "" if the wording names no known office
	Former bool   // "former", "ex-", "late", "then"
	Acting bool   // "acting", "interim", "caretaker"
	Elect  bool   // "-elect", "designate"
}

var (
	formerWords = []string{"former ", "ex ", "late ", "then ", "onetime ", "one time ", "outgoing former "}
	actingWords = []string{"acting ", "interim ", "caretaker ", "provisional "}
	plainWords  = []string{"current ", "new ", "newly elected ", "outgoing ", "incumbent ", "top ", "longtime "}
	electWords  = []string{" elect", " designate"}
)

// Title reads a title such as "former acting Defense Secretary" or
// "president-elect" as worded in state, which may be "".
func (w *World) Title(words, state string) (t Title, ok bool) {
	text := foldName(words)
	for {
		switch {
		case cutAny(&text, formerWords, strings.CutPrefix):
			t.Former = true
		case cutAny(&text, actingWords, strings.CutPrefix):
			t.Acting = true
		case cutAny(&text, electWords, strings.CutSuffix):
			t.Elect = true
		case cutAny(&text, plainWords, strings.CutPrefix):
		default:
			t.Office, ok = w.OfficeIn(text, state)
			return t, ok
		}
	}
}

func cutAny(text *string, affixes []string, cut func(s, affix string) (string, bool)) bool {
	for _, a := range affixes {
		if rest, ok := cut(*text, a); ok {
			*text = rest
			return true
		}
	}
	return false
}
