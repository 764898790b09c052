package perceptron

import "chancery/language/linear"

// Namer returns a model that has only what [Model.Names] needs: the other
// stages of the layer are the network's.
func (m *Model) Namer() *Model {
	n := *m
	none := new(linear.Model)
	n.tagger, n.parser, n.inflector, n.lemmas = none, none, none, none
	n.moves, n.feats, n.featNames, n.scripts = nil, nil, nil, nil
	return &n
}
