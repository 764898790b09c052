package export

import (
	"io"
	"net/url"
	"strings"
	"time"

	"chancery"
	"chancery/relations"
)

// node is a node of JSON-LD. Keys are terms of schema.org, or have a prefix of the
// document's context.
type node map[string]any

// linkedContext maps prefixes. Names that schema.org lacks are the record's own.
const linkedContext = `{"@vocab":"https://schema.org/","prov":"http://www.w3.org/ns/prov#","wd":"http://www.wikidata.org/entity/","gn":"https://sws.geonames.org/","chancery":"urn:chancery:term:"}`

func newJSONLD(w io.Writer, o Options) (Writer, error) {
	made := node{"@id": "urn:chancery:reading", "@type": "prov:Activity",
		"prov:wasAssociatedWith": node{"@id": "urn:chancery:program", "@type": []string{"SoftwareApplication", "prov:SoftwareAgent"}, "name": "Chancery", "softwareVersion": o.Version}}
	if !o.At.IsZero() {
		made["prov:endedAtTime"] = o.At.UTC().Format(time.RFC3339)
	}
	a, err := newArray(w, `{"@context":`+linkedContext+`,"@graph":[`, "]}\n", func(e *chancery.Entry) any { return o.linked(e) })
	if err != nil {
		return nil, err
	}
	first := a.(*array)
	of := first.of
	first.of = func(*chancery.Entry) any { return made }
	err = first.Write(nil)
	first.of = of
	return &graph{first}, err
}

// graph is an array whose first element is no entry.
type graph struct{ *array }

func (g *graph) Written() int { return g.n - 1 }

// linked gives an entry as a node: an event of schema.org, a claim, an action that
// is planned or a journey.
func (o *Options) linked(e *chancery.Entry) node {
	n := node{"@id": "urn:chancery:entry:" + e.ID, "name": Summary(e), "chancery:confidence": e.Confidence, "chancery:independentSources": e.Independent,
		"prov:wasGeneratedBy": node{"@id": "urn:chancery:reading"}}
	if s := snippet(e); s != "" {
		n["description"] = s
	}
	if o.Link != nil {
		n["url"] = o.Link(e.ID)
	}
	if e.Status != "" {
		n["chancery:status"] = string(e.Status)
	}
	if e.Type != "" {
		n["additionalType"] = "urn:chancery:type:" + e.Type
	}
	switch e.Kind {
	case chancery.AnEvent:
		o.linkedEvent(n, e)
	case chancery.AStatement:
		n["@type"] = []string{"Claim", "prov:Entity"}
		n["text"] = e.What
		n["author"] = o.agents(parties(e, chancery.SideSpeaker))
		put(n, "chancery:addressee", o.agents(parties(e, chancery.SideAddressee)))
		put(n, "chancery:via", o.agents(parties(e, chancery.SideVia)))
		put(n, "dateCreated", e.From)
	case chancery.ACommitment:
		n["@type"] = []string{"PlanAction", "prov:Entity"}
		n["agent"] = o.agents(parties(e, chancery.SideParty))
		n["chancery:undertakes"] = e.What
		n["actionStatus"] = "https://schema.org/" + actionStatus(e.Status)
		put(n, "scheduledTime", e.To)
		put(n, "location", place(e.Place))
	case chancery.AStop:
		n["@type"] = []string{"TravelAction", "prov:Entity"}
		n["agent"] = o.agents(parties(e, chancery.SideTraveller))
		put(n, "participant", o.agents(parties(e, chancery.SideMet)))
		put(n, "toLocation", place(e.Place))
		put(n, "startTime", e.From)
		put(n, "endTime", e.To)
	default:
		n["@type"] = []string{"Event", "prov:Entity"}
		n["about"] = o.agents(parties(e, chancery.SidePair))
		put(n, "startDate", e.From)
	}
	put(n, "prov:wasDerivedFrom", reports(e))
	return n
}

func (o *Options) linkedEvent(n node, e *chancery.Entry) {
	n["@type"] = []string{"Event", "prov:Entity"}
	put(n, "organizer", o.agents(parties(e, chancery.SideWho)))
	put(n, "attendee", o.agents(parties(e, chancery.SideWhom)))
	put(n, "startDate", e.From)
	put(n, "endDate", e.To)
	put(n, "location", place(e.Place))
	put(n, "about", e.What)
	if quad, ok := relations.Quad(e.Type, e.Mode); ok {
		n["chancery:quad"] = string(quad)
	}
	switch e.Status {
	case chancery.Cancelled, chancery.Denied:
		n["eventStatus"] = "https://schema.org/EventCancelled"
	case chancery.Postponed:
		n["eventStatus"] = "https://schema.org/EventPostponed"
	case chancery.Held, chancery.Planned:
		n["eventStatus"] = "https://schema.org/EventScheduled"
	}
}

func actionStatus(s chancery.Status) string {
	switch s {
	case chancery.Met:
		return "CompletedActionStatus"
	case chancery.Broken, chancery.Cancelled:
		return "FailedActionStatus"
	}
	return "PotentialActionStatus"
}

// put sets what is not empty.
func put(n node, key string, v any) {
	switch v := v.(type) {
	case string:
		if v == "" {
			return
		}
	case []node:
		if len(v) == 0 {
			return
		}
	case node:
		if v == nil {
			return
		}
	}
	n[key] = v
}

// agents gives parties as nodes of their own kind.
func (o *Options) agents(ps []chancery.Party) []node {
	var out []node
	for _, p := range ps {
		c := o.card(p)
		n := node{"@id": "urn:chancery:actor:" + url.PathEscape(p.Key), "name": p.Name}
		switch p.Kind {
		case chancery.Person:
			n["@type"] = []string{"Person", "prov:Person"}
		case chancery.State:
			n["@type"] = []string{"Country", "prov:Agent"}
		case chancery.Paper:
			n["@type"] = []string{"CreativeWork", "prov:Entity"}
		default:
			n["@type"] = []string{"Organization", "prov:Organization"}
		}
		put(n, "chancery:state", p.State)
		put(n, "chancery:sector", sector(c))
		if c.Wikidata != "" {
			n["sameAs"] = "http://www.wikidata.org/entity/" + c.Wikidata
		}
		out = append(out, n)
	}
	return out
}

func place(p *chancery.Place) node {
	if p == nil {
		return nil
	}
	n := node{"@type": "Place", "name": p.Name}
	if p.Country != "" {
		n["address"] = node{"@type": "PostalAddress", "addressCountry": p.Country}
	}
	if p.Lat != nil && p.Lon != nil {
		n["geo"] = node{"@type": "GeoCoordinates", "latitude": *p.Lat, "longitude": *p.Lon}
	}
	if p.Geonames != 0 {
		n["sameAs"] = "https://sws.geonames.org/" + strings.TrimSpace(number(float64(p.Geonames))) + "/"
	}
	return n
}

// reports gives the articles that an entry is derived from, each once.
func reports(e *chancery.Entry) []node {
	var out []node
	seen := map[string]bool{}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if seen[a.Report] {
			continue
		}
		seen[a.Report] = true
		n := node{"@id": "urn:chancery:report:" + a.Report, "@type": []string{"NewsArticle", "prov:Entity"}}
		put(n, "headline", a.Title)
		put(n, "datePublished", a.Published)
		put(n, "url", a.URL)
		if a.Source != "" {
			n["publisher"] = node{"@type": "Organization", "name": a.Source}
		}
		out = append(out, n)
	}
	return out
}
