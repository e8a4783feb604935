CREATE TABLE `spill_order` (
	`id` text PRIMARY KEY NOT NULL,
	`committeeId` text NOT NULL,
	`asked` text NOT NULL,
	`done` text,
	`at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `spill_order_open` ON `spill_order` (`at`) WHERE done is not asked;
--> statement-breakpoint
CREATE TABLE `spill_place` (
	`orderId` text NOT NULL,
	`consignmentId` text NOT NULL,
	`recipientId` text NOT NULL,
	`recipientName` text NOT NULL,
	`asked` text NOT NULL,
	`done` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`orderId`, `consignmentId`, `recipientId`)
);

--> statement-breakpoint
CREATE INDEX `spill_place_open` ON `spill_place` (`at`) WHERE done is not asked;
--> statement-breakpoint
ALTER TABLE `consignment` ADD `sealed` text;
--> statement-breakpoint
ALTER TABLE `delivery` ADD `sealed` integer DEFAULT false NOT NULL;
