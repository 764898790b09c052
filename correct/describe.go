package correct

import (
	"encoding/json"
	"fmt"
	"strings"

	"chancery"
)

// Describe says in a line what a correction does: "edit event CONSULT «met»:
// status=held, who=Mike Pompeo".
func Describe(c *chancery.Correction) string {
	s := strings.Join(strings.Fields(fmt.Sprintf("%s %s %s «%s»", c.Verdict, c.Kind, c.Type, c.Cue.Text)), " ")
	change, err := decodeChange(c.Change)
	if err != nil || len(change.fields) == 0 {
		return s
	}
	var parts []string
	for _, name := range sortedKeys(change.fields) {
		var v any
		if json.Unmarshal(change.fields[name], &v) == nil {
			parts = append(parts, name+"="+told(v))
		}
	}
	return s + ": " + strings.Join(parts, ", ")
}

// told writes a value of a change as a person would: of actors and places the name,
// of dates the day, of pieces of text the words.
func told(v any) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case string:
		return v
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, told(x))
		}
		if len(parts) == 0 {
			return "none"
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		for _, key := range []string{"name", "value", "text"} {
			if s, ok := v[key].(string); ok && s != "" {
				return s
			}
		}
	}
	return fmt.Sprint(v)
}
