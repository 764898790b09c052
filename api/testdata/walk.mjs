// Reads the OpenAPI document of a server, validates it, and walks the API with a
// client that goes by that document alone. Its one argument is the server's address.
import SwaggerParser from "@apidevtools/swagger-parser";
import createClient from "openapi-fetch";

const base = process.argv[2];
const at = base + "/api/v1/openapi.json";
const doc = await (await fetch(at)).json();
await SwaggerParser.validate(structuredClone(doc));

const client = createClient({ baseUrl: base });
const fail = (why) => { console.error(why); process.exit(1); };

// Operations of the document by name: no path is written here by hand.
const operations = {};
for (const [path, item] of Object.entries(doc.paths))
  for (const [method, op] of Object.entries(item))
    if (op.operationId) operations[op.operationId] = { path, method: method.toUpperCase(), op };

async function call(id, params = {}, body) {
  const { path, method, op } = operations[id] ?? fail("no operation " + id);
  const { data, error, response } = await client[method](path, { params, ...(body ? { body } : {}) });
  if (!(String(response.status) in op.responses) && !("default" in op.responses)) fail(`${id}: ${response.status} is not described`);
  return { data, error, status: response.status, type: response.headers.get("content-type") };
}
async function wanted(id, params, body) {
  const answer = await call(id, params, body);
  if (answer.error) fail(`${id}: ${answer.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

// Every page of entries, once each.
const seen = new Set();
let cursor = "", pages = 0, total = 0;
do {
  const page = await wanted("find-entries", { query: { limit: 3, ...(cursor ? { cursor } : {}) } });
  for (const e of page.entries) { if (seen.has(e.id)) fail("entry twice: " + e.id); seen.add(e.id); }
  cursor = page.next ?? ""; total = page.total; pages++;
} while (cursor && pages < 500);
if (seen.size !== total || pages < 2) fail(`walked ${seen.size} of ${total} entries on ${pages} pages`);

const id = [...seen][0];
const entry = await wanted("get-entry", { path: { id } });
const report = await wanted("get-report", { path: { key: entry.accounts[0].report } });
if (!report.record.document.text.includes(entry.accounts[0].cue.text)) fail("the report does not hold the entry's cue");
await wanted("count-facets", { query: {} });
await wanted("find-reports", { query: {} });
const [actor] = await wanted("find-actors", { query: {} });
await wanted("get-dossier", { path: { key: actor.key } });
await wanted("get-pair", { path: { a: "AUT", b: "DEU" } });
await wanted("get-agenda", {});
await wanted("get-coverage", {});
const a = entry.accounts[0];
const made = await wanted("correct", {}, { report: a.report, kind: a.kind, type: a.type, verdict: "accept", cue: { start: a.cue.start, end: a.cue.end, text: a.cue.text }, why: "so it says" });
if ((await wanted("list-corrections", { query: { report: a.report } }))[0].id !== made.id) fail("the correction is not listed");
await wanted("undo-correction", { path: { id: made.id } });

// What cannot be answered is problem details.
for (const [op, params] of [["get-entry", { path: { id: "nothing" } }], ["find-entries", { query: { from: "someday" } }], ["find-entries", { query: { cursor: "x" } }]]) {
  const { error, status, type } = await call(op, params);
  if (!error || !type.startsWith("application/problem+json") || error.status !== status) fail(`${op}: ${status} ${type} ${JSON.stringify(error)}`);
}

// The document's own examples are answered.
for (const { path, method, op } of Object.values(operations)) {
  if (method !== "GET" || path.includes("{")) continue;
  const query = new URLSearchParams();
  for (const p of op.parameters ?? []) if (p.in === "query" && p.example !== undefined) query.set(p.name, [p.example].flat()[0]);
  const answer = await fetch(`${base}${path}?${query}`);
  if (!answer.ok) fail(`${path}?${query}: ${answer.status} ${await answer.text()}`);
}
console.log(`${Object.keys(operations).length} operations, ${seen.size} entries on ${pages} pages`);
