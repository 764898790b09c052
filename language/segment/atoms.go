package segment

import (
	"strings"
	"unicode/utf8"
)

// atom finds the first web address, mail address, handle or hashtag in s at or
// after from: text that is one word whatever marks it holds. It returns an
// empty range where there is none.
func atom(s string, from int) (start, end int) {
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case (c == '@' || c == '#') && (i == 0 || !alnum(s[i-1])):
			if e := name(s, i+1); e > i+1 && letter(s[i+1]) {
				return i, e
			}
		case c == '@':
			if a, e := mail(s, i, from); e > 0 {
				return a, e
			}
		case i == from || !alnum(s[i-1]):
			if webPrefix(s[i:]) {
				return i, trimAddress(s, i)
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
