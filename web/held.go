package web

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/singleflight"

	"chancery/api"
)

// mostHeld is how many bytes of pages are held.
const mostHeld = 32 << 20

// makeLife is the longest that one page may be made.
const makeLife = 30 * time.Second

// heldPages holds pages for a while, so that many readers who open the same one cost
// as much as one of them, also while it is being made.
type heldPages struct {
	life   time.Duration // 0 holds nothing
	news   atomic.Int64  // counts what changed: pages from before are not given
	making singleflight.Group

	mu    sync.Mutex
	pages map[string]heldPage
	size  int
}

// heldPage is a page as it is sent, and when it was made.
type heldPage struct {
	body, packed []byte // packed by gzip, nil where that gains nothing
	tag          string
	at           time.Time
}

// changed tells that what is on record has changed.
func (h *heldPages) changed() { h.news.Add(1) }

// get gives the page of a key, made anew where none of the present record is held.
// Others who ask meanwhile get the same, so it is made though the first goes away.
func (h *heldPages) get(ctx context.Context, key string, make func(context.Context) ([]byte, error)) (heldPage, error) {
	if h.life <= 0 {
		body, err := make(ctx)
		return pageOf(body), err
	}
	key = strconv.FormatInt(h.news.Load(), 10) + " " + key
	h.mu.Lock()
	p, ok := h.pages[key]
	h.mu.Unlock()
	if ok && time.Since(p.at) < h.life {
		return p, nil
	}
	made, err, _ := h.making.Do(key, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), makeLife)
		defer cancel()
		body, err := make(ctx)
		if err != nil {
			return heldPage{}, err
		}
		p := pageOf(body)
		h.hold(key, p)
		return p, nil
	})
	return made.(heldPage), err
}

func (h *heldPages) hold(key string, p heldPage) {
	h.mu.Lock()
	defer h.mu.Unlock()
	size := len(p.body) + len(p.packed)
	if h.pages == nil || h.size+size > mostHeld {
		h.pages, h.size = map[string]heldPage{}, 0
	}
	h.pages[key] = p
	h.size += size
}

// worthPacking is how many bytes a page must have to be packed.
const worthPacking = 2 << 10

var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

func pageOf(body []byte) heldPage {
	p := heldPage{body: body, tag: api.Tag(body), at: time.Now()}
	if len(body) < worthPacking {
		return p
	}
	var out bytes.Buffer
	out.Grow(len(body) / 4)
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	if _, err := z.Write(body); err == nil && z.Close() == nil {
		p.packed = out.Bytes()
	}
	return p
}

// send answers with a page, or tells who has it already that it is the same.
func (p heldPage) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding, Cookie")
	if api.Unchanged(w, r, p.tag) {
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	body := p.body
	if p.packed != nil && packs(r) {
		h.Set("Content-Encoding", "gzip")
		body = p.packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

// packs tells whether the asker takes gzip.
func packs(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" && strings.TrimSpace(q) != "q=0" {
			return true
		}
	}
	return false
}
