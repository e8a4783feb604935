DROP INDEX `delivery_board`;--> statement-breakpoint
ALTER TABLE `delivery` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery` ADD `remindedAt` integer;--> statement-breakpoint
UPDATE `delivery` SET `position` = rowid;--> statement-breakpoint
CREATE INDEX `delivery_board` ON `delivery` (`consignmentId`,`status`,`position`,`recipientId`);