package gazetteer

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Digest is a hash of the tables: another one may find other places.
func Digest() string {
	sum := sha256.New()
	for _, data := range []string{placesBin, countriesTSV, divisionsTSV, regionsTSV, aliasesTSV} {
		sum.Write([]byte(strconv.Itoa(len(data)) + "\x00" + data))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
