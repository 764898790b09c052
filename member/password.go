// Package member lets members of an archive in: passwords kept by argon2id,
// sessions for browsers, tokens for programs, and a limit on tries.
package member

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Parameters of argon2id, the second that RFC 9106 recommends with a little less
// memory: 46 MiB, one pass, one lane, as OWASP lists it.
const (
	memory  = 46 * 1024 // KiB
	passes  = 1
	lanes   = 1
	saltLen = 16
	keyLen  = 32
)

// MinPassword is the fewest characters that a password may have.
const MinPassword = 12

// ErrWeak is what Hash answers to a password that is too short.
var ErrWeak = fmt.Errorf("a password takes %d characters or more", MinPassword)

// Hash makes the encoded form in which a password is kept.
func Hash(password string) (string, error) {
	if utf8.RuneCountInString(password) < MinPassword {
		return "", ErrWeak
	}
	if len(password) > 1024 {
		return "", errors.New("a password has 1,024 bytes at most")
	}
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails
	key := argon2.IDKey([]byte(password), salt, passes, memory, lanes, keyLen)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, lanes,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// Matches tells whether a password is the one that was hashed. It takes as long
// for a wrong one as for the right one. A hash in another form matches nothing.
func Matches(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > 1024 {
		return false
	}
	var version int
	var m, t uint32
	var p uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m, &t, &p); err != nil || m > 1<<20 || t > 64 || t == 0 || p == 0 {
		return false
	}
	salt, errSalt := base64.RawStdEncoding.DecodeString(parts[4])
	key, errKey := base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errKey != nil || len(key) == 0 || len(key) > 128 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, t, m, p, uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1
}

// NewSecret makes a secret of 256 bits with its digest, under which it is kept.
func NewSecret() (secret, digest string) {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	secret = base64.RawURLEncoding.EncodeToString(b)
	return secret, Digest(secret)
}

// Digest is the hex SHA-256 of a secret. A secret has 256 bits of chance, so that
// a fast hash keeps it as well as a slow one would.
func Digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
