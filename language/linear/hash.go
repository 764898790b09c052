package linear

// Hash hashes a string (FNV-1a, finished so that its low bits are mixed).
func Hash(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return finish(h)
}

// Mix makes a feature of a template's number and the hashes of its parts.
func Mix(template uint32, parts ...uint32) uint32 {
	h := template*0x9e3779b1 + 0x7f4a7c15
	for _, p := range parts {
		h = (h ^ p) * 0x85ebca6b
		h ^= h >> 15
	}
	return finish(h)
}

func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
