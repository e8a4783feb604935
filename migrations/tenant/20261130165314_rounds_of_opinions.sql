CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`mode` text NOT NULL,
	`title` text NOT NULL,
	`documentId` text NOT NULL,
	`versionNo` integer NOT NULL,
	`note` text NOT NULL,
	`dueOn` text NOT NULL,
	`state` text NOT NULL,
	`sendingId` text,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL,
	`concludedAt` integer,
	`concludedBy` text,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE INDEX `event_document` ON `event` (`documentId`,`at`);
--> statement-breakpoint
CREATE INDEX `event_by` ON `event` (`byId`,`state`,`at`);
--> statement-breakpoint
CREATE TABLE `event_person` (
	`eventId` text NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL,
	`subjectId` text NOT NULL,
	`name` text NOT NULL,
	`askId` text,
	`stand` text,
	`byName` text,
	`answeredAt` integer,
	PRIMARY KEY(`eventId`, `no`)
);

--> statement-breakpoint
CREATE INDEX `event_person_waits` ON `event_person` (`kind`,`subjectId`) WHERE answeredAt is null and kind <> 'committee';
--> statement-breakpoint
CREATE TABLE `remark` (
	`eventId` text NOT NULL,
	`personNo` integer NOT NULL,
	`no` integer NOT NULL,
	`filing` text DEFAULT '' NOT NULL,
	`place` text NOT NULL,
	`text` text NOT NULL,
	`uptake` text,
	`reply` text,
	`takenIn` integer,
	`takenAt` integer,
	`takenBy` text,
	PRIMARY KEY(`eventId`, `personNo`, `filing`, `no`)
);

