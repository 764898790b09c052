package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"chancery/lives"
)

// A neighbourhood tells which things (reports, accounts) are held against each
// other: those that stand in one block with fewer than bounds.window others of it between
// them, by rank. So a block of any size costs each newcomer the same, and yet
// which pairs are held against each other, and so which are linked, depends on what
// is kept and not on the order in which it came: a link that a newcomer moves
// further apart is taken back, and what a departure moves together is held against
// each other again. Where a block has no more than window members, all its pairs
// are.
type neighbourhood struct {
	block, link string // tables: of spots, and of pairs that are of one thing
	// spots are the blocks of a thing; same tells which of a thing's candidates are
	// of one thing with it.
	spots func(ctx context.Context, c *change, n int64) ([]spot, error)
	same  func(ctx context.Context, c *change, n int64, candidates []int64) ([]int64, error)
}

// bounds keep the cost of one more report from growing with the archive. They are
// variables so that tests can reach them with few reports.
//
// The window is how far apart two of a block may be that are held against each other.
// Storms of reports on one pair of states and few days fill blocks with several
// thousand accounts; those of one event stand in the block among those of its day, and
// links pass from one to the next. Reach is how far along a thread an outcome is sought
// (threads.go), short and long for how many days, in short lives and in long ones.
var bounds = limits{window: 64, reach: 8, short: shortLife, long: lives.Longest}

type limits struct{ window, reach, short, long int64 }

// member is one thing in a block, in order of rank.
type member struct{ rank, n int64 }

func scanMember(rows *sql.Rows) (m member, err error) { return m, rows.Scan(&m.rank, &m.n) }

// linked tells what a linking changed: the ends of links that came and of those that went.
type linked struct{ came, went []int64 }

// linkAll holds newcomers, whose spots are in their blocks already, against their
// neighbours: links are made, and those that newcomers moved apart taken back.
func (h *neighbourhood) linkAll(ctx context.Context, c *change, newcomers []int64) (linked, error) {
	w := linking{h: h, c: c, blocks: map[int64]*loadedBlock{}, fresh: map[int64]bool{}, newcomers: map[int64]int64{}, apart: map[couple]bool{}}
	spots := make([][]spot, len(newcomers))
	for i, n := range newcomers {
		w.fresh[n] = true
		var err error
		if spots[i], err = h.spots(ctx, c, n); err != nil {
			return linked{}, err
		}
		for _, s := range spots[i] {
			w.newcomers[s.hash]++
		}
	}
	if err := w.loadBlocks(ctx, slices.Concat(spots...)); err != nil {
		return linked{}, err
	}
	for i, n := range newcomers {
		if err := w.link(ctx, n, spots[i]); err != nil {
			return linked{}, err
		}
	}
	if err := w.flush(ctx); err != nil {
		return linked{}, err
	}
	return w.out, w.parted(ctx)
}

// linking is one linkAll.
type linking struct {
	h         *neighbourhood
	c         *change
	blocks    map[int64]*loadedBlock
	fresh     map[int64]bool
	newcomers map[int64]int64 // of a block
	apart     map[couple]bool // pairs that may have been moved apart
	links     *bulk
	out       linked
}

// loadedBlock is a whole block, where it is not too large.
type loadedBlock struct {
	members []member
	large   bool
}

// wholeBlock is the size up to which a block is read whole.
func wholeBlock() int64 { return 6 * bounds.window }

// link holds one newcomer against its neighbours.
func (w *linking) link(ctx context.Context, n int64, spots []spot) error {
	candidates := map[int64]bool{}
	for _, s := range spots {
		run, err := w.run(ctx, s)
		if err != nil {
			return err
		}
		at, found := slices.BinarySearchFunc(run, member{s.rank, n}, compareMembers)
		if !found {
			return fmt.Errorf("%s: %d is not in its block", w.h.block, n)
		}
		for _, m := range run[max(0, at-int(bounds.window)):min(len(run), at+int(bounds.window)+1)] {
			// Of two newcomers one holds the pair.
			if m.n != n && !(w.fresh[m.n] && m.n < n) {
				candidates[m.n] = true
			}
		}
		w.noteApart(s.hash, run, at)
	}
	if len(candidates) == 0 {
		return nil
	}
	sorted := make([]int64, 0, len(candidates))
	for m := range candidates {
		sorted = append(sorted, m)
	}
	slices.Sort(sorted)
	same, err := w.h.same(ctx, w.c, n, sorted)
	if err != nil {
		return err
	}
	for _, m := range same {
		if err := w.add(ctx, n, m); err != nil {
			return err
		}
	}
	return nil
}

func compareMembers(a, b member) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.n, b.n))
}

// loadBlocks reads the blocks of spots as far as they are not too large.
func (w *linking) loadBlocks(ctx context.Context, spots []spot) error {
	hashes := make([]int64, len(spots))
	for i, s := range spots {
		hashes[i] = s.hash
	}
	hashes = distinct(hashes)
	for _, h := range hashes {
		w.blocks[h] = &loadedBlock{}
	}
	list := "SELECT h.hash, b.rank, b.n FROM unnest(?::bigint[]) AS h(hash), LATERAL (SELECT rank, n FROM " +
		w.h.block + " WHERE hash = h.hash ORDER BY rank, n LIMIT ?) AS b"
	if w.c.a.dialect == sqlite { // which cannot bound a part of a join but by the rank where it ends
		list = "SELECT h.value, b.rank, b.n FROM json_each(?) h CROSS JOIN " + w.h.block + ` b ON b.hash = h.value AND b.rank <= COALESCE(
			(SELECT rank FROM ` + w.h.block + " WHERE hash = h.value ORDER BY rank LIMIT 1 OFFSET ?), 9223372036854775807)"
	}
	for part := range slices.Chunk(hashes, queried) {
		_, arg := w.c.a.among("hash", part)
		rows, err := w.c.query(ctx, list, arg, wholeBlock()+1)
		found, err := collect(rows, err, scanBlockMember)
		if err != nil {
			return err
		}
		for _, m := range found {
			b := w.blocks[m.hash]
			b.members = append(b.members, m.member)
		}
	}
	for _, b := range w.blocks {
		slices.SortFunc(b.members, compareMembers)
		if int64(len(b.members)) > wholeBlock() {
			b.large, b.members = true, nil
		}
	}
	return nil
}

// run gives the members of a block around a spot, in order and without a gap: all
// of them, or of a large block those that stand, or stood before newcomers came,
// within the window on either side.
func (w *linking) run(ctx context.Context, s spot) ([]member, error) {
	b := w.blocks[s.hash]
	if !b.large {
		return b.members, nil
	}
	reach := bounds.window + w.newcomers[s.hash]
	before, err := w.c.members(ctx, "SELECT rank, n FROM "+w.h.block+" WHERE hash = ? AND rank < ? ORDER BY rank DESC, n DESC LIMIT ?", s.hash, s.rank, reach)
	if err != nil {
		return nil, err
	}
	slices.Reverse(before)
	from, err := w.c.members(ctx, "SELECT rank, n FROM "+w.h.block+" WHERE hash = ? AND rank >= ? ORDER BY rank, n LIMIT ?", s.hash, s.rank, reach+1)
	return append(before, from...), err
}

// noteApart notes pairs of a run that stood within the window before newcomers came
// between them, and no longer do.
func (w *linking) noteApart(hash int64, run []member, at int) {
	width := int(bounds.window)
	if len(run) <= width+1 {
		return
	}
	for i := max(0, at-width-int(w.newcomers[hash])); i < at; i++ {
		if w.fresh[run[i].n] {
			continue
		}
		between := 0 // newcomers
		for j := i + 1; j < len(run) && j-between-i <= width; j++ {
			switch {
			case w.fresh[run[j].n]:
				between++
			case j > at && j-i > width:
				w.apart[couple{run[i].n, run[j].n}] = true
			}
		}
	}
}

func (w *linking) add(ctx context.Context, a, b int64) error {
	if w.links == nil {
		w.links = w.c.bulk(w.h.link, "a, b", " ON CONFLICT (a, b) DO NOTHING")
	}
	w.out.came = append(w.out.came, a, b)
	return firstError(w.links.add(ctx, a, b), w.links.add(ctx, b, a))
}

func (w *linking) flush(ctx context.Context) error {
	if w.links == nil {
		return nil
	}
	return w.links.flush(ctx)
}

// parted takes back the links of pairs that are no longer near each other in any
// block.
func (w *linking) parted(ctx context.Context) error {
	links := map[int64][]int64{}
	for p := range w.apart {
		if _, known := links[p.a]; !known {
			found, err := w.c.numbers(ctx, "SELECT b FROM "+w.h.link+" WHERE a = ?", p.a)
			if err != nil {
				return err
			}
			links[p.a] = found
		}
		if !slices.Contains(links[p.a], p.b) {
			continue
		}
		near, err := w.near(ctx, p)
		if err != nil {
			return err
		}
		if near {
			continue
		}
		err = w.c.exec(ctx, "DELETE FROM "+w.h.link+" WHERE a = ? AND b = ? OR a = ? AND b = ?", p.a, p.b, p.b, p.a)
		if err != nil {
			return err
		}
		w.out.went = append(w.out.went, p.a, p.b)
	}
	return nil
}

// near tells whether two things stand within the window in any block.
func (w *linking) near(ctx context.Context, p couple) (bool, error) {
	a, err := w.h.spots(ctx, w.c, p.a)
	if err != nil {
		return false, err
	}
	b, err := w.h.spots(ctx, w.c, p.b)
	if err != nil {
		return false, err
	}
	for _, x := range a {
		for _, y := range b {
			if x.hash != y.hash {
				continue
			}
			between, err := w.c.numbers(ctx, "SELECT COUNT(*) FROM (SELECT 1 FROM "+w.h.block+
				" WHERE hash = ? AND rank > ? AND rank < ? LIMIT ?) AS between_them", x.hash, min(x.rank, y.rank), max(x.rank, y.rank), bounds.window)
			if err != nil {
				return false, err
			}
			if between[0] < bounds.window {
				return true, nil
			}
		}
	}
	return false, nil
}

// leave takes a thing out of its blocks and links. It gives the ends of the links,
// and those before it in large blocks, which its leaving has moved nearer to others
// and which are to be linked anew.
func (h *neighbourhood) leave(ctx context.Context, c *change, n int64, spots []spot) (ends, moved []int64, err error) {
	if ends, err = c.numbers(ctx, "SELECT b FROM "+h.link+" WHERE a = ?", n); err != nil {
		return nil, nil, err
	}
	for _, b := range ends {
		err := firstError(c.exec(ctx, "DELETE FROM "+h.link+" WHERE a = ? AND b = ?", n, b),
			c.exec(ctx, "DELETE FROM "+h.link+" WHERE a = ? AND b = ?", b, n))
		if err != nil {
			return nil, nil, err
		}
	}
	for _, s := range spots {
		if err := c.exec(ctx, "DELETE FROM "+h.block+" WHERE hash = ? AND rank = ? AND n = ?", s.hash, s.rank, n); err != nil {
			return nil, nil, err
		}
		after, err := c.members(ctx, "SELECT rank, n FROM "+h.block+" WHERE hash = ? AND rank > ? ORDER BY rank, n LIMIT ?", s.hash, s.rank, bounds.window)
		if err != nil {
			return nil, nil, err
		}
		before, err := c.members(ctx, "SELECT rank, n FROM "+h.block+" WHERE hash = ? AND rank < ? ORDER BY rank DESC, n DESC LIMIT ?", s.hash, s.rank, bounds.window)
		if err != nil {
			return nil, nil, err
		}
		if int64(len(after)+len(before)) > bounds.window {
			for _, m := range before {
				moved = append(moved, m.n)
			}
		}
	}
	return ends, moved, nil
}

// members runs a query for ranks and numbers.
func (c *change) members(ctx context.Context, query string, args ...any) ([]member, error) {
	rows, err := c.query(ctx, query, args...)
	return collect(rows, err, scanMember)
}

// closure gives the components that seeds belong to, each in ascending order of
// number, all in order of their first seed.
func (c *change) closure(ctx context.Context, link string, seeds []int64) ([][]int64, error) {
	next := map[int64][]int64{}
	seen := map[int64]bool{}
	front := slices.Clone(seeds)
	for len(front) > 0 {
		var reached []int64
		for part := range slices.Chunk(front, queried) {
			for _, n := range part {
				seen[n] = true
			}
			clause, arg := c.a.among("a", part)
			rows, err := c.query(ctx, "SELECT a, b FROM "+link+" WHERE "+clause, arg)
			found, err := collect(rows, err, scanCouple)
			if err != nil {
				return nil, err
			}
			for _, p := range found {
				next[p.a] = append(next[p.a], p.b)
				reached = append(reached, p.b)
			}
		}
		slices.Sort(reached)
		front = slices.DeleteFunc(slices.Compact(reached), func(n int64) bool { return seen[n] })
	}
	var out [][]int64
	done := map[int64]bool{}
	for _, s := range seeds {
		if done[s] {
			continue
		}
		done[s] = true
		part := []int64{s}
		for i := 0; i < len(part); i++ {
			for _, n := range next[part[i]] {
				if !done[n] {
					done[n] = true
					part = append(part, n)
				}
			}
		}
		slices.Sort(part)
		out = append(out, part)
	}
	return out, nil
}
