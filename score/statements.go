package score

import "chancery"

// RightStatements tells, for each statement of a record, whether it has the words
// of some annotated statement, and whether it has one's words and speaker.
func RightStatements(r *Report, rec *chancery.Record) (found, right []bool) {
	d := &doc{r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	found, right = make([]bool, len(rec.Statements)), make([]bool, len(rec.Statements))
	for k := range r.Statements {
		at, ok := d.content(&r.Statements[k])
		if !ok {
			continue
		}
		for i := range rec.Statements {
			p := &rec.Statements[i]
			inter, length := 0, 0
			for _, c := range p.Content {
				inter += at.overlap(spanOf(c))
				length += c.End - c.Start
			}
			if ratio(inter, length+at.end-at.start-inter) >= 0.5 {
				found[i] = true
				right[i] = right[i] || p.Speaker != "" && d.as.matches(p.Speaker, r.Statements[k].Speaker)
			}
		}
	}
	return found, right
}
