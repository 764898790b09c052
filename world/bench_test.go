package world

import (
	"strings"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLongestAt(b *testing.B) {
	w := Default()
	text := strings.Repeat("The foreign ministers of South Korea and the United States met Ibrahim Rugova in Geneva, officials said, "+
		"while the U.N. Security Council put off a vote that Moscow had threatened to veto. ", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		for i := range text {
			if i == 0 || text[i-1] == ' ' {
				w.LongestAt(text, i)
			}
		}
	}
}
