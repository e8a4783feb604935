CREATE TABLE `ask` (
	`id` text PRIMARY KEY NOT NULL,
	`rootId` text NOT NULL,
	`parentId` text,
	`kind` text NOT NULL,
	`fromId` text NOT NULL,
	`fromHandle` text NOT NULL,
	`fromName` text NOT NULL,
	`toId` text NOT NULL,
	`toHandle` text NOT NULL,
	`toName` text NOT NULL,
	`sendingId` text NOT NULL,
	`originId` text,
	`consignmentId` text,
	`firstDueOn` text NOT NULL,
	`at` integer NOT NULL,
	`dueOn` text NOT NULL,
	`state` text NOT NULL,
	`fromSeq` integer NOT NULL,
	`wishAnswered` integer DEFAULT 0 NOT NULL,
	`toSeq` integer DEFAULT 0 NOT NULL,
	`seen` integer DEFAULT 0 NOT NULL,
	`taken` text DEFAULT '01' NOT NULL,
	`takenAt` integer,
	`wishNo` integer DEFAULT 0 NOT NULL,
	`wishOn` text,
	`wishReason` text,
	`byName` text
);

--> statement-breakpoint
CREATE INDEX `ask_to` ON `ask` (`toId`,`taken`,`state`,`dueOn`,`id`);
--> statement-breakpoint
CREATE INDEX `ask_from` ON `ask` (`fromId`,`sendingId`,`state`);
--> statement-breakpoint
CREATE INDEX `ask_filed` ON `ask` (`fromId`,`state`,`taken`,`id`);
--> statement-breakpoint
CREATE INDEX `ask_plan` ON `ask` (`fromId`,`originId`);
--> statement-breakpoint
CREATE INDEX `ask_parent` ON `ask` (`parentId`);
--> statement-breakpoint
CREATE TABLE `ask_event` (
	`askId` text NOT NULL,
	`period` text DEFAULT '' NOT NULL,
	`side` text NOT NULL,
	`seq` integer NOT NULL,
	`crossingId` text NOT NULL,
	`what` text NOT NULL,
	`at` integer NOT NULL,
	`byName` text NOT NULL,
	`facts` text,
	PRIMARY KEY(`askId`, `period`, `side`, `seq`)
);

--> statement-breakpoint
CREATE TABLE `ask_text` (
	`sendingId` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`product` text NOT NULL,
	`target` text NOT NULL,
	`note` text NOT NULL,
	`startOn` text NOT NULL,
	`byName` text NOT NULL
);

--> statement-breakpoint
CREATE TABLE `turn` (
	`askId` text NOT NULL,
	`period` text DEFAULT '' NOT NULL,
	`filing` text,
	`filedAt` integer,
	`text` text,
	`paper` text,
	`toSeq` integer DEFAULT 0 NOT NULL,
	`verdict` text,
	`verdictOn` text,
	`verdictAt` integer,
	`reason` text,
	`fromSeq` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`askId`, `period`)
);

