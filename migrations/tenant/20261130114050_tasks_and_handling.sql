CREATE TABLE `direction` (
	`incomingId` text NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`lead` text,
	`cooperate` text NOT NULL,
	`inform` text NOT NULL,
	`dueOn` text,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`incomingId`, `no`)
);

--> statement-breakpoint
CREATE TABLE `reader` (
	`incomingId` text NOT NULL,
	`kind` text NOT NULL,
	`subjectId` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`ackAt` integer,
	`ackBy` text,
	PRIMARY KEY(`incomingId`, `kind`, `subjectId`)
);

--> statement-breakpoint
CREATE INDEX `reader_waits` ON `reader` (`kind`,`subjectId`,`at`) WHERE ackAt is null;
--> statement-breakpoint
CREATE TABLE `absence` (
	`id` text PRIMARY KEY NOT NULL,
	`memberId` text NOT NULL,
	`memberName` text NOT NULL,
	`deputyId` text NOT NULL,
	`deputyName` text NOT NULL,
	`fromDay` text NOT NULL,
	`toDay` text NOT NULL,
	`capacity` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`createdBy` text NOT NULL,
	`createdAt` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE INDEX `absence_member` ON `absence` (`memberId`,`toDay`);
--> statement-breakpoint
CREATE INDEX `absence_deputy` ON `absence` (`deputyId`,`toDay`);
--> statement-breakpoint
CREATE INDEX `absence_end` ON `absence` (`toDay`,`id`);
--> statement-breakpoint
CREATE TABLE `task` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`source` text NOT NULL,
	`sourceId` text,
	`sourceName` text DEFAULT '' NOT NULL,
	`title` text NOT NULL,
	`product` text DEFAULT '' NOT NULL,
	`urgency` integer DEFAULT 0 NOT NULL,
	`ownerKind` text NOT NULL,
	`ownerName` text NOT NULL,
	`unitId` text,
	`personId` text,
	`personName` text,
	`giverId` text NOT NULL,
	`giverName` text NOT NULL,
	`startOn` text NOT NULL,
	`firstDueOn` text,
	`dueOn` text,
	`pressesOn` text NOT NULL,
	`wantedDueOn` text,
	`wantedReason` text,
	`state` text NOT NULL,
	`resumesAs` text,
	`resultText` text,
	`resultDocumentId` text,
	`reportedById` text,
	`reportedAt` integer,
	`doneAt` integer,
	`approvedBy` text,
	`createdAt` integer NOT NULL,
	`movedAt` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `task_id` ON `task` (`id`);
--> statement-breakpoint
CREATE INDEX `task_board` ON `task` (`pressesOn`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
--> statement-breakpoint
CREATE INDEX `task_unit` ON `task` (`unitId`,`pressesOn`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
--> statement-breakpoint
CREATE INDEX `task_given` ON `task` (`giverId`,`pressesOn`,`id`) WHERE state in ('assigned', 'doing', 'reported', 'returned', 'declined', 'suspended');
--> statement-breakpoint
CREATE INDEX `task_person` ON `task` (`personId`,`pressesOn`,`id`) WHERE state in ('assigned', 'doing', 'returned');
--> statement-breakpoint
CREATE INDEX `task_unnamed` ON `task` (`unitId`,`pressesOn`,`id`) WHERE personId is null and state in ('assigned', 'doing', 'returned');
--> statement-breakpoint
CREATE INDEX `task_judged` ON `task` (`giverId`,`pressesOn`,`id`) WHERE state in ('reported', 'declined') or wantedDueOn is not null;
--> statement-breakpoint
CREATE INDEX `task_ended` ON `task` (`movedAt`,`id`) WHERE state in ('done', 'cancelled');
--> statement-breakpoint
CREATE INDEX `task_source` ON `task` (`source`,`sourceId`);
--> statement-breakpoint
CREATE TABLE `task_event` (
	`taskId` text NOT NULL,
	`no` integer NOT NULL,
	`what` text NOT NULL,
	`to` text NOT NULL,
	`reason` text,
	`before` text,
	`after` text,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`forName` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`taskId`, `no`)
);

--> statement-breakpoint
CREATE TABLE `task_party` (
	`taskId` text NOT NULL,
	`kind` text NOT NULL,
	`subjectId` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`at` integer NOT NULL,
	`doneAt` integer,
	`doneBy` text,
	`note` text,
	PRIMARY KEY(`taskId`, `kind`, `subjectId`)
);

--> statement-breakpoint
CREATE INDEX `task_party_waits` ON `task_party` (`kind`,`subjectId`,`at`) WHERE doneAt is null;
--> statement-breakpoint
DROP INDEX `incoming_twin`;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `channel` text DEFAULT 'exchange' NOT NULL;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `state` text DEFAULT 'received' NOT NULL;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `movedAt` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `proposal` text;
--> statement-breakpoint
ALTER TABLE `incoming` ADD `leadTaskId` text;
--> statement-breakpoint
CREATE INDEX `incoming_waits` ON `incoming` (`state`,"urgency" desc,`arrivedAt`) WHERE state in ('routing', 'directing');
--> statement-breakpoint
CREATE INDEX `incoming_state` ON `incoming` (`state`);
--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_lead` ON `incoming` (`leadTaskId`);
--> statement-breakpoint
CREATE INDEX `incoming_notation` ON `incoming` (`notation`,`issuedOn`);
--> statement-breakpoint
-- Folded text (no marks, đ as d), because FTS5 does not fold đ; rowid is the rowid of the task.
CREATE VIRTUAL TABLE task_search USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');
