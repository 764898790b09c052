package demonym

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest is a hash of the table.
func Digest() string {
	sum := sha256.Sum256([]byte(table))
	return hex.EncodeToString(sum[:])
}
