package web

import "net/url"

// with gives the address's parameters with one changed, as a query string that
// begins with "?". An empty value takes the parameter away.
func with(v url.Values, name, value string) string {
	out := url.Values{}
	for k, all := range v {
		if k != name && k != "cursor" {
			out[k] = all
		}
	}
	if value != "" {
		out.Set(name, value)
	}
	return "?" + out.Encode()
}
