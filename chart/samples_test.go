package chart

import (
	"math/rand/v2"
	"time"

	"chancery"
	"chancery/relations"
)

// madePair is a made history of two states over years, by period.
func madePair(by chancery.Period, years int) Standings {
	r := rand.New(rand.NewPCG(1, 2))
	start := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	var days []relations.Day
	for i := range years * 365 {
		level, rate := -2.5, 0.25
		switch at := float64(i) / float64(years*365); {
		case at > 0.82:
			level, rate = -1.5, 0.3
		case at > 0.7:
			level, rate = 2.5, 0.8
		case at > 0.55:
			level, rate = -5, 0.6
		}
		for r.Float64() < rate {
			v := max(-10, min(10, level+r.NormFloat64()*4))
			d := relations.Day{Day: int(start.Unix()/86400) + i, Weight: 1, Intensity: v}
			switch {
			case v > 5:
				d.Counts[1] = 1
			case v > 0:
				d.Counts[0] = 1
			case v > -5:
				d.Counts[2] = 1
			default:
				d.Counts[3] = 1
			}
			days = append(days, d)
		}
	}
	series := relations.Series(days, by)
	turns := relations.Turns(series)
	names := []string{"Third nuclear test", "Leaders meet in Singapore and sign a declaration", "Talks in Hanoi end without an agreement"}
	for i := range turns {
		if i < len(names) {
			turns[i].Name, turns[i].Entry = names[i], "e"+names[i][:2]
		}
	}
	return Standings{Frame: Frame{ID: "pair", Title: "How North Korea and the United States stand, 2010 to 2019",
		Desc: "Mean intensity by month, with its turning points, and events by quad class."},
		By: by, Series: series, Turns: turns, Link: func(id string) string { return "/entries/" + id }}
}

func months(n int) []chancery.MonthSum {
	r := rand.New(rand.NewPCG(3, 4))
	var out []chancery.MonthSum
	at := time.Date(2016, 3, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		if i%7 != 3 {
			out = append(out, chancery.MonthSum{Month: at.AddDate(0, i, 0).Format("2006-01"), Count: r.IntN(900)})
		}
	}
	return out
}

func cities() []Point {
	return []Point{
		{38.9, -77.04, 412, "Washington", "", "/p/1", "2018-06", ""}, {39.9, 116.4, 220, "Beijing", "", "/p/2", "2018-06", "coop"},
		{39.03, 125.75, 160, "Pyongyang", "", "/p/3", "2018-10", "conflict"}, {37.57, 126.98, 140, "Seoul", "", "/p/4", "2018-10", ""},
		{35.68, 139.69, 90, "Tokyo", "", "/p/5", "2018-07", ""}, {55.75, 37.6, 130, "Moscow", "", "/p/6", "2018-07", ""},
		{50.85, 4.35, 88, "Brussels", "", "/p/7", "2018-07", "coop"}, {51.5, -0.12, 77, "London", "", "/p/8", "2018-07", ""},
		{48.85, 2.35, 70, "Paris", "", "", "2018-07", ""}, {52.52, 13.4, 50, "Berlin", "", "", "2018-07", ""},
		{31.77, 35.2, 44, "Jerusalem", "", "", "2018-05", "conflict"}, {33.5, 36.3, 60, "Damascus", "", "", "2018-05", "conflict"},
		{35.7, 51.4, 66, "Tehran", "", "", "2018-05", "conflict"}, {24.7, 46.7, 33, "Riyadh", "", "", "2018-05", ""},
		{1.29, 103.85, 12, "Singapore", "", "", "2018-06", "coop"}, {28.6, 77.2, 40, "New Delhi", "", "", "2018-05", ""},
		{-33.9, 151.2, 9, "Sydney", "", "", "2018-05", ""}, {-15.8, -47.9, 14, "Brasília", "", "", "2018-05", ""},
		{9.03, 38.7, 16, "Addis Ababa", "", "", "2018-05", "planned"}, {40.7, -74, 120, "New York", "", "", "2018-09", ""},
		{46.2, 6.15, 61, "Geneva", "", "", "2018-09", ""}, {-18.1, 178.4, 3, "Suva", "", "", "2018-09", ""},
	}
}

func journeys() []Route {
	return []Route{{"Mike Pompeo", []Stop{
		{38.9, -77.04, "Washington", "5 October 2018", "", "2018-10", false},
		{35.68, 139.69, "Tokyo", "6 October 2018, Shinzo Abe", "/s/1", "2018-10", false},
		{39.03, 125.75, "Pyongyang", "7 October 2018, Kim Jong Un", "/s/2", "2018-10", false},
		{37.57, 126.98, "Seoul", "7 October 2018, Moon Jae-in", "/s/3", "2018-10", false},
		{39.9, 116.4, "Beijing", "8 October 2018, Wang Yi", "/s/4", "2018-10", true},
	}}}
}

func company() (Node, []Node, []Link) {
	var others []Node
	for i, n := range []struct{ name, note string }{
		{"Kim Jong Un", "Chairman, North Korea"}, {"Moon Jae-in", "President, South Korea"}, {"Wang Yi", "Foreign Minister, China"},
		{"Kang Kyung-wha", "Foreign Minister, South Korea"}, {"Taro Kono", "Foreign Minister, Japan"}, {"Kim Yong Chol", "Vice chairman, North Korea"},
		{"Shinzo Abe", "Prime Minister, Japan"}, {"Sergey Lavrov", "Foreign Minister, Russia"}, {"Ri Yong Ho", "Foreign Minister, North Korea"},
		{"Mohammed bin Salman", "Crown Prince, Saudi Arabia"}, {"Benjamin Netanyahu", "Prime Minister, Israel"}, {"Yang Jiechi", "Politburo, China"},
		{"Heiko Maas", "Foreign Minister, Germany"}, {"Ashraf Ghani", "President, Afghanistan"}, {"Recep Tayyip Erdoğan", "President, Türkiye"},
	} {
		others = append(others, Node{Key: n.name, Name: n.name, Note: n.note, Href: "/actors/" + n.name[:2], Times: 40 / (i + 1)})
	}
	return Node{Key: "m", Name: "Mike Pompeo", Href: "/actors/m"}, others, []Link{{"Kim Jong Un", "Moon Jae-in", 5}, {"Moon Jae-in", "Shinzo Abe", 2},
		{"Wang Yi", "Sergey Lavrov", 3}, {"Taro Kono", "Kang Kyung-wha", 4}, {"Wang Yi", "nobody", 3}}
}

func lanes() []Lane {
	return []Lane{
		{"Meetings", []Item{{"2018-10-07", "", "Kim Jong Un, Pyongyang", "/e/1", "held"}, {"2018-10-07", "", "Moon Jae-in, Seoul", "/e/2", "held"},
			{"2018-10-08", "", "Wang Yi, Beijing", "/e/3", "held"}, {"2018-11-08", "", "Kim Yong Chol, New York", "/e/4", "cancelled"}, {"2018-11-28", "2018-12-01", "Group of Twenty, Buenos Aires", "/e/5", "planned"}}},
		{"Travels", []Item{{"2018-10-06", "2018-10-08", "East Asia", "/t/1", "held"}, {"2018-10-16", "2018-10-17", "Riyadh, Ankara", "/t/2", "held"}}},
		{"Commitments", []Item{{"2018-10-07", "2018-12-31", "Hold a second summit", "/c/1", "open"}, {"2018-10-20", "", "Let inspectors into Punggye-ri", "/c/2", "overdue"}, {"", "", "Undated", "", ""}}},
	}
}

func dayMarks() []Mark {
	return []Mark{{"2018-10-07", "Pompeo meets Kim, Pyongyang", "/e/1", "held"}, {"2018-10-07", "Pompeo meets Moon", "/e/2", "held"},
		{"2018-10-08", "Pompeo meets Wang Yi", "/e/3", "held"}, {"2018-10-12", "Talks at Panmunjom", "/e/9", "planned"}, {"2018-10-20", "Due: inspectors at Punggye-ri", "/c/2", "overdue"},
		{"2018-10-23", "Putin receives Bolton", "/e/6", "planned"}, {"2018-10-23", "Second", "/e/7", "due"}, {"2018-10-23", "Third", "", "cancelled"},
		{"2018-10-23", "Fourth", "/e/8", "planned"}, {"2018-10-23", "Fifth", "/e/8", "planned"}}
}
