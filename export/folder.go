package export

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"

	"chancery"
)

// NewFolder writes a table a kind into a folder, which is made if need be:
// events.csv, statements.csv and so on. A kind without entries gets no file. Files
// that are there are replaced once the new ones are whole.
func NewFolder(form, dir string, o Options) (Writer, error) {
	f, err := FormOf(form)
	if err != nil {
		return nil, err
	}
	return &folder{form: f, dir: dir, o: o, of: map[chancery.EntryKind]*sheet{}}, os.MkdirAll(dir, 0o777)
}

type folder struct {
	form Form
	dir  string
	o    Options
	of   map[chancery.EntryKind]*sheet
}

// sheet is one file of a folder while it is written.
type sheet struct {
	Writer
	out  *bufio.Writer
	file *os.File
	name string
}

// FileOf is the name of a kind's file without its extension.
func FileOf(kind chancery.EntryKind) string { return string(kind) + "s" }

func (f *folder) Write(e *chancery.Entry) error {
	s := f.of[e.Kind]
	if s == nil {
		var err error
		if s, err = f.open(e.Kind); err != nil {
			return err
		}
		f.of[e.Kind] = s
	}
	return s.Write(e)
}

func (f *folder) open(kind chancery.EntryKind) (*sheet, error) {
	name := filepath.Join(f.dir, FileOf(kind)+f.form.Extension)
	file, err := os.CreateTemp(f.dir, FileOf(kind)+".*.part")
	if err != nil {
		return nil, err
	}
	s := &sheet{out: bufio.NewWriterSize(file, 1<<16), file: file, name: name}
	o := f.o
	o.Kind = kind
	if s.Writer, err = New(f.form.Name, s.out, o); err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	return s, nil
}

// Close ends all files and puts them in place.
func (f *folder) Close() error {
	var errs []error
	for _, kind := range Kinds {
		s := f.of[kind]
		if s == nil {
			continue
		}
		err := errors.Join(s.Writer.Close(), s.out.Flush(), s.file.Chmod(0o644), s.file.Close())
		if err == nil {
			err = os.Rename(s.file.Name(), s.name)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (f *folder) Written() int {
	n := 0
	for _, s := range f.of {
		n += s.Writer.Written()
	}
	return n
}

// Discard takes away what was written so far.
func (f *folder) Discard() {
	for _, s := range f.of {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}
