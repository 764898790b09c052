package export

import (
	"chancery"
	"chancery/gazetteer"
)

// feature is a feature of GeoJSON (RFC 7946): a point, longitude before latitude.
type feature struct {
	Type     string `json:"type"`
	ID       string `json:"id"`
	Geometry struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"`
	} `json:"geometry"`
	Properties properties `json:"properties"`
}

type properties struct {
	Kind       string   `json:"kind"`
	Type       string   `json:"type,omitempty"`
	Mode       string   `json:"mode,omitempty"`
	Status     string   `json:"status,omitempty"`
	Who        []string `json:"who"`  // or the traveller
	Whom       []string `json:"whom"` // or who was met
	States     []string `json:"states"`
	From       string   `json:"from,omitempty"`
	To         string   `json:"to,omitempty"`
	Place      string   `json:"place"`
	Country    string   `json:"country,omitempty"`
	Whole      bool     `json:"whole_country,omitempty"` // the point stands for a country
	Sentence   string   `json:"sentence,omitempty"`
	Sources    int      `json:"independent_sources"`
	Confidence float64  `json:"confidence"`
	URL        string   `json:"url,omitempty"`
}

// feature gives an event or stop as a feature, nil for what has no point.
func (o *Options) feature(e *chancery.Entry) any {
	p := e.Place
	if e.Kind != chancery.AnEvent && e.Kind != chancery.AStop || p == nil || p.Lat == nil || p.Lon == nil {
		return nil
	}
	f := &feature{Type: "Feature", ID: e.ID}
	f.Geometry.Type, f.Geometry.Coordinates = "Point", [2]float64{*p.Lon, *p.Lat}
	f.Properties = properties{
		Kind: string(e.Kind), Type: e.Type, Mode: e.Mode, Status: string(e.Status),
		Who: namesOf(parties(e, chancery.SideWho, chancery.SideTraveller)), Whom: namesOf(parties(e, chancery.SideWhom, chancery.SideMet)),
		States: statesOf(e.Parties), From: e.From, To: e.To, Place: p.Name, Country: p.Country, Whole: isCountry(p), Sentence: snippet(e),
		Sources: e.Independent, Confidence: e.Confidence, URL: o.link(e),
	}
	return f
}

// isCountry tells whether a place is a whole country.
func isCountry(p *chancery.Place) bool {
	g, ok := gazetteer.ByISO3(p.Country)
	return ok && (p.Geonames != 0 && p.Geonames == g.GeonamesID || p.Name == g.Name)
}

// link is the address of an entry's page, or else of its first account that has
// one.
func (o *Options) link(e *chancery.Entry) string {
	if o.Link != nil {
		return o.Link(e.ID)
	}
	if all := addresses(e); len(all) > 0 {
		return all[0]
	}
	return ""
}
