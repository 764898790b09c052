package world

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// WikidataQuery is a SPARQL query whose result AddWikidata reads, for the terms of
// one office; wd:Q11696 is the President of the United States.
const WikidataQuery = `SELECT ?person ?personLabel ?genderLabel ?familyNameLabel ?officeLabel ?iso3 ?ofLabel ?start ?end WHERE {
  VALUES ?office { wd:Q11696 }
  ?person p:P39 ?held . ?held ps:P39 ?office .
  OPTIONAL { ?held pq:P580 ?start } OPTIONAL { ?held pq:P582 ?end }
  OPTIONAL { ?office wdt:P1001 ?of . OPTIONAL { ?of wdt:P298 ?iso3 } }
  OPTIONAL { ?person wdt:P21 ?gender } OPTIONAL { ?person wdt:P734 ?familyName }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" }
}`

// wikidataColumns are the names that a result may give to each column of ours. The
// first that has a value counts.
var wikidataColumns = map[string][]string{
	"name":     {"personLabel", "name", "itemLabel"},
	"wikidata": {"person", "item"},
	"gender":   {"genderLabel", "sexLabel", "gender"},
	"surname":  {"surname", "familyNameLabel", "surnameLabel"},
	"aliases":  {"aliases", "personAltLabel", "altLabel"},
	"office":   {"officeLabel", "positionLabel", "office", "position"},
	"of":       {"iso3", "of", "ofLabel", "countryLabel", "organizationLabel"},
	"from":     {"start", "from", "startTime"},
	"to":       {"end", "to", "endTime"},
}

// AddWikidata adds people and their terms from the result of a Wikidata query, as
// JSON (application/sparql-results+json) or as CSV with a header. It reads these
// columns, of which only personLabel is needed; a row without officeLabel adds a
// person without a term:
//
//	person            the item: its URI or "Q…"
//	personLabel       the name
//	genderLabel       "female", "male"
//	familyNameLabel   or surname
//	personAltLabel    or aliases, parted by "," or "|"
//	officeLabel       or positionLabel: "Minister of Foreign Affairs of South Korea"
//	iso3, of, ofLabel or countryLabel, organizationLabel: whose office it is; where
//	                  none is given it is read out of officeLabel
//	start, end        the term, dates as Wikidata has them; end missing: in office
//
// The error lists the rows that do not parse; file names them. See [WikidataQuery].
func (w *World) AddWikidata(file string, data []byte) error {
	wasOpen := w.open
	w.open = true
	defer func() { w.open = wasOpen }()
	rows, err := wikidataRows(data)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var bad []error
	for i, r := range rows {
		if err := w.addWikidataRow(file, i+1, r); err != nil {
			bad = append(bad, fmt.Errorf("%s: row %d: %w", file, i+1, err))
		}
	}
	return errors.Join(bad...)
}

// wikidataRows reads either form of a result into one map a row.
func wikidataRows(data []byte) ([]map[string]string, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var rows []map[string]string
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		var result struct {
			Results struct {
				Bindings []map[string]struct {
					Value string `json:"value"`
				} `json:"bindings"`
			} `json:"results"`
		}
		if err := json.Unmarshal(data, &result); err != nil {
			return nil, err
		}
		for _, b := range result.Results.Bindings {
			r := make(map[string]string, len(b))
			for k, v := range b {
				r[k] = v.Value
			}
			rows = append(rows, r)
		}
		return rows, nil
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	for i, rec := range records {
		if i == 0 {
			continue
		}
		r := make(map[string]string, len(rec))
		for j, v := range rec {
			r[records[0][j]] = v
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// addWikidataRow turns one row into rows of the tables of persons and terms.
func (w *World) addWikidataRow(file string, n int, r map[string]string) error {
	get := func(column string) string {
		for _, name := range wikidataColumns[column] {
			if v := strings.TrimSpace(r[name]); v != "" {
				return v
			}
		}
		return ""
	}
	name := get("name")
	if name == "" {
		return errors.New("no personLabel")
	}
	office, of := get("office"), get("of")
	if posts := w.posts(office); len(posts) > 0 { // "Minister of Foreign Affairs of South Korea"
		office = posts[0].key
		if of == "" {
			of = posts[0].of
		}
	}
	state := ""
	if e := w.owner(of); e != nil {
		of, state = e.ID, e.State
	}
	surname := get("surname")
	if surname == "" {
		surname = guessSurname(name, state)
	}
	item := get("wikidata")
	item = item[strings.LastIndex(item, "/")+1:]
	aliases := strings.NewReplacer(", ", "|", ",", "|").Replace(get("aliases"))
	person := []string{name, state, "", genderLetter(get("gender")), surname, item, aliases}
	if err := w.addRow(userRow("persons", file, n, person)); err != nil || office == "" {
		return err
	}
	return w.addRow(userRow("terms", file, n, []string{name, office, of, get("from"), get("to"), "Wikidata " + item}))
}

func userRow(name, file string, n int, fields []string) row {
	for i := range tableOrder {
		if tableOrder[i].name == name {
			return row{&tableOrder[i], file, n, fields}
		}
	}
	panic("world: no table " + name)
}

func genderLetter(label string) string {
	switch strings.ToLower(label[strings.LastIndex(label, "/")+1:]) {
	case "female", "f", "trans woman", "q6581072":
		return "f"
	case "male", "m", "trans man", "q6581097":
		return "m"
	}
	return ""
}
