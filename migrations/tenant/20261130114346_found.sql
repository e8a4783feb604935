-- One full-text table for every search (documents/found.ts): what was folded is copied, for SQL cannot fold.
CREATE VIRTUAL TABLE found USING fts5(marks, words, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4');
--> statement-breakpoint
INSERT INTO found (rowid, marks, words)
SELECT coalesce(d.issuedAt, d.updatedAt) / 1000 * 1073741824 + d.rowid * 2,
  CASE d.state WHEN 'issued' THEN 'ko' WHEN 'draft' THEN 'kd' ELSE 'kr' END
    || coalesce(' t' || replace(d.typeId, '-', ''), '') || coalesce(' s' || replace(d.issuerId, '-', ''), '')
    || coalesce(' a' || replace(d.authorId, '-', ''), '') || coalesce(' u' || replace(d.unitId, '-', ''), '')
    || coalesce(' m' || replace(d.signerId, '-', ''), '')
    || coalesce((SELECT group_concat(' m' || replace(p.memberId, '-', ''), '') FROM document_person p
      WHERE p.documentId = d.id), '')
    || coalesce(' n' || d.number || replace(replace(replace(replace(lower(
      substr(d.notation, length(printf('%02d', d.number)) + 1)), '-', ''), '/', ''), 'Đ', 'd'), 'đ', 'd'), ''),
  coalesce(s.text, '') || ' ' || d.subject || ' ' || coalesce(d.signerName, '') || ' ' || coalesce(d.typeName, '')
    || coalesce(' ' || d.number || ' ' || replace(d.notation, 'Đ', 'D'), '')
FROM document d LEFT JOIN document_search s ON s.rowid = d.rowid
WHERE d.state <> 'discarded' ORDER BY 1;
--> statement-breakpoint
INSERT INTO found (rowid, marks, words)
SELECT i.arrivedAt / 1000 * 1073741824 + i.rowid * 2 + 1,
  'ki n' || replace(replace(replace(replace(lower(ltrim(i.notation, '0')), '-', ''), '/', ''), 'Đ', 'd'), 'đ', 'd')
    || ' p' || replace(i.period, '-', ''),
  coalesce(s.text, '') || ' ' || i.subject || ' ' || i.senderName || ' ' || i.typeName
FROM incoming i LEFT JOIN incoming_search s ON s.rowid = i.rowid ORDER BY 1;
--> statement-breakpoint
DROP TABLE document_search;
--> statement-breakpoint
DROP TABLE incoming_search;
