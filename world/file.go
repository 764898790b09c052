package world

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// AddFile adds the rows of a user's file. It is told by its name's ending:
//
//   - .tsv holds one of the tables as they stand in world/tables. The first line
//     names the columns, in any order, with or without a leading "#"; the table is
//     the one that has them all. Without such a line the file must be named like
//     the table ("terms-mine.tsv") and have its columns in their order. Terms may
//     name people and bodies that no table has.
//   - .csv and .json hold the result of a Wikidata query, see [World.AddWikidata].
//
// The error lists the rows that do not parse; all others are added.
func (w *World) AddFile(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	name := filepath.Base(path)
	w.open = true
	defer func() { w.open = false }()
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".json":
		return w.AddWikidata(name, data)
	case ".tsv":
		t, err := tableOf(name, string(data))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return w.addTable(t, name, commentHeader(t, string(data)))
	}
	return fmt.Errorf("%s: want a file that ends in .tsv, .csv or .json", name)
}

// tableOf tells which table a file holds, with the columns in the file's order.
func tableOf(name, data string) (table, error) {
	if columns := header(data); columns != nil {
		for _, t := range tableOrder {
			if containsAll(t.columns, columns) && containsAll(columns, t.need) {
				t.columns = columns
				return t, nil
			}
		}
		return table{}, fmt.Errorf("columns %s: no table has them", strings.Join(columns, ", "))
	}
	for _, t := range tableOrder {
		if ok, _ := filepath.Match(t.pattern, name); ok {
			return t, nil
		}
	}
	return table{}, fmt.Errorf("the first line names no columns, and the file is not named after a table")
}

// header returns the columns that the first line with tabs in it names, nil if
// that line is a row.
func header(data string) []string {
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\r\n")
		text, comment := strings.CutPrefix(line, "#")
		if !strings.Contains(text, "\t") {
			if comment || text == "" {
				continue
			}
			return nil
		}
		columns := strings.Split(text, "\t")
		for i := range columns {
			columns[i] = strings.ToLower(strings.TrimSpace(columns[i]))
		}
		if comment || slices.ContainsFunc(tableOrder, func(t table) bool { return containsAll(t.columns, columns) }) {
			return columns
		}
		return nil
	}
	return nil
}

func containsAll(all, some []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}

// commentHeader makes a comment of a header that is none, so that it is not read
// as a row. Line numbers stay.
func commentHeader(t table, data string) string {
	columns := strings.Join(t.columns, "\t")
	first, rest, _ := strings.Cut(data, "\n")
	if strings.EqualFold(strings.TrimRight(first, "\r"), columns) {
		return "#\n" + rest
	}
	return data
}
