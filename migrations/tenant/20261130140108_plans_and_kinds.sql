CREATE TABLE `kind` (
	`id` text PRIMARY KEY NOT NULL,
	`primitive` text NOT NULL,
	`name` text NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE TABLE `plan` (
	`id` text PRIMARY KEY NOT NULL,
	`kindId` text NOT NULL,
	`kindName` text NOT NULL,
	`name` text NOT NULL,
	`goal` text NOT NULL,
	`period` text NOT NULL,
	`documentId` text,
	`documentName` text,
	`unitId` text,
	`authorId` text NOT NULL,
	`authorName` text NOT NULL,
	`state` text NOT NULL,
	`issuedAt` integer,
	`issuedBy` text,
	`closedAt` integer,
	`createdAt` integer NOT NULL,
	`movedAt` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE INDEX `plan_list` ON `plan` (`state`,`movedAt`,`id`);
--> statement-breakpoint
CREATE INDEX `plan_document` ON `plan` (`documentId`);
--> statement-breakpoint
CREATE TABLE `plan_basis` (
	`planId` text NOT NULL,
	`kind` text NOT NULL,
	`refId` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`planId`, `kind`, `refId`)
);

--> statement-breakpoint
CREATE INDEX `plan_basis_of` ON `plan_basis` (`kind`,`refId`,`planId`);
--> statement-breakpoint
CREATE TABLE `plan_line` (
	`planId` text NOT NULL,
	`id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`product` text NOT NULL,
	`measure` text NOT NULL,
	`target` text NOT NULL,
	`priority` integer NOT NULL,
	`startOn` text,
	`dueOn` text,
	`words` text NOT NULL,
	`taskId` text,
	PRIMARY KEY(`planId`, `id`)
);

--> statement-breakpoint
CREATE INDEX `plan_line_order` ON `plan_line` (`planId`,`position`);
--> statement-breakpoint
CREATE TABLE `plan_owner` (
	`planId` text NOT NULL,
	`lineId` text NOT NULL,
	`kind` text NOT NULL,
	`subjectId` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`planId`, `lineId`, `kind`, `subjectId`)
);

--> statement-breakpoint
CREATE INDEX `plan_owner_of` ON `plan_owner` (`kind`,`subjectId`,`planId`);
--> statement-breakpoint
ALTER TABLE `task` ADD `target` text DEFAULT '' NOT NULL;
