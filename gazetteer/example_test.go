package gazetteer_test

import (
	"fmt"

	"chancery/gazetteer"
)

func ExampleFind() {
	for _, name := range []string{"Kiev", "SANA'A", "Strait of Hormuz"} {
		p := gazetteer.Find(name)[0]
		fmt.Printf("%s: %s, %.1f %.1f, GeoNames %d\n", name, p, p.Lat, p.Lon, p.GeonamesID)
	}
	// Output:
	// Kiev: Kyiv (UKR), 50.5 30.5, GeoNames 703448
	// SANA'A: Sanaa (YEM), 15.4 44.2, GeoNames 71137
	// Strait of Hormuz: Strait of Hormuz (), 26.6 56.3, GeoNames 0
}

func ExampleByISO3() {
	p, _ := gazetteer.ByISO3("FRA")
	fmt.Println(p.Name, p.Country)
	// Output: France FRA
}
