package did

import (
	_ "embed"
	"sync"

	"chancery/reading/weigh"
)

//go:embed model.tsv
var modelTSV string

// learned is the model of model.tsv.
var learned = sync.OnceValue(func() *weigh.Model {
	m, err := weigh.Parse(modelTSV, 0.5)
	if err != nil {
		panic("did: model.tsv: " + err.Error()) // TestModel keeps this from being shipped
	}
	return m
})
