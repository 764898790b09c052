package query

import (
	"errors"
	"net/url"
	"reflect"
	"testing"

	"chancery"
)

func TestThereAndBack(t *testing.T) {
	for _, q := range []chancery.Query{
		{},
		{Text: `talks "in Geneva" -gas`, Kinds: []chancery.EntryKind{chancery.AnEvent, chancery.AStop}, Types: []string{"CONSULT"}},
		{Pair: [2]string{"PRK", "USA"}, From: "2018-10-01", To: "2018-10-31", Statuses: []chancery.Status{chancery.Planned}},
		{Actors: []string{"state:FRA", "Q42"}, Place: "Vienna", Country: "AUT", Source: "An Agency", Report: "rabc", MinConfidence: 0.35,
			MinSources: 2, Disputed: true, Corrected: true, OverdueOn: "2020-01-01", Order: chancery.Widest, Limit: 7, Cursor: "c"},
	} {
		got, err := Parse(Values(q))
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if !reflect.DeepEqual(got, q) {
			t.Errorf("%+v comes back as %+v", q, got)
		}
	}
}

func TestParse(t *testing.T) {
	v, _ := url.ParseQuery("from=2018&to=2018-02&a=usa&b=prk")
	q, err := Parse(v)
	if err != nil || q.From != "2018-01-01" || q.To != "2018-02-28" || q.Pair != [2]string{"PRK", "USA"} {
		t.Errorf("got %+v, %v", q, err)
	}
	for _, bad := range []string{"from=yesterday", "confidence=2", "confidence=NaN", "order=best", "limit=100000", "sources=x"} {
		v, _ := url.ParseQuery(bad)
		if _, err := Parse(v); !errors.Is(err, ErrBad) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
