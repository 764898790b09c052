package copies

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// story makes a text of n sentences out of made-up words, the same for the same seed.
func story(seed int64, n int) []string {
	rng := rand.New(rand.NewSource(seed))
	word := func() string {
		b := make([]byte, 3+rng.Intn(6))
		for i := range b {
			b[i] = byte('a' + rng.Intn(26))
		}
		return string(b)
	}
	var out []string
	for range n {
		words := make([]string, 18)
		for i := range words {
			words[i] = word()
		}
		out = append(out, strings.Join(words, " ")+".")
	}
	return out
}

func TestSimilarity(t *testing.T) {
	a, b := story(1, 30), story(2, 30)
	text := strings.Join(a, " ")
	swapped := append([]string{}, a...)
	copy(swapped[10:13], b[10:13])
	for _, c := range []struct {
		name, other string
		least, most float64
	}{
		{"itself", text, 1, 1},
		{"other case, marks and spaces", strings.ToUpper(strings.ReplaceAll(text, ". ", " -\n\n")), 1, 1},
		{"another headline", "A wholly other headline stands here\n\n" + text, 0.9, 1},
		{"cut to two thirds", strings.Join(a[:20], " "), 0.8, 1},
		{"cut to half", strings.Join(a[:15], " "), 0.75, 1},
		{"a paragraph changed", strings.Join(swapped, " "), 0.75, 1},
		{"a paragraph in common", strings.Join(append(append([]string{}, b[:25]...), a[:5]...), " "), 0, 0.4},
		{"another story", strings.Join(b, " "), 0, 0.05},
		{"nothing", "", 0, 0},
	} {
		got := Similarity(Of(text), Of(c.other))
		if got < c.least || got > c.most {
			t.Errorf("%s: %.2f, want %.2f to %.2f", c.name, got, c.least, c.most)
		}
		if back := Similarity(Of(c.other), Of(text)); back != got {
			t.Errorf("%s: %.3f one way, %.3f the other", c.name, got, back)
		}
	}
}

func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Talks begin", "Talks begin", true},
		{"Talks begin", "talks begin.", true},
		{"Talks begin", "Talks end", false},
		{"The two ministers met in the capital today", "The two ministers met in the capital today", true},
		{"The two ministers met in the capital today", "Rain is expected over the northern plains tonight", false},
		{"", "", false},
		{"…", "…", false},
	} {
		if got := Similarity(Of(c.a), Of(c.b)) >= Threshold; got != c.same {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.same)
		}
	}
	if b := Of(" \n").Bands(); b != nil {
		t.Errorf("an empty text has bands %v", b)
	}
}

// TestBandsMeet checks that copies share a band and others hardly ever do.
func TestBandsMeet(t *testing.T) {
	meets := func(a, b Signature) bool {
		seen := map[uint64]bool{}
		for _, x := range a.Bands() {
			seen[x] = true
		}
		for _, x := range b.Bands() {
			if seen[x] {
				return true
			}
		}
		return false
	}
	missed, strangers := 0, 0
	for seed := range int64(200) {
		a, b := story(seed, 30), story(seed+1000, 30)
		if !meets(Of(strings.Join(a, " ")), Of(strings.Join(a[:20], " "))) {
			missed++
		}
		if meets(Of(strings.Join(a, " ")), Of(strings.Join(b, " "))) {
			strangers++
		}
	}
	if missed > 6 || strangers > 1 {
		t.Errorf("%d of 200 copies share no band, %d of 200 strangers share one", missed, strangers)
	}
	if n := len(Of("some words that are more than five").Bands()); n > 16 {
		t.Errorf("%d bands, want 16 at most", n)
	}
}

func TestBytes(t *testing.T) {
	s := Of(strings.Join(story(7, 20), " "))
	back, err := FromBytes(s.Bytes())
	if err != nil || back != s {
		t.Errorf("read back another signature, error %v", err)
	}
	if _, err := FromBytes([]byte{1, 2, 3}); err == nil {
		t.Error("three bytes read as a signature")
	}
}

func ExampleSimilarity() {
	wire := "Ministers of both states met on Monday in the capital. They spoke about grain, fish and the new bridge over the river, and agreed to meet again in spring."
	cut := "MINISTERS MEET\n\nMinisters of both states met on Monday in the capital. They spoke about grain, fish and the new bridge over the river."
	fmt.Println(Similarity(Of(wire), Of(cut)) >= Threshold)
	// Output: true
}

func BenchmarkOf(b *testing.B) {
	text := strings.Join(story(3, 60), " ")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text)
	}
}

func BenchmarkSimilarity(b *testing.B) {
	x, y := Of(strings.Join(story(3, 60), " ")), Of(strings.Join(story(4, 60), " "))
	for b.Loop() {
		Similarity(x, y)
	}
}
