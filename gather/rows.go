package gather

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"chancery/source"
)

// readLines hands on the reports of JSON Lines, from where the origin stands.
func (g *Gatherer) readLines(ctx context.Context, f *file, o *origin) error {
	offset, line := o.state.Offset, o.state.Line
	if offset > 0 {
		if err := f.skip(offset); err != nil {
			return err
		}
		g.tally.total.Add(-f.cost())
	}
	for {
		data, n, long, err := readLine(f.r, source.MaxBytes)
		if err != nil && err != io.EOF {
			return err
		}
		offset, line = offset+n, line+1
		if n > 0 && (long || len(bytes.TrimSpace(data)) > 0) {
			o.stand(offset, line)
			p := &piece{path: fmt.Sprintf("%s:%d", f.name, line), from: o, cost: f.cost(), held: int64(len(data))}
			if f.zipped == plainFile {
				p.cost, f.last = n, offset // the buffer has more of it already
			}
			p.parse = func() (source.Report, error) { return g.o.Fields.object(data, f.name) }
			if long {
				p.err = fmt.Errorf("%w: a line of %.0f MiB, where %d MiB is the most", source.ErrTooLarge, float64(n)/(1<<20), source.MaxBytes>>20)
			}
			if err := g.emit(ctx, p); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// object makes a report of a JSON object.
func (f Fields) object(data []byte, name string) (source.Report, error) {
	data, changed := source.ToUTF8(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("\xef\xbb\xbf")))
	if len(data) == 0 || data[0] != '{' {
		return source.Report{}, fmt.Errorf("not a JSON object, of which JSON Lines has one a line: %.40q", data)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var row map[string]any
	if err := d.Decode(&row); err != nil {
		return source.Report{}, fmt.Errorf("not JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return source.Report{}, errors.New("not JSON Lines: more than one value on a line")
	}
	p, err := f.parts(row, name)
	if err != nil {
		return source.Report{}, err
	}
	r, err := p.Report()
	if changed {
		r.Notes = append(r.Notes, "not UTF-8: read as windows-1252")
	}
	return r, err
}

// readTable hands on the rows of a table whose first row names its columns.
func (g *Gatherer) readTable(ctx context.Context, f *file, o *origin, comma rune) error {
	budget := &budget{r: f.r}
	rows := csv.NewReader(budget)
	rows.Comma, rows.LazyQuotes, rows.FieldsPerRecord = comma, true, -1
	var columns []string
	done, last := o.state.Offset, 0 // the state moves on while rows are read
	for first := true; ; first = false {
		budget.left = source.MaxBytes
		row, err := rows.Read()
		if err == io.EOF {
			return nil
		}
		if parseErr := (*csv.ParseError)(nil); errors.As(err, &parseErr) {
			return fmt.Errorf("line %d: %w", parseErr.Line, parseErr.Err)
		}
		if err != nil {
			return fmt.Errorf("after line %d: %w", last, err)
		}
		line, _ := rows.FieldPos(0)
		last = line
		if first {
			if columns = row; len(columns) > 0 {
				columns[0] = strings.TrimPrefix(columns[0], "\ufeff")
			}
			if err := g.o.Fields.check(columns); err != nil {
				return err
			}
			continue
		}
		offset := rows.InputOffset()
		if offset <= done {
			continue // done before
		}
		o.stand(offset, line)
		p := &piece{path: fmt.Sprintf("%s:%d", f.name, line), from: o, cost: f.cost()}
		for _, field := range row {
			p.held += int64(len(field))
		}
		p.parse = func() (source.Report, error) { return g.o.Fields.row(columns, row, f.name) }
		if err := g.emit(ctx, p); err != nil {
			return err
		}
	}
}

// row makes a report of a table's row.
func (f Fields) row(columns, row []string, name string) (source.Report, error) {
	fields := map[string]any{}
	for i, column := range columns {
		if i < len(row) {
			value, _ := source.ToUTF8([]byte(row[i]))
			fields[column] = string(value)
		}
	}
	p, err := f.parts(fields, name)
	if err != nil {
		return source.Report{}, err
	}
	return p.Report()
}

// budget bounds what one row of a table may take: a quotation mark that is never
// closed would draw in all that follows.
type budget struct {
	r    io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("%w: a row of more than %d MiB; is a quotation mark left open?", source.ErrTooLarge, source.MaxBytes>>20)
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}
