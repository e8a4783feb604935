CREATE TABLE `asked` (
	`id` text PRIMARY KEY NOT NULL,
	`sendingId` text NOT NULL,
	`toId` text NOT NULL,
	`toName` text NOT NULL,
	`state` text NOT NULL,
	`dueOn` text NOT NULL,
	`seq` integer NOT NULL,
	`wishAnswered` integer DEFAULT 0 NOT NULL,
	`verdict` text,
	`verdictOn` text,
	`verdictAt` integer,
	`reason` text
);

--> statement-breakpoint
CREATE INDEX `asked_sending` ON `asked` (`sendingId`);
--> statement-breakpoint
CREATE TABLE `sending` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`product` text NOT NULL,
	`target` text NOT NULL,
	`note` text NOT NULL,
	`startOn` text NOT NULL,
	`firstDueOn` text NOT NULL,
	`planId` text,
	`taskId` text,
	`asked` integer NOT NULL,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `sending_list` ON `sending` (`at`,`id`);
--> statement-breakpoint
CREATE INDEX `sending_plan` ON `sending` (`planId`);
--> statement-breakpoint
CREATE INDEX `sending_task` ON `sending` (`taskId`);
--> statement-breakpoint
CREATE TABLE `taken` (
	`askId` text PRIMARY KEY NOT NULL,
	`taskId` text,
	`fromName` text NOT NULL,
	`seq` integer NOT NULL,
	`seen` integer NOT NULL,
	`status` text NOT NULL,
	`takenAt` integer NOT NULL,
	`wishNo` integer DEFAULT 0 NOT NULL,
	`wishOn` text,
	`wishReason` text,
	`filing` text,
	`filedAt` integer,
	`text` text,
	`paper` text,
	`byName` text NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `taken_task` ON `taken` (`taskId`);
