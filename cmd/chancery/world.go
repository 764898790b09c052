package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"chancery/world"
)

// worldFlag names tables of the user's own, for commands that read reports.
type worldFlag struct {
	World []string `placeholder:"FILE" type:"path" sep:"none" help:"Know rows of your own too: a table (.tsv) or a Wikidata query's result (.json, .csv), as chancery who takes them. May be given again."`
}

// knownRows are the files, by their hash, whose rows were added: a file that is named
// twice adds its rows once.
var knownRows = map[[sha256.Size]byte]bool{}

// know adds the rows to what all stages know; it must run before the first report
// is read. It gives a mark that goes with the version of what was read so, ""
// without such rows.
func (f worldFlag) know() (mark string, err error) {
	if len(f.World) == 0 {
		return "", nil
	}
	sum := sha256.New()
	for _, path := range f.World {
		data, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("--world: %w", err)
		}
		fmt.Fprintf(sum, "%s\n%d\n%s", filepath.Base(path), len(data), data)
		if rows := sha256.Sum256(data); !knownRows[rows] {
			if err := world.Default().AddFile(path); err != nil {
				return "", fmt.Errorf("--world %s: %w", path, err)
			}
			knownRows[rows] = true
		}
	}
	return fmt.Sprintf("+world.%.8x", sum.Sum(nil)), nil
}
