package export

import (
	"strings"

	"chancery"
	"chancery/relations"
)

// ploverEvent is an event in PLOVER's terms: a source acts on a recipient in an
// event of a type, mode and contexts. What PLOVER has no name for (status, sources,
// confidence) stands under names of the record.
type ploverEvent struct {
	ID         string        `json:"id"`
	Event      string        `json:"event"`
	Mode       string        `json:"mode,omitempty"`
	Context    []string      `json:"context"`
	Quad       string        `json:"quad,omitempty"`
	Intensity  float64       `json:"intensity"`
	Status     string        `json:"status,omitempty"`
	Date       string        `json:"date,omitempty"`
	DateEnd    string        `json:"date_end,omitempty"`
	Source     []ploverActor `json:"source"`
	Recipient  []ploverActor `json:"recipient"`
	Location   *ploverPlace  `json:"location,omitempty"`
	Text       string        `json:"text,omitempty"`
	TextRefs   []ploverRef   `json:"text_refs"`
	Sources    int           `json:"independent_sources"`
	Confidence float64       `json:"confidence"`
	Version    string        `json:"version,omitempty"`
}

type ploverActor struct {
	Name     string `json:"name"`
	Country  string `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Sector   string `json:"sector,omitempty"`
	Title    string `json:"title,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Wikidata string `json:"wikidata,omitempty"`
}

type ploverPlace struct {
	Name     string   `json:"name"`
	Country  string   `json:"country,omitempty"`
	Lat      *float64 `json:"lat,omitempty"`
	Lon      *float64 `json:"lon,omitempty"`
	Geonames int      `json:"geonames,omitempty"`
}

// ploverRef says where a report tells of the event: code points of its text.
type ploverRef struct {
	Report    string `json:"report"`
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	Cue       string `json:"cue"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
}

// plover gives an event in PLOVER's terms, nil for what is none.
func (o *Options) plover(e *chancery.Entry) any {
	if e.Kind != chancery.AnEvent {
		return nil
	}
	quad, _ := relations.Quad(e.Type, e.Mode)
	out := &ploverEvent{
		ID: e.ID, Event: e.Type, Mode: e.Mode, Context: contexts(e), Quad: string(quad), Intensity: relations.Weight(e.Type, e.Mode),
		Status: string(e.Status), Date: e.From, Source: o.ploverActors(e, chancery.SideWho), Recipient: o.ploverActors(e, chancery.SideWhom),
		Text: snippet(e), TextRefs: []ploverRef{}, Sources: e.Independent, Confidence: e.Confidence, Version: o.Version,
	}
	if e.To != e.From {
		out.DateEnd = e.To
	}
	if p := e.Place; p != nil {
		out.Location = &ploverPlace{p.Name, p.Country, p.Lat, p.Lon, p.Geonames}
	}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		out.TextRefs = append(out.TextRefs, ploverRef{a.Report, a.Source, a.URL, a.Title, a.Published, a.Cue.Text, a.Cue.Start, a.Cue.End})
	}
	return out
}

func (o *Options) ploverActors(e *chancery.Entry, side chancery.Side) []ploverActor {
	out := []ploverActor{}
	for _, p := range parties(e, side) {
		c := o.card(p)
		out = append(out, ploverActor{p.Name, p.State, sector(c), office(c, day(e)), string(p.Kind), c.Wikidata})
	}
	return out
}

// quadCode is a quad class as POLECAT writes it.
func quadCode(e *chancery.Entry) string {
	quad, _ := relations.Quad(e.Type, e.Mode)
	return strings.ToUpper(string(quad))
}
