package judged

import (
	"runtime"
	"sync"

	"chancery"
	"chancery/corpus"
	"chancery/reading"
	"chancery/source"
)

// Records reads the stories out of the corpus in dir and makes their records, on as
// many processors as there are. A story that is not there is an error.
func Records(dir string, stories []corpus.Story) (map[corpus.Story]*chancery.Record, error) {
	found, err := corpus.Reports(dir, stories)
	if err != nil {
		return nil, err
	}
	return readAll(stories, found), nil
}

func readAll(stories []corpus.Story, reports map[corpus.Story]source.Report) map[corpus.Story]*chancery.Record {
	out := make(map[corpus.Story]*chancery.Record, len(stories))
	var lock sync.Mutex
	var wait sync.WaitGroup
	next := make(chan corpus.Story)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for s := range next {
				r, _ := reading.Read(reports[s])
				lock.Lock()
				out[s] = r
				lock.Unlock()
			}
		})
	}
	for _, s := range stories {
		next <- s
	}
	close(next)
	wait.Wait()
	return out
}
