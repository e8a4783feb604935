CREATE VIEW expect AS SELECT 1 AS changed;
--> statement-breakpoint
CREATE TRIGGER expect_one INSTEAD OF INSERT ON expect WHEN NEW.changed <> 1
BEGIN
  SELECT RAISE(ABORT, 'expect');
END;
--> statement-breakpoint
-- Names, suffixes and codes of committees, folded.
CREATE VIRTUAL TABLE committee_search USING fts5(text, committeeId UNINDEXED, tokenize = 'unicode61 remove_diacritics 0');
