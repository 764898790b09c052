package packed

import (
	"fmt"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	var in []Entry
	for i := range 200 {
		in = append(in, Entry{Name: fmt.Sprintf("Place %03d", i/2), Country: i % 200, Division: i * 20, Kind: 'p', Lat: float64(i)/4 - 20, Lon: 100.5 - float64(i), Population: 1000 * i, ID: 10_000_000 + i})
	}
	in = append(in, Entry{Name: "Łódź", Lat: 51.7706, Lon: 19.4739, Population: 1, ID: 1})
	data, err := Write(in)
	if err != nil {
		t.Fatal(err)
	}
	table, err := Open(string(data))
	if err != nil || table.Len() != len(in) {
		t.Fatalf("Open: %v, %d entries", err, table.Len())
	}
	for _, want := range in {
		found := false
		for _, got := range table.Find(Fold(want.Name)) {
			found = found || got == want
		}
		if !found {
			t.Errorf("%+v is not found: %v", want, table.Find(Fold(want.Name)))
		}
	}
	if got := table.Find("lodz"); len(got) != 1 || got[0].Lat != 51.7706 {
		t.Errorf("lodz: %v", got)
	}
	if got := table.Find("place 0001"); got != nil {
		t.Errorf("found what is not there: %v", got)
	}
	if _, err := Open("something else"); err == nil {
		t.Error("Open takes what is no table")
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"São Paulo": "sao paulo", "Xi’an": "xian", "Al-Hudaydah": "al hudaydah", "St. Petersburg": "saint petersburg",
		"Port St": "port saint", "Ta‘izz": "taizz", "Łódź": "lodz", "Washington, D.C.": "washington dc", "  A  b ": "a b", "": "",
		"İzmir": "izmir", "Deir ez–Zor": "deir ez zor", "Stockholm": "stockholm",
	} {
		if got := Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}
