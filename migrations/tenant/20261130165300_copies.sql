ALTER TABLE `document` ADD `copyKind` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `copyOfId` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `copy` text;
--> statement-breakpoint
CREATE INDEX `document_copy` ON `document` (`copyOfId`) WHERE copyOfId is not null;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `copy` text;
--> statement-breakpoint
INSERT OR IGNORE INTO `document_type` (`id`, `name`, `symbol`, `series`, `office`, `hidden`, `rank`) SELECT 'ban-sao', 'Bản sao', 'BS', 'ban-sao', 1, 0, 340 WHERE EXISTS (SELECT 1 FROM `document_type`);
--> statement-breakpoint
CREATE TRIGGER document_tally_copied AFTER INSERT ON document
WHEN NEW.state = 'issued' AND NEW.copyKind IS NOT NULL
BEGIN
  INSERT INTO document_tally (year, termId, typeId, typeName, decidingBody, papers, places)
    VALUES (substr(NEW.issuedOn, 1, 4), coalesce(NEW.termId, ''), coalesce(NEW.typeId, ''),
      coalesce((SELECT name FROM document_type WHERE id = NEW.typeId), ''), coalesce(NEW.decidingBody, ''), 1, NEW.recipientCount)
    ON CONFLICT (year, termId, typeId, decidingBody) DO UPDATE SET papers = papers + 1, places = places + excluded.places;
END;
