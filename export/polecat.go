package export

import (
	"io"
	"strconv"
	"strings"

	"chancery"
	"chancery/relations"
)

// polecatColumns are the columns of POLECAT's public releases (Halterman, Bagozzi,
// Beger, Schrodt and Scarborough, "PLOVER and POLECAT", 2023; Harvard Dataverse,
// doi:10.7910/DVN/AJGVIT), in their order. What the archive does not know stays
// empty: COW codes, resolution scores, what else the story names.
var polecatColumns = []string{
	"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Actor Resolution Score", "Actor Country",
	"Recipient Name", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Recipient Resolution Score", "Recipient Country",
	"Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
	"Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
}

// polecat writes events as tab-separated values. Fields hold no tabs and no line
// ends; those with a quotation mark are quoted, which read.delim and read_tsv undo.
// Nothing is put before a leading "=": the file is for programs.
type polecat struct {
	w io.Writer
	o Options
	n int
}

func newPolecat(w io.Writer, o Options) (Writer, error) {
	p := &polecat{w: w, o: o}
	return p, p.line(polecatColumns)
}

// Write writes a row for each actor with each recipient. The first row's ID is the
// entry's, those after it have "-2", "-3" … behind it.
func (p *polecat) Write(e *chancery.Entry) error {
	if e.Kind != chancery.AnEvent {
		return nil
	}
	p.n++
	actors, recipients := parties(e, chancery.SideWho), parties(e, chancery.SideWhom)
	if len(actors) == 0 {
		actors = []chancery.Party{{}}
	}
	if len(recipients) == 0 {
		recipients = []chancery.Party{{}}
	}
	row := 0
	for _, a := range actors {
		for _, r := range recipients {
			id := e.ID
			if row++; row > 1 {
				id += "-" + strconv.Itoa(row)
			}
			if err := p.line(p.fields(e, id, a, r)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *polecat) fields(e *chancery.Entry, id string, a, r chancery.Party) []string {
	f := []string{id, day(e), e.Type, e.Mode, number(relations.Weight(e.Type, e.Mode)), quadCode(e), strings.Join(contexts(e), ";")}
	f = append(f, p.actor(e, a)...)
	f = append(f, p.actor(e, r)...)
	f = append(f, placeFields(e.Place)...)
	published := e.First
	for i := range e.Accounts {
		if d := e.Accounts[i].Published; d != "" && (published == "" || d < published) {
			published = d
		}
	}
	return append(f, strings.Join(houses(e), ";"), published, "", "", "", "en", p.o.Version)
}

// actor fills name, COW, sector, sectors, title, raw name, Wikipedia's, score and
// country. Wikidata's item stands where POLECAT has the title of an article.
func (p *polecat) actor(e *chancery.Entry, a chancery.Party) []string {
	if a.Name == "" {
		return make([]string, 9)
	}
	c := p.o.card(a)
	name := c.Name
	if name == "" {
		name = a.Name
	}
	return []string{name, "", sector(c), sector(c), office(c, day(e)), a.Name, c.Wikidata, "", a.State}
}

// placeFields fills place name to feature type. A country alone is a country, not
// a city.
func placeFields(p *chancery.Place) []string {
	f := make([]string, 10)
	if p == nil {
		return f
	}
	f[0], f[1], f[4], f[8] = p.Name, p.Name, p.Country, p.Name
	if isCountry(p) {
		f[1] = ""
	}
	if p.Lat != nil && p.Lon != nil {
		f[5], f[6] = number(*p.Lat), number(*p.Lon)
	}
	if p.Geonames != 0 {
		f[7] = strconv.Itoa(p.Geonames)
	}
	return f
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (p *polecat) line(fields []string) error {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		if f = oneLine(f); strings.ContainsRune(f, '"') {
			f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		}
		b.WriteString(f)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(p.w, b.String())
	return err
}

func (p *polecat) Close() error { return nil }
func (p *polecat) Written() int { return p.n }
