CREATE TABLE `document_link` (
	`documentId` text NOT NULL,
	`kind` text NOT NULL,
	`targetId` text NOT NULL,
	PRIMARY KEY(`documentId`, `kind`, `targetId`)
);

--> statement-breakpoint
CREATE INDEX `document_link_target` ON `document_link` (`targetId`);
--> statement-breakpoint
ALTER TABLE `document` ADD `effectiveOn` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `expiresOn` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `endedOn` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `endedById` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `endedHow` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `recalledAt` integer;
--> statement-breakpoint
ALTER TABLE `document` ADD `recalledBy` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `recallReason` text;
--> statement-breakpoint
CREATE INDEX `document_in_force` ON `document` (`typeId`,`issuedAt`) WHERE state = 'issued' and endedOn is null;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `recalledAt` integer;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `recallReason` text;
