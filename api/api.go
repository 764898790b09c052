// Package api answers programs: the archive's questions as a REST interface whose
// OpenAPI 3.1 document is made from the code that answers.
package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"chancery"
	"chancery/query"
)

// Config says what the API answers from.
type Config struct {
	Archive chancery.Archive
	Version string
	Now     func() time.Time
	Log     *slog.Logger
	// Who names the editor who makes a request; an error refuses it. Reading is
	// not asked about here: who may read is decided before a request comes in.
	Who func(*http.Request) (string, error)
	// Note adds what an editor did to the audit; nil notes nothing.
	Note func(r *http.Request, what, on string) error
}

// Prefix is where the API stands.
const Prefix = "/api/v1"

// Add serves the API and its description (/api/v1/openapi.json) on a mux.
func Add(mux *http.ServeMux, c Config) huma.API {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	own := http.NewServeMux()
	cfg := huma.DefaultConfig("Chancery", c.Version)
	cfg.Info.Description = "The diplomatic record: events, statements, commitments, stops and relations read from reports, each with " +
		"its sentence, sources and confidence. Lists come in pages: pass `next` back as `cursor` until it is empty. Answers carry an " +
		"ETag; send it as If-None-Match to learn cheaply that nothing has changed. Errors are problem details (RFC 9457)."
	cfg.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	cfg.CreateHooks = nil // no $schema in every answer
	cfg.DocsPath = ""     // its page would load scripts from elsewhere
	cfg.SchemasPath = Prefix + "/schemas"
	cfg.OpenAPIPath = Prefix + "/openapi"
	cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	a := answers{c}
	h := humago.New(own, cfg)
	a.lists(h)
	a.single(h)
	a.sums(h)
	a.corrections(h)
	mux.Handle(Prefix+"/", answered(own))
	return h
}

type answers struct{ Config }

// body is an answer with its JSON.
type body[T any] struct{ Body T }

// queryInput is a query in an address.
type queryInput struct {
	Text       string   `query:"q" doc:"Words that all occur; quotation marks hold a phrase together; -word excludes." example:"\"joint statement\" -trade"`
	Kinds      []string `query:"kind,explode" doc:"Kinds of entry." enum:"event,statement,commitment,stop,relation"`
	Types      []string `query:"type,explode" doc:"PLOVER types of events, forms of statements, kinds of commitments, turns." example:"CONSULT"`
	Statuses   []string `query:"status,explode" enum:"held,planned,cancelled,postponed,denied,possible,open,met,broken"`
	Actors     []string `query:"actor,explode" doc:"Keys of actors, all of whom take part." example:"state:FRA"`
	A          string   `query:"a" doc:"One state of a pair, ISO 3166-1 alpha-3." example:"PRK"`
	B          string   `query:"b" doc:"The other state of the pair." example:"USA"`
	Place      string   `query:"place" doc:"Name of the place." example:"Vienna"`
	Country    string   `query:"country" doc:"ISO 3166-1 alpha-3 of the place." example:"AUT"`
	From       string   `query:"from" doc:"First day, month or year." example:"2018-10"`
	To         string   `query:"to" doc:"Last day, month or year." example:"2019"`
	Source     string   `query:"source" doc:"Publishing house of an account." example:"Northern Post"`
	Report     string   `query:"report" doc:"Key of a report."`
	Confidence float64  `query:"confidence" minimum:"0" maximum:"1" doc:"Least confidence."`
	Sources    int      `query:"sources" minimum:"0" doc:"Fewest independent sources."`
	Disputed   bool     `query:"disputed" doc:"Only entries whose accounts differ."`
	Corrected  bool     `query:"corrected" doc:"Only entries that an editor touched."`
	Overdue    string   `query:"overdue" doc:"Only commitments still open though due before this day." example:"2019-06-01"`
	Order      string   `query:"order" enum:"newest,oldest,surest,widest,arrived" default:"newest"`
	Limit      int      `query:"limit" minimum:"1" maximum:"1000" default:"50"`
	Cursor     string   `query:"cursor" doc:"next of the page before."`
}

// query makes a query of an address, by the rules that pages go by.
func (in *queryInput) query() (chancery.Query, error) {
	q := chancery.Query{
		Text: in.Text, Types: in.Types, Actors: in.Actors, Pair: [2]string{in.A, in.B}, Place: in.Place, Country: in.Country,
		From: in.From, To: in.To, Source: in.Source, Report: in.Report, MinConfidence: in.Confidence, MinSources: in.Sources,
		Disputed: in.Disputed, Corrected: in.Corrected, OverdueOn: in.Overdue, Order: chancery.Order(in.Order), Limit: in.Limit, Cursor: in.Cursor,
	}
	for _, k := range in.Kinds {
		q.Kinds = append(q.Kinds, chancery.EntryKind(k))
	}
	for _, s := range in.Statuses {
		q.Statuses = append(q.Statuses, chancery.Status(s))
	}
	return query.Parse(query.Values(q))
}

func (a answers) lists(api huma.API) {
	huma.Register(api, huma.Operation{OperationID: "find-entries", Method: http.MethodGet, Path: Prefix + "/entries",
		Summary: "Find entries", Tags: []string{"Entries"}},
		func(ctx context.Context, in *queryInput) (*body[chancery.Page], error) {
			q, err := in.query()
			if err != nil {
				return nil, a.problem(err)
			}
			page, err := a.Archive.Find(ctx, q)
			return &body[chancery.Page]{page}, a.problem(err)
		})
	huma.Register(api, huma.Operation{OperationID: "count-facets", Method: http.MethodGet, Path: Prefix + "/facets",
		Summary: "Count what a search finds by kind, type, status, actor, country, source and year", Tags: []string{"Entries"}},
		func(ctx context.Context, in *queryInput) (*body[[]chancery.Facet], error) {
			q, err := in.query()
			if err != nil {
				return nil, a.problem(err)
			}
			facets, err := a.Archive.Facets(ctx, q)
			return &body[[]chancery.Facet]{facets}, a.problem(err)
		})
	type reportsInput struct {
		Text   string `query:"q" doc:"Words of the text and title that all occur." example:"ferries"`
		Source string `query:"source" doc:"Publishing house." example:"Northern Post"`
		From   string `query:"from" doc:"First day, month or year." example:"2018-10"`
		To     string `query:"to" doc:"Last day, month or year." example:"2019"`
		Copies bool   `query:"copies" doc:"Also reports that are copies of others."`
		Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50"`
		Cursor string `query:"cursor"`
	}
	huma.Register(api, huma.Operation{OperationID: "find-reports", Method: http.MethodGet, Path: Prefix + "/reports",
		Summary: "Find reports", Tags: []string{"Reports"}},
		func(ctx context.Context, in *reportsInput) (*body[chancery.ReportPage], error) {
			q := chancery.ReportQuery{Text: in.Text, Source: in.Source, Copies: in.Copies, Limit: in.Limit, Cursor: in.Cursor}
			days := url.Values{"from": {in.From}, "to": {in.To}}
			var err error
			if q.From, err = query.Day(days, "from", false); err != nil {
				return nil, a.problem(err)
			}
			if q.To, err = query.Day(days, "to", true); err != nil {
				return nil, a.problem(err)
			}
			page, err := a.Archive.Reports(ctx, q)
			return &body[chancery.ReportPage]{page}, a.problem(err)
		})
	type actorsInput struct {
		Name  string `query:"name" doc:"A name, part of one, or a state's code; the best known actors if left out." example:"United States"`
		Limit int    `query:"limit" minimum:"1" maximum:"300" default:"20"`
	}
	huma.Register(api, huma.Operation{OperationID: "find-actors", Method: http.MethodGet, Path: Prefix + "/actors",
		Summary: "Find actors", Tags: []string{"Actors"}},
		func(ctx context.Context, in *actorsInput) (*body[[]chancery.ActorCard], error) {
			cards, err := a.Archive.Actors(ctx, in.Name, in.Limit)
			if cards == nil {
				cards = []chancery.ActorCard{}
			}
			return &body[[]chancery.ActorCard]{cards}, a.problem(err)
		})
}

// problem gives an error the status that tells what is wrong.
func (a answers) problem(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, chancery.ErrNotFound):
		return huma.Error404NotFound("not on record")
	case errors.Is(err, query.ErrBad):
		return huma.Error400BadRequest(err.Error())
	case errors.Is(err, chancery.ErrQuestion):
		_, advice, _ := strings.Cut(err.Error(), chancery.ErrQuestion.Error()+": ")
		return huma.Error400BadRequest(advice)
	case errors.Is(err, context.Canceled):
		return huma.NewError(499, "the asker went away")
	default:
		a.Log.Error("api", "error", err)
		return huma.Error500InternalServerError("the archive could not answer; the log says why")
	}
}
