CREATE TABLE `screen_failure` (
	`id` text PRIMARY KEY NOT NULL,
	`screen` text NOT NULL,
	`name` text NOT NULL,
	`frames` text NOT NULL,
	`count` integer NOT NULL,
	`firstAt` integer NOT NULL,
	`lastAt` integer NOT NULL
);

--> statement-breakpoint
CREATE INDEX `screen_failure_last` ON `screen_failure` (`lastAt`);
