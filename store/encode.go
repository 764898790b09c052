package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"chancery"
)

// accountData is what account.data holds: of an account what neither the row nor
// its report says. Names are short because there are millions.
type accountData struct {
	Local      string           `json:"l"`
	Type       string           `json:"y,omitempty"`
	Mode       string           `json:"m,omitempty"`
	Status     chancery.Status  `json:"s,omitempty"`
	Parties    []partyData      `json:"p,omitempty"`
	From       string           `json:"f,omitempty"`
	To         string           `json:"t,omitempty"`
	Dated      bool             `json:"d,omitempty"`
	Place      *chancery.Place  `json:"x,omitempty"`
	What       string           `json:"w,omitempty"`
	Cue        spanData         `json:"c"`
	Sentence   [2]int           `json:"n"`
	Gist       string           `json:"g,omitempty"`
	Credits    []string         `json:"r,omitempty"`
	Event      string           `json:"e,omitempty"`
	Corrected  chancery.Verdict `json:"k,omitempty"`
	Confidence float64          `json:"q"`
}

type partyData struct {
	Key   string             `json:"k"`
	Name  string             `json:"n"`
	Kind  chancery.ActorKind `json:"d,omitempty"`
	State string             `json:"s,omitempty"`
	Side  chancery.Side      `json:"i"`
}

type spanData struct {
	Start int    `json:"a"`
	End   int    `json:"b"`
	Text  string `json:"t,omitempty"`
}

func encodeAccount(x *chancery.Account) ([]byte, error) {
	return json.Marshal(accountData{
		Local: x.Local, Type: x.Type, Mode: x.Mode, Status: x.Status, Parties: packParties(x.Parties),
		From: x.From, To: x.To, Dated: x.Dated, Place: x.Place, What: x.What,
		Cue:      spanData{x.Cue.Start, x.Cue.End, x.Cue.Text},
		Sentence: [2]int{x.Sentence.Start, x.Sentence.End}, Gist: x.Gist, Credits: x.Credits, Event: x.Event,
		Corrected: chancery.Verdict(x.Corrected), Confidence: x.Confidence,
	})
}

// decodeAccount reads account.data into x; what the row and its report say stays.
func decodeAccount(data []byte, x *chancery.Account) error {
	var d accountData
	if err := json.Unmarshal(data, &d); err != nil {
		return fmt.Errorf("account %s: %w", x.ID, err)
	}
	x.Local, x.Type, x.Mode, x.Status, x.Parties = d.Local, d.Type, d.Mode, d.Status, unpackParties(d.Parties)
	x.From, x.To, x.Dated, x.Place, x.What = d.From, d.To, d.Dated, d.Place, d.What
	x.Cue = chancery.Span{Start: d.Cue.Start, End: d.Cue.End, Text: d.Cue.Text}
	x.Sentence = chancery.Span{Start: d.Sentence[0], End: d.Sentence[1]}
	x.Gist, x.Credits, x.Event, x.Corrected, x.Confidence = d.Gist, d.Credits, d.Event, string(d.Corrected), d.Confidence
	return nil
}

// entryData is what entry.data holds: of an entry what its row, its accounts and
// its life do not say.
type entryData struct {
	Type        string             `json:"y,omitempty"`
	Mode        string             `json:"m,omitempty"`
	Status      chancery.Status    `json:"s,omitempty"`
	Parties     []partyData        `json:"p,omitempty"`
	From        string             `json:"f,omitempty"`
	To          string             `json:"t,omitempty"`
	Place       *chancery.Place    `json:"x,omitempty"`
	What        string             `json:"w,omitempty"`
	Cue         string             `json:"c,omitempty"`
	Independent int                `json:"i"`
	Told        int                `json:"o"`
	Disputes    []chancery.Dispute `json:"u,omitempty"`
	First       string             `json:"a,omitempty"`
	Last        string             `json:"z,omitempty"`
	Corrected   bool               `json:"k,omitempty"`
	Confidence  float64            `json:"q"`
}

func encodeEntry(e *chancery.Entry) ([]byte, error) {
	return json.Marshal(entryData{
		Type: e.Type, Mode: e.Mode, Status: e.Status, Parties: packParties(e.Parties), From: e.From, To: e.To,
		Place: e.Place, What: e.What, Cue: e.Cue, Independent: e.Independent, Told: e.Told, Disputes: e.Disputes,
		First: e.First, Last: e.Last, Corrected: e.Corrected, Confidence: e.Confidence,
	})
}

// lifeData is what entry.life holds.
type lifeData struct {
	Status chancery.Status `json:"status"`
	Steps  []chancery.Step `json:"steps"`
}

// decodeEntry reads entry.data and entry.life, which may be nil, into e; ID and
// Kind stay.
func decodeEntry(data, life []byte, e *chancery.Entry) error {
	var d entryData
	if err := json.Unmarshal(data, &d); err != nil {
		return fmt.Errorf("entry %s: %w", e.ID, err)
	}
	e.Type, e.Mode, e.Status, e.Parties = d.Type, d.Mode, d.Status, unpackParties(d.Parties)
	e.From, e.To, e.Place, e.What, e.Cue = d.From, d.To, d.Place, d.What, d.Cue
	e.Independent, e.Told, e.Disputes = d.Independent, d.Told, d.Disputes
	e.First, e.Last, e.Corrected, e.Confidence = d.First, d.Last, d.Corrected, d.Confidence
	if len(life) == 0 {
		return nil
	}
	var l lifeData
	if err := json.Unmarshal(life, &l); err != nil {
		return fmt.Errorf("life of entry %s: %w", e.ID, err)
	}
	e.Status, e.Life = l.Status, l.Steps
	return nil
}

func packParties(ps []chancery.Party) []partyData {
	out := make([]partyData, len(ps))
	for i, p := range ps {
		out[i] = partyData(p)
	}
	return out
}

func unpackParties(ps []partyData) []chancery.Party {
	out := make([]chancery.Party, len(ps))
	for i, p := range ps {
		out[i] = chancery.Party(p)
	}
	return out
}

// The compressor and the expander may be used by several goroutines at once.
// Nothing in a store expands to more than maxText, whatever its header claims.
const maxText = 256 << 20

var (
	compressor = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false)))
	expander   = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxText)))
)

func must[T any](x T, err error) T {
	if err != nil {
		panic(err) // of options that are wrong for good
	}
	return x
}

func compress(data []byte) []byte { return compressor.EncodeAll(data, make([]byte, 0, len(data)/2)) }

func expand(data []byte) ([]byte, error) { return expander.DecodeAll(data, nil) }

// encodeRecord is a record's stored form: without the report's text.
func encodeRecord(r *chancery.Record) ([]byte, error) {
	bare := *r
	bare.Document.Text = ""
	data, err := json.Marshal(&bare)
	return compress(data), err
}

func decodeRecord(data []byte, text string) (*chancery.Record, error) {
	data, err := expand(data)
	if err != nil {
		return nil, fmt.Errorf("stored record: %w", err)
	}
	r := new(chancery.Record)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("stored record: %w", err)
	}
	r.Document.Text = text
	return r, nil
}

// cut is the piece of a text from code point start to end; what lies outside the
// text is left out.
func cut(text string, start, end int) string {
	from := byteOffset(text, start)
	return text[from : from+byteOffset(text[from:], end-start)]
}

// byteOffset is where the code point with a number begins.
func byteOffset(text string, point int) int {
	at := 0
	for ; point > 0 && at < len(text); point-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// clean makes a text that every backend takes: UTF-8 without NUL.
func clean(s string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
}
