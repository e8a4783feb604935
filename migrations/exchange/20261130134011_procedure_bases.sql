CREATE TABLE `procedure_base` (
	`versionId` text PRIMARY KEY NOT NULL,
	`procedureId` text NOT NULL,
	`committeeId` text NOT NULL,
	`issuerName` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`number` integer NOT NULL,
	`note` text NOT NULL,
	`hash` text NOT NULL,
	`content` text NOT NULL,
	`effectiveFrom` text NOT NULL,
	`at` integer NOT NULL,
	`closedOn` text
);

--> statement-breakpoint
CREATE INDEX `procedure_base_newest` ON `procedure_base` (`procedureId`,`number`);
--> statement-breakpoint
CREATE TABLE `procedure_recipient` (
	`procedureId` text NOT NULL,
	`recipientId` text NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`recipientId`, `procedureId`)
);

--> statement-breakpoint
CREATE INDEX `procedure_recipient_of` ON `procedure_recipient` (`procedureId`);
