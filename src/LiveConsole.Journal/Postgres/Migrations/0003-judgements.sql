-- Format 3: judgements that came after their messages. The last one holds.
CREATE TABLE {schema}.judgements (show integer NOT NULL, target bigint NOT NULL, sequence bigint NOT NULL, PRIMARY KEY (show, target, sequence)) PARTITION BY LIST (show);

DO $$
DECLARE
    v_no integer;
BEGIN
    FOR v_no IN SELECT s.no FROM {schema}.shows s LOOP
        EXECUTE format('CREATE TABLE {schema}.judgements_%s PARTITION OF {schema}.judgements FOR VALUES IN (%s)', v_no, v_no);
    END LOOP;
END $$;

-- A show's row and partitions. Made beside the parents and attached: that lock lets other shows' appends through, CREATE ... PARTITION OF would not.
CREATE OR REPLACE FUNCTION {schema}.make_show(p_show uuid) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_no integer;
    v_table text;
BEGIN
    -- One maker at a time: two would wait for each other at the parents.
    PERFORM pg_advisory_xact_lock(hashtextextended('{schema}.make_show', 0));
    SELECT s.no INTO v_no FROM {schema}.shows s WHERE s.id = p_show;
    IF FOUND THEN RETURN v_no; END IF;
    INSERT INTO {schema}.shows (id) VALUES (p_show) RETURNING no INTO v_no;
    FOREACH v_table IN ARRAY ARRAY['entries', 'refs', 'amendments', 'judgements', 'removals', 'samples', 'batches', 'states', 'words'] LOOP
        EXECUTE format('CREATE TABLE {schema}.%1$I (LIKE {schema}.%2$I INCLUDING ALL)', v_table || '_' || v_no, v_table);
        EXECUTE format('ALTER TABLE {schema}.%2$I ATTACH PARTITION {schema}.%1$I FOR VALUES IN (%3$s)', v_table || '_' || v_no, v_table, v_no);
    END LOOP;
    RETURN v_no;
END $$;

-- The append of format 2, and what it judges. The former ones stay for programs that are still running.
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
    p_removed uuid[], p_removal_entry integer[], p_sampled bigint[], p_sample_entry integer[],
    p_amended bigint[], p_amended_entry integer[], p_amended_copy uuid[], p_amended_copy_of bigint[],
    p_judged bigint[], p_judged_entry integer[])
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
            IF array_length(p_amended, 1) > 0 THEN
                INSERT INTO {schema}.amendments (show, target, sequence) SELECT v_no, u.target, v_last + u.n FROM unnest(p_amended, p_amended_entry) AS u (target, n);
                INSERT INTO {schema}.refs (show, ref, sequence) SELECT v_no, u.ref, u.target FROM unnest(p_amended_copy, p_amended_copy_of) AS u (ref, target) ON CONFLICT DO NOTHING;
            END IF;
            IF array_length(p_judged, 1) > 0 THEN
                INSERT INTO {schema}.judgements (show, target, sequence) SELECT v_no, u.target, v_last + u.n FROM unnest(p_judged, p_judged_entry) AS u (target, n);
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
