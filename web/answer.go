package web

import (
	"net/http"

	"chancery/api"
)

// answerTagged writes an answer with an ETag over its bytes, or tells who has it
// already that it is the same.
func answerTagged(w http.ResponseWriter, r *http.Request, data []byte) {
	if !api.Unchanged(w, r, api.Tag(data)) {
		_, _ = w.Write(data)
	}
}
