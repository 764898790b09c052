package reading

import (
	"regexp"
	"testing"
)

func TestVersion(t *testing.T) {
	v := Version()
	if !regexp.MustCompile(`^[0-9a-f]{12}$`).MatchString(v) {
		t.Errorf("version %q", v)
	}
	if again := Version(); again != v {
		t.Errorf("%q, then %q", v, again)
	}
}
