CREATE TABLE `document_agreement` (
	`documentId` text NOT NULL,
	`committeeId` text NOT NULL,
	`at` integer NOT NULL,
	`byName` text,
	PRIMARY KEY(`documentId`, `committeeId`)
);

--> statement-breakpoint
ALTER TABLE `document_recipient` ADD `coIssues` integer DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `joint` text;
