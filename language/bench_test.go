package language

import (
	"strings"
	"testing"

	"chancery/language/segment"
)

// story stands for a news report of some 600 words.
var story = strings.Repeat(`SEOUL (Reuters) - The foreign ministers of Norway and Kenya met in Geneva on Sunday for talks that lasted more than three hours, officials said.

"We can't go on like this," one aide, who asked not to be named, told reporters. Mr. Lee's delegation didn't comment on plans for a second summit.

`, 10)

func benchmark(b *testing.B, f func(string) *Document) {
	words := len(f(story).Words)
	b.SetBytes(int64(len(story)))
	b.ReportAllocs()
	for b.Loop() {
		f(story)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkRead(b *testing.B)    { benchmark(b, Read) }
func BenchmarkSegment(b *testing.B) { benchmark(b, Segment) }

// BenchmarkLoad measures what the first call of Read does before it reads.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		must("segment", segment.Read, segmentModel)
		newNetworkReader()
	}
}
