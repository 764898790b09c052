package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"chancery/chart"
)

// policy is what a page may load: its own files and nothing else. No script and
// no style stands in a page, so that text of a report can never become either.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxBody is the most bytes that a form may have.
const maxBody = 1 << 20

// guarded sets the headers that every answer has, and refuses forms that were
// sent from other sites and bodies that are too long.
func guarded(next http.Handler) http.Handler {
	same := http.NewCrossOriginProtection()
	return same.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		// A copy: where a handler closes the body before its end, the server must see
		// that on the body that it gave, and close the connection. What is left of the
		// body would be taken for the next request else.
		r = r.WithContext(r.Context())
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		if !writable(r.URL.Path) || !writable(r.URL.RawQuery) {
			http.Error(w, "The address holds what is no text.", http.StatusBadRequest)
			return
		}
		next.ServeHTTP(w, r)
	}))
}

// writable tells whether a part of an address is text in UTF-8 without NUL, in its
// encoded form too: databases differ in what they make of anything else.
func writable(s string) bool {
	if plain, err := url.QueryUnescape(s); err == nil {
		s += plain
	}
	return utf8.ValidString(s) && !strings.ContainsRune(s, 0)
}

//go:embed static
var static embed.FS

// staticFile reads a static file; the style sheet has that of charts behind it.
func staticFile(name string) ([]byte, error) {
	data, err := static.ReadFile("static/" + name)
	if name == "style.css" && err == nil {
		data = append(data, chart.CSS...)
	}
	return data, err
}

// fingerprints are the first characters of each static file's SHA-256: part of its
// address, so that browsers may keep it for good.
var fingerprints = func() map[string]string {
	out := map[string]string{}
	files, err := fs.ReadDir(static, "static")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		data, err := staticFile(f.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(data)
		out[f.Name()] = hex.EncodeToString(sum[:5])
	}
	return out
}()

// asset is the address of a static file.
func asset(name string) string { return "/static/" + name + "?" + fingerprints[name] }

func staticFiles() http.Handler {
	// Debian's and the BSDs' tables of media types differ; these must not.
	for ext, kind := range map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"} {
		if err := mime.AddExtensionType(ext, kind); err != nil {
			panic(err)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Base(r.PathValue("file"))
		data, err := staticFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
		w.Header().Set("ETag", `"`+fingerprints[name]+`"`)
		w.Header().Set("Cache-Control", "public, max-age=3600")
		if r.URL.RawQuery == fingerprints[name] {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if strings.Contains(r.Header.Get("If-None-Match"), fingerprints[name]) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(data)
	})
}
