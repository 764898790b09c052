package merge

import (
	"cmp"
	"slices"

	"chancery"
)

// byFirst orders accounts by day of report, report and ID: the same order from
// whatever order they come in.
func byFirst(a, b *chancery.Account) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Report, b.Report), cmp.Compare(a.ID, b.ID))
}

// joined is the mean probability from which on two groups are one. It lies below
// Threshold: accounts of one thing that share few words are held together by others.
const joined = 0.25

// maxTogether bounds the accounts whose pairs are all compared at once.
const maxTogether = 1500

// Clusters parts one component of linked accounts into things told: indices into
// accounts, each list and the lists in the accounts' order of publication. Two
// groups are joined as long as their accounts are, on average over pairs, likely
// enough of one thing (agglomeration by average links, Sokal and Michener 1958).
func Clusters(accounts []chancery.Account) [][]int {
	order := make([]int, len(accounts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return byFirst(&accounts[i], &accounts[j]) })
	var out [][]int
	for _, part := range together(accounts, order, Threshold) {
		out = append(out, agglomerate(part)...)
	}
	for _, c := range out {
		slices.Sort(c)
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	for _, c := range out { // from places in order to indices
		for k, p := range c {
			c[k] = order[p]
		}
	}
	return out
}

// together parts accounts, places in order, where there are too many to compare all
// with all, at ever dearer links.
func together(accounts []chancery.Account, order []int, least float64) [][]place {
	all := make([]place, len(order))
	for p, i := range order {
		all[p] = place{p, &accounts[i]}
	}
	return split(all, least)
}

// place is an account and where it stands in order.
type place struct {
	at      int
	account *chancery.Account
}

func split(all []place, least float64) [][]place {
	if len(all) <= maxTogether || least >= 1 {
		return [][]place{all}
	}
	least = min(1, least+0.1)
	buckets := map[uint64][]int{}
	for i, p := range all {
		for _, b := range Blocks(p.account) {
			buckets[b] = append(buckets[b], i)
		}
	}
	root := newUnion(len(all))
	for _, members := range buckets {
		for k, i := range members {
			for _, j := range members[:k] {
				if root.find(i) != root.find(j) && Same(all[i].account, all[j].account) >= least {
					root.join(i, j)
				}
			}
		}
	}
	var out [][]place
	for _, g := range root.groups() {
		part := make([]place, len(g))
		for k, i := range g {
			part[k] = all[i]
		}
		out = append(out, split(part, least)...)
	}
	return out
}

// agglomerate joins the two most alike groups again and again, by chains of nearest
// neighbours (Murtagh 1983), which costs the square of the number of accounts.
func agglomerate(part []place) [][]int {
	n := len(part)
	like := make([]float32, n*n)
	for i := range n {
		for j := range i {
			s := float32(Same(part[i].account, part[j].account))
			like[i*n+j], like[j*n+i] = s, s
		}
	}
	size := make([]int, n)
	members := make([][]int, n)
	for i := range n {
		size[i], members[i] = 1, []int{part[i].at}
	}
	var chain []int
	for {
		if len(chain) == 0 {
			start := slices.IndexFunc(size, func(s int) bool { return s > 0 })
			if start < 0 {
				break
			}
			chain = append(chain, start)
		}
		top := chain[len(chain)-1]
		next, best := nearest(like, size, top, chain)
		if next < 0 || best < joined { // nobody is near enough, now or ever
			size[top] = -size[top]
			chain = chain[:0]
			continue
		}
		if len(chain) > 1 && next == chain[len(chain)-2] {
			chain = chain[:len(chain)-2]
			fuse(like, size, members, min(top, next), max(top, next))
			continue
		}
		chain = append(chain, next)
	}
	var out [][]int
	for i := range n {
		if size[i] != 0 {
			out = append(out, members[i])
		}
	}
	return out
}

// nearest gives the group most alike to i: of equals the one before in the chain,
// else the first.
func nearest(like []float32, size []int, i int, chain []int) (at int, best float32) {
	n := len(size)
	at = -1
	if len(chain) > 1 {
		at = chain[len(chain)-2]
		best = like[i*n+at]
	}
	for j := range n {
		if j != i && size[j] > 0 && (at < 0 || like[i*n+j] > best) {
			at, best = j, like[i*n+j]
		}
	}
	return at, best
}

// fuse puts group j into group i.
func fuse(like []float32, size []int, members [][]int, i, j int) {
	n := len(size)
	a, b := float32(size[i]), float32(size[j])
	for k := range n {
		s := (a*like[i*n+k] + b*like[j*n+k]) / (a + b)
		like[i*n+k], like[k*n+i] = s, s
	}
	size[i] += size[j]
	size[j] = 0
	members[i] = append(members[i], members[j]...)
	members[j] = nil
}

// union is a partition of 0 … n-1 that grows coarser.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join makes the smaller root that of both.
func (u union) join(i, j int) {
	i, j = u.find(i), u.find(j)
	u[max(i, j)] = min(i, j)
}

// groups lists the parts, each and all in order.
func (u union) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range u {
		r := u.find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}
