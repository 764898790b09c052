package segment

import (
	"reflect"
	"testing"
)

func TestAtoms(t *testing.T) {
	for _, c := range []struct{ s, want string }{
		{"(https://example.org/a_(b),", "https://example.org/a_(b)"},
		{"<j.doe@mfa.example.no>,", "j.doe@mfa.example.no"},
		{"x...@example.com", "x...@example.com"},
		{".@StateDept:", "@StateDept"},
		{"#Oslo2018!", "#Oslo2018"},
		{"#1", ""},
		{"accord.pdf).", "accord.pdf"},
		{"$1,250,000.50,", "1,250,000.50"},
		{"555-0100", "555-0100"},
		{"202-555-0100.", "202-555-0100"},
		{"01-Feb-02", "01-Feb-02"},
		{"2017-2018", ""},
		{"don't", ""},
		{"Smith@ACME", ""},
	} {
		from, to := atom(c.s, 0)
		if got := c.s[from:to]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.s, got, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	m := &Model{splits: map[string][]int{"cannot": {3}}}
	for _, c := range []struct {
		s    string
		want []int
	}{
		{"envoy", nil}, {"Cannot", []int{3}}, {"don't", []int{2, 3, 4}}, {"don’t", []int{2, 3, 6}}, {"a.b", []int{1, 2}},
		{"$5m", []int{1, 2}}, {".@MFA.", []int{1, 5}}, {"\xff\xfe", []int{1}},
	} {
		var got []int
		for _, p := range m.places(c.s, nil) {
			got = append(got, p.at)
			if p.left >= p.at || p.right <= p.at || p.right > len(c.s) {
				t.Errorf("%q: place %+v", c.s, p)
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.s, got, c.want)
		}
	}
}

func TestChunks(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		gaps []gap
	}{
		{" a\u00a0b\n\nc\u2029d\te ", []string{"a", "b", "c", "d", "e"}, []gap{gapBlank, gapSpace, gapBlank, gapBlank, gapSpace}},
		{"", nil, nil},
	} {
		var got []string
		var gaps []gap
		for _, x := range chunks(c.text) {
			got, gaps = append(got, c.text[x.start:x.end]), append(gaps, x.before)
		}
		if !reflect.DeepEqual(got, c.want) || !reflect.DeepEqual(gaps, c.gaps) {
			t.Errorf("%q: got %q %v", c.text, got, gaps)
		}
	}
}
