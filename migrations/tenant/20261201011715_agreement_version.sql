ALTER TABLE `document_agreement` ADD `versionNo` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Agreements given before: to the version of the last round in which that committee agreed.
UPDATE `document_agreement` SET `versionNo` = coalesce((
  SELECT max(e.versionNo) FROM event e JOIN event_person p ON p.eventId = e.id
  WHERE e.documentId = document_agreement.documentId AND e.state = 'concluded'
    AND p.kind = 'committee' AND p.subjectId = document_agreement.committeeId AND p.stand = 'agree'), 0);
