package export

import (
	"chancery"
	"chancery/relations"
)

// Common are the columns that the tables of all kinds begin with. From and To bound
// the day that it may have been, of commitments the day due; First and Last are the
// days of the first and the last report of it. Days count from 1970-01-01.
type Common struct {
	ID          string   `parquet:"id"`
	Kind        string   `parquet:"kind,dict"`
	Type        string   `parquet:"type,dict"`
	Mode        string   `parquet:"mode,dict"`
	Status      string   `parquet:"status,dict"`
	From        *int32   `parquet:"from,optional,date"`
	To          *int32   `parquet:"to,optional,date"`
	Place       string   `parquet:"place"`
	Country     string   `parquet:"country,dict"` // ISO 3166-1 alpha-3
	Lat         *float64 `parquet:"lat,optional"`
	Lon         *float64 `parquet:"lon,optional"`
	Geonames    *int64   `parquet:"geonames,optional"`
	Cue         string   `parquet:"cue"`
	Sentence    string   `parquet:"sentence"`
	Independent int64    `parquet:"independent_sources"`
	Told        int64    `parquet:"accounts"`
	Sources     []string `parquet:"sources,list"`
	URLs        []string `parquet:"urls,list"`
	Disputed    []string `parquet:"disputed,list"`
	First       *int32   `parquet:"first_report,optional,date"`
	Last        *int32   `parquet:"last_report,optional,date"`
	Corrected   bool     `parquet:"corrected"`
	Confidence  float64  `parquet:"confidence"`
}

// AnyRow is an entry of whatever kind.
type AnyRow struct {
	Common
	Parties []string `parquet:"parties,list"`
	States  []string `parquet:"states,list"`
	What    string   `parquet:"what"`
}

// EventRow is an event. Quad and Intensity are of package relations.
type EventRow struct {
	Common
	Who        []string `parquet:"who,list"`
	WhoKeys    []string `parquet:"who_keys,list"`
	WhoStates  []string `parquet:"who_states,list"`
	Whom       []string `parquet:"whom,list"`
	WhomKeys   []string `parquet:"whom_keys,list"`
	WhomStates []string `parquet:"whom_states,list"`
	Quad       string   `parquet:"quad,dict"`
	Intensity  float64  `parquet:"intensity"`
	About      string   `parquet:"about"`
}

// StatementRow is a statement.
type StatementRow struct {
	Common
	Speaker      string   `parquet:"speaker"`
	SpeakerKey   string   `parquet:"speaker_key"`
	SpeakerState string   `parquet:"speaker_state"`
	Addressees   []string `parquet:"addressees,list"`
	Via          []string `parquet:"via,list"`
	Said         string   `parquet:"said"`
}

// CommitmentRow is a commitment.
type CommitmentRow struct {
	Common
	Parties      []string `parquet:"parties,list"`
	PartyKeys    []string `parquet:"party_keys,list"`
	PartyStates  []string `parquet:"party_states,list"`
	Undertaken   string   `parquet:"undertaken"`
	LifeTurns    []string `parquet:"life_turns,list"` // made, repeated, met …
	LifeDays     []string `parquet:"life_days,list"`
	LifeAccounts []string `parquet:"life_accounts,list"`
}

// StopRow is a stop of a journey.
type StopRow struct {
	Common
	Traveller      string   `parquet:"traveller"`
	TravellerKey   string   `parquet:"traveller_key"`
	TravellerState string   `parquet:"traveller_state"`
	Met            []string `parquet:"met,list"`
	MetKeys        []string `parquet:"met_keys,list"`
}

// TurnRow is a turn in how two states stand.
type TurnRow struct {
	Common
	A string `parquet:"a"` // alpha-3 codes in alphabetical order
	B string `parquet:"b"`
}

func common(e *chancery.Entry) Common {
	c := Common{
		ID: e.ID, Kind: string(e.Kind), Type: e.Type, Mode: e.Mode, Status: string(e.Status), From: dayOrNil(e.From), To: dayOrNil(e.To),
		Cue: e.Cue, Sentence: snippet(e), Independent: int64(e.Independent), Told: int64(e.Told), Sources: houses(e), URLs: addresses(e),
		Disputed: disputed(e), First: dayOrNil(e.First), Last: dayOrNil(e.Last), Corrected: e.Corrected, Confidence: e.Confidence,
	}
	if p := e.Place; p != nil {
		c.Place, c.Country, c.Lat, c.Lon = p.Name, p.Country, p.Lat, p.Lon
		if p.Geonames != 0 {
			n := int64(p.Geonames)
			c.Geonames = &n
		}
	}
	return c
}

// dayOrNil counts the days since 1970-01-01, as Parquet has dates.
func dayOrNil(s string) *int32 {
	t := parseDay(s)
	if t.IsZero() {
		return nil
	}
	n := int32(t.Unix() / 86400)
	if t.Unix()%86400 < 0 {
		n--
	}
	return &n
}

func anyRow(e *chancery.Entry) AnyRow {
	return AnyRow{common(e), namesOf(e.Parties), statesOf(e.Parties), e.What}
}

func eventRow(e *chancery.Entry) EventRow {
	who, whom := parties(e, chancery.SideWho), parties(e, chancery.SideWhom)
	quad, _ := relations.Quad(e.Type, e.Mode)
	return EventRow{common(e), namesOf(who), keysOf(who), statesOf(who), namesOf(whom), keysOf(whom), statesOf(whom),
		string(quad), relations.Weight(e.Type, e.Mode), e.What}
}

func statementRow(e *chancery.Entry) StatementRow {
	s := first(parties(e, chancery.SideSpeaker))
	return StatementRow{common(e), s.Name, s.Key, s.State, namesOf(parties(e, chancery.SideAddressee)), namesOf(parties(e, chancery.SideVia)), e.What}
}

func commitmentRow(e *chancery.Entry) CommitmentRow {
	ps := parties(e, chancery.SideParty)
	row := CommitmentRow{Common: common(e), Parties: namesOf(ps), PartyKeys: keysOf(ps), PartyStates: statesOf(ps), Undertaken: e.What,
		LifeTurns: []string{}, LifeDays: []string{}, LifeAccounts: []string{}}
	for _, s := range e.Life {
		row.LifeTurns, row.LifeDays, row.LifeAccounts = append(row.LifeTurns, s.Turn), append(row.LifeDays, s.Day), append(row.LifeAccounts, s.Account)
	}
	return row
}

func stopRow(e *chancery.Entry) StopRow {
	t := first(parties(e, chancery.SideTraveller))
	met := parties(e, chancery.SideMet)
	return StopRow{common(e), t.Name, t.Key, t.State, namesOf(met), keysOf(met)}
}

func turnRow(e *chancery.Entry) TurnRow {
	row := TurnRow{Common: common(e)}
	if p := parties(e, chancery.SidePair); len(p) == 2 {
		row.A, row.B = p[0].State, p[1].State
	}
	return row
}

func first(ps []chancery.Party) chancery.Party {
	if len(ps) == 0 {
		return chancery.Party{}
	}
	return ps[0]
}
