package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"chancery"
)

// table writes a kind's rows as CSV (RFC 4180), with a header. Several values of
// one field are parted by "; ".
//
// Text that a spreadsheet would take for a formula, because it begins with = + - @
// or a tab, gets an apostrophe before it (OWASP, "CSV Injection"): names and
// sentences come from reports, and reports from anywhere. Numbers and days stay as
// they are.
type table struct {
	w    *csv.Writer
	kind chancery.EntryKind
	row  func(e *chancery.Entry) any
	n    int
}

// rowOf makes the row of an entry of a kind, of any kind where it is "".
func rowOf(kind chancery.EntryKind) func(e *chancery.Entry) any {
	switch kind {
	case chancery.AnEvent:
		return func(e *chancery.Entry) any { return eventRow(e) }
	case chancery.AStatement:
		return func(e *chancery.Entry) any { return statementRow(e) }
	case chancery.ACommitment:
		return func(e *chancery.Entry) any { return commitmentRow(e) }
	case chancery.AStop:
		return func(e *chancery.Entry) any { return stopRow(e) }
	case chancery.ATurn:
		return func(e *chancery.Entry) any { return turnRow(e) }
	}
	return func(e *chancery.Entry) any { return anyRow(e) }
}

func newCSV(w io.Writer, o Options) (Writer, error) {
	t := &table{w: csv.NewWriter(w), kind: o.Kind, row: rowOf(o.Kind)}
	return t, t.w.Write(header(reflect.TypeOf(t.row(&chancery.Entry{}))))
}

func (t *table) Write(e *chancery.Entry) error {
	if t.kind != "" && e.Kind != t.kind {
		return nil
	}
	t.n++
	return t.w.Write(cells(reflect.ValueOf(t.row(e))))
}

func (t *table) Close() error {
	t.w.Flush()
	return t.w.Error()
}

func (t *table) Written() int { return t.n }

// header gives the columns' names, those of embedded rows first.
func header(row reflect.Type) []string {
	var out []string
	for i := range row.NumField() {
		f := row.Field(i)
		if f.Anonymous {
			out = append(out, header(f.Type)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		out = append(out, name)
	}
	return out
}

func cells(row reflect.Value) []string {
	var out []string
	for i := range row.NumField() {
		if row.Type().Field(i).Anonymous {
			out = append(out, cells(row.Field(i))...)
			continue
		}
		out = append(out, cell(row.Field(i).Interface()))
	}
	return out
}

// cell writes one value; what is not known is empty.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return harmless(oneLine(v))
	case []string:
		return harmless(oneLine(strings.Join(v, "; ")))
	case *int32: // a day
		if v == nil {
			return ""
		}
		return time.Unix(int64(*v)*86400, 0).UTC().Format(time.DateOnly)
	case *float64:
		if v == nil {
			return ""
		}
		return number(*v)
	case float64:
		return number(v)
	case *int64:
		if v == nil {
			return ""
		}
		return strconv.FormatInt(*v, 10)
	}
	return fmt.Sprint(v)
}

// harmless keeps a spreadsheet from taking text for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
