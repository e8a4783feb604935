ALTER TABLE `document_recipient` ADD `takenAt` integer;
--> statement-breakpoint
ALTER TABLE `document_recipient` ADD `takenBy` text;
--> statement-breakpoint
ALTER TABLE `document_recipient` ADD `taskId` text;
--> statement-breakpoint
CREATE INDEX `document_recipient_unit` ON `document_recipient` (`targetId`,`documentId`) WHERE kind = 'unit' and takenAt is null;
