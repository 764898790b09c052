package store

import (
	"cmp"
	"context"
	"errors"

	"chancery"
)

var errStub = errors.New("not written yet")

func (a *Archive) Has(ctx context.Context, keys []string) (map[string]bool, error) {
	return nil, errStub
}
func (a *Archive) Keep(ctx context.Context, readings []chancery.Reading) (int, error) {
	return 0, errStub
}
func (a *Archive) Settle(ctx context.Context, tell func(left int)) error       { return errStub }
func (a *Archive) Progress(ctx context.Context, source string) (string, error) { return "", errStub }
func (a *Archive) SetProgress(ctx context.Context, source, state string) error { return errStub }
func (a *Archive) Fail(ctx context.Context, path, why string) error            { return errStub }
func (a *Archive) Failures(ctx context.Context, limit int) ([]chancery.Failure, error) {
	return nil, errStub
}
func (a *Archive) Digest(ctx context.Context) (string, error) { return "", errStub }
func (a *Archive) Report(ctx context.Context, key string) (*chancery.Kept, error) {
	return nil, errStub
}
func (a *Archive) Correct(ctx context.Context, c chancery.Correction) (chancery.Correction, error) {
	return c, errStub
}
func (a *Archive) Undo(ctx context.Context, id int64, by string) error { return errStub }
func (a *Archive) Corrections(ctx context.Context, report string, limit int) ([]chancery.Correction, error) {
	return nil, errStub
}

// Stale lists reports that version has not read yet, as they were last read: at
// most limit, in order of arrival. Record.Document.Text, Path and At are filled.
func (a *Archive) Stale(ctx context.Context, version string, limit int) ([]chancery.Reading, error) {
	return nil, errStub
}

// PutReading stores a new reading beside the one that counts, without showing it.
// Reading.Key names a kept report; a reading of the same version is replaced.
func (a *Archive) PutReading(ctx context.Context, readings ...chancery.Reading) error { return errStub }

// SwitchTo makes the readings of version count, report by report, settles, and
// drops older readings of the reports at the end. Reports that version has not read stay as
// they are. It goes on where it was interrupted.
func (a *Archive) SwitchTo(ctx context.Context, version string, tell func(left int)) error {
	return errStub
}

// Versions tells how many reports each version's reading counts of, and how many
// readings of it are kept.
func (a *Archive) Versions(ctx context.Context) ([]VersionCount, error) { return nil, errStub }

// VersionCount counts the readings of one version.
type VersionCount struct {
	Version  string `json:"version"`
	Shown    int    `json:"shown"`    // reports of which it is the reading that counts
	Readings int    `json:"readings"` // kept, those that do not count included
}

func compareAccounts(x, y chancery.Account) int {
	return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.Report, y.Report), cmp.Compare(x.ID, y.ID))
}
