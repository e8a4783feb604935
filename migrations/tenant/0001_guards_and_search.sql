-- A guard for batches: `insert into expect select changes()` undoes the batch unless the statement before it
-- changed exactly one row.
CREATE VIEW expect AS SELECT 1 AS changed;
--> statement-breakpoint
CREATE TRIGGER expect_one INSTEAD OF INSERT ON expect WHEN NEW.changed <> 1
BEGIN
  SELECT RAISE(ABORT, 'expect');
END;
--> statement-breakpoint
-- Folded text (no marks, đ as d), because FTS5 does not fold đ; rowid is the rowid of the document.
CREATE VIRTUAL TABLE document_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
CREATE VIRTUAL TABLE incoming_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
