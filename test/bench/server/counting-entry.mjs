// Stands before the built Worker, inside its isolate, so that the bench and its budgets can look at it from outside: it counts
// what is asked of D1, and replays the last read as the least that such a read costs.
import app from "./worker.js";

const count = { trips: 0, statements: 0, rowsRead: 0 };
let lastRead = [];

const ORDERS = {
  "/bench/count": () => Response.json(count, { headers: { "Cache-Control": "no-store" } }),
  "/bench/replay": (env) => replay(env.DB),
};

export default {
  async fetch(request, env, ctx) {
    const order = ORDERS[new URL(request.url).pathname];
    if (order) return order(env);
    return app.fetch(request, { ...env, DB: countD1(env.DB) }, ctx);
  },
  scheduled: (controller, env, ctx) => app.scheduled(controller, { ...env, DB: countD1(env.DB) }, ctx),
};

async function replay(d1) {
  const results = await d1.batch(lastRead.map(({ sql, values }) => d1.prepare(sql).bind(...values)));
  return new Response(JSON.stringify(results.map(({ results: rows }) => rows)), {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
}

const INNER = Symbol("inner");

function countD1(d1) {
  return {
    prepare: (sql) => statement(d1.prepare(sql), sql, []),
    batch: async (statements) => {
      const read = statements.map((each) => each[INNER]);
      const results = await d1.batch(read.map(({ inner }) => inner));
      if (read.every(({ sql }) => /^\s*(?:select|with)\b|^\(?select/i.test(sql))) lastRead = read;
      return counted(results);
    },
  };
}

function statement(inner, sql, values) {
  return {
    [INNER]: { inner, sql, values },
    bind: (...bound) => statement(inner.bind(...bound), sql, bound),
    all: async () => counted([await inner.all()])[0],
    run: async () => counted([await inner.run()])[0],
    raw: async () => counted([await inner.all()])[0].results.map((row) => Object.values(row)),
  };
}

function counted(results) {
  count.trips++;
  count.statements += results.length;
  for (const { meta } of results) count.rowsRead += meta.rows_read;
  return results;
}
