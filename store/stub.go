package store

import (
	"context"
	"errors"

	"chancery"
)

var errStub = errors.New("not written yet")

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
func (a *Archive) Stale(ctx context.Context, version string, limit int) ([]chancery.Reading, error) {
	return nil, errStub
}
func (a *Archive) PutReading(ctx context.Context, readings ...chancery.Reading) error { return errStub }
func (a *Archive) SwitchTo(ctx context.Context, version string, tell func(left int)) error {
	return errStub
}
func (a *Archive) Versions(ctx context.Context) ([]VersionCount, error) { return nil, errStub }
func (a *Archive) standing(ctx context.Context, q querier, key string) ([]chancery.Correction, error) {
	return nil, nil
}

// VersionCount counts the readings of one version.
type VersionCount struct {
	Version  string `json:"version"`
	Shown    int    `json:"shown"`    // reports of which it is the reading that counts
	Readings int    `json:"readings"` // kept, those that do not count included
}
