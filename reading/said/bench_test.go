package said

import (
	"strings"
	"testing"

	"chancery/language"
)

// BenchmarkRead reads a made-up report; it prints nanoseconds a word.
func BenchmarkRead(b *testing.B) {
	body := strings.Repeat("Anna Lund said on Monday that the strike had ended, but Per Holm warned the islands of more to come. "+
		"\"The ferries will sail,\" she told reporters. The harbour will reopen next week, according to Per Holm.\n\n", 20)
	d := newDraft("Ferries\n\n" + strings.TrimSpace(body))
	d.Doc = language.Read(d.Text)
	standIn(d, "Anna Lund", "Per Holm")
	for b.Loop() {
		d.Quotes = nil
		Read(d)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(d.Doc.Words)), "ns/word")
}
