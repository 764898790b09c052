package store

import (
	"reflect"
	"testing"

	"chancery"
)

// TestAccountsKeepAll writes an account with every field filled and reads it again:
// all that its row and its report do not say must come back.
func TestAccountsKeepAll(t *testing.T) {
	var full chancery.Account
	fill(t, reflect.ValueOf(&full).Elem())
	data, err := encodeAccount(&full)
	if err != nil {
		t.Fatal(err)
	}
	got := chancery.Account{ID: full.ID, Report: full.Report, Kind: full.Kind, Published: full.Published, Source: full.Source,
		URL: full.URL, Title: full.Title}
	if err := decodeAccount(data, &got); err != nil {
		t.Fatal(err)
	}
	full.Sentence.Text = "" // filled when shown
	if !reflect.DeepEqual(got, full) {
		t.Errorf("got  %+v\nwant %+v", got, full)
	}
}

// fill sets every field to something that is not nothing.
func fill(t *testing.T, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(t, v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	default:
		t.Fatalf("a field of kind %s: fill it", v.Kind())
	}
}
