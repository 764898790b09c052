package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"chancery"
	"chancery/api"
	"chancery/member"
)

// local is who asks where the archive is open: one at this machine's own browser.
var local = chancery.Member{Name: "local", Role: chancery.Editor}

type memberKey struct{}

// memberOf is the member who makes a request; one of no name where none does.
func memberOf(ctx context.Context) chancery.Member {
	m, _ := ctx.Value(memberKey{}).(chancery.Member)
	return m
}

// free are the paths that are open to who has not signed in.
func free(path string) bool {
	return path == "/login" || path == "/healthz" || strings.HasPrefix(path, "/static/")
}

// admit lets in who may open the archive. An open archive answers only under the
// names of this machine: a page elsewhere whose name is made to resolve here (DNS
// rebinding) is not answered.
func (s *Server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Door == nil {
			if !loopback(r.Host) {
				http.Error(w, "This archive is open to this machine only: ask for it as localhost.", http.StatusMisdirectedRequest)
				return
			}
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), memberKey{}, local)))
			return
		}
		m, err := s.Door.Who(r.Context(), r)
		switch {
		case err == nil:
			r = r.WithContext(context.WithValue(r.Context(), memberKey{}, m))
		case !errors.Is(err, chancery.ErrNotFound):
			s.fail(w, r, err)
			return
		case free(r.URL.Path):
		case forPrograms(r.URL.Path):
			w.Header().Set("WWW-Authenticate", `Bearer realm="chancery"`)
			if strings.HasPrefix(r.URL.Path, api.Prefix) {
				api.Problem(w, http.StatusUnauthorized, needsToken)
				return
			}
			http.Error(w, needsToken, http.StatusUnauthorized)
			return
		default:
			http.Redirect(w, r, "/login?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// forPrograms tells whether a path is asked for by programs, which are told of a
// missing token rather than led to a form.
func forPrograms(path string) bool {
	return strings.HasPrefix(path, "/api/") || strings.HasSuffix(path, ".atom") || strings.HasSuffix(path, ".ics") ||
		strings.HasPrefix(path, "/export/") || path == "/live" || path == "/metrics"
}

// loopback tells whether a request's host is a name of this machine.
func loopback(host string) bool {
	if h, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil && port != "" {
			return false
		}
		host = h
	}
	host = strings.TrimSuffix(strings.Trim(host, "[]"), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// editing refuses who may not correct.
func (s *Server) editing(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if memberOf(r.Context()).Role != chancery.Editor {
			s.fail(w, r, errForbidden)
			return
		}
		next(w, r)
	}
}

// editorName is the editor who makes a request of the API.
func editorName(r *http.Request) (string, error) {
	m := memberOf(r.Context())
	if m.Role != chancery.Editor {
		return "", errForbidden
	}
	return m.Name, nil
}

const needsToken = "A token is needed: chancery member token NAME makes one."

var errForbidden = errors.New("for editors only")

type loginData struct{ To, Name, Fault string }

func (s *Server) loginForm(_ context.Context, r *http.Request) (view, error) {
	if s.Door == nil {
		return view{}, redirect("/")
	}
	return view{"login", "Sign in", "", loginData{To: inside(r.URL.Query().Get("to"))}}, nil
}

// login lets a member in who gives the right password.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	if s.Door == nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	name, to := r.PostFormValue("name"), inside(r.PostFormValue("to"))
	m, c, err := s.Door.SignIn(r.Context(), name, r.PostFormValue("password"), s.remote(r))
	if errors.Is(err, member.ErrWrong) || errors.Is(err, member.ErrTooMany) {
		status := http.StatusUnauthorized
		if errors.Is(err, member.ErrTooMany) {
			status = http.StatusTooManyRequests
		}
		s.Log.Warn("sign-in refused", "name", name, "from", s.remote(r), "error", err)
		fault := strings.ToUpper(err.Error()[:1]) + err.Error()[1:] + "."
		s.show(w, r, status, view{"login", "Sign in", "", loginData{to, name, fault}})
		return
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if old, err := r.Cookie(c.Name); err == nil { // whatever session there was ends here
		_ = s.Door.Members.DropPass(r.Context(), member.Digest(old.Value))
	}
	c.Secure = s.secure(r)
	http.SetCookie(w, c)
	s.Log.Info("signed in", "name", m.Name, "from", s.remote(r))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	if s.Door != nil {
		c, err := s.Door.SignOut(r.Context(), r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		c.Secure = s.secure(r)
		http.SetCookie(w, c)
	}
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// secure tells whether the browser's connection is encrypted, here or by the proxy
// that is trusted to say so.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.BehindTLS
}

// inside keeps an address within these pages, so that a sign-in cannot be made to
// lead elsewhere.
func inside(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\n\r\t") {
		return "/"
	}
	return to
}

// remote is the asker's network address without its port: as the proxy in front
// tells it, where there is one. Of a list the last is the proxy's own word; what
// stands before it anybody may have written.
func (s *Server) remote(r *http.Request) string {
	if all := r.Header.Values("X-Forwarded-For"); s.BehindTLS && len(all) > 0 {
		list := strings.Split(all[len(all)-1], ",")
		if a, err := netip.ParseAddr(strings.TrimSpace(list[len(list)-1])); err == nil {
			return a.Unmap().String()
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
