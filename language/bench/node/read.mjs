// Reads one JSON string a line from standard input, writes the tokens of each as
// a JSON line, and at last the seconds of processor time that reading took.
import { createInterface } from 'node:readline'

const wink = async () => {
  const { default: winkNLP } = await import('wink-nlp')
  const { default: model } = await import('wink-eng-lite-web-model')
  const nlp = winkNLP(model, ['sbd', 'pos'])
  const its = nlp.its
  return text => {
    const out = []
    nlp.readDoc(text).sentences().each(s => {
      const forms = s.tokens().out(its.value)
      const tags = s.tokens().out(its.pos)
      forms.forEach((t, i) => { if (tags[i] !== 'SPACE') out.push({ Text: t, Tag: tags[i], First: i === 0 }) })
    })
    return out
  }
}

// compromise keeps punctuation in what stands before and after a term, which
// is taken for a token here, and gives a term several tags; the first of these that it has is taken.
const order = ['Pronoun', 'Determiner', 'Preposition', 'Conjunction', 'QuestionWord', 'Value', 'Adverb', 'Negative', 'Adjective', 'Verb',
  'Auxiliary', 'Copula', 'Modal', 'Expression', 'Possessive', 'Noun', 'ProperNoun', 'Url', 'HashTag', 'AtMention', 'Email', 'Emoji']
const compromise = async () => {
  const { default: nlp } = await import('compromise')
  return text => {
    const out = []
    for (const s of nlp(text).json({ terms: { tags: true } })) {
      let first = true
      const push = (text, tag) => {
        if (text) out.push({ Text: text, Tag: tag, First: first })
        if (text) first = false
      }
      for (const t of s.terms) {
        push((t.pre ?? '').trim(), 'Mark')
        push(t.text, order.find(o => t.tags.includes(o)) ?? 'Noun')
        push((t.post ?? '').trim(), 'Mark')
      }
    }
    return out
  }
}

const read = await { wink, compromise }[process.argv[2]]()
const texts = []
for await (const line of createInterface({ input: process.stdin })) texts.push(JSON.parse(line))
read(texts[0])
const begin = process.cpuUsage()
const found = texts.map(read)
const used = process.cpuUsage(begin)
for (const f of found) console.log(JSON.stringify(f))
console.log((used.user + used.system) / 1e6)
