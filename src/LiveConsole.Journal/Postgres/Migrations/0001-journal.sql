-- The journal, format 1. {schema} is the schema's name.
-- Every table with many rows is partitioned by show (LIST by its number): erasing or archiving a show drops or detaches its partitions
-- and rewrites nobody else's pages.

CREATE TABLE {schema}.shows (
    no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    last bigint NOT NULL DEFAULT 0,
    desk bigint NOT NULL DEFAULT 0,
    probed timestamptz
) WITH (fillfactor = 20); -- Changed by every append: room on the page keeps its versions there, without index entries.

-- Who listens for a show. until is on this database's clock.
CREATE TABLE {schema}.leases (show integer PRIMARY KEY REFERENCES {schema}.shows, node text NOT NULL, epoch bigint NOT NULL, until timestamptz NOT NULL) WITH (fillfactor = 50);

-- A message's row is its entry's: platform and viewer are set for messages only. viewer is a hash; who reads compares the payload.
-- Payloads are bytes, not jsonb: what is read is what was written, to the byte, also a zero that text cannot hold.
CREATE TABLE {schema}.entries (
    show integer NOT NULL,
    version smallint NOT NULL,
    flags smallint NOT NULL,
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    viewer bigint,
    command uuid,
    type text NOT NULL,
    platform text,
    verb text,
    actor bytea,
    payload bytea NOT NULL,
    PRIMARY KEY (show, sequence)
) PARTITION BY LIST (show);
CREATE INDEX entries_command ON {schema}.entries (command) WHERE command IS NOT NULL;

-- Ids of messages (128 bits of SHA-256 over platform and id), their copies' too: the store's own guard against a message twice.
-- ref is first in the key: it alone tells rows of a partition apart, and this index is a good third of what an append costs.
CREATE TABLE {schema}.refs (show integer NOT NULL, ref uuid NOT NULL, sequence bigint NOT NULL, PRIMARY KEY (ref, show)) PARTITION BY LIST (show);

-- target: the message that a removal by id named, among those before it.
CREATE TABLE {schema}.removals (show integer NOT NULL, sequence bigint NOT NULL, target bigint, PRIMARY KEY (show, sequence)) PARTITION BY LIST (show);
CREATE TABLE {schema}.samples (show integer NOT NULL, sequence bigint NOT NULL, at bigint NOT NULL, PRIMARY KEY (show, sequence)) PARTITION BY LIST (show);

-- first is null: somebody asked for this batch and was told that it is not there, so it must never come.
CREATE TABLE {schema}.batches (show integer NOT NULL, id uuid NOT NULL, first bigint, last bigint, desk bigint, PRIMARY KEY (show, id)) PARTITION BY LIST (show);
CREATE TABLE {schema}.states (show integer NOT NULL, sequence bigint NOT NULL, format smallint NOT NULL, body bytea NOT NULL, PRIMARY KEY (show, sequence)) PARTITION BY LIST (show);

-- What is found by words or by viewer follows the journal, off the append's path: messages up to followed.upto. Made again when tokenizer is not the program's.
CREATE TABLE {schema}.words (show integer NOT NULL, sequence bigint NOT NULL, viewer bigint NOT NULL, words tsvector NOT NULL, PRIMARY KEY (show, sequence)) PARTITION BY LIST (show);
CREATE INDEX words_viewer ON {schema}.words (viewer, sequence);
CREATE INDEX words_words ON {schema}.words USING gin (words);
CREATE TABLE {schema}.followed (show integer PRIMARY KEY REFERENCES {schema}.shows, tokenizer smallint NOT NULL, upto bigint NOT NULL) WITH (fillfactor = 50);

-- A show's row and partitions. Made beside the parents and attached: that lock lets other shows' appends through, CREATE ... PARTITION OF would not.
CREATE FUNCTION {schema}.make_show(p_show uuid) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_no integer;
    v_table text;
BEGIN
    -- One maker at a time: two would wait for each other at the parents.
    PERFORM pg_advisory_xact_lock(hashtextextended('{schema}.make_show', 0));
    SELECT s.no INTO v_no FROM {schema}.shows s WHERE s.id = p_show;
    IF FOUND THEN RETURN v_no; END IF;
    INSERT INTO {schema}.shows (id) VALUES (p_show) RETURNING no INTO v_no;
    FOREACH v_table IN ARRAY ARRAY['entries', 'refs', 'removals', 'samples', 'batches', 'states', 'words'] LOOP
        EXECUTE format('CREATE TABLE {schema}.%1$I (LIKE {schema}.%2$I INCLUDING ALL)', v_table || '_' || v_no, v_table);
        EXECUTE format('ALTER TABLE {schema}.%2$I ATTACH PARTITION {schema}.%1$I FOR VALUES IN (%3$s)', v_table || '_' || v_no, v_table, v_no);
    END LOOP;
    RETURN v_no;
END $$;

-- One append: the show's lock, the checks, the rows. outcome: 0 done, 1 another desk version, 2 the lease is another's, 3 no such show (make it,
-- come again), 4 somebody was told that this batch is not there.
-- Arrays hold one value per entry; those named p_..._entry say which entry (from 1) a value belongs to; sparse ones are empty when there is none.
CREATE FUNCTION {schema}.append(
    p_show uuid, p_batch uuid, p_expected bigint, p_epoch bigint, p_desk integer,
    p_types text[], p_versions smallint[], p_flags smallint[], p_platforms text[],
    p_kind smallint[], p_at bigint[], p_from integer[], p_size integer[], p_payload bytea,
    p_platform smallint[], p_viewer bigint[],
    p_command uuid[], p_verb text[], p_actor bytea[],
    p_ref uuid[], p_ref_entry integer[], p_copy uuid[], p_copy_entry integer[],
    p_removed uuid[], p_removal_entry integer[], p_sampled bigint[], p_sample_entry integer[])
RETURNS TABLE (outcome integer, first bigint, last bigint, desk bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_no integer;
    v_last bigint;
    v_desk bigint;
    v_epoch bigint;
    v_first bigint;
    v_until bigint;
BEGIN
    -- Held to the commit: so the order of sequences is the order of commits, and what is checked below stays true.
    SELECT s.no, s.last, s.desk INTO v_no, v_last, v_desk FROM {schema}.shows s WHERE s.id = p_show FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 3, 0::bigint, 0::bigint, 0::bigint;
        RETURN;
    END IF;

    v_until := v_last + array_length(p_kind, 1);
    IF p_epoch IS NOT NULL THEN
        SELECT l.epoch INTO v_epoch FROM {schema}.leases l WHERE l.show = v_no;
    END IF;

    IF (p_expected IS NOT NULL AND p_expected <> v_desk) OR p_epoch IS DISTINCT FROM v_epoch THEN
        -- An append that is repeated comes on a version that it has raised itself.
        SELECT b.first, b.last, b.desk INTO v_first, v_until, v_desk FROM {schema}.batches b WHERE b.show = v_no AND b.id = p_batch;
        IF NOT FOUND THEN
            SELECT s.desk INTO v_desk FROM {schema}.shows s WHERE s.no = v_no;
            RETURN QUERY SELECT CASE WHEN p_epoch IS DISTINCT FROM v_epoch THEN 2 ELSE 1 END, coalesce(v_epoch, 0), 0::bigint, v_desk;
            RETURN;
        END IF;
    ELSE
        INSERT INTO {schema}.batches (show, id, first, last, desk) VALUES (v_no, p_batch, v_last + 1, v_until, v_desk + p_desk) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            SELECT b.first, b.last, b.desk INTO v_first, v_until, v_desk FROM {schema}.batches b WHERE b.show = v_no AND b.id = p_batch;
        ELSE
            INSERT INTO {schema}.entries (show, version, flags, sequence, at, viewer, command, type, platform, verb, actor, payload)
            SELECT v_no, p_versions[u.kind], p_flags[u.kind], v_last + u.n, u.at, nullif(u.viewer, 0), u.command, p_types[u.kind], p_platforms[u.platform], u.verb, u.actor,
                substring(p_payload FROM u.start FOR u.size)
            FROM unnest(p_kind, p_at, p_from, p_size, p_platform, p_viewer, p_command, p_verb, p_actor)
                WITH ORDINALITY AS u (kind, at, start, size, platform, viewer, command, verb, actor, n);
            INSERT INTO {schema}.refs (show, ref, sequence) SELECT v_no, u.ref, v_last + u.n FROM unnest(p_ref, p_ref_entry) AS u (ref, n);
            IF array_length(p_copy, 1) > 0 THEN
                -- A copy's id that is another message's own id stays that message's.
                INSERT INTO {schema}.refs (show, ref, sequence) SELECT v_no, u.ref, v_last + u.n FROM unnest(p_copy, p_copy_entry) AS u (ref, n) ON CONFLICT DO NOTHING;
            END IF;
            IF array_length(p_removed, 1) > 0 THEN
                INSERT INTO {schema}.removals (show, sequence, target)
                SELECT v_no, v_last + u.n, r.sequence FROM unnest(p_removed, p_removal_entry) AS u (ref, n)
                LEFT JOIN {schema}.refs r ON r.show = v_no AND r.ref = u.ref AND r.sequence < v_last + u.n;
            END IF;
            IF array_length(p_sampled, 1) > 0 THEN
                INSERT INTO {schema}.samples (show, sequence, at) SELECT v_no, v_last + u.n, u.at FROM unnest(p_sampled, p_sample_entry) AS u (at, n);
            END IF;
            UPDATE {schema}.shows s SET last = v_until, desk = v_desk + p_desk WHERE s.no = v_no;
            RETURN QUERY SELECT 0, v_last + 1, v_until, v_desk + p_desk;
            RETURN;
        END IF;
    END IF;

    -- It was there before: the answer of then.
    RETURN QUERY SELECT CASE WHEN v_first IS NULL THEN 4 ELSE 0 END, v_first, v_until, v_desk;
END $$;

-- What became of a batch whose answer was lost. It waits for an append that is under way; and a batch that is not there is barred, so that one
-- that a frozen server still has in its ear cannot come after "it is not there" was said. No row: not there.
CREATE FUNCTION {schema}.settle(p_show uuid, p_batch uuid) RETURNS TABLE (first bigint, last bigint, desk bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_no integer;
BEGIN
    SELECT s.no INTO v_no FROM {schema}.shows s WHERE s.id = p_show FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    INSERT INTO {schema}.batches (show, id) VALUES (v_no, p_batch) ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT b.first, b.last, b.desk FROM {schema}.batches b WHERE b.show = v_no AND b.id = p_batch AND b.first IS NOT NULL;
END $$;

-- The lease, when nobody else holds it: a new epoch, for three seconds. It waits for an append that is under way, and every later one with an
-- older epoch is refused. A node that comes again gets a new epoch too: its former life may still be writing. No row: somebody else listens.
CREATE FUNCTION {schema}.take_lease(p_show uuid, p_node text) RETURNS TABLE (epoch bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_no integer := {schema}.make_show(p_show);
BEGIN
    PERFORM 1 FROM {schema}.shows s WHERE s.no = v_no FOR NO KEY UPDATE;
    RETURN QUERY INSERT INTO {schema}.leases AS l (show, node, epoch, until) VALUES (v_no, p_node, 1, clock_timestamp() + interval '3 s')
        ON CONFLICT (show) DO UPDATE SET node = p_node, epoch = l.epoch + 1, until = clock_timestamp() + interval '3 s'
        WHERE l.until <= clock_timestamp() OR l.node = p_node
        RETURNING l.epoch;
END $$;

-- False: the epoch is another's now.
CREATE FUNCTION {schema}.renew_lease(p_show uuid, p_epoch bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE {schema}.leases l SET until = clock_timestamp() + interval '3 s' FROM {schema}.shows s WHERE s.id = p_show AND l.show = s.no AND l.epoch = p_epoch;
    RETURN FOUND;
END $$;

CREATE FUNCTION {schema}.give_back_lease(p_show uuid, p_epoch bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE {schema}.leases l SET until = '-infinity' FROM {schema}.shows s WHERE s.id = p_show AND l.show = s.no AND l.epoch = p_epoch
$$;
