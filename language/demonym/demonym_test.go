package demonym

import "testing"

func TestIs(t *testing.T) {
	for form, want := range map[string]bool{"Dutch": true, "Swedes": true, "MUSLIM": true, "polish": false, "Norway": false, "": false} {
		if Is(form) != want {
			t.Errorf("%q: got %v", form, !want)
		}
	}
}
