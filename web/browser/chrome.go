package browser

import (
	"context"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// startLife is how long the browser may take to start: machines that build and test
// at once are slow.
const startLife = 2 * time.Minute

// Chromium is the path of the browser: that of CHANCERY_CHROMIUM, or the first of
// the usual names on the search path, "" if there is none.
func Chromium() string {
	for _, name := range []string{os.Getenv("CHANCERY_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			return found
		}
	}
	return ""
}

// Start opens a browser of its own profile that asks nothing of the network but
// what pages do. Contexts that chromedp.NewContext makes of what it gives are its
// tabs; the function closes it.
func Start(ctx context.Context, path string) (context.Context, context.CancelFunc, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(startLife), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1300, 1000))
	ctx, cancelAll := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancel := chromedp.NewContext(ctx)
	stop := func() { cancel(); cancelAll() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, err
	}
	return ctx, stop, nil
}

// Dress gives the tab of ctx a size in CSS pixels and a colour scheme, light or dark.
// What is narrower than a tablet is a phone.
func Dress(ctx context.Context, width, height int64, scheme string) error {
	size := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		return err
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"}}}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
	return err
}
