package web

import (
	"bytes"
	"encoding/xml"
	"html"
	"net/http"
	"net/url"
	"time"

	"chancery"
	"chancery/query"
)

// Atom (RFC 4287).
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
		Type string `xml:"type,attr,omitempty"`
	}
	atomEntry struct {
		ID       string       `xml:"id"`
		Title    string       `xml:"title"`
		Updated  string       `xml:"updated"`
		Links    []atomLink   `xml:"link"`
		Category atomCategory `xml:"category"`
		Content  atomContent  `xml:"content"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		HTML string `xml:",chardata"`
	}
)

// atom serves a search as a feed, what the archive learned last first.
func (s *Server) atom(w http.ResponseWriter, r *http.Request) {
	values := r.URL.Query()
	q, err := query.Parse(values)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q.Order, q.Cursor = chancery.Arrived, ""
	page, err := s.Archive.Find(r.Context(), q)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(feedOf(s.origin(r), values, page.Entries)); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	answerTagged(w, r, out.Bytes())
}

func feedOf(origin string, values url.Values, entries []chancery.Entry) atomFeed {
	search := with(values, "cursor", "")
	f := atomFeed{
		ID: origin + "/find.atom" + search, Title: "Chancery", Author: "Chancery", Updated: "1970-01-01T00:00:00Z",
		Links: []atomLink{{"self", origin + "/find.atom" + search, "application/atom+xml"}, {"alternate", origin + "/find" + search, "text/html"}},
	}
	if t := values.Get("q"); t != "" {
		f.Title += ": " + t
	}
	for i := range entries {
		e := &entries[i]
		updated := stamp(e.Last)
		f.Updated = max(f.Updated, updated)
		f.Entries = append(f.Entries, atomEntry{
			ID: origin + "/entry/" + e.ID, Title: headline(e), Updated: updated,
			Links:    []atomLink{{"alternate", origin + "/entry/" + e.ID, "text/html"}},
			Category: atomCategory{label(*e)},
			Content:  atomContent{"html", "<p>" + html.EscapeString(e.Snippet) + "</p>"},
		})
	}
	return f
}

// stamp is the beginning of an ISO day, as feeds write it.
func stamp(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "1970-01-01T00:00:00Z"
	}
	return t.Format(time.RFC3339)
}

// origin is the scheme and host under which the reader asks.
func (s *Server) origin(r *http.Request) string {
	if s.secure(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
