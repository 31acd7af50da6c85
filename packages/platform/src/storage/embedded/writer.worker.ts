import { AppError } from '@hyperlens/protocol';
import { openStorage } from '../storage.ts';

/** For the tests that kill: opens the directory in the first argument and writes rows, saying each that was acknowledged. */
const say = (line: string) => { process.stdout.write(`${line}\n`); };

try {
  const storage = await openStorage({ home: process.argv[2] ?? '' });
  say('open');
  say(`database ${storage.process()}`);
  await storage.pool.query('CREATE TABLE IF NOT EXISTS written (number integer PRIMARY KEY)');
  const { rows } = await storage.pool.query<{ next: number }>('SELECT coalesce(max(number) + 1, 0)::int AS next FROM written');
  for (let number = rows[0]?.next ?? 0; ; number += 1) {
    await storage.pool.query('INSERT INTO written VALUES ($1)', [number]);
    say(`ack ${number}`);
  }
} catch (error) {
  say(AppError.is(error) ? `${error.code} ${error.details['pid']}` : String(error));
  process.exit(1);
}
