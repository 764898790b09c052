package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"chancery"
)

// version tells the module's version and, where the program was built in a
// checkout, the commit that it was built from.
func version() string {
	name, revision, built, modified := "(devel)", "", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" {
			name = info.Main.Version
		}
		for _, setting := range info.Settings {
			switch setting.Key {
			case "vcs.revision":
				revision = setting.Value[:min(12, len(setting.Value))]
			case "vcs.time":
				built, _, _ = strings.Cut(setting.Value, "T")
			case "vcs.modified":
				if setting.Value == "true" {
					modified = ", changed since"
				}
			}
		}
	}
	line := "chancery " + name
	if revision != "" {
		line += fmt.Sprintf(" (%s of %s%s)", revision, built, modified)
	}
	return fmt.Sprintf("%s %s %s/%s, %s", line, runtime.Version(), runtime.GOOS, runtime.GOARCH, chancery.Schema)
}
