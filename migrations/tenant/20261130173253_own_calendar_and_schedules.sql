CREATE TABLE `calendar_layer` (
	`number` integer PRIMARY KEY NOT NULL,
	`layer` text NOT NULL,
	`note` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL
);

--> statement-breakpoint
CREATE TABLE `case_schedule` (
	`id` text PRIMARY KEY NOT NULL,
	`procedureId` text NOT NULL,
	`title` text NOT NULL,
	`every` text NOT NULL,
	`month` integer NOT NULL,
	`day` integer NOT NULL,
	`land` text NOT NULL,
	`until` text,
	`starterId` text NOT NULL,
	`nextOn` text NOT NULL,
	`nextAt` integer NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL,
	`problem` text,
	`byName` text NOT NULL,
	`createdAt` integer NOT NULL,
	`stoppedAt` integer
);

--> statement-breakpoint
CREATE INDEX `case_schedule_due` ON `case_schedule` (`nextAt`) WHERE stoppedAt is null;
--> statement-breakpoint
CREATE INDEX `case_schedule_of` ON `case_schedule` (`procedureId`) WHERE stoppedAt is null;
--> statement-breakpoint
CREATE INDEX `case_schedule_wrong` ON `case_schedule` (`procedureId`) WHERE problem is not null;
