CREATE TABLE `document_move` (
	`documentId` text NOT NULL,
	`no` integer NOT NULL,
	`at` integer NOT NULL,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`act` text NOT NULL,
	`fromStage` text NOT NULL,
	`toStage` text NOT NULL,
	`toId` text,
	`toName` text,
	`dueOn` text,
	`note` text,
	PRIMARY KEY(`documentId`, `no`)
);

--> statement-breakpoint
CREATE TABLE `document_version` (
	`documentId` text NOT NULL,
	`no` integer NOT NULL,
	`at` integer NOT NULL,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`stage` text NOT NULL,
	`facts` text NOT NULL,
	PRIMARY KEY(`documentId`, `no`)
);

--> statement-breakpoint
CREATE TABLE `document_version_file` (
	`documentId` text NOT NULL,
	`no` integer NOT NULL,
	`position` integer NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`documentId`, `no`, `position`)
);

--> statement-breakpoint
CREATE INDEX `document_version_file_sha` ON `document_version_file` (`sha256`);
--> statement-breakpoint
CREATE TABLE `issuing_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`atOnce` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
ALTER TABLE `document` ADD `stage` text DEFAULT 'drafting' NOT NULL;
--> statement-breakpoint
ALTER TABLE `document` ADD `holderId` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `holderName` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `holdDueOn` text;
--> statement-breakpoint
ALTER TABLE `document` ADD `handedAt` integer;
--> statement-breakpoint
CREATE INDEX `document_held` ON `document` (`issuedAt`) WHERE state = 'draft' and number is not null;
