// Enqueues, or empties, a queue of tasks that do nothing: node graphile.mjs enqueue|drain URL JOBS
import pg from "pg";
import { Logger, run, runMigrations } from "graphile-worker";

const [, , what, url, jobs] = process.argv;
const count = Number(jobs);
const logger = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});

if (what === "enqueue") {
  await runMigrations({ connectionString: url, logger });
  const client = new pg.Client(url);
  await client.connect();
  // A job key each is its way not to take a job twice.
  await client.query(
    `select graphile_worker.add_jobs(array(
       select json_populate_record(null::graphile_worker.job_spec,
                json_build_object('identifier', 'noop', 'payload', json_build_object('number', i),
                                  'job_key', 'k' || i))
       from generate_series(1, $1::int) i))`,
    [count],
  );
  await client.end();
} else {
  let done = 0;
  let first = 0n;
  let ended;
  const all = new Promise((resolve) => (ended = resolve));
  const runner = await run({
    connectionString: url,
    logger,
    concurrency: 50,
    maxPoolSize: 50,
    pollInterval: 1000,
    noHandleSignals: true,
    taskList: {
      noop: async () => {
        if (first === 0n) first = process.hrtime.bigint();
      },
    },
  });
  runner.events.on("job:complete", () => {
    if (++done === count) ended();
  });
  await all;
  const elapsed = process.hrtime.bigint() - first;
  const { user, system } = process.cpuUsage();
  console.log(`${elapsed} ${user + system}`);
  await runner.stop();
  process.exit(0);
}
