package when

import (
	"testing"
	"time"

	"chancery/reading/draft"
)

func read(text, published string) *draft.Draft {
	d := &draft.Draft{Text: text}
	if published != "" {
		d.Published, _ = time.Parse(dayLayout, published)
	}
	Read(d)
	return d
}

// The day of publication is Wednesday, 13 March 2019.
func TestRead(t *testing.T) {
	type want struct{ text, value, typ string }
	for _, c := range []struct {
		text string
		want []want
	}{
		{"The treaty was signed on July 4, 1998.", []want{{"July 4, 1998", "1998-07-04", "DATE"}}},
		{"The treaty was signed on 4 July 1998.", []want{{"4 July 1998", "1998-07-04", "DATE"}}},
		{"The treaty was signed on the 4th of July 1998.", []want{{"the 4th of July 1998", "1998-07-04", "DATE"}}},
		{"The treaty, dated 1998-07-04, was lost.", []want{{"1998-07-04", "1998-07-04", "DATE"}}},
		{"Envoys met on Sunday, March 10.", []want{{"Sunday, March 10", "2019-03-10", "DATE"}}},
		{"Envoys met on Nov. 22 and parted.", []want{{"Nov. 22", "2018-11-22", "DATE"}}},
		{"Envoys will meet on Nov. 22.", []want{{"Nov. 22", "2019-11-22", "DATE"}}},
		{"Envoys have met since Jan 6.", []want{{"Jan 6", "2019-01-06", "DATE"}}},
		{"The port opened in June 2014.", []want{{"June 2014", "2014-06", "DATE"}}},
		{"The port opened in mid-June.", []want{{"mid-June", "2018-06", "DATE"}}},
		{"The port will open in June.", []want{{"June", "2019-06", "DATE"}}},
		{"The port opened in early 2015.", []want{{"early 2015", "2015", "DATE"}}},
		{"The port closed in the 1990s.", []want{{"the 1990s", "199", "DATE"}}},
		{"Exports fell in the first half of 2018.", []want{{"the first half of 2018", "2018-H1", "DATE"}}},
		{"Exports fell in the third quarter of 2018.", []want{{"the third quarter of 2018", "2018-Q3", "DATE"}}},
		{"Exports fell in the second quarter of last year.", []want{{"the second quarter of last year", "2018-Q2", "DATE"}}},
		{"A 2011 accord ended the feud.", []want{{"2011", "2011", "DATE"}}},
		{"Some 2011 soldiers and 2,000 tanks moved.", nil},
		{"The army sent 2000 troops.", nil},
		{"The envoy arrived on Monday.", []want{{"Monday", "2019-03-11", "DATE"}}},
		{"The envoy arrived on Wednesday.", []want{{"Wednesday", "2019-03-13", "DATE"}}},
		{"The envoy will arrive on Monday.", []want{{"Monday", "2019-03-18", "DATE"}}},
		{"On Friday, she travels to Oslo.", []want{{"Friday", "2019-03-15", "DATE"}}},
		{"The envoy is to arrive on Monday.", []want{{"Monday", "2019-03-18", "DATE"}}},
		{"The envoy arrives next Monday.", []want{{"next Monday", "2019-03-18", "DATE"}}},
		{"The envoy left last Friday.", []want{{"last Friday", "2019-03-08", "DATE"}}},
		{"The envoy arrived on Monday evening.", []want{{"Monday evening", "2019-03-11TEV", "TIME"}}},
		{"Late on Tuesday the deal fell through.", []want{{"Late on Tuesday", "2019-03-12", "DATE"}}},
		{"Tuesday's raid and Friday's vote", []want{{"Tuesday", "2019-03-12", "DATE"}, {"Friday", "2019-03-08", "DATE"}}},
		{"The envoy flew home yesterday.", []want{{"yesterday", "2019-03-12", "DATE"}}},
		{"She speaks tonight and flies tomorrow.", []want{{"tonight", "2019-03-13TNI", "TIME"}, {"tomorrow", "2019-03-14", "DATE"}}},
		{"Talks resume this week.", []want{{"this week", "2019-W11", "DATE"}}},
		{"Talks broke off last week.", []want{{"last week", "2019-W10", "DATE"}}},
		{"Talks broke off last month.", []want{{"last month", "2019-02", "DATE"}}},
		{"Talks resume next year.", []want{{"next year", "2020", "DATE"}}},
		{"Talks resume later this year.", []want{{"later this year", "2019", "DATE"}}},
		{"Talks began two weeks ago.", []want{{"two weeks ago", "2019-02-27", "DATE"}}},
		{"Talks began nearly three years ago.", []want{{"nearly three years ago", "2016", "DATE"}}},
		{"Talks begin three months from now.", []want{{"three months from now", "2019-06", "DATE"}}},
		{"Talks must end by the end of the year.", []want{{"by the end of the year", "2019-12-31", "DATE"}}},
		{"On March 4 they met. Earlier in the day shots fell.", []want{{"March 4", "2019-03-04", "DATE"}, {"Earlier in the day", "2019-03-04", "DATE"}}},
		{"On March 4 they met. A day earlier shots fell.", []want{{"March 4", "2019-03-04", "DATE"}, {"A day earlier", "2019-03-03", "DATE"}}},
		{"They met on March 4 and signed the following day.", []want{{"March 4", "2019-03-04", "DATE"}, {"the following day", "2019-03-05", "DATE"}}},
		{"They met on March 4; hours later, shots fell.", []want{{"March 4", "2019-03-04", "DATE"}, {"hours later", "2019-03-04", "DATE"}}},
		{"They met on May 8, 1971, and on May 11 they signed.", []want{{"May 8, 1971", "1971-05-08", "DATE"}, {"May 11", "1971-05-11", "DATE"}}},
		{"The summit of February 23-24 failed.", []want{{"February 23-24", "2019-02-23/2019-02-24", "DATE"}}},
		{"The drill ran from January 31 to February 2.", []want{{"from January 31 to February 2", "2019-01-31/2019-02-02", "DATE"}}},
		{"The 1967-70 war", []want{{"1967-70", "1967/1970", "DATE"}}},
		{"Peace held between 1999 and 2004.", []want{{"between 1999 and 2004", "1999/2004", "DATE"}}},
		{"They spoke for more than three hours.", []want{{"more than three hours", "PT3H", "DURATION"}}},
		{"A ten-year lease and a 90-day truce", []want{{"ten-year", "P10Y", "DURATION"}, {"90-day", "P90D", "DURATION"}}},
		{"It took 36 years, then two and a half years.", []want{{"36 years", "P36Y", "DURATION"}, {"two and a half years", "P2.5Y", "DURATION"}}},
		{"A 12-year-old boy, 40 years old", nil},
		{"They meet every week.", []want{{"every week", "P1W", "SET"}}},
		{"The fleet drills annually.", []want{{"annually", "P1Y", "SET"}}},
		{"The truce may hold. May told parliament so.", nil},
		{"Prime Minister Theresa May spoke and May left.", nil},
		{"The truce of May was broken in August.", []want{{"May", "2018-05", "DATE"}, {"August", "2018-08", "DATE"}}},
		{"The march in March went on.", []want{{"March", "2019-03", "DATE"}}},
		{"Relations are now cold and cooled in recent weeks.", []want{{"now", "PRESENT_REF", "DATE"}, {"recent weeks", "PAST_REF", "DATE"}}},
		{"It fell at 8:20 a.m. (2250 GMT) on Tuesday.", []want{{"8:20 a.m. (2250 GMT)", "2019-03-12T08:20", "TIME"}, {"Tuesday", "2019-03-12", "DATE"}}},
		{"The vote is at 7 pm.", []want{{"7 pm", "2019-03-13T19:00", "TIME"}}},
		{"The accord of the summer of 2014", []want{{"the summer of 2014", "2014-SU", "DATE"}}},
		{"Sanctions bite within 48 hours, the second sanction of the Fall group.", []want{{"48 hours", "PT48H", "DURATION"}}},
		{"They will decide as soon as possible.", []want{{"as soon as possible", "FUTURE_REF", "DATE"}}},
		{"The fleet sails on Saturday next week.", []want{{"Saturday next week", "2019-03-23", "DATE"}}},
	} {
		d := read(c.text, "2019-03-13")
		if len(d.Times) != len(c.want) {
			t.Errorf("%q: got %d expressions, want %d: %v", c.text, len(d.Times), len(c.want), d.Times)
			continue
		}
		for i, got := range d.Times {
			w := c.want[i]
			if text := c.text[got.Start:got.End]; text != w.text || got.Value != w.value || got.Type != w.typ {
				t.Errorf("%q: got %q %s %s, want %q %s %s", c.text, text, got.Value, got.Type, w.text, w.value, w.typ)
			}
		}
	}
}

// Without a day of publication only what names its year has a date.
func TestReadUndated(t *testing.T) {
	for text, want := range map[string]string{
		"They met yesterday.": "", "They met on Monday.": "", "They met last week.": "", "They met on May 3, 2012.": "2012-05-03",
		"They met on May 3.": "", "They met in 2012.": "2012", "They met two days ago.": "", "They met at 7 pm.": "",
		"They met the day before.": "", "They met earlier in the day.": "",
	} {
		d := read(text, "")
		if len(d.Times) != 1 || ISO(d.Times[0].Value) != want {
			t.Errorf("%q: got %v, want %q", text, d.Times, want)
		}
	}
}

func TestISO(t *testing.T) {
	for value, want := range map[string]string{
		"2019-03-13": "2019-03-13", "2019-03": "2019-03", "2019": "2019", "2019-03-11TEV": "2019-03-11",
		"2019-03-12T08:20": "2019-03-12", "2019-W11": "2019-03", "2019-W09": "", "2019-W11-WE": "2019-03", "2019-H1": "2019",
		"2019-Q3": "2019", "2014-SU": "2014", "199": "", "P3D": "", "PT48H": "", "PRESENT_REF": "", "": "", "XXXX-05-03": "",
		"T08:20": "", "2019-02-23/2019-02-24": "2019-02-23", "1967/1970": "1967", "XXXX-WXX-5": "", "18": "",
	} {
		if got := ISO(value); got != want {
			t.Errorf("ISO(%q) = %q, want %q", value, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("The 7th of May, 1950-53, at 8:20 a.m. on Sunday, Feb. 30, twenty-")
	f.Fuzz(func(t *testing.T, text string) {
		for _, published := range []string{"", "2019-03-13"} {
			end := 0
			for _, x := range read(text, published).Times {
				if x.Start < end || x.End <= x.Start || x.End > len(text) {
					t.Fatalf("bad range %v in %q", x, text)
				}
				end = x.End
			}
		}
	})
}
