package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"chancery"
)

type idInput struct {
	ID string `path:"id" doc:"Of an entry, or of any account of it." example:"e2efr7ofgf7f4mfay"`
}

type keyInput struct {
	Key string `path:"key" doc:"Key of the report, or a beginning of it that is one report's only." example:"r6n5l2vebtbiwubvd"`
}

func (a answers) single(api huma.API) {
	huma.Register(api, huma.Operation{OperationID: "get-entry", Method: http.MethodGet, Path: Prefix + "/entries/{id}",
		Summary: "One entry with all its accounts", Tags: []string{"Entries"}},
		func(ctx context.Context, in *idInput) (*body[*chancery.Entry], error) {
			e, err := a.Archive.Entry(ctx, in.ID)
			return &body[*chancery.Entry]{e}, a.problem(err)
		})
	huma.Register(api, huma.Operation{OperationID: "get-report", Method: http.MethodGet, Path: Prefix + "/reports/{key}",
		Summary: "One report with its record, corrections applied", Tags: []string{"Reports"}},
		func(ctx context.Context, in *keyInput) (*body[*chancery.Kept], error) {
			kept, err := a.Archive.Report(ctx, in.Key)
			return &body[*chancery.Kept]{kept}, a.problem(err)
		})
	type dossierInput struct {
		Key  string `path:"key" doc:"Key of the actor." example:"state:FRA"`
		From string `query:"from" format:"date" doc:"First day." example:"2018-10-01"`
		To   string `query:"to" format:"date" doc:"Last day." example:"2019-12-31"`
	}
	huma.Register(api, huma.Operation{OperationID: "get-dossier", Method: http.MethodGet, Path: Prefix + "/actors/{key}",
		Summary: "The dossier of one actor", Tags: []string{"Actors"}},
		func(ctx context.Context, in *dossierInput) (*body[*chancery.Dossier], error) {
			d, err := a.Archive.Dossier(ctx, in.Key, in.From, in.To)
			return &body[*chancery.Dossier]{d}, a.problem(err)
		})
}

func (a answers) sums(api huma.API) {
	type pairInput struct {
		A    string `path:"a" pattern:"^[A-Z]{3}$" doc:"One state, ISO 3166-1 alpha-3." example:"PRK"`
		B    string `path:"b" pattern:"^[A-Z]{3}$" doc:"The other." example:"USA"`
		From string `query:"from" format:"date" doc:"First day." example:"2018-10-01"`
		To   string `query:"to" format:"date" doc:"Last day." example:"2019-12-31"`
		By   string `query:"by" enum:"day,week,month,year" default:"month"`
	}
	huma.Register(api, huma.Operation{OperationID: "get-pair", Method: http.MethodGet, Path: Prefix + "/pairs/{a}/{b}",
		Summary: "How two states stand over time", Tags: []string{"Relations"}},
		func(ctx context.Context, in *pairInput) (*body[*chancery.PairHistory], error) {
			h, err := a.Archive.Pair(ctx, in.A, in.B, in.From, in.To, chancery.Period(in.By))
			return &body[*chancery.PairHistory]{h}, a.problem(err)
		})
	type agendaInput struct {
		On    string `query:"on" format:"date" doc:"First day, today if left out." example:"2019-03-01"`
		Until string `query:"until" format:"date" doc:"Last day, 30 days later if left out." example:"2019-05-31"`
	}
	huma.Register(api, huma.Operation{OperationID: "get-agenda", Method: http.MethodGet, Path: Prefix + "/agenda",
		Summary: "What is planned, due and overdue", Tags: []string{"Relations"}},
		func(ctx context.Context, in *agendaInput) (*body[*chancery.Agenda], error) {
			on, until := a.agendaSpan(in.On, in.Until)
			agenda, err := a.Archive.Agenda(ctx, on, until)
			return &body[*chancery.Agenda]{agenda}, a.problem(err)
		})
	huma.Register(api, huma.Operation{OperationID: "get-coverage", Method: http.MethodGet, Path: Prefix + "/coverage",
		Summary: "What the archive holds", Tags: []string{"Reports"}},
		func(ctx context.Context, _ *struct{}) (*body[*chancery.Coverage], error) {
			c, err := a.Archive.Coverage(ctx)
			return &body[*chancery.Coverage]{c}, a.problem(err)
		})
}

func (a answers) agendaSpan(on, until string) (string, string) {
	if on == "" {
		on = a.Now().UTC().Format(time.DateOnly)
	}
	if day, err := time.Parse(time.DateOnly, on); until == "" && err == nil {
		until = day.AddDate(0, 0, 30).Format(time.DateOnly)
	}
	return on, until
}

// correctionInput is a correction as an editor sends it.
type correctionInput struct {
	Report  string         `json:"report" doc:"Key of the report." example:"r6n5l2vebtbiwubvd"`
	Kind    string         `json:"kind" enum:"event,statement,commitment,stop,relation"`
	Verdict string         `json:"verdict" enum:"accept,reject,edit,add"`
	Type    string         `json:"type,omitempty" doc:"Of the entry as it was read; tells entries with one cue apart."`
	Cue     chancery.Span  `json:"cue" doc:"Where the entry hangs in the report's text, in code points."`
	Change  map[string]any `json:"change,omitempty" doc:"Fields that an edit sets, or the entry that an add brings; actors by name." example:"{\"status\":\"denied\"}"`
	Why     string         `json:"why,omitempty" maxLength:"2000" doc:"Why, for who reads the list of corrections." example:"The text speaks of a call, not of a meeting."`
}

func (a answers) corrections(api huma.API) {
	// Who may correct is known from the request, before its body is read.
	editors := func(ctx huma.Context, next func(huma.Context)) {
		r, _ := humago.Unwrap(ctx)
		name, err := a.Who(r)
		if err != nil {
			_ = huma.WriteErr(api, ctx, http.StatusForbidden, "corrections are for editors: send a token of one as a bearer token")
			return
		}
		next(huma.WithValue(ctx, editorKey{}, editor{name, r}))
	}
	secured := []map[string][]string{{"token": {}}}
	huma.Register(api, huma.Operation{OperationID: "list-corrections", Method: http.MethodGet, Path: Prefix + "/corrections",
		Summary: "Corrections, newest first", Tags: []string{"Corrections"}},
		func(ctx context.Context, in *struct {
			Report string `query:"report" doc:"Of one report only."`
			Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
		}) (*body[[]chancery.Correction], error) {
			list, err := a.Archive.Corrections(ctx, in.Report, in.Limit)
			if list == nil {
				list = []chancery.Correction{}
			}
			return &body[[]chancery.Correction]{list}, a.problem(err)
		})
	huma.Register(api, huma.Operation{OperationID: "correct", Method: http.MethodPost, Path: Prefix + "/corrections", DefaultStatus: http.StatusCreated,
		Summary: "Accept, reject, edit or add an entry", Tags: []string{"Corrections"}, Middlewares: huma.Middlewares{editors}, Security: secured},
		func(ctx context.Context, in *body[correctionInput]) (*body[chancery.Correction], error) {
			c := chancery.Correction{Report: in.Body.Report, Kind: chancery.EntryKind(in.Body.Kind), Verdict: chancery.Verdict(in.Body.Verdict),
				Type: in.Body.Type, Cue: in.Body.Cue, Why: in.Body.Why, By: editorOf(ctx).name}
			if len(in.Body.Change) > 0 {
				var err error
				if c.Change, err = json.Marshal(in.Body.Change); err != nil {
					return nil, huma.Error400BadRequest("change", err)
				}
			}
			done, err := a.Archive.Correct(ctx, c)
			if err == nil {
				err = a.noted(ctx, string(c.Verdict), c.Report+" "+c.Cue.Text)
			}
			return &body[chancery.Correction]{done}, a.problem(err)
		})
	huma.Register(api, huma.Operation{OperationID: "undo-correction", Method: http.MethodDelete, Path: Prefix + "/corrections/{id}", DefaultStatus: http.StatusNoContent,
		Summary: "Undo one correction; it stays listed as undone", Tags: []string{"Corrections"}, Middlewares: huma.Middlewares{editors}, Security: secured},
		func(ctx context.Context, in *struct {
			ID int64 `path:"id"`
		}) (*struct{}, error) {
			err := a.Archive.Undo(ctx, in.ID, editorOf(ctx).name)
			if err == nil {
				err = a.noted(ctx, "undo", strconv.FormatInt(in.ID, 10))
			}
			return nil, a.problem(err)
		})
}

type editorKey struct{}

// editor is who makes a correction, and with which request.
type editor struct {
	name string
	r    *http.Request
}

func editorOf(ctx context.Context) editor { return ctx.Value(editorKey{}).(editor) }

// noted adds what an editor did to the audit.
func (a answers) noted(ctx context.Context, what, on string) error {
	if a.Note == nil {
		return nil
	}
	return a.Note(editorOf(ctx).r, what, on)
}
