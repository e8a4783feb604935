CREATE TABLE `block` (
	`senderId` text NOT NULL,
	`recipientId` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL,
	`active` integer NOT NULL,
	PRIMARY KEY(`senderId`, `recipientId`)
);

--> statement-breakpoint
CREATE INDEX `block_of` ON `block` (`recipientId`,`active`,`at`,`senderId`);
--> statement-breakpoint
DROP INDEX `delivery_inbox`;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `apart` integer DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX `delivery_inbox` ON `delivery` (`recipientId`,`status`,`apart`,`arrivedAt`,`consignmentId`);
--> statement-breakpoint
ALTER TABLE `consignment` ADD `issuerId` text;
--> statement-breakpoint
ALTER TABLE `consignment` ADD `issuerName` text;
--> statement-breakpoint
ALTER TABLE `consignment` ADD `suffix` text DEFAULT '' NOT NULL;
