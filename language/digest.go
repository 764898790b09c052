package language

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"chancery/language/demonym"
)

// Digest is a hash of the models and tables: another one may read otherwise.
func Digest() string {
	sum := sha256.New()
	for _, data := range [][]byte{segmentModel, neuralModel, treesModel, backwardModel, formsModel,
		[]byte(placeTable), []byte(headTable), []byte(demonym.Digest())} {
		sum.Write([]byte(strconv.Itoa(len(data)) + "\x00"))
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
