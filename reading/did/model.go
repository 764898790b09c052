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

//go:embed sure.tsv
var sureTSV string

//go:embed guess.tsv
var guessTSV string

//go:embed day.tsv
var dayTSV string

// Models are those that this stage rests on.
type Models struct {
	Roles *weigh.Model // whether an actor fills a slot of an event
	Sure  *weigh.Model // how often an event that was kept is right
	Guess *weigh.Model // whether who and whom of an event are filled right
	Day   *weigh.Model // whether an event without a date is of the day that the report tells of
	Event *weigh.Model // whether a candidate is an event, with its parties and status
}

// learned are the embedded models.
var learned = sync.OnceValue(func() Models {
	return Models{
		Roles: weigh.Must("did/roles.tsv", rolesTSV), Guess: weigh.Must("did/guess.tsv", guessTSV), Sure: weigh.Must("did/sure.tsv", sureTSV),
		Day: weigh.Must("did/day.tsv", dayTSV), Event: weigh.Must("did/model.tsv", modelTSV),
	}
})
