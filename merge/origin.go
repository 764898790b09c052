package merge

import (
	"net/url"
	"slices"
	"strings"

	"chancery"
)

// origins numbers the independent sources of accounts, which stand in order of
// publication: accounts of one number have one origin. One origin have accounts
//   - of one report, or of reports that are copies of one,
//   - whose reports credit the same outermost source, or one of which is published
//     by the house that the other credits,
//   - of reports that one house published within a day of each other, or without a day.
func origins(accounts []chancery.Account, witness func(report string) string) []int {
	u := newUnion(len(accounts))
	first := map[string]int{}
	one := func(i int, kind, name string) {
		if name == "" {
			return
		}
		if j, ok := first[kind+name]; ok {
			u.join(i, j)
		} else {
			first[kind+name] = i
		}
	}
	last := map[string]int{} // of a house
	for i := range accounts {
		a := &accounts[i]
		one(i, "witness ", witness(a.Report))
		if len(a.Credits) > 0 {
			one(i, "source ", houseName(a.Credits[0]))
		}
		house := House(a.Source)
		if house == "" {
			continue
		}
		if j, ok := last[house]; ok && dayGap(&accounts[j], a) <= 1 {
			u.join(i, j)
		}
		last[house] = i
		if len(a.Credits) == 0 {
			credited(accounts, u, i, house)
		}
	}
	out := make([]int, len(accounts))
	for i := range out {
		out[i] = u.find(i)
	}
	return out
}

// credited joins account i of a house with those that credit the house first.
func credited(accounts []chancery.Account, u union, i int, house string) {
	for j := range accounts {
		if c := accounts[j].Credits; len(c) > 0 && houseName(c[0]) == house {
			u.join(i, j)
		}
	}
}

// dayGap counts the days between two reports, 0 where one has no day.
func dayGap(a, b *chancery.Account) int {
	i, okA := ordinal(a.Published)
	j, okB := ordinal(b.Published)
	if !okA || !okB {
		return 0
	}
	return interval{i, i}.gap(interval{j, j})
}

// count gives the number of different origins among some accounts.
func count(origin []int, of []int) int {
	var seen []int
	for _, i := range of {
		if !slices.Contains(seen, origin[i]) {
			seen = append(seen, origin[i])
		}
	}
	return len(seen)
}

// House names the publishing house by what a report gives as its source: a name, a
// site or the address of a feed. "BBC News" and "www.bbc.com" are "bbc".
func House(source string) string {
	if source == "" {
		return ""
	}
	if u, err := url.Parse(source); err == nil && u.Host != "" {
		if inner := u.Query().Get("url"); inner != "" { // an aggregator's link
			return House(inner)
		}
		return siteName(u.Host)
	}
	if !strings.Contains(source, " ") && strings.Contains(source, ".") {
		return siteName(source)
	}
	return houseName(source)
}

// siteName is the name within a host name: "bbc" of "www.bbc.co.uk".
func siteName(host string) string {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	parts := strings.Split(host, ".")
	n := len(parts)
	if n > 2 && len(parts[n-1]) == 2 && len(parts[n-2]) <= 3 { // .co.uk, .com.au
		n--
	}
	if n < 2 {
		return host
	}
	return houseName(parts[n-2])
}

// houseName folds a house's name to letters, without what tells its branches apart.
func houseName(name string) string {
	name, _, _ = strings.Cut(name, "(")
	name, _, _ = strings.Cut(name, " - ")
	var b strings.Builder
	words(name, func(w string) {
		switch w {
		case "the", "news", "online", "agency", "com", "web":
		default:
			b.WriteString(w)
		}
	})
	if b.Len() == 0 {
		return plainName(name)
	}
	if short, ok := houses[b.String()]; ok {
		return short
	}
	return b.String()
}

// houses are names of houses under which their sites go by another.
var houses = map[string]string{"associatedpress": "ap", "agencefrancepresse": "afp", "nytimes": "newyorktimes", "wsj": "wallstreetjournal",
	"fox": "foxnews", "thomsonreuters": "reuters", "aljazeeraenglish": "aljazeera", "dailymail": "dailymail", "yonhapnewsagency": "yonhap"}
