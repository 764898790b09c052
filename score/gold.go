// Package score measures records against annotated reports, by the same rules as
// the reference scorer score.py that goes with the annotations: entries are matched
// one to one by cue, type and parties, and what is right of those matched is counted.
package score

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"chancery"
)

// Gold is one annotated report.
type Gold struct {
	Doc         string           `json:"doc"`
	Events      []GoldEvent      `json:"events"`
	Statements  []GoldStatement  `json:"statements"`
	Commitments []GoldCommitment `json:"commitments"`
	Stops       []GoldStop       `json:"stops"`
}

// GoldEvent is an annotated event; names in Who and Whom may hold alternatives
// parted by "|", Nth says which occurrence of Cue is meant (0: the first).
type GoldEvent struct {
	ID         string             `json:"id"`
	Type       chancery.EventType `json:"type"`
	Cue        string             `json:"cue"`
	Nth        int                `json:"nth"`
	Who        []string           `json:"who"`
	Whom       []string           `json:"whom"`
	Date       string             `json:"date"`
	Place      string             `json:"place"`
	Country    string             `json:"country"`
	Status     chancery.Status    `json:"status"`
	ReportedBy []string           `json:"reported_by"`
}

// GoldStatement is an annotated statement; its content runs from From to To.
type GoldStatement struct {
	ID        string        `json:"id"`
	Speaker   string        `json:"speaker"`
	Form      chancery.Form `json:"form"`
	Cue       string        `json:"cue"`
	Nth       int           `json:"nth"`
	From      string        `json:"from"`
	FromNth   int           `json:"from_nth"`
	To        string        `json:"to"`
	ToNth     int           `json:"to_nth"`
	Date      string        `json:"date"`
	Channel   string        `json:"channel"`
	Addressee string        `json:"addressee"`
	Via       []string      `json:"via"`
}

// GoldCommitment is an annotated commitment.
type GoldCommitment struct {
	ID      string                  `json:"id"`
	Parties []string                `json:"parties"`
	What    string                  `json:"what"`
	Kind    chancery.CommitmentKind `json:"kind"`
	Due     string                  `json:"due"`
	Made    string                  `json:"made"`
	Status  chancery.Status         `json:"status"`
	Cue     string                  `json:"cue"`
	Nth     int                     `json:"nth"`
}

// GoldStop is an annotated stop.
type GoldStop struct {
	Traveller string          `json:"traveller"`
	Place     string          `json:"place"`
	Country   string          `json:"country"`
	Date      string          `json:"date"`
	Status    chancery.Status `json:"status"`
	Met       []string        `json:"met"`
	Cue       string          `json:"cue"`
	Nth       int             `json:"nth"`
}

// Report is an annotated report with its text and day of publication.
type Report struct {
	Gold
	Text      string
	Published string // ISO 8601 day, "" if not given
}

// Load reads the annotations of a folder, each with DOC.txt and DOC.date from texts.
func Load(annotations, texts string) ([]Report, error) {
	files, err := filepath.Glob(filepath.Join(annotations, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no annotations (*.json) in %s", annotations)
	}
	sort.Strings(files)
	var out []Report
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		var r Report
		if err := json.Unmarshal(data, &r.Gold); err != nil {
			return nil, fmt.Errorf("read %s: %w", f, err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".json")
		text, err := os.ReadFile(filepath.Join(texts, name+".txt"))
		if err != nil {
			return nil, fmt.Errorf("text of %s: %w", f, err)
		}
		r.Doc, r.Text = name, string(text)
		if day, err := os.ReadFile(filepath.Join(texts, name+".date")); err == nil {
			r.Published = strings.TrimSpace(string(day))
		}
		out = append(out, r)
	}
	return out, nil
}
