package web

import (
	"slices"
	"strings"

	"chancery"
)

var eventTypes = []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
	"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

var (
	eventStatuses      = []string{"held", "planned", "cancelled", "postponed", "denied", "possible"}
	commitmentStatuses = []string{"open", "met", "broken", "cancelled", "postponed"}
	commitmentKinds    = []string{"meeting", "visit", "body", "action", "ceasefire", "aid", "deadline", "other"}
	forms              = []string{"direct", "mixed", "indirect"}
)

const (
	listHelp = "names, parted by commas"
	dayHelp  = "2018-10-07, 2018-10 or 2018; empty if not known"
)

// fieldsOf gives the fields of an entry that an editor may change, as they are.
func fieldsOf(r *chancery.Record, local string) []field {
	n := namer(r)
	for _, e := range r.Events {
		if e.ID == local {
			return []field{
				{"type", "Type", string(e.Type), "", eventTypes}, {"status", "Status", string(e.Status), "", eventStatuses},
				{"who", "Who", n.all(e.Who), listHelp, nil}, {"whom", "Whom", n.all(e.Whom), listHelp, nil},
				{"date", "Date", dateValue(e.Date), dayHelp, nil}, {"place", "Place", placeName(e.Place), "", nil},
				{"about", "About", e.About, "", nil},
			}
		}
	}
	for _, st := range r.Statements {
		if st.ID == local {
			return []field{
				{"speaker", "Speaker", n.one(st.Speaker), "", nil}, {"form", "Form", string(st.Form), "", forms},
				{"addressee", "Addressee", n.all(st.Addressee), listHelp, nil}, {"date", "Date", dateValue(st.Date), dayHelp, nil},
				{"channel", "Channel", st.Channel, "", nil},
			}
		}
	}
	for _, c := range r.Commitments {
		if c.ID == local {
			return []field{
				{"parties", "Parties", n.all(c.Parties), listHelp, nil}, {"what", "What", c.What, "", nil},
				{"kind", "Kind", string(c.Kind), "", commitmentKinds}, {"status", "Status", string(c.Status), "", commitmentStatuses},
				{"due", "Due", dateValue(c.Due), dayHelp, nil}, {"where", "Where", placeName(c.Where), "", nil},
			}
		}
	}
	for i, st := range r.Stops {
		if stopID(i) == local {
			return []field{
				{"traveller", "Traveller", n.one(st.Traveller), "", nil}, {"place", "Place", placeName(st.Place), "", nil},
				{"date", "Date", dateValue(st.Date), dayHelp, nil}, {"status", "Status", string(st.Status), "", eventStatuses},
				{"met", "Met", n.all(st.Met), listHelp, nil},
			}
		}
	}
	return nil
}

// actorNames gives the names of a record's actors by ID.
type actorNames map[string]string

func namer(r *chancery.Record) actorNames {
	out := actorNames{}
	for _, a := range r.Actors {
		out[a.ID] = a.Name
	}
	return out
}

func (n actorNames) one(id string) string { return n[id] }

func (n actorNames) all(ids []string) string {
	var out []string
	for _, id := range ids {
		if name := n[id]; name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}

func dateValue(d *chancery.Date) string {
	if d == nil || d.Value == nil {
		return ""
	}
	return *d.Value
}

func placeName(p *chancery.Place) string {
	if p == nil {
		return ""
	}
	return p.Name
}
