CREATE TABLE `attempt` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempt_until` ON `attempt` (`until`);--> statement-breakpoint
DROP TABLE `rate_limit`;