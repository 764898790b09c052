package reading

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strconv"
	"sync"

	"chancery/gazetteer"
	"chancery/language"
	"chancery/world"
)

// stages counts the changes to the code of the stages after which the same
// models and tables read a report otherwise. Raise it with such a change.
const stages = 3

//go:embed */*.tsv
var tables embed.FS

// Version names the models, tables and stages that read a report: readings of
// other versions may be other readings. It is 12 hexadecimal digits, the same
// wherever the program runs.
var Version = sync.OnceValue(func() string {
	sum := sha256.New()
	for _, digest := range []string{strconv.Itoa(stages), language.Digest(), gazetteer.Digest(), world.Digest(), digest(tables)} {
		sum.Write([]byte(digest + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
})

// digest hashes files by their names and what they hold.
func digest(files embed.FS) string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		sum.Write([]byte(name + "\x00" + strconv.Itoa(len(data)) + "\x00"))
		sum.Write(data)
		return err
	})
	if err != nil { // of files that are part of the program
		panic(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
