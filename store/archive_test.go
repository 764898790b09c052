package store

import (
	"context"
	"path/filepath"
	"testing"
)

// backends runs a test on every backend there is: open gives a fresh archive each
// time.
func backends(t *testing.T, test func(t *testing.T, open func(t *testing.T) *Archive)) {
	t.Run("sqlite", func(t *testing.T) {
		test(t, func(t *testing.T) *Archive {
			return opened(t, filepath.Join(t.TempDir(), "archive.db"))
		})
	})
	t.Run("postgres", func(t *testing.T) {
		server := postgresServer(t)
		test(t, func(t *testing.T) *Archive { return opened(t, server.database(t)) })
	})
}

func opened(t *testing.T, address string) *Archive {
	t.Helper()
	a, err := Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}
