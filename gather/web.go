package gather

import "context"

type web struct{}

func newWeb(*Gatherer) *web { return &web{} }
func (g *Gatherer) gatherAddress(ctx context.Context, s Source) error { return nil }
func (g *Gatherer) readAddresses(ctx context.Context, f *file, format Format, s Source) error { return nil }
func (g *Gatherer) readWARC(ctx context.Context, f *file, o *origin) error { return nil }
func (g *Gatherer) Watch(ctx context.Context, sources []Source) (Status, error) { return g.Run(ctx, sources) }
