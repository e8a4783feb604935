CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`by` text NOT NULL,
	`to` text NOT NULL,
	`facts` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer NOT NULL,
	`nextAt` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`doneAt` integer,
	`reason` text
);

--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`nextAt`) WHERE "nextAt" is not null;
--> statement-breakpoint
CREATE INDEX `outbox_state` ON `outbox` (`state`,`id`);
--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`doneAt`) WHERE "doneAt" is not null;
