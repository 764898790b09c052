package when

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/reading/draft"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("DUMP")
	if dir == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(dir)
	for _, f := range files {
		b, _ := os.ReadFile(f)
		p, _ := os.ReadFile(strings.TrimSuffix(f, ".txt") + ".date")
		pub, _ := time.Parse(dayLayout, strings.TrimSpace(string(p)))
		d := &draft.Draft{Text: string(b), Published: pub}
		Read(d)
		fmt.Println("==", f, strings.TrimSpace(string(p)))
		for _, x := range d.Times {
			a, z := max(0, x.Start-50), min(len(d.Text), x.End+40)
			fmt.Printf("%-9s %-22s …%s[%s]%s…\n", x.Type, x.Value, strings.ReplaceAll(d.Text[a:x.Start], "\n", "¶"), d.Text[x.Start:x.End], strings.ReplaceAll(d.Text[x.End:z], "\n", "¶"))
		}
	}
}
