package browser

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"chancery"
	"chancery/member"
)

// The tests go through the pages as readers do.

func TestFindAndRead(t *testing.T) {
	s := open(t, options{})
	s.visit("/")
	s.says("h1", "The newest on record")
	s.do(chromedp.SendKeys(chromedp.CSS("#q"), "trawler"))
	ask[bool](s, "window.here = true")
	s.do(chromedp.SendKeys(chromedp.CSS("#q"), "\r"))
	s.wait("!window.here && document.readyState === 'complete'")
	if !strings.HasPrefix(s.at(), "/find?q=trawler") {
		t.Fatal("the search leads to ", s.at())
	}
	s.says("main", "promised to release the trawler")
	s.follow("nav a[href='/reports']")
	s.do(chromedp.SetValue(chromedp.CSS("#r-q"), "settle dispute"))
	s.follow(".filters button")
	s.follow("table a[href^='/report/']")
	s.says("h1", "Norway and Iceland Settle Trawler Dispute")

	const cue = "a.m.cue"
	local := ask[string](s, "document.querySelector('a.m.cue').dataset.entries.split(' ')[0]")
	lit := "document.querySelector('[data-local=\"" + local + "\"]').classList.contains('lit')"
	ask[bool](s, "document.querySelector('a.m.cue').dispatchEvent(new MouseEvent('mouseenter')) || true")
	if !ask[bool](s, lit) {
		t.Error("the pointer over a mark does not light the entry")
	}
	ask[bool](s, "document.querySelector('a.m.cue').dispatchEvent(new MouseEvent('mouseleave')) || true")
	if ask[bool](s, lit) {
		t.Error("the entry stays lit when the pointer leaves")
	}
	s.do(chromedp.Focus(chromedp.CSS(cue)))
	if !ask[bool](s, lit) {
		t.Error("a mark that has the keyboard's focus does not light the entry")
	}
	s.follow(cue)
	if !strings.HasPrefix(s.at(), "/entry/") {
		t.Error("a mark leads to ", s.at())
	}
	s.says("blockquote mark", "met")
}

// TestKeyboard tabs through the beginning of a page: the skip link comes first, and
// what has the focus shows it.
func TestKeyboard(t *testing.T) {
	s := open(t, options{})
	s.visit("/agenda")
	s.do(chromedp.KeyEvent("\t"))
	if got := ask[string](s, "document.activeElement.className"); got != "skip" {
		t.Errorf("the first tab goes to %q", got)
	}
	if !ask[bool](s, "document.activeElement.getBoundingClientRect().left >= 0") {
		t.Error("the skip link does not show itself")
	}
	s.do(chromedp.KeyEvent("\t"))
	if got := ask[string](s, "getComputedStyle(document.activeElement).outlineStyle"); got != "solid" {
		t.Errorf("the focus shows as %q", got)
	}
}

func TestCorrect(t *testing.T) {
	s := open(t, options{})
	meeting := s.one(chancery.Query{Types: []string{"CONSULT"}, Text: "Alemu", Limit: 1})
	whole, err := s.archive.Entry(t.Context(), meeting.ID)
	if err != nil {
		t.Fatal(err)
	}
	account := whole.Accounts[0]
	report := "/report/" + account.Report
	s.visit(report)
	s.follow("[data-local='" + account.Local + "'] a.button") // the first click
	s.says("h1", "Correct")
	s.do(chromedp.SetValue(chromedp.CSS("#c-place"), "Khartoum"), chromedp.SetValue(chromedp.CSS("#c-why"), "the host said so"))
	s.follow("button[value=edit]") // the second
	s.says("[data-local='"+account.Local+"'] .facts", "Khartoum")
	s.says("aside", "the host said so")
	s.follow("[data-local='" + account.Local + "'] .tells a.words")
	s.says(".over", "Khartoum")
	s.says("aside", "changed it")
	s.visit("/find?" + url.Values{"place": {"Khartoum"}}.Encode())
	s.says("main", "Tesfaye Alemu")
	s.visit("/corrections")
	s.says("tbody", "the host said so")
	s.follow("tbody button")
	s.says("tbody", "undone by local")
	s.visit(report)
	s.says("[data-local='"+account.Local+"'] .facts", "Addis Ababa")

	// Wrong altogether: one click takes the entry away, and undoing brings it back.
	s.follow("[data-local='" + account.Local + "'] button[value=reject]")
	if ask[bool](s, "Boolean(document.querySelector('[data-local=\""+account.Local+"\"]'))") {
		t.Error("an entry that is wrong stays on the report")
	}
	s.visit("/corrections")
	s.follow("tbody button")
	s.visit(report)
	s.says("[data-local='"+account.Local+"'] .facts", "Addis Ababa")
}

func TestDossierAndPair(t *testing.T) {
	s := open(t, options{})
	s.visit("/actors")
	s.says("tbody", "Norway")
	s.do(chromedp.SetValue(chromedp.CSS("#a-q"), "Solveig Brandt"))
	s.follow(".filters button")
	s.follow("tbody a")
	s.says("h1", "Solveig Brandt")
	s.says("main", "Foreign Minister")
	for _, svg := range []string{"travels", "company", "activity"} {
		if !ask[bool](s, "Boolean(document.querySelector('svg[id^="+svg+"], svg [id^="+svg+"], [id^="+svg+"] svg'))") {
			t.Errorf("the dossier has no picture of %s", svg)
		}
	}
	s.do(chromedp.SetValue(chromedp.CSS("#d-q"), "rank"))
	s.follow(".filters button")
	s.says("main", "Kenya is a partner of the first rank")

	s.visit("/pairs")
	s.do(chromedp.SetValue(chromedp.CSS("#p-a"), "Norway"), chromedp.SetValue(chromedp.CSS("#p-b"), "Iceland"))
	s.follow(".filters button")
	s.says("h1", "Norway and Iceland")
	if ask[int](s, "document.querySelectorAll('main svg').length") == 0 || ask[int](s, "document.querySelectorAll('main svg + * table, main details table').length") == 0 {
		t.Error("the pair has no chart, or the chart no table")
	}
}

func TestAgenda(t *testing.T) {
	s := open(t, options{})
	s.visit("/agenda")
	s.says("main", "Gudrun Arnadottir")
	s.says("aside", "release the trawler")
	calendar := s.fetch(ask[string](s, "document.querySelector('a[href$=\".ics\"]').getAttribute('href')"))
	for _, want := range []string{"BEGIN:VCALENDAR", "BEGIN:VEVENT", "20260414", "END:VCALENDAR"} {
		if !strings.Contains(calendar, want) {
			t.Errorf("the calendar has no %s: %.300s", want, calendar)
		}
	}
}

// fetch asks for an address as a program would.
func (s *site) fetch(path string) string {
	s.t.Helper()
	answer, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s %v", path, answer.Status, err)
	}
	return string(body)
}

func TestFacetsAndExport(t *testing.T) {
	s := open(t, options{})
	s.visit("/find?q=Norway")
	all := ask[string](s, "document.querySelector('.head .under').textContent")
	s.follow(".facet a[href*='kind=statement']")
	if got := ask[string](s, "document.querySelector('.head .under').textContent"); got == all {
		t.Errorf("a facet does not narrow: %s", got)
	}
	s.says(".facet", "✓ Statements")
	for css, want := range map[string]string{
		"/export/csv": "trawler", "/export/jsonl": `"id"`, "/export/geojson": "FeatureCollection", "/find.atom": "<feed",
	} {
		href := ask[string](s, "document.querySelector('.facet a[href^=\""+css+"\"]').getAttribute('href')")
		if got := s.fetch(href); !strings.Contains(got, want) {
			t.Errorf("%s has no %q: %.200s", href, want, got)
		}
	}
	if f := s.fetch("/find.atom?q=Norway"); !strings.Contains(f, "<entry>") {
		t.Errorf("the feed has no entries: %.200s", f)
	}
}

func TestMapPlays(t *testing.T) {
	s := open(t, options{})
	s.visit("/map?from=2025-11-01&to=2026-03-20")
	s.wait("!document.querySelector('.play').hidden")
	hidden := "[...document.querySelectorAll('svg .elsewhen')].length"
	if n := ask[int](s, hidden); n != 0 {
		t.Errorf("%d points are hidden before anything is asked", n)
	}
	ask[bool](s, "(() => { const i = document.querySelector('.play input'); i.value = 0; i.dispatchEvent(new Event('input')); return true })()")
	s.says(".play output", "November 2025")
	if n := ask[int](s, hidden); n == 0 {
		t.Error("the slider hides no points of other months")
	}
	s.do(chromedp.Click(chromedp.CSS(".play button")))
	s.wait("document.querySelector('.play output').textContent === 'all months'")
}

func TestSigningIn(t *testing.T) {
	s := open(t, options{members: true})
	for _, m := range []chancery.Member{{Name: "ada", Role: chancery.Editor, Created: Now}, {Name: "bo", Role: chancery.Reader, Created: Now}} {
		hash, err := member.Hash("a long password of " + m.Name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.archive.PutMember(t.Context(), m, hash); err != nil {
			t.Fatal(err)
		}
	}
	enter := func(name, password string) {
		s.do(chromedp.SetValue(chromedp.CSS("#l-name"), name), chromedp.SetValue(chromedp.CSS("#l-pass"), password))
		s.follow("main button")
	}
	s.visit("/reports")
	if !strings.HasPrefix(s.at(), "/login") {
		t.Fatal("a stranger sees ", s.at())
	}
	enter("bo", "guessed")
	s.says("[role=alert]", "")
	if !ask[bool](s, "Boolean(document.querySelector('[role=alert]'))") {
		t.Error("nothing is said of a wrong password")
	}
	enter("bo", "a long password of bo")
	if s.at() != "/reports" {
		t.Error("signing in leads to ", s.at())
	}
	s.follow("tbody a")
	if ask[bool](s, "Boolean(document.querySelector('.verdicts'))") {
		t.Error("a reader is offered corrections")
	}
	s.follow(".foot form button")
	enter("ada", "a long password of ada")
	s.visit("/reports")
	s.follow("tbody a")
	if !ask[bool](s, "Boolean(document.querySelector('.verdicts'))") {
		t.Error("an editor is not offered corrections")
	}
}

// TestWithoutScripts reads with scripts switched off.
func TestWithoutScripts(t *testing.T) {
	s := open(t, options{})
	off := emulation.SetScriptExecutionDisabledParams{Value: true}
	if _, err := chromedp.Call(s.ctx, emulation.SetScriptExecutionDisabled, off); err != nil {
		t.Fatal(err)
	}
	text := func(css, want string) {
		t.Helper()
		got, err := chromedp.Run(s.ctx, chromedp.TextContent(chromedp.CSS(css)))
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%s: %s has not %q but %.200q, %v", s.at(), css, want, got, err)
		}
	}
	s.visit("/find?q=trawler")
	text("main", "promised to release the trawler")
	s.visit("/map?from=2025-11-01&to=2026-03-20")
	text("main", "Copenhagen")
	meeting := s.one(chancery.Query{Disputed: true, Kinds: []chancery.EntryKind{chancery.AnEvent}, Limit: 1})
	s.visit("/entry/" + meeting.ID)
	text("#disputes", "20 January 2026")
	s.visit("/agenda")
	text("main", "Gudrun Arnadottir")
	reports, err := s.archive.Reports(t.Context(), chancery.ReportQuery{Text: "settle dispute", Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	s.visit("/report/" + reports.Reports[0].Key)
	text("article", "agreed to resume")
	s.do(chromedp.Click(chromedp.CSS("a.m.cue")), chromedp.WaitReady(chromedp.CSS(".accounts")))
	text("blockquote mark", "meet") // of the first account, which is of a plan
}
