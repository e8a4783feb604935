CREATE TABLE `notice` (
	`id` text NOT NULL,
	`committeeId` text NOT NULL,
	`kind` text NOT NULL,
	`fromName` text NOT NULL,
	`urgency` integer NOT NULL,
	`subjectId` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`committeeId`, `id`)
);

--> statement-breakpoint
CREATE INDEX `notice_at` ON `notice` (`at`);
