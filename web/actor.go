package web

import (
	"context"
	"html/template"
	"net/http"
	"slices"

	"chancery"
	"chancery/query"
)

type actorsData struct {
	Text   string
	Actors []chancery.ActorCard
}

// actors finds actors by name; without one it lists the best known.
func (s *Server) actors(ctx context.Context, r *http.Request) (view, error) {
	d := actorsData{Text: r.URL.Query().Get("q")}
	var err error
	d.Actors, err = s.Archive.Actors(ctx, d.Text, 100)
	return view{"actors", "Actors", "actors", d}, err
}

type actorData struct {
	*chancery.Dossier
	Text    string        // statements are narrowed to these words
	Chart   template.HTML // entries by month
	Map     template.HTML
	Network template.HTML
}

// mostCompanions is how many of those whom an actor meets are drawn.
const mostCompanions = 18

// actor shows the dossier of one actor.
func (s *Server) actor(ctx context.Context, r *http.Request) (view, error) {
	v := r.URL.Query()
	from, err := query.Day(v, "from", false)
	if err != nil {
		return view{}, err
	}
	to, err := query.Day(v, "to", true)
	if err != nil {
		return view{}, err
	}
	key := r.PathValue("key")
	dossier, err := s.Archive.Dossier(ctx, key, from, to)
	if err != nil {
		return view{}, err
	}
	d := actorData{Dossier: dossier, Text: v.Get("q")}
	if d.Text != "" {
		said, err := s.Archive.Find(ctx, chancery.Query{
			Kinds: []chancery.EntryKind{chancery.AStatement}, Actors: []string{key}, Text: d.Text, From: from, To: to,
		})
		if err != nil {
			return view{}, err
		}
		d.Statements = said.Entries
	}
	dossier.Stops = slices.DeleteFunc(dossier.Stops, func(e chancery.Entry) bool {
		return !slices.ContainsFunc(on(e, chancery.SideTraveller), func(p chancery.Party) bool { return p.Key == key })
	})
	d.Chart = activityChart("Entries by month", narrow, dossier.Activity)
	d.Map = travelMap(dossier.Actor.Name, dossier.Stops)
	d.Network = companyChart(dossier.Actor, first(dossier.Company, mostCompanions))
	return view{"actor", dossier.Actor.Name, "actors", d}, nil
}
