package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"

	"github.com/prometheus/client_golang/prometheus"

	"chancery"
	"chancery/gather"
	"chancery/source"
	"chancery/web"
)

// gather gathers in the background while pages are served, until ctx ends. The
// channel is closed when what was in hand is kept.
func (f *serveFlags) gather(ctx context.Context, keeper chancery.Keeper, log *slog.Logger, loader *source.Loader, c *web.Config) (<-chan struct{}, error) {
	done := make(chan struct{})
	if f.Gather == "" {
		close(done)
		return done, nil
	}
	sources, err := gather.ReadSources(f.Gather)
	if err != nil {
		return nil, fmt.Errorf("gather: %w", err)
	}
	boundMemory()
	g := gather.New(keeper, gather.Options{Log: log, Loader: loader,
		Jobs: max(1, runtime.GOMAXPROCS(0)/2)}) // readers come first
	c.Gathered = gatherMeter{g}
	c.Gathering = g.Status
	go func() {
		defer close(done)
		stop := context.AfterFunc(ctx, g.Stop)
		defer stop()
		// The end of ctx stops gathering in good order; what is in hand is kept.
		if _, err := g.Watch(context.WithoutCancel(ctx), sources); err != nil && ctx.Err() == nil {
			log.Error("gather", "error", err)
		}
	}()
	return done, nil
}

// gatherMeter tells Prometheus how gathering goes.
type gatherMeter struct{ g *gather.Gatherer }

var gatherNumbers = []struct {
	desc  *prometheus.Desc
	value func(gather.Status) float64
}{
	{gatherDesc("reports_total", "Reports kept since the start."), func(s gather.Status) float64 { return float64(s.New) }},
	{gatherDesc("words_total", "Words of the reports kept since the start."), func(s gather.Status) float64 { return float64(s.Words) }},
	{gatherDesc("failures_total", "Inputs that could not be read."), func(s gather.Status) float64 { return float64(s.Failed) }},
	{gatherDesc("queue", "Reports that wait to be read."), func(s gather.Status) float64 { return float64(s.Queue) }},
	{gatherDesc("requests_total", "Requests to web servers."), func(s gather.Status) float64 { return float64(s.Requests) }},
	{gatherDesc("request_errors_total", "Requests that failed."), func(s gather.Status) float64 { return float64(s.Errors) }},
}

func gatherDesc(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("chancery_gather_"+name, help, nil, nil)
}

func (m gatherMeter) Describe(out chan<- *prometheus.Desc) {
	for _, n := range gatherNumbers {
		out <- n.desc
	}
}

func (m gatherMeter) Collect(out chan<- prometheus.Metric) {
	status := m.g.Status()
	for _, n := range gatherNumbers {
		out <- prometheus.MustNewConstMetric(n.desc, prometheus.UntypedValue, n.value(status))
	}
}
