DROP INDEX `sending_plan`;
--> statement-breakpoint
ALTER TABLE `sending` ADD `documentId` text;
--> statement-breakpoint
CREATE INDEX `sending_document` ON `sending` (`documentId`,`at`,`id`);
--> statement-breakpoint
CREATE INDEX `sending_plan` ON `sending` (`planId`,`at`,`id`);
