-- Who is at which node's desks. Not history: unlogged, and what is not said again within six seconds counts for nothing.
CREATE UNLOGGED TABLE IF NOT EXISTS {schema}.presence (show uuid NOT NULL, node text NOT NULL, here bytea NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (show, node)) WITH (fillfactor = 50);
