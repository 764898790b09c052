package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"chancery"
	"chancery/merge"
	"chancery/world"
)

// maker makes reports: small records about states and people of the tables, in
// sentences of made-up words, one report after the other over thirty years. Some
// tell again what a late one told, some are copies.
type maker struct {
	r       *rand.Rand
	n       int // reports to make
	made    int
	states  []*world.Entity // the most frequent first
	people  []*world.Entity
	state   *rand.Zipf
	person  *rand.Zipf
	word    *rand.Zipf
	late    []*story // told lately
	printed []chancery.Document
	records []*chancery.Record
}

// story is what one or more reports tell.
type story struct {
	kind        chancery.EntryKind
	who, whom   *world.Entity
	eventType   chancery.EventType
	mode        string
	status      chancery.Status
	day         time.Time
	place       chancery.Place
	about, verb string
}

// years is how long the archive spans, beginning on firstDay.
const years = 30

var firstDay = time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC)

// leading states are the most frequent; the others follow in the tables' order.
var leading = []string{"USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "KOR", "PRK", "IND", "IRN", "ISR", "TUR", "UKR", "SAU", "PAK"}

func newMaker(seed uint64, n int) *maker {
	m := &maker{r: rand.New(rand.NewPCG(seed, 7)), n: n}
	w := world.Default()
	first := map[string]bool{}
	for _, code := range leading {
		m.states = append(m.states, w.State(code))
		first[code] = true
	}
	for _, e := range w.Entities() {
		switch {
		case e.Kind == chancery.State && !first[e.ID] && e.Successor == "" && e.Capital != "":
			m.states = append(m.states, e)
		case e.Kind == chancery.Person && w.State(e.State) != nil:
			m.people = append(m.people, e)
		}
	}
	m.r.Shuffle(len(m.people), func(i, j int) { m.people[i], m.people[j] = m.people[j], m.people[i] })
	m.state = rand.NewZipf(m.r, 1.3, 3, uint64(len(m.states)-1))
	m.person = rand.NewZipf(m.r, 1.2, 8, uint64(len(m.people)-1))
	m.word = rand.NewZipf(m.r, 1.15, 6, vocabulary-1)
	return m
}

// vocabulary is how many words there are.
const vocabulary = 40_000

var syllables = strings.Fields("ba re mo ti ku sa ven dor lim pas net gol fi ra su")

// wordOf gives the word of a rank: the lower, the more frequent.
func wordOf(rank int) string {
	out := ""
	for rank += len(syllables); rank > 0; rank /= len(syllables) {
		out += syllables[rank%len(syllables)]
	}
	return out
}

func (m *maker) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = wordOf(int(m.word.Uint64()))
	}
	return strings.Join(out, " ")
}

var houses = strings.Fields("Morning Evening Northern Southern Eastern Western Central Free National Daily Weekly Coastal Upland Harbour River Island")

func (m *maker) house() string {
	i := min(m.r.IntN(64), m.r.IntN(64), m.r.IntN(64))
	return houses[i%len(houses)] + " " + []string{"Post", "Courier", "Wire", "Herald"}[i/len(houses)]
}

// next makes the next report.
func (m *maker) next() chancery.Reading {
	day := firstDay.AddDate(0, 0, m.made*years*365/max(1, m.n))
	m.made++
	if len(m.printed) > 50 && m.r.Float64() < 0.08 {
		return m.copy(day)
	}
	b := &builder{m: m, day: day}
	b.title(m.words(5))
	for range 1 + m.r.IntN(2) {
		b.tell(m.story(day))
	}
	b.sentence(m.words(14) + ".")
	record := b.record(m.house(), fmt.Sprintf("https://news.example/%d", m.made))
	m.printed, m.records = append(m.printed, record.Document), append(m.records, record)
	if len(m.printed) > 400 {
		m.printed, m.records = m.printed[200:], m.records[200:]
	}
	return reading(record)
}

// copy prints a late report again in another house.
func (m *maker) copy(day time.Time) chancery.Reading {
	r := *m.records[m.r.IntN(len(m.records))]
	house, url, published := m.house()+" Online", fmt.Sprintf("https://copy.example/%d", m.made), day.Format(time.DateOnly)
	r.Document.Source, r.Document.URL, r.Document.Published = &house, &url, &published
	return reading(&r)
}

func reading(r *chancery.Record) chancery.Reading {
	return chancery.Reading{Key: merge.ReportKey(&r.Document), Record: r, Version: "archivebench", Path: "archivebench", At: time.Unix(1_700_000_000, 0)}
}

// story makes something new to tell, or takes what was told lately.
func (m *maker) story(day time.Time) *story {
	if len(m.late) > 0 && m.r.Float64() < 0.3 {
		if s := m.late[m.r.IntN(len(m.late))]; day.Sub(s.day).Abs() < 20*24*time.Hour {
			return s
		}
	}
	s := m.newStory(day)
	if m.late = append(m.late, s); len(m.late) > 300 {
		m.late = m.late[150:]
	}
	return s
}

// kinds of story, as often as they stand here.
var kinds = []chancery.EntryKind{chancery.AnEvent, chancery.AnEvent, chancery.AnEvent, chancery.AnEvent, chancery.AnEvent, chancery.AnEvent,
	chancery.AStatement, chancery.AStatement, chancery.AStatement, chancery.ACommitment, chancery.ACommitment, chancery.AStop}

// acts are types of event, as often as they stand here.
var acts = []struct {
	eventType chancery.EventType
	mode      string
	verb      string
}{{chancery.Consult, "meet", "met"}, {chancery.Consult, "meet", "met"}, {chancery.Consult, "visit", "visited"}, {chancery.Consult, "talk", "talked to"},
	{chancery.Consult, "phone", "phoned"}, {chancery.Agree, "", "agreed with"}, {chancery.Support, "", "backed"}, {chancery.Cooperate, "", "worked with"},
	{chancery.Aid, "", "aided"}, {chancery.Accuse, "", "accused"}, {chancery.Request, "", "urged"}, {chancery.Reject, "", "rejected"},
	{chancery.Threaten, "", "threatened"}, {chancery.Sanction, "", "punished"}, {chancery.Protest, "", "protested to"}, {chancery.Assault, "", "attacked"}}

func (m *maker) newStory(day time.Time) *story {
	s := &story{kind: kinds[m.r.IntN(len(kinds))], day: day, status: chancery.Held, about: m.words(3)}
	act := acts[m.r.IntN(len(acts))]
	s.eventType, s.mode, s.verb = act.eventType, act.mode, act.verb
	s.who = m.someone()
	for s.whom = m.someone(); s.whom == s.who; {
		s.whom = m.someone()
	}
	at := m.states[m.state.Uint64()]
	s.place = placeOf(at)
	switch p := m.r.Float64(); {
	case p < 0.12:
		s.status, s.day = chancery.Planned, day.AddDate(0, 0, 1+m.r.IntN(40))
	case p < 0.16:
		s.status = chancery.Denied
	case p < 0.6:
		s.day = day.AddDate(0, 0, -m.r.IntN(3))
	}
	if s.kind == chancery.ACommitment {
		s.status, s.day = chancery.Open, day.AddDate(0, 0, 5+m.r.IntN(90))
	}
	return s
}

// someone is a state, or a person who acts for one.
func (m *maker) someone() *world.Entity {
	if m.r.IntN(2) == 0 {
		return m.states[m.state.Uint64()]
	}
	return m.people[m.person.Uint64()]
}

// placeOf is the capital of a state, somewhere in the world.
func placeOf(e *world.Entity) chancery.Place {
	name := e.Capital
	if name == "" {
		name = e.Name
	}
	h := fnv.New32a()
	h.Write([]byte(e.ID))
	lat, lon := float64(h.Sum32()%120)-60, float64(h.Sum32()/120%340)-170
	return chancery.Place{Name: name, Country: e.ID, Lat: &lat, Lon: &lon}
}

// builder writes one report and its record.
type builder struct {
	m      *maker
	day    time.Time
	text   strings.Builder
	points int
	out    chancery.Record
	actors map[*world.Entity]string
}

// write appends text and gives where it stands.
func (b *builder) write(text string) chancery.Span {
	start := b.points
	b.text.WriteString(text)
	b.points += utf8.RuneCountInString(text)
	return chancery.Span{Start: start, End: b.points, Text: text}
}

func (b *builder) title(text string) {
	b.out.Document.Title = text
	b.write(text + "\n\n")
}

func (b *builder) sentence(text string) { b.write(text) }

// mention writes an actor's name, and those of the states that people act for.
func (b *builder) mention(e *world.Entity) string {
	if b.actors == nil {
		b.actors = map[*world.Entity]string{}
	}
	s := b.write(e.Name)
	id := b.actors[e]
	if id == "" {
		id = fmt.Sprintf("a%d", len(b.out.Actors)+1)
		b.actors[e] = id
		b.out.Actors = append(b.out.Actors, chancery.Actor{ID: id, Name: e.Name, Kind: e.Kind, State: e.State, Sector: e.Sector, Wikidata: e.Wikidata})
		if e.Kind == chancery.State {
			b.out.Actors[len(b.out.Actors)-1].State = e.ID
		}
	}
	for i := range b.out.Actors {
		if b.out.Actors[i].ID == id {
			b.out.Actors[i].Mentions = append(b.out.Actors[i].Mentions, s)
		}
	}
	return id
}

// tell writes a sentence that tells a story, and its entry.
func (b *builder) tell(s *story) {
	day := s.day.Format(time.DateOnly)
	who := b.mention(s.who)
	b.write(" ")
	switch s.kind {
	case chancery.AnEvent:
		cue := b.write(s.verb)
		b.write(" ")
		whom := b.mention(s.whom)
		b.write(" on " + s.about)
		place := b.place(s)
		b.out.Events = append(b.out.Events, chancery.Event{ID: fmt.Sprintf("e%d", len(b.out.Events)+1), Type: s.eventType, Mode: s.mode, Cue: cue,
			Who: []string{who}, Whom: []string{whom}, Date: b.date(day), Place: place, Status: s.status, About: s.about, Confidence: b.sure()})
	case chancery.AStatement:
		cue := b.write("said")
		b.write(": \"")
		text := b.write(s.about + " " + b.m.words(4))
		b.write("\"")
		b.out.Statements = append(b.out.Statements, chancery.Statement{ID: fmt.Sprintf("s%d", len(b.out.Statements)+1), Speaker: who,
			Form: chancery.Direct, Cue: cue, Content: []chancery.Span{text}, Text: text.Text, Date: b.date(day), Confidence: b.sure()})
	case chancery.ACommitment:
		cue := b.write("promised")
		b.write(" ")
		whom := b.mention(s.whom)
		b.write(" " + s.about)
		b.out.Commitments = append(b.out.Commitments, chancery.Commitment{ID: fmt.Sprintf("c%d", len(b.out.Commitments)+1), Parties: []string{who, whom},
			What: s.about, Kind: chancery.Action, Due: b.date(day), Status: chancery.Open, Cue: cue, Confidence: b.sure()})
	case chancery.AStop:
		cue := b.write("travelled")
		place := b.place(s)
		b.out.Stops = append(b.out.Stops, chancery.Stop{Traveller: who, Order: 1, Place: place, Date: b.date(day), Status: s.status, Cue: cue,
			Confidence: b.sure()})
	}
	b.write(". ")
}

func (b *builder) place(s *story) *chancery.Place {
	b.write(" in ")
	at := b.write(s.place.Name)
	place := s.place
	place.Start, place.End = &at.Start, &at.End
	return &place
}

func (b *builder) date(day string) *chancery.Date {
	b.write(" on ")
	at := b.write(day)
	return &chancery.Date{Value: &day, Text: day, Start: &at.Start, End: &at.End}
}

// sure is a confidence to two places.
func (b *builder) sure() float64 { return float64(55+b.m.r.IntN(44)) / 100 }

func (b *builder) record(house, url string) *chancery.Record {
	day := b.day.Format(time.DateOnly)
	d := &b.out.Document
	d.Text = b.text.String()
	sum := sha256.Sum256([]byte(d.Text))
	d.ID, d.Language = "sha256:"+hex.EncodeToString(sum[:]), "en"
	d.Published, d.Source, d.URL = &day, &house, &url
	b.out.Schema = chancery.Schema
	return &b.out
}
