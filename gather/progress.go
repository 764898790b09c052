package gather

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"time"
)

// progress is how far a source is gathered, as the archive keeps it. It saves
// work and no more: that a report is kept, the archive itself tells.
type progress struct {
	// What the file was when it was gathered; a file that has changed begins anew.
	Size    int64  `json:"size,omitempty"`
	Changed string `json:"changed,omitempty"`
	Head    string `json:"head,omitempty"` // hash of its first bytes and of what it was read as

	Offset int64 `json:"offset,omitempty"` // bytes passed, decompressed; of web archives records
	Line   int   `json:"line,omitempty"`
	Pieces int   `json:"pieces,omitempty"` // of these
	Failed int   `json:"failed,omitempty"`
	Done   bool  `json:"done,omitempty"`

	// Of feeds, sitemaps and pages.
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"modified,omitempty"`
	Version  string    `json:"version,omitempty"` // of a page, as its feed or sitemap has it
	Fails    int       `json:"fails,omitempty"`   // in a row
	Next     time.Time `json:"next,omitzero"`     // not to be asked before
}

func (p *progress) String() string {
	data, err := json.Marshal(p)
	if err != nil { // of plain fields, which always marshal
		panic(err)
	}
	return string(data)
}

// pass takes a piece that is done into the state.
func (p *progress) pass(m mark) {
	p.Offset, p.Line = m.offset, m.line
	if m.end {
		return
	}
	p.Pieces++
	if m.failed {
		p.Failed++
	}
}

// parseProgress reads a state; one that does not read is none.
func parseProgress(s string) progress {
	var p progress
	if s == "" || json.Unmarshal([]byte(s), &p) != nil {
		return progress{}
	}
	return p
}

// headBytes of a file tell it from another of the same size and time.
const headBytes = 64 << 10

// fingerprint tells what a file is now, read with these options.
func fingerprint(f *os.File, info fs.FileInfo, o Options) (progress, error) {
	sum := sha256.New()
	_, err := io.Copy(sum, io.LimitReader(f, headBytes))
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	sum.Write([]byte(string(o.Format) + "\x00" + o.Fields.String()))
	return progress{
		Size: info.Size(), Changed: info.ModTime().UTC().Format(time.RFC3339Nano),
		Head: hex.EncodeToString(sum.Sum(nil)[:12]),
	}, err
}

// same tells whether a file is what it was.
func (p *progress) same(now progress) bool {
	return p.Head == now.Head && p.Size == now.Size && p.Changed == now.Changed
}
