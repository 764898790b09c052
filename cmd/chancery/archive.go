package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"chancery/store"
)

// storeFlag names the archive that a command works on.
type storeFlag struct {
	Store string `env:"CHANCERY_STORE" placeholder:"PATH" help:"The archive: path of a SQLite file, made on first use, or postgres://user@host/database. By default archive.db in chancery's folder under $XDG_DATA_HOME or ~/.local/share."`
}

// open opens the archive. Its errors name it and the way out.
func (f storeFlag) open(ctx context.Context) (*store.Archive, error) {
	address := f.Store
	if address == "" {
		var err error
		if address, err = defaultStore(); err != nil {
			return nil, err
		}
	}
	return store.Open(ctx, address)
}

// defaultStore is the archive's path where none is named (XDG Base Directory
// Specification).
func defaultStore() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "chancery", "archive.db"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("no home folder to keep the archive in: name a file with --store")
	}
	return filepath.Join(home, ".local", "share", "chancery", "archive.db"), nil
}
