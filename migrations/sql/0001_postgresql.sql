-- Statements are divided by lines that hold only two dashes.
CREATE FUNCTION vigil_append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$
--
CREATE FUNCTION vigil_words_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM journal
    WHERE kind = 'words.erased' AND (body::jsonb ->> 'entry')::bigint = OLD.entry
  ) THEN
    RAISE EXCEPTION 'words can only be erased';
  END IF;
  RETURN OLD;
END $$
--
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION vigil_append_only()
--
CREATE TRIGGER journal_index_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_index
FOR EACH STATEMENT EXECUTE FUNCTION vigil_append_only()
--
CREATE TRIGGER seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seals
FOR EACH STATEMENT EXECUTE FUNCTION vigil_append_only()
--
CREATE TRIGGER words_no_change BEFORE UPDATE OR TRUNCATE ON words
FOR EACH STATEMENT EXECUTE FUNCTION vigil_append_only()
--
CREATE TRIGGER words_no_delete BEFORE DELETE ON words
FOR EACH ROW EXECUTE FUNCTION vigil_words_kept()
--
CREATE TABLE words_search (entry bigint PRIMARY KEY, lexemes tsvector NOT NULL)
--
CREATE INDEX ix_words_search_lexemes ON words_search USING gin (lexemes)
--
-- The same length-prefixed fields as console.journal.entry.digest_of.
CREATE FUNCTION vigil_digest(
  seq bigint, at text, by text, station text, version integer, kind text, body text, previous text
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(string_agg(
    convert_to(octet_length(convert_to(field, 'UTF8')) || ':' || field, 'UTF8'), ''::bytea
    ORDER BY place
  )), 'hex')
  FROM unnest(ARRAY[seq::text, at, by, station, version::text, kind, body, previous])
    WITH ORDINALITY AS fields (field, place)
$$
--
-- Writes drafts all together and returns them as entries.  No row means that one of their
-- threads has moved.  A role that stands in "stations" writes under that station's name.
CREATE FUNCTION vigil_append(drafts jsonb, seen bigint, request text)
RETURNS TABLE (again boolean, line journal)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  last head%ROWTYPE;
  written requests%ROWTYPE;
  made journal%ROWTYPE;
  draft jsonb;
  here text;
  before bigint;
BEGIN
  SELECT * INTO STRICT last FROM head FOR UPDATE;
  before := last.seq;
  SELECT * INTO written FROM requests AS r WHERE r.id = request;
  IF FOUND THEN
    RETURN QUERY SELECT true, j FROM journal AS j
      WHERE j.seq BETWEEN written.first AND written.last ORDER BY j.seq;
    RETURN;
  END IF;
  IF EXISTS (
    SELECT FROM journal_index AS i
    WHERE i.seq > seen AND i.stream IN (
      SELECT jsonb_array_elements_text(d -> 'streams') FROM jsonb_array_elements(drafts) AS d
    )
  ) THEN
    RETURN;
  END IF;
  SELECT s.station INTO here FROM stations AS s WHERE s.role = session_user;
  FOR draft IN SELECT jsonb_array_elements(drafts) LOOP
    made.seq := last.seq + 1;
    made.at := draft ->> 'at';
    made."by" := draft ->> 'by';
    made.station := coalesce(here, draft ->> 'station');
    made.version := draft ->> 'version';
    made.kind := draft ->> 'kind';
    made.body := draft ->> 'body';
    made.previous := last.digest;
    made.digest := vigil_digest(
      made.seq, made.at, made."by", made.station, made.version, made.kind, made.body, made.previous
    );
    INSERT INTO journal SELECT made.*;
    INSERT INTO journal_index (stream, seq)
      SELECT s, made.seq FROM jsonb_array_elements_text(draft -> 'streams') AS s;
    INSERT INTO words (entry, n, salt, text)
      SELECT made.seq, (w ->> 'n')::bigint, w ->> 'salt', w ->> 'text'
      FROM jsonb_array_elements(draft -> 'words') AS w;
    IF draft ->> 'search' <> '' THEN
      INSERT INTO words_search (entry, lexemes)
        VALUES (made.seq, array_to_tsvector(string_to_array(draft ->> 'search', ' ')));
    END IF;
    IF made.kind = 'words.erased' THEN
      DELETE FROM words WHERE entry = (made.body::jsonb ->> 'entry')::bigint;
      DELETE FROM words_search WHERE entry = (made.body::jsonb ->> 'entry')::bigint;
      DELETE FROM snapshots;
    END IF;
    last.seq := made.seq;
    last.digest := made.digest;
    again := false;
    line := made;
    RETURN NEXT;
  END LOOP;
  UPDATE head SET seq = last.seq, digest = last.digest;
  INSERT INTO requests (id, first, last) VALUES (request, before + 1, last.seq);
  PERFORM pg_notify('vigil', last.seq || ' ' || last.digest);
END $$
--
REVOKE ALL ON FUNCTION vigil_append(jsonb, bigint, text) FROM PUBLIC
