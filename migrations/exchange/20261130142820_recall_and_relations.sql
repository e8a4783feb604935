CREATE TABLE `consignment_link` (
	`consignmentId` text NOT NULL,
	`kind` text NOT NULL,
	`aboutId` text NOT NULL,
	PRIMARY KEY(`consignmentId`, `kind`, `aboutId`)
);

--> statement-breakpoint
CREATE INDEX `consignment_link_about` ON `consignment_link` (`aboutId`);
--> statement-breakpoint
ALTER TABLE `delivery` ADD `recall` text;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `recallId` text;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `recalledAt` integer;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `recallReason` text;
--> statement-breakpoint
CREATE INDEX `delivery_recall` ON `delivery` (`recipientId`,`recalledAt`) WHERE recall = '13';
