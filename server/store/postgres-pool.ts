import pg from "pg";

const connectTimeoutMs = 10_000;

/** Connections that may break: whoever uses one hears of it by the statement that fails, and the next one is new. */
export function postgresPool(connectionString: string, config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: connectTimeoutMs, keepAlive: true, ...config });
  const ignore = (): void => undefined;
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  return pool;
}
