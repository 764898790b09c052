package did

import (
	_ "embed"
	"sync"

	"chancery/reading/weigh"
)

//go:embed model.tsv
var modelTSV string

//go:embed roles.tsv
var rolesTSV string

//go:embed day.tsv
var dayTSV string

// Models are those that this stage rests on.
type Models struct {
	Roles *weigh.Model // whether an actor fills a slot of an event
	Day   *weigh.Model // whether an event without a date is of the day that the report tells of
	Event *weigh.Model // whether a candidate is an event, with its parties and status
}

// learned are the embedded models.
var learned = sync.OnceValue(func() Models {
	parse := func(file, table string) *weigh.Model {
		m, err := weigh.Parse(table, 0.5)
		if err != nil {
			panic("did: " + file + ": " + err.Error()) // TestModels keeps this from being shipped
		}
		return m
	}
	return Models{parse("roles.tsv", rolesTSV), parse("day.tsv", dayTSV), parse("model.tsv", modelTSV)}
})
