package export

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"

	"chancery"
)

// groupRows is how many rows are held back until they are written as a row group:
// it bounds the memory, whatever the archive's size.
const groupRows = 10_000

// columns writes a kind's rows as Parquet.
type columns[R any] struct {
	w    *parquet.GenericWriter[R]
	kind chancery.EntryKind
	row  func(e *chancery.Entry) R
	n    int
}

func newParquet(w io.Writer, o Options) (Writer, error) {
	switch o.Kind {
	case chancery.AnEvent:
		return newColumns(w, o, eventRow), nil
	case chancery.AStatement:
		return newColumns(w, o, statementRow), nil
	case chancery.ACommitment:
		return newColumns(w, o, commitmentRow), nil
	case chancery.AStop:
		return newColumns(w, o, stopRow), nil
	case chancery.ATurn:
		return newColumns(w, o, turnRow), nil
	}
	return nil, errors.New("a Parquet file has one schema and so one kind of entry: name it, or give a folder")
}

func newColumns[R any](w io.Writer, o Options, row func(*chancery.Entry) R) Writer {
	return &columns[R]{kind: o.Kind, row: row, w: parquet.NewGenericWriter[R](w,
		parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(groupRows), parquet.CreatedBy("chancery", o.Version, ""))}
}

func (c *columns[R]) Write(e *chancery.Entry) error {
	if e.Kind != c.kind {
		return nil
	}
	c.n++
	_, err := c.w.Write([]R{c.row(e)})
	return err
}

func (c *columns[R]) Close() error { return c.w.Close() }
func (c *columns[R]) Written() int { return c.n }
