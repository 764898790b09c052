package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
)

// answered finishes what a handler of the API answers. Answers to GET get an ETag
// over their bytes, and who has them already is answered 304; what the mux itself
// refuses becomes problem details; OPTIONS tells which methods there are.
func answered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		held := &heldAnswer{header: w.Header(), status: http.StatusOK}
		next.ServeHTTP(held, r)
		asks := r.Method == http.MethodGet || r.Method == http.MethodHead
		switch {
		case r.Method == http.MethodOptions && held.status == http.StatusMethodNotAllowed:
			w.Header().Del("Content-Type")
			w.WriteHeader(http.StatusNoContent)
			return
		case held.status == http.StatusNotFound && held.plain():
			Problem(w, held.status, "nothing stands at this address: "+Prefix+"/openapi.json tells what does")
			return
		case held.status == http.StatusMethodNotAllowed && held.plain():
			Problem(w, held.status, "this address answers "+w.Header().Get("Allow"))
			return
		case asks && held.status == http.StatusOK && Unchanged(w, r, Tag(held.body.Bytes())):
			return
		}
		w.WriteHeader(held.status)
		_, _ = held.body.WriteTo(w)
	})
}

// Problem answers with problem details (RFC 9457) of a status.
func Problem(w http.ResponseWriter, status int, detail string) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(status), status, detail})
}

// Tag is the ETag over an answer's bytes.
func Tag(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// Unchanged gives an answer its ETag, and tells who has it already that it is the
// same: then there is no more to answer.
func Unchanged(w http.ResponseWriter, r *http.Request, tag string) bool {
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "private, no-cache")
	if !matches(r.Header.Get("If-None-Match"), tag) {
		return false
	}
	w.Header().Del("Content-Type")
	w.WriteHeader(http.StatusNotModified)
	return true
}

// matches tells whether a tag is among those that a request says it has.
func matches(has, tag string) bool {
	for t := range strings.SplitSeq(has, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}

// heldAnswer holds an answer back until it is whole.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *heldAnswer) Header() http.Header         { return h.header }
func (h *heldAnswer) Write(b []byte) (int, error) { return h.body.Write(b) }
func (h *heldAnswer) WriteHeader(status int)      { h.status = status }

// plain tells whether the answer is one of the mux's own, in plain text.
func (h *heldAnswer) plain() bool {
	return strings.HasPrefix(h.header.Get("Content-Type"), "text/plain")
}
