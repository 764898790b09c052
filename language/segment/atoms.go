package segment

import (
	"strings"
	"unicode/utf8"
)

// atom finds the first web address, mail address, name of a host or file,
// handle or hashtag in s at or
// after from: text that is one word whatever marks it holds. It returns an
// empty range where there is none.
func atom(s string, from int) (start, end int) {
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case c == '@' && i > from && hasMail(s, i, from):
			return mail(s, i, from)
		case (c == '@' || c == '#') && (i == 0 || !alnum(s[i-1])):
			if e := name(s, i+1); e > i+1 && letter(s[i+1]) {
				return i, e
			}
		case i == from || !alnum(s[i-1]):
			if webPrefix(s[i:]) {
				return i, trimAddress(s, i)
			}
			if e := max(file(s, i), number(s, i)); e > 0 {
				return i, e
			}
		}
	}
	return len(s), len(s)
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func alnum(c byte) bool  { return letter(c) || c >= '0' && c <= '9' || c >= utf8.RuneSelf || c == '_' }

func name(s string, i int) int {
	for i < len(s) && alnum(s[i]) && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

func digits(s string, i int) int {
	n := 0
	for i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '9' {
		n++
	}
	return n
}

// number finds the end of a number in groups ("12,514,373.5"), a telephone
// number ("555-0100") or a day ("01-Feb-02") that begins at i, or 0.
func number(s string, i int) int {
	n := digits(s, i)
	end := i + n
	if n == 0 || end+3 >= len(s) {
		return 0
	}
	switch {
	case s[end] == ',' && n <= 3:
		groups := 0
		for end < len(s) && s[end] == ',' && digits(s, end+1) == 3 {
			end += 4
			groups++
		}
		if groups == 0 {
			return 0
		}
		if end < len(s) && s[end] == '.' {
			if n := digits(s, end+1); n > 0 {
				end += 1 + n
			}
		}
	case s[end] == '-' && n == 3 && (digits(s, end+1) == 4 || digits(s, end+1) == 3):
		end += 1 + digits(s, end+1)
		if end-i == 7 { // three and three: an area code came first
			if end >= len(s) || s[end] != '-' || digits(s, end+1) != 4 {
				return 0
			}
			end += 5
		}
	case s[end] == '-' && n <= 2 && end+4 < len(s) && s[end+4] == '-' && letter(s[end+1]) && letter(s[end+3]) && digits(s, end+5) > 1:
		end += 5 + digits(s, end+5)
	default:
		return 0
	}
	if end < len(s) && alnum(s[end]) {
		return 0
	}
	return end
}

// endings close the names of hosts and files that are written without more.
var endings = map[string]bool{"com": true, "org": true, "net": true, "gov": true, "edu": true, "mil": true, "info": true, "pdf": true,
	"doc": true, "docx": true, "htm": true, "html": true, "xls": true, "jpg": true, "jpeg": true, "png": true, "gif": true, "txt": true, "ppt": true}

// file finds the end of a host's or file's name that begins at i, or 0.
func file(s string, i int) int {
	if !alnum(s[i]) || !strings.Contains(s[i:], ".") {
		return 0
	}
	end := i
	for end < len(s) && s[end] < utf8.RuneSelf && (alnum(s[end]) || s[end] == '.' || s[end] == '-') {
		end++
	}
	for end > i && !alnum(s[end-1]) {
		end--
	}
	dot := strings.LastIndexByte(s[i:end], '.')
	if dot < 1 || strings.Contains(s[i:end], "..") || !endings[strings.ToLower(s[i+dot+1:end])] || end < len(s) && s[end] == '@' {
		return 0
	}
	return end
}

func hasMail(s string, at, from int) bool {
	_, e := mail(s, at, from)
	return e > 0
}

func webPrefix(s string) bool {
	if s[0]|0x20 != 'h' && s[0]|0x20 != 'w' && s[0]|0x20 != 'f' && s[0]|0x20 != 'p' {
		return false
	}
	low := strings.ToLower(s[:min(len(s), 16)])
	for _, p := range []string{"http://", "https://", "www.", "ftp://", "pic.twitter.com/"} {
		if strings.HasPrefix(low, p) && len(s) > len(p) && alnum(s[len(p)]) {
			return true
		}
	}
	return false
}

// trimAddress ends a web address at what cannot be in it, and takes the marks
// of the sentence around it off its end.
func trimAddress(s string, i int) int {
	end := i
	for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf && !strings.ContainsRune("<>\"[]{}|", rune(s[end])) {
		end++
	}
	open := strings.Count(s[i:end], "(")
	for end > i {
		c := s[end-1]
		if c == ')' && strings.Count(s[i:end], ")") <= open {
			break
		}
		if !strings.ContainsRune(".,;:!?'()*", rune(c)) {
			break
		}
		end--
	}
	return end
}

// mail takes the characters around an @ for a mail address if a dotted host follows.
func mail(s string, at, from int) (start, end int) {
	ok := func(c byte) bool { return c < utf8.RuneSelf && (alnum(c) || strings.IndexByte(".-+%&", c) >= 0) }
	start = at
	for start > from && ok(s[start-1]) {
		start--
	}
	for start < at && !alnum(s[start]) {
		start++
	}
	end = at + 1
	for end < len(s) && ok(s[end]) {
		end++
	}
	for end > at && !alnum(s[end-1]) {
		end--
	}
	if start == at || !strings.Contains(s[at:end], ".") {
		return 0, 0
	}
	return start, end
}
