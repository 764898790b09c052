package conllu

import (
	"strings"
	"testing"
)

// sentence makes a sentence of rows "form UPOS XPOS head rel Entity".
func sentence(t *testing.T, rows ...string) Sentence {
	var s Sentence
	for _, r := range rows {
		f := strings.Fields(r)
		head := int(f[3][0] - '0')
		w := Word{Form: f[0], Lemma: f[0], UPOS: f[1], XPOS: f[2], Head: head, Rel: f[4], Space: " "}
		if len(f) > 5 {
			w.Misc = "Entity=" + f[5]
		}
		s.Words = append(s.Words, w)
	}
	return s
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Sentence
		want string
	}{
		{"title left out, apposition cut", sentence(t, "President PROPN NNP 3 nmod:desc (1-person-new-n-cf1-1-coref-Jane_Roe", "Jane PROPN NNP 3 flat", "Roe PROPN NNP 7 nsubj",
			", PUNCT , 6 punct", "the DET DT 6 det", "host NOUN NN 3 appos 1)", "spoke VERB VBD 0 root"), "PERSON Jane Roe"},
		{"article left out", sentence(t, "The DET DT 3 det (1-organization-new-n-cf1-1-sgl", "Arctic PROPN NNP 3 compound", "Council PROPN NNP 4 nsubj 1)", "met VERB VBD 0 root"), "ORG Arctic Council"},
		{"of within an organization", sentence(t, "Bank PROPN NNP 4 nsubj (1-organization-new-n-cf1-1-sgl-Bank_of_Norway", "of ADP IN 3 case", "Norway PROPN NNP 1 nmod (2-place-new-n-cf1-1-sgl)1)", "waits VERB VBZ 0 root"), "ORG Bank of Norway"},
		{"nationalities", sentence(t, "Swedish ADJ JJ 2 amod", "aides NOUN NNS 3 nsubj (1-person-new-n-cf1-1-sgl)", "met VERB VBD 0 root", "Danes PROPN NNPS 3 obj (2-person-new-n-cf1-1-sgl)"), "NORP Swedish; NORP Danes"},
		{"common nouns are no names", sentence(t, "the DET DT 2 det (1-person-new-n-cf1-1-sgl", "envoy NOUN NN 3 nsubj 1)", "left VERB VBD 0 root"), ""},
		{"times", sentence(t, "left VERB VBD 0 root", "on ADP IN 3 case", "Sunday PROPN NNP 1 obl (1-time-new-n-cf1-1-sgl)"), "TIME Sunday"},
	} {
		var got []string
		for _, m := range c.s.Names() {
			var f []string
			for _, w := range c.s.Words[m.First:m.Last] {
				f = append(f, w.Form)
			}
			got = append(got, m.Type+" "+strings.Join(f, " "))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: got %q, want %q", c.name, g, c.want)
		}
	}
}

func TestReadAndRaw(t *testing.T) {
	const bank = "# newdoc id = d\n# newpar\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n" +
		"2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n3\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n# newpar\n1\tOh\toh\tINTJ\tUH\t_\t0\troot\t_\tSpacesAfter=\\s\\s\n2\tno\tno\tINTJ\tUH\t_\t1\tdiscourse\t_\t_\n"
	s, err := Read(strings.NewReader(bank))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Raw(s), "can't!\n\nOh  no "; got != want {
		t.Errorf("raw text %q, want %q", got, want)
	}
	if w := s[0].Words[1]; !w.Joined || w.Start != 2 || w.End != 5 || s[0].Words[0].Joined {
		t.Errorf("second word %+v", w)
	}
	if _, err := Read(strings.NewReader("1\ttoo\tfew\n")); err == nil {
		t.Error("no error for a short line")
	}
}
