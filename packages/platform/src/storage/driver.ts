import type pg from 'pg';

/** A database that can be reached: the embedded one or a server. */
export interface Driver {
  readonly kind: 'embedded' | 'postgres';
  /** Connection string for `pg` and DBOS. Holds the password of a server: never log it. */
  readonly url: string;
  readonly connection: pg.ClientConfig;
  readonly pool: pg.Pool;
  /** Resolves when queries can be sent; rejects with DATABASE_UNAVAILABLE or DATABASE_FULL. */
  ready(): Promise<void>;
  /** The embedded database's process id. */
  process(): number | undefined;
  /** Ends the database process; the pool is ended before. */
  close(): Promise<void>;
}
