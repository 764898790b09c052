package world

import "testing"

func TestTables(t *testing.T) {
	if _, err := Load(); err != nil {
		t.Error(err)
	}
}
