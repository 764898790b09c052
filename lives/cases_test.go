package lives

import (
	"slices"

	"chancery"
)

// es are entries; a shorter name for the table.
type es = []chancery.Entry

// commitmentMade is an undertaking whose account names the event in which it was made.
func commitmentMade(e chancery.Entry, report, local string) chancery.Entry {
	e.Accounts[0].Report, e.Accounts[0].Event = report, local
	return e
}

// of gives an entry's first account another report and local ID.
func of(e chancery.Entry, report, local string) chancery.Entry {
	e.Accounts = slices.Clone(e.Accounts)
	e.Accounts[0].Report, e.Accounts[0].Local = report, local
	return e
}

func unsure(e chancery.Entry) chancery.Entry { e.Confidence = 0.2; return e }

func undated(e chancery.Entry) chancery.Entry { e.Accounts[0].Dated = false; return e }

func lived(e chancery.Entry) chancery.Entry { e.Status = chancery.Held; return e }

func differing(e chancery.Entry) chancery.Entry {
	e.Disputes = []chancery.Dispute{{On: "status"}}
	return e
}

var held = entry("e2", "event CONSULT/meet held", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-12", singapore, "met", "")

// truce is a ceasefire between a state and a group.
var truce = entry("c3", "commitment ceasefire open", "party:ISR, party:+Hamas/PSE", "", "", "2018-11-13", nil, "ceasefire", "ceasefire")

var cases = []struct {
	name   string
	e      chancery.Entry
	later  es
	want   string
	status chancery.Status
}{
	{"nothing more", summit(), nil, "2018-05-10 made c1", "open"},
	{"told again, once a day", also(also(also(summit(), "c2", "open", "2018-05-10", ""), "c4", "open", "2018-05-12", ""), "c5", "open", "2018-05-12", ""), nil,
		"2018-05-10 made c1; 2018-05-12 repeated c1", "open"},
	{"met", summit(), es{held}, "2018-05-10 made c1; 2018-06-12 met e2", "met"},
	{"met as its own account tells", also(summit(), "c2", "met", "2018-06-12", ""), nil,
		"2018-05-10 made c1; 2018-06-12 met c1", "met"},
	{"met by a stop", summit(), es{entry("t2", "stop - held", "traveller:Donald Trump/USA, met:Kim Jong Un/PRK", "2018-06-12", "2018-06-12", "2018-06-13", singapore, "met", "")},
		"2018-05-10 made c1; 2018-06-12 met t2", "met"},
	{"told as the two states", summit(), es{entry("e2", "event CONSULT/meet held", "who:PRK, whom:USA", "2018-06-12", "2018-06-12", "2018-06-13", singapore, "summit", "")},
		"2018-05-10 made c1; 2018-06-12 met e2", "met"},
	{"met by others for them", summit(), es{entry("e2", "event CONSULT/meet held", "who:Mike Pompeo/USA, whom:Kim Jong Un/PRK", "2018-06-12", "2018-06-12", "2018-06-13", singapore, "met", "")},
		"2018-05-10 made c1", "open"},
	{"met elsewhere", summit(), es{entry("e2", "event CONSULT/meet held", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-13", hanoi, "met", "")},
		"2018-05-10 made c1", "open"},
	{"met long after", summit(), es{entry("e2", "event CONSULT/meet held", kimTrumpE, "2018-07-27", "2018-07-27", "2018-07-28", singapore, "met", "")},
		"2018-05-10 made c1", "open"},
	{"by telephone", summit(), es{entry("e2", "event CONSULT/phone held", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-13", nil, "spoke", "")},
		"2018-05-10 made c1", "open"},
	{"met before it was made", entry("c1", "commitment meeting open", kimTrump, "", "", "2018-07-01", nil, "agreed", "meet again"), es{held},
		"2018-07-01 made c1", "open"},
	{"still only planned", summit(), es{entry("e2", "event CONSULT/meet planned", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-01", singapore, "meet", "")},
		"2018-05-10 made c1", "open"},
	{"told by the same report", summit(), es{of(held, "rc1", "e3")}, "2018-05-10 made c1", "open"},
	{"held only by a life of its own", summit(), es{lived(entry("e2", "event CONSULT/meet planned", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-01", singapore, "meet", ""))},
		"2018-05-10 made c1", "open"},
	{"talks of the two states, no place", summit(), es{entry("e2", "event CONSULT/talk held", "who:PRK, whom:USA", "2018-06-12", "2018-06-12", "2018-06-13", nil, "talks", "")},
		"2018-05-10 made c1", "open"},
	{"hardly sure", summit(), es{unsure(held)}, "2018-05-10 made c1", "open"},
	{"witnesses differ", summit(), es{differing(held)}, "2018-05-10 made c1", "open"},
	{"the event in which it was made", commitmentMade(entry("c1", "commitment meeting open", kimTrump, "2018-06-12", "2018-06-12", "2018-06-12", nil, "agreed", "meet"), "r7", "e4"), es{of(held, "r7", "e4")},
		"2018-06-12 made c1", "open"},
	{"on the very day", entry("c1", "commitment meeting open", kimTrump, "2018-06-12", "2018-06-12", "2018-06-12", nil, "will meet", "meet today"), es{held},
		"2018-06-12 made c1; 2018-06-12 met e2", "met"},
	{"no day due", entry("c1", "commitment meeting open", kimTrump, "", "", "2018-05-02", nil, "agreed", "meet"), es{held},
		"2018-05-02 made c1; 2018-06-12 met e2", "met"},
	{"not to meet", entry("c1", "commitment meeting open", kimTrump, "", "", "2018-04-20", nil, "said", "they will not meet"), es{held},
		"2018-04-20 made c1", "open"},
	{"told as the two states, the day a guess", summit(), es{undated(entry("e2", "event CONSULT/meet held", "who:PRK, whom:USA", "2018-06-12", "2018-06-12", "2018-06-13", nil, "talks", ""))},
		"2018-05-10 made c1", "open"},
	{"no day due and long ago", entry("c1", "commitment meeting open", kimTrump, "", "", "2017-04-01", nil, "agreed", "meet"), es{held},
		"2017-04-01 made c1", "open"},
	{"by the end of the month", entry("c1", "commitment meeting open", kimTrump, "2018-06-30", "2018-06-30", "2018-05-01", nil, "agreed", "meet by June 30"), es{held},
		"2018-05-01 made c1; 2018-06-12 met e2", "met"},
	{"called off", summit(), es{entry("e2", "event CONSULT/meet cancelled", kimTrumpE, "2018-06-12", "2018-06-12", "2018-05-24", singapore, "cancelled", "")},
		"2018-05-10 made c1; 2018-05-24 cancelled e2", "cancelled"},
	{"called off in words", summit(), es{entry("e2", "event REJECT held", kimTrumpE, "2018-05-24", "2018-05-24", "2018-05-24", nil, "called off", "the summit")},
		"2018-05-10 made c1; 2018-05-24 cancelled e2", "cancelled"},
	{"put off in words", summit(), es{entry("e2", "event REJECT held", kimTrumpE, "2018-05-24", "2018-05-24", "2018-05-24", nil, "postponed", "the talks")},
		"2018-05-10 made c1; 2018-05-24 postponed e2", "postponed"},
	{"another refusal", summit(), es{entry("e2", "event REJECT held", kimTrumpE, "2018-05-24", "2018-05-24", "2018-05-24", nil, "rejected", "demands to disarm")},
		"2018-05-10 made c1", "open"},
	{"another meeting called off", summit(), es{entry("e2", "event CONSULT/meet cancelled", kimTrumpE, "2018-09-20", "2018-09-20", "2018-06-01", nil, "cancelled", "")},
		"2018-05-10 made c1", "open"},
	{"called off and held all the same", summit(), es{held, entry("e3", "event CONSULT/meet cancelled", kimTrumpE, "2018-06-12", "2018-06-12", "2018-05-24", nil, "cancelled", "")},
		"2018-05-10 made c1; 2018-05-24 cancelled e3; 2018-06-12 met e2", "met"},
	{"called off, then on again", also(also(summit(), "c2", "cancelled", "2018-05-24", ""), "c3", "open", "2018-06-01", ""), nil,
		"2018-05-10 made c1; 2018-05-24 cancelled c1; 2018-06-01 repeated c1", "open"},
	{"put off and held later", summit(), es{
		entry("e2", "event CONSULT/meet postponed", kimTrumpE, "2018-07-27", "2018-07-27", "2018-06-10", singapore, "postponed", ""),
		entry("e3", "event CONSULT/meet held", kimTrumpE, "2018-07-28", "2018-07-28", "2018-07-29", singapore, "met", "")},
		"2018-05-10 made c1; 2018-06-10 postponed e2; 2018-07-28 met e3", "met"},
	{"put off without a day, and held", also(summit(), "c2", "postponed", "2018-06-10", ""), es{
		entry("e3", "event CONSULT/meet held", kimTrumpE, "2018-09-28", "2018-09-28", "2018-09-29", singapore, "met", "")},
		"2018-05-10 made c1; 2018-06-10 postponed c1; 2018-09-28 met e3", "met"},
	{"two thirds of three", entry("c1", "commitment meeting open", "party:DEU, party:FRA, party:GBR", "2018-06-12", "2018-06-12", "2018-05-10", nil, "meet", "talks"), es{
		entry("e2", "event CONSULT/meet held", "who:DEU, whom:FRA", "2018-06-12", "2018-06-12", "2018-06-13", nil, "met", "")},
		"2018-05-10 made c1; 2018-06-12 met e2", "met"},
	{"a person and the state acted for are one side", entry("c1", "commitment meeting open", "party:Mike Pompeo/USA, party:USA, party:PRK", "2018-06-12", "2018-06-12", "2018-05-10", nil, "meet", "talks"), es{
		entry("e2", "event CONSULT/meet held", "who:Mike Pompeo/USA, whom:USA", "2018-06-12", "2018-06-12", "2018-06-13", nil, "met", "")},
		"2018-05-10 made c1", "open"},

	{"visit", entry("c1", "commitment visit open", "party:Emmanuel Macron/FRA, party:CHN", "2018-01-08", "2018-01-08", "2017-12-20", china, "visit", "visit China"), es{
		entry("t2", "stop - held", "traveller:Emmanuel Macron/FRA", "2018-01-08", "2018-01-08", "2018-01-09", beijing, "arrived", "")},
		"2017-12-20 made c1; 2018-01-08 met t2", "met"},
	{"visit of another city", entry("c1", "commitment visit open", "party:Emmanuel Macron/FRA, party:CHN", "2018-01-08", "2018-01-08", "2017-12-20", shanghai, "visit", "visit Shanghai"), es{
		entry("t2", "stop - held", "traveller:Emmanuel Macron/FRA", "2018-01-08", "2018-01-08", "2018-01-09", beijing, "arrived", "")},
		"2017-12-20 made c1", "open"},
	{"visit of a city, told without one", entry("c1", "commitment visit open", "party:Emmanuel Macron/FRA, party:CHN", "2018-01-08", "2018-01-08", "2017-12-20", shanghai, "visit", "visit Shanghai"), es{
		entry("e2", "event CONSULT/visit held", "who:Emmanuel Macron/FRA, whom:CHN", "2018-01-08", "2018-01-08", "2018-01-09", nil, "visited", "")},
		"2017-12-20 made c1", "open"},
	{"the guest stays at home", entry("c1", "commitment visit open", "party:Emmanuel Macron/FRA, party:CHN", "2018-01-08", "2018-01-08", "2017-12-20", china, "visit", "visit China"), es{
		entry("t2", "stop - held", "traveller:Angela Merkel/DEU", "2018-01-08", "2018-01-08", "2018-01-09", beijing, "arrived", "")},
		"2017-12-20 made c1", "open"},

	{"truce kept", truce, es{entry("e2", "event RETREAT/ceasefire held", "who:ISR, who:+Hamas/PSE", "2018-11-14", "2018-11-14", "2018-11-14", nil, "ceasefire", "")},
		"2018-11-13 made c3; 2018-11-14 met e2", "met"},
	{"truce kept, then broken", truce, es{
		entry("e2", "event RETREAT/ceasefire held", "who:ISR, whom:+Hamas/PSE", "2018-11-14", "2018-11-14", "2018-11-14", nil, "ceasefire", ""),
		entry("e3", "event ASSAULT held", "who:+Hamas/PSE, whom:ISR", "2018-12-01", "2018-12-01", "2018-12-02", nil, "fired", "rockets")},
		"2018-11-13 made c3; 2018-11-14 met e2; 2018-12-01 broken e3", "broken"},
	{"an attack on others", truce, es{entry("e3", "event ASSAULT held", "who:ISR, whom:SYR", "2018-12-01", "2018-12-01", "2018-12-02", nil, "bombed", "")},
		"2018-11-13 made c3", "open"},
	{"an attack by others too", truce, es{entry("e3", "event ASSAULT held", "who:ISR, who:SYR, whom:+Hamas/PSE", "2018-12-01", "2018-12-01", "2018-12-02", nil, "bombed", "")},
		"2018-11-13 made c3", "open"},
	{"an attack, the day a guess", truce, es{undated(entry("e3", "event ASSAULT held", "who:ISR, whom:+Hamas/PSE", "2018-12-01", "2018-12-01", "2018-12-02", nil, "bombed", ""))},
		"2018-11-13 made c3", "open"},
	{"an attack by a state's army", truce, es{entry("e3", "event ASSAULT held", "who:*Israel Defense Forces/ISR, whom:+Hamas/PSE", "2018-12-01", "2018-12-01", "2018-12-02", nil, "bombed", "")},
		"2018-11-13 made c3; 2018-12-01 broken e3", "broken"},
	{"an attack before", truce, es{entry("e3", "event ASSAULT held", "who:ISR, whom:+Hamas/PSE", "2018-11-12", "2018-11-12", "2018-11-14", nil, "bombed", "")},
		"2018-11-13 made c3", "open"},
	{"government and rebels of one state", entry("c1", "commitment ceasefire open", "party:COL, party:+FARC/COL", "", "", "2016-06-23", nil, "ceasefire", ""), es{
		entry("e3", "event ASSAULT held", "who:+ELN/COL, whom:COL", "2016-07-01", "2016-07-01", "2016-07-02", nil, "attacked", "")},
		"2016-06-23 made c1", "open"},

	{"aid given", entry("c1", "commitment aid open", "party:JPN, party:PHL", "", "", "2018-01-10", nil, "pledged", "give two patrol ships"), es{
		entry("e2", "event AID held", "who:JPN, whom:PHL", "2018-05-10", "2018-05-10", "2018-05-10", nil, "delivered", "patrol ships")},
		"2018-01-10 made c1; 2018-05-10 met e2", "met"},
	{"aid to somebody else", entry("c1", "commitment aid open", "party:JPN, party:PHL", "", "", "2018-01-10", nil, "pledged", "give two patrol ships"), es{
		entry("e2", "event AID held", "who:JPN, whom:VNM", "2018-05-10", "2018-05-10", "2018-05-10", nil, "sent", "flood relief")},
		"2018-01-10 made c1", "open"},
	{"a promise kept", entry("c1", "commitment action open", "party:IRN", "2016-01-16", "2016-01-16", "2016-01-14", nil, "will release", "release the journalist Rezaian"), es{
		entry("e2", "event RETREAT/release held", "who:IRN, whom:Jason Rezaian/USA", "2016-01-16", "2016-01-16", "2016-01-17", nil, "released", "")},
		"2016-01-14 made c1; 2016-01-16 met e2", "met"},
	{"a promise of one person, done by others of the state", entry("c1", "commitment action open", "party:Bernie Sanders/USA", "", "", "2016-06-09", nil, "would", "work with Hillary Clinton"), es{
		entry("e2", "event SUPPORT held", "who:USA, whom:Hillary Clinton/USA", "2016-07-11", "2016-07-11", "2016-07-11", nil, "support", "")},
		"2016-06-09 made c1", "open"},
	{"another promise", entry("c1", "commitment action open", "party:IRN", "2016-01-16", "2016-01-16", "2016-01-14", nil, "will ship", "ship uranium abroad"), es{
		entry("e2", "event RETREAT/release held", "who:IRN, whom:Jason Rezaian/USA", "2016-01-16", "2016-01-16", "2016-01-17", nil, "released", "")},
		"2016-01-14 made c1", "open"},
	{"a promise gone back on", entry("c1", "commitment action open", "party:TUR", "", "", "2016-01-14", nil, "promised", "reopen the Halki seminary"), es{
		entry("e2", "event REJECT held", "who:TUR", "2016-03-16", "2016-03-16", "2016-03-17", nil, "refused", "reopening the Halki seminary")},
		"2016-01-14 made c1; 2016-03-16 broken e2", "broken"},

	{"a planned meeting held", entry("e1", "event CONSULT/meet planned", kimTrumpE, "2018-06-12", "2018-06-12", "2018-05-10", singapore, "meet", ""), es{held},
		"2018-05-10 planned e1; 2018-06-12 held e2", "held"},
	{"planned, then held by its own accounts", also(entry("e1", "event CONSULT/meet planned", kimTrumpE, "2018-06-12", "2018-06-12", "2018-05-10", singapore, "meet", ""), "e5", "held", "2018-06-13", ""), nil,
		"2018-05-10 planned e1; 2018-06-13 held e1", "held"},
	{"never planned", held, es{entry("e3", "event CONSULT/meet cancelled", kimTrumpE, "", "", "2018-07-24", nil, "cancelled", "")}, "", "held"},
	{"held and then told as planned", also(held, "e5", "planned", "2018-06-14", ""), nil, "", "held"},
	{"a plan called off", entry("e1", "event CONSULT/visit planned", "who:Mike Pompeo/USA, whom:PRK", "", "", "2018-08-23", pyongyang, "visit", ""), es{
		entry("e2", "event CONSULT/visit cancelled", "who:Mike Pompeo/USA, whom:PRK", "", "", "2018-08-24", pyongyang, "cancelled", "")},
		"2018-08-23 planned e1; 2018-08-24 cancelled e2", "cancelled"},
	{"some meeting denied", entry("e1", "event CONSULT/talk planned", "who:RUS, whom:SYR", "", "", "2016-01-28", nil, "talk", ""), es{
		undated(entry("e2", "event CONSULT/talk denied", "who:RUS, whom:SYR", "2016-02-03", "2016-02-03", "2016-02-03", nil, "talks", ""))},
		"2016-01-28 planned e1", "planned"},
	{"a visit held, told without its place", entry("e1", "event CONSULT/visit planned", "who:Mike Pompeo/USA, whom:PRK", "2018-10-07", "2018-10-07", "2018-10-03", pyongyang, "visit", ""), es{
		entry("e2", "event CONSULT/visit held", "who:Mike Pompeo/USA, whom:PRK", "2018-10-07", "2018-10-07", "2018-10-08", nil, "visited", "")},
		"2018-10-03 planned e1", "planned"},
	{"a planned exercise", entry("e1", "event COOPERATE planned", "who:USA, whom:KOR", "2018-08-20", "2018-08-20", "2018-05-10", nil, "drill", "joint air drill Vigilant"), es{
		entry("e2", "event COOPERATE held", "who:USA, whom:KOR", "2018-08-21", "2018-08-21", "2018-08-22", nil, "shared", "intelligence"),
		entry("e3", "event COOPERATE held", "who:USA, whom:KOR", "2018-08-21", "2018-08-21", "2018-08-22", nil, "drill", "air drill")},
		"2018-05-10 planned e1; 2018-08-21 held e3", "held"},
	{"a planned stop", entry("t1", "stop - planned", "traveller:Mike Pompeo/USA", "2018-10-07", "2018-10-07", "2018-10-03", pyongyang, "travel", ""), es{
		entry("t2", "stop - held", "traveller:Mike Pompeo/USA", "2018-10-07", "2018-10-07", "2018-10-08", pyongyang, "arrived", "")},
		"2018-10-03 planned t1; 2018-10-07 held t2", "held"},
	{"a statement has no life", entry("s1", "statement direct -", "speaker:Mike Pompeo/USA", "", "", "2018-10-03", nil, "said", ""), es{held}, "", "-"},
}
