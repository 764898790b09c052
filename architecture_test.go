package chancery_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestArchitectureNamesWhatStands checks that the files and folders that
// ARCHITECTURE.md sends a reader to are there.
func TestArchitectureNamesWhatStands(t *testing.T) {
	data, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile("`([a-z][\\w./*-]*)`")
	for line := range strings.Lines(string(data)) {
		dir := ""
		for _, m := range name.FindAllStringSubmatch(line, -1) {
			file := m[1]
			if strings.Contains(file, "/") {
				if dir = file; path.Ext(file) != "" {
					dir = path.Dir(file)
				}
			} else if path.Ext(file) == "" || dir == "" {
				continue // a package's short name, a word of code
			} else {
				file = path.Join(dir, file) // stands beside what the line named before
			}
			if found, _ := filepath.Glob(file); len(found) == 0 {
				t.Errorf("there is no %s", file)
			}
		}
	}
}
