package cluster

import (
	"maps"
	"strings"
	"testing"
)

// Words that stand in the same places fall into one class.
func TestExchange(t *testing.T) {
	words := strings.Fields("the a envoy minister left spoke")
	c := NewCounts(words)
	for range 20 {
		for _, s := range []string{"the envoy left", "a minister spoke", "the minister left", "a envoy spoke", "the envoy spoke", "a minister left"} {
			for _, w := range strings.Fields(s) {
				c.Add(w)
			}
			c.Add("")
		}
	}
	got := c.Exchange(3, 20)
	if got["the"] != got["a"] {
		t.Errorf("the and a fall into classes %d and %d", got["the"], got["a"])
	}
	if again := c.Exchange(3, 20); !maps.Equal(got, again) {
		t.Errorf("classes differ from run to run: %v, %v", got, again)
	}
}
