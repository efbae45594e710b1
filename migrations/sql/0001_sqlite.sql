-- Statements are divided by lines that hold only two dashes.
CREATE TRIGGER journal_is_next BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
--
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
--
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
--
CREATE TRIGGER journal_index_no_update BEFORE UPDATE ON journal_index
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
--
CREATE TRIGGER journal_index_no_delete BEFORE DELETE ON journal_index
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
--
CREATE TRIGGER seals_no_replace BEFORE INSERT ON seals
WHEN EXISTS (SELECT 1 FROM seals WHERE size = NEW.size AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END
--
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END
--
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END
--
CREATE TRIGGER words_no_replace BEFORE INSERT ON words
WHEN EXISTS (SELECT 1 FROM words WHERE entry = NEW.entry AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'words can only be erased'); END
--
CREATE TRIGGER words_no_update BEFORE UPDATE ON words
BEGIN SELECT RAISE(ABORT, 'words can only be erased'); END
--
CREATE TRIGGER words_no_delete BEFORE DELETE ON words
WHEN NOT EXISTS (
  SELECT 1 FROM journal
  WHERE kind = 'words.erased' AND json_extract(body, '$.entry') = OLD.entry
)
BEGIN SELECT RAISE(ABORT, 'words can only be erased'); END
--
CREATE VIRTUAL TABLE words_search USING fts5(
  text, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61'
)
--
INSERT INTO words_search (words_search, rank) VALUES ('secure-delete', 1)
