CREATE TABLE `consignment` (
	`id` text PRIMARY KEY NOT NULL,
	`senderId` text NOT NULL,
	`senderHandle` text NOT NULL,
	`senderName` text NOT NULL,
	`documentId` text NOT NULL,
	`business` integer DEFAULT 0 NOT NULL,
	`notation` text NOT NULL,
	`number` integer NOT NULL,
	`typeName` text NOT NULL,
	`issuedOn` text NOT NULL,
	`subject` text NOT NULL,
	`urgency` integer NOT NULL,
	`dueOn` text,
	`signer` text NOT NULL,
	`paperFollows` integer NOT NULL,
	`replyTo` text,
	`fileCount` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consignment_reply` ON `consignment` (`replyTo`);--> statement-breakpoint
CREATE INDEX `consignment_document` ON `consignment` (`senderId`,`documentId`);--> statement-breakpoint
CREATE TABLE `consignment_file` (
	`consignmentId` text NOT NULL,
	`position` integer NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`consignmentId`, `position`)
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`consignmentId` text NOT NULL,
	`recipientId` text NOT NULL,
	`recipientHandle` text NOT NULL,
	`recipientName` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`arrivedAt` integer NOT NULL,
	`byName` text,
	`arrivalNo` integer,
	`reason` text,
	`reasonText` text,
	PRIMARY KEY(`consignmentId`, `recipientId`)
);
--> statement-breakpoint
CREATE INDEX `delivery_inbox` ON `delivery` (`recipientId`,`status`,`arrivedAt`,`consignmentId`);--> statement-breakpoint
CREATE INDEX `delivery_board` ON `delivery` (`consignmentId`,`status`,`recipientName`);--> statement-breakpoint
CREATE TABLE `delivery_event` (
	`consignmentId` text NOT NULL,
	`recipientId` text NOT NULL,
	`id` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`byName` text,
	`reason` text,
	`reasonText` text,
	PRIMARY KEY(`consignmentId`, `recipientId`, `id`)
);
--> statement-breakpoint
CREATE TABLE `mailbox` (
	`committeeId` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	`open` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `intent` (
	`id` text PRIMARY KEY NOT NULL,
	`committeeId` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `intent_at` ON `intent` (`at`);