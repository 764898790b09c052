package lives_test

import (
	"fmt"

	"chancery"
	"chancery/lives"
)

func ExampleFollow() {
	parties := []chancery.Party{
		{Key: "state:FRA", Kind: chancery.State, State: "FRA", Side: chancery.SideParty},
		{Key: "state:DEU", Kind: chancery.State, State: "DEU", Side: chancery.SideParty},
	}
	pledge := chancery.Entry{ID: "c1", Kind: chancery.ACommitment, Type: "meeting", Status: chancery.Open, Parties: parties,
		From: "2018-06-19", To: "2018-06-19", What: "hold talks at Meseberg", First: "2018-06-01", Confidence: 0.8}
	met := chancery.Entry{ID: "e2", Kind: chancery.AnEvent, Type: "CONSULT", Status: chancery.Held,
		Parties: []chancery.Party{
			{Key: "Q3052772", Kind: chancery.Person, State: "FRA", Side: chancery.SideWho},
			{Key: "Q567", Kind: chancery.Person, State: "DEU", Side: chancery.SideWhom},
		},
		From: "2018-06-19", To: "2018-06-19", First: "2018-06-20", Confidence: 0.9}
	steps, status := lives.Follow(&pledge, []chancery.Entry{met})
	for _, s := range steps {
		fmt.Println(s.Day, s.Turn, s.Entry)
	}
	fmt.Println(status)
	// Output:
	// 2018-06-01 made c1
	// 2018-06-19 met e2
	// met
}
